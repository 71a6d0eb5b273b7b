"""An interview as the plain text of a REFI-QDA source, and where in it each answer stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.interchange import ExportedInterview
from rounds.interviews import Note, NoteKind

# Everything but the characters that XML 1.0 allows (https://www.w3.org/TR/xml/#charsets).
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile(r"\r\n?")
_LABELS = {NoteKind.NOTE: "", NoteKind.PROBE: "Asked further: ", NoteKind.CUE: "Seen: "}


@dataclass(frozen=True, slots=True)
class Answer:
    """A note and where its text stands in the source: characters (Unicode code points) from 0, end excluded."""

    note: Note
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """The plain text of an interview, with its answers in their order."""

    interview: ExportedInterview
    text: str
    answers: tuple[Answer, ...]


def source_text(interview: ExportedInterview) -> SourceText:
    """Each question on a line, its answer under it; line ends are LF, which every program counts as one character."""
    text = ""
    answers = []
    for note in interview.notes:
        title = f"{_LABELS[note.kind]}{one_line(note.title)}{' (translation)' if note.translation_of else ''}"
        text += f"{title}\n"
        answer = legal(note.text)
        answers.append(Answer(note, len(text), len(text) + len(answer)))
        text += f"{answer}\n\n"
    return SourceText(interview, text, tuple(answers))


def legal(text: str) -> str:
    """``text`` with line ends as LF and U+FFFD for each character that XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """``text`` as a name: legal, on one line."""
    return " ".join(legal(text).split())
