"""Questions that ask two things at once, and questions about what never happened."""

from __future__ import annotations

import re

from reports.checks.asked import Asked, Sentence
from reports.checks.finding import LIBERATORY, Reason
from reports.checks.question_stems import clause, is_request
from reports.checks.rewrites import rewritten
from reports.checks.supposing_patterns import supone, supposes
from reports.checks.two_questions import halves

_POLITE_IF = re.compile(
    r"\bif (?:yes|no|so|not|any|possible|needed|you(?:'d| would) (?:like|prefer|rather|want)|you(?:'re"
    r"| are) (?:willing|comfortable|ok|okay)|you could (?:please )?(?:tell|share|describe)"
    r"|you don'?t mind)\b|\b(?:as|know|wonder|see|ask|asked|sure|even) if\b|\bsi (?:es asi|gusta|gustas"
    r"|quiere|quieres|desea|no|lo desea|puede|puedes)\b"
)
_IF = re.compile(r"\bif\b")
_WOULD = re.compile(r"\b(?:would|wouldn'?t|might|'d|could)\b|\b\w+'d\b")
_UNREAL_IF = re.compile(
    r"\bif (?:\w+(?:'s)? ){1,4}?(?:were|weren'?t|could|couldn'?t|had to|didn'?t have|had (?:a|the|more|no"
    r"|all|one|unlimited|any|\d+|another|three|ten|extra)|was (?:a|the|no|in charge|given|asked|able)"
    r"|wasn'?t|ran|had been|suddenly)\b|\bif (?:money|time|it) (?:were|was|weren't|wasn't)\b|\bif only\b"
)
_IMAGINE = re.compile(
    r"^say (?:that )?(?:you|there|we|your \w+) (?!that\b|when\b)\w+|"
    r"(?:^|\b(?:please|(?<!did )(?<!do )(?<!when )(?<!what )(?<!as )you|let'?s|let us|just|now|can you|could you"
    r"|and|or) )(?:imagine|suppose|pretend"
    r"|picture (?:yourself|a|an|your|the|this|that|you|what)|envision|visuali[sz]e|assume"
    r"|say (?:that )?(?:you|the|there|we) (?:were|had|could|got|woke)|dream up|fast.?forward)\b"
    r"|^(?:supposing|assuming|hypothetically)\b|\bwhat if\b"
    r"|\blet'?s say\b|\bhypothetical\w*\b|\bmagic wand\b|\bgenie\b|\b(?:three|3) wishes\b|\bone wish\b"
    r"|\bsuperpower|\btime machine|\bcrystal ball\b|\bmoney (?:was|were|is) no (?:object|issue)"
    r"|\bunlimited (?:money|budget|time|funds|resources)|\bin (?:an?|your|the) (?:ideal|perfect|dream)\b"
    r"|\bin a (?:world|school|universe) (?:where|without|with|that)\b"
    r"|\b(?:your|an|a|the) (?:ideal|dream|perfect) (?:school|class|classroom|teacher|world|day|job"
    r"|schedule|counselor|week|bus|lunch)\b|\bwould you rather\b|\bin (?:\d+|two|three|five|ten"
    r"|twenty) years\b|\b(?:five|ten|\d+) years from now\b|\bif you ruled\b|\bwave a wand\b"
    r"|\bhad three wishes|\byou(?:'re| are) (?:now )?the (?:principal|teacher|boss"
    r"|superintendent) for (?:a|one)\b|\bdesign (?:a|the|your) (?:perfect|ideal|dream|own|new)\b"
)
_SUBJUNTIVO = (
    r"(?:fuera[sn]?|fueramos|fuese[sn]?|hubiera[sn]?|hubieramos|hubiese[sn]?|tuviera[sn]?|tuvieramos"
    r"|tuviese[sn]?|pudiera[sn]?|pudieramos|pudiese[sn]?|estuviera[sn]?|hiciera[sn]?|quisiera[sn]"
    r"|dijera[sn]?|viniera[sn]?|supiera[sn]?|pusiera[sn]?"
    r"|(?!quier)\w+ier(?:a|as|an|amos)|\w{2,}jera[sn]?|(?!para\b|cara\b|clara\b|rara\b|compara\b|separa\b"
    r"|prepara\b|dispara\b|declara\b|aclara\b|vara\b|ampara\b|repara\b)\w{2,}ara[sn]?|\w{2,}aramos"
    r"|\w{2,}ase[sn]?(?<!clase)(?<!clases)(?<!base)(?<!frase)(?<!fase)(?<!pase))\b"
)
_SI = re.compile(rf"(?:^|[,.;:¿ ])si (?:\w+ ){{0,8}}?{_SUBJUNTIVO}")
_IMAGINA = re.compile(
    r"\bimagin(?:e|a|emos|ese|ate|ense|en|ando)\b(?! (?:que )?(?:usted )?por que)|\bsupong(?:a|amos|ase)\b"
    r"|\bsupon(?:gamos|te)?\b|\bque tal si\b|\bque pasaria si\b|\bvarita magica\b|\blampara (?:magica"
    r"|maravillosa)\b|\bgenio\b|\btres deseos\b|\bmundo (?:ideal|perfecto|donde|sin|en el que)\b"
    r"|\bescuela (?:ideal|perfecta|de sus suenos|de tus suenos|sin)\b|\b(?:maestr[oa]|clase|horario"
    r"|dia) (?:ideal|perfect[oa])\b"
    r"|\b(?:dentro de|en) (?:\d+|dos|tres|cinco|diez|veinte) anos\b|\bdigamos que\b|\bpongamos que\b"
    r"|\bhaga de cuenta\b|\bhaz de cuenta\b|\bfinj[ae]\b|\bsi el dinero\b|\bpongase en\b|\bponte en\b"
    r"|\bvisualic[ea]\b|\bhipotetic"
)
_TWO = "It asks two things. People answer one of them, and nobody can tell which."
_NEVER_HAPPENED = (
    "It asks about something that has not happened. People guess or say what sounds good; ask what did happen."
)


