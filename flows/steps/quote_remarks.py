"""What the Check column says about quotes: what a pair can mend there and then. An exact quote gets no remark."""

from __future__ import annotations

from collections.abc import Sequence

from reports.checks.quote_check import check_quotes, said_beside
from reports.worksheet_headlines import headlines_written
from reports.worksheet_remarks import QUOTE
from rounds.headlines import Headline, QuoteCheck, QuoteStatus, WordChange, Written
from rounds.interviews import Interview

_MOST_SHOWN = 3  # changes; more of them fill the cell, and the first ones show what to look for
_MOST_WORDS = 6  # of one change
_BESIDE = "not found in what was told. It stands under Asked further / Seen, and nobody who was interviewed said it"
_UNFINISHED = "too long or too branched to be compared. Quote less of the story"


def quote_remarks(written: Written, interviews: Sequence[Interview]) -> dict[str, tuple[str, ...]]:
    """Remarks by the mark of a row, on each quote in the worksheet that is not word for word in the notes.

    Only words of the redacted notes are repeated, never what people typed: a name may stand there.
    """
    headlines = list(headlines_written(written, [interview.id for interview in interviews]))
    if not headlines:
        return {}
    checks = [check for check in check_quotes(headlines, interviews) if check.status is not QuoteStatus.EXACT]
    beside = beside_stories(checks, headlines, interviews)
    return {check.headline_id: (f"{QUOTE}: {_words(check, beside)}",) for check in checks}


def beside_stories(
    checks: Sequence[QuoteCheck], headlines: Sequence[Headline], interviews: Sequence[Interview]
) -> frozenset[str]:
    """The ids of the quotes not found in a story that stand in what the interviewer asked on or saw."""
    missed = {check.headline_id for check in checks if check.status is QuoteStatus.NOT_FOUND}
    return said_beside([headline for headline in headlines if headline.id in missed], interviews)


def _words(check: QuoteCheck, beside: frozenset[str]) -> str:
    if check.status is QuoteStatus.WRONG_INTERVIEW:
        nearly = "nearly so in" if check.changes else "in"  # words of another interview would outlive it here
        return f"not in this interview, but {nearly} {check.interview_id}"
    if check.status is QuoteStatus.ALTERED:
        return f"altered. {_changed(check.changes)}"
    if check.is_unfinished:
        return _UNFINISHED
    return _BESIDE if check.headline_id in beside else "not found in the notes"


def _changed(changes: Sequence[WordChange]) -> str:
    """The changes in words for people."""
    shown = [_change(change) for change in changes[:_MOST_SHOWN]]
    more = len(changes) - len(shown)
    return "; ".join([*shown, f"and {more} more" if more else ""]).rstrip("; ") or "Compare it with the story"


def _change(change: WordChange) -> str:
    if not change.said:
        return "there are words that were not said here"
    said = change.said.split()
    text = " ".join(said if len(said) <= _MOST_WORDS else [*said[:_MOST_WORDS], "…"])
    return f'said, but written otherwise: "{text}"' if change.written else f'said, but left out: "{text}"'
