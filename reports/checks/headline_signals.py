"""What a headline shows of being a description, a verdict, a guess or a plan: named signals with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from reports.checks import (
    headline_classes,
    headline_guesses,
    headline_minds,
    headline_plans,
    headline_telling,
    headline_verdicts,
)
from reports.checks.headline_forms import english_forms, spanish_forms
from reports.checks.headline_model import HeadlineLabel
from reports.checks.headline_patterns import Patterns, Signal
from reports.checks.headline_scope import REPORTS, scoped
from reports.checks.headline_text import QUOTED, HeadlineText

EVIDENCE = {
    HeadlineLabel.JUDGMENT: frozenset(
        [
            *headline_verdicts.ENGLISH,
            "generic",
            "denied",
            "inner",
            "clinic",
            "is_verdict",
            "ought",
            "said:verdict",
            "said:bad",
        ]
    ),
    HeadlineLabel.INFERENCE: frozenset(
        [
            *headline_guesses.ENGLISH,
            *headline_minds.ENGLISH,
            "when",
            "denied",
            "gerund_start",
            "abstract_subject",
            "verdict",
        ]
    ),
    HeadlineLabel.SOLUTION: frozenset(
        [*headline_plans.ENGLISH, "imperative", "imperative_det", "bare_start", "must", "exclaims", "verbless"]
    ),
}
_FAMILIES = (headline_telling, headline_guesses, headline_minds, headline_plans, headline_verdicts)
_MARKS = (("!", "exclaims"), ("?", "asks_question"), ("=", "equals"), (";", "semicolon"), (",", "comma"))
_AT_START = ("says", "asks", "feels", "bad", "good", "hedge")
_PAIRS = (
    ("because", "generic"), ("because", "third"), ("because", "past_any"), ("because", "past_start"),
    ("because", "role"), ("because", "present_start"), ("cause", "abstract"), ("cause", "past_any"),
    ("bad", "verbless"), ("good", "verbless"), ("inner", "third"), ("inner", "past_any"), ("clinic", "past_any"),
    ("generic", "denied"), ("bad", "generic"), ("third", "past_any"), ("role", "past_any"), ("nominal", "verbless"),
    ("abstract", "bad"), ("concrete", "past_any"),
)  # fmt: skip


@cache
def _patterns() -> tuple[Patterns, Patterns]:
    english = {name: lines for family in _FAMILIES for name, lines in family.ENGLISH.items()}
    spanish = {name: lines for family in _FAMILIES for name, lines in family.SPANISH.items()}
    return Patterns(headline_classes.ENGLISH, english), Patterns(headline_classes.SPANISH, spanish)


def signals_of(headline: HeadlineText) -> list[Signal]:
    """All signals of a headline, in no order; a name may come several times."""
    words = [word.plain for word in headline.words]
    if not words:
        return []
    english, spanish = _patterns()
    found: list[Signal] = []
    if headline.english:
        found += [*english.find(words), *english_forms(words)]
    if headline.spanish:
        found += [*spanish.find(words), *spanish_forms(words)]
    plans = {one.start for one in found if one.name == "imperative"}
    found = [one for one in found if one.name != "cause" or one.start not in plans]  # "Make attendance fun"
    said = {one.start for one in found if one.name in REPORTS}
    found = [one for one in found if one.name != "is_verdict" or said.isdisjoint(range(one.start, one.end))]
    found = list(scoped(words, found))
    return [*found, *_shape(words, found), *_together({one.name: one for one in found})]


def _shape(words: Sequence[str], found: Iterable[Signal]) -> Iterator[Signal]:
    spoken = sum(word[0].isalnum() or word[0] == "<" for word in words)
    length = "long" if spoken > 14 else ""
    if length:
        yield Signal(length, 0, len(words))
    for mark, name in (*_MARKS, (QUOTED, "partly_quoted")):
        if mark in words:
            yield Signal(name, words.index(mark), words.index(mark) + 1)
    for one in found:
        if one.start == 0 and one.name in _AT_START:
            yield Signal(f"{one.name}_start", one.start, one.end)


def _together(found: dict[str, Signal]) -> Iterator[Signal]:
    for one, other in _PAIRS:
        if one in found and other in found:
            yield Signal(f"{one}+{other}", found[one].start, found[one].end)
