"""Sayback as ``sayback redact`` runs it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from benchmarks.found import Found
from redaction.engine import Engine
from redaction.lines import redact_lines
from rounds.interviews import InputSpan
from rounds.roster import RosterName


class RememberingEngine:
    """An engine that looks at each text once per run of the benchmark, whatever the roster. In memory only."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._found: dict[tuple[str, str], list[InputSpan]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def find(self, texts: Sequence[str], language: str) -> list[list[InputSpan]]:
        """As Engine.find."""
        new = [text for text in dict.fromkeys(texts) if (text, language) not in self._found]
        for text, spans in zip(new, self._engine.find(new, language), strict=True):
            self._found[text, language] = spans
        return [list(self._found[text, language]) for text in texts]


class Sayback:
    """The whole path, with the language found out per text, or as declared."""

    name = "Sayback"

    def __init__(self, engine: Engine, lang: str = "auto") -> None:
        self._engine: Any = RememberingEngine(engine)
        self._lang = lang

    def __call__(self, texts: Sequence[str], roster: Sequence[RosterName]) -> list[Found]:
        lines = [json.dumps({"id": nth, "text": text}) for nth, text in enumerate(texts)]
        return [_found(record) for record in redact_lines(lines, self._engine, roster=roster, lang=self._lang)]


def _found(record: dict[str, Any]) -> Found:
    if "error" in record:
        raise ValueError(f"line {record['line']}: {record['error']}")
    return Found(tuple(InputSpan(**span) for span in record["spans"]), record["held"])
