"""An engine that knows one rule, so that tests can say which story gives a name away and which does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from redaction.lexicon import load_lexicon
from rounds.interviews import InputSpan

_AFTER_A_TITLE = re.compile(r"\b(?:Ms\.|Mr\.|Coach|[Ff]riend) (\w+)")


class TitledEngine:
    """Finds the word after a title or *friend*, and nothing else."""

    version = "rules-titled"
    languages: tuple[str, ...] = ("en",)

    def __init__(self) -> None:
        self.lexicon = load_lexicon()

    def find(self, texts: Sequence[str], language: str) -> list[list[InputSpan]]:
        """As ``Engine.find``."""
        return [
            [InputSpan(*match.span(1), "PERSON", 0.9, "after a title") for match in _AFTER_A_TITLE.finditer(text)]
            for text in texts
        ]
