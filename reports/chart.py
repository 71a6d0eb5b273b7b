"""A chart that every mail program draws: for each theme a row, its bar a coloured cell on a pale one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rounds.summary import ThemeHeard

_SLIVER = 2  # per cent


@dataclass(frozen=True, slots=True)
class Bar:
    """A theme's bar. ``filled`` is its width in per cent; ``words`` stand beside it and say the same."""

    words: str
    filled: int
    exact: bool


def theme_bars(themes: Sequence[ThemeHeard]) -> tuple[Bar, ...]:
    """One bar per theme, in their order; at least a sliver, so that a small one can be seen."""
    return tuple(
        Bar(words=theme.count, filled=max(_SLIVER, round(100 * theme.bar)), exact=theme.bar_is_exact)
        for theme in themes
    )
