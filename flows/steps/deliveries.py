"""Deliveries: what became of every letter, and what a person decides about those that no program can decide about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from connectors.outbox import file_name
from flows.steps.delivery import amend_outbox
from flows.steps.workplace import Workplace, open_workplace
from rounds.errors import SaybackError
from rounds.glance import has_ledger
from rounds.ledger import Ledger
from rounds.ledger_overview import BY_HAND, DeliveryEntry
from rounds.letters import DeliveryState
from rounds.round_file import load_round

ALL, SUMMARIES, LETTERS = "all", "summaries", "letters"
# What stands for more than one mail, and the kinds that it stands for: the second parts of their keys.
GROUPS = {SUMMARIES: ("summary",), LETTERS: ("letter", "direct"), ALL: ("summary", "letter", "direct")}
_MARKABLE = (DeliveryState.PLANNED, DeliveryState.REFUSED, DeliveryState.UNCERTAIN)


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
    """What became of every planned mail of the round, by its key. No name and no address. Creates nothing."""
    if not has_ledger(load_round(folder)):
        return []
    with open_workplace(folder, alone=False) as place, place.ledger() as ledger:
        return ledger.overview()


def addressed(folder: Path, letter_key: str) -> Addressed:
    """Name and address of one letter. Raises NothingToDecide if there is none of this key."""
    with open_workplace(folder, alone=False) as place, place.ledger() as ledger:
        letter = ledger.stored_letter(_key(place, ledger, letter_key))
    if letter is None:
        raise NothingToDecide(f"There is no letter of that name. {_lists(folder)}")
    return Addressed(letter.key, letter.recipient.name, letter.recipient.email, letter.subject)


def decide(folder: Path, letter_key: str, *, arrived: bool) -> None:
    """Notes down what a person found out about an uncertain letter: it arrived, or it is to be planned again.

    A refused one can be planned again, too. Raises NothingToDecide about any other.
    """
    with open_workplace(folder) as place, place.ledger() as ledger:
        ledger.sweep_uncertain()
        if not ledger.decide(_key(place, ledger, letter_key), arrived=arrived):
            kinds = "uncertain" if arrived else "uncertain, refused or marked by hand"
            by_hand = " To mark one that you sent yourself, add --by-hand." if arrived else ""
            raise NothingToDecide(f"No letter of that name is {kinds}.{by_hand} {_lists(folder)}")
        amend_outbox(place.round, ledger)


def is_marked_by_hand(folder: Path, letter_key: str) -> bool:
    """Whether a person said of this letter that they sent it by other means."""
    with open_workplace(folder, alone=False) as place, place.ledger() as ledger:
        key = _key(place, ledger, letter_key)
        return any(one.letter_key == key and _by_hand(one) for one in ledger.overview())


def undo_by_hand(folder: Path, letter_key: str) -> None:
    """Plans a letter again that was marked by mistake as sent by hand. Raises NothingToDecide if none was."""
    with open_workplace(folder) as place, place.ledger() as ledger:
        if not ledger.undo_sent_by_hand(_key(place, ledger, letter_key)):
            raise NothingToDecide(f"No letter of that name was marked as sent by hand. {_lists(folder)}")
        amend_outbox(place.round, ledger)


def to_mark(folder: Path, typed: str) -> tuple[str, ...]:
    """The keys of the mails that ``typed`` means, if they can be marked as sent by hand: a letter, or one of GROUPS.

    A group means those that wait, and only what was approved waits. Raises NothingToDecide if there is none.
    """
    with open_workplace(folder, alone=False) as place, place.ledger() as ledger:
        states = ledger.delivery_states()
        if typed in GROUPS:
            prefixes = tuple(f"{place.round.name}/{kind}/" for kind in GROUPS[typed])
            planned = (key for key, state in states.items() if state is DeliveryState.PLANNED)
            keys = tuple(key for key in planned if key.startswith(prefixes))
        else:
            key = _key(place, ledger, typed)
            keys = (key,) if states.get(key) in _MARKABLE else ()
    if not keys:
        raise NothingToDecide(f"No such letter waits, was refused or is uncertain. {_lists(folder)}")
    return keys


def sent_by_hand(folder: Path, letter_keys: Sequence[str]) -> int:
    """Notes down that a person sent these letters by other means; returns how many. Their mail files go."""
    with open_workplace(folder) as place, place.ledger() as ledger:
        ledger.sweep_uncertain()
        marked = ledger.mark_sent_by_hand(letter_keys)
        amend_outbox(place.round, ledger)
    return marked


def _by_hand(entry: DeliveryEntry) -> bool:
    return entry.state is DeliveryState.SENT and entry.reason_code == BY_HAND


def _key(place: Workplace, ledger: Ledger, typed: str) -> str:
    """A letter's key as it is stored; on the terminal it is shown without the round's name.

    The name of its mail file in the outbox will do, too.
    """
    if typed.endswith(".eml"):
        stem = Path(typed).stem
        return next((key for key in ledger.delivery_states() if file_name(key) == stem), typed)
    prefix = f"{place.round.name}/"
    return typed if typed.startswith(prefix) else prefix + typed


def _lists(folder: Path) -> str:
    return f"`sayback deliveries {quote(str(folder))}` lists them."
