"""Words as characters, one for each word, so that phrases are found at the speed of text.

Only words that stand in a quote have a character of their own; all others share one. Case, accents and the
numbers of placeholders are left out here and looked at afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.checks.quote_common import weight
from reports.checks.quote_parts import Gap, Quoted
from reports.checks.quote_words import Words, is_placeholder, without_accents

_OTHER = "\x00"
_FIRST = 0x100
_SURROGATES, _HOW_MANY = 0xD800, 0x800
_MOST = 0x110000 - _FIRST - _HOW_MANY


@dataclass(frozen=True, slots=True)
class Coded:
    """Words, and one character for each in ``code``."""

    words: Words
    code: str


@dataclass(frozen=True, slots=True)
class CodedQuote:
    """A quote whose parts are coded; ``gaps`` as in Quoted."""

    parts: tuple[Coded, ...]
    gaps: tuple[tuple[Gap, ...], ...]
    length: int
    placeholders: frozenset[str]


class Codes:
    """The characters of words. Learns from quotes; texts that come later are read with what was learnt."""

    def __init__(self) -> None:
        self._of_folded: dict[str, str] = {}
        self._of_word = _OfWord(self._of_folded)
        self.weights: dict[str, float] = {}

    def learn(self, quote: Quoted) -> CodedQuote:
        """The quote, coded; its words have characters from now on."""
        placeholders = frozenset(word for part in quote.parts for word in part.words if is_placeholder(word))
        return CodedQuote(tuple(map(self._learn, quote.parts)), quote.gaps, quote.length, placeholders)

    def read(self, words: Words) -> Coded:
        """A text, coded by what was learnt so far."""
        return Coded(words, "".join([self._of_word[word] for word in words.words]))

    def weigh(self, code: Iterable[str]) -> float:
        """How much the words of a code say; see quote_common."""
        weights = self.weights
        return sum([weights.get(character, 1.0) for character in code])

    def _learn(self, part: Words) -> Coded:
        for word in part.words:
            folded = _folded(word)
            if folded not in self._of_folded and len(self._of_folded) < _MOST:
                point = _FIRST + len(self._of_folded)
                character = chr(point if point < _SURROGATES else point + _HOW_MANY)
                self._of_folded[folded] = character
                self.weights[character] = weight(folded)
                self._of_word.clear()
        return self.read(part)


class _OfWord(dict[str, str]):
    """The character of a word as it stands; looked up once for each spelling."""

    def __init__(self, of_folded: dict[str, str]) -> None:
        super().__init__()
        self._of_folded = of_folded

    def __missing__(self, word: str) -> str:
        self[word] = code = self._of_folded.get(_folded(word), _OTHER)
        return code


def _folded(word: str) -> str:
    return word[: word.rindex("_")] + "]" if is_placeholder(word) else without_accents(word.casefold())
