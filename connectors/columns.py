"""The columns of an export: their letters, their limits, and the form that its header row describes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from connectors.source import SourceError
from connectors.timestamps import has_timestamp_shape
from rounds.form import Question

CELL_LIMIT = 1_000_000  # characters; Google stores at most 50,000 in a cell
COLUMN_LIMIT = 18_278  # ZZZ, the last column that Google Sheets allows

_ADDRESS = re.compile(r"\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def column_letter(index: int) -> str:
    """The spreadsheet's name of the column at ``index`` (from 0): A, B, ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def too_large(path: Path, place: str) -> SourceError:
    """The error for a cell over CELL_LIMIT."""
    return SourceError(
        f"{path}, {place}: the cell holds more than {CELL_LIMIT:,} characters, far more than a form accepts."
        " A quotation mark may be missing. Download the export again, or shorten the answer in the form."
    )


def is_answer(cell: str) -> bool:
    """Whether a text cannot be a title, because it is a time or an address."""
    return has_timestamp_shape(cell) or _ADDRESS.fullmatch(cell) is not None


def titles_of(header: Sequence[str], path: Path) -> tuple[str, ...]:
    """The titles in a header row, trimmed; "" for a column without one.

    Raises SourceError where the row is data or binary rather than a header; it names the column by its letter,
    because what stands there could be an answer.
    """
    for index, cell in enumerate(header):
        if _CONTROL.search(cell):
            raise SourceError(f"{path} is not a csv: its first row holds control characters. Export it again.")
        if is_answer(cell):
            raise SourceError(
                f"{path} has no header row: column {column_letter(index)} of its first row holds a response."
                " Export it again with the questions as its first row."
            )
    titles = tuple(cell.strip() for cell in header)
    if len(titles) < 2:
        raise SourceError(
            f"{path} has fewer than two columns; an export has a timestamp and at least one question, separated by"
            " commas, semicolons or tabs. Export it again."
        )
    return titles


def questions_of(titles: Iterable[str]) -> tuple[Question, ...]:
    """The questions under ``titles``, with the occurrence of each and its letter."""
    seen: Counter[str] = Counter()
    questions = []
    for index, title in enumerate(titles):
        seen[title] += 1
        questions.append(Question(title=title, occurrence=seen[title], letter=column_letter(index)))
    return tuple(questions)
