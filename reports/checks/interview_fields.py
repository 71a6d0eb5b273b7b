"""Which fields of a form are about the interview, and no question to the person who is interviewed."""

from __future__ import annotations

import re

from reports import title_patterns as asks
from reports.checks.asked import Asked
from rounds.form import QuestionKind
from rounds.round import Role

_HEARD = r"(?:person|interviewee|participant|respondent|student|parent|guardian|caregiver|family|worker|speaker)s?"
_INTERVIEW = re.compile(
    r"\b(?:interview|interviewer|interviewed|(?:the|this) conversation(?! with)|^conversation|interpreter"
    r"|translator|session|focus group|note ?taker"
    rf"|the (?:person|{_HEARD}) (?:you|who|interviewed)|privacy (?:notice|statement)|notice of \w+|opening statement"
    r"|script|off the record|read aloud|recorder|recording|on file|verbatim|exact words"
    r"|entrevista|conversacion|interprete|sesion|grupo focal|aviso|platica|en voz alta|grabadora|grabacion"
    r"|traductora?|palabras exactas)\b"
)
_HEARD_ONE = re.compile(r"\b(?:interviewee|participant|respondent|entrevistad[oa]|participante)s?\b")
_TRUE_OR_FALSE = re.compile(r"\b(?:true ?(?:/|or) ?false|verdadero ?(?:/|o) ?falso)\b")
_NOW = re.compile(r"(?:does|do|is|are|can|will) (?!.*\b(?:agree|consent|upset|interview\w*|notes?|present|quoted?)\b)")
_NO_GROUP = re.compile(
    r"\b(?:ideas?|suger\w+|recom\w+|suggest\w+|advice|best|worst|favou?rite|hardest|mejor|peor|favorit[oa]|time"
    r"|vez|story|rate|rating"
    r"|satisf\w+|agreement|comfort|frequency|acuerdo|consejos?|names?|nombres?)\b"
)
_OPINION = re.compile(
    r"\b(?:experiences?|satisf\w+|feels?|thinks?|trusts?|likes?|true|false|agree\w*|level|rate|scale|comfortable"
    r"|safe|support\w*"
    r"|experiencia|satisf\w+|siente|piensa|confia|gusta|verdadero|nivel|califi\w+)\b"
)
_NOTES = re.compile(
    r"^(?:(?:field |other |further |more |your |interviewer'?s? )*notes?\b|notas\b|observa|exact words"
    r"|palabras exactas|verbatim|quotes?\b|citas?\b)"
)
_ABOUT_THEM = re.compile(
    r"^(?:did|has|have|was|were) (?:the|this|any) (?:person|interviewee|participant"
    r"|respondent|speaker)s?\b"
    r"|^(?:did|does|do|has|have|was|were|is|are) (?:the|this|a|any) (?:\w+ (?:or"
    rf"|and) )?{_HEARD}\b.*\b(?:agree|consent|permission|seem|appear|upset|skip|declin|give|given"
    r"|want to stop|notes?|quot|record)"
    r"|^(?:did|were|was|do|are) (?:they|anyone|anybody)\b.*\b(?:agree|consent|skip|upset|present|ok|okay|quoted?"
    r"|stop\w*|comfortable|tired"
    r"|in the room|recorded|permission|interview|notes?)"
    r"|^(?:¿\s*)?(?:la|el|esta|este) (?:persona|participante|entrevistad[oa]|estudiante"
    r"|familia)\b.*\b(?:acept|dio|quis|pidi|consint|autoriz|parecio|necesit|estuvo de acuerdo|permi)"
)
_GROUPS = re.compile(
    r"^are you (?:currently )?(?:an? |the )(?:\w+ )?(?:student|parent|guardian|caregiver|teacher|staff"
    r"|counselor|supervisor|community|principal|administrator)\b"
    r"|^(?:es|eres) (?:usted )?(?:estudiante|madre|padre|alumn|maestr|personal|tutor)"
)
_AGREEMENT = re.compile(
    r"\b(?:consent|assent|permission|notes?|interview|conversation|record(?:ed|ing)?|your (?:words|answers"
    r"|story|stories|responses)|what (?:you|they) (?:say|said|tell|told)|take part|participat"
    r"|participar|consentimiento|asentimiento|permiso|autoriz|notas|entrevista|conversacion|grabar"
    r"|sus palabras|tus palabras|lo que (?:dice|dices|diga|nos))"
)
_GROUP_LABEL = re.compile(
    r"(?:the |your |current |el |la |su )?[\w/-]+(?: (?:level|band|of|in|at|and|or|group|status|de|del|y|o)\b.*)?$"
)
_SETTING = re.compile(
    r"^(?:date|time|place|location|setting|length|duration|site|format|fecha|hora|lugar|duracion|escuela|school|campus"
    r"|plantel)(?:(?: (?:and|or|of|name|where|when|in|y|o|de|del)\b| ?[,:/(&]).{0,60})?$"
)
_FOLLOWED_UP = re.compile(r"^(?:anything|something) (?:the|they|this) |\btick (?:here|if|this)|\bjust tick\b")


