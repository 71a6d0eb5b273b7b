"""Quotes in letters, each decided by a person alone: could someone at this school tell who said this?

Candidates are the ``quotes`` of ``[letters]`` and, after them, those that the leads' summary shows. Undecided means not
quoted. A decision holds for exactly these words under exactly this label. What stands in an interview marked for
distress is never a candidate, whatever was decided before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from flows.steps.workplace import Workplace
from flows.steps.worksheet_plan import themes_of
from redaction.leaving import without_schools_and_places
from reports.checks.quotes import is_word_for_word, without_marks
from reports.heard import Heard, stories
from reports.letter import LetterProblem
from reports.placeholder_words import words_for_placeholders
from reports.theme_groups import ThemeGroup, is_sensitive, theme_groups
from rounds.headlines import Headline, HeadlineKind
from rounds.interviews import Interview
from rounds.keys import short_id
from rounds.ledger import Ledger
from rounds.letters import QuoteDecision
from rounds.summary import Quote, Summary

MOST_IN_A_LETTER = 3


class QuoteState(StrEnum):
    """What a person decided about a quote."""

    UNDECIDED = "undecided"
    ALLOWED = "allowed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote that may be asked about, as letters would tell it: placeholders read as words, schools not named.

    ``key`` finds its decision in the ledger. ``number`` is its place in ``quotes`` of ``[letters]``, None where it
    comes from the summary.
    """

    key: str
    quote: Quote
    theme: str | None
    number: int | None
    decision: QuoteDecision | None

    @property
    def id(self) -> str:
        """Ten letters and digits to name it by; other words have another one."""
        return short_id(self.key)

    @property
    def state(self) -> QuoteState:
        """What was decided about exactly these words."""
        if self.decision is None:
            return QuoteState.UNDECIDED
        return QuoteState.ALLOWED if self.decision.allowed else QuoteState.REFUSED


@dataclass(frozen=True, slots=True)
class Candidates:
    """All quotes that may be asked about, and the numbers of those in round.toml that must not be quoted at all.

    ``room`` is how many the letters have room for.
    """

    each: tuple[Candidate, ...]
    barred: tuple[int, ...]
    room: int = MOST_IN_A_LETTER

    @property
    def allowed(self) -> tuple[Candidate, ...]:
        """Those that a person allowed, in their order."""
        return tuple(one for one in self.each if one.state is QuoteState.ALLOWED)

    @property
    def in_letters(self) -> tuple[Candidate, ...]:
        """The allowed ones for which the letters have room."""
        return self._first()[: self.room]

    @property
    def for_letters(self) -> tuple[Quote, ...]:
        """As many allowed ones as a letter tells at most, as it takes them.

        A letter looks for quotation marks, and must find exactly the words asked about. Words with marks of their own
        get marks around them; should other words be found even so, they are left out.
        """
        each = [replace(one.quote, text=text) for one in self._first() for text in _carried(one.quote.text)]
        return tuple(each)

    def _first(self) -> tuple[Candidate, ...]:
        return tuple(one for one in self.allowed if _carried(one.quote.text))[:MOST_IN_A_LETTER]

    @property
    def without_room(self) -> tuple[Candidate, ...]:
        """The allowed ones that are left out all the same."""
        return tuple(one for one in self.allowed if one not in self.in_letters)


def quote_candidates(place: Workplace, ledger: Ledger, summary: Summary) -> Candidates:
    """Every quote that may be asked about, with what was decided. Raises LetterProblem when one is in no notes."""
    kept = {interview.id: interview for interview in place.notebook.interviews() if interview.held is None}
    barred_notes = list(_notes_of_distress(kept.values()))
    heard = Heard(place.round, kept)
    heard.tell_roles(summary.roles)
    declared, barred = _declared(place, heard, barred_notes)
    found: dict[str, Candidate] = {}
    for quote, theme, number, language in (*declared, *_shown(summary, _languages(place, heard), barred_notes)):
        words = words_for_placeholders(_told(place, quote.text), language)
        if words and words.casefold() not in found:
            key = ledger.quote_id(words, quote.role or "")
            decision = ledger.quote_decision(key)
            found[words.casefold()] = Candidate(key, Quote(words, quote.role, language), theme, number, decision)
    return Candidates(tuple(found.values()), tuple(barred))


_Found = tuple[Quote, str | None, int | None, str]  # the quote, its theme, its number, the language of its interview


def _declared(place: Workplace, heard: Heard, barred_notes: list[str]) -> tuple[list[_Found], list[int]]:
    """The quotes of round.toml, and the numbers of those that must not be quoted."""
    quotes = place.round.letters.quotes if place.round.letters else ()
    groups = theme_groups(place.notebook.headlines(), themes_of(place)) if quotes else []
    found: list[_Found] = []
    barred = []
    for number, text in enumerate(quotes, start=1):
        if is_word_for_word(text, barred_notes):
            barred.append(number)
            continue
        said = [
            one.id for one in heard.interviews.values() if not one.distress and is_word_for_word(text, stories(one))
        ]
        if not said:
            raise LetterProblem(
                f"`quotes` of [letters]: number {number} does not stand word for word in a kept interview. Copy it"
                " from the worksheet, or take it out."
            )
        themes = [group for group in groups if _has_words(group, text)]
        headline = Headline("", tuple(said), "", HeadlineKind.QUOTE, text)
        role = heard.quote(headline, sensitive=any(is_sensitive(each.theme, place.round) for each in themes)).role
        theme = themes[0].theme.name if themes else None
        found.append((Quote(text, role), theme, number, heard.language(headline)))
    return found, barred


def _languages(place: Workplace, heard: Heard) -> dict[str, str]:
    """The language of each quote of the worksheet, by its words as the summary shows them."""
    quotes = [one for one in place.notebook.headlines() if one.kind is HeadlineKind.QUOTE and heard.said([one])]
    return {heard.words(one): heard.language(one) for one in quotes}


def _shown(summary: Summary, languages: dict[str, str], barred_notes: list[str]) -> Iterator[_Found]:
    """The quotes of the summary. Their placeholders read as words already."""
    quotes = [(quote, theme.name) for theme in summary.themes for quote in theme.quotes]
    quotes += [(Quote(each.text), "") for each in summary.surprises if each.is_quote]
    quotes += [(Quote(each.text), each.theme or "") for each in summary.dissent if each.is_quote]
    for quote, theme in quotes:
        if not is_word_for_word(quote.text, barred_notes):
            yield quote, theme or None, None, languages.get(quote.text, "en")


def _notes_of_distress(interviews: Iterable[Interview]) -> Iterator[str]:
    """Every note of interviews marked for distress, as it is kept and as it would read aloud."""
    for interview in interviews:
        if interview.distress:
            for note in interview.notes:
                yield note.text
                yield words_for_placeholders(note.text, interview.language or "en")


def _has_words(group: ThemeGroup, text: str) -> bool:
    headlines = (*group.headlines, *group.dissent)
    return any(_plain(each.text) == _plain(text) for each in headlines if each.kind is HeadlineKind.QUOTE)


def _plain(quote: str) -> str:
    return " ".join(without_marks(quote).split()).casefold()


def _carried(words: str) -> list[str]:
    """``words`` as they are, or in quotation marks, so that nothing but ``words`` is found in it; empty if neither."""
    return [text for text in (words, f"“{words}”") if without_marks(text) == words][:1]


def _told(place: Workplace, text: str) -> str:
    """The words as letters tell them: without marks, and without schools and small towns unless they may be named."""
    words = without_marks(text)
    letters = place.round.letters
    return words if letters and letters.name_places else without_schools_and_places(words, place.round.redaction.keep)
