"""Where somebody lives or gets mail. Each kind of address has its file; what follows a street is found here for all."""

from __future__ import annotations

import re
from typing import Any

from presidio_analyzer import RecognizerResult

from redaction.lexicon import fold
from redaction.names.rampart import Opinion
from redaction.recognizers.address_tails import head_start, tail_end
from redaction.recognizers.address_words import STREET_NAMES
from redaction.recognizers.look import Recognizer, Rule
from redaction.recognizers.model_tails import model_end, model_start

_TOWN = re.compile(r"\s?,\s?([^\W\d_]{3,20})(?: ([^\W\d_]{3,20}))?(?=\s{0,3}(?:[.;)\n]|$))")


class Addresses(Recognizer):
    """The base of the recognizers of addresses: a rule finds the street, ``accept`` adds apartment and town."""

    ENTITY = "ADDRESS"

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        if not self.is_address(text, start, end, by):
            return None
        return head_start(text, start), self._town_end(text, tail_end(text, end))

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """What Presidio calls. With ``nlp_artifacts`` each address grows by what the model sees next to it."""
        found = super().analyze(text, entities, nlp_artifacts)
        return [self._grown(text, one, nlp_artifacts.opinion) for one in found] if nlp_artifacts else found

    def _grown(self, text: str, found: RecognizerResult, opinion: Opinion) -> RecognizerResult:
        found.start = model_start(text, opinion, found.start)
        found.end = tail_end(text, model_end(text, opinion, found.end, self._is_plain))
        return found

    def _is_plain(self, word: str) -> bool:
        return bool(word) and self.lexicon.is_ordinary(fold(word)) and fold(word) not in STREET_NAMES

    def is_address(self, text: str, start: int, end: int, by: Rule) -> bool:
        """Whether what ``by`` found from ``start`` to ``end`` is an address."""
        return True

    def _town_end(self, text: str, end: int) -> int:
        """After a comma, at a sentence's end, in any case: a word that is no ordinary one or is a surname."""
        town = _TOWN.match(text, end)
        words = [fold(word) for word in town.groups() if word] if town else []
        return town.end() if town and any(self._may_be_a_town(word) for word in words) else end

    def _may_be_a_town(self, word: str) -> bool:
        return not self.lexicon.is_ordinary(word) or word in self.lexicon.surnames
