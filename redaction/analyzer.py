"""Presidio set up for Sayback: our recognizers in order, no context words, no network.

Apart from ``engine``, because importing Presidio takes longer than a night without news.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

from redaction.lexicon import Lexicon
from redaction.names.nlp import RampartNlp
from redaction.normalise import Look
from redaction.recognizers import RECOGNIZERS
from rounds.interviews import InputSpan

FOUND_ENTITIES = (
    "PERSON", "PHONE", "EMAIL", "ADDRESS", "HANDLE", "ID", "URL", "BIRTHDATE", "SCHOOL", "PLACE",
)  # fmt: skip
_ANY_LANGUAGE = "en"  # what Presidio is told: rules and model are the same for all languages, so a note may mix them


def build_analyzer(lexicon: Lexicon) -> AnalyzerEngine:
    """A new analyzer with its model loaded. Raises what ``load_rampart`` raises."""
    nlp = RampartNlp()
    nlp.load()
    return AnalyzerEngine(
        registry=_InOrder(
            recognizers=[recognizer(lexicon) for recognizer in RECOGNIZERS], supported_languages=[_ANY_LANGUAGE]
        ),
        nlp_engine=nlp,
        context_aware_enhancer=_NoContext(0, 0, 0, 0),
        supported_languages=[_ANY_LANGUAGE],
        log_decision_process=False,
    )


def spans_in(analyzer: AnalyzerEngine, look: Look) -> Iterator[InputSpan]:
    """What the analyzer finds in a text, at its places in the input."""
    results = analyzer.analyze(text=look.text, language=_ANY_LANGUAGE, entities=list(FOUND_ENTITIES), score_threshold=0)
    for result in results:
        if result.start < result.end:
            place = look.in_input(result.start, result.end)
            yield InputSpan(*place, result.entity_type, float(result.score), _by(result))


def _by(result: RecognizerResult) -> str:
    return str(result.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY])


class _InOrder(RecognizerRegistry):
    """Always all recognizers, in the same order.

    Presidio's own puts them into a set first: of two that report the same span, another one in each process is named.
    """

    def get_recognizers(self, *_: Any, **__: Any) -> list[EntityRecognizer]:
        return list(self.recognizers)


class _NoContext(ContextAwareEnhancer):
    """Scores stay as they are: our rules contain their context. Presidio's own copies every result of each text."""

    def enhance_using_context(
        self, text: str, raw_results: list[RecognizerResult], *_: Any, **__: Any
    ) -> list[RecognizerResult]:
        return raw_results
