"""Whether two words are forms of one word, as call and called, niño and niñas: what a bracket in a word may change."""

from __future__ import annotations

import re

from reports.checks.quote_words import without_accents

_VOWEL = re.compile("[aeiouy]")
_SPANISH = """
o a e os as es an en on amos emos imos aste iste io aron ieron aba abas abamos aban ia ias iamos ian
are ara aras aran aremos ere era eran eremos ire ira iran iremos aria arian eria erian iria irian
ar er ir ando iendo yendo ado ada ados adas ido ida idos idas
"""
_SPANISH_ENDINGS = tuple(_SPANISH.split())
_SHORTEST_STEM = 3  # letters before a Spanish ending
_SHORTEST = 2


def are_forms_of_one(one: str, other: str) -> bool:
    """Whether two words in lower case differ in nothing but an ending of number, gender, person or tense."""
    one, other = without_accents(one), without_accents(other)
    return bool(_english(one) & _english(other) or _spanish(one) & _spanish(other))


def _english(word: str) -> set[str]:
    """What the word may be without its ending; itself too."""
    found = {word}
    if word.endswith("ies") or word.endswith("ied"):
        found.add(word[:-3] + "y")
    if word.endswith("'s"):
        found.add(word[:-2])
    elif word.endswith("s") and not word.endswith("ss"):
        found.add(word[:-1])
        if word.endswith("es"):
            found.add(word[:-2])
    for ending in ("ed", "ing"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and _VOWEL.search(stem):
            found |= {stem, stem + "e"}
            if len(stem) > _SHORTEST and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    return {each for each in found if len(each) >= _SHORTEST}


def _spanish(word: str) -> set[str]:
    stems = {word[: -len(ending)] for ending in _SPANISH_ENDINGS if word.endswith(ending)}
    return {stem for stem in stems if len(stem) >= _SHORTEST_STEM}
