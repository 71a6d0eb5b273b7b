"""How much work one quote may be, so that no cell, however odd, holds up the others."""

from __future__ import annotations

_MOST = 100_000  # steps, each about a word that is looked at; a usual quote takes a few hundred


class TooMuch(Exception):
    """A quote is too long or too branched to be compared."""


class Steps:
    """Counts the steps spent on one quote. Steps, not seconds: the same quote ends in the same way everywhere."""

    def __init__(self, most: int = _MOST) -> None:
        self._left = float(most)

    def take(self, number: float) -> None:
        """Spends some steps. Raises TooMuch when none are left."""
        self._left -= number
        if self._left < 0:
            raise TooMuch
