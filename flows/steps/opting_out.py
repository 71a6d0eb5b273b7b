"""Opting out: no more mail to an address, in this round and every other of the same key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from flows.steps.contact_drafts import delete_drafts
from flows.steps.workplace import Workplace, open_workplace
from reports.way_out import with_way_out
from rounds.errors import SaybackError
from rounds.letters import Letter, Recipient
from rounds.mail_address import checked_address


class NoAddress(SaybackError):
    """What was typed is no mail address."""


@dataclass(frozen=True, slots=True)
class OptOutReport:
    """``out``: no mail goes there from now on. ``changed`` is False if that was so before. Counts of what was dropped:
    letters of this round that waited to be sent, and mail files in its outbox.
    """

    out: bool
    changed: bool
    letters: int
    drafts: int
    list_file: Path

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "list_file": str(self.list_file)}


def opt_out(folder: Path, *, word: str = "", address: str = "", undo: bool = False) -> OptOutReport:
    """Notes down that nothing goes any more to whoever has this ``word`` in a letter, or this ``address``.

    It does not wait for a run that is sending: that run looks at the list before each letter. Raises WrongWord,
    NoAddress, OptOutFileProblem and CannotWrite; nothing has changed then.
    """
    with open_workplace(folder, alone=False) as place:
        opt_outs = place.opt_outs()
        known = opt_outs.known_word(word) if word else opt_outs.word(_checked(address))
        if undo:
            return OptOutReport(False, opt_outs.remove(known), 0, 0, opt_outs.path)
        changed = opt_outs.add(known)
        with place.ledger() as ledger:
            letters = ledger.drop_opted_out()
        return OptOutReport(True, changed, letters, delete_drafts(place.round, opt_outs.has), opt_outs.path)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a mail offers its recipient: the ``word`` that ends all mail when they send it back, and the ``page`` that
    does it with one click, if `[letters]` has one.
    """

    word: str
    page: str = ""


def offer_to(place: Workplace, recipient: Recipient) -> Offer:
    """The offer to ``recipient``: their word is the same in every round of this key."""
    word = place.opt_outs().word(recipient.email)
    page = place.round.letters.opt_out_page if place.round.letters else None
    return Offer(word, page.replace("{word}", word) if page else "")


def offering_opt_out(place: Workplace, letters: Sequence[Letter]) -> list[Letter]:
    """Finished summaries with the offer in their headers and their last line. Who opted out is left out."""
    opt_outs = place.opt_outs()
    wanted = [letter for letter in letters if not opt_outs.has(letter.recipient.email)]
    offers = [offer_to(place, letter.recipient) for letter in wanted]
    return [
        with_way_out(replace(letter, opt_out=offer.word, opt_out_page=offer.page))
        for letter, offer in zip(wanted, offers, strict=True)
    ]


def _checked(address: str) -> str:
    try:
        return checked_address(address.strip())
    except ValueError:
        raise NoAddress("That is no mail address. Nothing was changed.") from None
