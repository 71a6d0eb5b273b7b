"""spaCy's small English model, slimmed to what finds names, as Presidio's NLP engine.

Without parser, tagger, lemmatizer and the shared tok2vec (the entity recognizer has its own) it is 2.7 times as fast.
What that costs: Presidio's context words need lemmas, so no score is ever raised by context; our rules carry their
cue words themselves.
"""

from __future__ import annotations

import re

import spacy
from presidio_analyzer.nlp_engine import NerModelConfiguration, SpacyNlpEngine

from redaction.lexicon import MODEL

_UNUSED = ("parser", "senter", "tagger", "attribute_ruler", "lemmatizer", "tok2vec")
_OURS = {"PERSON": "PERSON", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
_IGNORED = (
    "CARDINAL", "DATE", "EVENT", "LANGUAGE", "LAW", "MONEY", "NORP", "ORDINAL", "ORG", "PERCENT", "PRODUCT", "QUANTITY",
    "TIME", "WORK_OF_ART",
)  # fmt: skip
MODEL_SCORE = 0.85


_UNBROKEN = re.compile(r"\S{500}")
_SIGNS_IN_A_ROW = re.compile(r"(?<=[^\w\s]{8})[^\w\s]|(?<=_{8})_")


def without_long_runs(text: str) -> str:
    """The text with blanks for what follows eight signs in a row, and one in every 500 characters without any.

    spaCy's tokenizer cuts signs off a word one by one and looks at the rest again each time: 20,000 exclamation marks
    take it 43 seconds. Same length.
    """
    return _UNBROKEN.sub(lambda match: match.group()[:-1] + " ", _SIGNS_IN_A_ROW.sub(" ", text))


class SlimSpacy(SpacyNlpEngine):
    """Loads the installed model and never downloads one."""

    def __init__(self) -> None:
        super().__init__(
            models=[{"lang_code": "en", "model_name": MODEL}],
            ner_model_configuration=NerModelConfiguration(
                labels_to_ignore=list(_IGNORED),
                model_to_presidio_entity_mapping=dict(_OURS),
                low_score_entity_names=[],
                default_score=MODEL_SCORE,
            ),
        )

    def load(self) -> None:
        """Loads the model. Raises OSError when it is not installed."""
        self.nlp = {"en": spacy.load(MODEL, exclude=list(_UNUSED))}  # type: ignore[assignment]
