"""One ledger is one round: under another name everybody would be somebody who got nothing yet."""

from __future__ import annotations

from flows.steps.workplace import Workplace
from rounds.counted import counted
from rounds.errors import RoundFileError
from rounds.ledger import Ledger


def refuse_renamed(place: Workplace, ledger: Ledger) -> None:
    """Raises RoundFileError when mails of this round were planned or sent under another `name` than it has now.

    The name is the first part of every letter's key, and the key is what keeps a letter from being sent twice.
    """
    names = [key.partition("/")[0] for key in ledger.delivery_states()]
    others = [name for name in names if name != place.round.name]
    if not others:
        return
    raise RoundFileError(
        f"{place.round.path('round.toml')}: `name` was changed after {counted(len(others), 'mail')} of this round had"
        f' been planned or sent: everybody would get them again. Write name = "{others[0]}" again (`title` may change'
        " at any time). For another round, make a folder of its own with `sayback new`. Nothing was written or sent."
    )
