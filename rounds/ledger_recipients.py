"""How recipients are laid out in the ledger's tables. Every function works inside the caller's transaction."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, RowMapping, insert, select, update

from rounds.keys import digest_with
from rounds.letters import Recipient
from rounds.seal import Seal
from rounds.tables_ledger import recipients
from rounds.team import TeamMember

ID_BYTES = 10


@dataclass(frozen=True, slots=True)
class SyncCounts:
    """What became of team.csv in the ledger. ``left`` are members who are no longer in it; they are kept, inactive."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    left: int = 0


def sync_team(connection: Connection, seal: Seal, key: bytes, members: Sequence[TeamMember]) -> SyncCounts:
    """Brings the team in the ledger to what ``members`` says; ``key`` makes the digests of their codes."""
    counts: Counter[str] = Counter()
    digests = {digest_with(key, member.code.casefold()): member for member in members}
    known = {row["digest"]: row for row in rows_of(connection, "team")}
    for digest, member in sorted(digests.items()):  # new rows never in the order of team.csv
        record = {"name": member.names[0], "email": member.email, "language": member.language}
        counts[_put(connection, seal, "team", digest, record, known.get(digest))] += 1
    left = [row["id"] for digest, row in known.items() if digest not in digests and row["active"]]
    for recipient_id in left:
        connection.execute(update(recipients).where(recipients.c.id == recipient_id).values(active=False))
    return SyncCounts(**counts, left=len(left))


def put_lead(connection: Connection, seal: Seal, key: bytes, record: Mapping[str, str | None]) -> str:
    """Stores a lead, found again by the mail address; returns the recipient's id."""
    digest = digest_with(key, str(record["email"]).casefold())
    query = select(recipients).where((recipients.c.kind == "lead") & (recipients.c.digest == digest))
    _put(connection, seal, "lead", digest, record, connection.execute(query).mappings().first())
    return str(connection.scalar(select(recipients.c.id).where(recipients.c.digest == digest)))


def rows_of(connection: Connection, kind: Literal["team", "lead", "contact", "deleted"]) -> Sequence[RowMapping]:
    """All recipients of that kind, whether active or not."""
    return connection.execute(select(recipients).where(recipients.c.kind == kind)).mappings().all()


def with_address(seal: Seal, rows: Iterable[RowMapping]) -> list[Recipient]:
    """The recipients of these rows who have an address, by name."""
    opened = [(row["id"], seal.open(row["sealed"])) for row in rows]
    found = [Recipient(recipient_id, **record) for recipient_id, record in opened if record["email"]]
    return sorted(found, key=lambda recipient: (recipient.name.casefold(), recipient.id))


def _put(
    connection: Connection,
    seal: Seal,
    kind: str,
    digest: str,
    record: Mapping[str, str | None],
    row: RowMapping | None,
) -> Literal["added", "updated", "unchanged"]:
    if row is None:
        values = {"id": secrets.token_hex(ID_BYTES), "kind": kind, "digest": digest}  # random: derived from nobody
        connection.execute(insert(recipients), {**values, "active": True, "sealed": seal.close(record)})
        return "added"
    if row["active"] and seal.open(row["sealed"]) == record:
        return "unchanged"
    changed = update(recipients).where(recipients.c.id == row["id"]).values(active=True, sealed=seal.close(record))
    connection.execute(changed)
    return "updated"
