"""Questions that carry their answer."""

from __future__ import annotations

import re

from reports.checks.asked import Asked, Sentence
from reports.checks.finding import HTH_UNBOXED, INFLEXION, Reason
from reports.checks.leading_patterns import (
    BECAUSE,
    COLA,
    LOADED,
    NO_CREE,
    POSITIVE_TAG,
    PRESUMED,
    PRESUPUESTO,
    SO,
    SURE,
    TAG,
)
from reports.checks.question_stems import NEGATED, clause, is_inverted, is_negated, is_request
from reports.checks.rewrites import rewritten

_LEADS = (
    "It suggests the answer, or takes it for granted. People tend to agree with whoever asks, and "
    "you learn what you thought already."
)
_SUGGESTS = "It offers reasons to choose from. People pick one that is offered rather than tell their own."


def leading(asked: Asked) -> Reason | None:
    """The wording suggests an answer: don't you think, tags, praise and blame, taking for granted, offered reasons."""
    for sentence in asked.sentences:
        if _offers_reasons(asked, sentence):
            return Reason(_SUGGESTS, rewritten(asked, "leading"), INFLEXION)
        if _suggests(asked, sentence):
            return Reason(_LEADS, rewritten(asked, "leading"), HTH_UNBOXED)
    return None


def _offers_reasons(asked: Asked, sentence: Sentence) -> bool:
    if not BECAUSE.search(sentence.text):
        return False
    main = clause(sentence, asked.spanish).text
    if asked.spanish:
        return bool(re.match(r"(?:es|fue|era|sera|esta|ha|has|falt\w+|lleg\w+|no )", main)) and not re.match(
            r"(?:que|como|por que)\b", main
        )
    return is_inverted(sentence) or bool(re.match(rf"(?:{NEGATED}|is it|was it)", main))


def _suggests(asked: Asked, sentence: Sentence) -> bool:
    main = clause(sentence, asked.spanish).text
    request = is_request(sentence, asked.spanish)
    if LOADED.search(main) and not (request and re.search(r"\b(?:story|time|day|vez)\b", main)):
        return True
    if request:
        return False
    if SURE.search(sentence.text) or SO.match(main):
        return True
    if asked.spanish:
        return bool(NO_CREE.match(main) or PRESUPUESTO.match(main) or _has_tag(asked, sentence))
    return (
        is_negated(sentence)
        or bool(PRESUMED.match(main))
        or _has_tag(asked, sentence)
        or bool(re.match(r"(?:do|does|did|is|are|was|were|would|can|could) (?:you|it|they|we|he|she) not\b", main))
    )


def _has_tag(asked: Asked, sentence: Sentence) -> bool:
    """A statement with a question hung on it: "..., right?"."""
    if asked.spanish:
        if not COLA.search(sentence.text):
            return False
        return (len(sentence.text.split()) <= 4 and len(asked.sentences) > 1) or len(sentence.text.split()) > 3
    found = TAG.search(sentence.text)
    if found and found.start() > 0 and not re.match(r"(?:yes|no)\b", sentence.text):
        return True
    return bool(POSITIVE_TAG.search(sentence.text))
