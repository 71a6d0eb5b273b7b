"""What the ledger tells about all deliveries at once, without opening a single letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from rounds.letters import DeliveryState
from rounds.seal import Seal
from rounds.tables_ledger import deliveries, recipients

BY_HAND = "by-hand"  # a person sent it by other means
SEEN = "seen"  # a person found out that it had arrived
_LEFT = (DeliveryState.SENT.value, DeliveryState.UNCERTAIN.value)


@dataclass(frozen=True, slots=True)
class DeliveryEntry:
    """What became of one letter. ``kind`` (team, lead, contact) and ``language`` help a person to tell it apart.

    ``reason_code`` is a server's code, BY_HAND or SEEN.
    """

    letter_key: str
    kind: str
    language: str
    state: DeliveryState
    changed_at: datetime
    reason_code: str | None
    message_id: str


def entries(connection: Connection, seal: Seal) -> list[DeliveryEntry]:
    """Every delivery, by its key."""
    d = deliveries.c
    columns = (d.letter_key, d.recipient_id, d.state, d.changed_at, d.reason_code, d.message_id)
    people = {
        row.id: (row.kind, seal.open(row.sealed).get("language", ""))
        for row in connection.execute(select(recipients.c.id, recipients.c.kind, recipients.c.sealed))
    }
    rows = connection.execute(select(*columns))
    return [
        DeliveryEntry(
            row.letter_key,
            *people[row.recipient_id],
            DeliveryState(row.state),
            row.changed_at,
            row.reason_code,
            row.message_id,
        )
        for row in sorted(rows, key=lambda row: row.letter_key)  # here: databases sort texts each in their own way
    ]


def states(connection: Connection) -> dict[str, DeliveryState]:
    """The state of every letter, by its key."""
    rows = connection.execute(select(deliveries.c.letter_key, deliveries.c.state))
    return {row.letter_key: DeliveryState(row.state) for row in rows}


def sent_since(connection: Connection, moment: datetime) -> list[datetime]:
    """When letters left, or may have left, after ``moment``."""
    d = deliveries.c
    by_us = d.reason_code.is_(None) | (d.reason_code != BY_HAND)
    query = select(d.changed_at).where(d.state.in_(_LEFT) & by_us & (d.changed_at > moment)).order_by(d.changed_at)
    return list(connection.scalars(query))
