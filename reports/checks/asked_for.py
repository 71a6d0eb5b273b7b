"""Which thing a title asks to be written down: "Kid's first name", "pls type mom's cell", "At what number ...".

A title asks for a thing if it is a label, a command to write it, or a question which one it is. What is told about a
thing ("the day you lost your phone") has a verb of its own before it or is a story.
"""

from __future__ import annotations

import re

_COMMAND = re.compile(
    r"^(?:(?:please|pls|plz|kindly|optional|now|first|next|also|and|por favor|favor de|sirvase|para empezar"
    r"|primero|opcional)[,:]? )*"
    r"(?:enter|type|print|write|put|provide|give|list|state|spell|add|include|fill in|fill out|indicate|share"
    r"|note|record|log|supply|submit|specify|say|confirm|jot|insert|leave|drop|send|text|upload|attach|tell"
    r"|escrib[aei]r?|anot[aei]r?|ponga|pon|poner|indi(?:que|car?)|dig[ae]|dinos|diganos|de|de[jm][ae]r?|ingres[ae]r?"
    r"|proporcion[ae]r?|compart[aei]r?|llen[ae]r?|agreg(?:ue|a|ar)|apunt[ae]r?|registr[ae]r?|especifi(?:que|ca)"
    r"|mand[ae]|envi[ae]|incluy[ae]|inclu(?:ir)|complet[ae]r?|escribenos|pasa|pase|dime|digame|denos|danos)"
    r"(?:me|nos|le)?(?: (?:down|in|below|here|us|me|out|with us|aqui|abajo))*:? "
    r"(?!.{0,40}\b(?:how|what|why|when|about a|about the|like|como|cuando|por que)\b)"
)
_WHICH = re.compile(
    r"^(?:(?:and|so|also|hi|hello|ok|first|for our records|for the record|to start|y|bueno|primero|para empezar"
    r"|para nuestros registros)[,!:.]? )*"
    r"(?:(?:what|which|cual(?:es)?|que)(?:'s| is| are| was|s| would be| es| son| era) (?!like\b|going|it like)"
    r"|(?:may|can|could) (?:i|we) (?:please )?(?:have|get|ask|know|ask for|take|write down|note|see) "
    r"|(?:can|could|would|will) (?:you|u) (?:please )?(?:give|tell|write|leave|share|spell|state|type"
    r"|provide|print|confirm|say)(?: me| us| down)? (?!.{0,30}\b(?:how|why|when|about|what happened)\b)"
    r"|(?:me|nos) (?:da|das|dan|puede dar|puedes dar|podria dar|deja|dejas|regala|regalas|comparte|compartes"
    r"|pasa|pasas|dice|dices|puede decir|puedes decir|podria decir) )"
)
_BARE_WHICH = re.compile(r"^(?:(?:by|under|con|a|en|de) )?(?:what|which|que|cual) (?!is\b|are\b|was\b|es\b|son\b)")
_CLOSED = re.compile(
    r"^(?:y |and )?(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|may|might|ya|ha|has"
    r"|han|le|te|se"
    r"|les|tiene[sn]?|es|son|esta[sn]?|hay|puede[sn]?|quiere[sn]?|cree[sn]?|\w+(?:aste|iste)|al|cuando|when"
    r"|while|if|si)\b"
)
_RELATIVE = re.compile(
    r"\b(?:of |for |to |a |de |con )?(?:who|whom|whose|that|which|where|if|so|in case|as|que|quien|para|si"
    r"|en caso|donde|in order|because)\b"
)
_VERB = re.compile(
    r"\b(?:did|does|do|was|were|had|has|have|felt|feel|feels|happen\w*|called|calls|know|knows|knew|mean|means"
    r"|said|says|get|got|gets|when|why|how|am|is|are|will|would|can|could|should|changed|lost|forgot|told|asked"
    r"|going|using|having|getting|remember\w*|like|story|stories|time you|memory|favorite|favourite"
    r"|cuando|porque|como|fue|era|es|son|tuvo|paso|llamo|perdi\w+|olvid\w+|cambi\w+|recuerd\w+|historia|siente"
    r"|sintio|vez|recibio|usa|usan|hacer)\b"
)
_LEFT_OUT = re.compile(
    r"\b(?:no|not|never|without(?: any| using| saying| giving)?|don'?t (?:use|write|give|say|include|need)"
    r"|do not (?:use|write|give|say|include)|omit|leave out|instead of|rather than|by role,? not|sin(?: dar"
    r"| decir| usar)?|nunca|no (?:escriba|ponga|use|diga|anote)|omita|en lugar de)"
    r" (?:\w+ ){0,3}?(?:names?|nombres?|initials|iniciales|phones?|telefonos?|address\w*|direccion\w*|id|ids)\b"
)


_STORY_LABEL = re.compile(
    r"^(?:the |a |an |one |your |una? |la |el |su |tu )*(?:(?:last|first|latest|ultim[oa]"
    r"|primer[oa]?) (?!names?\b|and\b|initial|&|\+|,|or\b|y\b|apellido|nombre)"
    r"|(?:best|worst|favou?rite|mejor|peor) (?:\w+ )?(?:day|part|moment|memory|thing|experience|dia|parte"
    r"|momento|recuerdo)|time\b|day\b|moment\b|vez\b|dia\b"
    r"|momento\b|story\b|historia\b|ocasion\b)"
)


def written_down(text: str, *, labels: bool = True) -> str | None:
    """The part of ``text``, a folded sentence, that names what is to be written down; None where it asks otherwise.

    Without ``labels`` only commands and questions count.
    """
    text = _LEFT_OUT.sub(" ", text).strip(" ¿¡?.!:*\"'")
    for frame in (_COMMAND, _WHICH):
        found = frame.match(text)
        if found:
            return text[found.end() :]
    bare = _BARE_WHICH.match(text)
    if bare:
        return _VERB.split(_RELATIVE.split(text[bare.end() :], maxsplit=1)[0], maxsplit=1)[0]
    if not labels or _CLOSED.match(text) or _STORY_LABEL.match(text):
        return None
    head = _RELATIVE.split(text, maxsplit=1)[0]
    return head if head.strip() and not _VERB.search(head) else None
