"""Questions that a word or a number answers: yes and no, scales, lists to choose from."""

from __future__ import annotations

import re

from reports.answer_shapes import plain
from reports.checks.asked import Asked, Sentence, folded
from reports.checks.finding import HTH_UNBOXED, INFLEXION, Reason, Severity
from reports.checks.question_stems import clause, is_inverted, is_open, is_request
from reports.checks.rewrites import rewritten
from reports.checks.scale_patterns import IN_A_ROW, LEVEL, NIVEL, STEPS
from rounds.form import QuestionKind

_YES_NO_MARK = re.compile(
    r"\b(?:yes ?(?:/|or) ?no|y/n|true ?(?:or|/) ?false|si ?(?:/|o) ?no|verdadero ?(?:o|/) ?falso)\b(?! question)"
)
_CHECK_ONE = re.compile(r"^(?:(?:you|your \w+|u|they|ever|any|anyone|anybody|everyone|everything|everybody) )")
_ANYTHING_ELSE = re.compile(
    r"\b(?:anything|something|any \w+|what) else\b|\banything (?:you|i|we|that (?:you|we|i)|more|to add"
    r"|missing)\b|\b(?:anything|something|any questions?|questions?) (?:you(?:'d| would)? (?:like|want)|(?:i"
    r"|we) (?:forgot|missed|left out|did)"
    r"|(?:for|you have for) (?:us|me))"
    r"|\b(?:algo|alguna cosa|nada) mas\b|\bhay algo (?:mas |que (?:no |quiera|quieras|guste|quisiera"
    r"|le gustaria|te gustaria|yo|olvid))|\b(?:quiere|quieres|quisiera|desea) (?:agregar|anadir|decir"
    r"|contar)"
)
_FOLLOW_UP = re.compile(
    r"(?:^|[?.,;:] )(?:and |y )?(?:why(?: or why not| not)?|how so|how come|in what way|if (?:so|yes|not"
    r"|no)|if you|explain|please explain|tell (?:me|us)|say more|describe|give (?:me|us|an)|share"
    r"|what (?:happened|made|was|did|is|are|do|does|kind|would|about)|when was|how (?:did|do|was|does)"
    r"|can you (?:give|tell|think)"
    r"|por que(?: no| si)?|si es asi|en caso afirmativo|de ser asi|explique|expliqu?e?|cuent[ea]"
    r"|describ[ea]|como (?:fue|es|lo|se|te)|que (?:paso|sintio|hizo)|de que manera|diga|dime|comparta"
    r"|comparte|mencione)\b"
    r"|\b(?:why or why not|why/why not|please explain|por que si o por que no)\b"
)
# A question of its own that only makes sense after the one before.
_NEXT_FOLLOWS = re.compile(
    r"(?:and |y )?(?:if (?:so|yes|not|no)\b|why\b(?! (?:is|are|was|were|do|does|did) \w+ \w+ \w+)|how so|how come"
    r"|in what way"
    r"|please (?:explain|describe|tell)|explain\b|tell (?:me|us) more|say more|describe (?:it|that|this|how)"
    r"|what happened|give an example|can you (?:give|tell us more)|por que\b|si es asi|en caso afirmativo|de ser asi"
    r"|explique|cuente(?:me|nos)? mas|que paso|de que manera|de un ejemplo)"
)
_VERBO = re.compile(
    r"(?:(?:usted|tu|su \w+|sus \w+|tus? \w+|los \w+|las \w+|el \w+|la \w+) )?(?:no )?(?:(?:le|te|les|se"
    r"|lo|la|me|nos|alguien|alguna vez|alguna) )*"
    r"(?:ha|has|han|hay|hubo|habia|tiene|tienes|tienen|tuvo|es|eres|son|esta|estas|estan|estuvo|fue|era"
    r"|gusta|gustan|gusto|siente|sientes|sienten|sintio|cree|crees|creen|puede|puedes|pueden|podria|sabe"
    r"|sabes|saben|entiende|entiendes|conoce|conoces"
    r"|quiere|quieres|recibe|recibes|recibio|falta|falto|faltaste|llega|llegas|llego|ayuda|ayudan|escucha"
    r"|escuchan|importa|parece|va|vas|van|hace|haces|come|comes|piensa|piensas|confia|confias|necesita"
    r"|necesitas|participa|recuerda|recuerdas|pudo|pudiste|tuviste|fuiste|estuviste|sentiste|preguntado"
    r"|dijo|dijeron|paso|vive|vives|usa|usas|duerme|duermes|lee|lees|habla|hablas|hablan|ve|ves|\w+(?:aste"
    r"|iste))\b"
)
_RATED = (
    r"(?!long\b|many\b|much\b|old\b|far\b|come\b|about\b|else\b|early\b|late\b|soon\b|exactly\b|then\b"
    r"|ever\b|big\b|tall\b|large\b|specifically\b|might\b|can\b|could\b|do\b|does\b|did\b|is\b|are\b|was\b"
    r"|were\b|has\b|have\b|had\b|will\b|would\b|should\b|to\b|the\b|you\b|your\b|we\b|it\b|that\b|this\b"
    r"|differently\b|quickly\b)"
)
_HOW_RATED = re.compile(
    rf"^how (?:very |much |strongly )?{_RATED}(?:\w+ly |much )?{_RATED}(?:\w+(?:-\w+)?)(?: (?:and"
    r"|or) \w+)? (?:is|are|was|were|do|does|did|am|have|has|would|will|r)\b"
    r"|^how (?:often|frequently|likely|satisfied|strongly|comfortable|confident|well|happy)\b"
    r"|^how much (?:do|does|did|are|is) (?:you|your \w+|u|they) (?:agree|trust|believe|value|feel|worry"
    r"|care|look forward|participate|understand|belong)"
    r"|^to what (?:extent|degree)\b|^how much of the time\b"
)
_SCALE = re.compile(
    r"\b(?:0|1) ?= ?\w|\bthumbs (?:up|down)\b|\b(?:would|do|to) (?:you )?grade (?:your|the|our|this|how)\b"
    r"|^(?:please )?(?:circle|tick|mark|check|pick|choose|select) (?:how|what|the|a|which)\b|"
    r"\b(?:on|using|in) (?:a|an|the|this)(?: \w+)? scale\b|\bscale (?:of|from|where)\b|\bfrom (?:0|1|zero"
    r"|one) (?:to|-) (?:\d+|three|four|five|six|seven|ten)\b|(?<!grade )(?<!grades )(?<![\w-])(?:0"
    r"|1)(?: ?(?:-|–) ?| to | through )(?:3|4|5|6|7|10|100)\b(?!(?:st|nd|rd|th)| ?(?:grade|years?|hours?"
    r"|minutes?|weeks?|days?|people|per))"
    r"|^(?:please )?(?:(?:rate|rank|score)\b|grade (?:your|our|this|each|how|the (?!student)))(?! (?:level|band"
    r"|point|of\b|in\b|you\b|the student))"
    r"|\b(?:would|do|did|can|could|will|to|should|please) (?:you |u |they |your \w+ )?(?:rate|rank"
    r"|score)\b|\b(?:stars?|points|thumbs up) (?:\(|out of|from|would|for)|\bhow many stars\b"
    r"|\bout of (?:5|10|100|five|ten)\b|\bgive .{1,60}\b(?:stars?|a score|a grade|a rating|points"
    r"|a number)\b|\bwhat (?:score|rating|grade|number) (?:would|do|from)"
    r"|\b(?:strongly|somewhat|totally|completely|mostly) (?:dis)?agree\b|\bagree ?(?:/|or|,|-"
    r"|–) ?(?:disagree|neutral)|\bdisagree (?:or|/) agree\b|\b(?:very|extremely|somewhat) (?:satisfied"
    r"|dissatisfied|likely|unlikely|important|safe|unsafe|comfortable|happy)\b.*(?:,|/| or | to )"
    r"|\bnot at all\b.*(?:,|/| or | to |-)|(?:,|/| or | to |-) ?not at all\b"
    r"|^(?:please )?(?:circle|tick|check|mark|select|choose|pick|click)(?: on)? (?:one|all|any|the|which"
    r"|your|each|as many|a|an|up to|two|three|only)\b(?! person| partner)|(?<!on )(?<!at )\bwhich (?:word"
    r"|words|option|answer|number|face|emoji|color|statement|choice|of (?:these|the following"
    r"|the below))\b|\b(?:select|check|mark|choose|tick) all that\b|\bmultiple choice\b"
    r"|\bwhat percent(?:age)?\b|\bin one word\b|\ba number (?:from|between)\b|\bbetween (?:0|1|one"
    r"|zero) and (?:5|10|100|five|ten)\b"
)
_ESCALA = re.compile(
    r"\b(?:pon|ponle|ponga|pongale|da|dale|dele) (?:una |la )?(?:calificacion|nota|estrellas|puntuacion)\b"
    r"|\buna calificacion (?:a|al|del)\b|"
    r"\b(?:en|con|usando) (?:una|la|esta) escala\b|\bescala d?e?l?\b|\bdel? (?:0|1|uno|cero) (?:a|al"
    r"|hasta) (?:el )?(?:\d+|cinco|diez|siete|cuatro|tres)\b|(?<![\w-])(?:0|1) ?(?:-|–|a|al) ?(?:5|7|10"
    r"|100)\b|\b(?:califi(?:que|ca|caria|carias|cas)|puntue|puntua|evalue|evalua|valore|valora|ordene"
    r"|ordena|clasifique)\b(?! con| para)"
    r"|\bque tan(?:to|ta|tos)?\b(?! (?:lejos|temprano|tarde|larg|cerca))|\bcuan (?!lejos|larg)\w+\b"
    r"|\bcon (?:que|cuanta) (?:frecuencia|regularidad)\b|\bcada cuanto\b|\bque tan seguido\b"
    r"|\ben que (?:medida|grado)\b(?! (?:esta|estas|va|estudia|cursa))|\bhasta que punto\b|\b(?:muy"
    r"|totalmente|completamente|algo) (?:de acuerdo|en desacuerdo|satisfech\w+|insatisfech\w+)\b"
    r"|\bde acuerdo (?:o|/|,|-) ?(?:en )?desacuerdo\b"
    r"|^(?:por favor,? )?(?:marque|marca|seleccione|selecciona|elija|elige|escoja|escoge|encierre|encierra"
    r"|senale|senala|tache)\b|\bcual(?:es)? de (?:las|los|estas|estos)\b|\bestrellas\b"
    r"|\bque (?:calificacion|nota|puntuacion|puntaje|numero) (?:le|les|te|del|dar)\b|\bque (?:palabra"
    r"|opcion|carita|emoji) (?:describe|define|elige|escoge|va|representa)\b|\bque porcentaje\b"
)
_STEPS = tuple(tuple(steps.split("|")) for steps in STEPS)
_SURE_STEPS = (
    "never",
    "nunca",
    "strongly agree",
    "satisfied",
    "satisfecho",
)  # two of these are a scale, of others three
_LIST = re.compile(r"\s*(?:,|/|;|\||\s[-–]\s|\bor\b|\bo\b|\bu\b|\bto\b)\s*")
_CHOICES = re.compile(
    r": [^/?.]{1,30} ?/ ?[^/?.]{1,30} ?/ ?[^/?.]{1,30}[?.]?$"
)  # "homework is: too much / right / too little"
_RATING_OPTION = re.compile(
    r"\d{1,3}|(?:very |extremely |somewhat |strongly |not (?:very |at all )?|almost |muy |nada |algo "
    r"|totalmente |casi |poco )*(?:never|rarely|seldom|sometimes|often|usually|always|agree|disagree"
    r"|neutral|satisfied|dissatisfied|unsatisfied|likely|unlikely"
    r"|good|fair|poor|excellent|bad|great|ok|okay|average|high|low|medium|important|unimportant"
    r"|comfortable|uncomfortable|safe|unsafe|helpful|unhelpful|easy|difficult|hard|at all|a lot|a little"
    r"|some|none|daily|weekly|monthly|every day|once a \w+"
    r"|nunca|rara vez|a veces|siempre|seguido|de acuerdo|en desacuerdo|satisfech[oa]|insatisfech[oa]"
    r"|probable|improbable|buen[oa]|mal[oa]|regular|excelente|importante|comod[oa]|segur[oa]|util|facil"
    r"|dificil|mucho|poco|nada|bastante)(?: (?:agree|disagree|much|often|of the time))?"
)
_YES_NO_OPTION = re.compile(
    r"(?:yes|no|si|maybe|not sure|unsure|i don'?t know|no se|tal vez|quizas|prefer not to (?:say|answer)"
    r"|sometimes|n/a|true|false|verdadero|falso)\b.*"
)


