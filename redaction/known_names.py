"""The lists' names that are found one word at a time, where they are written as names.

A name that is no ordinary word is matched in any case. One that is (Will, May, Grace) needs a capital and a place in
which the word would not have one. A roster's names, and those found in an interview: see ``roster_names``.
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

NAME_SCORE = 0.95
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

    def __init__(self, names: Iterable[str], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._single: set[str] = set()
        self._like_a_word: set[str] = set()
        for name in names:
            self._add(tuple(word.folded for word in name_words(normalise(name).text)))

    def __bool__(self) -> bool:
        return bool(self._single or self._like_a_word)

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
        return not starts_a_sentence(text, word.start) or self._acts(text, words, index)

    def _acts(self, text: str, words: Sequence[Word], index: int) -> bool:
        """Whether the next word makes the first of a sentence a person: *Will said*, *Grace's*, *Hope and Ana*."""
        if index + 1 >= len(words):
            return False
        following = text[words[index].end : words[index + 1].end]
        return fold(following.strip()) in _ACTS or following.lower() == "'s"


_ACTS = word_set(
    """
    said says told tells asked asks was is has had never always came comes went goes wants wanted likes liked
    got gets and who from didn't doesn't wasn't isn't will would can could used lives lived stays stayed helps
    helped texted called calls felt feels thinks thought knows knew gave gives moved left missed misses
    started stopped
    """
)
