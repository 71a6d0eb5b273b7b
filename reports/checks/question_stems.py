"""How questions begin in English and Spanish: openly, with yes or no in mind, as a request for a story.

All patterns read ``Sentence.text``: lower case, no accents.
"""

from __future__ import annotations

import re

from reports.checks.asked import Asked, Sentence

_TELLING = (
    r"(?:tell|telling|share|sharing|describe|describing|explain|explaining|(?:walk|walking|take|taking"
    r"|give|giving|show|bring) (?:me|us)|give an?"
    r"|(?:talk|talking|speak) (?:about|through|me|us|to (?:me|us)|a (?:bit|little)|more)|think (?:of|back)"
    r"|remember an?|recall an?|say (?:more|a)|paint"
    r"|help (?:me|us) (?:understand|see)|elaborate|recount|narrate|relate|discuss|comment|outline|recollect|list|name"
    r"|summarize|speak to|expand on|complete the|finish the)"
)
_SOFTLY = (
    r"(?:(?:please|maybe|perhaps|kindly|also|just|mind|u|possibly|briefly|be (?:willing|able|open"
    r"|happy) to|like to|want to) )*"
)
_REQUEST = (
    r"(?:please )?(?:(?:can|could|would|will|might) (?:you|u|ya|one of you) (?:be (?:so kind as|kind enough"
    r"|so good as) to )?"
    rf"{_SOFTLY}{_TELLING}"
    r"|(?:are you (?:able|willing|comfortable|ok|okay|open) (?:to |with )?|do you mind "
    rf"|do you want to ){_TELLING}|(?:can|could|may) (?:i|we) (?:hear|ask)"
    r"|(?:i'd|i would|we'd|we would) (?:love|like) (?:for you )?to (?:hear|know|learn|understand)"
    r"|let's (?:talk|hear|start|begin)"
    r"|(?:please |kindly |briefly |in a few words,? |just |now |so |feel free to )*(?:tell|share|describe|walk"
    r"|talk|take|explain|recall|remember|say more"
    r"|show|paint|help (?:me|us)"
    r"|recount|outline|remark (?:up)?on|narrate|relate|discuss|recollect|comment on|elaborate|go on|reflect on"
    r"|sketch|identify|summarize"
    r"|think (?:of|about|back)|look back|start with|give (?:me|us|an?)|bring (?:me|us)|finish this"
    r"|complete (?:this|the)))\b"
)
_PEDIR = (
    r"(?:contar|cuenta|cuente|describi|describa|describe|compart|habla|hable|decir|diga|dime|dar(?:me"
    r"|nos)? un ejemplo|explic|platic|narr"
    r"|pensar en|recordar|llev|relat|record|ayud\w+ a entender)"
)
_PETICION = (
    r"(?:por favor,? )?(?:(?:me|nos|te|le|se) )?(?:puede|puedes|podria|podrias|quiere|quieres|quisiera"
    r"|gustaria|le gustaria|te gustaria)"
    rf"(?: usted)?(?: por favor)? (?:\w+ )?{_PEDIR}"
    r"|(?:por favor,? |ahora |y |favor de |sirvase |tenga la bondad de |le pido que |quisiera que )*(?:me "
    r"|nos )?(?:cuent[ea]"
    r"|coment[ea]|relatar|compartir|contar|describir|narrar|explicar|hablar(?:me|nos) de|comentar|recordar"
    r"|detall[ea]|ampli[ea]|hable|habl[ea]|describ[ea]|compart[ea]|platiqu?[ea]"
    r"|pi?ens[ea]|recuerd[ea]|explic?qu?[ea]|dig[ae]"
    r"|dime|dinos|lleve|lleva|muestr[ea]|relat[ea]|narr[ea]|haga memoria|dem[eo] un ejemplo)(?:me|nos|le|te)?\b"
)
_WH = (
    r"(?:what|whats|what's|which|who|who's|whos|whom|whose|how|how's|hows|why|where|where's|when"
    r"|in (?:what|which)|at what|on what|for (?:what|whom)"
    r"|to (?:what|whom)|with (?:whom|what|which)|from (?:whom|what|where)|about what|since when|until when"
    r"|of what|by whom|"
    r"what else|how come)\b"
)
_QUE = (
    r"(?:(?:a|de|en|con|por|para|desde|hasta|sobre|hacia|segun) )?(?:el |la |lo )?(?:que|cual|cuales|como"
    r"|cuando|donde|adonde|quien|quienes|cuant[oa]s?)\b"
)
_SUBJECT = (
    r"(?:you|u|ya|y'all|i|we|they|he|she|it|there|this|that|these|those|anyone|anybody|someone|somebody"
    r"|everyone|everybody|no one"
    r"|nobody|anything|something|everything|people|any|some|most|all|both|each|either|many|other|your|ur"
    r"|our|their|his|her|my|the|an?"
    r"|students|parents|teachers|kids|children|families|adults|staff|school|mornings|grades|homework)"
)
_AUXILIARY = (
    r"(?:(?:does|did|is|are|r|was|were|has|am|could|would|should|shall)(?! (?:not )?(?:include|write"
    r"|use)\b) \w|do (?!not\b|n't)\w|can (?!be\b)\w"
    rf"|will \w|(?:have|had|may|might|must) {_SUBJECT}\b)"
)
NEGATED = (
    r"(?:(?:isn'?t|aren'?t|ain'?t|wasn'?t|weren'?t|doesn'?t|didn'?t|hasn'?t|haven'?t|hadn'?t|wouldn'?t"
    r"|couldn'?t|shouldn'?t|can'?t|won'?t) \w"
    rf"|don'?t (?:{_SUBJECT}|\w+s)\b)"
)
_LEAD_IN = re.compile(
    r"(?:(?:and|but|so|or|also|then|now|ok|okay|well|first|finally|lastly|next|please|oh|honestly"
    r"|yes or no|y|e|pero|entonces|bueno|ahora"
    r"|primero|por ultimo|finalmente|ademas|tambien|por favor)[,:]? +)+"
)
_FRONTED = re.compile(
    r"(?:when|while|if|since|because|as|in|at|on|during|before|after|for|from|with|over|this|last|these"
    r"|some|outside|inside|thinking|looking|overall"
    r"|once|whenever|where|most|until|about|generally|usually|right|cuando|si|en|desde|durante|antes"
    r"|despues|este|esta|para|por|con|al|a|ultimamente"
    r"|pensando|de|hoy|como)\b"
)
_OPEN = re.compile(rf"(?:{_WH}|{_REQUEST})")
_ABIERTA = re.compile(rf"(?:{_QUE}|{_PETICION})")
_REQUESTED = re.compile(_REQUEST)
_PEDIDA = re.compile(_PETICION)
_INVERTED = re.compile(_AUXILIARY)
_NEGATED = re.compile(NEGATED)
_SETTING = re.compile(
    r"(?:when|while|where) (?!do\b|does\b|did\b|is\b|are\b|was\b|were\b|have\b|has\b|can\b|will\b|would\b)"
)
_STORY = re.compile(
    r"\b(?:a|an|the|one|some|another|any|last|first|that|each|every) (?:\w+ ){0,3}?(?:time|times|day"
    r"|moment|story|experience|example|morning|week|memory"
    r"|situation|occasion|project|conversation)\b|\b(?:best|worst|hardest|easiest|proudest|scariest"
    r"|funniest|favou?rite|happiest) (?:or \w+ )?(?:experience|memory|memories|day|moment|thing|part|class"
    r"|week|year|trip|story|lesson|project)s?\b"
    r"|\b(?:una?|la|el|algun|alguna|ultima|primera|aquel|aquella) (?:\w+ ){0,2}?(?:vez|dia|momento"
    r"|historia|experiencia|ejemplo|manana|semana|recuerdo"
    r"|situacion|ocasion)\b|\b(?:mejor|peor) (?:o \w+ )?(?:experiencia|recuerdo|dia|momento|parte|clase"
    r"|cosa|semana|ano)s?\b"
)


