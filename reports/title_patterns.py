"""What the title of a column asks for, in English and Spanish.

Titles are matched in the form that ``answer_shapes.plain`` gives: lower case, no accents. Patterns of identity are
written so that a story about names and phones stays a story ("the last time the school called your name").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.answer_shapes import plain
from reports.consent_patterns import CONSENT as CONSENT
from reports.consent_patterns import CONSENT_ALONE as CONSENT_ALONE

_PERSON = (
    r"(?:student|child|kid|pupil|learner|caregiver|parent|guardian|family|interviewee|participant|respondent|person"
    r"|employee|worker|supervisor|teacher|counsell?or|advis[eo]r|coach|mentor|mother|mom|father|dad|son|daughter"
    r"|sibling|friend|his|her|their)"
)
_PERSONA = (
    r"(?:estudiante|alumn[oa]|hij[oa]|nin[oa]|menor|madre|padre|mama|papa|cuidador(?:a)?|tutor(?:a)?|entrevistad[oa]"
    r"|participante|persona|familiar?|maestr[oa]|profesor(?:a)?|consejer[oa]|empleado"
    r"|trabajador(?:a)?|supervisor(?:a)?)"
)
_OF = r"(?:del|de la|de el|de su|de tu|de los|de las|de)"
_CONTACT = r"(?:phone|telephone|cell|cellphone|mobile|whatsapp|e-?mail|contact|text)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


STORY = _any(
    r"^(?:please |can you |could you |would you |will you )*(?:tell|share|describe|think (?:of|about"
    r"|back)|walk (?:me|us)"
    r"|talk (?:about|me|us)|take (?:me|us)|explain|recall|remember)\b",
    r"^(?:how|why|when) (?:did|do|does|have|has|would|could|are|is|was|were)\b",
    r"^what(?:'s| is| was)? (?:happen|would|makes?|made|helps?|helped|did|do|does|else|could|works?"
    r"|worked|gets?|keeps?"
    r"|about|(?:the )?(?:best|worst|hardest|biggest|one thing))",
    r"\band why$|\by por que$",
    r"\b(?:in (?:your|their) own words|anything else|other comments|story|stories|experience with)\b",
    r"^(?:por favor,? |puede |podria |nos puede |me puede )*(?:cuente|cuenta|hable|habla|describa|describe|comparta"
    r"|comparte|platique|piense|piensa|recuerde|explique|digame|dime)",
    r"\b(?:como|por que|cuando) (?:fue|se sintio|se siente|paso|ha sido|es|le|te|se)\b",
    r"\bque (?:paso|le ayuda|te ayuda|ayudaria|haria|fue|lo hace|le gustaria|cambiaria|mas)\b",
    r"\b(?:algo mas|historia|experiencia)\b",
)
NAME = _any(
    rf"\b{_PERSON}(?:'s|s'|s)? (?:(?:full|first|last|middle|legal|given|family|preferred|complete|and"
    rf"|&|or) ){{0,4}}names?\b",
    rf"\bnames? of (?:the |your |this |an? )?(?:\w+ )?{_PERSON}s?\b",
    r"\b(?:nick|sur|user)names?\b",
    rf"\bnombres?(?: completos?)?(?: y apellidos?)? {_OF} (?:\w+ )?{_PERSONA}",
    r"\bcomo se llama\b|\bcomo te llamas\b|\bapellidos?\b",
)
NAME_LABEL = re.compile(
    r"(?:(?:please )?(?:enter|write|type|print|provide|give|state)? ?(?:what is|what's)? ?(?:the|their|his|her)? ?)?"
    r"(?:(?:full|first|last|given|family|legal|preferred|complete|middle|and|&|/|,|or) ?)*names?(?: \([^)]*\))?"
    r"|nombres?(?: completos?)?(?: \([^)]*\))?"
)
YOUR_NAME = re.compile(
    r"(?:(?:please )?(?:enter|write|type|print)? ?(?:what is|what's)? ?)your (?:(?:full|first|last|and|own) )*names?"
    r"(?: \([^)]*\))?|(?:cual es )?(?:su|tu) nombre(?: completo)?(?: \([^)]*\))?"
)
PERSON_LABEL = re.compile(
    rf"(?:name of )?(?:the |your |homeroom |classroom |case |current |favorite )*(?:{_PERSON}"
    rf"|principal|manager|boss)s?"
    rf"|(?:el |la |su |tu )?{_PERSONA}(?: principal)?|director(?:a)?"
)
WHO_WAS_HEARD = _any(
    r"^(?:who|whom) (?:did you|have you|was|were|are you) (?:interview|talk|spoke|speak|listen|meet|met)",
    r"\bquien (?:entrevisto|entrevistaste|fue entrevistad|escucho)|\bcon quien (?:hablo|hablaste|converso)",
    r"^(?:interviewee|participant|respondent|person) ?(?:interviewed)?$",
    r"^(?:entrevistad[oa]|participante|persona entrevistada)$",
)
ROLE_OF_PERSON = _any(
    r"^(?:your |their |the |person's )?role\b|\brole (?:in|at|of)\b|\bwhat (?:is|was) (?:your|their) role\b",
    r"^relation(?:ship)?\b|\brelation(?:ship)? to (?:the )?(?:school|student|child)",
    r"^(?:su |tu |el )?(?:rol|papel)\b|\bparentesco\b|\brelacion con (?:el|la) (?:estudiante|alumn|escuela|nin)",
)
CONTACT = _any(
    r"\b(?:phone|telephone|cell|cellphone|mobile|contact|whatsapp)(?: phone)? ?(?:numbers?|no\.|#"
    r"|info|information|details)",
    r"\b(?:home|street|mailing|postal|physical|residential|billing|e-?mail) address",
    r"\b(?:leave|share|provide|enter|give|write|type|list)(?: (?:us|me|with us))? (?:your|their|an?|the)"
    rf" (?:\w+ ){{0,2}}(?:{_CONTACT}|address)\b(?! (?:calls?|policy))",
    r"\b(?:how|where|when|if) (?:can |may |could |should |do )?(?:we|i) (?:may |can "
    r"|could )?(?:best )?(?:reach|contact) (?:you|them)",
    r"\bemergency contact|\bbeing contacted about\b",
    r"\b(?:numero|num\.?|no\.) (?:de )?(?:su |tu )?(?:telefono|celular|movil|whatsapp|contacto)",
    r"\b(?:telefono|celular|correo(?: electronico)?|direccion|domicilio)"
    rf" {_OF} (?:\w+ )?(?:{_PERSONA}|casa|contacto)",
    r"\bcorreo electronico\b|\bdomicilio\b|\bdireccion (?:postal|particular|electronica|completa)\b",
    r"\b(?:datos|informacion) de contacto\b",
)
CONTACT_LABEL = _any(
    rf"\b(?:{_CONTACT}|address|handle|username|user name|instagram|facebook|snapchat|tiktok|twitter)\b",
    r"\b(?:telefono|celular|movil|correo|direccion|usuario)\b",
)
NOT_A_CONTACT = re.compile(r"\b(?:calls?|called|calling|polic(?:y|ies)|usage|use|ban|apps?|time|llamadas?|uso|code)\b")
COLLECTED_MAIL = re.compile(
    r"e-?mail address|e-?mail|username|user name|(?:direccion de )?correo electronico|nombre de usuario"
)
CONTACT_CODE = re.compile(r"\bcontact code\b|\bcodigo de contacto\b")
PERSON_ID = _any(
    r"\b(?:student|pupil|state|district|employee|learner|child|lunch|school)(?:'s)? (?:id"
    r"|identification|identifier|no\.|#)",
    r"\b(?:student|pupil|employee)(?:'s)? number\b|\bid (?:number|no\.|#)|\bs?ssid\b|\bssn\b|social security|^id$",
    rf"\b(?:numero|codigo|id|matricula|identificacion|clave) {_OF} (?:\w+ )?(?:estudiante|alumn|hij"
    rf"|emplead|identidad|identificacion)",
    r"\bmatricula\b|\bcurp\b|\bdni\b|seguro social",
)
BIRTH = _any(
    r"\bdate of birth\b|\bbirth ?(?:date|day)s?\b|\bdob\b|\byear of birth\b|\bwhen (?:were|was) (?:\w+ ){1,3}born",
    r"\bfecha de nacimiento\b|\bcumpleanos\b|\bano de nacimiento\b",
)
SIGNATURE = _any(
    r"\bsignature\b|\bsign (?:here|below|your)\b|\binitials?\b|\btype (?:your|their) (?:full |first "
    r"|last |and )*names?\b",
    r"\bfirma\b|\bfirme\b|\biniciales\b|\bescriba su nombre\b",
)
INTERVIEWER = _any(
    r"\binterviewers?\b|\bnote-? ?takers?\b|\bfacilitators?\b|\blistener\b",
    r"\bwho (?:did|conducted|led|held|ran|carried out|completed|recorded|took) (?:the|this"
    r"|these) (?:interview|conversation|notes)",
    r"\b(?:interview(?:ed)?|conversation|conducted|facilitated|completed|submitted|recorded|notes(?: taken)?) by\b",
    r"\bentrevistador(?:a|es|\(a\)|/a)?\b|\bfacilitador(?:a|\(a\)|/a)?\b",
    r"\bquien (?:hizo|realizo|condujo|llevo a cabo|tomo) (?:la|esta|las) (?:entrevista|conversacion|notas)",
    r"\b(?:entrevista|conversacion) (?:realizada|hecha|conducida) por\b",
)
WRITTEN_BY_INTERVIEWER = _any(
    r"\b(?:notic\w+|notes|comments?|reflections?|thoughts|observations?|questions?|impressions?|ask(?:ed)?)\b",
    r"\b(?:notas|comentarios|reflexion(?:es)?|observaciones|preguntas?|impresion(?:es)?|noto|pregunto)\b",
)
INTERVIEWER_PRESENT = _any(
    r"\binterview(?:ee|ed|er)s?\b|\b(?:the|this) (?:student|caregiver|person|family|parent|participant|worker)\b",
    r"\b(?:did|do|were|was) they\b|^who (?:did|were) you (?:talk|speak|speaking|interview|listen)"
    r"|\bwhat did you (?:notice|ask|hear)\b|\bentrevist|\b(?:el|la) (?:estudiante|persona|familia)\b",
)
CODE = _any(
    r"\b(?:withdraw(?:al)?|retract|opt-?out|removal|interview|participant|anonymous|private|secret|personal|card"
    r"|participation|confidential|conversation)(?:'s)? (?:code|id|number|word)\b",
    r"\bcode (?:word|on the card|from the card|for (?:withdrawal|this interview))\b|^code$",
    r"\bcodigo (?:de retiro|para retirar|de (?:la )?participa|anonimo|de (?:la )?entrevista"
    r"|de la tarjeta|secreto|personal)|^codigo$",
)
ABOUT_PERMISSION = re.compile(r"\bpermission slips?\b|\bhow\b|\bwhy\b|\btell (?:me|us)\b|\bpor que\b|\bcomo\b")
TAKING_PART = re.compile(
    r"\bnotes?\b|\bwords\b|\btake part\b|\bparticipat|\binterview|\bnotas\b|\bentrevista|\bparticipar"
)
RECORDING = re.compile(r"\brecord(?:ing|ed)?\b|\bphoto|\bvideo|\baudio|\bgrabar|\bgrabacion|\bfoto")
LANGUAGE = _any(
    r"^(?:the )?languages?(?: used| spoken)?$|^(?:el )?idioma$|^lengua$",
    r"\blanguage\b.*\b(?:interview|conversation|conducted|answers?|notes?|written|speak in|talk in)\b",
    r"\b(?:interview|conversation|notes?|response|answers?)(?:'s)? (?:\w+ )?language\b",
    r"\b(?:idioma|lengua)\b.*\b(?:entrevista|conversacion|notas|respuestas?|hablaron)\b",
)
PEOPLE = _any(
    r"\b(?:how many|number of) (?:\w+ )?(?:people|persons|participants|students|caregivers|parents"
    r"|interviewees|adults|youth)\b"
    r".*\b(?:interview\w*|present|took part|take part|participat\w+|group|room|conversation|there"
    r"|spoke|heard|session|attend\w+)\b",
    r"^(?:how many (?:people|participants|interviewees)|number of (?:people|participants"
    r"|interviewees)|people|participants|group size|size of (?:the )?group)$",
    r"\b(?:cuantas personas|cuantos (?:participantes|estudiantes)|numero de (?:personas"
    r"|participantes)|tamano del grupo)\b",
)
HOUSEHOLD = re.compile(r"\b(?:household|live with|lives? in|at home|your family|su casa|su hogar|vive)\b")
DISTRESS = _any(
    r"\bdistress|\bupset(?:ting)? (?:by|during|them)|\b(?:person|student|they|anyone"
    r"|interviewee) (?:seem(?:ed)? |was |were |got |become |became )*upset",
    r"\b(?:safety|wellbeing|well-being|welfare) concern|\bin crisis\b|\bcheck(?:ed)? (?:in|on"
    r"|up)\b.*\b(?:person|student|them|soon|needed)\b",
    r"\bneeds? (?:a |an |some |urgent |immediate |extra |follow-?up )*(?:support|follow-?up|check-?in"
    r"|help (?:now|soon|today))",
    r"\bangusti|\bmalestar|\bafectad[oa] durante|\bnecesita (?:apoyo|ayuda|seguimiento)|\bpreocupacion de seguridad",
)
DECLINED = _any(
    r"\bdeclin|\brefus(?:e|ed|al)\b|\b(?:prefer(?:red|s)?|chose|wanted|asked) not to\b|\bdid(?:n't"
    r"| not) want to (?:answer|talk|share|take part|participate)",
    r"\brather not\b|\bskipped (?:a |any |this |the )?question|\bdid (?:they|the person|anyone) skip\b",
    r"\b(?:prefirio|prefiere|decidio) no\b|\bno quiso\b|\brechazo (?:contestar|responder|participar)",
)
TRANSLATION = _any(
    r"\btranslation\b|\btranslated (?:to|into|story|notes?|answers?)\b|\b(?:in"
    r"|into) english\b.*\b(?:story|notes?|answers?)\b",
    r"\btraduccion\b|\btraducid[oa]\b|\ben ingles\b",
)
CUE = _any(
    r"\bnotic(?:e|ed|ing)\b.*\b(?:beyond|besides|other than|apart from|words|said|tone|gestures?"
    r"|body)\b|\bbeyond (?:the |their )?words\b",
    r"\bnon-? ?verbal|\bbody language\b|\bgestures?\b|\btone (?:of voice|and|or)\b|\btone,|\bfacial expressions?\b",
    r"\b(?:emotions?|feelings) (?:did )?you (?:saw|see|notic\w+|observ\w+|heard|hear)\b"
    r"|\bwhat did you (?:notice|observe|see)\b|\bobserved (?:emotions?|cues?)",
    r"\blenguaje corporal|\bno verbal|\bgestos?\b|\btono de voz|\bmas alla de las palabras"
    r"|\bque (?:noto|observo|notaste|observaste)\b",
)
PROBE = _any(
    r"\bwhat (?:else )?did you ask\b|\b(?:ask|asked) next\b|\bfollow-? ?up (?:questions?|probes?"
    r"|and answers?|asked)\b|\bprob(?:e|es|ing questions?)\b",
    r"\bpreguntas? de seguimiento\b|\bque (?:mas |otra cosa )?(?:pregunto|preguntaste)\b|\brepregunt",
)
SCORE = re.compile(
    r"^(?:total )?score$|\[(?:score|feedback|puntuacion|comentarios)\]$|^puntuacion(?: total)?$|^quiz score$"
)
TIMESTAMP = re.compile(
    r"timestamp|time ?stamp|submi(?:tted|ssion) (?:at|time|date|on)|date submitted|marca (?:temporal|de tiempo)"
    r"|fecha y hora|hora de envio|horodateur|zeitstempel|carimbo de data/hora"
)
GROUPING = _any(
    r"\b(?:grade|year|role|school|campus|building|site|department|program|program(?:me)?|position|job"
    r"|title|gender|race|ethnicity"
    r"|age|pronouns|major|class|level|neighborhood|team|relationship|status|shift)\b",
    r"\b(?:grado|ano|rol|papel|escuela|plantel|departamento|programa|puesto|genero|raza|etnia|edad"
    r"|carrera|nivel|parentesco|relacion|turno)\b",
)
GRID = re.compile(r"\S.*\[[^\]]*.*\]\s*$", re.DOTALL)
_SMALL_SPANISH = (
    "el la los las de del que en un una su sus tu por para con como cual usted es fue se le lo y o mas esta este cuando"
    " donde quien cuantas cuantos sobre"
)
_SMALL_ENGLISH = (
    "the a an of that in on your you their they is was did do to for with how what who when where why and or this it"
    " about we"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title in two forms: ``text`` as ``plain`` gives it, ``label`` also without its outer punctuation."""

    text: str
    label: str

    @classmethod
    def of(cls, title: str) -> Title:
        """Prepares the title of a question for the patterns of this module."""
        text = plain(title)
        return cls(text, text.strip(" ?¿!¡:.*-–—_\"'"))

    @property
    def words(self) -> int:
        return len(self.label.split())

    def asks(self, pattern: re.Pattern[str]) -> bool:
        """Whether ``pattern`` occurs in the title."""
        return pattern.search(self.label) is not None

    def is_a(self, pattern: re.Pattern[str]) -> bool:
        """Whether ``pattern`` is the whole title."""
        return pattern.fullmatch(self.label) is not None


def is_spanish(titles: tuple[str, ...]) -> bool:
    """Whether the titles together have more small Spanish words than small English ones."""
    words = [word for title in titles for word in re.findall(r"[a-z]+", plain(title))]
    spanish, english = set(_SMALL_SPANISH.split()), set(_SMALL_ENGLISH.split())
    return sum(word in spanish for word in words) > sum(word in english for word in words)
