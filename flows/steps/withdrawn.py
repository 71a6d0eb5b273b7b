"""Interviews that were taken back, and what their words are found in: whatever comes back is looked at for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from flows.steps.workplace import Workplace
from reports.checks.quotes import is_word_for_word, without_marks
from reports.worksheet_headlines import headlines_written
from reports.worksheet_withdraw import without_interviews
from rounds.headlines import Headline, HeadlineKind, Written
from rounds.interviews import HeldReason, Interview, NoteKind

_SHORTEST = 4  # words; a shorter quote stands in another interview by chance


def without_withdrawn(place: Workplace, written: Written) -> Written:
    """What people wrote, without what is about interviews that were withdrawn: from a backup, or an old copy."""
    ids = [one.id for one in place.notebook.held() if one.held is HeldReason.WITHDRAWN]
    if not ids:
        return written
    everybody = list(place.notebook.interviews(kept_only=False))
    headlines = headlines_written(written, [one.id for one in everybody])
    return without_interviews(written, ids, those_that_stay(headlines, everybody, ids))


def those_that_stay(
    headlines: Iterable[Headline], interviews: Iterable[Interview], gone: Collection[str]
) -> frozenset[str]:
    """The ids of headlines that may stay with the interviews that they also name: quotes only if they are theirs."""
    told = {one.id: stories_of(one) for one in interviews}
    return frozenset(headline.id for headline in headlines if _may_stay(headline, told, gone))


def borrowed_quotes(
    headlines: Iterable[Headline], interviews: Iterable[Interview], gone: Collection[str]
) -> list[Headline]:
    """Quotes that stand beside other interviews, and are words of those that go and not of their own."""
    told = {one.id: stories_of(one) for one in interviews}
    theirs = [text for identifier in gone for text in told.get(identifier, [])]
    return [
        headline
        for headline in headlines
        if not set(headline.interview_ids) & set(gone)
        and len(headline.text.split()) >= _SHORTEST
        and is_word_for_word(without_marks(headline.text), theirs)
        and not is_word_for_word(without_marks(headline.text), _notes_of(headline.interview_ids, told))
    ]


def stories_of(interview: Interview) -> list[str]:
    """What the person told, as far as it is kept."""
    return [note.text for note in interview.notes if note.kind is NoteKind.NOTE]


def _may_stay(headline: Headline, told: dict[str, list[str]], gone: Collection[str]) -> bool:
    others = [identifier for identifier in headline.interview_ids if identifier not in gone]
    if headline.kind is not HeadlineKind.QUOTE:
        return bool(others)
    return is_word_for_word(without_marks(headline.text), _notes_of(others, told))


def _notes_of(ids: Sequence[str], told: dict[str, list[str]]) -> list[str]:
    return [text for identifier in ids for text in told.get(identifier, [])]
