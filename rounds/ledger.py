"""The ledger: the store of addresses and deliveries. Nobody but the sender of letters may have it.

Names, addresses and letters are encrypted with the installation key, so that a copied file tells nothing
about people. No column of it joins the notebook.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, insert, select, update

from rounds import ledger_deliveries
from rounds.keys import Keyring
from rounds.ledger_recipients import SyncCounts, put_lead, rows_of, sync_team, with_address
from rounds.letters import Approval, Delivery, DeliveryState, Letter, Recipient
from rounds.seal import Seal
from rounds.store import LEDGER, Store
from rounds.tables_ledger import approvals, key_check
from rounds.team import TeamMember

__all__ = ["Approval", "Ledger", "SyncCounts"]

_REASON_CODE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")


def _now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """Recipients, letters and approvals of one round. Every method is one transaction.

    All methods raise StoreError (file, disk, permission) or StoreUnavailable (locked); then nothing has changed.
    """

    def __init__(self, store: Store, keyring: Keyring, clock: Callable[[], datetime] = _now) -> None:
        self._store = store
        self._keyring = keyring
        self._seal = Seal(keyring, "ledger")
        self._clock = clock

    @classmethod
    def open(cls, url: str, folder: Path, keyring: Keyring, clock: Callable[[], datetime] = _now) -> Ledger:
        """Opens or creates the ledger at ``url``; a relative ``sqlite:///`` path starts from ``folder``.

        ``clock`` tells when a delivery changed. Raises StoreFromNewerVersion, or another StoreError,
        also when the ledger was written with another installation key.
        """
        ledger = cls(Store.open(url, folder, LEDGER), keyring, clock)
        try:
            ledger._check_key()
        except BaseException:
            ledger.close()
            raise
        return ledger

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Recipients

    def sync_team(self, members: Sequence[TeamMember]) -> SyncCounts:
        """Brings the team's recipients to what team.csv says. Who is no longer in it becomes inactive."""
        with self._store.writing() as connection:
            return sync_team(connection, self._seal, self._keyring.derive("ledger/recipient"), members)

    def recipients(self) -> list[Recipient]:
        """The active members of the team who have an address, by name."""
        with self._store.reading() as connection:
            return with_address(self._seal, (row for row in rows_of(connection, "team") if row["active"]))

    def recipient_for_email(self, email: str, language: str, name: str) -> Recipient:
        """The recipient of a lead's address, made when it is new; leads are apart from the team."""
        record = {"name": name, "email": email, "language": language}
        with self._store.writing() as connection:
            return Recipient(
                put_lead(connection, self._seal, self._keyring.derive("ledger/lead"), record), name, email, language
            )

    # Deliveries

    def message_id(self, letter_key: str, domain: str) -> str:
        """The Message-ID of a letter: the same for every attempt."""
        return ledger_deliveries.message_id(self._keyring, letter_key, domain)

    def plan(self, letters: Sequence[Letter]) -> None:
        """Stores letters as planned, all or none. ``Letter.key`` is stored as it is: put no name or address into it.

        A planned or refused letter whose content or address changed is planned anew; one that is sending,
        sent or uncertain is never touched.
        """
        with self._store.writing() as connection:
            for letter in letters:
                ledger_deliveries.plan(connection, self._seal, self._keyring, letter, self._clock())

    def drop_planned(self) -> int:
        """Forgets the letters that wait to be sent, with their texts; they can be planned anew. Returns how many."""
        with self._store.writing() as connection:
            dropped = ledger_deliveries.drop_planned(connection)
        if dropped:
            self._store.vacuum()
        return dropped

    def claim(self, letter_key: str) -> Letter | None:
        """The stored letter, now *sending*; None if it is not planned, or another run was faster."""
        with self._store.writing() as connection:
            if not self._move(connection, letter_key, {DeliveryState.PLANNED}, DeliveryState.SENDING):
                return None
            return ledger_deliveries.stored_letter(connection, self._seal, letter_key)

    def mark_sent(self, letter_key: str) -> None:
        """The server took it. Raises ValueError if it was not being sent."""
        self._settle(letter_key, {DeliveryState.SENDING, DeliveryState.UNCERTAIN}, DeliveryState.SENT)

    def mark_refused(self, letter_key: str, reason_code: str) -> None:
        """The server refused it for good. ``reason_code`` is a code such as ``550`` or ``5.1.1``, never its words.

        Raises ValueError if it was not being sent, or the code is not up to 40 of a-z 0-9 _ . -
        """
        if not _REASON_CODE.fullmatch(reason_code):
            raise ValueError("a reason code is up to 40 of the characters a-z 0-9 _ . -")
        before = {DeliveryState.SENDING, DeliveryState.UNCERTAIN}
        self._settle(letter_key, before, DeliveryState.REFUSED, reason_code)

    def release(self, letter_key: str) -> None:
        """The server surely did not take it: planned again. Raises ValueError if it was not being sent."""
        self._settle(letter_key, {DeliveryState.SENDING}, DeliveryState.PLANNED)

    def decide(self, letter_key: str, *, arrived: bool) -> bool:
        """A person looked: an uncertain letter arrived (sent) or did not (planned); a refused one is planned again.

        False if it is neither, or a refused one is said to have arrived.
        """
        before = {DeliveryState.UNCERTAIN} if arrived else {DeliveryState.UNCERTAIN, DeliveryState.REFUSED}
        with self._store.writing() as connection:
            after = DeliveryState.SENT if arrived else DeliveryState.PLANNED
            return self._move(connection, letter_key, before, after)

    def sweep_uncertain(self) -> int:
        """Makes what a dead run left in sending *uncertain*; returns how many. Call it with the round's lock held."""
        with self._store.writing() as connection:
            return ledger_deliveries.sweep(connection, self._clock())

    def deliveries(self) -> list[Delivery]:
        """What became of every letter, by its key."""
        with self._store.reading() as connection:
            return ledger_deliveries.load_deliveries(connection)

    # Approvals

    def approve(self, what: str, digest: str, who: str, at: datetime) -> None:
        """Notes down that ``who`` approved the letters of this digest; it replaces an earlier approval of ``what``."""
        values = {
            "what": what,
            "digest": self._sealed_digest(digest),
            "at": at,
            "sealed": self._seal.close({"who": who}),
        }
        with self._store.writing() as connection:
            connection.execute(insert(approvals), values)

    def withdraw_approval(self, what: str, at: datetime) -> bool:
        """Takes the approval of ``what`` back; False if there is none."""
        where = (approvals.c.what == what) & approvals.c.withdrawn_at.is_(None)
        with self._store.writing() as connection:
            return connection.execute(update(approvals).where(where).values(withdrawn_at=at)).rowcount > 0

    def approved(self, what: str, digest: str) -> Approval | None:
        """The newest approval of ``what`` if it is for exactly this digest and was not withdrawn."""
        query = select(approvals).where(approvals.c.what == what).order_by(approvals.c.id.desc()).limit(1)
        with self._store.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None or row["withdrawn_at"] is not None or row["digest"] != self._sealed_digest(digest):
            return None
        return Approval(what, digest, self._seal.open(row["sealed"])["who"], row["at"])

    def _sealed_digest(self, digest: str) -> str:
        """Keyed once more: who guesses a letter and its address must not find the guess confirmed here."""
        return self._keyring.digest("ledger/approval", digest)

    def _settle(
        self, letter_key: str, before: set[DeliveryState], after: DeliveryState, reason_code: str | None = None
    ) -> None:
        with self._store.writing() as connection:
            if not self._move(connection, letter_key, before, after, reason_code):
                raise ValueError(f"the letter {letter_key} was not being sent")

    def _move(
        self,
        connection: Connection,
        letter_key: str,
        before: set[DeliveryState],
        after: DeliveryState,
        reason_code: str | None = None,
    ) -> bool:
        return ledger_deliveries.move(connection, letter_key, before, after, self._clock(), reason_code)

    def _check_key(self) -> None:
        query = select(key_check.c.sealed)
        with self._store.reading() as connection:
            sealed = connection.scalar(query)
        if sealed is None:
            with self._store.writing() as connection:
                sealed = connection.scalar(query)  # another run may have been faster
                if sealed is None:
                    connection.execute(insert(key_check), {"sealed": self._seal.close({})})
                    return
        self._seal.open(sealed)
