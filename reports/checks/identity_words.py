"""The words for marks of identity, and whose they are, in English and Spanish. All read folded text."""

from __future__ import annotations

import re

PERSON = (
    r"(?:students?|child(?:ren)?|kids?|pupils?|learners?|scholars?|minors?|youths?|teens?|caregivers?|parents?"
    r"|guardians?|mothers?|moms?|mums?|mamas?|fathers?|dads?|papas?|famil(?:y|ies)|household|famil(?:ia|iar)(?:es)?"
    r"|interviewees?|participants?|respondents?|persons?|people|individuals?|speakers?|sons?|daughters?|brothers?"
    r"|sisters?|siblings?|grandmas?|grandpas?|grand\w+|aunts?|uncles?|cousins?|friends?|spouses?|husbands?|wi(?:fe|ves)"
    r"|relatives?|workers?|employees?|adults?|storytellers?|neighbors?|yourself|his|her|their|your|ur|yr|you"
    r"|alumn[oa]s?|estudiantes?|hij[oa]s?|nin[oa]s?|menor(?:es)?|madres?|padres?|tutor(?:a|es)?|cuidador(?:a|es)?"
    r"|entrevistad[oa]s?|participantes?|personas?|herman[oa]s?|abuel\w+|ti[oa]s?|prim[oa]s?|amig[oa]s?|espos[oa]s?"
    r"|trabajador(?:a|es)?|emplead[oa]s?|joven(?:es)?|adolescentes?|su|sus|tu|tus|usted(?:es)?)"
)
_NOT_THEIRS = (
    r"(?:interviewers?|note-? ?takers?|scribe|observer|facilitator|staff|submitter|listener|teachers?|counsel\w+"
    r"|coach(?:es)?|principals?|advis[eo]rs?|mentors?|supervisors?|boss|employers?|business|company|officials?|nurse"
    r"|school|site|campus|building|program(?:me)?|class(?:room)?|course|subject|club|team|department|district"
    r"|organi[sz]ation|activity|event|project|file|form|language|town|city|country|street|book|song|game|pet|bus"
    r"|office|group|center|agency|position|job|mascot|college|universit\w+|church|section|round"
    r"|entrevistador(?:a|es)?|maestr[oa]s?|profesor(?:a|es)?|docentes?|consejer[oa]s?|director(?:a|es)?"
    r"|supervisor(?:a)?"
    r"|funcionari[oa]s?|facilitador(?:a)?|observador(?:a)?|personal|escuelas?|plantel|programa|clase|materia|curso|club"
    r"|equipo|departamento|distrito|organizacion|actividad|evento|proyecto|colonia|ciudad|pais|calle|libro|mascota"
    r"|empresa|jef[ea]|puesto)"
)
_NAME = (
    r"(?:(?:sur|nick|fore|maiden |user|pen|pet |screen )?names?|initials?|nombres?|apellidos?|apodos?|sobrenombres?"
    r"|iniciales|alias(?:es)?|seudonimos?)"
)
NAME = re.compile(rf"\b{_NAME}\b|\bfirst (?:and|&|\+|/) last\b|\blast,? first\b")
NAME_OF_OTHER = re.compile(
    rf"\b{_NOT_THEIRS}(?:'s|s')?(?:,? (?:and|&|or|/) \w+)? (?:(?:full|first|last|preferred|official|legal"
    rf"|and) )*{_NAME}\b"
    rf"|\b{_NAME}(?: \([^)]*\))?(?:,? (?:and|&|y|or) [\w-]+)? (?:of|for|del?|de la|de los|de las|de el|de su|de tu)"
    rf" (?:(?:the|your|a|an|this|that|each|any|their|current|la|el|los|las|su|tu|una?) )*(?:[\w'-]+ )?{_NOT_THEIRS}\b"
    rf"|\b{_NOT_THEIRS}\b.{{0,12}}[:(-] ?(?:your )?(?:(?:full|first|last|and|or) )*{_NAME}\b"
    r"|\b(?:brand|code|domain|file|product|place|street|road) names?\b"
)
NAME_OF_SOMETHING = re.compile(
    rf"\b{_NAME}(?: \([^)]*\))? (?:of|for|del?|de la|de los|de las) (?!.{{0,40}}\b{PERSON}\b)(?:\w)"
)
MARK = re.compile(
    r"\b(?:(?:student|pupil|child|kid|learner|school|lunch|state|district|local|national|government|employee|work"
    rf"|local student|library|meal|badge|family|{PERSON}(?:'s|s')?)(?: (?:lunch|school|account|badge))? "
    r"(?:id|i\.?d|ids|pin|number|numbers|no\.|nr|#|badge|card number|identifier|login|log-?in|account|username"
    r"|user name"
    r"|code number))(?!\w)(?! of\b)(?<!\byour number)(?<!\bur number)(?<!\bhis number)(?<!\bher"
    r" number)(?<!\btheir number)"
    rf"|\b[\w-]+-digit (?:id|number|pin|code)\b|\b{PERSON}(?:'s|s') (?:[\w-]+ ){{0,2}}(?:id|pin"
    r"|badge)\b(?! (?:card|badge) )"
    r"|\b(?:lunch|meal|student) code\b|\b(?:id|badge|lunch|pin|account|passport|licen[sc]e|visa|case|medicaid"
    r"|insurance|barcode|id card|meal)"
    r" (?:number|no\.?|num|nr|#|code)"
    r"|\bs\.?s\.?n\b|\bss ?#|\bssid\b|\bsocial security\b|\b(?:user ?names?|log-?ins?|log-?in names?|passwords?)\b"
    r"|\b(?:google|canvas|clever|classroom|school|chromebook|powerschool|portal|gmail) (?:account|login|log-?in"
    r"|user\w*)"
    r"|\b(?:lunch|student|personal|meal) pin\b|\bid badge\b"
    r"|\b(?:matricula|curp|rfc|dni|nie|cedula|pasaporte|gafete|credencial|boleta numero|folio)\b"
    r"|\bclave (?:unica|escolar|del?|de la)|\b(?:numero|num\.?|no\.|codigo|clave|id|pin|usuario|cuenta|identificacion"
    r"|identificador) (?:unico )?(?:(?:escolar|estudiantil|nacional)\b|(?:de|del|para|oficial) (?:de )?(?:su "
    r"|tu |la |el |los )?"
    r"(?:estudiante|alumn[oa]|escolar|hij[oa]|nin[oa]|identificacion|identidad|seguro|comedor|almuerzo|gafete"
    r"|credencial|control|expediente|google|participante|menor|lista)\b)|\bseguro social\b|^id$"
    r"|\bnombre de usuario\b|\bcontrasena\b"
)
BIRTH_WORD = re.compile(
    r"\b(?:birth ?-?(?:date|day|year|month|place)s?|(?:date|day|month|year|place) of birth|d\.?o\.?b|bday|b-day"
    r"|(?:fecha|dia|mes|ano|lugar) (?:y \w+ )?de (?:su |tu )?nacimiento|nacimiento|cumpleanos)\b"
)
BORN = re.compile(
    r"\b(?:when|what (?:day|date|year|month)|which (?:day|year|month)|on what (?:day|date)|in what year)\b.{0,30}"
    r"\b(?:born|birthday)\b|\b(?:cuando|que dia|que ano|que fecha|que mes|en que (?:ano|fecha|dia|mes))\b.{0,25}"
    r"\b(?:naci\w+|cumpl\w+)"
)
PICTURE_OF = re.compile(
    r"^(?:(?:please|pls|kindly|por favor) )?(?:upload|attach|take|add|send|submit|snap|sub[aei]|adjunt[ae]"
    r"|tom[ae]|envi[ae]"
    rf"|agreg\w+)\b.{{0,40}}\b(?:photo|photograph|picture|pic|selfie|headshot|image|foto|fotografia|imagen|retrato)s?\b"
    r"|^(?:school |id |a |una |recent )*(?:photo|picture|selfie|headshot|foto|fotografia) (?:of|de"
    rf"|del) (?:\w+ ){{0,2}}{PERSON}\b"
    rf"|^(?:{PERSON}(?:'s|s')? )(?:school |id )?(?:photo|picture|selfie|headshot)$"
)
SIGNED = re.compile(
    r"\b(?:e-?signatures?|signatures?|autograph|firmas?|rubrica)\b|^(?:please |pls |kindly |student |parent "
    r"|guardian )*"
    r"(?:sign|initial)(?: (?:here|below|your|this|on|in|with|w/|the)|$)|\bsigned by\b|\b(?:firme|firmar)\b"
    r"|\bsign (?:here|below)|\b(?:print|type|read|date|sign) and sign\b|\bsign and (?:date|print|return)\b"
)
WHO_ARE_YOU = re.compile(
    r"\bwho (?:am|are) (?:i|we) (?:speaking|talking|chatting|meeting|sitting) (?:with|to)|\bwho(?:m)? (?:is|was|are) "
    r"(?:this|being interviewed|the (?:interviewee|student|person|child|parent|participant|respondent)"
    r"|your (?:child|son|daughter|kid|student))s?(?: (?:you|being|interviewed|we|in this|about|are).*)?[?.]*$"
    r"|\bwho (?:do|should|can|could|may|would) (?:we|i) (?:call|contact|notify|phone|ring|text)\b"
    r"|\ba quien (?:le )?(?:llamamos|avisamos|contactamos)\b"
    r"|\b(?:what is|what's|whats|what are|what was) (?:your|ur|yr|their|his|her|(?:your"
    r"|the) \w+'s) (?:\w+ )?names?\b(?! like)"
    r"|\btell(?:ing)? (?:me|us) (?:your|ur|their|his|her) (?:\w+ )?names?\b|\b(?:cual es|como es) (?:su|tu) nombre\b"
    r"|\bwith whom (?:do|am|are) (?:i|we)\b"
    r"|\bwho are you\b(?!\w| (?:with|to|most|when|at|around|as|close|in|sitting|going|looking))"
    r"|\bcon quien (?:tengo el gusto|estoy hablando|hablo|platico|estoy platicando)\b|\bquien (?:es usted|eres)\b"
    r"|\bwhat (?:name |nickname )?(?:do|does|should|can|would) (?:\w+ ){1,2}(?:go|goes|going|like to go"
    r"|prefer to go) by\b"
    r"|\bwhat (?:should|can|do|may|shall) (?:we|i|people|your \w+|they|friends) call (?:you|them|him|her)\b"
    r"|\bcomo (?:te|le|se) (?:dicen|llaman?|llamas|puedo llamar|gusta que (?:te|le) (?:digan|llamen))\b(?! la"
    r"| el| los| las| a | por)"
    r"|\bhow (?:do|would|should) (?:you|we|i) (?:spell|pronounce|write) (?:your|his|her|their)\b"
)
