"""What the model calls a word when it does not call it a person, and when to believe it."""

from __future__ import annotations

import re
from typing import Any

from redaction.lexicon import Lexicon, fold
from redaction.word_set import word_set

_OTHER_KINDS = word_set(
    """
    GPE LOC FAC ORG NORP LANGUAGE PRODUCT WORK_OF_ART EVENT LAW PLACE
    """
)
_PLACES = word_set(
    """
    GPE LOC FAC PLACE
    """
)
_BEFORE_A_PLACE = word_set(
    """
    in from to at near of around through the on a an into via use uses using called app
    """
)
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")


def tokens_by_start(nlp_artifacts: Any) -> dict[int, Any]:
    """The model's tokens by the character at which they start; empty when there are none."""
    return {} if nlp_artifacts is None else {token.idx: token for token in nlp_artifacts.tokens}


def is_a_listed_place(token: Any, lexicon: Lexicon) -> bool:
    """Whether the model sees a place and the dictionary knows the word: *Houston*, *Georgia*."""
    return token is not None and token.ent_type_ in _PLACES and fold(token.text) in lexicon.dictionary


def is_something_else(token: Any, text: str, lexicon: Lexicon) -> bool:
    """Whether the model's other opinion is believed: a people, a language, a known place, or a cue before it."""
    if token is None or token.ent_type_ not in _OTHER_KINDS:
        return False
    if token.ent_type_ in {"NORP", "LANGUAGE"} or token.ent_iob_ == "I" or fold(token.text) in lexicon.dictionary:
        return True
    before = _LAST_WORD.search(text, max(0, token.idx - 20), token.idx)
    return bool(before and before.group(1).lower() in _BEFORE_A_PLACE)
