"""What a question takes for granted: facts for all, blame, praise, effects, answers to pick. Both languages."""

from __future__ import annotations

import re

_SOUND = (
    r"(?:wonderful|amazing|great|excellent|fantastic|awesome|incredible|outstanding|beautiful|terrific|superb|brilliant"
    r"|lovely|caring|dedicated|supportive|helpful|talented|hard-?working|generous|patient|kind|important"
    r"|essential|crucial"
    r"|vital|critical|valuable|beneficial|lucky|fortunate|proven|effective|successful|exciting|a hit|a success"
    r"|a blessing"
    r"|a waste|better|safer|worse|terrible|awful|horrible|unfair|useless|pointless|ridiculous|chaotic|lazy|careless"
    r"|irresponsible|disruptive|bad for|good for|the best|the worst|key to|the key)"
)
_PEOPLE = (
    r"(?:everyone|everybody|people|nobody|no one|(?:most|many|other|some|all|lots of|a lot of|plenty of|several"
    r"|all the|all of the|so many|the other) (?:of (?:the|our|your) )?[\w'-]+(?: [\w'-]+)?"
    r"|(?:teachers|parents|students|kids|families|staff|experts|doctors|your \w+))"
)
_TELLS = (
    r"(?:tell us|tells us|told us|have told us|say|says|said|keep saying|keeps saying|have said|agree|agrees"
    r"|think|thinks"
    r"|believe|believes|love|loves|hate|hates|enjoy|enjoys|find|finds|complain|complains|admit|report|prefer|prefers"
    r"|have noticed|seem to|rave|worry)"
)
GRANTED = re.compile(
    r"\b(?:it(?:'s| is) (?:well[- ]known|common knowledge|no secret|a fact|a well-known fact|clear|obvious"
    r"|understood|true"
    r"|widely \w+|proven) (?:that|how)?|it goes without saying|needless to say|let'?s (?:be honest|face it|be real)"
    r"|there(?:'s| is) no (?:doubt|question|denying)|as (?:we|you|everyone|everybody|you may|we all|you all"
    r"|i'm sure you|most of us)"
    r" (?:all )?(?:surely |probably |already )?know"
    r"|(?<!do )(?<!did )(?<!would )(?<!does )(?<!what )(?<!when )(?:we|you|i) (?:all )?(?:know|agree|can agree"
    r"|believe|all understand)"
    r" (?:that |how |it'?s |it is )|you(?:'d| would| have to| must| probably| surely| certainly"
    r"| will)(?: have to)? (?:agree|admit)"
    r"|(?:it|that|this|things|you|she|he|your \w+) must(?:'ve)? (?:be|have been|been|feel|have felt|have|get|really)"
    r"|we(?:'re| are) (?:so |very |all )?(?:proud|lucky|excited|fortunate)|(?:in light|because) of the fact that"
    r"|research (?:shows|says|proves|tells)|studies (?:show|say|prove)|(?:data|statistics|evidence) (?:shows?|proves?)"
    r"|undoubtedly|undeniably|unquestionably|without a doubt|unfortunately|fortunately|luckily|thankfully|sadly"
    r"|hopefully"
    r"|wouldn'?t it be|don'?t we all|who doesn'?t|isn'?t it (?:true|great|nice|clear|obvious)|everyone (?:knows"
    r"|agrees))\b"
)
GIVEN = re.compile(
    r"^(?:since|as|because) [^,?]{3,60}\b(?:important|essential|crucial|matters|helps|better|best|so much|proven"
    r"|key|good for)\b[^,?]{0,20}, "
    r"|^as an? (?:good|responsible|caring|concerned|involved|loving|dedicated) \w+,|^(?:(?:so|and"
    r"|but) )?(?:given|considering|seeing|knowing|recognizing|granted|assuming you agree|now|with)"
    r" (?:that|how|as|all|everything|the fact that|the amount|so many|such) [^?]{5,}?, (?:what|how|why|where"
    r"|when|who|which|do|does|is|are|would)\b"
)
THEY_SAY = re.compile(
    rf"^(?:i hear |we hear |i've heard |we've heard |it seems |apparently )?(?:that )?{_PEOPLE} (?:\w+ )?{_TELLS}\b"
)
IT_IS_GOOD = re.compile(
    r"^(?!if\b|when\b|what|how|why|who|where|which|is\b|are\b|some\b|tell|describe|think|share|walk|in your"
    r"|interview|notes?)"
    r"(?:(?:our|the|this|that|these|your|it|being|having|having a|getting|going|coming|missing|[\w'-]+) ){1,6}?"
    r"(?:is|are|was|were|has been|have been|seems?|looks?)(?: (?:so|very|really|truly|such|just|all|clearly"
    r"|quite|a|an|the|pretty))*"
    rf" {_SOUND}\b"
)
IT_HELPS = re.compile(
    r"^(?:good |regular |daily |our |the |this |new |having |being |coming )*(?:[\w'-]+ ){1,3}?(?:really "
    r"|always |clearly )?"
    r"(?:matters?|makes? (?:a|all the) (?:big |huge )?difference|helps? (?:students|kids|children|everyone|families)"
    r"|improves?|causes?|leads? to|ruins?|hurts?)\b"
)
WHY_NOT = re.compile(
    r"^(?:so |and |but )?why (?!don'?t (?:you|they|we|your \w+) (?:just|simply|try|ask|talk|set|use|join|start"
    r"|get up|make|wake|tell|speak))(?:can'?t|won'?t|don'?t|doesn'?t|isn'?t|aren'?t|didn'?t|haven'?t|hasn'?t"
    r"|wasn'?t|weren'?t"
    r"|wouldn'?t|couldn'?t|(?:do|does|did|is|are) (?:[\w'-]+ ){1,3}?(?:not|never|refuse|fail|neglect|avoid|always|keep"
    r"|insist))\b"
)
BLAMES = re.compile(
    r"^(?:why|how can|how could|how come|what makes|what made|what kind of)\b.{0,80}\b(?:(?:don'?t|doesn'?t"
    r"|didn'?t|do not|does not|did not|never) (?:really |even |seem to )?"
    r"(?:care|bother|value|try|respect|listen|pay attention|make (?:the|any|an) effort|take .{1,20} seriously)"
    r"|lazy|lazily"
    r"|irresponsible|unmotivated|careless|neglect\w*|so reluctant|refus(?:e|es|ed|ing) to|fail(?:s|ed|ing)? to"
    r"|too strict"
    r"|too lenient|mess(?:ed)? up|let(?:ting)? (?:you|them|him|her|us) down|falling behind|wast(?:e|es|ed"
    r"|ing) (?:time|so much"
    r"|their|your))\b(?!\?? tell)"
)
HOW_GOOD = re.compile(
    r"\bhow (?:(?:very|truly|really|incredibly|much more|much) )?(?:wonderful|amazing|great|excellent|fantastic"
    r"|awesome|incredible"
    r"|outstanding|caring|dedicated|supportive|generous|patient|kind|lucky|fortunate|impressive|terrible|awful"
    r"|horrible|unfair"
    r"|useless|pointless|ridiculous|chaotic|disorgani[sz]ed|rude|better|worse|beneficial|essential|crucial"
    r"|thrilled|delighted|impressed|amazed|shocked|devastated|relieved|frustrated|upset|angry|annoyed"
    r"|disappointed|grateful|thankful|excited|proud|ashamed"
    r"|embarrassed)"
    r" (?:is|are|was|were|has|have|do|does|did|must|it|they|your|the|our|this|that|you)\b"
)
THEY_CARE = re.compile(
    r"^(?:(?:our|the|your|this|all|most) )?(?:[\w'-]+ ){1,4}?(?:really|truly|always|genuinely|clearly|work so"
    r"|try so|work very) "
    r"(?:cares?|works?|tries|try|loves?|listens?|supports?|goe?s?|helps?|wants?|enjoys?|appreciates?|hard)\b"
)
_THING_END = (
    r"(?!(?:you|he|she|they|it|that|we|your (?:teacher|coach|mom|dad|parent|friend|famil|counsel|principal|boss"
    r"|supervisor"
    r"|advis|mentor|aide|brother|sister)\w*|someone|anyone|somebody|people|the (?:teacher|coach|counsel|nurse"
    r"|staff|office"
    r"|principal|person|school)\w*|a \w+|an \w+|any|adults|teachers|friends|students|kids|classmates|families"
    r"|parents)\b)"
)
EFFECT = re.compile(
    r"^(?:and |so )?(?:how|in what ways?|to what extent) (?:has|have|did|does|do|is|are"
    rf"|will) {_THING_END}(?:[\w'-]+ ){{1,6}}?"
    r"(?:taught|prepared? (?:you|your|students|kids|them|him|her)\b|inspired?|motivated?|boosted?|strengthen\w*"
    r"|enrich\w*|encouraged?|enabled?|empower\w*"
    r"|transform\w*|benefit\w*|improv\w+|help(?:ed|ing|s)?|brighten\w*|hold(?:ing)? (?:you|them|kids"
    r"|students) back|distract\w*|hurt\w*|harm\w*"
    r"|ruin\w*|damag\w*|stress\w*|ma(?:de|ke|kes) (?:a|such a|your|you|the|it|things|life|school|mornings"
    r"|learning) ?(?:\w+ ){0,3}?"
    r"(?:difference|better|easier|worse|harder|safer|happier|stronger|smoother|fun|more))\b(?! or\b)"
)
THREAT = re.compile(
    r"\bif (?:he|she|you|they|your \w+|kids|students) (?:just )?keeps? (?:on )?(?:missing|being|coming|getting"
    r"|failing|skipping|staying)\b"
    r"|^how (?:far behind|badly|much worse|much harm|much damage)\b|\bsi (?:sigue|sigues|siguen) (?:falt|lleg"
    r"|reprob|perd)\w+"
)
LOVES = re.compile(
    r"^(?:and |so )?what (?:do|does|did) (?:you|u|they|your \w+|students|kids|families) (?:love|hate|adore"
    r"|appreciate|dislike|miss)"
    r" (?:so much|the most|most|best)?(?: about| when)?(?=.*\b(?:our|new|how|so)\b)|^what (?:makes|made) (?:our"
    r"|this|the|your|these)"
    r" (?:[\w'-]+ ){1,4}?(?:so\b|such\b|special|great|unique|better|worse|successful|wonderful|effective|amazing"
    r"|bad|terrible|unfair)"
)
SUGGESTED = re.compile(
    r"(?:[,;:(-]|\?) ?(?:for example|for instance|such as|e\.g\.|maybe|perhaps|probably|possibly|say"
    r"|like) (?:[^?]{2,60})\bor\b"
    r"|(?:[,;:(-]|\?|^) ?(?:is it|was it|were they|is that|was that)(?: just| maybe| probably| perhaps)? (?:the"
    r"|your|because|that|due|a)\b"
    r"[^?]{0,60}\bor\b|(?:[,;(-]|\?) ?(?:maybe|perhaps|probably|i guess|i imagine|presumably) (?:it|because|the"
    r"|your|you|that|they|from|was)\b"
    r"|\bis it because\b|\bwas it because\b|^(?:i guess|i suppose|i take it|i imagine|i assume|so i|i understand"
    r"|sounds like"
    r"|so you|it sounds like|you seem|it seems)\b.*[?,]"
)
TAG = re.compile(
    r"[,.;] (?:am i right|is(?:n'?t)? (?:it|that) not|is it not|are they not|do they not|don'?t you (?:agree"
    r"|find|feel)|you agree|wouldn'?t you"
    r"(?: agree| say)?(?: so)?|isn'?t that right|innit|is that not so|or am i wrong|don'?t you"
    r"|won'?t (?:you|it|they)"
    r"|can'?t (?:you|they|it|we)|yeah|yes|ya|no|right|correct|huh|true)\?+ *$"
    r"|(?<!or just )(?<!just )(?<!about )(?<!all )(?<!it )\bright\?+$"
)
ES_SABIDO = re.compile(
    r"\b(?:es (?:bien )?sabido|es (?:obvio|claro|evidente|cierto|innegable|verdad|un hecho) que|(?:todos"
    r"|ya) sabemos|como (?:todos|usted"
    r"|ustedes|ya|bien|es)(?: ya| bien)? (?:sabe[sn]?|sabemos|sabido)|la verdad es que|afortunadamente"
    r"|desafortunadamente"
    r"|desgraciadamente|lamentablemente|por suerte|sin duda|indudablemente|no hay duda|estamos (?:muy )?orgullos"
    r"|(?:los )?estudios (?:muestran|demuestran|dicen)|esta(?:mos)? (?:comprobado|demostrado)|a nadie le"
    r"|a todos (?:nos|les)|todo el mundo"
    r"|seguramente|a (?:usted|ti) tambien|como (?:a )?(?:la mayoria|todos|todo el mundo)|supongo que|imagino que"
    r"|me imagino que|no me diga|a que (?:si|no))\b"
    r"|\b(?:dado|visto|considerando|sabiendo|teniendo en cuenta|tomando en cuenta|puesto|ya|ahora) que [^?]{5,}, ?¿?"
    r"|\bcon lo (?:\w+ ){1,2}que (?:es|son|esta|fue)\b"
)
_TODOS = r"(?:todos?|todas?|muchos?|muchas?|la mayoria de|varios?|varias?|algun[oa]s|otr[oa]s|la gente|los demas|nadie)"
DICEN = re.compile(
    rf"^{_TODOS}(?: (?:los|las|de|sus|tus|nuestr[oa]s))*(?: [\w]+){{0,2}} (?:nos |me "
    r"|se )?(?:han )?(?:dic[eh]\w*|comenta\w*|opina\w*"
    r"|cree[n]?|piensa[n]?|sabe[n]?|queja\w*|prefiere[n]?|odia[n]?|ama[n]?|disfruta[n]?|encuentra[n]?"
    r"|esta[n]? de acuerdo|coincide[n]?)\b"
)
_BUENO = (
    r"(?:maravillos|excelent|increibl|fabulos|estupend|fantastic|genial|magnific|terribl|horribl|injust|inutil"
    r"|esencial|fundamental"
    r"|importantisim|dedicad|amabl|carinos|flojo|irresponsabl|pesim|buenisim|divertid|aburrid|exitos|mejor\b|clave)"
)
ES_BUENO = re.compile(
    rf"^(?!(?:que|como|cual|cuando|donde|quien|por que|cuentem?e?|si|piens|describ)\b)(?:[\w]+ ){{1,6}}?(?:es"
    r"|son|esta|estan|fue|fueron|ha sido"
    rf"|han sido) (?:muy |tan |realmente |la |el |los |las |verdaderamente |un |una )*{_BUENO}"
)
CULPA = re.compile(
    r"\bpor que\b.{0,80}\b(?:no (?:se preocupa\w*|les? importa\w*|quiere[n]? (?:ayudar|aprender|participar|venir"
    r"|estudiar)"
    r"|hace[n]? (?:nada|caso)|se esfuerza\w*|valora\w*|ponen? atencion|respeta\w*|apoya\w*)|floj[oa]s?|irresponsabl\w+"
    r"|descuidad\w+|desinteresad\w+|se niega\w*|perez\w+|mal educad\w+|maleducad\w+)\b"
)
POR_QUE_NO = re.compile(
    r"^(?:y |entonces |pero )?por que (?:usted |los \w+ |las \w+ |tu hijo |su hijo |tu |sus \w+ |tantos \w+ )?(?:ya )?"
    r"(?:no(?! (?:le |te |se |lo |la |les )*(?:habla|pide|intenta|prueba|pregunta|busca|acude|acerca|inscribe|usa|pone"
    r"|apaga|levanta|acuesta|deja que|va a)\b)|nunca|siempre|tan(?:to|tos|tas)?) "
)
EFECTO = re.compile(
    r"^(?:y )?(?:como|de que (?:manera|modo|forma)|en que)(?: (?:le|te|les|lo|la|nos|se))?(?: (?:ha|han|esta"
    r"|estan|va a|van a))? ?(?!\w+ria[sn]?\b)"
    r"(?:ayud\w+|mejor\w+|benefici\w+|prepar\w+|inspir\w+|motiv\w+|ensen\w+|fortalec\w+|enriquec\w+|perjudic\w+"
    r"|dan\w+ad\w+|arruin\w+"
    r"|distra\w+|facilit\w+) (?:\w+ ){0,3}?(?:el (?!maestr|profe|director|equipo|conse|entren|person)"
    r"|la (?!maestr|profe|direct|escuela|conse|entren|persona|enferm)"
    r"|los (?!maestr|profe|companer|adult)|las (?!maestr|profe|persona)|nuestr|est[ea]s? |tener |su trabajo"
    r"|tu trabajo|su empleo)"
)
QUIZA = re.compile(
    r"[,;:(¿?] ?(?:por ejemplo|quiza[s]?|tal vez|acaso|a lo mejor|como) [^?]{2,60}\bo\b|[,;(¿?] ?(?:quiza[s]?"
    r"|tal vez|a lo mejor|acaso) "
    r"(?:por|fue|es|era|porque|por que|el|la|los)\b|\b(?:es|fue|sera|era) (?:por|porque|por que) [^?]{2,60}\bo\b"
)
LO_BUENO = re.compile(
    rf"\b(?:lo|cuan|que tan) {_BUENO}\w* (?:que |es |son |esta |fue )|\bque (?:es lo que )?(?:mas )?(?:le|te"
    r"|les) (?:encanta|fascina|molesta|disgusta)\w*"
    r"|\b(?:que hace que|que es lo que hace|que hace (?:tan|a)) .{1,60}\b(?:tan|mejor|especial|unic)"
)


EITHER_WAY = re.compile(
    r"\b(?:good or bad|better or worse|or not|easier or harder|easy or hard|hard or easy|big or small)\b"
)


def takes_for_granted(main: str, whole: str) -> bool:
    """English. ``main``: a folded sentence without what stands before its main clause; ``whole``: the sentence."""
    if GIVEN.match(whole) or THEY_SAY.match(whole) or any(one.search(whole) for one in (GRANTED, TAG, THREAT)):
        return True
    if EITHER_WAY.search(main):
        return False
    return any(pattern.match(main) or pattern.match(whole) for pattern in (WHY_NOT, EFFECT, LOVES)) or bool(
        BLAMES.search(main) or HOW_GOOD.search(main)
    )


def da_por_hecho(main: str, whole: str) -> bool:
    """Spanish: the same."""
    if (
        ES_SABIDO.search(whole)
        or DICEN.match(whole)
        or CULPA.search(whole)
        or LO_BUENO.search(whole)
        or THREAT.search(whole)
    ):
        return True
    return bool(POR_QUE_NO.match(main) or EFECTO.match(main))