def is_about_interview(asked: Asked) -> bool:
    """Whether the interviewer notes something about the interview here: consent, role, language, what was seen.

    What round.toml declares decides; without it, the title.
    """
    if asked.role is not None:
        return asked.role not in (Role.NOTE, Role.DISCARD)
    if asked.kind in (QuestionKind.DATE, QuestionKind.TIME):
        return True
    title = asked.title
    text = title.label
    if title.is_a(asks.TIMESTAMP) or _SETTING.match(text) or _NOTES.match(text) or _FOLLOWED_UP.search(text):
        return True
    if _TRUE_OR_FALSE.search(text):
        return False
    if asks_consent(asked) or _ABOUT_THEM.match(text) or _GROUPS.match(text):
        return True
    if _HEARD_ONE.search(text) and not _OPINION.search(text) and not _NOW.match(text):
        return True
    return _is_declared_kind(asked) or (
        bool(_INTERVIEW.search(text)) and not re.search(r"\byou(?:r)? (?:feel|think|child)", text)
    )


def asks_consent(asked: Asked) -> bool:
    """Asks whether somebody agrees to the interview, its notes or its use; not whether they agree with an opinion."""
    if asked.role is not None:
        return asked.role is Role.CONSENT
    title = asked.title
    return title.asks(asks.CONSENT) and not title.asks(asks.ABOUT_PERMISSION) and bool(_AGREEMENT.search(title.label))


def is_cue(asked: Asked) -> bool:
    """Asks the interviewer what was noticed beyond words."""
    return asked.role is Role.CUE if asked.role is not None else asked.title.asks(asks.CUE)


def is_probe(asked: Asked) -> bool:
    """Asks the interviewer for the follow-up questions, or what they brought."""
    return asked.role is Role.PROBE if asked.role is not None else asked.title.asks(asks.PROBE)


def _is_declared_kind(asked: Asked) -> bool:
    title = asked.title
    text = title.label
    third_person = not re.search(r"\b(?:do|does|did|are|have|has) you(?:r)?\b|\byour (?:child|son|daughter)\b", text)
    if (
        title.asks(asks.LANGUAGE)
        or title.asks(asks.CODE)
        or title.asks(asks.INTERVIEWER)
        or title.asks(asks.WHO_WAS_HEARD)
    ):
        return True
    if title.asks(asks.PEOPLE) and not title.asks(asks.HOUSEHOLD):
        return True
    if title.asks(asks.CUE) or title.asks(asks.PROBE) or title.asks(asks.TRANSLATION):
        return True
    if third_person and (title.asks(asks.DISTRESS) or title.asks(asks.DECLINED)) and not title.asks(asks.STORY):
        return True
    return (
        bool(_GROUP_LABEL.match(text))
        and not _NO_GROUP.search(text)
        and title.asks(asks.GROUPING)
        and "?" not in title.text
        and title.words <= 8
    )
