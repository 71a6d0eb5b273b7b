"""Which headlines a summary shows: the surprises, two quotes of each theme, the voices that say otherwise."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.heard import Heard
from reports.published import Published
from reports.theme_counts import ThemeCount
from rounds.headlines import Headline, HeadlineKind

MOST_SURPRISES = 3
MOST_QUOTES = 2
MOST_DISSENT = 3
LONG_QUOTE = 140  # characters; shorter ones are preferred, so that the page stays one page


@dataclass(frozen=True, slots=True)
class Chosen:
    """Headlines as the page shows them; ``quotes`` are those of each shown theme, in the order of the themes."""

    surprises: tuple[Headline, ...]
    quotes: tuple[tuple[Headline, ...], ...]
    dissent: tuple[Headline, ...]
    more_dissent: int

    @property
    def marks(self) -> tuple[str, ...]:
        """A mark of each, in the order of the page."""
        every = (*self.surprises, *(quote for quotes in self.quotes for quote in quotes), *self.dissent)
        return tuple(dict.fromkeys(_mark(headline) for headline in every))


def choose(usable: Sequence[Headline], shown: Sequence[ThemeCount], heard: Heard, published: Published) -> Chosen:
    """The headlines of a page. While counts stay as they were told, so do those that were shown and are still there:

    where one of them went, others do not change places, and whatever comes instead comes after them.
    """
    order = _order(published)
    surprises = _shown_first((headline for headline in usable if headline.surprise), order)[:MOST_SURPRISES]
    already = {heard.words(headline) for headline in surprises}
    dissent = _shown_first((headline for headline in usable if headline.dissent), order)
    return Chosen(
        surprises=tuple(surprises),
        quotes=tuple(_two_quotes(count.group.headlines, heard, already, order) for count in shown),
        dissent=tuple(dissent[:MOST_DISSENT]),
        more_dissent=max(0, len(dissent) - MOST_DISSENT),
    )


def _order(published: Published) -> dict[str, int]:
    """The places of the headlines that the last summary showed; empty where the page may be made anew."""
    told = published.besides if published.must_stay else None
    return {mark: place for place, mark in enumerate(told.shown)} if told else {}


def _mark(headline: Headline) -> str:
    return hashlib.sha256("\0".join(("headline", headline.id)).encode()).hexdigest()[:20]


def _place(headline: Headline, order: Mapping[str, int]) -> float:
    return order.get(_mark(headline), math.inf)


def _shown_first(headlines: Iterable[Headline], order: Mapping[str, int]) -> list[Headline]:
    return sorted(headlines, key=lambda headline: _place(headline, order))


def _two_quotes(
    headlines: Sequence[Headline], heard: Heard, already: set[str], order: Mapping[str, int]
) -> tuple[Headline, ...]:
    """Two quotes from different roles, or at least interviews, if there are: short ones first, none shown already."""
    quotes = [h for h in headlines if h.kind is HeadlineKind.QUOTE and heard.words(h) not in already]
    quotes.sort(key=lambda headline: (_place(headline, order), len(headline.text) > LONG_QUOTE))
    first: dict[str, Headline] = {}
    for headline in quotes:
        first.setdefault(heard.words(headline), headline)
    quotes = list(first.values())  # the same words once, whoever else said them
    stay = [headline for headline in quotes if _place(headline, order) < math.inf]
    chosen = stay[:MOST_QUOTES] or quotes[:1]
    while len(chosen) < min(MOST_QUOTES, len(quotes)):
        chosen.append(min((h for h in quotes if h not in chosen), key=lambda h: heard.nearness(h, chosen)))
    return tuple(chosen)
