"""What a word of a name is when it is no name: nothing (*Marisol*), a modal verb (*Will*), a Spanish word.

Shared by those who look for known names; how they look is their own.
"""

from __future__ import annotations

import functools
from enum import Enum, auto

from redaction import context_words as cues
from redaction.lexicon import INFORMAL, SPANISH_ORDINARY, Lexicon, word_list
from redaction.names.gazetteer import load_gazetteer
from redaction.names.spanish import spanish_words
from redaction.nicknames import nicknames
from redaction.stop_words import stop_words
from redaction.word_set import word_set

_SHORTEST = 3
_ENDINGS = ("s", "es", "ed", "ing", "er", "est", "ly")
_FUNCTION_WORDS = (stop_words("en") | INFORMAL) - {"ty"}
_BEFORE_A_PLACE = word_set("san santa santo new fort los las saint st port lake mount")


class WordKind(Enum):
    """What else a name's word may be."""

    MODAL = auto()
    MONTH = auto()
    VERB = auto()
    ADJECTIVE = auto()
    FUNCTION = auto()
    LETTER = auto()
    SPANISH = auto()
    RARE = auto()
    NOUN = auto()


def kind_of_word(word: str, lexicon: Lexicon) -> WordKind | None:
    """The kind of a folded word; None if it is nothing but a name."""
    if len(word) == 1:
        return WordKind.LETTER
    if word in lexicon.ordinary or word in _FUNCTION_WORDS or word in cues.CALENDAR:
        return _english_kind(word)
    if word in cues.SPANISH_FUNCTION:
        return WordKind.FUNCTION
    if len(word) < _SHORTEST:
        return WordKind.NOUN
    if word in cues.SPANISH_WORDS_THAT_ARE_NAMES or word in SPANISH_ORDINARY:
        return WordKind.SPANISH
    if word in spanish_words() and not lexicon.is_listed_name(word) and word not in _short_forms():
        return WordKind.SPANISH
    return WordKind.NOUN if word not in lexicon.given and _is_inflected(word, lexicon) else None


def is_in_a_place_name(before: str, word: str) -> bool:
    """Whether two folded words are a town's name, such as *San Francisco*."""
    return before in _BEFORE_A_PLACE and f"{before} {word}" in load_gazetteer().places


def _english_kind(word: str) -> WordKind:
    for words, kind in (
        (cues.MODALS, WordKind.MODAL),
        (cues.MONTHS, WordKind.MONTH),
        (cues.VERBS, WordKind.VERB),
        (cues.ADJECTIVES, WordKind.ADJECTIVE),
        (_FUNCTION_WORDS, WordKind.FUNCTION),
        (cues.CALENDAR, WordKind.FUNCTION),
        (_rare_words(), WordKind.RARE),
    ):
        if word in words:
            return kind
    return WordKind.NOUN


def _is_inflected(word: str, lexicon: Lexicon) -> bool:
    """Plurals, tenses and the like of an ordinary word with at least four letters: *rivers*, not *arely*."""
    if not lexicon.is_ordinary(word):
        return False
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(len(stem) > _SHORTEST for stem in stems)


@functools.cache  # why is a cache OK? The value comes from a file of the program and never changes
def _rare_words() -> frozenset[str]:
    return word_list("rare_words.txt")


@functools.cache  # why is a cache OK? The value comes from a file of the program and never changes
def _short_forms() -> frozenset[str]:
    return frozenset(short for forms in nicknames().values() for short in forms)