def yes_no(asked: Asked) -> Reason | None:
    """One word answers it. Milder (info) where the wording, the next question or a branch asks on."""
    if _ANYTHING_ELSE.search(asked.text):
        return None
    closed = [nth for nth, sentence in enumerate(asked.sentences) if _is_yes_no(asked, sentence)]
    if not closed and not _YES_NO_MARK.search(asked.text) and not _has_yes_no_options(asked):
        return None
    if not closed and any(is_request(sentence, asked.spanish) for sentence in asked.sentences):
        return None  # "Describe a moment when you said yes or no to something"
    if _asks_on(asked, closed):
        message = "Yes or no would do for an answer. The follow-up helps; asking for the story at once is better still."
        return Reason(message, rewritten(asked, "yes_no"), INFLEXION, Severity.INFO)
    message = "Yes or no would do for an answer, and then the conversation is over. Ask for a time when it happened."
    return Reason(message, rewritten(asked, "yes_no"), INFLEXION)


def closed_scale(asked: Asked) -> Reason | None:
    """A number, a grade or a choice answers it: scales, frequencies, lists of answers, grids of ratings."""
    if not (_is_rating_field(asked) or _asks_for_rating(asked)):
        return None
    message = "A number or a ready-made choice answers it, as in a survey. It counts opinions and hears no story."
    return Reason(message, rewritten(asked, "closed_scale"), HTH_UNBOXED)


