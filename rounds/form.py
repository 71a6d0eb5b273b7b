"""The questions of a form, whatever its source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    """How a question is answered. A header row says nothing about it: ``unknown``."""

    UNKNOWN = "unknown"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    CHECKBOXES = "checkboxes"
    SCALE = "scale"
    GRID_ROW = "grid_row"
    DATE = "date"
    TIME = "time"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Question:
    """One column of a form's export, or one question of a form.

    ``occurrence`` counts equal titles from the left, starting at 1, so that
    (title, occurrence) addresses a column even where titles repeat.
    ``letter`` is the spreadsheet's name of the column (A, B, ... AA).
    ``id`` is the form's own name of the question, which stays when the title is reworded; "" where the source has none.
    ``options`` are the choices offered, in order, without *Other* (``other`` says whether that is offered).
    A grid's row is a question of its own, titled ``Grid [Row]`` as in exports. ``section`` counts from 1.
    """

    title: str
    occurrence: int
    letter: str
    id: str = ""
    kind: QuestionKind = QuestionKind.UNKNOWN
    options: tuple[str, ...] = ()
    other: bool = False
    required: bool = False
    description: str = ""
    section: int = 1
    branches: bool = False  # an answer decides which section comes next

    @property
    def address(self) -> tuple[str, int]:
        return (self.title, self.occurrence)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as its source shows it now: a name to call it by (a file name) and its questions in order.

    ``notices`` are the texts that stand in the form beside its questions: its description, titles and descriptions of
    sections and text blocks. ``collects_mail``: the address of whoever submits is asked for or recorded.
    ``revision`` changes whenever the form's structure does; "" where the source cannot tell.
    """

    name: str
    questions: tuple[Question, ...]
    id: str = ""
    revision: str = ""
    title: str = ""
    notices: tuple[str, ...] = ()
    collects_mail: bool = False
    is_quiz: bool = False
    is_open: bool = True
    responder_uri: str = ""
    edit_uri: str = ""
    sheet_id: str = ""
