"""How letters and their states are laid out in the ledger's tables; always inside the caller's transaction.

planned -> sending -> sent or refused; what a dead run left in sending is uncertain, and a person decides:
no program can know whether the server took a letter just before the run died.

The statements of every letter are made once: putting them together takes as long as running them.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from rounds.keys import Keyring
from rounds.ledger_overview import BY_HAND
from rounds.letters import Attachment, Delivery, DeliveryState, Letter, Recipient, letter_parts
from rounds.seal import Seal
from rounds.tables_ledger import deliveries

_LETTER_FIELDS = ("sender", "reply_to", "subject", "text", "html")
_ADDED_FIELDS = ("opt_out", "opt_out_page", "sender_name")
_RECIPIENT_FIELDS = ("name", "email", "language")

_BY_KEY = deliveries.c.letter_key == bindparam("key")
_CHANGE: dict[str, Any] = {
    "state": bindparam("after"),
    "reason_code": bindparam("reason"),
    "changed_at": bindparam("at"),
}
_MOVE = update(deliveries).where(_BY_KEY & deliveries.c.state.in_(bindparam("before", expanding=True))).values(_CHANGE)
_CLAIM = update(deliveries).where(
    _BY_KEY & (deliveries.c.state == DeliveryState.PLANNED.value) & (deliveries.c.digest == bindparam("planned_as"))
).values(_CHANGE)  # fmt: skip
_LETTER = select(deliveries).where(_BY_KEY)


@dataclass(frozen=True, slots=True)
class PlannedLetter:
    """A letter as it is planned; ``digest`` changes with anything about it."""

    letter: Letter
    digest: str


def message_id(keyring: Keyring, letter_key: str, domain: str) -> str:
    """The Message-ID of a letter (RFC 5322): the same for every attempt, and nobody can guess the key from it."""
    return f"<{keyring.digest('ledger/message-id', letter_key)[:32]}@{domain}>"


def digest(keyring: Keyring, letter: Letter) -> str:
    """Changes with anything that the letter says or whom it goes to."""
    return keyring.digest("ledger/letter", *letter_parts(letter))


def plan(connection: Connection, seal: Seal, keyring: Keyring, letter: Letter, at: datetime) -> None:
    """Stores a letter as planned. One that is planned or refused is replaced if it changed; others stay as they are."""
    content = digest(keyring, letter)
    row = _row(connection, letter.key)
    if row is None:
        connection.execute(
            insert(deliveries), {"letter_key": letter.key, **_columns(seal, keyring, letter, content, at)}
        )
    elif row["state"] in (DeliveryState.PLANNED, DeliveryState.REFUSED) and row["digest"] != content:
        values = _columns(seal, keyring, letter, content, at)
        connection.execute(update(deliveries).where(deliveries.c.letter_key == letter.key).values(values))


def move(
    connection: Connection,
    letter_key: str,
    before: Collection[DeliveryState],
    after: DeliveryState,
    at: datetime,
    reason_code: str | None = None,
) -> bool:
    """Moves a letter to ``after`` if its state is one of ``before``; tells whether it did."""
    values = {"key": letter_key, "before": [state.value for state in before], "after": after.value}
    return connection.execute(_MOVE, {**values, "reason": reason_code, "at": at}).rowcount == 1


def undo_by_hand(connection: Connection, letter_key: str, at: datetime) -> bool:
    """Moves a letter back to planned that a person marked as sent; tells whether it did."""
    d = deliveries.c
    where = (d.letter_key == letter_key) & (d.state == DeliveryState.SENT.value) & (d.reason_code == BY_HAND)
    values = {"state": DeliveryState.PLANNED.value, "reason_code": None, "changed_at": at}
    return connection.execute(update(deliveries).where(where).values(values)).rowcount == 1


def claim(connection: Connection, planned: PlannedLetter, at: datetime) -> bool:
    """Moves a letter to sending if it is still planned with the same content; tells whether it did."""
    values = {"key": planned.letter.key, "planned_as": planned.digest, "after": DeliveryState.SENDING.value}
    return connection.execute(_CLAIM, {**values, "reason": None, "at": at}).rowcount == 1


def sweep(connection: Connection, at: datetime) -> int:
    """Makes every letter in sending uncertain; returns how many."""
    where = deliveries.c.state == DeliveryState.SENDING.value
    values = {"state": DeliveryState.UNCERTAIN.value, "changed_at": at}
    return connection.execute(update(deliveries).where(where).values(values)).rowcount


def drop_planned(connection: Connection) -> int:
    """Deletes every letter that is planned; returns how many."""
    return connection.execute(delete(deliveries).where(deliveries.c.state == DeliveryState.PLANNED.value)).rowcount


def drop_superseded(connection: Connection, prefix: str, keys: Collection[str]) -> int:
    """Deletes what is planned under keys that begin with ``prefix`` and are not among ``keys``; returns how many."""
    known = connection.scalars(select(deliveries.c.letter_key).where(deliveries.c.state == DeliveryState.PLANNED.value))
    old = [key for key in known if key.startswith(prefix) and key not in keys]
    for key in old:
        drop(connection, key)
    return len(old)


def planned(connection: Connection, seal: Seal, letter_key: str) -> PlannedLetter | None:
    """The letter of this key while it is planned, else None."""
    row = connection.execute(_LETTER, {"key": letter_key}).mappings().first()
    if row is None or row["state"] != DeliveryState.PLANNED.value:
        return None
    return PlannedLetter(_letter(row, seal), row["digest"])


def drop(connection: Connection, letter_key: str) -> None:
    """Deletes one letter."""
    connection.execute(delete(deliveries).where(deliveries.c.letter_key == letter_key))


def stored_letter(connection: Connection, seal: Seal, letter_key: str) -> Letter | None:
    """A letter of any state, with the very texts that were planned; None if there is none of this key."""
    row = connection.execute(_LETTER, {"key": letter_key}).mappings().first()
    return None if row is None else _letter(row, seal)


def load_deliveries(connection: Connection) -> list[Delivery]:
    """What became of every letter, by its key."""
    names = ("letter_key", "recipient_id", "digest", "state", "message_id", "reason_code", "changed_at")
    rows = connection.execute(select(*(deliveries.c[name] for name in names))).mappings()
    found = [Delivery(**{**row, "state": DeliveryState(row["state"])}) for row in rows]
    return sorted(found, key=lambda delivery: delivery.letter_key)


def _letter(row: RowMapping, seal: Seal) -> Letter:
    record = seal.open(row["sealed"])
    recipient = Recipient(row["recipient_id"], *(record[name] for name in _RECIPIENT_FIELDS))
    texts = {name: record[name] for name in _LETTER_FIELDS}
    # An earlier release sealed letters without these.
    added = {name: record.get(name, "") for name in _ADDED_FIELDS}
    files = tuple(Attachment(*parts) for parts in json.loads(record.get("attachments", "[]")))
    return Letter(row["letter_key"], recipient, **texts, **added, attachments=files)


def _row(connection: Connection, letter_key: str) -> RowMapping | None:
    query = select(deliveries.c.state, deliveries.c.digest).where(deliveries.c.letter_key == letter_key)
    return connection.execute(query).mappings().first()


def _columns(seal: Seal, keyring: Keyring, letter: Letter, content: str, at: datetime) -> dict[str, Any]:
    record = {name: getattr(letter, name) for name in (*_LETTER_FIELDS, *_ADDED_FIELDS)}
    record["attachments"] = json.dumps([[file.name, file.media_type, file.content] for file in letter.attachments])
    record |= {name: getattr(letter.recipient, name) for name in _RECIPIENT_FIELDS}
    domain = parseaddr(letter.sender)[1].rpartition("@")[2]
    return {
        "recipient_id": letter.recipient.id,
        "digest": content,
        "state": DeliveryState.PLANNED.value,
        "message_id": message_id(keyring, letter.key, domain),
        "reason_code": None,
        "changed_at": at,
        "sealed": seal.close(record),
    }
