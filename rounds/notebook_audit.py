"""How the audit and the round's names are laid out in the notebook.

Every function works inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from rounds.audit import AuditCount, audit_counts
from rounds.interviews import HeldReason, Interview, Span
from rounds.notebook_interviews import chunks, held_reason
from rounds.tables_notebook import audits, interviews, notes, round_names


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """What became of an interview: by which engine, held why (None: kept), and what was masked, in counts."""

    id: str
    source: str
    engine: str
    held: HeldReason | None
    counts: tuple[AuditCount, ...]


def record_rows(interview: Interview) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of what was masked in an interview, and of its names: of each table one, or none.

    Without a record of the redactor's, the counts are those of its notes.
    """
    record = interview.record
    counts = record.counts if record else audit_counts(span for note in interview.notes for span in note.spans)
    masked = [{"interview_id": interview.id, "counts": [list(one) for one in counts]}] if counts or record else []
    names = [{"interview_id": interview.id, "sealed": record.names}] if record and record.names else []
    return masked, names


def put_counts(connection: Connection, interview: Interview) -> None:
    """Stores what is masked in the notes of an interview; its names stay."""
    counts = audit_counts(span for note in interview.notes for span in note.spans)
    connection.execute(delete(audits).where(audits.c.interview_id == interview.id))
    connection.execute(insert(audits), {"interview_id": interview.id, "counts": [list(one) for one in counts]})


def forget_records(connection: Connection, ids: Iterable[str]) -> None:
    """Deletes counts and names of these interviews."""
    for chunk in chunks(ids):
        for table in (audits, round_names):
            connection.execute(delete(table).where(table.c.interview_id.in_(chunk)))


def load_audits(connection: Connection, ids: Sequence[str] | None = None) -> list[AuditRecord]:
    """The records of all interviews, or of ``ids``, by source, row and id.

    An interview from before there was an audit has the counts of its notes, without recognizers.
    """
    wanted = (*(interviews.c[name] for name in ("id", "source", "row", "engine", "held", "gone")), audits.c.counts)
    query = select(*wanted).outerjoin(audits)
    queries = [query] if ids is None else [query.where(interviews.c.id.in_(chunk)) for chunk in chunks(ids)]
    rows = [row for one in queries for row in connection.execute(one).mappings()]
    spans = _spans(connection, [row["id"] for row in rows if row["counts"] is None and row["held"] is None])
    return [
        AuditRecord(
            row["id"],
            row["source"],
            row["engine"],
            held_reason(row["held"], row["gone"]),
            tuple(AuditCount(*one) for one in row["counts"] or spans.get(row["id"], ())),
        )
        for row in sorted(rows, key=lambda row: (row["source"], row["row"], row["id"]))
    ]


def load_round_names(connection: Connection) -> dict[str, str]:
    """The sealed names of every interview that gives some away."""
    rows = connection.execute(select(round_names.c.interview_id, round_names.c.sealed))
    return {row.interview_id: row.sealed for row in rows}


def _spans(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[AuditCount, ...]]:
    """The counts of stored notes, by interview."""
    found: dict[str, list[Span]] = {}
    for chunk in chunks(ids):
        query = select(notes.c.interview_id, notes.c.spans).where(notes.c.interview_id.in_(chunk))
        for interview_id, spans in connection.execute(query):
            found.setdefault(interview_id, []).extend(Span(*span) for span in spans)
    return {interview_id: audit_counts(spans) for interview_id, spans in found.items()}
