"""The questions of a form, whatever its source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One column of a form's export.

    ``occurrence`` counts equal titles from the left, starting at 1, so that
    (title, occurrence) addresses a column even where titles repeat.
    ``letter`` is the spreadsheet's name of the column (A, B, ... AA).
    """

    title: str
    occurrence: int
    letter: str

    @property
    def address(self) -> tuple[str, int]:
        return (self.title, self.occurrence)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as its source shows it now: a name to call it by (a file name) and its questions in order."""

    name: str
    questions: tuple[Question, ...]
