"""Words and parts of words that turn a sentence into its opposite, in English and Spanish."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reports.checks.quote_words import without_accents

_DENYING = """
no not never nobody none nothing nowhere neither nor without cannot hardly barely scarcely seldom rarely
nunca jamas nadie nada ningun ninguno ninguna ningunos ningunas tampoco ni sin apenas
dont cant wont didnt isnt doesnt wouldnt couldnt shouldnt wasnt werent hasnt havent hadnt aint mustnt neednt
"""
_NEGATIONS = frozenset(_DENYING.split())
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "des", "anti")
_ADDED_ALONE = frozenset(("un", "im", "dis", "non", "mis", "des", "anti", "less"))  # in brackets, before a whole word
_LESS = "less"
_BEGINNING = 4  # letters that two forms of a word share at least
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def has_negation(words: Sequence[str]) -> bool:
    """Whether one of the words turns a sentence into its opposite."""
    return any(is_negation(word) for word in words)


def is_negation(word: str) -> bool:
    """Whether the word alone does; with or without its accents and apostrophe."""
    plain = without_accents(word.casefold())
    return plain in _NEGATIONS or plain.endswith("n't")


def keeps_sense(written: str, left_out: Sequence[str]) -> bool:
    """Whether a bracket of whole words neither adds nor hides a negation, as a word or as part of one."""
    ours = _WORD.findall(written.casefold())
    if has_negation(ours) != has_negation(left_out) or (not left_out and ours and ours[-1] in _ADDED_ALONE):
        return False
    return not any(is_opposite(our, their.casefold()) for our in ours for their in left_out)


def is_opposite(one: str, other: str) -> bool:
    """Whether one of two words is the other with a part that reverses it: unfair and fair, hopeless and hopeful."""
    one, other = without_accents(one), without_accents(other)
    return any(_reverses(*both) for both in ((one, other), (other, one)))


def _reverses(reversed_: str, plain: str) -> bool:
    if reversed_.endswith(_LESS) and not plain.endswith(_LESS) and _begin_alike(reversed_[: -len(_LESS)], plain):
        return True
    return any(
        reversed_.startswith(prefix) and not plain.startswith(prefix) and _begin_alike(reversed_[len(prefix) :], plain)
        for prefix in _PREFIXES
    )


def _begin_alike(stem: str, word: str) -> bool:
    beginning = stem[:_BEGINNING]
    return len(beginning) >= _BEGINNING - 1 and word.startswith(beginning)
