"""How true the quotes among headlines are to the notes: exact, altered, in another interview, or not found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from math import ceil
from typing import TypeVar

from reports.checks.quote_codes import CodedQuote, Codes
from reports.checks.quote_common import COMMON
from reports.checks.quote_exact import is_exact
from reports.checks.quote_near import nearest_passage
from reports.checks.quote_notes import CodedNote, Notes, pairs_of_words
from reports.checks.quote_parts import long_parts, quote_in
from reports.checks.quote_steps import Steps, TooMuch
from reports.checks.quote_tally import Near
from reports.checks.quote_words import without_accents
from rounds.headlines import Headline, HeadlineKind, QuoteCheck, QuoteStatus
from rounds.interviews import Interview, Note, NoteKind

# In an interview that the headline names: by what the words say, or by their number, for quotes of which nearly all
# words are small ("It was not what I expected" for "It was not what I wanted").
_NEAR, _NEAR_PLAIN, _NEAR_PLAIN_SHORT, _SIX, _FOUR = 0.7, 0.8, 0.85, 6, 4
# In any other interview, where words come together by chance.
_NEAR_ELSEWHERE, _PLAIN_ELSEWHERE, _WORDS_ELSEWHERE, _TELLING_ELSEWHERE = 0.75, 0.8, 5, 2
_EXACT_ELSEWHERE = 3  # words; fewer stand everywhere, unless they are rare
_LONG_WORD = 5  # letters
_LOOKED_AT = 8  # interviews that share most with a quote
_NOTES_LOOKED_AT = 5
_PHRASES_LOOKED_AT = 200  # notes that have the words of a quote
_TWOS_LOOKED_FOR = 16  # of them, in single notes
_SHARED_TWOS = 0.45  # of a quote's pairs of neighbouring words, that a note has which is worth a look
_FROM_GOOD_TO_BAD = list(QuoteStatus)
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words that the ``nth`` headline gives as said, and the steps left for them."""

    nth: int
    headline: Headline
    quote: CodedQuote
    steps: Steps = field(default_factory=Steps)


def check_quotes(headlines: Iterable[Headline], interviews: Iterable[Interview]) -> tuple[QuoteCheck, ...]:
    """A check of each headline of kind quote against the notes of kept ``interviews``, in the order given.

    Of a descriptive headline, words in quotation marks are checked where they are four or more; it is told of only
    when these are not exact. What counts as a change stands in docs/headlines.md. A quote that is too long or too
    branched to be compared is not found, and unfinished.
    """
    codes = Codes()
    asked = [each for nth, headline in enumerate(headlines) for each in _asked(nth, headline, codes)]
    notes = Notes(interviews, codes)
    found = [_in_time(_in_named, each, notes, codes) for each in asked]
    left = [each for each, check in zip(asked, found, strict=True) if check is None]
    notes.index(each.quote for each in left)
    checks = [
        (each, check or _looked_for_elsewhere(each, notes, codes)) for each, check in zip(asked, found, strict=True)
    ]
    return tuple(_told(checks))


def said_beside(headlines: Iterable[Headline], interviews: Iterable[Interview]) -> frozenset[str]:
    """The ids of the quotes that stand in what an interviewer asked or saw: nobody who was interviewed said it."""
    headlines = list(headlines)
    if not headlines:
        return frozenset()
    seen = [replace(each, notes=tuple(_as_notes(each))) for each in interviews]
    checks = check_quotes(headlines, seen)
    return frozenset(check.headline_id for check in checks if check.status is QuoteStatus.EXACT)


def _as_notes(interview: Interview) -> Iterator[Note]:
    return (replace(note, kind=NoteKind.NOTE) for note in interview.notes if note.kind is not NoteKind.NOTE)


def _asked(nth: int, headline: Headline, codes: Codes) -> list[_Asked]:
    parts = [quote_in(headline.text)] if headline.kind is HeadlineKind.QUOTE else long_parts(headline.text)
    return [_Asked(nth, headline, codes.learn(part)) for part in parts]


def _told(checks: Sequence[tuple[_Asked, QuoteCheck]]) -> Iterator[QuoteCheck]:
    """One check for each headline, the worst; none for a descriptive one that quotes well."""
    for _, group in groupby(checks, key=lambda each: each[0].nth):
        asked, worst = max(group, key=lambda each: _FROM_GOOD_TO_BAD.index(each[1].status))
        if asked.headline.kind is HeadlineKind.QUOTE or worst.status is not QuoteStatus.EXACT:
            yield worst


def _in_time(
    look: Callable[[_Asked, Notes, Codes], _Found], asked: _Asked, notes: Notes, codes: Codes
) -> _Found | QuoteCheck:
    """What a look for a quote finds; where its steps do not suffice, that."""
    try:
        return look(asked, notes, codes)
    except TooMuch:
        return QuoteCheck(asked.headline.id, QuoteStatus.NOT_FOUND, is_unfinished=True)


