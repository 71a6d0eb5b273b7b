"""Deliveries: what became of every letter, and what a person decides about those that no program can decide about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.steps.workplace import Workplace, open_workplace
from rounds.errors import SaybackError
from rounds.ledger_overview import DeliveryEntry
from rounds.letters import DeliveryState

ALL = "all"


class NothingToDecide(SaybackError):
    """No letter of that key is in a state about which a person decides."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom one letter is for. To be shown to the person who asked, and kept nowhere."""

    letter_key: str
    name: str
    email: str
    subject: str


def deliveries(folder: Path) -> list[DeliveryEntry]:
    """What became of every planned mail of the round, by its key. No name and no address."""
    with open_workplace(folder, alone=False) as place, place.ledger() as ledger:
        return ledger.overview()


def addressed(folder: Path, letter_key: str) -> Addressed:
    """Name and address of one letter. Raises NothingToDecide if there is none of this key."""
    with open_workplace(folder, alone=False) as place, place.ledger() as ledger:
        letter = ledger.stored_letter(_key(place, letter_key))
    if letter is None:
        raise NothingToDecide("There is no letter of that name. `sayback deliveries` lists them.")
    return Addressed(letter.key, letter.recipient.name, letter.recipient.email, letter.subject)


def decide(folder: Path, letter_key: str, *, arrived: bool) -> None:
    """Notes down what a person found out about an uncertain letter: it arrived, or it is to be planned again.

    A refused one can be planned again, too. Raises NothingToDecide about any other.
    """
    with open_workplace(folder) as place, place.ledger() as ledger:
        ledger.sweep_uncertain()
        if not ledger.decide(_key(place, letter_key), arrived=arrived):
            kinds = "uncertain" if arrived else "uncertain or refused"
            by_hand = " To mark one that you sent yourself, add --by-hand." if arrived else ""
            raise NothingToDecide(f"No letter of that name is {kinds}.{by_hand} `sayback deliveries` lists them.")


def sent_by_hand(folder: Path, letter_key: str) -> int:
    """Notes down that a person sent this letter, or with ALL every planned one, by other means; returns how many.

    Raises NothingToDecide if there is none that could be marked.
    """
    with open_workplace(folder) as place, place.ledger() as ledger:
        ledger.sweep_uncertain()
        states = ledger.delivery_states()
        planned = [key for key, state in states.items() if state is DeliveryState.PLANNED]
        marked = ledger.mark_sent_by_hand(planned if letter_key == ALL else [_key(place, letter_key)])
    if not marked:
        raise NothingToDecide("No such letter waits, was refused or is uncertain. `sayback deliveries` lists them.")
    return marked


def _key(place: Workplace, typed: str) -> str:
    """A letter's key as it is stored; on the terminal it is shown without the round's name."""
    prefix = f"{place.round.name}/"
    return typed if typed.startswith(prefix) else prefix + typed
