"""Corners where somebody lives: *off of 5th and Alder*, *the corner of Oak St and Pine*, *Juniper y la 3ra*.

Two streets and a word for living, mail or *corner* in the same sentence. *5th and 6th grade* and *3rd and 4th period*
are no corners, and a corner of a room has no street.
"""

from __future__ import annotations

import re

from redaction.lexicon import fold
from redaction.recognizers.address_cues import says_somebody_lives
from redaction.recognizers.address_words import DIGIT, DIRECTION, NO_STREET, ORDINAL, STREET_NAMES, SUFFIX
from redaction.recognizers.addresses import Addresses
from redaction.recognizers.look import Rule, rule

_CAPITAL = r"(?-i: [^\W\d_a-zà-öø-ÿ] )"
_NUMBERED = rf"""
        (?: (?: calle \s{{1,3}} | la \s{{1,3}} )? {DIRECTION}? (?: {ORDINAL} | (?<= \b la \s ) \d{{1,3}} | (?: county
        \s )? (?: rd | road | hwy | highway | cr | sr ) \s \d{{1,4}} \b ) (?:
        \s{{1,3}} {SUFFIX} \b \.? (?: \s (?: [nsew] | ne | nw | se | sw ) \b )? )? )"""
_NAMED = rf"""
        (?: (?: calle \s{{1,3}} | la \s{{1,3}} ){{0,2}} {DIRECTION}? {NO_STREET} [^\W\d_] [\w'-]{{1,20}} (?: \s{{1,3}}
        {SUFFIX} \b \.? (?: \s (?: [nsew] | ne | nw | se | sw ) \b )? )? )"""
_SAID = r"(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|primera|segunda|tercera)"
_NUMBERED_AFTER_ARTICLE = rf"""
        (?: (?: calle \s{{1,3}} | la \s{{1,3}} ){{1,2}} (?: {ORDINAL} | \d{{1,3}} | {_SAID} ) \b (?: \s
        {SUFFIX} \b )? )"""
_PART = rf"(?: {_NUMBERED} | {_NAMED} )"
_AND = r"""
        (?: \s{1,3} and \s{1,3} | \s{0,3} & \s{0,3} | \s{1,3} n \s{1,3} | \s{1,3} y \s{1,3} (?= la \b | calle \b | el
        \b | \d ) )"""
# Between a numbered street and another; *la 12 y media* is a time.
_WITH = r"(?: \s{1,3} (?: con | y | esquina \s con | x ) \s{1,3} | \s? [/@] \s? ) (?! media \b | cuarto \b | pico \b )"
_NO_CORNER = r"""
        (?! \s{1,3} (?: grade | graders? | graded | periods? | hour | floor | of | place | grado | per[ií]odo | hora |
        game | quarter | semester | half | inning | graders | step | time ) \b )"""
_STREET_BEFORE = re.compile(
    rf"""
            (?<! [\w'-] ) (?: (?: calle | la ) \s{{1,3}} )? {DIRECTION}? (?: [\w'-]{{2,20}} \s{{1,3}} {SUFFIX} \b \.?
            | {ORDINAL} | (?<= \b la \s ) \d{{1,3}} | {NO_STREET} [^\W\d_] [\w'-]{{1,20}} ) $""",
    re.IGNORECASE | re.VERBOSE,
)
_CORNER_WORD = re.compile(r"corner|intersection|esquina|cross", re.IGNORECASE)
_IS_NUMBERED = re.compile(
    rf"\b(?:{ORDINAL}|(?:rd|road|hwy|highway|cr|sr)\s\d{{1,4}}|(?:la|calle)\s{{1,3}}(?:\d{{1,3}}|{_SAID}))\b",
    re.IGNORECASE | re.VERBOSE,
)
_SPLIT = re.compile(r"\s{1,3}(?:and|n|y|con|x|esquina con)\s{1,3}|\s{0,3}[&/@+]\s{0,3}", re.IGNORECASE)
_ENDS_AS_STREET = re.compile(rf"\s {SUFFIX} \.?$", re.IGNORECASE | re.VERBOSE)
_NEAR = re.compile(
    r"(?:\b(?:on|off|of|by|at|near|over|in|behind|around|en|por|de|entre|la|calle)|[,:(])\s{0,3}$", re.IGNORECASE
)
_SURE_NEAR = re.compile(r"(?:\b(?:on|off|at|by|near|from|to|is|en|por|la|de|desde)\s|[:(\"]\s?)$", re.IGNORECASE)
_FARTHEST_BEFORE = 40
_SHORTEST_STREET = 3


