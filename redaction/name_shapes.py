"""The shape of a name after a cue: which word may start it, which may go on. Shared by the recognizers of names."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from redaction.lexicon import SPANISH_ORDINARY, Lexicon, fold
from redaction.word_set import word_set

WORD = r"[^\W\d_]{1,30}(?:['-][^\W\d_]{2,30}){0,2}"
NAME_WORDS = rf"(?: {WORD} (?: \.? [ ]{{1,2}} {WORD} ){{0,4}} )"
_WORDS = re.compile(WORD)
PARTICLES = word_set(
    """
    de del la las los da das do dos di van von der den el al bin ibn ben san st y
    """
)


def is_capitalised(word: str) -> bool:
    """A capital that says something: the first letter only. *DeShawn* counts, *HELP* does not."""
    return word[:1].isupper() and (len(word) == 1 or not word.isupper())


def is_likely_in_lower_case(word: str, lexicon: Lexicon) -> bool:
    """Whether a word without a helpful capital is a listed given name and nothing else."""
    folded = fold(word)
    return folded in lexicon.given and not lexicon.is_ordinary(folded) and folded not in SPANISH_ORDINARY


def cut_name(
    text: str, start: int, end: int, lexicon: Lexicon, starts_name: Callable[[str], bool]
) -> tuple[int, int] | None:
    """The name at the beginning of ``start`` to ``end``; None if its first word is none by ``starts_name``."""
    words = list(_WORDS.finditer(text, start, end))
    if not words or not starts_name(base(words[0].group())):
        return None
    last = words[0].start() + len(base(words[0].group()))
    for word, following in pairwise(words[1:] + words[-1:]):
        if last < word.start() - 2 or text[last : word.start()].strip():
            break
        if fold(word.group()) in PARTICLES and is_capitalised(following.group()) and following is not word:
            last = word.end()
        elif continues_name(text[words[0].start() : last], base(word.group()), lexicon):
            last = word.start() + len(base(word.group()))
        else:
            break
    return words[0].start(), last


def base(word: str) -> str:
    """The word without a possessive ending: *Deshawn's* -> *Deshawn*."""
    return word[:-2] if word.lower().endswith("'s") else word


def continues_name(before: str, word: str, lexicon: Lexicon) -> bool:
    """Whether ``word`` belongs to the name ``before`` it."""
    folded = fold(word)
    if is_capitalised(word) and (is_capitalised(before) or fold(before.split()[-1]) in PARTICLES):
        return not lexicon.is_ordinary(folded) or folded in lexicon.surnames
    if word.isupper() and before.isupper() and len(word) > 1:
        return not lexicon.is_ordinary(folded)
    return word.islower() and before.islower() and folded in lexicon.surnames and not lexicon.is_ordinary(folded)
