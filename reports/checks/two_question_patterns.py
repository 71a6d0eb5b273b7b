"""What joins two subjects in one question, and what only looks so: pairs of people, set phrases, one story."""

from __future__ import annotations

import re

_AND = r",? (?:and then|and also|and|&|\+|plus|as well as)(?: also)? "
_Y = r",? (?:y tambien|asi como|ademas de|y|e|\+|&)(?: tambien)? "
QUESTION_AFTER = re.compile(
    rf"(?:{_AND}|; ?(?:and )?)(?=(?:(?:in|on|to|with|at|for|from|by|about) (?:what|which|whom|whose)|what|whats"
    r"|what's|how|hows|how's|why|where|when|who|which|whose)\b|(?:do|does|did|is|are"
    r"|was|were|have|has|can|could|would|will|should) (?:you|your|u|they|the|he|she|it|we|there|his|her"
    r"|their|our|students|teachers|parents|people|any\w*)\b|(?:tell|describe|share|explain|rate) )"
)
PREGUNTA_DESPUES = re.compile(
    rf"(?:{_Y}|; ?(?:y )?)¿?(?=(?:(?:a|de|en|con|por|para) )?(?:que|como|cuando|donde|quien|quienes|cual|cuales"
    r"|cuant[oa]s?)\b|(?:cuent[ea]|describ[ea]|habl[ea]|expli))"
)
OTHER_QUESTION = re.compile(r", (?=(?:what|how|why|who|where|which|do|does|did|is|are|was|were) (?!else\b)\w+.*\?)")
WITH_VERB = re.compile(r"\b(?:is|are|was|were|do|does|did|have|has|can|will|would|'s|tell|describe)\b")
# Words that bring no subject of their own: a clause of these alone follows up what was asked before.
_FOLLOWING_UP = (
    "a an the and or but of in on at to for from by with about into as is are was were be been being do does did "
    "done has have had i me my we us our you your yours u ur he she they them their his her him it its this that "
    "these those there then here what whats what's which who whom when where how hows how's why how's else next "
    "after afterwards before again so if not no yes any some one ones all both more most very really just also "
    "too still now today day time can could will would should may might must feel feels felt feeling happen "
    "happened happens help helped helps mean meant means learn learned change changed changes say said think "
    "thought react reacted respond responded make made makes like look looked looks come came go went gone going "
    "start started end ended get got turn turned out way ways thing things part people anyone someone somebody "
    "anybody everyone else best worst first last hardest easiest good bad different tell told describe share "
    "explain us know knew notice noticed remember decide decided see saw take took deal handle handled want "
    "wanted wish need needed give gave keep kept moment story experience it's that's kind kinds sort situation "
    "life because than while during until up down back over through around away off yourself themselves himself "
    "herself able done try tried find found stand stood most least matter matters mattered "
)
_SIGUIENDO = (
    "el la los las lo un una unos unas y e o u de del al en por para con sin sobre que como cuando donde quien "
    "quienes cual cuales cuanto su sus tu tus mi mis se le les te me nos usted ustedes ella ellos esto eso esta "
    "este ese esa fue es era son estaba estuvo ser sido ha has han habia hay hubo hizo hace hacer hacen siente "
    "sintio sentiste sientes sentir sentirse paso pasa pasaba pasan despues entonces luego antes ahi alli dia vez "
    "momento mas muy tambien ayudo ayuda ayudaron ayudar cambio cambia significo significa aprendio aprendiste "
    "dijo dijeron dice piensa penso pensaste gusto gusta gustaria no si algo alguien parte cosa cosas cuenteme "
    "cuentame describa hableme hablame manera forma quiso hicieron resulto termino empezo mismo misma todo todos "
    "nada otra otro vida historia experiencia opina opinas parece parecio va te da dio reacciono respondio "
)
FUNCTION = frozenset(_FOLLOWING_UP.split()) | frozenset(_SIGUIENDO.split())
_PERSONS = (
    r"(?:mom|mother|dad|father|parents?|guardians?|brothers?|sisters?|siblings?|friends?|classmates?"
    r"|famil(?:y|ies)|teachers?|staff|students?|kids?|child(?:ren)?|son|daughter|grandma|grandpa"
    r"|grandparents?|peers?|counselors?|coach(?:es)?|principals?|teammates?"
    r"|caregivers?|coworkers?|co-workers|supervisors?|bosses|neighbors?|adults?|me|you|i|him|her|us|them"
    r"|mama|papa|madre|padre|padres|herman[oa]s?|amig[oa]s?|familia(?:s)?|maestr[oa]s?|hij[oa]s?"
    r"|estudiantes?|alumn[oa]s?|companer[oa]s?|usted|tu|yo|personal|abuel[oa]s?)"
)
PAIRS = re.compile(
    r"\b(?:(?:the|your|our|his|her|their|my|su|sus|tu|tus|el|la|los|las|other|mis|a|de"
    rf"|of) )*(?:{_PERSONS}) (?:and|&|y|e|or) (?:(?:the|your|our|his|her|their|my|su|sus|tu|tus|el|la|los"
    rf"|las|other|a|de|con|with|of) )*(?:{_PERSONS})\b"
    r"|\b(?:(?:you|u) and your \w+|ups and downs|pros and cons|back and forth|up and down|day and night"
    r"|now and then|before and after|(?:in|inside) and out(?:side)?|more and more|over and over"
    r"|again and again|here and there|arts? and crafts?|reading and writing|big and small|good and bad"
    r"|black and white"
    r"|food and drink|learn and grow|best and worst|come and go|coming and going|to and from"
    r"|health and safety|college and career|peace and quiet|first and last|likes and dislikes"
    r"|highs and lows|trial and error|lost and found|math and science|wait and see|go and \w+|try and \w+"
    r"|and so on|and so forth|nice and \w+|safe and sound|thoughts and feelings|room and board"
    r"|name and \w+|drop-?off and pick-?up"
    r"|ida y vuelta|altas y bajas|pros y contras|dia y noche|usted y su \w+|tu y tu \w+|mejor y (?:la "
    r"|el )?peor|tarde o temprano|antes y despues|altibajos|buen[oa]s? y mal[oa]s?|poco a poco)\b"
)
ONE_TIME = re.compile(
    r"\b(?:time|times|day|moment|morning|evening|night|week|story|conversation|project|occasion|class"
    r"|teacher|someone|somebody|person|thing|experience|place|way)s?(?: (?:at|in|from|this|last"
    r"|with) \w+(?: \w+)?)? (?:when|that|where|who|you|your|someone|somebody|a|the|it|in which|things|they"
    r"|he|she|he or she|it|at)\b|\b(?:when|while|because|that|who|whose|after|before|if|until|once) (?:you"
    r"|your|the|a|it|they|he|she|someone|somebody|i|we|something|people)\b|\bwhat (?:happens|happened"
    r"|usually|goes|it's|its|it was)\b|\bin which\b|\b(?:day|week|morning|night|year) of\b|\blast time\b|\bbetween\b"
    r"|\b(?:vez|dia|momento|manana|ocasion|historia|experiencia|situacion|alguien|persona|maestr[oa]"
    r"|clase) (?:en (?:que|la que|el que|donde)|que|cuando|donde|en)\b|\b(?:cuando|porque|si|mientras"
    r"|entre) \w+|\bultima vez\b"
)
_NOUN_START = r"(?:the|your|ur|our|his|her|their|my|this|these|its)"
ARTICULO = r"(?:el|la|los|las|su|sus|tu|tus|nuestr[oa]s?|un|una)"
OBJECTS = re.compile(
    r"\b(?P<lead>about|describe|with|think of|thinking of|rate|explain|discuss|on|of|is|are|was|were|enjoy"
    rf"|like|trust|for|to|in|like about) (?P<one>(?:{_NOUN_START} )?[\w'-]+(?: (?:in|at|on|of|for|with|to"
    rf"|from|after|before) (?:{_NOUN_START} )?[\w'-]+| [\w'-]+){{0,3}}?)(?P<and>{_AND})(?P<two>(?:(?:about"
    rf"|with|of|on|for|in|at|to|from) )?(?:{_NOUN_START} )[\w'-]+(?: [\w'-]+){{0,5}})(?=[?.!,]|$)"
)
OBJETOS = re.compile(
    r"\b(?P<lead>de|del|sobre|con|describa|describe|describeme|describame|describanos|a|en|opina de"
    rf"|explique) (?P<one>(?:{ARTICULO} )?[\w'-]+(?: (?:de|del|en|con|a|al) (?:{ARTICULO} )?[\w'-]+"
    rf"| [\w'-]+){{0,3}}?)(?P<and>{_Y})(?P<two>(?:(?:de|del|sobre|con|a"
    rf"|en) )?(?:{ARTICULO} )?[\w'-]+(?: [\w'-]+){{0,6}})(?=[?.!,]|$)"
)
SAME_PREPOSITION = re.compile(
    r"\b(?P<lead>about|with|of|on"
    rf"|for) (?P<one>[\w' -]{{2,60}}?)(?P<and>{_AND})(?P<two>(?P=lead) [\w' -]{{2,80}})(?=[?.!,]|$)"
)
CLOSED_AND = re.compile(rf"(?P<one>[\w'-]+)(?P<and>{_AND})(?P<two>[\w'-]+)")
CERRADA_Y = re.compile(rf"(?P<one>[\w'-]+)(?P<and>{_Y})(?P<two>[\w'-]+)")
SET_UP = re.compile(
    r"^(?:think|picture|imagine|suppose|pretend|recall|remember|look back|let's say|say|pi?ens[ea]|imagin"
    r"|supong|recuerd|haga memoria|when\b(?! (?:do|does|did|is|are|was|were|have|has)\b))"
)
CLAUSE_IN_TWO = re.compile(
    r"\b(?:you|he|she|they|we|i|was|were|is|are|had|did|do|does|has|have|would|could|can|when|because"
    r"|usted|fue|era|estaba|hizo|paso|tuvo|le|te|se)\b"
)
SCENE = re.compile(
    r"(?:when|while|where|in what ways?|if|since|because|cuando|si|como) (?!do\b|does\b|did\b|is\b|are\b"
    r"|was\b|were\b|have\b|has\b|can\b|will\b|would\b|es\b|fue\b|le\b|te\b|se\b|llega|va\b|son\b|era\b"
    r"|ha\b|has\b|est)"
)
BACK_TO_FIRST = re.compile(
    r"\b(?:it|it's|this|them|they|those|these|there|then|he|she|him|afterwards?|ello|eso|esto|ahi|alli|despues"
    r"|ellos|ellas|al respecto"
    r"|(?:what|who|anything|someone|algo|que) else|yesterday|ayer|last time|ultima vez|an example|un ejemplo"
    r"|the same)\b|\bthat(?=[?.,! ]*$)|\b(?:after|about|of|with|like|from|to|do|did) that\b|\b(?:la"
    r"|las) mas \w+|^(?:¿ ?)?(?:la|lo|le|te|les|se) "
)
IN_THE_PAST = re.compile(
    r"\b(?:did|was|were|made|happened|had|talked|said|paso|hizo|fue|dijo|dijeron|estaba|sintio|sentiste)\b"
)
FOLLOWS = re.compile(
    r"(?:and |y )?(?:if (?:so|yes|no|not|it did|they did|you did|that)|in that case|si es asi"
    r"|en caso (?:afirmativo|negativo)|de ser asi|why|how so|por que|explain|please explain|elaborate|say more"
    r"|tell (?:me|us) (?:more|why|about it|a story|what happened)|give (?:me|us )?(?:an|one|some)|for example"
    r"|explique|cuenteme (?:mas|por que|una)|cuentame (?:mas|por que|una)?|de un ejemplo|relate|describe (?:it"
    r"|one|why|how)"
    r"|which (?:one|ones)|when|what kind|cual(?:es)?)\b"
)
LISTED = re.compile(r"(?:^|[ :])\(?(?:a|1|i)[.)] (?P<one>.{3,200}?)[,;]? (?:and |y |& )?\(?(?:b|2|ii)[.)] (?P<two>.+)")
THESE_TWO = re.compile(
    r"^(?:in your (?:own )?words[,:]? )?(?P<one>[^:;?]{3,60}?)(?:,| and| &| y"
    r"| e) (?P<two>[^:;?]{3,60}): .*\b(?:(?:these|those|the) two|both|each|estos dos|estas dos|ambos|ambas"
    r"|cada un[oa])\b"
)
AS_WELL = re.compile(
    r",? (?:and|y|plus|also|tambien|as well as|along with|ademas)?,? ?(?:also |separately |tambien |ademas "
    r"|por separado )?(?:about |de |sobre )?"
    r"(?=(?:what|how|lo que) (?:you|u|they|usted|tu|le|te|opina|piensa)? ?(?:think|thought|feel|felt|make|like"
    r"|parece|piensa[s]?|opina[s]?|siente[s]?) (?:about|of|de|del|sobre|la|el|los|las)\b"
    r"|(?:your|his|her|their|su|tu) (?:opinions?|impressions?|views?|thoughts|feelings|take|opinion"
    r"|impresion(?:es)?) (?:of|on|about|de|del|sobre)\b"
    r"|(?<=y de )como \w|(?:how|what) (?:the|your|our|their) (?:[\w-]+ ){1,4}(?:is|are|works?"
    r"|looks?)(?: like)?\b|(?:de )?como (?:es|son|esta|estan|funciona) )"
)
WHAT_YOU_DID = re.compile(
    r"(?:what|how|why|who|where|when)(?: \w+)? (?:did|was|were) (?:you|he|she|they|it|that|u)\b(?: (?!the\b"
    r"|your\b|a\b|our\b)\w+){0,3}[?.]?$"
    r"|(?:que|como|por que|a quien|quien|donde) (?:le |te |se |lo |les |nos )?(?:\w{2,}(?:o|aste|iste|aron"
    r"|ieron)|hizo|hiciste|dijo|dijiste|respondi\w+|contest\w+|reaccion\w+|sinti\w+|pens\w+"
    r"|resolvi\w+)(?: (?!el\b|la\b|los\b|las\b|su\b|tu\b|de\b)\w+){0,3}[?.]?$"
)
LABEL_FIRST = re.compile(
    r"(?:the |your |ur |tu |su |la |el |lo )?(?:best|worst|favou?rite|hardest|easiest|mejor|peor"
    r"|mas \w+) (?:part|thing|subject|class|teacher|day|parte|cosa|materia|clase|maestr[oa])\b(?!.*\b(?:is|was"
    r"|were|that|when|que|cuando)\b)"
)
