"""The words by which `new` tells choices from names of people: those that redaction knows."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from redaction.lexicon import Lexicon, fold, load_lexicon
from redaction.names.spanish import spanish_words


@dataclass(frozen=True, slots=True)
class KnownWords:
    """See ``reports.choice_names.NameWords``."""

    lexicon: Lexicon = field(repr=False)
    spanish: frozenset[str] = field(repr=False)

    def is_name(self, word: str) -> bool:
        """Whether it is a given or family name and no ordinary English word."""
        folded = fold(word)
        return self.lexicon.is_listed_name(folded) and not self.lexicon.is_ordinary(folded)

    def is_given(self, word: str) -> bool:
        """Whether it is a given name, perhaps an ordinary word as well."""
        return fold(word) in self.lexicon.given

    def is_common(self, word: str) -> bool:
        """Whether English or Spanish has it as a word, perhaps of a country or city."""
        folded = fold(word)
        return self.lexicon.is_ordinary(folded) or folded in self.lexicon.dictionary or folded in self.spanish


@functools.cache  # why is a cache OK? The value is immutable
def known_words() -> KnownWords:
    """The words of this installation. Raises OSError when the lists are missing."""
    return KnownWords(load_lexicon(), spanish_words())
