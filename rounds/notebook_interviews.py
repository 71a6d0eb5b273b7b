"""How interviews are laid out in the notebook's tables. Every function works inside the caller's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from rounds.interviews import HeldReason, Interview, Note, NoteKind, Span
from rounds.store import CHUNK
from rounds.tables_notebook import interviews, notes, revisions, segments

KEPT = interviews.c.held.is_(None) & interviews.c.gone.is_(False)


class Revision(StrEnum):
    """Why an interview has changed in the notebook."""

    NEW = "new"
    EDITED = "edited"
    RE_REDACTED = "re-redacted"
    HELD = "held"
    RELEASED = "released"
    GONE = "gone"
    RESTORED = "restored"
    MASKED = "masked"
    WITHDRAWN = "withdrawn"


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """``ids`` without repetitions, in lists that are short enough for one ``IN (...)``."""
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), CHUNK):
        yield unique[start : start + CHUNK]


def load(connection: Connection, ids: Iterable[str]) -> dict[str, Interview]:
    """The interviews of these ids as they are stored; unknown ids are left out.

    One whose row is gone from its source is held as ``source_gone`` and still has its notes.
    """
    found: dict[str, Interview] = {}
    for chunk in chunks(ids):
        rows = connection.execute(select(interviews).where(interviews.c.id.in_(chunk))).mappings().all()
        segments_of, notes_of = _segments(connection, chunk), _notes(connection, chunk)
        for row in rows:
            found[row["id"]] = _interview(row, segments_of[row["id"]], notes_of[row["id"]])
    return found


def replace_interview(connection: Connection, interview: Interview, reason: Revision, at: datetime) -> None:
    """Puts ``interview`` with its version in the place of the stored one, whose notes are deleted."""
    values = {**interview_columns(interview), "gone": False, "version": interview.version}
    connection.execute(update(interviews).where(interviews.c.id == interview.id).values(values))
    for part in (segments, notes):
        connection.execute(delete(part).where(part.c.interview_id == interview.id))
    _insert_parts(connection, interview)
    add_revision(connection, interview, reason, at)


def replace_notes(connection: Connection, interview: Interview, at: datetime) -> None:
    """Puts these notes in the place of the stored ones and changes nothing else but the version."""
    values = {"version": interview.version}
    connection.execute(update(interviews).where(interviews.c.id == interview.id).values(values))
    connection.execute(delete(notes).where(notes.c.interview_id == interview.id))
    _insert_notes(connection, interview)
    add_revision(connection, interview, Revision.MASKED, at)


def add_revision(connection: Connection, interview: Interview, reason: Revision, at: datetime) -> None:
    """Notes down that an interview changed, and why; never what it said."""
    connection.execute(insert(revisions), revision_row(interview, reason, at))


def set_gone(connection: Connection, ids: Iterable[str], gone: bool, at: datetime) -> int:
    """Marks interviews whose row left their source, or came back. Returns how many were not so marked before."""
    changed = 0
    for chunk in chunks(ids):
        where = interviews.c.id.in_(chunk) & (interviews.c.gone != gone)
        others = list(connection.scalars(select(interviews.c.id).where(where)))
        connection.execute(update(interviews).where(interviews.c.id.in_(others)).values(gone=gone))
        reason = Revision.GONE if gone else Revision.RESTORED
        rows = [revision_row(interview, reason, at) for interview in load(connection, others).values()]
        if rows:
            connection.execute(insert(revisions), rows)
        changed += len(others)
    return changed


def covered_reasons(connection: Connection, ids: Iterable[str]) -> dict[str, HeldReason | None]:
    """Those of ``ids`` that are gone, with the reason they were held for before (None: they were kept)."""
    found: dict[str, HeldReason | None] = {}
    for chunk in chunks(ids):
        query = select(interviews.c.id, interviews.c.held).where(interviews.c.id.in_(chunk) & interviews.c.gone)
        found.update((row.id, held_reason(row.held, False)) for row in connection.execute(query))
    return found


def held_reason(held: str | None, gone: bool) -> HeldReason | None:
    """Why an interview is held now: somebody took it back, its row is gone, or what the redactor said."""
    if gone and held != HeldReason.WITHDRAWN.value:
        return HeldReason.SOURCE_GONE
    return HeldReason(held) if held is not None else None


def interview_columns(interview: Interview) -> dict[str, Any]:
    """The columns of an interview but for its id, its version and whether its row is gone."""
    names = (
        "source", "row", "fingerprint", "engine", "interviewer", "language", "people",
        "submitted_on", "distress", "declined", "code_digest", "later",
    )  # fmt: skip
    held = interview.held.value if interview.held is not None else None
    return {**{name: getattr(interview, name) for name in names}, "held": held}


def revision_row(interview: Interview, reason: Revision, at: datetime) -> dict[str, Any]:
    """The row of a change that led to this version."""
    return {
        "interview_id": interview.id,
        "version": interview.version,
        "at": at,
        "reason": reason.value,
        "engine": interview.engine,
    }


def segment_rows(interview: Interview) -> list[dict[str, Any]]:
    """The rows of its segments."""
    return [
        {"interview_id": interview.id, "position": position, "key": key, "value": value}
        for position, (key, value) in enumerate(interview.segments)
    ]


def note_rows(interview: Interview) -> list[dict[str, Any]]:
    """The rows of its notes."""
    return [_note_columns(interview.id, position, note) for position, note in enumerate(interview.notes)]


def _insert_parts(connection: Connection, interview: Interview) -> None:
    pairs = segment_rows(interview)
    if pairs:
        connection.execute(insert(segments), pairs)
    _insert_notes(connection, interview)


def _insert_notes(connection: Connection, interview: Interview) -> None:
    rows = note_rows(interview)
    if rows:
        connection.execute(insert(notes), rows)


def _note_columns(interview_id: str, position: int, note: Note) -> dict[str, Any]:
    return {
        "interview_id": interview_id,
        "position": position,
        "question": note.question,
        "title": note.title,
        "kind": note.kind.value,
        "text": note.text,
        "spans": [[span.start, span.end, span.entity, span.score, span.by] for span in note.spans],
        "translation_of": note.translation_of,
    }


def _segments(connection: Connection, ids: Sequence[str]) -> defaultdict[str, tuple[tuple[str, str], ...]]:
    query = select(segments).where(segments.c.interview_id.in_(ids)).order_by(segments.c.position)
    found: defaultdict[str, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for row in connection.execute(query).mappings():
        found[row["interview_id"]] += ((row["key"], row["value"]),)
    return found


def _notes(connection: Connection, ids: Sequence[str]) -> defaultdict[str, tuple[Note, ...]]:
    query = select(notes).where(notes.c.interview_id.in_(ids)).order_by(notes.c.position)
    found: defaultdict[str, tuple[Note, ...]] = defaultdict(tuple)
    for row in connection.execute(query).mappings():
        found[row["interview_id"]] += (_note(row),)
    return found


def _note(row: RowMapping) -> Note:
    return Note(
        question=row["question"],
        title=row["title"],
        kind=NoteKind(row["kind"]),
        text=row["text"],
        spans=tuple(Span(*span) for span in row["spans"]),
        translation_of=row["translation_of"],
    )


def _interview(row: RowMapping, pairs: tuple[tuple[str, str], ...], texts: tuple[Note, ...]) -> Interview:
    plain = {name: value for name, value in row.items() if name not in ("held", "gone")}
    return Interview(**plain, held=held_reason(row["held"], row["gone"]), segments=pairs, notes=texts)
