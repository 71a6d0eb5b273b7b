"""Rampart as Presidio's NLP engine: what it makes of a text travels with the text to every recognizer.

There is no spaCy pipeline behind it. Measured on notes and on web text, spaCy's names added nothing to Rampart, the
lists and the cues that another seed would not undo, and took a third of the time (docs/redaction.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from redaction.names.rampart import LANGUAGES, Opinion, Rampart, load_rampart
from redaction.recognizers.beginnings import Beginnings


class Artifacts(NlpArtifacts):
    """What is known of one text before any recognizer sees it."""

    def __init__(self, opinion: Opinion, beginnings: Beginnings, engine: NlpEngine, language: str) -> None:
        no_document: Any = []
        super().__init__([], no_document, [], [], engine, language)
        self.opinion = opinion
        self.beginnings = beginnings


class RampartNlp(NlpEngine):
    """Reads each text once. Both languages go through the same model, so a note may mix them."""

    def __init__(self) -> None:
        self._rampart: Rampart | None = None

    def load(self) -> None:
        """Loads the model. Raises what ``load_rampart`` raises."""
        self._rampart = load_rampart()

    def is_loaded(self) -> bool:
        """Whether ``load`` was called."""
        return self._rampart is not None

    def process_text(self, text: str, language: str) -> Artifacts:
        """Raises RuntimeError before ``load``."""
        if self._rampart is None:
            raise RuntimeError("the model is not loaded")
        return Artifacts(self._rampart.opinion(text), Beginnings(text), self, language)

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = 1, n_process: int = 1, **_: Any
    ) -> Iterator[tuple[str, Artifacts]]:
        """One text after another: see ``rampart`` for why nothing runs together."""
        return ((text, self.process_text(text, language)) for text in texts)

    def is_stopword(self, word: str, language: str) -> bool:
        """Not used: our rules carry their cue words themselves."""
        return False

    def is_punct(self, word: str, language: str) -> bool:
        """Not used, see ``is_stopword``."""
        return False

    def get_supported_entities(self) -> list[str]:
        """None by itself: the recognizers name what is found."""
        return []

    def get_supported_languages(self) -> list[str]:
        """English and Spanish."""
        return list(LANGUAGES)
