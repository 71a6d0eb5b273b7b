"""How recipients are laid out in the ledger's tables. Every function works inside the caller's transaction."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, RowMapping, insert, select, update

from rounds.keys import digest_with
from rounds.ledger_memory import ID_BYTES
from rounds.letters import Recipient
from rounds.mail_address import mailbox
from rounds.seal import Seal
from rounds.tables_ledger import recipients
from rounds.team import TeamMember


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
    rows = rows_of(connection, "team")
    found = _team_rows(seal, digests, rows)
    for digest, member in sorted(digests.items()):  # new rows never in the order of team.csv
        record = {"name": member.names[0], "email": member.email, "language": member.language}
        counts[_put(connection, seal, "team", digest, record, found.get(digest))] += 1
    matched = {row["id"] for row in found.values()}
    left = [row["id"] for row in rows if row["id"] not in matched and row["active"]]
    for recipient_id in left:
        connection.execute(update(recipients).where(recipients.c.id == recipient_id).values(active=False))
    return SyncCounts(**counts, left=len(left))


def _team_rows(seal: Seal, members: Mapping[str, TeamMember], rows: Sequence[RowMapping]) -> dict[str, RowMapping]:
    """Digest of a member's code -> their row: by the code, else by the mailbox, as a corrected code keeps it.

    So a slip in a code that was mended makes nobody somebody new, who would get the letter again.
    """
    by_code = {row["digest"]: row for row in rows}
    found = {digest: by_code[digest] for digest in members if digest in by_code}
    free = [row for row in rows if row["digest"] not in found]
    # Where several rows have had this mailbox, the one that is in use comes last, and so wins.
    opened = [(seal.open(row["sealed"])["email"], row) for row in sorted(free, key=lambda row: bool(row["active"]))]
    by_mailbox = {mailbox(email): row for email, row in opened if email}
    for digest, member in members.items():
        if digest not in found and member.email and (row := by_mailbox.pop(mailbox(member.email), None)):
            found[digest] = row
    return found


def put_lead(connection: Connection, seal: Seal, key: bytes, record: Mapping[str, str | None]) -> str:
    """Stores a lead, found again by the mail address; returns the recipient's id."""
    digest = digest_with(key, str(record["email"]).casefold())
    query = select(recipients).where((recipients.c.kind == "lead") & (recipients.c.digest == digest))
    _put(connection, seal, "lead", digest, record, connection.execute(query).mappings().first())
    return str(connection.scalar(select(recipients.c.id).where(recipients.c.digest == digest)))


def rows_of(connection: Connection, kind: Literal["team", "lead", "contact"]) -> Sequence[RowMapping]:
    """All recipients of that kind, whether active or not."""
    rows = connection.execute(select(recipients).where(recipients.c.kind == kind)).mappings()
    return sorted(rows, key=lambda row: row["id"])  # random ids: the same order in every database, and it tells nothing


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
    if row["active"] and row["digest"] == digest and seal.open(row["sealed"]) == record:
        return "unchanged"
    changed = update(recipients).where(recipients.c.id == row["id"])
    connection.execute(changed.values(digest=digest, active=True, sealed=seal.close(record)))
    return "updated"