def offers_choice(asked: Asked) -> bool:
    """Numbers or ready-made answers, not only a "how happy are you"."""
    return (
        _is_rating_field(asked)
        or _offers_steps(asked)
        or bool(
            (
                not re.match(r"que tan", asked.text.lstrip("¿ "))
                and (_ESCALA if asked.spanish else _SCALE).search(asked.text)
            )
            or re.match(r"how (?:often|likely|satisfied)\b", asked.text)
        )
    )


def _is_yes_no(asked: Asked, sentence: Sentence) -> bool:
    if is_open(sentence, asked.spanish):
        return False
    main = clause(sentence, asked.spanish).text
    if asked.spanish:
        if sentence.asks:
            return len(main.split()) > 1
        return (
            "?" not in asked.text and len(asked.sentences) == 1 and bool(_VERBO.match(main)) and not _is_fragment(main)
        )
    if is_inverted(sentence):
        return True
    return sentence.asks and bool(_CHECK_ONE.match(main)) and len(main.split()) > 2


def _is_fragment(main: str) -> bool:
    """ "la peor experiencia que has tenido": a noun with an article, no question for yes or no."""
    return bool(re.match(r"(?:la|el|los|las|su|tu) (?:mejor|peor|ultim|primer)", main))


def _asks_on(asked: Asked, closed: list[int]) -> bool:
    last = closed[-1] if closed else 0
    follows = any(is_open(sentence, asked.spanish) for sentence in asked.sentences[last + 1 :])
    nexts = bool(asked.next_title) and bool(_NEXT_FOLLOWS.match(folded(asked.next_title).lstrip("¿¡ ")))
    return follows or bool(_FOLLOW_UP.search(asked.text)) or nexts or asked.question.branches


