"""What stays in the ledger of contacts who are gone: keyed digests of the contact code and of the mailbox.

DELETED: they asked for it, and the register cannot bring them back, also not under another code. HAD_LETTER: the
register had them no more after they got the letter of this round; if their row comes back, nobody writes it again.
Such a row has an empty record: no address, no language. Every function works inside the caller's transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select, update

from rounds.contacts import Contact
from rounds.keys import Keyring, digest_with
from rounds.mail_address import mailbox
from rounds.seal import Seal
from rounds.tables_ledger import recipients

DELETED = "deleted"
HAD_LETTER = "had letter"
ID_BYTES = 10


@dataclass(frozen=True, slots=True)
class ContactKeys:
    """Makes the digests by which a contact is known again. Two keys: no code ever looks like a mailbox."""

    _code: bytes = field(repr=False)
    _mailbox: bytes = field(repr=False)

    @classmethod
    def of(cls, keyring: Keyring) -> ContactKeys:
        return cls(keyring.derive("ledger/contact"), keyring.derive("ledger/contact-mailbox"))

    def code(self, code: str) -> str:
        """The digest of a contact code (``normalised_code``)."""
        return digest_with(self._code, code)

    def codes(self, contact: Contact) -> tuple[str, ...]:
        return tuple(self.code(code) for code in contact.codes)

    def mailbox(self, email: str) -> str:
        """The digest of the mailbox of a checked address."""
        return digest_with(self._mailbox, mailbox(email))


@dataclass(frozen=True, slots=True)
class Memory:
    """Digests of codes and mailboxes whose people were deleted on request, and of those who had the letter."""

    deleted: frozenset[str]
    had: frozenset[str]


def load_memory(connection: Connection) -> Memory:
    """All that is remembered of contacts who are gone."""

    def digests(kind: str) -> frozenset[str]:
        return frozenset(connection.scalars(select(recipients.c.digest).where(recipients.c.kind == kind)))

    return Memory(digests(DELETED), digests(HAD_LETTER))


def remember(connection: Connection, seal: Seal, kind: str, digests: Iterable[str]) -> None:
    """Remembers ``digests``. DELETED stands above HAD_LETTER, and is never taken back."""
    known = load_memory(connection)
    for digest in sorted(set(digests) - known.deleted):  # sorted: their order tells nothing
        if digest not in known.had:
            values = {"id": secrets.token_hex(ID_BYTES), "kind": kind, "digest": digest, "active": False}
            connection.execute(insert(recipients), {**values, "sealed": seal.close({})})
        elif kind == DELETED:
            connection.execute(update(recipients).where(recipients.c.digest == digest).values(kind=DELETED))


def delete_gone(connection: Connection, digest: str) -> bool:
    """Makes one who had the letter, and is in the ledger no more, deleted on request; False if nobody has this code."""
    where = (recipients.c.kind == HAD_LETTER) & (recipients.c.digest == digest)
    return connection.execute(update(recipients).where(where).values(kind=DELETED)).rowcount > 0
