"""What finds names and contact details in a text: Presidio with our recognizers and a slim spaCy, without a network.

The engine knows nothing of a round: the roster, the words to keep and the numbering come later, in ``masking``.
"""

from __future__ import annotations

import importlib.metadata
import threading
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.predefined_recognizers import SpacyRecognizer

from redaction.case_repair import repair_case
from redaction.lexicon import MODEL, Lexicon, load_lexicon
from redaction.normalise import Look, normalise
from redaction.person_spans import tidy_person
from redaction.quiet import silence
from redaction.recognizers import RECOGNIZERS
from redaction.spacy_model import SlimSpacy, without_long_runs
from rounds.errors import SaybackError
from rounds.interviews import InputSpan

# Raise this with every change of a recognizer, a list or a rule: stored interviews carry it as their engine version.
RULES_VERSION = "1"
BATCH = 64
LONGEST_TEXT = 100_000
FOUND_ENTITIES = (
    "PERSON", "PHONE", "EMAIL", "ADDRESS", "HANDLE", "ID", "URL", "BIRTHDATE", "SCHOOL", "PLACE",
)  # fmt: skip
_SECOND_LOOK_SCORE = 0.6


class EngineUnavailable(SaybackError):
    """The redaction engine cannot be set up or failed on every text: nothing may be kept."""


class Engine:
    """Finds spans in texts. One instance serves several threads, one batch at a time."""

    def __init__(
        self, analyzer: AnalyzerEngine, model: SlimSpacy, second_look: SpacyRecognizer, lexicon: Lexicon, version: str
    ) -> None:
        self._analyzer = analyzer
        self._model = model
        self._second_look = second_look
        self._lock = threading.Lock()  # why a lock? spaCy's memory zones must not overlap
        self.lexicon = lexicon
        self.version = version
        self.languages: tuple[str, ...] = ("en",)

    def find(self, texts: Sequence[str], language: str) -> list[list[InputSpan]]:
        """For each text what was found in it: sorted, possibly overlapping; offsets are characters of that text.

        SCHOOL and PLACE are reported as well; what is masked is for ``masking`` to say.
        Raises ValueError for a language without a model or a text of more than LONGEST_TEXT characters;
        whatever a recognizer raises goes through: a text is looked at wholly or not at all.
        """
        if language not in self.languages:
            raise ValueError(f"there is no model for the language {language!r}")
        if any(len(text) > LONGEST_TEXT for text in texts):
            raise ValueError(f"a text is longer than {LONGEST_TEXT} characters")
        found: dict[str, list[InputSpan]] = {}
        distinct = iter(dict.fromkeys(texts))
        while batch := list(islice(distinct, BATCH)):
            found.update(zip(batch, self._find_batch(batch, language), strict=True))
        return [list(found[text]) for text in texts]

    def _find_batch(self, texts: list[str], language: str) -> list[list[InputSpan]]:
        looks = [normalise(text) for text in texts]
        with self._lock, self._model.get_nlp(language).memory_zone():
            first = list(self._first_look(looks, language))
            second = self._names_after_case_repair(looks, language)
        return [
            sorted(set(spans + second.get(index, [])), key=_order) for index, spans in enumerate(first)
        ]  # fmt: skip

    def _first_look(self, looks: list[Look], language: str) -> Iterator[list[InputSpan]]:
        for look, artifacts in zip(looks, self._artifacts([look.text for look in looks], language), strict=True):
            results = self._analyzer.analyze(
                text=look.text, language=language, entities=list(FOUND_ENTITIES), nlp_artifacts=artifacts
            )
            yield self._spans(look, look.text, [(r.entity_type, r.start, r.end, r.score, _is_ours(r)) for r in results])

    def _names_after_case_repair(self, looks: list[Look], language: str) -> dict[int, list[InputSpan]]:
        """By the index of the look: persons that the model sees only after capitals were repaired."""
        repaired = {index: repair_case(look.text, self.lexicon) for index, look in enumerate(looks)}
        repaired = {index: text for index, text in repaired.items() if text != looks[index].text}
        found: dict[int, list[InputSpan]] = {}
        for index, artifacts in zip(repaired, self._artifacts(list(repaired.values()), language), strict=True):
            results = self._second_look.analyze(repaired[index], ["PERSON"], artifacts)
            stretches = [("PERSON", result.start, result.end, _SECOND_LOOK_SCORE, False) for result in results]
            found[index] = self._spans(looks[index], repaired[index], stretches)
        return found

    def _artifacts(self, texts: list[str], language: str) -> Iterator[Any]:
        batch = self._model.process_batch([without_long_runs(text) for text in texts], language, batch_size=BATCH)
        return (pair[1] for pair in batch)

    def _spans(self, look: Look, seen: str, results: Sequence[tuple[str, int, int, float, bool]]) -> list[InputSpan]:
        """Results as spans of the input; the model's persons are tidied first, ours already are."""
        spans = []
        for entity, start, end, score, ours in results:
            tidied = (start, end) if ours or entity != "PERSON" else tidy_person(seen, start, end, self.lexicon)
            if tidied is not None and tidied[0] < tidied[1]:
                spans.append(InputSpan(*look.in_input(*tidied), entity, float(score)))
        return spans


def load_engine() -> Engine:
    """A new engine. Takes one to three seconds; call it once and pass the engine on.

    Built locally and returned only when complete, so that no thread can see half an engine.
    Raises EngineUnavailable when the model or a list is missing or broken.
    """
    silence()
    try:
        return _build()
    except Exception as error:
        problem = type(error).__name__
    raise EngineUnavailable(
        f"The redaction engine cannot be set up ({problem}). Reinstall Sayback and the model {MODEL}. Nothing was kept."
    )


def _build() -> Engine:
    lexicon = load_lexicon()
    model = SlimSpacy()
    model.load()
    by_model = SpacyRecognizer(supported_entities=["PERSON", "PLACE"])
    recognizers = [recognizer(lexicon) for recognizer in RECOGNIZERS]
    analyzer = AnalyzerEngine(
        registry=RecognizerRegistry(recognizers=[by_model, *recognizers], supported_languages=["en"]),
        nlp_engine=model,
        supported_languages=["en"],
        log_decision_process=False,
    )
    return Engine(analyzer, model, by_model, lexicon, _version())


def _version() -> str:
    """Names everything that decides what is found: the rules, Presidio, spaCy, the model."""
    parts = [f"{name}-{importlib.metadata.version(name)}" for name in ("presidio-analyzer", "spacy")]
    model = f"{MODEL}-{importlib.metadata.version(MODEL.replace('_', '-'))}"
    return "+".join([f"rules-{RULES_VERSION}", *parts, model])


def _is_ours(result: Any) -> bool:
    return not result.recognition_metadata["recognizer_name"].startswith("SpacyRecognizer")


def _order(span: InputSpan) -> tuple[int, int, str, float]:
    return span.start, span.end, span.entity, span.score
