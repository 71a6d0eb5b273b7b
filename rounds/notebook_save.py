"""What a batch of redacted interviews changes in the notebook, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from sqlalchemy import Connection

from rounds.interviews import HeldReason, Interview
from rounds.notebook_audit import add_record, forget_records
from rounds.notebook_interviews import (
    Revision,
    covered_reasons,
    insert_interview,
    load,
    replace_interview,
    set_gone,
    set_row,
)


@dataclass(frozen=True, slots=True)
class SaveCounts:
    """What a save did, each interview counted once.

    ``new`` counts held ones, too; ``held`` those that were kept, or held for another reason, before.
    """

    new: int = 0
    edited: int = 0
    re_redacted: int = 0
    held: int = 0
    released: int = 0
    restored: int = 0
    unchanged: int = 0

    def __add__(self, other: SaveCounts) -> SaveCounts:
        return SaveCounts(*(getattr(self, part.name) + getattr(other, part.name) for part in fields(self)))

    @property
    def replaced(self) -> int:
        """How many stored interviews gave way to another version."""
        return self.edited + self.re_redacted + self.held + self.released


def save_batch(connection: Connection, batch: Sequence[Interview], at: datetime) -> SaveCounts:
    """Stores every interview of ``batch``; one that comes twice is stored as it comes last."""
    known = load(connection, (interview.id for interview in batch))
    covered = covered_reasons(connection, known)
    counts: Counter[str] = Counter()
    for interview in batch:
        old = known.get(interview.id)
        was_gone = interview.id in covered
        if old is not None and was_gone:
            old = replace(old, held=covered.pop(interview.id))
        known[interview.id], reason = _save_one(connection, interview, old, was_gone, at)
        counts[reason.value.replace("-", "_") if reason else "unchanged"] += 1
    return SaveCounts(**counts)


def _save_one(
    connection: Connection, interview: Interview, old: Interview | None, was_gone: bool, at: datetime
) -> tuple[Interview, Revision | None]:
    """Stores one interview. Returns it as it is stored now, and what happened (None: nothing)."""
    new = _storable(interview, old)
    if old is None:
        insert_interview(connection, new, at)
        add_record(connection, new)
        return new, Revision.NEW
    if interview.record is not None or not _says_the_same(old, new):
        forget_records(connection, [new.id])
        add_record(connection, new)
    if _says_the_same(old, new):
        if was_gone:
            set_gone(connection, [new.id], False, at)
        if old.row != new.row:
            set_row(connection, new)
        return replace(old, row=new.row), Revision.RESTORED if was_gone else None
    reason = _reason(old, new)
    replace_interview(connection, new, reason, at)
    return new, reason


def _storable(interview: Interview, old: Interview | None) -> Interview:
    """With the version that it will have; without notes if it is held."""
    if interview.held is HeldReason.SOURCE_GONE:
        raise ValueError(f"the interview {interview.id} is gone: mark_gone and rewrite are for that")
    notes = interview.notes if interview.held is None else ()
    return replace(interview, notes=notes, version=old.version + 1 if old is not None else 1)


def _says_the_same(old: Interview, new: Interview) -> bool:
    return replace(old, row=new.row, version=new.version) == new


def _reason(old: Interview, new: Interview) -> Revision:
    if new.held is not None and new.held is not old.held:
        return Revision.HELD
    if new.held is None and old.held is not None:
        return Revision.RELEASED
    return Revision.EDITED if new.fingerprint != old.fingerprint else Revision.RE_REDACTED
