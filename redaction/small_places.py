"""Names of small towns and neighbourhoods, which tell the people who live near whom a note is about.

Countries, states and big cities (``lists/big_places.txt``) are never among them. Plain look-ups, no model: a name of
a settlement counts where a word of place stands before it.
"""

from __future__ import annotations

import functools

from redaction.lexicon import Lexicon, word_list
from redaction.name_shapes import is_capitalised
from redaction.names.gazetteer import load_gazetteer
from redaction.normalise import normalise
from redaction.public_figures import NameSet, are_one_name
from redaction.word_set import word_set
from redaction.words import Word, phrase_words
from rounds.interviews import InputSpan

LIST = "big_places.txt"
PLACE_NAME = "list of places"
_SCORE = 0.7
_LONGEST = 3
_BEFORE = word_set(
    """
    in from to near around outside toward towards through leaving en desde hacia cerca
    """
)


def small_places(text: str, lexicon: Lexicon) -> list[InputSpan]:
    """PLACE spans of settlements that stand after a word of place, in characters of ``text``, in order.

    In lower case an ordinary word or a person's name is no place: *in orange*, *from maria*.
    """
    look = normalise(text)
    words = phrase_words(look.text)
    found = []
    for index, word in enumerate(words[:-1]):
        end = _end_of_place(look.text, words, index + 1, lexicon) if word.folded in _BEFORE else 0
        if end:
            place = look.in_input(words[index + 1].start, words[end - 1].end)
            found.append(InputSpan(*place, "PLACE", _SCORE, PLACE_NAME))
    return found


def is_big_place(name: str) -> bool:
    """Whether ``name`` has nothing but names of countries, states and big cities: *Seattle, Washington*."""
    big = big_places()
    words = phrase_words(normalise(name).text)
    index = 0
    while index < len(words):
        length = big.length_at(name, words, index)
        if not length and words[index].folded not in _SMALL_WORDS:
            return False
        index += length or 1
    return bool(words)


@functools.cache  # why is a cache OK? The list is a file of the program and never changes
def big_places() -> NameSet:
    """Countries, states and big cities. Raises OSError when the installation lacks the list."""
    return NameSet(word_list(LIST))


def _end_of_place(text: str, words: list[Word], first: int, lexicon: Lexicon) -> int:
    if big_places().length_at(text, words, first):
        return 0
    places = load_gazetteer().places
    for end in range(min(len(words), first + _LONGEST), first, -1):
        here = words[first:end]
        name = " ".join(word.folded for word in here)
        if name in places and are_one_name(text, here) and _is_written_as_a_place(text, here, lexicon):
            return end
    return 0


def _is_written_as_a_place(text: str, words: list[Word], lexicon: Lexicon) -> bool:
    if all(is_capitalised(text[word.start : word.end]) for word in words):
        return True
    return not any(lexicon.is_ordinary(word.folded) or word.folded in lexicon.given for word in words)


_SMALL_WORDS = word_set("the of and city state el la de y ciudad estado area downtown")
