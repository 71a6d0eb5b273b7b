"""How contacts are laid out in the ledger's tables: those who asked to hear back directly.

A contact is found again by a keyed digest of the contact code, and is really deleted when the register no longer has
it. Of one who was deleted on request, or had the letter, keyed digests stay (``ledger_memory``), so that the register
cannot bring them back. Every function works inside the caller's transaction.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select, update

from rounds.contacts import Contact
from rounds.ledger_memory import DELETED, HAD_LETTER, ID_BYTES, ContactKeys, Memory, load_memory, remember
from rounds.ledger_recipients import rows_of
from rounds.letters import DeliveryState, Recipient
from rounds.mail_address import mailbox
from rounds.seal import Seal
from rounds.store import CHUNK
from rounds.tables_ledger import deliveries, recipients

_NOTHING = Memory(frozenset(), frozenset())
_SENT = DeliveryState.SENT.value
UNDECIDED = (DeliveryState.SENDING.value, DeliveryState.UNCERTAIN.value)


@dataclass(frozen=True, slots=True)
class ContactSync:
    """What became of the register in the ledger. ``deleted`` are no longer in it; ``kept`` neither, but a mail to them
    is uncertain. ``refused`` counts codes that were deleted on request and are not taken again, ``again`` people whose
    mailbox was, and who stand in the register under another code. ``had_before`` are back in the register and had the
    letter before they left it: they are not stored, and get no second one.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    kept: int = 0
    refused: int = 0
    again: int = 0
    had_before: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A contact with the digests of its codes, one more than once where people share a mailbox."""

    digests: tuple[str, ...]
    email: str = field(repr=False)
    language: str


@dataclass(frozen=True, slots=True)
class _Stored:
    id: str
    digest: str
    active: bool
    record: dict[str, str] = field(repr=False)

    @property
    def digests(self) -> tuple[str, ...]:
        """Of every code that this contact has."""
        return (self.digest, *self.also)

    @property
    def also(self) -> tuple[str, ...]:
        """Digests of the codes of others who have this mailbox, too."""
        return tuple(self.record["also"].split())


def sync_contacts(connection: Connection, seal: Seal, keys: ContactKeys, contacts: Sequence[Contact]) -> ContactSync:
    """Brings the contacts to what the register says; ``keys`` makes the digests of their codes and mailboxes."""
    stored = _stored(connection, seal)
    taken, counts = _taken(keys, contacts, load_memory(connection))
    found = _matched(sorted(taken, key=lambda one: one.digests), stored)  # never in the register's order
    counts.update(_put(connection, seal, one, match) for one, match in found)
    matched = {match.id for _, match in found if match}
    gone = [row for row in stored if row.id not in matched]
    kept = undecided(connection, [row.id for row in gone])
    _forget(connection, seal, keys, [row for row in gone if row.id not in kept])
    for recipient_id in kept:
        connection.execute(update(recipients).where(recipients.c.id == recipient_id).values(active=False))
    return ContactSync(**counts, deleted=len(gone) - len(kept), kept=len(kept))


def missing(connection: Connection, seal: Seal, keys: ContactKeys, contacts: Sequence[Contact]) -> int:
    """How many stored contacts there are, when the register has not one of them; else 0."""
    stored = _stored(connection, seal)
    found = _matched(_taken(keys, contacts, _NOTHING)[0], stored)
    return 0 if any(match for _, match in found) else len(stored)


def load_contacts(connection: Connection, seal: Seal) -> list[Recipient]:
    """Who gets a letter, by their random ids: an order that says nothing."""
    found = [
        Recipient(one.id, "", one.record["email"], one.record["language"])
        for one in _stored(connection, seal)
        if one.active
    ]
    return sorted(found, key=lambda recipient: recipient.id)


def delete_contact(connection: Connection, seal: Seal, keys: ContactKeys, digest: str) -> Recipient | None:
    """Deletes the contact of this code, with its letters, and remembers never to take it again; None if there is none.

    Where others have the mailbox, too, their contact stays, and only this code goes: a barred mailbox would bar them.
    """
    one = next((row for row in _stored(connection, seal) if digest in row.digests), None)
    if one is None:
        return None
    others = [other for other in one.digests if other != digest]
    if others:
        record = {**one.record, "also": " ".join(others[1:])}
        values = {"digest": others[0], "sealed": seal.close(record)}
        connection.execute(update(recipients).where(recipients.c.id == one.id).values(values))
        remember(connection, seal, DELETED, [digest])
    else:
        delete_recipients(connection, [one.id])
        remember(connection, seal, DELETED, [digest, keys.mailbox(one.record["email"])])
    return Recipient(one.id, "", one.record["email"], one.record["language"])


def undecided(connection: Connection, recipient_ids: Sequence[str]) -> set[str]:
    """Those of ``recipient_ids`` to whom a mail is being sent, or was when a run died."""
    where = deliveries.c.state.in_(UNDECIDED)
    return set(connection.scalars(select(deliveries.c.recipient_id).where(where))) & set(recipient_ids)


def delete_recipients(connection: Connection, recipient_ids: Sequence[str]) -> None:
    """Deletes them with their letters; what is left in the file goes when the caller rewrites it."""
    for start in range(0, len(recipient_ids), CHUNK):
        part = recipient_ids[start : start + CHUNK]
        connection.execute(delete(deliveries).where(deliveries.c.recipient_id.in_(part)))
        connection.execute(delete(recipients).where(recipients.c.id.in_(part)))


def _taken(keys: ContactKeys, contacts: Sequence[Contact], memory: Memory) -> tuple[list[_Wanted], Counter[str]]:
    """The contacts who may get the letter, and counts of those who may not any more."""
    counts: Counter[str] = Counter()
    taken = []
    for contact in contacts:
        mailbox_digest, codes = keys.mailbox(contact.email), keys.codes(contact)
        asked = [one for one in codes if one not in memory.deleted]
        counts["refused"] += len(codes) - len(asked)
        new = [one for one in asked if one not in memory.had]
        if mailbox_digest in memory.deleted:
            counts["again"] += len(asked)
        elif mailbox_digest in memory.had or not new:
            counts["had_before"] += len(asked)
        else:
            counts["had_before"] += len(asked) - len(new)
            taken.append(_Wanted(tuple(new), contact.email, contact.language))
    return taken, counts


def _forget(connection: Connection, seal: Seal, keys: ContactKeys, gone: Sequence[_Stored]) -> None:
    """Deletes those who are no longer in the register. That somebody had the letter is remembered, not who they are."""
    sent = set(connection.scalars(select(deliveries.c.recipient_id).where(deliveries.c.state == _SENT)))
    had = [row for row in gone if row.id in sent]
    delete_recipients(connection, [row.id for row in gone])
    marks = [mark for row in had for mark in (*row.digests, keys.mailbox(row.record["email"]))]
    remember(connection, seal, HAD_LETTER, marks)


def _stored(connection: Connection, seal: Seal) -> list[_Stored]:
    return [
        _Stored(row["id"], row["digest"], row["active"], seal.open(row["sealed"]))
        for row in rows_of(connection, "contact")
    ]


def _matched(wanted: Sequence[_Wanted], stored: Sequence[_Stored]) -> list[tuple[_Wanted, _Stored | None]]:
    """Who is who: by the code, by a code that shared the mailbox, else by the address, as a corrected code keeps it.

    So a sorted register, or a slip that was mended, makes nobody somebody new, who would get the letter again.
    """
    found: dict[int, _Stored] = {}
    free = {row.id: row for row in stored}
    for old_marks, new_marks in _WAYS:
        rows = {mark: row for row in free.values() for mark in old_marks(row)}
        for place, one in enumerate(wanted):
            matches = (rows[mark] for mark in new_marks(one) if mark in rows and rows[mark].id in free)
            if place not in found and (match := next(matches, None)):
                found[place] = free.pop(match.id)
    return [(one, found.get(place)) for place, one in enumerate(wanted)]


# What a row and a contact have in common when they are the same: the surest first.
_WAYS: tuple[tuple[Callable[[_Stored], Iterable[str]], Callable[[_Wanted], Iterable[str]]], ...] = (
    (lambda row: (row.digest,), lambda one: one.digests),
    (lambda row: row.also, lambda one: one.digests),
    (lambda row: (mailbox(row.record["email"]),), lambda one: (mailbox(one.email),)),
)


def _put(connection: Connection, seal: Seal, one: _Wanted, row: _Stored | None) -> str:
    """Stores a contact, as a new row or as what ``row`` becomes; tells which."""
    digest = row.digest if row and row.digest in one.digests else one.digests[0]
    also = " ".join(sorted(set(one.digests) - {digest}))
    record = {"email": one.email, "language": one.language, "also": also}
    if row is None:
        values = {"id": secrets.token_hex(ID_BYTES), "kind": "contact", "digest": digest, "active": True}
        connection.execute(insert(recipients), {**values, "sealed": seal.close(record)})
        return "added"
    if row.active and row.digest == digest and row.record == record:
        return "unchanged"
    values = {"digest": digest, "active": True, "sealed": seal.close(record)}
    connection.execute(update(recipients).where(recipients.c.id == row.id).values(values))
    return "updated"
