"""What finds names and contact details in a text: Presidio with our recognizers and Rampart's model, without a network.

The engine knows nothing of a round: the roster, the words to keep and the numbering come later, in ``masking``.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from redaction.lexicon import Lexicon, load_lexicon
from redaction.names import fusion, rampart
from redaction.names.rampart import LANGUAGES
from redaction.normalise import normalise
from redaction.quiet import leave_no_core, silence
from rounds.errors import SaybackError
from rounds.interviews import InputSpan

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

# Raise this with every change of a recognizer, a list or a rule: stored interviews carry it as their engine version.
RULES_VERSION = "2"
BATCH = 64
LONGEST_TEXT = 100_000


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
        from redaction.analyzer import spans_in

        return sorted(set(spans_in(self._analyzer, normalise(text))), key=_order)


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


def _build() -> Engine:
    from redaction.analyzer import build_analyzer  # imports Presidio: not before there is a text to look at

    lexicon = load_lexicon()
    return Engine(build_analyzer(lexicon), lexicon, engine_version())


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


def _order(span: InputSpan) -> tuple[int, int, str, float, str]:
    return span.start, span.end, span.entity, span.score, span.by