def double_barrelled(asked: Asked) -> Reason | None:
    """Two subjects in one question. A follow-up on the same story is none: "... and how did you feel?"."""
    parts = halves(asked)
    if parts is None:
        return None
    first, second = parts
    joined = {False: "Ask two questions", True: "Haga dos preguntas"}[asked.spanish]
    return Reason(_TWO, f'{joined}: "{first}" / "{second}"', LIBERATORY)


def hypothetical(asked: Asked) -> Reason | None:
    """If you were, imagine, what if, a magic wand. "What would a good day look like" and advice to others are none."""
    found = _is_hypothetical_spanish(asked) if asked.spanish else _is_hypothetical(asked)
    return Reason(_NEVER_HAPPENED, rewritten(asked, "hypothetical"), LIBERATORY) if found else None


def _is_hypothetical(asked: Asked) -> bool:
    for sentence in asked.sentences:
        text = sentence.text
        if _IMAGINE.search(text) and not _tells_of_past(asked, sentence):
            return True
        if not is_request(sentence, spanish=False) and (
            supposes(text) or supposes(clause(sentence, spanish=False).text)
        ):
            return True
        if not _IF.search(text) or _POLITE_IF.search(text):
            continue
        main = _without_request(text)
        if _UNREAL_IF.search(main) and not is_request(sentence, spanish=False):
            return True
        if _WOULD.search(main) and _IF.search(main) and not is_request(sentence, spanish=False):
            return True
    return False


def _without_request(text: str) -> str:
    return re.sub(r"\b(?:can|could|would|will) you (?:please )?(?:tell|share|describe|explain|say)\b", " ", text)


def _tells_of_past(asked: Asked, sentence: Sentence) -> bool:
    """ "Tell me about a time you had to imagine ..." asks for something that happened."""
    return is_request(sentence, asked.spanish) and bool(
        re.search(
            r"\b(?:time|day|moment|class|story|vez|momento|dia)\b.*\b(?:imagin|pretend|suppos|picture|fingi)",
            sentence.text,
        )
    )


def _is_hypothetical_spanish(asked: Asked) -> bool:
    if supone(asked.text) and not any(is_request(sentence, spanish=True) for sentence in asked.sentences):
        return True
    for sentence in asked.sentences:
        if _IMAGINA.search(sentence.text) and not _tells_of_past(asked, sentence):
            return True
        if _SI.search(sentence.text) and not _POLITE_IF.search(sentence.text):
            return not is_request(sentence, spanish=True)
    return False
