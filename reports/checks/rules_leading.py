"""Questions that carry their answer."""

from __future__ import annotations

import re

from reports.checks.advice_patterns import ADVISES
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
from reports.checks.premise_patterns import (
    ES_BUENO,
    IT_HELPS,
    IT_IS_GOOD,
    QUIZA,
    SUGGESTED,
    THEY_CARE,
    da_por_hecho,
    takes_for_granted,
)
from reports.checks.question_stems import NEGATED, clause, is_inverted, is_negated, is_request
from reports.checks.remedy_patterns import gives_advice
from reports.checks.rewrites import rewritten

EMBEDDED = re.compile(
    r"why .{1,80}?\b(?:is|are|was|were) .{0,40}?(?:\bmore \w+ than|\bless \w+ than|\bbetter|\bworse"
    r"|so (?:important|good|bad|special)"
    r"|important|essential|necessary|valuable)"
    r"|how (?:our|the|this|having|being|coming) .{1,60}\b(?:has |have )?(?:helped|improved|benefited|benefitted"
    r"|taught|inspired) "
)
_LEADS = (
    "It suggests the answer, or takes it for granted. People tend to agree with whoever asks, and "
    "you learn what you thought already."
)
_SUGGESTS = "It offers reasons to choose from. People pick one that is offered rather than tell their own."


def leading(asked: Asked) -> Reason | None:
    """The wording suggests an answer: don't you think, tags, praise and blame, taking for granted, offered reasons."""
    advised = any(
        ADVISES.search(sentence.text) or gives_advice(sentence.text, asked.spanish) for sentence in asked.sentences[1:]
    )
    for sentence in asked.sentences:
        if advised and not sentence.asks and not is_negated(sentence):
            continue  # "Most families use a list. Could you try one?" is advice
        if _offers_reasons(asked, sentence):
            return Reason(_SUGGESTS, rewritten(asked, "leading"), INFLEXION)
        if _suggests(asked, sentence):
            return Reason(_LEADS, rewritten(asked, "leading"), HTH_UNBOXED)
    if _suggests_answers(asked):
        return Reason(_SUGGESTS, rewritten(asked, "leading"), INFLEXION)
    if not advised and _begins_with_opinion(asked):
        return Reason(_LEADS, rewritten(asked, "leading"), HTH_UNBOXED)
    return None


def _suggests_answers(asked: Asked) -> bool:
    """A question with answers to pick from: "..., for example the noise or the crowds?"."""
    if not asked.text.endswith("?") or any(is_request(sentence, asked.spanish) for sentence in asked.sentences[:1]):
        return False
    return bool((QUIZA if asked.spanish else SUGGESTED).search(asked.text))


def _begins_with_opinion(asked: Asked) -> bool:
    """The team's opinion first, then the question: "The new gym is great. What do you do there?"."""
    if len(asked.sentences) < 2 or "?" not in asked.text:
        return False
    first = asked.sentences[0]
    if first.asks or is_request(first, asked.spanish) or not first.text.endswith((".", "!", ";", ",")):
        return False
    patterns = (ES_BUENO,) if asked.spanish else (IT_IS_GOOD, IT_HELPS, THEY_CARE)
    return any(pattern.match(first.text) for pattern in patterns)


def _offers_reasons(asked: Asked, sentence: Sentence) -> bool:
    if not BECAUSE.search(sentence.text) or re.search(r"\b(?:ever|alguna vez)\b", sentence.text):
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
        embedded = re.search(r"\b(?:why|how|por que|como) .*", main)
        return bool(embedded and (PRESUPUESTO if asked.spanish else EMBEDDED).match(embedded[0]))
    if (da_por_hecho if asked.spanish else takes_for_granted)(main, sentence.text):
        return True
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
