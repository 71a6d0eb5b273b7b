"""Capitalised words that no dictionary knows and nothing shows to be a place or thing: *Jazmyn*, *Priyanka*.

From observed misses: the small model does not know many given names of today's classrooms and takes them for places
or products. A place after *in* or *from*, a thing after *the* or *use*, a people and a language are left alone.
"""

from __future__ import annotations

import re
from typing import Any

from presidio_analyzer import RecognizerResult

from redaction.lexicon import fold
from redaction.name_shapes import WORD, base, is_capitalised
from redaction.person_spans import NO_PERSONS
from redaction.recognizers.look import Recognizer, Rule, rule
from redaction.recognizers.model_opinion import is_something_else, tokens_by_start

_SHORTEST = 3
_CONTRACTION = re.compile(r"(?:'(?:ve|ll|d|re|m|t)|n't)$", re.IGNORECASE)


class UnknownNames(Recognizer):
    """Words written like a name that are none of the ordinary ones."""

    ENTITY = "PERSON"
    RULES = (rule("unknown word with a capital (weak)", 0.5, rf"(?<! [\w@\#/.-] ) {WORD} (?! [\w@/-] | \.\w )"),)

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        results = super().analyze(text, entities, nlp_artifacts)
        tokens = tokens_by_start(nlp_artifacts)
        return [result for result in results if not is_something_else(tokens.get(result.start), text, self.lexicon)]

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        word = base(text[start:end])
        folded = fold(_CONTRACTION.sub("", word))
        if not is_capitalised(word) or len(word) < _SHORTEST or folded in NO_PERSONS:
            return None
        if any(self._is_a_word(part) for part in (folded, *folded.split("-"))):
            return None
        return start, start + len(word)

    def _is_a_word(self, folded: str) -> bool:
        return self.lexicon.is_ordinary(folded) or self.lexicon.is_compound(folded)
