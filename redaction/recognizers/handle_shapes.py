"""How much a single word looks like a user name: *jay_hoops23* in any case, *liban.612* near a service's name.

Ordinary notes have such words too: file names, host names, course codes, *8th*, *room204*, *end.Then*.
"""

from __future__ import annotations

import re
from enum import IntEnum

from redaction.lexicon import Lexicon, fold
from redaction.word_set import word_set


class Likeness(IntEnum):
    """``SURE`` needs nothing around it, ``LIKELY`` a service's name near, ``POSSIBLE`` a cue directly before."""

    NONE = 0
    POSSIBLE = 1
    LIKELY = 2
    SURE = 3


_FILE_NAME = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|mp[34]|mov|csv|txt|zip|html?|aspx?|php|py|js|heic)$", re.IGNORECASE
)
_HOST = re.compile(r"\.(?:com|org|net|edu|gov|us|io|mx|tv|gg|me|it|es|uk|ca)$", re.IGNORECASE)
_TAGGED = re.compile(r"[\w.]+#\d{4}")
_XX = re.compile(r"xx\w{3,30}xx", re.IGNORECASE)
_MEASURE = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|a|p|mins?|hrs?|hours?|x|k|pts?|lbs?|ft|in|cm|mi|m|s|o|er|do|ro|to|vo|mo|yo|yrs?|ish)",
    re.IGNORECASE,
)
_LETTERS_THEN_DIGITS = re.compile(r"([^\W\d_]{3,30})(\d{1,6})")
_DIGITS_INSIDE = re.compile(r"([^\W\d_]{2,20})\d{1,2}([^\W\d_]{2,20})")
_CAMEL = re.compile(r"[^\W\d_]*[a-z][A-Z][^\W\d_]*")
_SCHOOL_WORD_AND_NUMBER = re.compile(
    r"""(?:unit|day|lesson|week|chapter|ch|quiz|test|period|grade|room|part|page|question|fig|level|step|group|team|v|
    grado|salon|periodo|semana|unidad|cuarto|clase|ruta|aula|dia|hora|examen|tarea|nivel|hoja|camion)
    _?\d{1,4}""",
    re.IGNORECASE | re.VERBOSE,
)
_STANDARD = re.compile(r"(?:ccss|ngss|teks|ela|eld|math|sci|ss|hs|ms|rl|ri|rf|sl|cc)\.", re.IGNORECASE)
_PRODUCTS = word_set(
    """
    iphone ipad ipod galaxy fifa madden nba nfl covid sars chatgpt gpt windows macbook chromebook ixl wida iready xbox
    algebra calc geom engl hist chem biol phys math span sept
    """
)
_FUNCTION_WORDS = word_set(
    """
    a an and are as at because but by for from had has have he her him his how i if in is it its my no not now of on
    or our she so that the their them then there they this to too was we were what when where who why will with yes
    you your el la los las y pero que de en un una con por para si ya
    """
)
_TITLES = word_set("mr mrs ms miss dr st prof sr sra")
_LETTERS = 3
_LETTERS_WITH_ONE_DIGIT = 6
_LETTERS_WHEN_SURE, _DIGITS_WHEN_SURE, _LENGTH_WITH_DIGITS_INSIDE = 4, 2, 9


def is_time_or_room(word: str) -> bool:
    """Whether ``word`` is a number with its unit or its school word: *8th*, *3pm*, *Room204*."""
    return bool(_MEASURE.fullmatch(word) or _SCHOOL_WORD_AND_NUMBER.fullmatch(word))


def likeness(word: str, lexicon: Lexicon) -> Likeness:
    """How much ``word``, without an at sign before it, looks like a user name."""
    if _FILE_NAME.search(word) or is_time_or_room(word):
        return Likeness.NONE
    if sum(character.isalpha() for character in word) < _LETTERS:
        return Likeness.NONE
    if "_" in word or _XX.fullmatch(word) or _TAGGED.fullmatch(word):
        return Likeness.SURE
    if _HOST.search(word) or ".." in word or word.lower().startswith("www."):
        return Likeness.NONE
    if "." in word:
        return _of_dotted(word, lexicon)
    if any(character.isdigit() for character in word):
        return _of_digits(word, lexicon)
    return _of_letters(word, lexicon)


def _of_dotted(word: str, lexicon: Lexicon) -> Likeness:
    """*kaylee.dont.care* and *liban.612*, but not *a.m*, *ELA.8.R.1.2*, *home.then*."""
    parts = [fold(part) for part in word.split(".")]
    if any(part in _FUNCTION_WORDS for part in parts[1:]) or all(len(part) == 1 for part in parts):
        return Likeness.NONE
    if (
        _STANDARD.match(word)
        or parts[0].isdigit()
        or parts[0] in _TITLES
        or (word.isupper() and any(part.isdigit() for part in parts))
    ):
        return Likeness.NONE
    if all(lexicon.is_ordinary(part) or part.isdigit() for part in parts):
        return Likeness.LIKELY if len(parts) > 2 else Likeness.POSSIBLE
    return Likeness.SURE if len(parts) > 2 and not word.isupper() else Likeness.LIKELY


def _of_digits(word: str, lexicon: Lexicon) -> Likeness:
    """*rcuevas27* and *cruzin4abruisin*, but not *room204*, *iphone14*, *back2school*."""
    if ended := _LETTERS_THEN_DIGITS.fullmatch(word):
        letters, digits = ended.groups()
        folded = fold(letters)
        if folded in _PRODUCTS:
            return Likeness.NONE
        if lexicon.is_ordinary(folded) or letters.isupper():
            return Likeness.POSSIBLE
        sure = len(letters) >= _LETTERS_WHEN_SURE and len(digits) >= _DIGITS_WHEN_SURE
        sure |= len(letters) >= _LETTERS_WITH_ONE_DIGIT and not lexicon.is_listed_name(folded)
        return Likeness.SURE if sure and not lexicon.is_compound(folded) else Likeness.LIKELY
    inside = _DIGITS_INSIDE.fullmatch(word)
    if inside and not all(lexicon.is_ordinary(fold(part)) for part in inside.groups()):
        return Likeness.SURE if len(word) >= _LENGTH_WITH_DIGITS_INSIDE else Likeness.LIKELY
    return Likeness.POSSIBLE


def _of_letters(word: str, lexicon: Lexicon) -> Likeness:
    """*KaiBuilds*, but not a name such as *DeShawn*."""
    folded = fold(word)
    parts = folded.split("-")
    if len(parts) > 1:
        return Likeness.NONE if all(lexicon.is_ordinary(part) for part in parts) else Likeness.POSSIBLE
    camel = _CAMEL.fullmatch(word) and not lexicon.is_listed_name(folded)
    return Likeness.POSSIBLE if camel else Likeness.NONE
