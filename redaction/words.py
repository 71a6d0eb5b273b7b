"""Words of a text with their places, and phrases found by their words: case, accents and gaps do not count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from redaction.lexicon import fold
from redaction.normalise import normalise

_LETTERS = re.compile(r"[^\W\d_]+")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]+")
_MOST_BETWEEN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word at ``start`` to ``end`` (characters of the text that was searched)."""

    start: int
    end: int
    folded: str = field(repr=False)


def name_words(text: str) -> list[Word]:
    """Runs of letters: a digit or an underscore ends a word, as in *deshawn2012*."""
    return [Word(*match.span(), fold(match.group())) for match in _LETTERS.finditer(text)]


def phrase_words(text: str) -> list[Word]:
    """Runs of letters and digits."""
    return [Word(*match.span(), fold(match.group())) for match in _LETTERS_AND_DIGITS.finditer(text)]


class Phrases:
    """A set of words and phrases to find. A phrase without any letter or digit is never found."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(set(phrases)):
            words = tuple(word.folded for word in phrase_words(normalise(phrase).text))
            if words:
                self._by_first.setdefault(words[0], []).append(words)
        for alternatives in self._by_first.values():
            alternatives.sort(key=len, reverse=True)

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where they stand in ``text``, whole words only, the longest first at each place, without overlaps."""
        if not self._by_first:
            return []
        look = normalise(text)
        words = phrase_words(look.text)
        found = []
        index = 0
        while index < len(words):
            length = self._length_at(look.text, words, index)
            if length:
                found.append(look.in_input(words[index].start, words[index + length - 1].end))
            index += length or 1
        return found

    def _length_at(self, text: str, words: Sequence[Word], index: int) -> int:
        for phrase in self._by_first.get(words[index].folded, ()):
            here = words[index : index + len(phrase)]
            if tuple(word.folded for word in here) == phrase and are_close(text, here):
                return len(phrase)
        return 0


def are_close(text: str, words: Sequence[Word]) -> bool:
    """Whether at most three characters and no line break stand between each two neighbours."""
    gaps = [text[one.end : other.start] for one, other in pairwise(words)]
    return all(len(gap) <= _MOST_BETWEEN_WORDS and "\n" not in gap for gap in gaps)


def lies_within(start: int, end: int, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether ``start`` to ``end`` lies wholly in one of ``stretches``, which are sorted and do not overlap."""
    index = bisect_right(stretches, start, key=lambda stretch: stretch[0]) - 1
    return index >= 0 and end <= stretches[index][1]
