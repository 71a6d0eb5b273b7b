"""The names under which people declare a language: *Español*, *English*, *es-MX*, *Tiếng Việt*."""

from __future__ import annotations

import re

from redaction.lexicon import fold

_NAMES = {
    "en": "english ingles en eng en-us en-gb anglais",
    "es": "spanish espanol castellano es spa es-mx es-us espagnol spanglish",
    "so": "somali soomaali af-soomaali so",
    "vi": "vietnamese vietnamita vi",
    "ht": "haitian kreyol ht",
    "tl": "tagalog filipino pilipino tl fil",
    "pt": "portuguese portugues pt pt-br",
    "fr": "french francais fr",
    "ar": "arabic arabe ar",
    "ru": "russian ruso ru",
    "uk": "ukrainian ucraniano uk",
    "zh": "chinese mandarin cantonese zh",
    "ko": "korean ko",
    "sw": "swahili kiswahili sw",
    "am": "amharic am",
    "mh": "marshallese mh",
    "chk": "chuukese chk",
    "hmn": "hmong hmn hmoob",
}
_CODE_BY_NAME = {name: code for code, names in _NAMES.items() for name in names.split()} | {
    "tieng viet": "vi",
    "haitian creole": "ht",
    "kreyol ayisyen": "ht",
}
_SUPPORTED_TOGETHER = ("en", "es")
_BETWEEN = re.compile(r"\s*(?:[/&+,;()]|\b(?:and|y|e|with|con|mostly|some)\b)\s*")
_LONGEST = 100  # characters: a longer answer is no name of a language


def language_code(answer: str) -> str | None:
    """The code of a language that somebody typed or chose: *Español*, *English*, *es-MX*. None when it is unknown.

    Of *English and Spanish* the first; of *English/Somali* the other one, for which there may be no model.
    """
    typed = " ".join(fold(answer[:_LONGEST]).split()).strip(" .")
    if typed in _CODE_BY_NAME:
        return _CODE_BY_NAME[typed]
    codes = [_CODE_BY_NAME.get(part) for part in _BETWEEN.split(typed) if part]
    if not codes or None in codes:
        return None
    return next((code for code in codes if code not in _SUPPORTED_TOGETHER), codes[0])
