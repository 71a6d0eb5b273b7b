"""How letters and their states are laid out in the ledger's tables; always inside the caller's transaction.

planned -> sending -> sent or refused; what a dead run left in sending is uncertain, and a person decides:
no program can know whether the server took a letter just before the run died.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from rounds.keys import Keyring
from rounds.letters import Attachment, Delivery, DeliveryState, Letter, Recipient, letter_parts
from rounds.seal import Seal
from rounds.tables_ledger import deliveries

_LETTER_FIELDS = ("sender", "reply_to", "subject", "text", "html")
_ADDED_FIELDS = ("opt_out", "opt_out_page")
_RECIPIENT_FIELDS = ("name", "email", "language")


def message_id(keyring: Keyring, letter_key: str, domain: str) -> str:
    """The Message-ID of a letter (RFC 5322): the same for every attempt, and nobody can guess the key from it."""
    return f"<{keyring.digest('ledger/message-id', letter_key)[:32]}@{domain}>"


def plan(connection: Connection, seal: Seal, keyring: Keyring, letter: Letter, at: datetime) -> None:
    """Stores a letter as planned. One that is planned or refused is replaced if it changed; others stay as they are."""
    digest = keyring.digest("ledger/letter", *letter_parts(letter))
    row = _row(connection, letter.key)
    if row is None:
        connection.execute(
            insert(deliveries), {"letter_key": letter.key, **_columns(seal, keyring, letter, digest, at)}
        )
    elif row["state"] in (DeliveryState.PLANNED, DeliveryState.REFUSED) and row["digest"] != digest:
        values = _columns(seal, keyring, letter, digest, at)
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
    where = (deliveries.c.letter_key == letter_key) & deliveries.c.state.in_([state.value for state in before])
    values = {"state": after.value, "reason_code": reason_code, "changed_at": at}
    return connection.execute(update(deliveries).where(where).values(values)).rowcount == 1


def sweep(connection: Connection, at: datetime) -> int:
    """Makes every letter in sending uncertain; returns how many."""
    where = deliveries.c.state == DeliveryState.SENDING.value
    values = {"state": DeliveryState.UNCERTAIN.value, "changed_at": at}
    return connection.execute(update(deliveries).where(where).values(values)).rowcount


def drop_planned(connection: Connection) -> int:
    """Deletes every letter that is planned; returns how many."""
    return connection.execute(delete(deliveries).where(deliveries.c.state == DeliveryState.PLANNED.value)).rowcount


def stored_letter(connection: Connection, seal: Seal, letter_key: str) -> Letter:
    """A letter with the very texts that were planned."""
    row = connection.execute(select(deliveries).where(deliveries.c.letter_key == letter_key)).mappings().one()
    record = seal.open(row["sealed"])
    recipient = Recipient(row["recipient_id"], *(record[name] for name in _RECIPIENT_FIELDS))
    texts = {name: record[name] for name in _LETTER_FIELDS}
    # An earlier release sealed letters without these.
    added = {name: record.get(name, "") for name in _ADDED_FIELDS}
    files = tuple(Attachment(*parts) for parts in json.loads(record.get("attachments", "[]")))
    return Letter(letter_key, recipient, **texts, **added, attachments=files)


def load_deliveries(connection: Connection) -> list[Delivery]:
    """What became of every letter, by its key."""
    names = ("letter_key", "recipient_id", "digest", "state", "message_id", "reason_code", "changed_at")
    rows = connection.execute(select(*(deliveries.c[name] for name in names))).mappings()
    found = [Delivery(**{**row, "state": DeliveryState(row["state"])}) for row in rows]
    return sorted(found, key=lambda delivery: delivery.letter_key)


def _row(connection: Connection, letter_key: str) -> RowMapping | None:
    query = select(deliveries.c.state, deliveries.c.digest).where(deliveries.c.letter_key == letter_key)
    return connection.execute(query).mappings().first()


def _columns(seal: Seal, keyring: Keyring, letter: Letter, digest: str, at: datetime) -> dict[str, Any]:
    record = {name: getattr(letter, name) for name in (*_LETTER_FIELDS, *_ADDED_FIELDS)}
    record["attachments"] = json.dumps([[file.name, file.media_type, file.content] for file in letter.attachments])
    record |= {name: getattr(letter.recipient, name) for name in _RECIPIENT_FIELDS}
    domain = parseaddr(letter.sender)[1].rpartition("@")[2]
    return {
        "recipient_id": letter.recipient.id,
        "digest": digest,
        "state": DeliveryState.PLANNED.value,
        "message_id": message_id(keyring, letter.key, domain),
        "reason_code": None,
        "changed_at": at,
        "sealed": seal.close(record),
    }