def _has_yes_no_options(asked: Asked) -> bool:
    options = [plain(option) for option in asked.question.options]
    return len(options) >= 2 and all(_YES_NO_OPTION.fullmatch(option) for option in options)


def _is_rating_field(asked: Asked) -> bool:
    question = asked.question
    if question.kind is QuestionKind.SCALE:
        return True
    options = [plain(option) for option in question.options]
    rated = len(options) >= 2 and 2 * sum(bool(_RATING_OPTION.fullmatch(option)) for option in options) > len(options)
    if question.kind is QuestionKind.GRID_ROW:
        return rated or not options
    return rated and question.kind in (QuestionKind.CHOICE, QuestionKind.CHECKBOXES)


def _asks_for_rating(asked: Asked) -> bool:
    if _offers_steps(asked):
        return True
    for sentence in asked.sentences:
        main = clause(sentence, asked.spanish).text
        pattern = _ESCALA if asked.spanish else _SCALE
        request = is_request(sentence, asked.spanish)
        if pattern.search(main) and not (
            request
            and not re.search(
                r"^(?!.*\b(?:about|a time|the time|the day|vez|dia)\b).*\d|\bscale\b|\bescala\b|\bstars?\b|\bgive\b",
                main,
            )
        ):
            return True
        if not request and ((NIVEL if asked.spanish else LEVEL).search(sentence.text) or IN_A_ROW.match(main)):
            return True
        if not asked.spanish and _HOW_RATED.match(main):
            return True
    return False


def _offers_steps(asked: Asked) -> bool:
    """Offers steps of a scale in the wording: "never, sometimes, always"."""
    if _CHOICES.search(asked.text):
        return True
    pieces = {piece.strip(" .?!:()'\"¿") for piece in _LIST.split(asked.text[-300:])}
    pieces |= {piece.split()[-1] for piece in pieces if piece.split()} | {piece.split(": ")[-1] for piece in pieces}
    for steps in _STEPS:
        found = [step for step in steps if step in pieces]
        if len(found) >= (2 if steps[0] in _SURE_STEPS else 3):
            return True
    return False
