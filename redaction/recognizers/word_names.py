"""Given names that are ordinary words too, where a capital or a verb shows the name: *I asked Will*, *May had lost*.

The lists' names that a dictionary has as a word, by the same rules as a roster's (see ``known_names``). Left out are
those that a capital does not make a name in school notes: subjects, months after *in*, faiths and peoples.
"""

from __future__ import annotations

import re
from typing import Any

from presidio_analyzer import RecognizerResult

from redaction.known_names import KnownNames
from redaction.lexicon import Lexicon
from redaction.recognizers.look import Recognizer, Rule
from redaction.word_set import word_set

_NEVER = word_set(
    """
    art christian german roman major queen royal summer sunny star spring early english french
    """
)
_BY = Rule("word with a capital where a name stands (medium)", 0.6, re.compile(""))


class WordNames(Recognizer):
    """Will, May, Grace, Hope as persons."""

    ENTITY = "PERSON"
    RULES = (_BY,)

    def __init__(self, lexicon: Lexicon) -> None:
        words = sorted(name for name in lexicon.given - _NEVER if lexicon.is_ordinary(name))
        self._names = KnownNames(words, lexicon)
        super().__init__(lexicon)

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        if self.ENTITY not in entities:
            return []
        return [self._result(span.start, span.end, _BY) for span in self._names.single_names(text)]
