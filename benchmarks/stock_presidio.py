"""Stock Presidio with the small English model: what Sayback is compared with."""

from __future__ import annotations

from collections.abc import Sequence

import tldextract
from presidio_analyzer import AnalyzerEngine, PatternRecognizer
from presidio_analyzer.nlp_engine import NlpEngineProvider

from benchmarks.found import Found, merged
from redaction.lexicon import MODEL
from redaction.quiet import silence
from rounds.interviews import InputSpan
from rounds.roster import RosterName

# A place is neutral here, so Presidio's LOCATION neither helps nor hurts it; organisations and dates neither.
STOCK_ENTITIES = {
    "PERSON": "PERSON", "PHONE_NUMBER": "PHONE", "EMAIL_ADDRESS": "EMAIL", "URL": "URL", "US_SSN": "ID",
    "US_DRIVER_LICENSE": "ID", "US_PASSPORT": "ID", "US_BANK_NUMBER": "ID", "US_ITIN": "ID", "CREDIT_CARD": "ID",
    "IBAN_CODE": "ID", "IP_ADDRESS": "ID", "MEDICAL_LICENSE": "ID", "CRYPTO": "ID", "UK_NHS": "ID", "MAC_ADDRESS": "ID",
}  # fmt: skip


def stock_analyzer() -> AnalyzerEngine:
    """Presidio as it comes, with the small English model, and without its look-up of domains on the network."""
    silence()
    # The recognizer of mail addresses calls this function of the module, and that fetches a list at its first call.
    vars(tldextract)["extract"] = tldextract.TLDExtract(suffix_list_urls=())
    models = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": MODEL}]}
    return AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=models).create_engine())


class StockPresidio:
    """``AnalyzerEngine.analyze`` with the stock recognizers and no threshold; a roster is a deny list to it."""

    name = "stock Presidio"

    def __init__(self) -> None:
        self._analyzer = stock_analyzer()
        self._seen: dict[str, list[InputSpan]] = {}

    def __call__(self, texts: Sequence[str], roster: Sequence[RosterName]) -> list[Found]:
        names = sorted({name for one in roster for name in (one.first, one.last, one.nickname) if name})
        deny = PatternRecognizer("PERSON", deny_list=names) if names else None
        return [Found(tuple(merged([*self._analyze(text), *_denied(deny, text)]))) for text in texts]

    def _analyze(self, text: str) -> list[InputSpan]:
        if text not in self._seen:
            results = self._analyzer.analyze(text=text, language="en", score_threshold=0)
            self._seen[text] = [
                InputSpan(r.start, r.end, STOCK_ENTITIES[r.entity_type], r.score)
                for r in results
                if r.entity_type in STOCK_ENTITIES
            ]
        return self._seen[text]


def _denied(deny: PatternRecognizer | None, text: str) -> list[InputSpan]:
    if deny is None:
        return []
    return [InputSpan(r.start, r.end, "PERSON", r.score) for r in deny.analyze(text, ["PERSON"])]