def clause(sentence: Sentence, spanish: bool) -> Sentence:
    """The sentence without what stands before its main clause: "And at home, do you ..." -> "do you ..."."""
    start = _skip(sentence, 0)
    opening = _ABIERTA if spanish else _OPEN
    text = sentence.text
    if _FRONTED.match(text, start) and (_SETTING.match(text, start) or not opening.match(text, start)):
        for comma in re.finditer(r",\s+", text):
            after = _skip(sentence, comma.end())
            if opening.match(text, after) or (
                not spanish and (_INVERTED.match(text, after) or _NEGATED.match(text, after))
            ):
                start = after
                break
    return Sentence(sentence.shown[start:], text[start:])


def _skip(sentence: Sentence, start: int) -> int:
    marks = re.compile(r"[\s¿¡\"'*,]*").match(sentence.text, start)
    start = marks.end() if marks else start
    found = _LEAD_IN.match(sentence.text, start)
    start = found.end() if found else start
    marks = re.compile(r"[\s¿¡\"'*,]*").match(sentence.text, start)
    return marks.end() if marks else start


def is_open(sentence: Sentence, spanish: bool) -> bool:
    """Begins with a question word, or asks to tell something."""
    main = clause(sentence, spanish).text
    if spanish:
        return bool(_ABIERTA.match(main)) or bool(re.search(rf", (?:y )?{_QUE}", main))
    return bool(_OPEN.match(main))


def is_request(sentence: Sentence, spanish: bool) -> bool:
    """Asks to tell something, whatever its grammar: "Could you describe ..."."""
    main = clause(sentence, spanish).text
    return bool((_PEDIDA if spanish else _REQUESTED).match(main))


def is_inverted(sentence: Sentence) -> bool:
    """English: the main clause begins with an auxiliary, as a question for yes or no does."""
    main = clause(sentence, spanish=False).text
    return bool(_INVERTED.match(main)) and not is_request(sentence, spanish=False)


def is_negated(sentence: Sentence) -> bool:
    """English: the main clause begins with a negated auxiliary: "Don't you ..."."""
    return bool(_NEGATED.match(clause(sentence, spanish=False).text))


def asks_for_story(asked: Asked) -> bool:
    """Asks to tell something, or names one time, day or experience."""
    return any(is_request(sentence, asked.spanish) for sentence in asked.sentences) or bool(_STORY.search(asked.text))


def is_open_question(asked: Asked) -> bool:
    """Has a sentence that can only be answered in own words."""
    return any(is_open(sentence, asked.spanish) for sentence in asked.sentences) or bool(_STORY.match(asked.text))
