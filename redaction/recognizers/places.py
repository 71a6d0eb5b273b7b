"""Towns and states, as the model sees them. They stay unless the round masks places."""

from __future__ import annotations

import re
from typing import Any

from presidio_analyzer import RecognizerResult

from redaction.names.rampart import KINDS
from redaction.recognizers.look import Recognizer, Rule

_TOWN = [KINDS.index("CITY"), KINDS.index("STATE")]
_LEAST = 0.5
_BY = Rule("by the model (medium)", 0.6, re.compile(""))


class Places(Recognizer):
    """PLACE, tokens joined while only a blank is between them."""

    ENTITY = "PLACE"
    RULES = (_BY,)

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """What Presidio calls. ``nlp_artifacts`` are those of ``RampartNlp``."""
        if self.ENTITY not in entities or nlp_artifacts is None:
            return []
        opinion = nlp_artifacts.opinion
        places: list[list[int]] = []
        for index in (opinion.chances[:, _TOWN].sum(axis=1) >= _LEAST).nonzero()[0].tolist():
            start, end = int(opinion.starts[index]), int(opinion.ends[index])
            if places and text[places[-1][1] : start] in {"", " "}:
                places[-1][1] = end
            else:
                places.append([start, end])
        return [self._result(start, end, _BY) for start, end in places]
