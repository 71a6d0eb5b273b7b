"""Deciding about quotes, one by one: allowed in letters, refused, or undecided again."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from flows.steps.letter_quotes import Candidates, quote_candidates
from flows.steps.summarize import current_summary
from flows.steps.workplace import open_workplace
from rounds.errors import SaybackError
from rounds.letters import QuoteDecision


class NoSuchQuote(SaybackError):
    """No quote that may be asked about has that id: a typing slip, or its words changed."""


def quotes_to_decide(folder: Path) -> Candidates:
    """The quotes of the round that may be asked about, with what was decided about each. Raises SaybackError."""
    with open_workplace(folder) as place, place.ledger() as ledger:
        return quote_candidates(place, ledger, current_summary(place))


def decide_quotes(
    folder: Path,
    who: str,
    *,
    allow: Collection[str] = (),
    refuse: Collection[str] = (),
    forget: Collection[str] = (),
) -> Candidates:
    """Notes down what ``who`` decided about the quotes of these ids; ``forget`` makes them undecided again.

    Raises NoSuchQuote when one of the ids is no candidate's, and then nothing was noted down.
    """
    with open_workplace(folder) as place, place.ledger() as ledger:
        summary = current_summary(place)
        keys = {one.id: one.key for one in quote_candidates(place, ledger, summary).each}
        unknown = [each for each in (*allow, *refuse, *forget) if each.lower() not in keys]
        if unknown:
            raise NoSuchQuote(
                "No quote has one of the ids that you gave; nothing was decided. Words that changed have another id:"
                f" `sayback approve {folder} --quotes --json` lists them."
            )
        for each in allow:
            ledger.decide_quote(keys[each.lower()], QuoteDecision(True, who, place.now()))
        for each in refuse:
            ledger.decide_quote(keys[each.lower()], QuoteDecision(False, who, place.now()))
        for each in forget:
            ledger.forget_quote(keys[each.lower()])
        return quote_candidates(place, ledger, summary)
