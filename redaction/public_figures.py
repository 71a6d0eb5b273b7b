"""Lists of figures whom schools read, study, watch, listen to and play, and a search for names of several words.

The lists only say who is known; whether a mention in a note means the figure is decided in ``figures``. A full name of
the lists is no residue either: a roster's *Frederick* may stand in *Frederick Douglass*.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from itertools import pairwise

from redaction.lexicon import fold, word_list
from redaction.normalise import normalise
from redaction.words import Word, phrase_words

CERTAIN = "public_figures.txt"
ONE_WORD = "public_figures_one_word.txt"
IN_CONTEXT = "public_figures_in_context.txt"
ONE_WORD_IN_CONTEXT = "public_figures_one_word_in_context.txt"
_LETTERS_BEFORE_A_PERIOD = 3


class NameSet:
    """Names to find by their words, the longest at each place; the time does not grow with the number of names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: set[str] = set()
        self._longest: dict[str, int] = {}
        for name in names:
            words = [word.folded for word in phrase_words(fold(name))]
            self._add(words)
            if "s" in words[1:-1]:  # Valentine's Day, typed as Valentines Day
                self._add(" ".join(words).replace(" s ", "s ").split())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def first_words(self) -> Iterable[str]:
        """The folded words with which a name may begin in a text."""
        return (*self._longest, *(f"{name}s" for name in self._names if " " not in name))

    def length_at(self, text: str, words: Sequence[Word], index: int) -> int:
        """How many of ``words`` (those of ``text``, in order) from ``index`` on are a name; 0 for none."""
        first = words[index].folded
        longest = self._longest.get(first) or self._longest.get(first.removesuffix("s"), 0)
        for length in range(longest, 0, -1):
            here = words[index : index + length]
            name = " ".join(word.folded for word in here)
            known = name in self._names or (name[-1] == "s" and name[:-1] in self._names)
            if len(here) == length and known and are_one_name(text, here):
                return length
        return 0

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where names stand in ``text``, in characters, sorted and without overlaps."""
        look = normalise(text)
        words = phrase_words(look.text)
        found = []
        index = 0
        while index < len(words):
            length = self.length_at(look.text, words, index)
            if length:
                found.append(look.in_input(words[index].start, words[index + length - 1].end))
            index += length or 1
        return found

    def _add(self, words: Sequence[str]) -> None:
        self._names.add(" ".join(words))
        self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))


def are_one_name(text: str, words: Sequence[Word]) -> bool:
    """Whether only blanks, hyphens, apostrophes and the periods of initials stand between neighbours."""
    return all(_joins(one, text[one.end : other.start]) for one, other in pairwise(words))


def _joins(word: Word, gap: str) -> bool:
    if gap in {" ", "-", "'", "  ", " & ", ' "', '" '}:
        return True
    return gap in {".", ". "} and word.end - word.start <= _LETTERS_BEFORE_A_PERIOD


@functools.cache  # why is a cache OK? The names come from files of the program and never change
def public_figures() -> NameSet:
    """The full names of the lists."""
    return NameSet(word_list(CERTAIN) | word_list(IN_CONTEXT))


@functools.cache  # why is a cache OK? As above
def figure_list(name: str) -> NameSet:
    """One list of figures by its file name. Raises OSError when the installation lacks it."""
    return NameSet(word_list(name))
