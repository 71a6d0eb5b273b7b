"""Questions that advise, teach or ask for remedies instead of listening."""

from __future__ import annotations

from reports.checks.advice_patterns import (
    ACONSEJA,
    ADVISES,
    ASKED_FOR_IDEAS,
    REMEDIO,
    REMEDY,
    SHOULD,
    SHOULD_HAVE_ASKED,
)
from reports.checks.asked import Asked
from reports.checks.finding import HTH_UNBOXED, LIBERATORY, Reason
from reports.checks.question_stems import clause, is_request
from reports.checks.remedy_patterns import GIVEN_BY_OTHERS, SUGGEST, asks_for_remedy, gives_advice
from reports.checks.rewrites import rewritten
from reports.checks.supposing_patterns import SHOULD_IT

_TELLS = "It advises or teaches instead of asking. The interview is there to learn; advice can follow on another day."
_SOLVES = (
    "It asks what should be done. Ask what happened first: the team works on ideas later, with all stories in view."
)


def advice_or_intervention(asked: Asked) -> Reason | None:
    """Should, have you tried, did you know; also asking the person for remedies."""
    if any(ASKED_FOR_IDEAS.match(sentence.text) or SUGGEST.match(sentence.text) for sentence in asked.sentences):
        return Reason(_SOLVES, rewritten(asked, "advice_or_intervention"), LIBERATORY)
    text = _asked_part(asked)
    if not text or SHOULD_HAVE_ASKED.search(text):
        return None
    advises, remedy = (ACONSEJA, REMEDIO) if asked.spanish else (ADVISES, REMEDY)
    told = [sentence for sentence in asked.sentences if not is_request(sentence, asked.spanish)]
    mains = [clause(sentence, asked.spanish).text for sentence in told]
    mains += [sentence.text for sentence in told]
    if any(advises.search(main) or gives_advice(main, asked.spanish) for main in mains):
        return Reason(_TELLS, rewritten(asked, "advice_or_intervention"), HTH_UNBOXED)
    if any(GIVEN_BY_OTHERS.search(main) for main in mains) and not SHOULD.search(text):
        return None
    mains = [main for main in mains if not SHOULD_IT.match(main)]  # "Should the bus stop running, what would you do?"
    if any(remedy.search(main) or SHOULD.search(main) or asks_for_remedy(main, asked.spanish) for main in mains):
        return Reason(
            _SOLVES, rewritten(asked, "advice_or_intervention"), LIBERATORY if remedy.search(text) else HTH_UNBOXED
        )
    return None


def _asked_part(asked: Asked) -> str:
    """The question without sentences that ask for a story: there "should" is part of what happened."""
    return " ".join(sentence.text for sentence in asked.sentences if not is_request(sentence, asked.spanish))