class Corners(Addresses):
    """Two streets that cross."""

    RULES = (
        rule("corner of (medium)", 0.7, rf"""
                \b (?: the \s{{1,3}} )? (?: corner | intersection | esquina | cross \s streets? ) \s{{1,3}} (?: of |
                de | are | is ) \s{{1,3}} {_PART} {_AND} {_PART} {_NO_CORNER}"""),
        rule("corner of two addresses (medium)", 0.7, rf"""
                \b (?: the \s )? (?: corner | intersection ) \s of \s (?: (?: \d{{1,6}} | [a-z]{{1,4}}\. ) \s )?
                {_CAPITAL} [^,;!?\n]{{2,50}}? \s (?: and | & ) \s (?: \d{{1,6}} \s )? {_CAPITAL} [\w'-]{{1,24}} (?:
                [ ] {_CAPITAL} [\w'-]{{1,24}} | [ ] \d{{1,5}} \b ){{0,3}}"""),
        rule("numbered street and another (medium)", 0.6, rf"""
                (?<! [\w'-] ) {_NUMBERED} {_AND} {_PART} {_NO_CORNER}""", needs=DIGIT),
        rule("numbered street with another (medium)", 0.6, rf"""
                (?<! [\w'-] ) {_NUMBERED_AFTER_ARTICLE} {_WITH} {_PART} {_NO_CORNER}""", needs=DIGIT),
        rule("street with a numbered one (medium)", 0.6, rf"""
                (?<! [\w'-] ) (?: la [ ] | calle [ ] ){{0,2}} {NO_STREET} [^\W\d_] [\w'-]{{2,20}} (?: [ ] {SUFFIX} \b )?
                \s{{1,3}} (?: con | x ) \s{{1,3}} (?: la [ ] )? (?: calle [ ] )? (?: {ORDINAL} | \d{{1,3}} ) \b
                {_NO_CORNER}""", needs=DIGIT),
        rule("another and a numbered street (medium)", 0.6, rf"{_AND} {_NUMBERED} {_NO_CORNER}", needs=DIGIT),
        rule("two names where somebody gets on (medium)", 0.6, rf"""
                \b (?: at | on | of | off | by | en | por | from | b/w | stop | to | desde | entre | between | was |
                is |
                pickup: |
                drop: ) \s (?P<what> (?: la \s )? {DIRECTION}? {NO_STREET}
                [^\W\d_] [\w'-]{{2,20}} (?: \s {SUFFIX} \b \.? )? (?: \s{{1,2}} (?: and | n | y ) \s{{1,2}} | \s?
                [&/+] \s? )
                (?: la \s )? {DIRECTION}? (?: {ORDINAL} | {NO_STREET} [^\W\d_] [\w'-]{{2,20}} ) \b (?! ['’] )
                (?: \s {SUFFIX} \b \.? )? ) {_NO_CORNER}"""),
        rule("street and another (medium)", 0.6, rf"\b {SUFFIX} \b \.? {_AND} {_NAMED} {_NO_CORNER}"),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        """Rules that start in the middle of a corner are widened to the street before it."""
        if by.name.startswith(("another", "street and")):
            suffix = re.match(r"\w+\.?", text[start:end])
            middle = start + (suffix.end() if suffix and by.name.startswith("street and") else 0)
            before = _STREET_BEFORE.search(text, max(0, middle - _FARTHEST_BEFORE), middle)
            if before is None:
                return None
            start = before.start()
        return super().accept(text, start, end, by)

    def is_address(self, text: str, start: int, end: int, by: Rule) -> bool:
        found = text[start:end]
        if by.name.startswith("corner of two"):
            return True
        if by.name.startswith("two names"):
            return says_somebody_lives(text, start, end) and self._are_streets(_SPLIT.split(found))
        if not _CORNER_WORD.search(found) and not says_somebody_lives(text, start, end):
            return self._is_sure(text, start, found)
        near = bool(_CORNER_WORD.search(found) or _NEAR.search(text[max(0, start - 12) : start]))
        return self._is_corner(found, near)

    def _are_streets(self, parts: list[str]) -> bool:
        return any(_IS_NUMBERED.search(part) for part in parts) or all(self._is_a_name(part) for part in parts)

    def _is_sure(self, text: str, start: int, found: str) -> bool:
        """*at 7th and Cedar*: a numbered street and a usual or capitalised name behind a preposition."""
        parts = _SPLIT.split(found)
        others = [part for part in parts if not _IS_NUMBERED.search(part)]
        near = _SURE_NEAR.search(text[max(0, start - 12) : start])
        return (
            bool(near)
            and len(others) == 1
            and (
                fold(others[0]) in STREET_NAMES
                or bool(_ENDS_AS_STREET.search(others[0]))
                or (others[0].istitle() and self._is_a_name(others[0]))
            )
        )

    def _is_corner(self, found: str, near: bool) -> bool:
        """One side is a numbered street and the other a street's name, or one has a street's ending."""
        parts = _SPLIT.split(found)
        numbered = [bool(_IS_NUMBERED.search(part)) for part in parts]
        named = [near or self._is_a_name(part) for part in parts]
        return (
            (any(numbered) and all(a or b for a, b in zip(numbered, named, strict=True)))
            or any(_ENDS_AS_STREET.search(part) for part in parts)
            or (near and all(self._is_a_name(part) for part in parts))
        )

    def _is_a_name(self, part: str) -> bool:
        words = [word for word in re.findall(r"[^\W\d_]+", part) if len(word) >= _SHORTEST_STREET]
        return any(
            word.istitle() or fold(word) in STREET_NAMES or not self.lexicon.is_ordinary(fold(word)) for word in words
        )
