"""The words for ways to reach somebody, in English and Spanish. All read folded text."""

from __future__ import annotations

import re

from reports.checks.identity_words import PERSON

_SITE = (
    r"(?:insta|instagram|ig|snap|snapchat|tik ?tok|discord|facebook|fb|twitter|telegram|signal|whats ?app|wechat|skype"
    r"|messenger|linkedin|social media|social)"
)
_PHONE = r"(?:tele)?phones?|cell ?(?:phone)?s?|mobiles?|landline|pager|tel\.?|telefonos?|celular(?:es)?|movil"
SITE = re.compile(rf"\b{_SITE}\b")  # an account there is a way to reach somebody
WAY = re.compile(
    rf"\b(?:(?:{_PHONE})(?: (?:#s?|nos?\.?|nums?|numbers?|numero))?|e-?mails?(?: (?:address(?:es)?|addy))?|g-?mail"
    rf"|correos?(?: electronicos?)?|{_SITE}(?: (?:handle|account|user ?name|name|number|profile|@))?|handles?"
    r"|(?:home |street |mailing |postal |physical |current |residential |e-?mail )address(?:es)?|address(?:es)?"
    r"|domicilios?|direcci(?:on|ones)|calle|zip(?: ?code)?|postal code|post code|codigo postal|apartment|"
    r"(?:contact|emergency) (?:info\w*|details?|data|number|person)|emergency contacts?|datos (?:de contacto"
    r"|personales)"
    r"|informacion de contacto|numero (?:telefonico|de (?:telefono|celular|contacto|whatsapp|casa))"
    r"|(?:best|good|daytime|home|work|evening|callback|call-?back|preferred) (?:contact |phone )?(?:number|num|no\.?|#)"
    r"|usuario de \w+|whatsapp|contacto de emergencia|(?:follow-?up )?contact (?:method|preference)|contact by)"
    r"(?!\w)"
)
PLAIN_NUMBER = re.compile(
    rf"^(?:(?:an?|the|best|good|ur|your|his|her|their|{PERSON}(?:'s|s')?|un|su|tu|el|mejor) )*(?:number|numero)"
    r"(?: (?:to|where|at|for|we|so|in|if|please|just|en|para|donde|al|that|i|a)\b.*)?$"
)
NOT_ASKED = re.compile(
    r"\b(?:calls?|calling|called|polic(?:y|ies)|rules?|ban|usage|use|app|apps|apartment life|time|screen|habits?"
    r"|addiction"
    r"|interview|format|modality|mode|medium|in person|video|zoom|extension|llamadas?|reglas?|uso|modalidad|formato"
    r"|presencial|conversation|messages?|mensajes?|communication|comunicacion|newsletters?|frequency|system|speech"
    r"|pictures?|home visits?|bell|opening|closing|welcome|graduation|student number)\b"
)
ABOUT = re.compile(
    r"\b(?:about|with|without|on|by|via|over|through|from|during|before|after|sobre|con|sin|por|durante|en|desde|to)"
    r" (?:(?:the|your|a|an|their|his|her|el|la|tu|su|un|una) )*$"
)
_THEM = (
    rf"(?:you|u|them|him|her|(?:the|your|his|her|their) (?:\w+ )?{PERSON}|{PERSON}|someone at home|home|back"
    r"|your home)"
)
_REACH = (
    r"(?:reach|contact|call|text|phone|ring|dm|message|email|e-mail|mail|write(?: to)?|find|follow up with"
    r"|get (?:back )?(?:in touch|in contact|a ?hold|ahold|back) ?(?:with|of|to)?|follow up with|touch base with"
    r"|track down"
    r"|get hold of|keep in touch with|stay in touch with|check back with|reconnect with|send (?:\w+ ){0,4}to|notify)"
)
REACHES = re.compile(
    r"\b(?:your|ur|his|her|their) @|@ on (?:\w+)|"
    r"(?<!what )\b(?:can|could|may|might|should|do|to|shall|would|will|best) (?:we |i |the team |someone "
    r"|somebody |staff |us "
    r"|best |also |ever |please |for us to |the school |district staff |our team |you |)?(?:best |again |then "
    rf"|)?{_REACH} {_THEM}\b"
    rf"(?! (?:at (?:school|recess|lunch|work)|in (?:class|school)|when|if you are (?:absent|sick)|for help|names?))"
    r"|\bhow (?:should|can|do|could|may|would) (?:we|i) (?:best )?(?:get|keep|stay) (?:back )?in (?:touch|contact)\b"
    r"|\bwho (?:do|should|can|could|may|would) (?:we|i) (?:call|contact|notify|phone|ring|text)\b"
    r"|\ba quien (?:le )?(?:llamamos|avisamos|contactamos)\b"
    r"|\b(?:best|easiest|good|preferred|right|convenient) (?:way|time|times|day|place|method|number|phone"
    r"|e-?mail|address) "
    r"(?:\w+ ){0,6}?(?:reach|contact|call|text|get (?:in touch|a?hold)|follow|connect|notify|be reached"
    r"|be contacted|write)\b"
    r"|\bhow (?:would|do|should|can) (?:you|they) (?:like|prefer|want) (?:us )?to be (?:contacted|reached"
    r"|notified|called)"
    r"|\bhow (?:would|do) (?:you|they) (?:like|prefer|want) us to (?:reach|contact|call|text|follow|get|send|let)"
    r"|\b(?:at|on|to|under) (?:what|which) (?:phone |cell )?(?:number|e-?mail|address|line)|\bwhere (?:can"
    r"|should|could|may|do|shall)"
    r" (?:we|i) (?:\w+ )?(?:send|mail|text|write|reach|find|e-?mail|call|contact|deliver|drop)\b"
    r"|\b(?:is there|do you have|have you got|got|have) an? (?:\w+ ){0,2}(?:number|phone number|e-?mail|address"
    r"|cell|phone)"
    r" (?:\w+ ){0,4}?(?:reach|call|text|contact|write|we|where|you'd)\b"
    r"|\bwhere (?:do|does|are|is) (?:you|u|they|he|she|your \w+|the \w+|\w+ family) (?:\w+ )?(?:liv(?:e|ing)"
    r"|stay(?:ing)?"
    r"|resid(?:e|ing))(?: (?:now|exactly|at the moment|currently|right now|these days))?"
    r"(?=[?., ]*(?:$|\(|street|address|exact|what|which|and what))"
    r"|\b(?:your|ur|his|her|their) (?:insta|instagram|ig|snap|snapchat|tiktok|discord|whatsapp"
    r"|handle)\b(?=[?.! ]*$|,| or| /)"
    r"|\bwhat (?:street|road|address|apartment|neighborhood and street)\b.{0,20}\b(?:live|on|at|stay)\b"
    r"|\b(?:follow|add|find|dm|text|friend) (?:you|u) (?:on|at)\b"
)
LOCALIZA = re.compile(
    r"\b(?:lo|la|le|te|los|las|les) (?:contactemos|llamemos|busquemos|localicemos|escribamos|avisemos"
    r"|encontremos)\b|\bser contactad[oa]s?\b|"
    r"\b(?:podemos|puedo|podriamos|podamos|pueda|podemos nosotros|poder|para|nos|le|te|se puede|quiere que|prefiere que"
    r"|gustaria que|mejor|hora)\b.{0,25}?"
    r"\b(?:contact(?:ar|emos|amos)|localiz(?:ar|arl|amos)|comunic(?:ar|arnos|amos|arme|arse|arno)|llam(?:ar|arl"
    r"|emos|amos)"
    r"|escribi?r|escrib(?:amos|imos)|encontrar|ubicar|busc(?:ar|amos))"
    r"(?:l[eoa]s?|te|nos con (?:usted|ustedes|tu|su|la)|mos con|me con (?:usted|ustedes|tu|su|la)| con usted"
    r"| contigo| a usted| al?)\b"
    r"|\bcomo (?:nos )?(?:comunicamos|contactamos|ponemos en contacto|localizamos)\b"
    r"|\b(?:le|te|los) (?:podemos|puedo|podriamos) (?:llamar|contactar|localizar|escribir|mandar|enviar"
    r"|encontrar)\b(?! la atencion)"
    r"|\ba (?:que|cual) (?:numero|telefono|correo|direccion|celular)\b|\ben (?:que|cual) (?:numero|telefono"
    r"|correo|calle|domicilio)"
    r"|\bdonde (?:vive[sn]?|viven|reside[sn]?)(?: (?:usted(?:es)?|tu|ahora|exactamente|actualmente|tu familia"
    r"|su familia"
    r"|el alumno|la alumna|el estudiante|el nino))*(?=[?., ]*(?:$|\(|calle))"
    r"|\btiene(?:s)? (?:usted )?(?:algun |un )?(?:numero|telefono|celular|correo|whatsapp|instagram)"
    r" (?:\w+ ){0,3}?(?:donde|para|al que|en que|en el que)\b"
)
