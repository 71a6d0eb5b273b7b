"""What the model calls a person, cut down to the name, or dropped when it is plainly none.

The small model takes *Algebra* and a sentence's first word for persons, and takes titles and possessives along.
"""

from __future__ import annotations

import re

from redaction.lexicon import Lexicon, fold
from redaction.name_shapes import base, is_capitalised
from redaction.word_set import word_set

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SHORTEST_INFLECTED = 3
_TITLES = word_set(
    """
    mr mrs ms mx miss dr coach sr sra srta senor senora profe principal officer nurse grandma grandpa aunt
    auntie uncle tia tio mom dad
    """
)
NO_PERSONS = word_set(
    """
    algebra calculus geometry biology chemistry physics spanish english history ela math pe band chromebook
    canvas google zoom schoology skyward powerschool parentsquare remind tiktok instagram snapchat youtube
    discord fortnite minecraft roblox xbox playstation netflix spotify uber lyft walmart target costco
    mcdonalds starbucks safeway winco medicaid medicare covid ramadan eid iep esl ell asb avid fafsa naviance
    ixl kahoot quizlet duolingo khan pokemon chipotle doordash facebook whatsapp messenger gmail wifi latino
    latina hispanic somali mexican monday tuesday wednesday thursday friday saturday sunday christmas
    halloween thanksgiving easter
    """
)


def tidy_person(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The name within ``start`` to ``end``, without title, possessive and ordinary words at its edges; or None."""
    words = [(match.start(), base(match.group())) for match in _WORD.finditer(text, start, end)]
    while words and (_is_no_name(words[0][1], lexicon) or fold(words[0][1]) in _TITLES):
        words.pop(0)
    while words and _is_no_name(words[-1][1], lexicon):
        words.pop()
    if not words or _are_plain_words(text, words, lexicon):
        return None
    return words[0][0], words[-1][0] + len(words[-1][1])


def starts_a_sentence(text: str, start: int) -> bool:
    """Whether a capital at ``start`` may come from standing first in a sentence, a line, a quotation or a list."""
    before = text[max(0, start - 40) : start].rstrip(" \t\"'([-*•")
    return not before or before[-1] in ".!?:;\n"


def _are_plain_words(text: str, words: list[tuple[int, str]], lexicon: Lexicon) -> bool:
    """A letter of *S1*, a sentence's first word, or a heading such as *Attendance Success Plan*."""
    start, first = words[0]
    if len(words) == 1 and len(first) == 1:
        return True
    plain = all(_is_plain(_stem(word), lexicon) for _, word in words)
    return plain and (len(words) > 1 or starts_a_sentence(text, start))


def _is_plain(folded: str, lexicon: Lexicon) -> bool:
    """An ordinary word and no listed name. Short words count only if a dictionary has them: not *Bo*."""
    known = folded in lexicon.ordinary or (len(folded) >= _SHORTEST_INFLECTED and lexicon.is_ordinary(folded))
    return len(folded) > 1 and known and not lexicon.is_listed_name(folded)


def _is_no_name(word: str, lexicon: Lexicon) -> bool:
    folded = _stem(word)
    return folded in NO_PERSONS or (not is_capitalised(word) and lexicon.is_ordinary(folded))


def _stem(word: str) -> str:
    """The folded word before an apostrophe: *Nobody'd* -> *nobody*; but *O'Brien* stays whole."""
    stem = word.partition("'")[0]
    return fold(stem if len(stem) > 1 else word)
