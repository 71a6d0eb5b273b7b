"""A chart that every mail program draws: one table row per theme, its bar two coloured cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rounds.summary import ThemeHeard


@dataclass(frozen=True, slots=True)
class Bar:
    """One theme of the chart. ``filled`` and ``empty`` are widths in per cent and make 100 together."""

    label: str
    words: str
    filled: int
    exact: bool

    @property
    def empty(self) -> int:
        return 100 - self.filled


def theme_bars(themes: Sequence[ThemeHeard]) -> tuple[Bar, ...]:
    """One bar per theme, in their order; at least a sliver of 2 %, so that a small one can be seen."""
    return tuple(
        Bar(label=theme.name, words=theme.count, filled=max(2, round(100 * theme.bar)), exact=theme.bar_is_exact)
        for theme in themes
    )
