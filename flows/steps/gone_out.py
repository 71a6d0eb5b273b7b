"""Which letters of a round went out before: nobody gets a second one, whatever the letters say by now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flows.steps.delivery import day
from rounds.ledger import Ledger
from rounds.letters import DeliveryState, Letter
from rounds.round import Round


@dataclass(frozen=True, slots=True)
class WentOut:
    """``sent`` of ``total`` letters went out, on days from ``first`` to ``last``.

    ``reworded``: one of them would say something else today.
    """

    total: int
    sent: int
    first: str
    last: str
    reworded: bool

    @property
    def all(self) -> bool:
        """Whether nobody is left to get one."""
        return self.sent == self.total

    def said(self) -> str:
        """The same in words."""
        when = f"on {self.last}" if self.first == self.last else f"between {self.first} and {self.last}"
        if not self.reworded:
            return f"{self._which()} went out {when}" + ("." if self.all else f"; {self._they()} not sent again.")
        return (
            f"{self._which()} went out {when} with the earlier words. Sayback sends no second letter in a round; to"
            " correct it, write to people yourself."
        )

    def left(self) -> str:
        """Those that did not go out, as a sentence begins: ``The other 2 are``."""
        number = self.total - self.sent
        return "The other one is" if number == 1 else f"The other {number} are"

    def _they(self) -> str:
        return "it is" if self.sent == 1 else "they are"

    def _which(self) -> str:
        if self.all:
            return {1: "The letter", 2: "Both letters"}.get(self.total, f"All {self.total} letters")
        return f"{self.sent} of {self.total} letters"


def went_out(round_: Round, ledger: Ledger, letters: Sequence[Letter], stopped: Collection[str] = ()) -> WentOut | None:
    """How many of ``letters``, and of those under the keys ``stopped``, were sent before; None if none was."""
    sent = {one.letter_key: one.changed_at for one in ledger.deliveries() if one.state is DeliveryState.SENT}
    keys = {letter.key for letter in letters} | set(stopped)
    zone = ZoneInfo(round_.timezone)
    moments: list[datetime] = sorted(at.astimezone(zone) for key in keys if (at := sent.get(key)))
    if not moments:
        return None
    # One that stops today said something else when it left: then it did not stop.
    reworded = any(key in sent for key in stopped) or any(
        letter.key in sent and _reworded(letter, ledger.stored_letter(letter.key)) for letter in letters
    )
    return WentOut(len(keys), len(moments), day(moments[0]), day(moments[-1]), reworded)


def _reworded(letter: Letter, went: Letter | None) -> bool:
    """Whether its reader would read something else today; another address, sender or heading is no other word."""
    return went is not None and (letter.subject, letter.text, letter.html, letter.attachments) != (
        went.subject, went.text, went.html, went.attachments
    )  # fmt: skip
