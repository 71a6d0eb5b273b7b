"""More ways to ask for a number, a degree or a choice: levels, frequencies, keys of numbers, answers in a row."""

from __future__ import annotations

import re

LEVEL = re.compile(
    r"\b(?:level|degree|amount|frequency|likelihood|extent) of (?:agreement|satisfaction|comfort|confidence"
    r"|support|trust|interest|contact"
    r"|engagement|stress|motivation|belonging|happiness|safety|communication|involvement|concern|difficulty"
    r"|understanding|recommend\w*)\b"
    r"|\boverall (?:satisfaction|rating|experience) (?:with|of|rating)\b|\bsatisfaction (?:level|rating|score"
    r"|with)\b|\bscore from\b"
    r"|\b\d ?(?:=|:|-|\() ?[a-z][^0-9]{1,40}\b\d{1,2} ?(?:=|:|-|\() ?[a-z]|\(\d ?(?:-|to|–) ?\d{1,2}\)|\b(?:1|0"
    r"|one|zero) ?(?:\w+ ?)?(?:to|through|-|–) ?(?:3|4|5|7|10|100|five|ten)\b(?= ?[,.?)]|$)"
    r"|\b(?:how many|number of) (?:times|days|hours|nights|minutes) (?:a|per|each|in a|in the (?:last|past)|this"
    r"|last|do|does|did|have|has)\b"
    r"|\bhow (?:often|frequently|regularly|many times)\b|\bwhat (?:percent(?:age)?|fraction|portion|share) of\b"
    r"|\bmost (?:true|important|accurate) (?:for|to|statement)"
    r"|\b(?:select|choose|pick|mark|circle|tick|check|indicate|click) (?:the |one |a |your |which |all |up to "
    r"|how )(?:\w+ ){0,3}?(?:statement|option|answer|box|boxes|response|word|words|number|face|emoji"
    r"|smiley|level|rating|reasons?|choice|color|that apply|best|describes|much|often|of the following|of these)\b"
    r"|\bwhich (?:of (?:the following|these|the options)|option|statement|answer|choice|word|emoji|face|number"
    r"|reason)\b|\bwhich (?:one )?(?:best|most closely|better) (?:describes|fits|matches|represents|reflects"
    r"|captures)\b|\brank\b.{0,60}\b(?:from|order|most|least|1|these|following)\b"
    r"|\bhow would you (?:rate|rank|grade|score)\b|\bwould you say .{2,80}, .{2,40}\bor\b"
    r"|\b(?:true|false)/(?:true|false)/\w+|\bagree\b.{0,12}\bdisagree\b|\bdisagree\b.{0,12}\bagree\b|\b(?:a|b|c"
    r"|d|f)(?:-|\+)? (?:to|through|-) f\b|\bletter grade\b|\bthermometer\b|(?<!\d )\bout of (?:\d+|ten|five)\b"
)
NIVEL = re.compile(
    r"\b(?:nivel|grado|frecuencia|probabilidad) (?:general )?de (?:su |tu )?(?:acuerdo|satisfaccion|comodidad"
    r"|confianza|apoyo|interes|contacto|estres|motivacion|seguridad|comunicacion|participacion"
    r"|dificultad|felicidad|que)\b|\bsatisfaccion (?:general|con)\b|\b\d ?(?:=|:"
    r"|\() ?[a-z][^0-9]{1,40}\b\d{1,2} ?(?:=|:|\() ?[a-z]"
    r"|\bcuantas veces\b|\bcuantos dias (?:a|por|de|al|falta|en)\b|\bcuantas horas\b|\bcada cuanto\b|\bque tan\b"
    r"|\bque tanto\b|\bcuan \w+(?:[oa]s?|nte|ble)\b|\ben que medida\b"
    r"|\b(?:marque|marca|seleccione|selecciona|elija|elige|escoja|escoge|indique|senale|palomee|tache"
    r"|encierre) (?:con (?:una )?\w+ )?(?:el|la|los|las|una|un|su|tu|cual|que|todas|todos"
    r"|solo)\b.{0,40}\b(?:opcion|opciones|respuesta|respuestas|nivel|grado|carita|numero"
    r"|frase|palabra|afirmacion|casilla|que mejor|mejor describ\w*|apliquen|correspondan|frecuencia)"
    r"|\bcual de (?:las|los|estas|estos|esas)\b|\bque porcentaje\b|\ben (?:una )?escala\b|\b(?:califique"
    r"|califica|puntue|evalue|valore|ordene|clasifique)\b|\bcomo calificaria\w*"
    r"|\bdiria[s]? que .{2,80}, .{2,40}\bo\b"
    r"|\b(?:del|de) (?:0|1|uno|cero) al? (?:\d+|diez|cinco)\b|\bde acuerdo\b.{0,12}\bdesacuerdo\b|\bque (?:nota"
    r"|calificacion|puntuacion) "
)
STEPS = (
    "never|rarely|seldom|sometimes|often|usually|always|almost never|occasionally|almost always|daily|weekly"
    "|monthly|yearly|every day|every week"
    "|once a week|once a month|once a year|once a semester|twice a week|a few times|hardly ever|rarely or never"
    "|most days|some days|most of the time",
    "helpful|unhelpful|neutral|excellent|good|fair|poor|bad|average|okay|ok|great|satisfactory|unsatisfactory"
    "|needs improvement|very good|very bad|mostly good"
    "|mostly bad|in between|so-so|terrible|very poor|outstanding|acceptable|unacceptable|adequate|inadequate",
    "very easy|easy|neither|hard|very hard|difficult|very difficult|just right|too much|too little|too easy"
    "|too hard|about right|about the same|better|worse|the same",
    "satisfied|very satisfied|dissatisfied|very dissatisfied|unsatisfied|neutral|happy|very happy|unhappy|sad"
    "|somewhat satisfied",
    "very|somewhat|not very|not at all|a little|a lot|extremely|quite|slightly|moderately|not much|none|some"
    "|completely|mostly|partly",
    "high|medium|low|strong|weak|very high|very low|moderate",
    "strongly agree|agree|neutral|disagree|strongly disagree|not sure|unsure|somewhat agree",
    "nunca|rara vez|a veces|casi nunca|casi siempre|siempre|seguido|diario|diariamente|semanal|mensual"
    "|cada semana|cada mes|todos los dias|una vez|de vez en cuando|ocasionalmente|raras veces|algunas veces"
    "|a menudo|frecuentemente|con frecuencia",
    "excelente|muy bueno|muy buena|bueno|buena|regular|malo|mala|deficiente|pesimo|muy malo|muy mala|aceptable"
    "|bien|mal|muy bien|muy mal|mas o menos|buenos|malos|normal|pesima",
    "mucho|poco|nada|bastante|algo|muy poco|demasiado|muchisimo|mas o menos|suficiente",
    "alto|medio|bajo|alta|media|baja|muy alto|muy bajo",
    "satisfecho|satisfecha|insatisfecho|insatisfecha|muy satisfecho|neutral|poco satisfecho",
    "facil|muy facil|dificil|muy dificil|ni facil ni dificil|mejor|peor|igual",
)
IN_A_ROW = re.compile(
    r"^(?:was|were|is|are|do|does|did|has|have|would you say|fue|era|es|esta|son|como (?:fue|es|esta"
    r"|estuvo))\b[^?]{3,80}?[:,]? "
    r"(?:(?:mostly |very |too |muy |mas )?[\w-]+(?: [\w-]+)?, ){1,4}(?:(?:mostly |very |too "
    r"|muy )?[\w-]+(?: [\w-]+)?,? )?(?:or|o|u) (?:mostly |very |too |muy |somewhere "
    r"|more )?(?:in )?[\w-]+(?: [\w-]+)?\??$"
)
