"""What the texts beside the questions say: who sees the notes, on what basis, who fills in the form."""

from __future__ import annotations

import re

SEES_NOTES = re.compile(
    r"\b(?:who|only|nobody|no one|team|staff|researchers?|people)\b.{0,80}\b(?:see|sees|read|reads|access"
    r"|hear|hears|view|look at|share[ds]?)\b|\b(?:notes?|answers?|responses?|what you (?:say|tell)|stories"
    r"|words|data)\b.{0,80}\b(?:seen|read|shared|kept|stored|used|anonym\w+|confidential|private|deleted"
    r"|without (?:your )?names?)\b"
    r"|\b(?:confidential|anonymous(?:ly)?|anonymi[sz]ed|names? (?:are|will be|is) (?:removed|taken out"
    r"|left out|changed|not))\b|\bwithout names\b|\bdo not (?:write|use|record) (?:any )?names?\b"
    r"|\b(?:quien(?:es)?|solo|solamente|nadie|equipo)\b.{0,80}\b(?:ve|ven|vera|veran|lee|leen|leera|leeran"
    r"|acceso)\b|\b(?:notas?|respuestas?|lo que (?:diga|dice|nos)|historias?|palabras"
    r"|datos)\b.{0,80}\b(?:leid[oa]s?|compart\w+|guard\w+|us(?:a|an|aran|adas?)|anonim\w+|confidencial\w*"
    r"|privad\w+|sin nombres?)\b|\b(?:confidencial(?:es)?|anonim[oa]s?|se quitan los nombres"
    r"|sin nombres)\b"
)
BASIS = re.compile(
    r"\bppra\b|\bparental? (?:consent|permission)\b|\b(?:parents?|guardians?"
    r"|families)\b.{0,60}\b(?:consent(?:ed)?|permission|agreed|notified|opt(?:ed)? out|informed|signed)\b"
    r"|\b(?:consent|permission)\b.{0,40}\b(?:parents?|guardians?|families|famil\w+)\b|\bopt[ -]?out\b"
    r"|\b(?:padres|tutores|madres|familias?)\b.{0,60}\b(?:consent\w+|permiso|autoriz\w+|aviso|inform\w+)\b"
    r"|\b(?:consentimiento|permiso|autorizacion)\b.{0,40}\b(?:padres|tutor\w*|familias?|madre)\b"
)
CONSENT_TEXT = re.compile(
    r"\bconsent|\bassent\b|\bagree to (?:take part|participate|be)|\bvoluntary\b|\bconsentimiento"
    r"|\basentimiento|\bvoluntari[oa]"
)
SELF_COMPLETED = re.compile(
    r"\b(?:survey|questionnaire|your (?:answers|responses)|fill (?:in|out) this|encuesta|cuestionario"
    r"|sus respuestas|tus respuestas|llen[ea] (?:este|esta))\b"
)
