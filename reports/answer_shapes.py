"""What a short answer looks like from outside: a date, a number, a phone, a name. Never what it says.

The shapes only help to guess what a column is for. Redaction has its own, much stricter recognizers.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

CHECKED_LENGTH = 200  # characters; longer answers are prose, and patterns would be slow on them
CHOICE_LENGTH = 40  # characters; a longer choice is never written into a draft


class Shape(StrEnum):
    """The outside of one answer."""

    TIMESTAMP = "timestamp"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    ID = "id"
    LANGUAGE = "language"
    NAME = "name"
    HONORIFIC = "honorific"


DATE_PARTS = re.compile(r"\s*(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})")
_TIMESTAMP = re.compile(r"\d{1,4}\s?([/.-])\s?\d{1,2}\s?\1\s?\d{1,4}(?:\.?,?\s{1,2}|T)\d{1,2}[:.]\d{2}")
_DATE = re.compile(r"\d{1,4}\s?([/.-])\s?\d{1,2}\s?\1\s?\d{1,4}\.?")
_NUMBER = re.compile(r"[+-]?\d{1,4}([.,]\d{1,4})?")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@]{1,64}(?:@|\s?[\[({]\s?at\s?[\])}]\s?)[\w-]+(?:\.|\s?[\[({]\s?dot\s?[\])}]\s?|\sdot\s)\w", re.IGNORECASE)  # fmt: skip  # noqa: E501
_PHONE_NORTH_AMERICA = re.compile(r"(?<![\d/])(?:\+?1[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]{0,2}\d{3}[ .-]?\d{4}(?!\d)")
_PHONE_ABROAD = re.compile(r"\+\d{1,3}[ .()-]{0,2}(?:\d[ .()-]{0,2}){6,11}\d(?!\d)")
_ID = re.compile(r"[A-Za-z]{0,3}[ -]?\d{5,12}")
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3}")
_HONORIFIC = re.compile(
    r"\b(?:mrs?|ms|miss|mx|dr|dra|sra?|srta|prof|coach|maestr[oa]|profesora?)\b\.? ?\w", re.IGNORECASE
)
_DIGIT_RUN = re.compile(r"\d{4}")
_HANDLE = re.compile(r"(?:^|\s)@\w")

_YES = frozenset({"yes", "y", "true", "si", "x", "checked", "ok", "okay"})
_NO = frozenset({"no", "n", "false", "not sure", "no se", "maybe", "unsure"})
_LANGUAGES = (
    "english spanish espanol ingles russian ruso ukrainian ucraniano vietnamese vietnamita somali arabic arabe chinese"
    " chino mandarin cantonese cantones tagalog korean coreano japanese japones portuguese portugues french"
    " frances german aleman hindi punjabi urdu farsi dari pashto swahili amharic tigrinya marshallese marshales hmong"
    " khmer burmese karen nepali haitian creole polish italian romanian turkish samoan chuukese mixteco mixtec"
    " purepecha quechua navajo asl en es ru uk vi so ar zh ko ja pt fr de"
)
_LANGUAGE_WORDS = frozenset(_LANGUAGES.split())


def plain(text: str) -> str:
    """``text`` in lower case without accents, with straight apostrophes and single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return " ".join("".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold().split())


def shapes_of(value: str) -> set[Shape]:
    """Every shape that ``value`` has; none when it is longer than CHECKED_LENGTH characters."""
    text = value.strip()
    if not text or len(text) > CHECKED_LENGTH:
        return set()
    whole = {
        Shape.TIMESTAMP: _TIMESTAMP.match(text),
        Shape.DATE: _DATE.fullmatch(text),
        Shape.NUMBER: _NUMBER.fullmatch(text),
        Shape.LINK: all(_LINK.fullmatch(part) for part in text.split()),
        Shape.ID: _ID.fullmatch(text),
        Shape.YES_NO: is_yes_or_no(text),
        Shape.LANGUAGE: is_language(text),
        Shape.NAME: looks_like_name(text),
        Shape.HONORIFIC: has_honorific(text) and len(text) <= CHOICE_LENGTH,
    }
    return {shape for shape, found in whole.items() if found} | contacts_in(text)


def contacts_in(text: str) -> set[Shape]:
    """Mail addresses (also written with "at" and "dot" in brackets) and phone numbers anywhere in ``text``."""
    found = set()
    if _EMAIL.search(text):
        found.add(Shape.EMAIL)
    if _PHONE_NORTH_AMERICA.search(text) or _PHONE_ABROAD.search(text):
        found.add(Shape.PHONE)
    return found


def is_yes_or_no(text: str) -> bool:
    """A bare yes, no or tick, or an answer that begins with yes or no and a comma."""
    first = re.split(r"[,.;:!(–—-]", plain(text), maxsplit=1)[0].strip()
    return first in _YES or first in _NO


def is_language(text: str) -> bool:
    """Names a language, or two with something between them ("English and Spanish")."""
    words = re.findall(r"\w+", plain(text))
    known = [word for word in words if word in _LANGUAGE_WORDS]
    return bool(known) and len(words) <= 2 * len(known) + 1


def looks_like_name(text: str) -> bool:
    """Two to four words that each begin with a capital, or a title such as Ms. before a word."""
    if len(text) > CHOICE_LENGTH:
        return False
    return has_honorific(text) or bool(
        _NAME.fullmatch(text) and all(word[0].isupper() for word in text.split() if len(word) > 2 or word.isupper())
    )


def has_honorific(text: str) -> bool:
    """A title such as Ms., Sra. or Coach that stands before a name."""
    return _HONORIFIC.search(text) is not None


def may_be_written(choice: str) -> bool:
    """Whether a frequent answer may stand in a draft: short, one line, and nothing of a person in it."""
    return (
        0 < len(choice) <= CHOICE_LENGTH
        and choice.isprintable()
        and "@" not in choice
        and not _DIGIT_RUN.search(choice)
        and not _HANDLE.search(choice)
        and not has_honorific(choice)
        and not contacts_in(choice)
        and not _LINK.search(choice)
    )
