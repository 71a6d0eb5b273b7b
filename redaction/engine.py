"""What finds names and contact details in a text: Presidio with our recognizers and Rampart's model, without a network.

The engine knows nothing of a round: the roster, the words to keep and the numbering come later, in ``masking``.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator, Sequence
from typing import Any

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

from redaction.lexicon import Lexicon, load_lexicon
from redaction.names import fusion, rampart
from redaction.names.nlp import LANGUAGES, RampartNlp
from redaction.normalise import Look, normalise
from redaction.quiet import leave_no_core, silence
from redaction.recognizers import RECOGNIZERS
from rounds.errors import SaybackError
from rounds.interviews import InputSpan

# Raise this with every change of a recognizer, a list or a rule: stored interviews carry it as their engine version.
RULES_VERSION = "2"
BATCH = 64
LONGEST_TEXT = 100_000
FOUND_ENTITIES = (
    "PERSON", "PHONE", "EMAIL", "ADDRESS", "HANDLE", "ID", "URL", "BIRTHDATE", "SCHOOL", "PLACE",
)  # fmt: skip
_ANY_LANGUAGE = "en"  # what Presidio is told: rules and model are the same for all languages, so a note may mix them


class EngineUnavailable(SaybackError):
    """The redaction engine cannot be set up or failed on every text: nothing may be kept."""


class Engine:
    """Finds spans in texts. One instance serves several threads: nothing in it changes but memories of single words."""

    def __init__(self, analyzer: AnalyzerEngine, lexicon: Lexicon, version: str) -> None:
        self._analyzer = analyzer
        self.lexicon = lexicon
        self.version = version
        self.languages: tuple[str, ...] = LANGUAGES

    def find(self, texts: Sequence[str], language: str) -> list[list[InputSpan]]:
        """For each text what was found in it: sorted, possibly overlapping; offsets are characters of that text.

        SCHOOL and PLACE are reported as well; what is masked is for ``masking`` to say. Identical texts are read once.
        Raises ValueError for a language without a model or a text of more than LONGEST_TEXT characters;
        whatever a recognizer raises goes through: a text is looked at wholly or not at all.
        """
        if language not in self.languages:
            raise ValueError(f"there is no model for the language {language!r}")
        if any(len(text) > LONGEST_TEXT for text in texts):
            raise ValueError(f"a text is longer than {LONGEST_TEXT} characters")
        found = {text: self._find(text) for text in dict.fromkeys(texts)}
        return [list(found[text]) for text in texts]

    def _find(self, text: str) -> list[InputSpan]:
        look = normalise(text)
        results = self._analyzer.analyze(
            text=look.text, language=_ANY_LANGUAGE, entities=list(FOUND_ENTITIES), score_threshold=0
        )
        return sorted(set(_spans(look, results)), key=_order)


def _spans(look: Look, results: Sequence[RecognizerResult]) -> Iterator[InputSpan]:
    for result in results:
        if result.start < result.end:
            place = look.in_input(result.start, result.end)
            yield InputSpan(*place, result.entity_type, float(result.score), _by(result))


def load_engine() -> Engine:
    """A new engine. Takes one to three seconds; call it once and pass the engine on.

    Built locally and returned only when complete, so that no thread can see half an engine.
    Raises EngineUnavailable when the model or a list is missing or broken.
    """
    silence()
    leave_no_core()
    try:
        return _build()
    except Exception as error:
        problem = type(error).__name__
    raise EngineUnavailable(f"The redaction engine cannot be set up ({problem}). Reinstall Sayback. Nothing was kept.")


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


def _build() -> Engine:
    lexicon = load_lexicon()
    nlp = RampartNlp()
    nlp.load()
    recognizers = [recognizer(lexicon) for recognizer in RECOGNIZERS]
    analyzer = AnalyzerEngine(
        registry=_InOrder(recognizers=recognizers, supported_languages=[_ANY_LANGUAGE]),
        nlp_engine=nlp,
        context_aware_enhancer=_NoContext(0, 0, 0, 0),
        supported_languages=[_ANY_LANGUAGE],
        log_decision_process=False,
    )
    return Engine(analyzer, lexicon, engine_version())


def engine_version() -> str:
    """Names everything that decides what is found: rules, Presidio, the model, the scoring. Loads none of them.

    Raises EngineUnavailable when one of them is not installed.
    """
    try:
        presidio = f"presidio-analyzer-{importlib.metadata.version('presidio-analyzer')}"
        lists = f"vicary-{importlib.metadata.version('vicary')}"
        return "+".join([f"rules-{RULES_VERSION}", presidio, rampart.version(), lists, fusion.version()])
    except (importlib.metadata.PackageNotFoundError, OSError) as error:
        problem = type(error).__name__
    raise EngineUnavailable(f"A part of the redaction is missing ({problem}). Reinstall Sayback. Nothing was kept.")


def _by(result: RecognizerResult) -> str:
    return str(result.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY])


def _order(span: InputSpan) -> tuple[int, int, str, float, str]:
    return span.start, span.end, span.entity, span.score, span.by
