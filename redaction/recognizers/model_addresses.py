"""Streets as the model sees them: *512 heron bend*, *4120 Salcedo*, and names without a suffix where somebody lives.

The rules of the other files know suffixes and kinds of streets; the model knows how names of streets sound. It takes
much that is none for a street (clubs, book titles, scores), so a number before it or a word for living must confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from presidio_analyzer import RecognizerResult

from redaction.lexicon import fold
from redaction.names.rampart import KINDS, Opinion
from redaction.recognizers.address_cues import counts_something_else, says_somebody_lives
from redaction.recognizers.address_words import FAMOUS_STREETS, NO_STREET
from redaction.recognizers.addresses import Addresses
from redaction.recognizers.look import Rule

_STREET = KINDS.index("STREET_NAME")
_LEAST, _LEAST_OF_A_NUMBERED, _LEAST_OF_A_BARE = 0.35, 0.5, 0.8
_NUMBERED = Rule("number and street by the model (medium)", 0.7, re.compile(""))
_BARE = Rule("street by the model where somebody lives (medium)", 0.6, re.compile(""))
_NUMBER_BEFORE = re.compile(
    r"(?<![\w.,:$€£/+-])(?P<number>\d{1,6}(?:-?[a-d]|-\d{1,4})?|[nsew]\d{3,5})(?: 1/2)?,? "
    r"(?:(?:[nsew]|ne|nw|se|sw|north|south|east|west)\.? )?$",
    re.IGNORECASE,
)
_MAY_BE_A_STREET = re.compile(NO_STREET, re.IGNORECASE | re.VERBOSE)
_NEAR = re.compile(
    r"(?:\b(?:on|off|of|at|in|near|by|to|from|over|past|en|por|de|del|la|el|calle)|[:,(=])\s{0,2}$", re.IGNORECASE
)
_NUMBER_WITHIN = re.compile(
    rf"(?<! [\w-] ) \d{{1,6}} [a-d]? (?: [ ] 1/2 )? ,? [ ] {NO_STREET} [^\W\d_]", re.IGNORECASE | re.VERBOSE
)
_NUMBER_BEHIND = re.compile(r" ?,? (?:#|n[uú]m(?:ero|\.)|no\. ?)? ?\d{1,5}[a-z]?\b(?![:/.,%-]\d)", re.IGNORECASE)
_NO_STREET_BEHIND = re.compile(
    r" (?:school|elementary|middle|high|academy|park|club|church|library|center|clinic|hospital|team|league|band|"
    r"bridge|station|mall|route|bus|college|university|fair|festival|day|kid|kids|game|poster|book|movie|show)\b",
    re.IGNORECASE,
)
_FAR_BEFORE = 24
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens in a row that the model takes for a street; ``surest`` is the best chance among them."""

    start: int
    end: int
    surest: float


class ModelAddresses(Addresses):
    """Streets that the model sees and the text confirms."""

    RULES = (_NUMBERED, _BARE)

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """What Presidio calls. ``nlp_artifacts`` are those of ``RampartNlp``."""
        if self.ENTITY not in entities or nlp_artifacts is None:
            return []
        found = [self._judged(text, run) for run in _runs(text, nlp_artifacts.opinion)]
        return [
            self._grown(text, self._result(*place, by), nlp_artifacts.opinion)
            for place, by in (one for one in found if one is not None)
        ]

    def _judged(self, text: str, run: _Run) -> tuple[tuple[int, int], Rule] | None:
        start = _number_start(text, run)
        if not _MAY_BE_A_STREET.match(text, run.start):
            return None
        if start is not None and run.surest >= _LEAST_OF_A_NUMBERED:
            number = re.match(r"\w*", text[start:])[0]  # type: ignore[index]
            by = None if counts_something_else(text, start, number) else _NUMBERED
        else:
            start, by = run.start, _BARE if self._is_home(text, run) else None
        place = self.accept(text, start, _number_end(text, run.end), by) if by else None
        return (place, by) if place and by else None

    def _is_home(self, text: str, run: _Run) -> bool:
        words = re.findall(r"[^\W_]+", text[run.start : run.end])
        if not words or run.surest < _LEAST_OF_A_BARE or run.end - run.start < _SHORTEST:
            return False
        if fold(words[0]) in FAMOUS_STREETS or _NO_STREET_BEHIND.match(text, run.end):
            return False
        near = _NEAR.search(text, max(0, run.start - _FAR_BEFORE), run.start)
        return bool(near) and says_somebody_lives(text, run.start, run.end)


def _runs(text: str, opinion: Opinion) -> Iterator[_Run]:
    """Whole words, joined while only a blank or an abbreviation's period is between them."""
    chances = opinion.chances[:, _STREET]
    start = end = -1
    surest = 0.0
    for index in (chances >= _LEAST).nonzero()[0].tolist():
        token, chance = (int(opinion.starts[index]), int(opinion.ends[index])), float(chances[index])
        if start >= 0 and text[end : token[0]] in ("", " ", ". "):
            end, surest = token[1], max(surest, chance)
            continue
        if start >= 0:
            yield _whole_words(text, start, end, surest)
        start, end, surest = *token, chance
    if start >= 0:
        yield _whole_words(text, start, end, surest)


def _whole_words(text: str, start: int, end: int, surest: float) -> _Run:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return _Run(start, end, surest)


def _number_start(text: str, run: _Run) -> int | None:
    """Where the house number starts, before the street or as its first word; None without one."""
    before = _NUMBER_BEFORE.search(text, max(0, run.start - _FAR_BEFORE), run.start)
    if before:
        return before.start()
    return run.start if _NUMBER_WITHIN.match(text, run.start, run.end) else None


def _number_end(text: str, end: int) -> int:
    behind = _NUMBER_BEHIND.match(text, end)
    return behind.end() if behind else end
