"""Deciding about quotes, one by one: allowed in letters, refused, or undecided again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from flows.steps.current_summary import current_summary
from flows.steps.letter_quotes import Candidates, quote_candidates
from flows.steps.letters import for_outside
from flows.steps.told_languages import told_in
from flows.steps.workplace import Workplace, open_workplace
from reports.letter import LetterWriter
from reports.rendering import TemplateProblem
from rounds.errors import SaybackError
from rounds.ledger import Ledger
from rounds.letters import QuoteDecision
from rounds.summary import Summary


class NoSuchQuote(SaybackError):
    """No quote that may be asked about has that id: a typing slip, or its words changed."""


def quotes_to_decide(folder: Path) -> Candidates:
    """The quotes of the round that may be asked about, with what was decided about each. Raises SaybackError."""
    with open_workplace(folder) as place, place.ledger() as ledger:
        return _with_room(place, ledger, current_summary(place))


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
        return _with_room(place, ledger, summary)


def _with_room(place: Workplace, ledger: Ledger, summary: Summary) -> Candidates:
    """The candidates, and how many of the allowed ones the letters have room for as things stand.

    The register of contacts is not read for it: those whom the ledger knows count. Approving counts anew.
    """
    found = quote_candidates(place, ledger, summary)
    if place.round.letters is None:
        return found
    opt_outs = place.opt_outs()
    people = [*place.team(), *(ledger.contacts() if place.round.contacts else ())]
    languages = {one.language for one in people if one.email and not opt_outs.has(one.email)}
    round_, told, quotes = for_outside(place.round, summary, found.for_letters)
    passed_on = told_in(place, ledger)
    try:
        room = LetterWriter(round_, told, quotes=quotes, languages=languages, told_in=passed_on).room
    except TemplateProblem:  # `check` and the drafts say what is wrong with a template; a decision holds without it
        return found
    return replace(found, room=room.quotes) if room else found
