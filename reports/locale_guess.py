"""In which locale a form's timestamps are written, as far as they show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.answer_shapes import Shape
from reports.column_facts import Address, ColumnFacts
from reports.title_patterns import is_spanish
from rounds.form import Form

_MOSTLY = 0.6  # share of the answers that are dates with a time


@dataclass(frozen=True, slots=True)
class LocaleGuess:
    """A locale for the ``locale`` setting of a source, and what a person should check about it, if anything."""

    locale: str = "en_US"
    warning: str | None = None


def guess_locale(form: Form, facts: Mapping[Address, ColumnFacts]) -> LocaleGuess:
    """From dates that can only be read one way, from dots between numbers, and from the language of the titles."""
    times = next((known for known in facts.values() if known.share(Shape.TIMESTAMP) >= _MOSTLY), ColumnFacts())
    if times.dotted:
        return LocaleGuess("de_DE", "Dates are written with dots, the day first.")
    day_first = "es_ES" if guess_language(form) == "es" else "en_GB"
    if times.day_first and times.month_first:
        return LocaleGuess("en_US", "Some dates can only be day/month and some only month/day: correct the export.")
    if times.day_first:
        return LocaleGuess(day_first, "The day stands before the month.")
    if times.either_order and not times.month_first:
        return LocaleGuess(
            "en_US", f'Every date could be month/day or day/month. If it is day/month, write "{day_first}".'
        )
    return LocaleGuess()


def guess_language(form: Form) -> str:
    """The language of the form's titles: "es" or "en"."""
    return "es" if is_spanish(tuple(question.title for question in form.questions)) else "en"
