"""Plans a form for interviewers: the bank's questions of a topic, and the fields and the notice that belong to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reports.column_guess import ColumnGuess
from reports.question_bank import BankField, BankQuestion, Topic, bank_fields, bank_questions, notice, story_help
from rounds.form import Form, Question, QuestionKind
from rounds.round import Role

FEWEST_STORIES = 4
MOST_STORIES = 8
LANGUAGES = ("en", "es")
_OURS = ""  # a form that Sayback made needs no reasons


@dataclass(frozen=True, slots=True)
class PlannedForm:
    """A form that is to be made, and what each of its questions is for; neither has ids yet."""

    form: Form
    language: str
    guesses: tuple[ColumnGuess, ...]

    def as_made(self, form: Form) -> tuple[ColumnGuess, ...]:
        """The columns with the questions of ``form``, which was made from this plan, in the same order."""
        return tuple(
            replace(guess, question=question) for guess, question in zip(self.guesses, form.questions, strict=True)
        )


def plan_form(
    title: str, topic: Topic, language: str, *, stories: int = 5, who: str = "", both: bool = False
) -> PlannedForm:
    """A form in ``language`` ("en" or "es") with ``stories`` open questions, 4 to 8.

    ``who`` sees the notes as they were typed. With ``both`` there is a form in the other language too: then choices
    are offered in both languages, so that they are counted together.
    """
    if not FEWEST_STORIES <= stories <= MOST_STORIES:
        raise ValueError("a form has 4 to 8 open questions")
    fields = bank_fields(topic)
    guesses = [
        *(_field(field, language, both) for field in fields if not field.after),
        *(_story(question, language) for question in bank_questions(topic)[:stories]),
        *(_field(field, language, both) for field in fields if field.after),
    ]
    form = Form(title, tuple(guess.question for guess in guesses), title=title, notices=(notice(language, who),))
    return PlannedForm(form, language, tuple(guesses))


def _story(question: BankQuestion, language: str) -> ColumnGuess:
    asked = Question(question.wordings[language], 1, "", kind=QuestionKind.LONG_TEXT, description=story_help(language))
    return ColumnGuess(asked, Role.NOTE, _OURS, key=question.key, confirmed=True)


def _field(field: BankField, language: str, both: bool) -> ColumnGuess:
    options = field.options[language]
    if both and field.role is Role.SEGMENT:
        options = tuple(_in_both(*pair) for pair in zip(field.options["en"], field.options["es"], strict=True))
    question = Question(
        field.wordings[language], 1, "", kind=field.kind, options=options, other=field.other, required=field.required,
        description=field.help[language],
    )  # fmt: skip
    return ColumnGuess(
        question,
        field.role,
        _OURS,
        key=field.key,
        yes=field.yes[language],
        values=options if field.role is Role.SEGMENT else (),
        confirmed=True,
    )


def _in_both(english: str, spanish: str) -> str:
    return english if english == spanish else f"{english} / {spanish}"


def plan_forms(title: str, topic: Topic, languages: str, *, stories: int = 5, who: str = "") -> Iterator[PlannedForm]:
    """One form for "en" or "es", two for "both"; the second one says its language in its title."""
    if languages != "both":
        yield plan_form(title, topic, languages, stories=stories, who=who)
        return
    yield plan_form(title, topic, "en", stories=stories, who=who, both=True)
    yield plan_form(f"{title} (español)", topic, "es", stories=stories, who=who, both=True)
