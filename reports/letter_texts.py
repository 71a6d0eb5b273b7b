"""What a letter can say: the team's texts, what was heard, and numbers, ready to be put into a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reports.checks.headline_text import headline_text
from reports.checks.quotes import without_marks
from reports.placeholder_words import words_for_placeholders
from rounds.round import Letters, LocalText, Role, Round
from rounds.summary import Quote, Summary, ThemeHeard

ENGLISH, SPANISH = "en", "es"
LANGUAGES = (ENGLISH, SPANISH)
MOST_THEMES = 5
MOST_OF_A_NAME = 60  # characters

# What a template may name, and the fields of what is in its lists.
TEXTS = ("purpose", "when", "promise", "reply_to", "signed", "interviews", "people", "hear_by", "has_code", "direct")
LISTS: Mapping[str, tuple[str, ...]] = {
    "themes": (),
    "quotes": ("text", "role", "language", "said_in"),
    "decisions": ("what", "by"),
    "limits": ("what", "why"),
}

# Roles are declared in one language; of these the other one's word is known. The Spanish ones say nothing of gender.
_ROLES = {
    "student": "estudiante",
    "parent": "mamá o papá",
    "caregiver": "familiar",
    "family member": "familiar",
    "family": "familia",
    "staff": "personal de la escuela",
    "teacher": "docente",
    "supervisor": "supervisión",
    "community member": "comunidad",
}
_SAID_IN = {
    (ENGLISH, SPANISH): "Said in Spanish",
    (SPANISH, ENGLISH): "Dicho en inglés",
}
_SUBJECT = {ENGLISH: "What we heard, and what happens next", SPANISH: "Lo que escuchamos y lo que sigue"}


def letter_language(language: str) -> str:
    """The language that a letter is written in for a reader of ``language``: there are English and Spanish."""
    return SPANISH if language == SPANISH else ENGLISH


def subject(language: str) -> str:
    """The subject of a letter in ``language``."""
    return _SUBJECT[language]


def sender_name(letters: Letters, language: str) -> str:
    """Who signs, as mail programs show it beside the address; empty where it is more than a short line."""
    signed = letters.signed.in_language(language)
    return signed if len(signed) <= MOST_OF_A_NAME and signed.isprintable() else ""


def letter_context(
    round_: Round,
    letters: Letters,
    summary: Summary,
    *,
    themes: int,
    quotes: Sequence[Quote],
    language: str,
    direct: bool = False,
    said_in: bool = False,
) -> dict[str, object]:
    """The variables of a letter's template, with the first ``themes`` themes. No square bracket is left in a text.

    With ``said_in`` a quote in another language than the letter's is introduced with it.
    """

    def local(text: LocalText) -> str:
        return words_for_placeholders(text.in_language(language), language)

    return {
        "purpose": local(letters.purpose),
        "when": local(letters.when).rstrip("."),
        "interviews": summary.interviews,
        "people": summary.people,
        "themes": [_theme_words(theme, language) for theme in summary.themes[:themes]],
        "quotes": [_quote(quote, language, said_in=said_in) for quote in quotes],
        "decisions": [{"what": local(decision.what), "by": decision.by} for decision in letters.decisions],
        "limits": [{"what": local(limit.what), "why": local(limit.why)} for limit in letters.limits],
        "hear_by": date_to_come(letters, summary.today),
        "promise": local(letters.promise),
        "reply_to": letters.reply_to or letters.sender,
        "signed": local(letters.signed),
        "has_code": all(source.single(Role.CODE) for source in round_.sources if not source.later),
        "direct": direct,
    }


def date_to_come(letters: Letters, today: date) -> date | None:
    """By when people will hear again, unless that day has passed."""
    return letters.hear_by if letters.hear_by and letters.hear_by >= today else None


def typed_texts(letters: Letters) -> dict[str, LocalText]:
    """What the team typed for its letters, by its key in round.toml."""
    texts = {
        "letters.signed": letters.signed,
        "letters.purpose": letters.purpose,
        "letters.when": letters.when,
        "letters.promise": letters.promise,
    }
    for number, decision in enumerate(letters.decisions, start=1):
        texts[f"letters.decisions[{number}].what"] = decision.what
    for number, limit in enumerate(letters.limits, start=1):
        texts[f"letters.limits[{number}].what"] = limit.what
        texts[f"letters.limits[{number}].why"] = limit.why
    return texts


def missing_spanish(letters: Letters, themes: Sequence[ThemeHeard] = ()) -> list[str]:
    """What a Spanish letter still needs, each a sentence that says what to do in round.toml."""
    missing = [
        f"{key} has no Spanish: give it as {{ en = ..., es = ... }}."
        for key, text in typed_texts(letters).items()
        if not text.es
    ]
    return missing + _themes_without_spanish(themes)


def _themes_without_spanish(themes: Sequence[ThemeHeard]) -> list[str]:
    missing = [(number, theme) for number, theme in enumerate(themes, start=1) if not theme.name_es]
    if not missing:
        return []
    # A theme's name may have been typed into the worksheet, so only declared ones are named.
    which = [f'"{theme.name}"' if theme.declared else f"number {number} of the summary" for number, theme in missing]
    who = "A theme has" if len(which) == 1 else "Themes have"
    remedy = "Add a [[themes]] with the name as it stands in the worksheet, and `name_es`."
    return [f"{who} no Spanish name: {', '.join(which)}. {remedy}"]


def _theme_words(theme: ThemeHeard, language: str) -> str:
    name = theme.name_es if language == SPANISH and theme.name_es else theme.name
    return words_for_placeholders(name, language)


def _quote(quote: Quote, language: str, *, said_in: bool) -> dict[str, str | None]:
    """A quote is told in its own words: its language is marked and nothing is translated."""
    spoken = quote.language if quote.language in LANGUAGES else _guessed(quote.text, language)
    return {
        "text": words_for_placeholders(without_marks(quote.text), spoken),
        "role": role_label(quote.role, language) if quote.role else None,
        "language": spoken,
        "said_in": _SAID_IN.get((language, spoken)) if said_in else None,
    }


def role_label(role: str, language: str) -> str | None:
    """The declared role of who said something, in ``language``; None where a Spanish one has no word for it."""
    plain = role.strip().casefold()
    for english, spanish in _ROLES.items():
        if plain in (english, f"{english}s", spanish):
            return spanish if language == SPANISH else english if plain == spanish else role
    if language == SPANISH and _guessed(role, ENGLISH) != SPANISH:
        return None
    return words_for_placeholders(role, language)


def _guessed(text: str, language: str) -> str:
    words = headline_text(text)
    if words.spanish == words.english:
        return language
    return SPANISH if words.spanish else ENGLISH
