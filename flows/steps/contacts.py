"""The contact register: people who asked to hear back directly. Read into the ledger, and nowhere else."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.steps.contact_drafts import delete_drafts_to
from flows.steps.contact_register import (
    place_of,
    refuse_sheet_of_a_form,
    refuse_withdrawal_codes,
    register_of,
)
from flows.steps.copies import drop_copies_of
from flows.steps.delivery import amend_outbox
from flows.steps.origins import open_origins
from flows.steps.workplace import Workplace, open_workplace
from rounds.codes import normalised_code
from rounds.contacts import Register
from rounds.errors import Refused, SaybackError
from rounds.ledger import Ledger
from rounds.ledger_contacts import ContactSync
from rounds.letters import DeliveryState


class RegisterEmptied(Refused):
    """Not one of the known contacts is in the register any more; a person has to say that this is meant."""


class NoSuchContact(SaybackError):
    """No contact of this round has that code."""


@dataclass(frozen=True, slots=True)
class SyncedRegister:
    """The register as it was read, and what that changed in the ledger."""

    register: Register
    changes: ContactSync


@dataclass(frozen=True, slots=True)
class ContactsReport:
    """Counts over the contacts, and what a person should know of the register; no address, no code.

    ``register`` names what was read, None where round.toml has no [contacts].
    """

    register: str | None
    people: int
    declined: int
    shared: int
    contacts: int
    languages: dict[str, int]
    opted_out: int
    sent: int
    changes: ContactSync
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class DeletedContact:
    """What went: letters in the ledger, and drafts in the outbox. ``shared``: somebody else has this mailbox, too, so
    that the address stays. ``register`` is outside our reach.
    """

    letters: int
    drafts: int
    shared: bool
    register: str | None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def sync_contacts(place: Workplace, ledger: Ledger, *, emptying: bool = False) -> SyncedRegister | None:
    """Brings the ledger's contacts to what the register says. Does nothing for a round without [contacts].

    Raises RegisterEmptied when no known contact is in it any more, unless ``emptying``: rather a wrong file or tab
    than a wish of everybody. Raises RoundFileError and SourceError for a register that cannot be used.
    """
    settings = place.round.contacts
    if settings is None:
        return None
    refuse_sheet_of_a_form(place, settings)
    with open_origins(place.round) as origins:
        register = register_of(place.round, settings, origins)
    refuse_withdrawal_codes(place, settings, register)
    if not emptying:
        _refuse_emptied(place, ledger, register)
    return SyncedRegister(register, ledger.sync_contacts(register.contacts))


def contacts(folder: Path, *, emptying: bool = False) -> ContactsReport:
    """Reads the register into the ledger and counts. ``emptying``: everybody in the ledger may be deleted for it."""
    with open_workplace(folder) as place, place.ledger() as ledger:
        synced = sync_contacts(place, ledger, emptying=emptying)
        if synced is None:
            gone = ledger.sync_contacts(()) if emptying else ContactSync()
            synced = SyncedRegister(Register((), 0, 0, 0, _left_behind(place, ledger)), gone)
        return _counted(place, ledger, synced)


def delete_contact(folder: Path, code: str) -> DeletedContact:
    """Really deletes whoever has this contact code: address, letters, drafts; no register brings them back.

    Raises NoSuchContact.
    """
    with open_workplace(folder) as place, place.ledger() as ledger:
        before = ledger.deliveries()
        settings = place.round.contacts
        register = place_of(place.round, settings) if settings else None
        gone = ledger.delete_contact(normalised_code(code)) if normalised_code(code) else None
        if gone is None and ledger.delete_gone(normalised_code(code)):
            return DeletedContact(0, 0, False, register)  # all but the digest went when the register had them no more
        if gone is None:
            raise NoSuchContact(
                "No contact of this round has that code. Nothing was deleted. Was it another round, or the code for"
                " withdrawing (`sayback withdraw`)?"
            )
        drop_copies_of(place.round)  # of a ledger from before an upgrade, where they still stand
        shared = any(one.id == gone.id for one in ledger.contacts())
        drafts = 0 if shared else delete_drafts_to(place.round, gone)
        letters = 0 if shared else sum(one.recipient_id == gone.id for one in before)
        amend_outbox(place.round, ledger)  # its page lists what was sent, by the recipients' random ids
        return DeletedContact(letters, drafts, shared, register)


def _refuse_emptied(place: Workplace, ledger: Ledger, register: Register) -> None:
    missing = ledger.contacts_missing_from(register.contacts)
    if missing:
        raise RegisterEmptied(
            f"None of the {missing} contact(s) known so far wants a letter in the register any more, or the register is"
            " another list. Nothing was changed, and no letter is written. If it is right, run"
            f" `sayback contacts {place.round.folder} --yes`: it deletes them."
        )


def _left_behind(place: Workplace, ledger: Ledger) -> tuple[str, ...]:
    known = len(ledger.contacts())
    if not known:
        return ()
    return (
        f"round.toml has no [contacts], and the ledger still has {known} contact(s) from before. They get no letter."
        f" `sayback contacts {place.round.folder} --yes` deletes them.",
    )


def _counted(place: Workplace, ledger: Ledger, synced: SyncedRegister) -> ContactsReport:
    known, opt_outs = ledger.contacts(), place.opt_outs()
    ids = {one.id for one in known}
    settings, register = place.round.contacts, synced.register
    sent = {one.recipient_id for one in ledger.deliveries() if one.state is DeliveryState.SENT}
    return ContactsReport(
        register=place_of(place.round, settings) if settings else None,
        people=register.people,
        declined=register.declined,
        shared=register.shared,
        contacts=len(known),
        languages=dict(sorted(Counter(one.language for one in known).items())),
        opted_out=sum(opt_outs.has(one.email) for one in known),
        sent=len(sent & ids),
        changes=synced.changes,
        warnings=register.warnings,
    )
