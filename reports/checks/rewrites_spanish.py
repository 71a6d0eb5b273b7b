"""Spanish: a question for an experience, with usted or tú as the question has it."""

from __future__ import annotations

import re
from collections.abc import Callable

from reports.checks.asked import Asked
from reports.checks.rewrite_parts import TRIED, tidy

_TEMA = re.compile(
    r"\b(?P<what>(?:el|la|los|las|su|sus|tu|tus|nuestr[oa]s?) (?!que\b|mejor\b|peor\b|persona\b"
    r"|mayor[ií]a\b|excelente\b|maravillos|nuev[oa]\b|gran\b|vez\b|siguiente|semana\b|a[nñ]o\b"
    r"|calificaci[oó]n que)[^\W\d_]{4,}"
    r"(?: de(?:l| la| los| las| su| sus| tu| tus)? [^\W\d_]{3,})?)",
    re.IGNORECASE,
)
_INFORMAL = re.compile(
    r"\b(?:tu|tus|te|ti|contigo|has|eres|estas|tienes|puedes|crees|piensas|sientes|gustaria que|cambiarias"
    r"|harias|\w+aste|\w+iste)\b"
)


def _tema(text: str) -> str | None:
    found = _TEMA.search(text)
    return tidy(found["what"]).lower() if found else None


def _told(asked: Asked) -> str:
    return "Cuéntame" if _INFORMAL.search(asked.text) else "Cuénteme"


def _about_it(asked: Asked) -> str:
    topic = _tema(asked.shown)
    if topic is None:
        return f"{_told(asked)} de una vez en que esto pasó. ¿Cómo fue?"
    own = "suya" if _told(asked) == "Cuénteme" else "tuya"
    return f"{_told(asked)} de una experiencia {own} con {topic}: ¿qué pasó?"


def _si_no(asked: Asked) -> str:
    found = re.search(r"\b(?P<verb>ha|has|han) (?P<rest>[^?,]+)", asked.shown, re.IGNORECASE)
    if found and len(asked.sentences) == 1:
        rest = re.sub(r"\balguna vez\b", "", found["rest"])
        return f"{_told(asked)} de una vez que {found['verb'].lower()} {tidy(rest)}."
    liked = re.search(r"\b(?:le|te|les) gustan? (?P<what>[^?,.]+)", asked.shown, re.IGNORECASE)
    if liked:
        return (
            f"{_told(asked)} de un día que recuerde{'s' if _told(asked) == 'Cuéntame' else ''} bien: ¿cómo "
            f"fue {tidy(liked['what'])}?"
        )
    return _about_it(asked)


def _que_haria(asked: Asked) -> str:
    done = "¿Qué hizo usted?" if _told(asked) == "Cuénteme" else "¿Qué hiciste?"
    return f"{_told(asked)} de una vez en que algo así pasó de verdad. {done}"


def _consejo(asked: Asked) -> str:
    if TRIED.search(asked.shown):
        return (
            f"{_told(asked)} de algo que ya {'intentó' if _told(asked) == 'Cuénteme' else 'intentaste'} y cómo resultó."
        )
    return _about_it(asked)


SPANISH: dict[str, Callable[[Asked], str]] = {
    "yes_no": _si_no,
    "leading": _about_it,
    "advice_or_intervention": _consejo,
    "closed_scale": _about_it,
    "hypothetical": _que_haria,
}
