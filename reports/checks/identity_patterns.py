"""How a title asks for a name, another mark of identity, or a way to reach somebody, in English and Spanish.

All read titles in lower case without accents. Patterns for columns of exports are in ``title_patterns``.
"""

from __future__ import annotations

import re

WHO = (
    r"(?:student|child|kid|pupil|learner|caregiver|parent|guardian|mother|mom|father|dad|family"
    r"|interviewee|participant|respondent|person|worker|employee"
    r"|alumn[oa]|estudiante|hij[oa]|nin[oa]|madre|padre|mama|papa|tutora?|cuidadora?|familia"
    r"|entrevistad[oa]|participante|persona)s?"
)
FILLS_IN = re.compile(
    r"\b(?:submitters?|submitted by|submitting staff|scribe|staff member|recorder|staff(?:'s)? (?:e-?mail|names?"
    r"|phone|contact|initials|id|extension))\b|"
    r"\b(?:person|people|staff|adult|teacher|coach|counselor|volunteer|colleague|principal|team member|whoever"
    r"|one) (?:who (?:is )?)?(?:fill(?:s|ed|ing)?"
    r"|complet(?:es|ed|ing)|submit(?:s|ted|ting)|tak(?:es|ing)|took|conduct(?:s|ed|ing)|lead(?:s|ing)|led"
    r"|writ(?:es|ing)|wrote|doing|did|asking|record(?:s|ed|ing)|enter(?:s|ed|ing)|typ(?:es|ed|ing))\b"
    r"|\b(?:persona|maestr[oa]|docente|colega|voluntari[oa]) que (?:entrevista|llena|completa|hace|realiza|hizo"
    r"|realizo|toma|tomo|escribe|conduce"
    r"|condujo|envia|anota)\b|\bquien (?:entrevista|llena|completa|toma|anota|escribe|envia|conduce|registra)\b"
    r"|\b(?:funcionari[oa]|personal|docente) (?:que|a cargo)\b"
    r"|\bentrevistador(?:a|\(a\)|/a)?\b|\bnote ?-?takers?\b|\brecorded by\b|\bcompleted by\b"
)
_YOUR = r"(?:your|ur|yr|su|tu)"
NAME_WORDS = (
    r"(?:(?:full|first|last|middle|legal|real|own|given|family|complete|preferred|and|or|&|&amp;"
    r"|/) ){0,4}names?\b"
)
ASKED_NAME = re.compile(
    r"^(?:please )?(?:tell|state|say|write)(?: us| me| down)? who (?:you|they) are[.!?]*$"
    r"|\bhow (?:do|would) you spell (?:your|his|her|their) (?:\w+ )?names?\b|"
    r"^(?:(?:hi|hello|so|first|to start|please|ok|okay)[,!.]? )*(?:what is|what's|whats|what are|what was"
    r"|may i (?:have|ask|know)|can i (?:have|get|ask)|could i (?:have|get)|(?:could|can|would) you"
    r" (?:please )?(?:say and |state and )?(?:give|tell|state|say|spell|write)(?: me| us)?|tell (?:me|us)"
    r"|say|state|spell|write|type|enter|give|provide|print|list|add|put|share|fill in|include|insert)"
    rf"(?: down| in| us| me)? (?:{_YOUR}|the|his|her|their)(?: {WHO}(?:'s|s'|s)?)? {NAME_WORDS}(?! (?:of"
    r"|for) (?:the |your |a )?(?:school|class|program|team|club|teacher|bus))"
    rf"|\b{_YOUR} {WHO}(?:'s|s'|s)? {NAME_WORDS}|^{_YOUR} {NAME_WORDS}"
    r"|\bwho are you\b(?!\w| (?:with|to|most|when))|\bwhat (?:should|can|do|may) (?:we|i"
    r"|people) call (?:you|them|him|her)\b|\bwhat name do you (?:go by|use)|\bwhat do (?:people"
    r"|friends) call you"
    r"|\b(?:real|full|legal|first and last) names?\b(?=[ ,]*(?:please|only)?[?.]?$)|\bname and surname\b"
    r"|\bwho is (?:this|the) (?:student|person|child|interviewee)\b"
)
PEDIDO_NOMBRE = re.compile(
    r"\bcual es (?:su|tu|el) nombre\b|\b(?:escrib[ae]|anot[ae]|pon|pong[ae]|indi(?:que|ca)|dig[ao]|dinos"
    r"|diganos|digame|dime|de(?:me|nos)|ingres[ae]|proporcion[ae])(?:me|nos)?(?: aqui)? (?:su|tu|el"
    r"|los) nombres?\b"
    r"|\b(?:su|tu) nombre (?:completo|y apellidos?|real|de pila)\b|\bnombres?(?: y apellidos?"
    rf"| completos?)* (?:de |del |de la |de los |de su |de tu ){{1,2}}{WHO}\b"
    r"|\bnombre y (?:telefono|apellidos?|correo|celular|direccion)|\bcomo (?:se llama|te llamas"
    r"|se llaman)(?! (?:el|la|los|las|a|tu escuela|su escuela|cuando|por)\b)|\bcomo quiere que le llamemos"
    r"|\bcomo (?:le|te) (?:podemos|debemos) llamar\b(?! al| por)|^(?:su "
    r"|tu )?nombre(?:s)?(?: completo)?(?: y| \+|,|/|$)|^(?:sus |tus )?apellidos?\b"
)
NAME_LABEL = re.compile(
    rf"^(?:the |my )?(?:{WHO}(?:'s|s'|s)? )?{NAME_WORDS}(?:[ ,]*(?:(?:\+|&|and|/|,|-|or|;) .{{1,40}}"
    rf"|of (?:the |your )?{WHO}\b.*|interviewed.*|\(.*))?$"
    r"|^(?:first|last|full)(?: name)? (?:and|&) (?:first|last|full) (?:names?|initial)\b|^(?:first"
    r"|last) (?:name|initial)\b"
)
PERSON_ID = re.compile(
    rf"\b(?:{WHO}|school|district|state|lunch|employee|national)(?:'s|s')? (?:id|i\.d\.|identification"
    r"|ident\w*|log-?in|user ?name|username|account|pin)\b(?! (?:badge|card))|\bssid\b|\blog-?in (?:name"
    r"|of)\b"
    r"|\bid (?:number|no|nr|num|#)|\bid#|\b(?:numero|num\.?|no\.) de (?:identificacion|estudiante|alumno"
    r"|matricula|control|expediente|lista)\b|\b(?:usuario|clave|id|identificacion) (?:escolar"
    r"|de (?:la )?escuela|del? (?:alumno|estudiante))"
    r"|\bsocial security\b|\bdrivers? licen[sc]e|\bpassport number|\bmedicaid|\bstudent numbers?\b"
)
FACE = re.compile(
    r"\b(?:upload|attach|take|add|send|submit|suba|sube|adjunte|adjunta|tome|toma"
    r"|envie)\b.{0,20}\b(?:photo|picture|selfie|image|headshot|video|foto|fotografia|imagen"
    rf"|retrato)\b.{{0,20}}\b(?:of|de|del)\b.{{0,20}}\b(?:you|yourself|him|her|them|{WHO}|usted)\b"
    r"|\bselfie\b|\b(?:photo|picture|foto) of (?:yourself|the person|the student|your child)"
)
SIGN = re.compile(
    r"\bsignature\b|\bsign (?:here|below|your|this|on)\b|\binitial (?:here|below)|^(?:(?:student|parent"
    r"|guardian|your|interviewee|participant|child)(?:'s|s')? )initials\b|^initials\b|\b(?:firma(?:s)?"
    r"|firme|firmar)\b (?:del?\b|de la|aqui|abajo|su|de)|^(?:su |la |tu )?firma\b|\biniciales (?:del?"
    r"|de la)\b"
)
STORY_AROUND = re.compile(
    r"\b(?:time|times|story|moment|feel|felt|happen|happened|forgot|lost|mean|means|called you|call you by"
    r"|forget|party|celebrat\w+|remember|vez|historia|momento|siente|sintio|sentiste|paso|significa"
    r"|olvid\w+|perdi\w+|fiesta|celebr\w+)\b"
)
PHONE_ETC = (
    r"(?:phone|telephone|tel|cell|cellphone|mobile|whatsapp|whats app|e-?mail|contact (?:info\w*|details?"
    r"|number|data)|home address|mailing address|street address|address|zip(?: code)?|instagram|insta|ig"
    r"|snap|snapchat|tiktok|facebook"
    r"|discord|twitter|handle|telefono|celular|movil|correo(?: electronico)?|direccion|domicilio"
    r"|codigo postal|datos de contacto|numero (?:de )?(?:telefono|celular|contacto|whatsapp)"
    r"|usuario de \w+)"
)
CONTACT_LABEL = re.compile(
    r"^(?:(?:the|a|an|your|ur|his|her|their|my|el|la|su|tu|sus|best|preferred|primary|good|home|work|personal|current"
    rf"|emergency|student|school|optional|{WHO}(?:'s|s')?|and|or|y|o|name|names|nombre)\b[:,]?(?: |(?=/))"
    r"|[&+/,] ?){0,8}"
    rf"{PHONE_ETC}s?\b(?: (?:number|numbers|no\.?|#|address|handle|info\w*|username|user name|name|electronico"
    r"|particular|completa|postal|de (?:la )?casa|personal)){0,4}"
    r"(?: ?(?:\(|,|/|:|-|\+|&|;|\b(?:of|for|de|del|where|to|if|so|in case|at which|en|para|donde|and|or|y|o)\b).*)?$"
)
ASKED_CONTACT = re.compile(
    r"\bwhere (?:can|should|may|could) we (?:send|mail|text|write)\b|^(?:please )?(?:text|call|reach"
    r"|e-?mail) me (?:at|on)\b|\b(?:what|which) (?:phone )?number (?:should|can|do|may|could|is best"
    r"|works)\b|\b(?:what is|what\'s|whats|give (?:me|us)|leave) (?:your|ur|the best|a good) number\b"
    r"|\bg-?mail (?:of|for|address)\b|\((?:e-?mail|phone|phone number|cell)\)$|"
    r"(?:what is|what's|whats|what are|may i (?:have|ask)|can (?:i|we) (?:have|get)|could (?:i|we) (?:have"
    r"|get)|(?:could|can|would) you (?:please )?(?:give|tell|write|leave|share)(?: me| us)?|\b(?:leave"
    r"|provide|enter|give|write|type|list|add|put|drop|include|share|send|fill in|state)\b"
    r"(?: (?:down|in|us|me|here))*) (?:with us |here )?(?:your|ur|yr|a|an|the|their|his"
    rf"|her)(?: {WHO}(?:'s|s')?)?(?: (?:best|home|cell|current|full|mailing|personal|phone|social media"
    rf"|own|good))* ?{PHONE_ETC}\b(?! (?:call|calls|policy|policies|rule|rules|ban|like|mean|app|game"
    r"|school|use|used)\b)"
    r"|\b(?:how|where|when|what (?:time|is (?:a|the) (?:good|best) (?:time|way|number|phone"
    r"|address)))\b.{0,20}\b(?:can|could|may|should|do|to|shall) (?:we |i |the team |someone |best "
    r"|somebody )*(?:reach|contact|call|text|phone|get in touch with|get (?:a )?hold of|follow up with"
    r"|write to) (?:you|them|him|her|the family|your family)\b(?! (?:at school|in class))"
    r"|\b(?:number|address|way|time) (?:to|where|at which) (?:we (?:can |could )?|i (?:can )?)?(?:reach"
    r"|contact|call|text|get in touch with) (?:you|them|the family|your (?:family|child"
    r"|parents?))\b(?! (?:at school|in class))|\bon (?:which|what) number\b"
    r"|\bwhere do(?:es)? (?:you|they|your (?:family|child)|the (?:family|student"
    r"|child)) live\b(?=[?, ]*(?:\(|$|street|address|exact))|\bstreet,? (?:city|number|and)\b|\bzip code\b"
    r"|\bsocial media (?:handle|account|name)s?\b|\b(?:@|your) handle\b|\bwhere should we (?:mail"
    r"|send) \w+"
    r"|\b(?:your|ur) (?:insta|instagram|snap|snapchat|tiktok|discord|whatsapp|facebook|cell"
    r"|e-?mail)(?: (?:or|and|/) \w+)*[?. ]*(?:\(.*)?$"
)
PEDIDO_CONTACTO = re.compile(
    r"\b(?:me|nos) (?:da|das|dan|deja|dejas|comparte|puede dar|puedes dar|podria dar|pasa|pasas) (?:su|tu"
    r"|un) (?:numero|telefono|celular|correo|direccion|whatsapp|contacto)\b|"
    rf"\bcual(?:es)? (?:es|son) (?:su|tu|el|la|sus|tus)(?: \w+)? ?{PHONE_ETC}\b|\b(?:escrib[ae]|anot[ae]"
    r"|pon|pong[ae]|indi(?:que|ca)|dig[ao]|dinos|diganos|digame|dime|de(?:me|nos)|dej[ae]|ingres[ae]"
    r"|proporcion[ae]|compart[ae])(?:me|nos)?(?: aqui)? (?:su|tu|un|el|la|sus"
    rf"|tus)(?: \w+)? ?{PHONE_ETC}\b"
    rf"|\b{PHONE_ETC} (?:de |del |de la |de los |de su |de tu ){{1,2}}(?:{WHO}|casa|contacto|hogar)\b"
    r"|\ba que (?:numero|telefono|correo|direccion)\b|\ben que (?:numero|telefono|correo)\b"
    r"|\bcomo (?:nos )?(?:podemos |puedo |podriamos )?(?:comunica(?:mos|rnos|rme)|contacta(?:mos|rl[oae]"
    r"|rte)|localiza(?:mos|rl[oae]|rte)|llamarl[eoa])(?: con (?:usted|ustedes|la familia|tu familia"
    r"|su familia))?(?: (?:mas adelante|despues|luego|contigo|a usted))*[?. ]*$"
    r"|\bcomo nos (?:comunicamos|ponemos en contacto) (?:con usted|contigo)|\b(?:calle"
    r"|domicilio) y (?:numero|colonia)\b|\bdonde vive(?:s|n)?(?: usted| exactamente)?[? ]*(?:\(|$)"
    r"|\bcomo (?:podemos |puedo )(?:contactar|localizar|encontrar)(?:l[oae]s?|te)?\b|\bdatos de contacto\b"
)
CONTACT_STORY = re.compile(
    r"\b(?:school|teacher|teachers|office|district|they) (?:call|calls|called|contact|contacts|contacted"
    r"|phone|phoned|text|texted|reach|reaches|reached)\b|\bwhat happened\b|\b(?:mean|meant) to you\b"
    r"|\bpaso\b"
)