def _looked_for_elsewhere(asked: _Asked, notes: Notes, codes: Codes) -> QuoteCheck:
    return _in_time(_elsewhere, asked, notes, codes)


def _in_named(asked: _Asked, notes: Notes, codes: Codes) -> QuoteCheck | None:
    """What is in the interviews that the headline names; None if nothing there comes near."""
    headline = asked.headline
    named = notes.of(headline.interview_ids, headline.question)
    for note in named:
        if is_exact(asked.quote, note.words, asked.steps):
            return QuoteCheck(headline.id, QuoteStatus.EXACT, note.interview_id, note.question)
    return _altered(headline, QuoteStatus.ALTERED, _nearest(asked, named, codes, _comes_near))


def _elsewhere(asked: _Asked, notes: Notes, codes: Codes) -> QuoteCheck:
    """What is in the interviews that the headline does not name."""
    headline, quote = asked.headline, asked.quote
    if note := _exact_elsewhere(asked, notes):
        return QuoteCheck(headline.id, QuoteStatus.WRONG_INTERVIEW, note.interview_id, note.question)
    nearest = _nearest(asked, _alike(quote, headline, notes), codes, _comes_near_elsewhere)
    return _altered(headline, QuoteStatus.WRONG_INTERVIEW, nearest) or QuoteCheck(headline.id, QuoteStatus.NOT_FOUND)


def _altered(headline: Headline, status: QuoteStatus, nearest: tuple[Near, CodedNote] | None) -> QuoteCheck | None:
    if nearest is None:
        return None
    near, note = nearest
    return QuoteCheck(headline.id, status, note.interview_id, note.question, near.changes)


def _nearest(
    asked: _Asked, notes: Sequence[CodedNote], codes: Codes, comes_near: Callable[[Near, int], bool]
) -> tuple[Near, CodedNote] | None:
    """The note that comes nearest to the quote, and how near; the first of equals."""
    best: tuple[Near, CodedNote] | None = None
    for note in notes:
        near = nearest_passage(asked.quote, note.words, codes, asked.steps)
        if near and comes_near(near, asked.quote.length) and (best is None or near.share > best[0].share):
            best = near, note
    return best


def _comes_near(near: Near, length: int) -> bool:
    if near.share >= _NEAR and near.telling:
        return True
    return length >= _FOUR and near.plain >= (_NEAR_PLAIN if length >= _SIX else _NEAR_PLAIN_SHORT)


def _comes_near_elsewhere(near: Near, length: int) -> bool:
    return (
        length >= _WORDS_ELSEWHERE
        and near.share >= _NEAR_ELSEWHERE
        and near.plain >= _PLAIN_ELSEWHERE
        and near.telling >= _TELLING_ELSEWHERE
    )


def _exact_elsewhere(asked: _Asked, notes: Notes) -> CodedNote | None:
    """The first other interview that has the quote word for word, one about the same question if there is."""
    quote, headline = asked.quote, asked.headline
    if not quote.parts or quote.length < 2:
        return None
    phrase = max((part.code for part in quote.parts), key=len)
    having = islice(notes.with_phrase(phrase, headline.interview_ids), _PHRASES_LOOKED_AT)
    found = [note for note in having if is_exact(quote, note.words, asked.steps)]
    if not found or _is_chance(quote, found):
        return None
    return min(found, key=lambda note: note.question != headline.question)


def _is_chance(quote: CodedQuote, found: Sequence[CodedNote]) -> bool:
    """Whether so few and so usual words tell nothing about who said them."""
    words = [without_accents(word.casefold()) for part in quote.parts for word in part.words.words]
    telling = [word for word in words if word not in COMMON]
    if quote.length >= _EXACT_ELSEWHERE:
        return not telling
    is_rare = all(len(word) >= _LONG_WORD for word in words) and len(telling) == len(words)
    return not is_rare or len({note.interview_id for note in found}) > 1


def _alike(quote: CodedQuote, headline: Headline, notes: Notes) -> list[CodedNote]:
    """The notes of other interviews that share most with the quote; those about the same question first."""
    twos = pairs_of_words(quote)
    if quote.length < _WORDS_ELSEWHERE or not twos:
        return []
    at_least = max(2, ceil(_SHARED_TWOS * len(twos)))
    interviews = notes.most_alike(quote, headline.interview_ids, _LOOKED_AT, at_least)
    some = sorted(twos)[:: max(1, len(twos) // _TWOS_LOOKED_FOR)]
    shared = [(sum([two in note.words.code for two in some]), note) for note in notes.of(interviews, headline.question)]
    likely = sorted((each for each in shared if each[0] >= _SHARED_TWOS * len(some)), key=lambda each: -each[0])
    return [note for _, note in likely[:_NOTES_LOOKED_AT]]
