"""Names of private people: every word is scored from what the model, the rules and the lists say of it.

The rules that only point at names (``POINTERS``) are recognizers of their own and run here; none of them masks
by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from presidio_analyzer import RecognizerResult

from redaction.lexicon import Lexicon
from redaction.names.fusion import load_forest
from redaction.names.gazetteer import load_gazetteer
from redaction.names.joining import names_of
from redaction.names.signals import NameWord, Signals, WordKinds, words_of
from redaction.recognizers.introduced_names import IntroducedNames
from redaction.recognizers.kin_names import KinNames
from redaction.recognizers.listed_names import ListedNames
from redaction.recognizers.look import Recognizer, Rule
from redaction.recognizers.titled_names import TitledNames
from redaction.recognizers.unknown_names import UnknownNames
from redaction.recognizers.word_names import WordNames

POINTERS: tuple[type[Recognizer], ...] = (
    TitledNames,
    KinNames,
    IntroducedNames,
    ListedNames,
    UnknownNames,
    WordNames,
)


class NameSignals:
    """The signals of a text's words, from the model's opinion and the pointers. The scoring is learned from them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._pointers = [pointer(lexicon) for pointer in POINTERS]
        self._signals = Signals(lexicon, load_gazetteer(), [type(pointer).__name__ for pointer in self._pointers])
        self.names = self._signals.names

    def table(self, text: str, words: Sequence[NameWord], nlp_artifacts: Any) -> NDArray[np.float32]:
        """Shape (words, names). ``nlp_artifacts`` are those of ``RampartNlp``."""
        pointed = [
            (type(pointer).__name__, result.start, result.end)
            for pointer in self._pointers
            for result in pointer.analyze(text, ["PERSON"], nlp_artifacts)
        ]
        return self._signals.table(text, words, nlp_artifacts.opinion, pointed)

    def candidates(self, table: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which rows of ``table`` are worth scoring, shape (words,)."""
        return self._signals.candidates(table)

    def kinds(self, table: NDArray[np.float32]) -> WordKinds:
        """What joining words to names asks of each row of ``table``."""
        return self._signals.kinds(table)


class ScoredNames(Recognizer):
    """PERSON, with the score of the likeliest word of each name."""

    ENTITY = "PERSON"
    RULES = ()

    def __init__(self, lexicon: Lexicon) -> None:
        self._signals = NameSignals(lexicon)
        self._forest = load_forest(self._signals.names)
        super().__init__(lexicon)

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """What Presidio calls. ``nlp_artifacts`` are those of ``RampartNlp``; without them nothing can be scored."""
        if self.ENTITY not in entities or nlp_artifacts is None:
            return []
        words = words_of(text)
        table = self._signals.table(text, words, nlp_artifacts)
        chosen = self._signals.candidates(table)
        scores = np.zeros(len(words), dtype=np.float32)
        scores[chosen] = self._forest.scores(table[chosen])
        names = names_of(text, words, scores, self._signals.kinds(table), self._forest.threshold)
        return [self._result(start, end, _scored(score)) for start, end, score in names]


def _scored(score: float) -> Rule:
    return Rule("scored", round(score, 3), re.compile(""))
