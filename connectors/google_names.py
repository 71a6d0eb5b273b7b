"""What Google Forms and Sheets call their own things in the languages that we have seen.

Used only to recognise files, sheets and columns. A language that is missing here costs
a convenience, never a response.
"""

from __future__ import annotations

import re

# The title of the first column of every export, casefolded.
TIMESTAMP_TITLES = frozenset(
    {
        "timestamp", "marca temporal", "marca de tiempo", "zeitstempel", "horodateur", "informazioni cronologiche",
        "carimbo de data/hora", "carimbo de data e hora", "tijdstempel", "tidsstempel", "tidsstämpel",
        "sygnatura czasowa", "marca de temps", "zaman damgası",
        "отметка времени", "タイムスタンプ", "时间戳记", "타임스탬프",
    }
)  # fmt: skip

_RESPONSE_SHEETS = (
    "Form Responses", "Respuestas de formulario", "Respuestas del formulario", "Formularantworten",
    "Réponses au formulaire", "Risposte del modulo", "Respostas ao formulário", "Respostas do formulário",
    "Formulierreacties", "Respostes al formulari",
)  # fmt: skip
_RESPONSES = ("Responses", "Respuestas", "Antworten", "Réponses", "Risposte", "Respostas", "Reacties", "Respostes")

# The sheet that a form writes to: "Form Responses 1".
RESPONSE_SHEET = re.compile(rf"(?:{'|'.join(_RESPONSE_SHEETS)})\s*\d*", re.IGNORECASE)

# The spreadsheet that a form writes to, perhaps with one sheet's name: "Title (Responses) - Form Responses 1".
RESPONSES_SUFFIX = re.compile(
    rf"\s*\((?:{'|'.join(_RESPONSES)})\)(?:\s+-\s+.+)?$|\s+-\s+(?:{RESPONSE_SHEET.pattern})$", re.IGNORECASE
)
