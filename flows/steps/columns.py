"""Do the declared columns of a source still fit its form? Titles are declared text; answers are never named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rounds.errors import SaybackError
from rounds.form import Form, Question
from rounds.round import Column, Role, Source


class ColumnsChanged(SaybackError):
    """A declared column vanished, was renamed or became ambiguous; nothing of the source is stored."""


@dataclass(frozen=True, slots=True)
class UndeclaredColumn:
    """A column that is not read: its letter and its declared neighbours, never its own text."""

    letter: str
    after: str | None

    def __str__(self) -> str:
        return f"column {self.letter}" + (f' (right of "{self.after}")' if self.after else "")


def check_columns(source: Source, form: Form) -> list[UndeclaredColumn]:
    """The form's undeclared columns. Raises ColumnsChanged when a declared column cannot be found for certain."""
    counts = Counter(question.title for question in form.questions)
    problems = [*_missing(source, form, counts), *_ambiguous(source, counts)]
    if problems:
        raise ColumnsChanged(
            f'{form.name} does not fit the source "{source.key}" of round.toml: ' + "; ".join(problems) + ". Correct"
            " the title in round.toml, or restore it in the form. Nothing of this source was read."
        )
    return list(_undeclared(source, form.questions))


def undeclared_places(columns: Iterable[UndeclaredColumn]) -> list[str]:
    """Where undeclared columns stand, to know them again tomorrow: the declared neighbour, and the how-manieth there.

    Not by letter: a column that is put in before them moves all of them.
    """
    counts: Counter[str] = Counter()
    places = []
    for column in columns:
        after = f'right of "{column.after}"' if column.after else "left of all declared columns"
        counts[after] += 1
        places.append(after if counts[after] == 1 else f"{after}, number {counts[after]}")
    return places


def without_consent(source: Source) -> list[str]:
    """A warning when nothing says that people agreed; then every row of the source is held."""
    if source.consent_elsewhere or all(part.single(Role.CONSENT) for part in source.parts):
        return []
    if source.single(Role.CONSENT):
        return [
            f"{source.key}: not every group of `repeat` has a column of role consent, so those interviews are held."
            " Declare the column in each, or once in `columns` if it is for all of them."
        ]
    return [
        f"{source.key}: no column has the role consent and `consent_elsewhere` is empty, so every row is held."
        " Declare the column, or write in `consent_elsewhere` where consent is recorded."
    ]


def _missing(source: Source, form: Form, counts: Counter[str]) -> Iterable[str]:
    ids = {question.id: question for question in form.questions}
    if not any(ids) and any(column.id for column in source.read_columns):
        yield "its columns have no ids, as those of a Google form have: take `id` out of the columns of this source"
        return
    for column in source.read_columns:
        named = f'{_named(column)} (role "{column.role}")'
        if column.id is None:
            if counts[column.title] < column.occurrence:
                yield f"there is no column {named}"
        elif column.id not in ids:
            anew = next((question for question in form.questions if question.title == column.title), None)
            yield f"there is no question {named} with the id {column.id} any more" + _asked_anew(anew)


def _asked_anew(question: Question | None) -> str:
    """A question with another id but the same title: perhaps asked anew, perhaps something else."""
    if question is None or not question.id:
        return ""
    return f"; another with this title has the id {question.id}: if it asks the same, declare that id"


def _ambiguous(source: Source, counts: Counter[str]) -> Iterable[str]:
    declared = Counter(column.title for column in source.all_columns)
    for title in {column.title for column in source.read_columns if not column.id}:
        if counts[title] > declared[title]:
            yield (
                f'the title "{title}" stands {counts[title]} times in the form but is declared {declared[title]}'
                f' times (declare the others with `occurrence`, as "{Role.DISCARD}" if they are not needed)'
            )


def _named(column: Column) -> str:
    return f'"{column.title}"' + (f" (occurrence {column.occurrence})" if column.occurrence > 1 else "")


def _undeclared(source: Source, questions: tuple[Question, ...]) -> Iterable[UndeclaredColumn]:
    declared = {column.address for column in source.all_columns}
    neighbour: str | None = None
    for question in questions:
        if question.address in declared:
            neighbour = question.title
        else:
            yield UndeclaredColumn(question.letter, neighbour)
