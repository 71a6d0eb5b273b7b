"""The ledger: the store of addresses and deliveries. Nobody but the sender of letters may have it.

Names, addresses and letters are encrypted with the installation key, so that a copied file tells nothing
about people. No column of it joins the notebook.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, insert, select, update

from rounds import ledger_contacts, ledger_deliveries, ledger_memory, ledger_overview, ledger_quotes
from rounds.contacts import Contact
from rounds.keys import Keyring
from rounds.ledger_contacts import ContactSync
from rounds.ledger_deliveries import PlannedLetter
from rounds.ledger_memory import ContactKeys
from rounds.ledger_overview import BY_HAND, SEEN, DeliveryEntry
from rounds.ledger_recipients import SyncCounts, put_lead, rows_of, sync_team, with_address
from rounds.letters import Approval, Delivery, DeliveryState, Letter, QuoteDecision, Recipient
from rounds.opt_outs import OptOuts
from rounds.round_id import belongs_to_another
from rounds.seal import Seal
from rounds.store import LEDGER, Store
from rounds.tables_ledger import approvals, key_check, recipients
from rounds.team import TeamMember

__all__ = ["Approval", "Ledger", "SyncCounts"]

_REASON_CODE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")


def _now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """Recipients, letters and approvals of one round. Every method is one transaction.

    All methods raise StoreError (file, disk, permission) or StoreUnavailable (locked); then nothing has changed.
    """

    def __init__(
        self, store: Store, keyring: Keyring, clock: Callable[[], datetime] = _now, opt_outs: OptOuts | None = None
    ) -> None:
        self._opt_outs = opt_outs
        self._store = store
        self._keyring = keyring
        self._seal = Seal(keyring, "ledger")
        self._clock = clock

    @classmethod
    def open(
        cls,
        url: str,
        folder: Path,
        keyring: Keyring,
        clock: Callable[[], datetime] = _now,
        *,
        opt_outs: OptOuts | None = None,
        schema: str | None = None,
        migrate: bool = False,
        alone: bool = False,
        round_id: str | None = None,
    ) -> Ledger:
        """Opens or creates the ledger at ``url``; a relative ``sqlite:///`` path starts from ``folder``.

        ``clock`` tells when a delivery changed. No letter to an address that ``opt_outs`` has is planned or claimed.
        ``schema`` is that of the round in PostgreSQL, where ``alone`` takes the round's lock (else RoundBusy) and
        ``round_id`` must be the one that the schema was made for. Raises StoreNeedsUpgrade for one of an earlier
        release unless ``migrate``, StoreFromNewerVersion, or another StoreError, also when the ledger was written with
        another key.
        """
        ledger = cls(Store.open(url, folder, LEDGER, schema=schema, migrate=migrate), keyring, clock, opt_outs)
        try:
            if alone:
                ledger._store.hold()
            ledger._check_key(round_id)
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

    def recipient_kinds(self) -> dict[str, str]:
        """What each recipient is, by id: ``team``, ``lead`` or ``contact``; also of those who get nothing any more."""
        with self._store.reading() as connection:
            return {row.id: row.kind for row in connection.execute(select(recipients.c.id, recipients.c.kind))}

    def recipient_for_email(self, email: str, language: str, name: str) -> Recipient:
        """The recipient of a lead's address, made when it is new; leads are apart from the team."""
        record = {"name": name, "email": email, "language": language}
        with self._store.writing() as connection:
            return Recipient(
                put_lead(connection, self._seal, self._keyring.derive("ledger/lead"), record), name, email, language
            )

    # Contacts

    def sync_contacts(self, contacts: Sequence[Contact]) -> ContactSync:
        """Brings the contacts to what the register says. Who is no longer in it is really deleted, with their letters.

        If they had one, a keyed digest says so, and they get no second one if they come back. Only while a mail to them
        is uncertain they are kept, and get no letter: else they could get it twice.
        """
        with self._store.writing() as connection:
            done = ledger_contacts.sync_contacts(connection, self._seal, self._contact_keys(), contacts)
            changed = done.added or done.updated or done.deleted
            if changed:
                self._store.hide_order(connection, recipients)
        if done.deleted or (changed and self._store.orders_rows):
            self._store.vacuum()
        return done

    def contacts_missing_from(self, contacts: Sequence[Contact]) -> int:
        """How many contacts are stored, if ``contacts`` has not one of them: a wrong or emptied register; else 0."""
        with self._store.reading() as connection:
            return ledger_contacts.missing(connection, self._seal, self._contact_keys(), contacts)

    def contacts(self) -> list[Recipient]:
        """Those who get a letter themselves, without a name, in an order that says nothing."""
        with self._store.reading() as connection:
            return ledger_contacts.load_contacts(connection, self._seal)

    def delete_contact(self, code: str) -> Recipient | None:
        """Really deletes the contact with this code (``normalised_code``); None if none has it.

        Neither the code nor the mailbox is ever taken again. Where somebody else shares the mailbox, their contact
        stays, and only the code is barred.
        """
        keys = self._contact_keys()
        with self._store.writing() as connection:
            gone = ledger_contacts.delete_contact(connection, self._seal, keys, keys.code(code))
            if gone:
                self._store.hide_order(connection, recipients)
        if gone:
            self._store.vacuum()
        return gone

    def delete_gone(self, code: str) -> bool:
        """Bars the code of one who had the letter and is gone from the register already; False if there is none."""
        with self._store.writing() as connection:
            return ledger_memory.delete_gone(connection, self._contact_keys().code(code))

    def drop_opted_out(self) -> int:
        """Forgets the planned letters to those who opted out. Returns how many."""
        planned = [one.letter_key for one in self.deliveries() if one.state is DeliveryState.PLANNED]
        with self._store.writing() as connection:
            return sum(self._dropped(connection, key) for key in planned)

    def _contact_keys(self) -> ContactKeys:
        return ContactKeys.of(self._keyring)

    def _dropped(self, connection: Connection, letter_key: str) -> bool:
        """Drops this letter if it is planned, and its recipient opted out since."""
        if self._opt_outs is None:
            return False
        planned = ledger_deliveries.planned(connection, self._seal, letter_key)
        if planned is None or not self._opted_out(planned.letter):
            return False
        ledger_deliveries.drop(connection, letter_key)
        return True

    def _opted_out(self, letter: Letter) -> bool:
        return self._opt_outs is not None and self._opt_outs.has(letter.recipient.email)

    # Deliveries

    def message_id(self, letter_key: str, domain: str) -> str:
        """The Message-ID of a letter: the same for every attempt."""
        return ledger_deliveries.message_id(self._keyring, letter_key, domain)

    def plan(self, letters: Sequence[Letter]) -> None:
        """Stores letters as planned, all or none. ``Letter.key`` is stored as it is: put no name or address into it.

        A planned or refused letter whose content or address changed is planned anew; one that is sending,
        sent or uncertain is never touched. None is planned to somebody who opted out. Copies from before an upgrade
        go: whoever put one back would send the letters again.
        """
        self._store.drop_copies()
        with self._store.writing() as connection:
            for letter in letters:
                if not self._opted_out(letter):
                    ledger_deliveries.plan(connection, self._seal, self._keyring, letter, self._clock())

    def drop_planned(self) -> int:
        """Forgets the letters that wait to be sent, with their texts; they can be planned anew. Returns how many."""
        with self._store.writing() as connection:
            dropped = ledger_deliveries.drop_planned(connection)
        if dropped:
            self._store.vacuum()
        return dropped

    def drop_superseded(self, prefix: str, keys: Collection[str]) -> int:
        """Forgets planned letters whose keys begin with ``prefix`` and are not among ``keys``; returns how many.

        An older edition, or a letter to somebody who left: nothing sends those any more.
        """
        with self._store.writing() as connection:
            dropped = ledger_deliveries.drop_superseded(connection, prefix, keys)
        if dropped:
            self._store.vacuum()
        return dropped

    def claim(self, letter_key: str) -> Letter | None:
        """The stored letter, now *sending*; None if it is not planned, or another run was faster.

        A letter to somebody who opted out since it was planned is dropped here.
        """
        with self._store.writing() as connection:
            return self._claim(connection, letter_key)

    def mark_sent(self, letter_key: str) -> None:
        """The server took it. Raises ValueError if it was not being sent."""
        self._settle(letter_key, {DeliveryState.SENDING, DeliveryState.UNCERTAIN}, DeliveryState.SENT)

    def mark_sent_and_claim(self, letter_key: str, upcoming: Letter) -> Letter | None:
        """``mark_sent`` and then ``claim``, both or neither: half the waiting for the disk. ``upcoming`` is the next.

        It is returned if exactly this was planned, and else what was.
        """
        with self._store.writing() as connection:
            self._settle_in(connection, letter_key, {DeliveryState.SENDING}, DeliveryState.SENT)
            return self._claim(connection, upcoming.key, upcoming)

    def _claim(self, connection: Connection, letter_key: str, upcoming: Letter | None = None) -> Letter | None:
        letter = self._claimed(connection, self._as_planned(upcoming)) if upcoming else None
        if letter is None:
            letter = self._claimed(connection, ledger_deliveries.planned(connection, self._seal, letter_key))
        if letter is not None and self._opted_out(letter):
            ledger_deliveries.drop(connection, letter_key)
            return None
        return letter

    def _as_planned(self, letter: Letter) -> PlannedLetter:
        return PlannedLetter(letter, ledger_deliveries.digest(self._keyring, letter))

    def _claimed(self, connection: Connection, planned: PlannedLetter | None) -> Letter | None:
        if planned is None or not ledger_deliveries.claim(connection, planned, self._clock()):
            return None
        return planned.letter

    def mark_refused(self, letter_key: str, reason_code: str) -> None:
        """The server refused it for good. ``reason_code`` is a code such as ``550`` or ``5.1.1``, never its words.

        Raises ValueError if it was not being sent, or the code is not up to 40 of a-z 0-9 _ . -
        """
        before = {DeliveryState.SENDING, DeliveryState.UNCERTAIN}
        self._settle(letter_key, before, DeliveryState.REFUSED, reason_code)

    def release(self, letter_key: str, reason_code: str | None = None) -> None:
        """The server surely did not take it: planned again. ``reason_code`` as for ``mark_refused``, if it gave one.

        Raises ValueError as ``mark_refused`` does.
        """
        self._settle(letter_key, {DeliveryState.SENDING}, DeliveryState.PLANNED, reason_code)

    def mark_uncertain(self, letter_key: str) -> None:
        """Nobody knows whether the server took it: a person decides. Raises ValueError if it was not being sent."""
        self._settle(letter_key, {DeliveryState.SENDING}, DeliveryState.UNCERTAIN)

    def decide(self, letter_key: str, *, arrived: bool) -> bool:
        """A person looked: an uncertain letter arrived (sent) or did not (planned); a refused one is planned again.

        False if it is neither, or a refused one is said to have arrived.
        """
        before = {DeliveryState.UNCERTAIN} if arrived else {DeliveryState.UNCERTAIN, DeliveryState.REFUSED}
        with self._store.writing() as connection:
            after = DeliveryState.SENT if arrived else DeliveryState.PLANNED
            return self._move(connection, letter_key, before, after, SEEN if arrived else None)

    def mark_sent_by_hand(self, letter_keys: Sequence[str]) -> int:
        """A person sent these by other means: those that are planned, refused or uncertain are *sent*, all or none.

        Returns how many; none of them is ever sent by us.
        """
        before = {DeliveryState.PLANNED, DeliveryState.REFUSED, DeliveryState.UNCERTAIN}
        with self._store.writing() as connection:
            return sum(self._move(connection, key, before, DeliveryState.SENT, BY_HAND) for key in letter_keys)

    def undo_sent_by_hand(self, letter_key: str) -> bool:
        """A person marked it as sent by mistake: planned again. False if nobody did."""
        with self._store.writing() as connection:
            return ledger_deliveries.undo_by_hand(connection, letter_key, self._clock())

    def sweep_uncertain(self) -> int:
        """Makes what a dead run left in sending *uncertain*; returns how many. Call it with the round's lock held."""
        with self._store.writing() as connection:
            return ledger_deliveries.sweep(connection, self._clock())

    def delivery_states(self) -> dict[str, DeliveryState]:
        """The state of every letter, by its key."""
        with self._store.reading() as connection:
            return ledger_overview.states(connection)

    def sent_since(self, moment: datetime) -> list[datetime]:
        """When letters left, or may have left, after ``moment``, in order; without those that a person sent."""
        with self._store.reading() as connection:
            return ledger_overview.sent_since(connection, moment)

    def overview(self) -> list[DeliveryEntry]:
        """What became of every letter, by its key, and what can be said of whom it is for without naming them."""
        with self._store.reading() as connection:
            return ledger_overview.entries(connection, self._seal)

    def stored_letter(self, letter_key: str) -> Letter | None:
        """A letter of any state, with the name and address it is for; None if nobody knows it."""
        with self._store.reading() as connection:
            return ledger_deliveries.stored_letter(connection, self._seal, letter_key)

    def deliveries(self) -> list[Delivery]:
        """What became of every letter, by its key."""
        with self._store.reading() as connection:
            return ledger_deliveries.load_deliveries(connection)

    # Quotes

    def quote_id(self, *words: str) -> str:
        """A keyed digest of exactly these words: what a decision about a quote is kept under."""
        return self._keyring.digest("ledger/quote", *words)

    def decide_quote(self, quote_id: str, decision: QuoteDecision) -> None:
        """Notes down whether the quote of ``quote_id`` may stand in letters; it replaces an earlier decision."""
        with self._store.writing() as connection:
            ledger_quotes.put_decision(connection, self._seal, quote_id, decision)

    def forget_quote(self, quote_id: str) -> bool:
        """Makes a quote undecided again; False if it was."""
        with self._store.writing() as connection:
            return ledger_quotes.forget_decision(connection, quote_id)

    def quote_decision(self, quote_id: str) -> QuoteDecision | None:
        """What was decided about exactly these words; None while nothing was."""
        with self._store.reading() as connection:
            return ledger_quotes.load_decision(connection, self._seal, quote_id)

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
        if reason_code is not None and not _REASON_CODE.fullmatch(reason_code):
            raise ValueError("a reason code is up to 40 of the characters a-z 0-9 _ . -")
        with self._store.writing() as connection:
            self._settle_in(connection, letter_key, before, after, reason_code)

    def _settle_in(
        self,
        connection: Connection,
        letter_key: str,
        before: set[DeliveryState],
        after: DeliveryState,
        reason_code: str | None = None,
    ) -> None:
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

    def _check_key(self, round_id: str | None = None) -> None:
        """Opens what was sealed when the ledger was made: the known word, with the round's id where it has one."""
        query = select(key_check.c.sealed)
        with self._store.reading() as connection:
            sealed = connection.scalar(query)
        if sealed is None:
            with self._store.writing() as connection:
                sealed = connection.scalar(query)  # another run may have been faster
                if sealed is None:
                    record = {"round": round_id} if round_id else {}
                    connection.execute(insert(key_check), {"sealed": self._seal.close(record)})
                    return
        known = self._seal.open(sealed).get("round")
        if round_id and known is None:
            with self._store.writing() as connection:
                connection.execute(update(key_check).values(sealed=self._seal.close({"round": round_id})))
        elif round_id and known != round_id:
            raise belongs_to_another(self._store.place)
