"""Quotes in letters, each decided by a person alone: could someone at this school tell who said this?"""

from __future__ import annotations

from flows.steps.workplace import Workplace
from reports.checks.quotes import is_word_for_word
from reports.letter import LetterProblem
from rounds.ledger import Ledger
from rounds.summary import Quote, Summary


def approved_quotes(place: Workplace, ledger: Ledger, summary: Summary) -> tuple[Quote, ...]:
    """The quotes that may stand in letters. Raises LetterProblem when one is nobody's words any more."""
    quotes = place.round.letters.quotes if place.round.letters else ()
    if not quotes:
        return ()
    notes = [
        note.text for i in place.notebook.interviews() if not i.distress for note in i.notes if note.kind == "note"
    ]
    for number, quote in enumerate(quotes, start=1):
        if not is_word_for_word(quote, notes):
            raise LetterProblem(
                f"`quotes` of [letters]: number {number} does not stand word for word in a kept interview. Copy it"
                " from the worksheet, or take it out."
            )
    return tuple(map(Quote, quotes))
