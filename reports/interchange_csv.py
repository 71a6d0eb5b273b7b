"""An Interchange as four csv files: RFC 4180, UTF-8 with a byte order mark (Excel reads it then), no formula runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from reports.interchange import ExportedInterview, Interchange

# What spreadsheet programs take for a formula, also behind spaces or apostrophes (OWASP, "CSV Injection").
_LOOKS_LIKE_FORMULA = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")  # full-width signs run, too
_INTERVIEWS = ("interview", "source", "role", "language", "people")
_NOTES = ("question", "title", "kind", "text", "translation_of")
_HEADLINES = (
    "headline", "text", "kind", "theme", "dissent", "surprise", "pair", "question", "interviews", "quote",
    "source_changed",
)  # fmt: skip
_THEMES = ("theme", "id", "definition", "order", "replaces", "heard")
_PREDICTIONS = ("text", "outcome", "written_on", "late")
BETWEEN = ";"


def csv_files(content: Interchange) -> dict[str, bytes]:
    """The files by name. Names within one cell stand with ``;`` between them."""
    return {
        "interviews.csv": _csv(_interview_rows(content)),
        "headlines.csv": _csv([_HEADLINES, *_headline_rows(content)]),
        "themes.csv": _csv([_THEMES, *_theme_rows(content)]),
        "predictions.csv": _csv([_PREDICTIONS, *_prediction_rows(content)]),
    }


def as_text_cell(text: str) -> str:
    """``text`` so that no spreadsheet program runs it: with an apostrophe in front where it looks like a formula.

    ``from_text_cell`` takes exactly that back.
    """
    return f"'{text}" if _LOOKS_LIKE_FORMULA.match(text) else text


def from_text_cell(cell: str) -> str:
    """The text that ``as_text_cell`` was given."""
    return cell[1:] if cell.startswith("'") and _LOOKS_LIKE_FORMULA.match(cell[1:]) else cell


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([as_text_cell(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _interview_rows(content: Interchange) -> list[Sequence[object]]:
    """One line per note; an interview without notes has one line, too. A column per segment."""
    keys = list(dict.fromkeys(key for interview in content.interviews for key, _ in interview.segments))
    interviewer = ("interviewer",) if content.with_interviewers else ()
    rows: list[Sequence[object]] = [(*_INTERVIEWS, *interviewer, *(f"segment: {key}" for key in keys), *_NOTES)]
    for interview in content.interviews:
        known = dict(interview.segments)
        about = [*_about(interview), *(known.get(key, "") for key in keys)]
        if content.with_interviewers:
            about.insert(len(_INTERVIEWS), interview.interviewer or "")
        for note in interview.notes:
            rows.append((*about, note.question, note.title, note.kind.value, note.text, note.translation_of or ""))
        if not interview.notes:
            rows.append((*about, *("" for _ in _NOTES)))
    return rows


def _about(interview: ExportedInterview) -> tuple[object, ...]:
    return (interview.id, interview.source, interview.role, interview.language, interview.people)


def _headline_rows(content: Interchange) -> list[Sequence[object]]:
    return [
        (
            headline.id,
            headline.text,
            headline.kind.value,
            headline.theme,
            _yes(headline.dissent),
            _yes(headline.surprise),
            headline.pair,
            headline.question,
            BETWEEN.join(headline.interview_ids),
            headline.quote,
            _yes(headline.source_changed),
        )
        for headline in content.headlines
    ]


def _theme_rows(content: Interchange) -> list[Sequence[object]]:
    return [
        (each.theme.name, each.theme.id, each.theme.definition, each.theme.order or "",
         f"{BETWEEN} ".join(each.theme.replaces), each.heard)
        for each in content.themes
    ]  # fmt: skip


def _prediction_rows(content: Interchange) -> list[Sequence[object]]:
    return [
        (each.text, each.outcome.value, each.written_at.date() if each.written_at else "", _yes(each.is_late))
        for each in content.predictions
    ]


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""
