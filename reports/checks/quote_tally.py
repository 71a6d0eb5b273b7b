"""What was counted of a quote beside a note, and how near it comes by that."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.checks.quote_exact import paired
from rounds.headlines import WordChange


@dataclass(frozen=True, slots=True)
class Near:
    """How near a note comes to a quote, from 0 to 1: ``share`` by what the words say, ``plain`` by their number.

    ``telling`` is how many words that say something stand in both, in order.
    """

    share: float
    plain: float
    telling: float
    changes: tuple[WordChange, ...]


@dataclass(slots=True)
class Tally:
    """What was counted so far of a quote beside a note: weights and numbers of words."""

    quote: list[float] = field(default_factory=lambda: [0.0, 0.0])
    note: list[float] = field(default_factory=lambda: [0.0, 0.0])
    same: list[float] = field(default_factory=lambda: [0.0, 0.0])
    telling: float = 0.0
    changes: list[WordChange] = field(default_factory=list)
    placeholders: list[tuple[int, WordChange]] = field(default_factory=list)  # with how many changes stand before

    def near(self) -> Near:
        """How near they come."""
        share, plain = (
            2 * same / (quote + note) if quote + note else 0.0
            for same, quote, note in zip(self.same, self.quote, self.note, strict=True)
        )
        return Near(share, plain, self.telling, tuple(self._all_changes()))

    def _all_changes(self) -> list[WordChange]:
        """The changes in order; where placeholders are mixed up, with those that read otherwise in the note."""
        changes = list(self.changes)
        if paired([(change.written, change.said) for _, change in self.placeholders], ()) is None:
            for place, change in reversed(self.placeholders):
                if change.said != change.written:
                    changes.insert(place, change)
        return changes
