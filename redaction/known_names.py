"""Names that are known beforehand, found again in a text: those found in the interview, and the lists'.

A name that is no ordinary word is matched in any case. One that is (Will, May, Grace) needs a capital, and, where
the name was only on a list, a place in which the word would not have one. A roster's names: see ``roster_names``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from redaction.lexicon import Lexicon, fold
from redaction.name_shapes import PARTICLES, is_capitalised
from redaction.normalise import normalise
from redaction.person_spans import starts_a_sentence
from redaction.word_set import word_set
from redaction.words import Word, are_close, name_words
from rounds.interviews import InputSpan

FULL_NAME_SCORE, NAME_SCORE = 1.0, 0.95
_MONTHS = word_set(
    """
    april may june august
    """
)
_BEFORE_A_MONTH = word_set(
    """
    in since by until til till of last this next early late mid through from before after during and or
    """
)
_BEFORE_A_NAME = word_set(
    """
    mr mrs ms miss mx dr coach aunt auntie uncle cousin brother sister friend son daughter grandma grandpa tia
    tio named
    """
)
_NO_NAMES = word_set(
    """
    mr mrs ms mx miss dr coach sr sra srta senor senora jr ii iii mom dad mother father grandma grandpa aunt
    auntie uncle tia tio cousin
    """
)
_SHORTEST_PLURAL = 5


class KnownNames:
    """Finds names by dictionaries of words: as fast for 50,000 names as for five."""

    def __init__(self, names: Iterable[str], lexicon: Lexicon, *, capital_is_enough: bool = False) -> None:
        self._lexicon = lexicon
        self._capital_is_enough = capital_is_enough
        self._full: dict[str, list[tuple[str, ...]]] = {}
        self._single: set[str] = set()
        self._like_a_word: set[str] = set()
        for name in names:
            self._add(tuple(word.folded for word in name_words(normalise(name).text)))

    def __bool__(self) -> bool:
        return bool(self._full or self._single or self._like_a_word)

    def full_names(self, text: str) -> list[InputSpan]:
        """Where whole names of two and more words stand, in any case."""
        look = normalise(text)
        words = name_words(look.text)
        found = []
        for index, word in enumerate(words):
            for name in self._full.get(word.folded, ()):
                here = words[index : index + len(name)]
                if tuple(other.folded for other in here) == name and are_close(look.text, here):
                    found.append(InputSpan(*look.in_input(here[0].start, here[-1].end), "PERSON", FULL_NAME_SCORE))
                    break
        return found

    def single_names(self, text: str) -> list[InputSpan]:
        """Where single words of the names stand."""
        if not (self._single or self._like_a_word):
            return []
        look = normalise(text)
        words = name_words(look.text)
        return [
            InputSpan(*look.in_input(word.start, word.end), "PERSON", NAME_SCORE)
            for index, word in enumerate(words)
            if self._is_known(look.text, words, index)
        ]

    def _add(self, words: tuple[str, ...]) -> None:
        if len(words) > 1:
            self._full.setdefault(words[0], []).append(words)
            self._full[words[0]].sort(key=len, reverse=True)
        for word in words:
            if len(word) == 1 or word in PARTICLES or word in _NO_NAMES:
                continue
            (self._like_a_word if self._lexicon.is_ordinary(word) else self._single).add(word)

    def _is_known(self, text: str, words: Sequence[Word], index: int) -> bool:
        folded = words[index].folded
        if folded in self._single:
            return True
        if len(folded) >= _SHORTEST_PLURAL and folded[-1] == "s" and folded[:-1] in self._single:
            return not self._lexicon.is_ordinary(folded)
        return folded in self._like_a_word and self._is_written_as_a_name(text, words, index)

    def _is_written_as_a_name(self, text: str, words: Sequence[Word], index: int) -> bool:
        word = words[index]
        before = words[index - 1].folded if index else ""
        if before in _BEFORE_A_NAME and are_close(text, words[index - 1 : index + 1]):
            return True
        if not is_capitalised(text[word.start : word.end]):
            return False
        if word.folded in _MONTHS and (
            before in _BEFORE_A_MONTH or text[word.end : word.end + 3].strip()[:1].isdigit()
        ):
            return False
        if not starts_a_sentence(text, word.start) or self._acts(text, words, index):
            return True
        return self._capital_is_enough and not self._asks(words, index)

    def _acts(self, text: str, words: Sequence[Word], index: int) -> bool:
        """Whether the next word makes the first of a sentence a person: *Will said*, *Grace's*, *Hope and Ana*."""
        if index + 1 >= len(words):
            return False
        following = text[words[index].end : words[index + 1].end]
        return fold(following.strip()) in _ACTS or following.lower() == "'s"

    def _asks(self, words: Sequence[Word], index: int) -> bool:
        """Whether the sentence begins like a question or a wish: *Will you*, *May I*."""
        return index + 1 < len(words) and words[index + 1].folded in _ASKS


_ASKS = word_set(
    """
    i you he she it we they the a an this that there my your his her our their some any
    """
)
_ACTS = word_set(
    """
    said says told tells asked asks was is has had never always came comes went goes wants wanted likes liked
    got gets and who from didn't doesn't wasn't isn't will would can could used lives lived stays stayed helps
    helped texted called calls felt feels thinks thought knows knew gave gives moved left missed misses
    started stopped
    """
)
