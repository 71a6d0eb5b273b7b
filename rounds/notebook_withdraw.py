"""What is left of an interview that somebody took back: its id, so that it is never read again, and the keyed code.

Every function works inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from rounds.interviews import HeldReason
from rounds.notebook_audit import forget_records
from rounds.notebook_headlines import drop_headlines
from rounds.notebook_interviews import Revision, add_revision, load
from rounds.tables_notebook import interviews, notes, segments

_EMPTY = {
    "held": HeldReason.WITHDRAWN.value,
    "fingerprint": "",
    "interviewer": None,
    "language": None,
    "people": 1,
    "submitted_on": None,
    "distress": False,
    "declined": False,
}


def withdraw(
    connection: Connection, ids: Sequence[str], stay: Collection[str], also: Collection[str], at: datetime
) -> int:
    """Empties these interviews and deletes the headlines that are about them. Returns how many headlines went.

    ``stay`` are the ids of headlines that may stay with the other interviews that they name; those of ``also`` go.
    """
    for interview in load(connection, ids).values():
        forget_records(connection, [interview.id])
        for part in (segments, notes):
            connection.execute(delete(part).where(part.c.interview_id == interview.id))
        values = {**_EMPTY, "version": interview.version + 1}
        connection.execute(update(interviews).where(interviews.c.id == interview.id).values(values))
        add_revision(connection, interview, Revision.WITHDRAWN, at)
    return drop_headlines(connection, ids, stay, also)


def with_code(connection: Connection, digest: str) -> list[str]:
    """The ids of the interviews that were given this code; withdrawn ones, too."""
    query = select(interviews.c.id).where(interviews.c.code_digest == digest)
    return sorted(connection.scalars(query))


def withdrawn_codes(connection: Connection) -> frozenset[str]:
    """The keyed digests of the codes that were used to withdraw."""
    where = (interviews.c.held == HeldReason.WITHDRAWN.value) & interviews.c.code_digest.is_not(None)
    return frozenset(connection.scalars(select(interviews.c.code_digest).where(where)))
