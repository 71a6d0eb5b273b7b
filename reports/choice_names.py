"""Which of the answers that recur may be written down as choices: none that could be the name of a person.

Only for sources that do not say what a question offers, exports and sheets. What is left out here, a person can write
into round.toml; what is let through is on disk.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reports.answer_shapes import has_honorific, is_language, looks_like_name, plain
from reports.title_patterns import GROUPING, PERSON_LABEL, Title

_WHO = re.compile(r"\b(?:who|whom|whose|quien|quienes|names?|nombres?|llama|llamas|called)\b")
_PLACE = re.compile(  # the whole title: "How do you get to school?" asks for none
    r"(?:(?:which|what|your|their|the|is|name|of|home|nombre|cual|que|es|de|del|el|la|su|tu) )*"
    r"(?:school|campus|building|site|city|town|neighborhood|escuela|plantel|edificio|ciudad)"
    r"(?: (?:name|site|building|do you attend|do they attend))?"
)
_SCHOOL_WORDS = """
    school high middle elementary academy campus college university escuela primaria secundaria preparatoria
"""
_ROLES_ENGLISH = """
    student students pupil child kid teen youth alumni graduate parent parents caregiver caregivers guardian
    guardians family families mother father mom dad mum mama papa stepmother stepfather stepmom stepdad
    grandparent grandparents grandmother grandfather grandma grandpa aunt uncle cousin sibling siblings brother
    brothers sister sisters son daughter foster friend friends neighbor relative relatives partner spouse staff
    teacher teachers counselor counsellor principal aide paraeducator secretary coach mentor tutor advisor
    adviser nurse driver employee employees worker workers supervisor supervisors manager employer intern
    apprentice volunteer community member members adult adults person people school district other others
    someone somebody else nobody none alone self both group a an the or and of my their his her at in with
"""
_ROLES_SPANISH = """
    estudiante estudiantes alumno alumna hijo hija nino nina madre padre mami papi cuidador cuidadora tutora
    familia familiar abuelo abuela abuelos abuelas tio tia primo prima hermano hermana hermanos hermanas amigo
    amiga vecino vecina maestro maestra profesor profesora consejero consejera director directora personal
    empleado empleada trabajador trabajadora supervisora comunidad miembro adulto persona escuela otro otra
    otros nadie solo sola grupo el la los las un una o y u de del mi su con en
"""
_SCHOOL = frozenset(_SCHOOL_WORDS.split())
_ROLES = frozenset((_ROLES_ENGLISH + _ROLES_SPANISH).split())
_WORD = re.compile(r"[^\W\d_]+")
_SHORT_WORD = 3  # letters; shorter unknown words are mostly abbreviations


class NameWords(Protocol):
    """Words in lower case without accents: which are names of people, and which are words of a language."""

    def is_name(self, word: str) -> bool:
        """Whether it is a given or family name and no ordinary word."""

    def is_given(self, word: str) -> bool:
        """Whether it is a given name, perhaps an ordinary word as well (Grace)."""

    def is_common(self, word: str) -> bool:
        """Whether it is an ordinary word, perhaps a name as well."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The choices that may be listed; ``withheld``: none may, ``left_out``: some may not."""

    values: tuple[str, ...]
    withheld: bool = False
    left_out: bool = False


def listed_choices(title: Title, values: Sequence[str], words: NameWords | None) -> Listed:
    """Those of ``values``, choices of a question that groups people, which may be written down.

    Without ``words`` only shapes are looked at, and names of one word are not known.
    """
    if asks_who(title) and not all(_is_role(value) for value in values):
        return Listed((), withheld=True)
    others = [value for value in values if not _is_role(value)]
    if any(_is_person(value, title, words) for value in others):
        return Listed((), withheld=True)
    if words is not None and not title.is_a(_PLACE):
        given = sum(_begins_with_given_name(value, words) for value in others)
        if 2 * given >= max(1, len(values)):
            return Listed((), withheld=True)
    kept = tuple(value for value in values if _is_role(value) or not _is_odd(value, title, words))
    return Listed(kept, left_out=len(kept) < len(values))


def listed_agreements(title: Title, values: Sequence[str], words: NameWords | None) -> tuple[str, ...]:
    """Those of ``values``, answers to a question for consent, which may be written down."""
    return tuple(value for value in values if not _is_person(value, title, words) and not _is_odd(value, title, words))


def asks_who(title: Title) -> bool:
    """Whether the title asks who somebody is, or what somebody is called; the name of a school is another matter."""
    if title.is_a(PERSON_LABEL):
        return True
    return title.asks(_WHO) and not title.is_a(_PLACE)


def _words(value: str) -> list[str]:
    return _WORD.findall(plain(value))


def _is_role(value: str) -> bool:
    """Made of words for what people are to each other or at school, or without any word at all."""
    return all(word in _ROLES for word in _words(value))


def _is_person(value: str, title: Title, words: NameWords | None) -> bool:
    if has_honorific(value):
        return True
    found = _words(value)
    if words is None or is_language(value) or _SCHOOL & set(found):
        return False
    if len(found) == 1 and title.is_a(_PLACE):
        return False  # "Lincoln" is the name of a school, too
    return any(words.is_name(word) for word in found)


def _begins_with_given_name(value: str, words: NameWords) -> bool:
    """An ordinary word that is a given name too says nothing alone; where most choices begin so, they are people."""
    found = _words(value)
    return bool(found) and not is_language(value) and words.is_given(found[0])


def _is_odd(value: str, title: Title, words: NameWords | None) -> bool:
    """Holds a word that no dictionary has, as rare names are. In capitals it is an abbreviation."""
    if is_language(value):
        return False
    if words is None:
        return looks_like_name(value) and not title.asks(GROUPING)
    if title.is_a(_PLACE) and (_SCHOOL & set(_words(value)) or len(_words(value)) == 1):
        return False
    unknown = [word for word in _WORD.findall(value) if not word.isupper() and len(word) > _SHORT_WORD]
    return any(not words.is_common(plain(word)) and plain(word) not in _ROLES for word in unknown)
