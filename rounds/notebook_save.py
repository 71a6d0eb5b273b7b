"""What a batch of redacted interviews changes in the notebook, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from sqlalchemy import Connection

from rounds.column_types import NUL_STANDS_AS
from rounds.interviews import HeldReason, Interview
from rounds.notebook_batch import PendingRows
from rounds.notebook_interviews import Revision, covered_reasons, load


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
    pending = PendingRows(at)
    for interview in batch:
        if interview.id in pending.touched:
            pending.write(connection)
            pending = PendingRows(at)
        old = known.get(interview.id)
        was_gone = interview.id in covered
        if old is not None and was_gone:
            old = replace(old, held=covered.pop(interview.id))
        known[interview.id], reason = _save_one(pending, interview, old, was_gone)
        counts[reason.value.replace("-", "_") if reason else "unchanged"] += 1
    pending.write(connection)
    return SaveCounts(**counts)


def _save_one(
    pending: PendingRows, interview: Interview, old: Interview | None, was_gone: bool
) -> tuple[Interview, Revision | None]:
    """Has one interview stored. Returns it as it is stored now, and what happened (None: nothing)."""
    new = _storable(interview, old)
    if old is None:
        pending.insert(new)
        return new, Revision.NEW
    if interview.record is not None or not _says_the_same(old, new):
        pending.renew_record(new)
    if _says_the_same(old, new):
        if was_gone:
            pending.restore(new.id)
        if old.row != new.row:
            pending.move(new)
        return replace(old, row=new.row), Revision.RESTORED if was_gone else None
    reason = _reason(old, new)
    pending.replace(new, reason)
    return new, reason


def _storable(interview: Interview, old: Interview | None) -> Interview:
    """With the version that it will have; without notes if it is held."""
    if interview.held is HeldReason.SOURCE_GONE:
        raise ValueError(f"the interview {interview.id} is gone: mark_gone and rewrite are for that")
    notes = interview.notes if interview.held is None else ()
    return replace(interview, notes=notes, version=old.version + 1 if old is not None else 1)


def _says_the_same(old: Interview, new: Interview) -> bool:
    before = replace(old, row=new.row, version=new.version)
    return before == new or before == _without_nul(new)


def _without_nul(interview: Interview) -> Interview:
    """As PostgreSQL gives it back, or else it would be another one every night."""
    return replace(
        interview, notes=tuple(replace(note, text=note.text.replace("\0", NUL_STANDS_AS)) for note in interview.notes)
    )


def _reason(old: Interview, new: Interview) -> Revision:
    if new.held is not None and new.held is not old.held:
        return Revision.HELD
    if new.held is None and old.held is not None:
        return Revision.RELEASED
    return Revision.EDITED if new.fingerprint != old.fingerprint else Revision.RE_REDACTED
