"""Later thoughts: rows of their own in the tables, read as a part of the interview whose code they have.

Nothing but the keyed code joins them, and only where it is the code of exactly one interview that is kept. That is
decided anew at each reading, so the order in which rows came makes no difference. Every function works inside the
caller's transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping, Select, exists, select

from rounds.interviews import LATER_REASONS, HeldReason
from rounds.notebook_audit import AuditRecord, forget_records
from rounds.notebook_interviews import KEPT, Revision, load, replace_interview
from rounds.tables_notebook import interviews, notes


@dataclass(frozen=True, slots=True)
class Joins:
    """Which kept later thoughts belong to which interview; ``loose`` are those that can be shown with none."""

    thoughts: Mapping[str, Sequence[str]] = field(default_factory=dict)  # by interview id
    loose: frozenset[str] = frozenset()

    @property
    def owner(self) -> dict[str, str]:
        """The interview of each thought."""
        return {thought: interview for interview, thoughts in self.thoughts.items() for thought in thoughts}


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a code leads: to one interview, or to the reason why there is none.

    Neither where the interview's row is missing from an export that may be the wrong one: nothing is shown of it, and
    nothing is thrown away.
    """

    interview: str | None = None
    reason: HeldReason | None = None


_UNKNOWN = _Standing(reason=HeldReason.LATER_UNKNOWN)


def load_joins(connection: Connection) -> Joins:
    """Looks up the interviews of all kept later thoughts, with two queries however many there are."""
    query = select(interviews.c.id, interviews.c.code_digest).where(KEPT & interviews.c.later)
    kept = [(row.id, row.code_digest) for row in connection.execute(query)]
    if not kept:
        return Joins()
    standings = _standings(connection, _codes_of_thoughts())
    thoughts: defaultdict[str, list[str]] = defaultdict(list)
    loose = set()
    for thought, code in kept:
        interview = standings.get(code, _UNKNOWN).interview if code else None
        if interview is None:
            loose.add(thought)
        else:
            thoughts[interview].append(thought)
    return Joins(dict(thoughts), frozenset(loose))


def reasons_by_code(connection: Connection, codes: Iterable[str | None]) -> dict[str | None, HeldReason | None]:
    """Why a later thought with each of these keyed codes has to be held now; None where it need not be."""
    wanted = list(codes)  # of a batch: few enough for one IN (...)
    standings = _standings(connection, [code for code in wanted if code])
    return {code: _reason(code, standings) for code in wanted}


def reasons_now(connection: Connection, source: str) -> dict[str, HeldReason | None]:
    """The same for every later row of a source, by its id; rows that are gone or withdrawn are left out."""
    query = select(interviews.c.id, interviews.c.code_digest, interviews.c.held).where(
        interviews.c.later & (interviews.c.source == source) & interviews.c.gone.is_(False)
    )
    standings = _standings(connection, _codes_of_thoughts())
    rows = connection.execute(query)
    return {row.id: _reason(row.code_digest, standings) for row in rows if row.held != HeldReason.WITHDRAWN.value}


def hold_unjoined(connection: Connection, source: str, at: datetime) -> dict[str, HeldReason]:
    """Holds the later rows of a source whose interview is not kept (any more), and deletes their notes.

    Returns those that were kept, or held for another reason of this kind, before.
    """
    reasons = {id_: reason for id_, reason in reasons_now(connection, source).items() if reason}
    changed: dict[str, HeldReason] = {}
    for id_, row in load(connection, reasons).items():
        reason = reasons[id_]
        if row.held is reason or not (row.held is None or row.held in LATER_REASONS):
            continue
        forget_records(connection, [id_])
        held = replace(row, held=reason, notes=(), version=row.version + 1)
        replace_interview(connection, held, Revision.HELD, at)
        changed[id_] = reason
    return changed


def thoughts_with_codes_of(connection: Connection, ids: Sequence[str]) -> list[str]:
    """The ids of all later rows, kept or not, that have the code of one of these interviews."""
    codes = select(interviews.c.code_digest).where(interviews.c.id.in_(ids) & interviews.c.code_digest.is_not(None))
    query = select(interviews.c.id).where(interviews.c.later & interviews.c.code_digest.in_(codes))
    return sorted(connection.scalars(query))


def joined_records(records: Iterable[AuditRecord], joins: Joins) -> list[AuditRecord]:
    """What was masked, with that of later thoughts added to their interviews; loose ones are no interviews."""
    owner = joins.owner
    counts = {record.id: record.counts for record in records}
    return [
        replace(record, counts=sum((counts[id_] for id_ in joins.thoughts.get(record.id, ())), record.counts))
        for record in records
        if record.id not in owner and record.id not in joins.loose
    ]


def _reason(code: str | None, standings: Mapping[str, _Standing]) -> HeldReason | None:
    return standings.get(code, _UNKNOWN).reason if code else HeldReason.LATER_WITHOUT_CODE


def _codes_of_thoughts() -> Select[tuple[str | None]]:
    return select(interviews.c.code_digest).where(interviews.c.later & interviews.c.code_digest.is_not(None))


def _standings(connection: Connection, codes: Select[tuple[str | None]] | Sequence[str]) -> dict[str, _Standing]:
    """Where each of ``codes`` leads; those that no interview has are left out."""
    has_notes = exists(select(notes.c.interview_id).where(notes.c.interview_id == interviews.c.id))
    columns = (interviews.c.id, interviews.c.code_digest, interviews.c.held, interviews.c.gone)
    query = select(*columns, has_notes.label("has_notes")).where(
        interviews.c.later.is_(False) & interviews.c.code_digest.in_(codes)
    )
    by_code: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        # The same response twice in an export: the first one is the interview.
        if row["held"] != HeldReason.DUPLICATE_ROW.value:
            by_code[row["code_digest"]].append(row)
    return {code: _standing(rows) for code, rows in by_code.items()}


def _standing(rows: Sequence[RowMapping]) -> _Standing:
    if any(row["held"] == HeldReason.WITHDRAWN.value for row in rows):
        return _Standing(reason=HeldReason.LATER_INTERVIEW_HELD)
    here = [row for row in rows if not row["gone"]]  # the row of before an edit is gone, and has the same code
    if len(here) > 1:
        return _Standing(reason=HeldReason.LATER_SHARED_CODE)
    if here:
        held = here[0]["held"] is not None
        return _Standing(reason=HeldReason.LATER_INTERVIEW_HELD) if held else _Standing(here[0]["id"])
    in_doubt = any(row["has_notes"] for row in rows)
    return _Standing() if in_doubt else _Standing(reason=HeldReason.LATER_INTERVIEW_HELD)
