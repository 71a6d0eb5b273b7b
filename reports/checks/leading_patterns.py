"""How a question suggests its answer, in English and Spanish: crowds, praise and blame, tags, taking for granted."""

from __future__ import annotations

import re

_CROWD = (
    r"(?:most|many|all|other|some|a lot of|lots of|plenty of) (?:of (?:the|our|your) )?(?:kids|students"
    r"|parents|people|families|teachers|others|your \w+|caregivers|classmates|of us|of them|moms|dads"
    r"|teens|workers|everyone)"
    r"|everyone|everybody|we all|nobody|teachers|research|studies|experts|la mayoria de \w+(?: \w+)?"
    r"|muchos? \w+|todos(?: \w+)?|los estudios|los expertos|nadie"
)
_SAYS = (
    r"(?:say|says|think|thinks|feel|feels|agree|agrees|believe|believes|find|finds|love|loves|hate|hates"
    r"|tell|told|complain|know|knows|show|shows|like|said|dicen?|creen?|piensan?|opinan?|saben?|sabemos"
    r"|odian|aman|muestran?|estan? de acuerdo|dice)"
)
_PRAISED = (
    r"(?:wonderful|amazing|great|excellent|fantastic|awesome|incredible|outstanding|beautiful"
    r"|award-winning|terrific|superb|brilliant|fabulous|lovely|caring|dedicated|hard-?working|improved"
    r"|terrible|awful|horrible|ridiculous"
    r"|unfair|useless|stupid|outdated|lousy|pointless|disappointing|annoying|successful|impressive|exciting|fun)"
)
_ALABADO = (
    r"(?:maravillos[oa]s?|excelentes?|increibles?|fabulos[oa]s?|estupend[oa]s?|fantastic[oa]s?"
    r"|genial(?:es)?|magnific[oa]s?|gran|grandios[oa]s?|terribles?|horribles?|injust[oa]s?|inutil(?:es)?"
    r"|aburrid[oa]s?|hermos[oa]s?)"
)
_JUDGED = (
    r"(?:better|worse|important|essential|necessary|good|bad|great|valuable|useful|helpful|unfair|fair"
    r"|boring|fun|wrong|right|crucial|critical|vital|special|wonderful|amazing|terrible|so \w+|too \w+"
    r"|such an? \w+|more \w+ than|less \w+ than|the best|the worst|"
    r"a problem|a good (?:idea|thing)|a bad (?:idea|thing))"
)
_JUZGADO = (
    r"(?:mejor(?:es)?|peor(?:es)?|importantes?|tan \w+|necesari[oa]s?|buen[oa]s?|mal[oa]s?|util(?:es)?"
    r"|esencial(?:es)?|fundamental(?:es)?|bueno que|injust[oa]s?|mas \w+ que|aburrid[oa]s?|un problema"
    r"|una buena|beneficios[oa]s?)"
)
TAG = re.compile(
    r"[,.;]? ?(?:(?<=[,.;] )(?:right|correct|yeah|yes|no|huh|eh|agreed?|true|okay|ok|you know"
    r"|don'?t you think|wouldn'?t you (?:say|agree)|is that (?:right|fair|true)|isn'?t that (?:so|right"
    r"|true))"
    r"|(?<=[,.;] )(?:do|does|did|is|are|was|were|have|has|had|ca|can|could|wo|would|should)n'?t (?:you|it"
    r"|they|we|he|she|i|there)(?: (?:think|agree|say))?)\? *$"
)
POSITIVE_TAG = re.compile(
    r"(?:\b(?:not|never|no|nobody|hardly)|n't)\b.*, (?:do|does|did|is|are|was|were|have|has|can|would|will|could"
    r"|should) (?:you|it"
    r"|they|we|he|she|there)\?$"
)
COLA = re.compile(
    r"(?:^|[, ])¿? ?(?:verdad|no|cierto|no es (?:asi|cierto|verdad)|no cree(?:s)?(?: usted)?|no (?:le"
    r"|te) parece|o no|si o no es cierto|a que si|correcto)\?? *$"
)
SURE = re.compile(
    r"\b(?:obviously|clearly|of course|surely|naturally|undoubtedly|no doubt|as (?:you|we all) know"
    r"|we all know|everyone knows|everybody knows|you must (?:have|be|feel|hate|love|think)|you probably"
    r"|i'm sure|i am sure|i bet|i assume"
    r"|i imagine you|it's (?:clear|obvious)|the truth is|admit|isn'?t it true|would(?:n'?t)? you (?:say"
    r"|agree) that|(?<!extent )(?<!strongly )(?<!much )(?:do|would|don'?t) you (?:not )?agree\b|you(?:'d"
    r"| would| will|'ll) agree|wouldn'?t you|given how|considering how|now that we|^(?:since|given that"
    r"|because|knowing that|as) [^,]{3,60}\b(?:so (?:much|important)|important|matters"
    r"|essential)\b[^,]{0,20},|"
    r"thanks to (?:our|the)|why do you think (?:it is|it's) (?:so )?important)\b"
    r"|\b(?:obviamente|claramente|por supuesto|desde luego|sin duda|claro que|es claro que|es obvio"
    r"|como (?:usted |tu )?(?:sabe|sabes|todos sabemos|bien sabe)|todos sabemos|seguro que|seguramente"
    r"|de seguro|esta(?:s)? (?:usted )?de acuerdo (?:en|con) (?:que|la|el|los|las)|verdad que|a poco no"
    r"|cierto que"
    r"|debio (?:de )?(?:sentirse|ser|estar)|debiste (?:de )?(?:sentirte|estar)|admita|reconozca"
    r"|ahora que tenemos|gracias a (?:nuestr|la|el|los))\b"
)
PRESUMED = re.compile(
    r"^how (?:lazy|rude|spoiled|careless|stupid|mean) (?:are|is|would|do|did)\b|^(?:how"
    r"|why) .{1,80}\bfor the (?:better|worse)\b|\bwhy .{1,60}\bsuch an? \w+|"
    r"^how much (?:did|do|does|have|has|will) (?:you|your \w+|they|the \w+|students|families"
    r"|u)\b.{0,20}?\b(?:enjoy|love|like|appreciate|benefit|hate|dislike|learn|miss|gain|improve)"
    r"|^how much (?:more|better|worse|easier|harder|fun)\b"
    rf"|^how (?:\w+ )?{_PRAISED} (?:is|are|was|were|do|did)\b|^how (?:proud|angry|upset|glad|thankful"
    r"|grateful|excited|thrilled|disappointed|mad) (?:are|is|were|was|did|do|must)"
    r"|^why (?:is|are|was|were|do you think|do you feel|do you believe)(?! (?:that|this"
    rf"|it) {_JUDGED} (?:to|for) you)\b(?! (?:that|this)\b).{{0,80}}?\b{_JUDGED}\b"
    r"|^why (?:do|does|did|don'?t|doesn'?t|didn'?t|won'?t|do not) (?:you|they|your \w+|the \w+|so many \w+"
    r"|some \w+|most \w+|\w+)(?: \w+){0,2}? (?:always |never |really |just )?(?:love|hate|dislike|enjoy"
    r"|like|prefer|refuse|care|fail|bother|ignore|avoid|complain|trust|value|appreciate)\b"
    r"|^(?:how|in what ways?) (?:did|does|do|has|have|will|is|are) (?!(?:you|he|she|they|it|that|this|we"
    r"|your|his|her|their|someone|anyone|somebody|people)\b)(?!(?:the |our |his |her )?(?:\w+ )?\w*(?:teacher"
    r"|coach|counsel|nurse|staff|person|friend|school\b|family|parent|principal"
    r"|office))"
    r"(?:[\w'-]+ ){1,5}?(?:help(?:ed|ing|s)?(?! each)|improv\w+|benefit\w*|support(?:ed|s)?|hurt\w*|harm\w*|ruin\w*"
    r"|damag\w*|chang\w+ \w+ for the better|ma(?:ke|de|king) \w+(?: \w+){0,3}? (?:better|easier|worse"
    r"|harder|safer|happier|stronger))\b(?! (?:or|and/or)\b)"
    r"|^how (?:do|will|would) you think .{1,60}\b(?:suffer|improve|benefit|get worse|fall behind|fail)\b"
    r"|^what (?:makes|made) .{1,60}\b(?:so|such an?|better than|worse than|the best|the worst)\b"
    r"|^what (?:problems?|trouble|harm|damage) (?:did|does|do|has|have|is|are) .{1,40}\bcaus"
)
PRESUPUESTO = re.compile(
    r"^cuant[oa] (?:le|te|les|nos)? ?(?:ha )?(?:gust\w+|encant\w+|ayud\w+|disfrut\w+|molest\w+|sirv\w+"
    r"|mejor\w+|benefici\w+)|^cuanto (?:disfrut\w+|aprendi\w+|extran\w+|ama\w*|odia\w*|mejor\w*)"
    rf"|^que tan(?:to)? (?:le|te) (?:gusto|encanto|ayudo)|^que tan (?:{_ALABADO})"
    r"|^por que (?:cree[s]? (?:usted )?que |piensa[s]? (?:usted )?que |le parece que |te parece que "
    rf"|considera[s]? que )?(?:es|son|era|eran|fue|fueron|seria|esta|estan)\b.{{0,60}}?\b{_JUZGADO}\b"
    rf"|^por que (?:cree[s]? |piensa[s]? ).{{0,50}}\b(?:es|son) (?:{_JUZGADO})"
    r"|^por que (?:no )?(?:le|te|les) (?:gusta\w*|encanta\w*|importa\w*|interesa\w*|molesta\w*|aburre\w*)"
    r"|^por que (?:odia|ama|prefiere|ignora|se niega|evita)\w*"
    r"|^(?:como|de que manera|en que) (?:le |te |les |lo |la |nos )?(?:ha |han |esta |estan )?(?:ayud(?:o"
    r"|a|ado|an|aron)|mejor(?:o|a|ado|an|aron)|benefici(?:o|a|ado|an)|perjudic(?:o|a|ado)|afect(?:o"
    r"|ado) negativ\w*) (?:mucho |a \w+ )?(?:el|la|los|las|nuestr[oa]s?|tener|que)\b(?! (?:maestr|profesor"
    r"|escuela|consejer|oficina|director|persona|enfermer|entrenador))"
)
LOADED = re.compile(
    r"\bwhy .{1,60}\b(?:is|are|was|were) such an? \w+|"
    rf"\b(?:our|such an?|this|these|that|the new and) (?:new |very |truly |really )?{_PRAISED} (?!or\b)\w+"
    rf"|\bour (?:new )?(?:and )?{_PRAISED}\b|\bthe (?:wonderful|amazing|fantastic|incredible|excellent"
    r"|awesome|outstanding|terrific|terrible|horrible|awful|ridiculous|pointless|useless) \w+"
    rf"|\b(?:nuestr[oa]s?|est[ae]s?) (?:\w+ )?{_ALABADO}\b|\b(?:el|la|los|las|su|tu) (?:{_ALABADO}) \w+"
)
BECAUSE = re.compile(r"\b(?:because|porque|due to|debido a)\b")
SO = re.compile(rf"^(?:{_CROWD})\b(?: \w+){{0,3}}? {_SAYS}\b")
NO_CREE = re.compile(
    r"^(?:y |pero |entonces,? |acaso )?no (?:le |te |les |lo |la |se |nos |me )?(?:cree|crees|creen|piensa"
    r"|piensas|parece|seria|sería|es|son|era|fue|gustaria|ha|has|han|esta|estas|estan|siente|sientes|opina"
    r"|considera|deberia\w*|podria\w*|quiere|quieres|preferiria\w*|diria\w*|hay|tiene|puede|puedes"
    r"|\w+ria[sn]?)\b"
)
