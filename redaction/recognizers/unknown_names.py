"""Capitalised words that no dictionary knows: *Jazmyn*, *Priyanka*. The scoring tells places and brands apart."""

from __future__ import annotations

import re

from redaction.lexicon import fold
from redaction.name_shapes import WORD, base, is_capitalised
from redaction.person_spans import NO_PERSONS
from redaction.recognizers.look import Recognizer, Rule, rule

_SHORTEST = 3
_CONTRACTION = re.compile(r"(?:'(?:ve|ll|d|re|m|t)|n't)$", re.IGNORECASE)


class UnknownNames(Recognizer):
    """Words written like a name that are none of the ordinary ones."""

    ENTITY = "PERSON"
    RULES = (rule("unknown word with a capital (weak)", 0.5, rf"(?<! [\w@\#/.-] ) {WORD} (?! [\w@/-] | \.\w )"),)

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
