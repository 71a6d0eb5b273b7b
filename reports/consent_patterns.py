"""Titles that ask whether somebody agrees to be listened to, in English and Spanish, in the form of ``plain``.

Agreeing with an opinion, and permission to leave a class, are other matters: the words must speak of notes or of an
interview, or of nothing else at all.
"""

from __future__ import annotations

import re

from reports.answer_shapes import plain

_ABOUT = (
    r"(?:notes?|words|answers?|responses?|stor(?:y|ies)|voice|interview\w*|conversations?|record(?:ing|ed)?|quot\w+"
    r"|shar(?:e|ed|ing)|tak(?:e|ing) part|participat\w+|sa(?:y|ys|id)|told|writ(?:e|ten|ing) (?:\w+ )?down|photo\w*"
    r"|video|audio|(?:be|being) part|(?:talk|speak)(?:ing)? (?:to|with) (?:us|me|you))"
)
_SOBRE = (
    r"(?:notas|palabras|respuestas|historias?|voz|entrevista\w*|conversacion|grab\w+|cit(?:ar|emos)|compart\w+"
    r"|particip\w+|tom(?:ar|emos) parte|anot\w+|lo que (?:dic|dig|dij|nos|cuent|compart)\w*|fotos?|videos?)"
)
_ONE = (
    r"(?:person|interviewee|participant|respondent|speaker|student|child|parent|guardian|caregiver|family|worker"
    r"|employee|mother|father)"
)
_WHO = rf"(?:i|we|you|they|he|she|everyone|everybody|(?:the|this|your) {_ONE}(?: (?:or|and|/) {_ONE})?)"
_ALL_RIGHT = rf"\b(?:is|are|was|were) (?:it|{_WHO}) (?:ok|okay|all right|alright)"
CONSENT = re.compile(
    "|".join(
        (
            r"\bconsent|\bassent\b",
            rf"\bpermissions? (?:to|for|that|of)\b.*\b{_ABOUT}\b",
            rf"^(?:\w+ )?permissions? from (?:the |a |their )?{_ONE}s?\b",
            r"\bpermissions? (?:was |is |has been )?(?:given|granted|received|obtained)",
            r"\b(?:give|gives|gave|given|have|had|got|get) (?:us )?(?:their |your )?permission$",
            rf"\bagree[sd]? (?:to|that)\b.*\b{_ABOUT}\b|\bagree[sd]? to (?:this|it|us|the above|the following)\b",
            rf"{_ALL_RIGHT}\b.*\b{_ABOUT}\b|{_ALL_RIGHT} (?:with|if) (?:this|that|us|we|i)\b",
            rf"\b(?:ok|okay) (?:to|if|for us to|with us)\b.*\b{_ABOUT}\b",
            r"\b(?:ok|okay) (?:to|if|for us to|with us) (?:use|keep|write|include|store) (?:this|it|them)\b",
            r"^(?:may|can|is it ok if|are you ok if) (?:we|i)"
            r" (?:record|use|share|keep|write|take|include|store|quote|save|note)",
            r"\bconsentimiento|\basentimiento|\bconsiente|\bautoriz",
            rf"\bpermiso (?:para|de|que)\b.*\b{_SOBRE}\b",
            r"\b(?:da|dio|dan|dieron|tiene|tenemos) (?:su )?permiso$",
            rf"\b(?:acepta[ns]?|acepto|aceptaron|de acuerdo)\b.*\b{_SOBRE}\b",
            r"\b(?:podemos|puedo) (?:usar|compartir|guardar|escribir|anotar|grabar|tomar notas|citar)",
        )
    )
)

_UNO = (
    r"(?:persona|participante|entrevistad[oa]|estudiante|alumn[oa]|familia|madre|padre|mama|papa|tutora?|cuidadora?"
    r"|trabajadora?|nin[oa]|hij[oa]|joven)"
)
_QUIEN = rf"(?:usted|ustedes|tu|el|ella|ellos|ellas|(?:la|el|esta|este|su|tu) {_UNO}(?: entrevistad[oa])?)"
_TO = r"(?: (?:to|with) (?:this|that|it|the above|all of this))?"
_A_ESO = r"(?: (?:con|a) (?:esto|eso|ello|todo))?"
_YES_NO = r"(?:,? ?\(?(?:yes ?(?:/|or) ?no|y/n|si ?/ ?no|si o no)\)?)?"
_HOW = r"(?:(?:verbal|oral|written|signed|parent(?:al)?|guardian|caregiver|family|interview) )?"
CONSENT_ALONE = re.compile(
    "(?:"
    + "|".join(
        (
            rf"(?:do|does|did|will|would|has|have) {_WHO} agreed?{_TO}",
            rf"(?:{_WHO} )?(?:has |have )?agree[sd]?{_TO}",
            rf"(?:is|are|was|were) {_WHO} (?:ok|okay|fine|in agreement) with (?:this|that|it)",
            rf"(?:do|does|did|will|has|have) {_WHO} (?:give|given|have) (?:us )?(?:their |your |his |her )?permission",
            rf"{_HOW}permissions?(?: (?:was |is |has been )?(?:given|granted|received|obtained|confirmed|on file))?",
            rf"(?:do|did) (?:we|you) (?:have|get) {_HOW}permission",
            rf"(?:{_QUIEN} )?(?:esta|estas|estan|estuvo|estuvieron|estoy|estamos)(?: {_QUIEN})? de acuerdo{_A_ESO}",
            rf"de acuerdo|(?:{_QUIEN} )?(?:acepta[ns]?|acepto|acepte|aceptaron)(?: {_QUIEN})?{_A_ESO}",
            rf"(?:{_QUIEN} )?(?:nos )?(?:da[ns]?|dio|dieron|otorg[ao])(?: {_QUIEN})? (?:su |tu )?permiso",
            r"(?:se )?(?:dio |tiene )?(?:su )?permiso(?: (?:dado|otorgado|concedido|recibido|verbal|escrito|firmado))?",
        )
    )
    + rf"){_YES_NO}"
)
_AGREES_OR_NOT = re.compile(
    r"(?:(?:yes|si|no|ok|okay)\b[ ,.:-]*)?(?:(?:i|we|they|he|she|yo)\b ?)?(?:(?:do|does|did) not |don't |doesn't |no )?"
    r"(?:(?:dis)?agree[sd]?|(?:estoy |esta )?de acuerdo|acept[ao]|consents?|consiento)?"
)


def agrees_or_not(choice: str) -> bool:
    """Whether ``choice`` says yes or no to an agreement and nothing else: "Sí", "No acepto", "They agree"."""
    text = plain(choice).strip(" .!")
    return bool(text) and _AGREES_OR_NOT.fullmatch(text) is not None
