"""The base of the recognizers: named rules, each a regular expression with a strength.

Why not Presidio's PatternRecognizer? It skips a pattern that times out and only logs it, which leaves a phone
number in the text; it masks the whole match, while most of our rules need a cue word that must stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from presidio_analyzer import LocalRecognizer, RecognizerResult

from redaction.lexicon import Lexicon
from redaction.recognizers.beginnings import Beginnings


@dataclass(frozen=True, slots=True)
class Rule:
    """``pattern`` finds; its group ``what``, if it has one, is what will be masked. ``name`` says how sure it is.

    A text in which ``needs`` is nowhere has no match either: a cheap look that saves most texts the costly one.
    """

    name: str
    score: float
    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None = None


def rule(
    name: str, score: float, pattern: str, flags: int = re.IGNORECASE, *, needs: re.Pattern[str] | None = None
) -> Rule:
    """A rule from a verbose regular expression (blanks in it do not count)."""
    return Rule(name, score, re.compile(pattern, flags | re.VERBOSE), needs)


class Recognizer(LocalRecognizer):
    """Finds one entity by its ``RULES``; ``accept`` has the last word on each match."""

    ENTITY: ClassVar[str]
    RULES: ClassVar[tuple[Rule, ...]]

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        super().__init__(supported_entities=[self.ENTITY])

    def load(self) -> None:
        """Nothing to load: the lexicon is passed in."""

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        """The stretch to mask, possibly cut shorter than ``start`` to ``end``, or None for a false alarm."""
        return start, end

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """What Presidio calls. Offsets are characters of ``text``; ``nlp_artifacts`` may hold its ``beginnings``."""
        if self.ENTITY not in entities:
            return []
        beginnings = getattr(nlp_artifacts, "beginnings", None) or Beginnings(text)
        return [self._result(start, end, by) for start, end, by in self._found(text, beginnings)]

    def _found(self, text: str, beginnings: Beginnings) -> Iterator[tuple[int, int, Rule]]:
        lacking: dict[re.Pattern[str], bool] = {}
        for by in self.RULES:
            if by.needs and by.needs not in lacking:
                lacking[by.needs] = not beginnings.has(by.needs)
            if by.needs and lacking[by.needs]:
                continue
            group = "what" if "what" in by.pattern.groupindex else 0
            for match in beginnings.matches(by.pattern):
                accepted = self.accept(text, *match.span(group), by)
                if accepted is not None and accepted[0] < accepted[1]:
                    yield *accepted, by

    def _result(self, start: int, end: int, by: Rule) -> RecognizerResult:
        return RecognizerResult(
            entity_type=self.ENTITY,
            start=start,
            end=end,
            score=by.score,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: f"{type(self).__name__}: {by.name}",
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            },
        )
