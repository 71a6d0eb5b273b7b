"""A number and a street as written in the US: *1420 Cedar Ridge Rd*, *2210 N 5th*, *417 S. Main*, *88 Broadway*.

Words that count or measure ("2 miles down the road", "a 5 minute drive") cannot stand between number and street. What
has no capitals needs a further sign: a long number, a street's usual name, or that somebody lives there.
"""

from __future__ import annotations

import re

from redaction.lexicon import fold
from redaction.recognizers.address_cues import counts_something_else, says_an_address_follows, says_somebody_lives
from redaction.recognizers.address_words import (
    CAPITALISED_SUFFIX,
    DIGIT,
    DIRECTION,
    NO_STREET,
    NUMBER,
    ORDINAL,
    QUARTER,
    STREET_NAMES,
    STREET_WORD,
    STRONG_SUFFIX,
    SUFFIX,
    UNIT,
    YEAR,
)
from redaction.recognizers.addresses import Addresses
from redaction.recognizers.look import Rule, rule
from redaction.word_set import word_set

_CAPITAL = r"(?-i: [^\W\d_a-zà-öø-ÿ] )"
_NUMBER_WORD = r"""
        (?: one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | thirteen | fourteen
        | fifteen | sixteen | seventeen | eighteen | nineteen | twenty | thirty | forty | fifty | sixty | seventy |
        eighty | ninety | hundred | thousand | oh | zero )"""
_HOUSE = re.compile(r"[nsew]?\d+", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_][\w'-]*|\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
_STRONG_END = re.compile(rf"\b {STRONG_SUFFIX} \.?$", re.IGNORECASE | re.VERBOSE)
_PLURAL = re.compile(r"(?:os|as|es)$", re.IGNORECASE)  # why is it OK? In Spanish what is counted ends so
_SURE_END = re.compile(r"\b(?:st|ave|avenue|rd|ln|blvd|pkwy)\.?$", re.IGNORECASE)
_DIRECTION_WORDS = frozenset(["n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west"])
_NO_STREET_NAMES = word_set(
    """
    mr mrs ms miss dr sr sra srta senora senor coach hmong somali english spanish lexile chromebook chromebooks ipad
    monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october
    november december mexican american african japanese students kids people families level ela math gpa
    lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre
    octubre noviembre diciembre
    """
)
_DIGITS_OF_A_SURE_NUMBER = 3
_WORDS_OF_A_SHORT_STREET, _WORDS_OF_A_STREET = 2, 3


class UsAddresses(Addresses):
    """House number and street."""

    RULES = (
        rule("number, name, suffix (strong)", 0.9, rf"""
                {NUMBER} \s{{1,3}} {DIRECTION}? {STREET_WORD}{{1,4}} {SUFFIX} \b \.? (?: \s{{1,3}} {QUARTER} \b
                (?! ['-] ) )?""", needs=DIGIT),
        rule("number, capitalised name and rarer suffix (strong)", 0.8, rf"""
                {NUMBER} \s{{1,3}} {DIRECTION}? (?: {NO_STREET} {_CAPITAL} [\w'.-]{{1,20}} \s{{1,3}} ){{1,3}} (?-i:
                {CAPITALISED_SUFFIX} ) \b""", needs=DIGIT),
        rule("number and numbered street (strong)", 0.9, rf"""
                {NUMBER} \s{{1,3}} (?: {DIRECTION} {ORDINAL} (?: \s{{1,3}} {SUFFIX} )? | {ORDINAL} \s{{1,3}}
                {STRONG_SUFFIX} ) \b \.?""", needs=DIGIT),
        rule("number, direction, name (medium)", 0.7, rf"""
                {NUMBER} \s{{1,3}} {DIRECTION} {NO_STREET} [^\W\d_] [\w'-]{{2,20}} (?: [ ] {_CAPITAL} [\w'-]{{1,20}} )?
                (?! \w )""", needs=DIGIT),
        rule("number and name where somebody lives (medium)", 0.7, rf"""
                {NUMBER} [ ] {NO_STREET} [^\W\d_] [\w'-]{{2,20}} (?: [ ] {_CAPITAL} [\w'-]{{1,20}} ){{0,2}}
                (?! \w | [ ] (?: grade | period | floor | street ) )""", needs=DIGIT),
        rule("number, name, apartment (medium)", 0.7, rf"""
                {NUMBER} [ ] {STREET_WORD}{{1,3}} (?<= \s ) (?= (?: , \s? )? {UNIT} )""", needs=DIGIT),
        rule("number, name, apartments (strong)", 0.8, rf"""
                {NUMBER} \s{{1,3}} {STREET_WORD}{{1,3}} (?: (?: mobile \s home | trailer | rv ) \s (?: park | court |
                estates ) | apartments | apts ) \b""", needs=DIGIT),
        rule("long number and capitalised name (medium)", 0.6, rf"""
                {NUMBER} [ ] (?: {DIRECTION} )? {NO_STREET} (?P<name> {_CAPITAL} [^\W\d_] [\w'-]{{1,20}} ) (?! [\w'’] )
                (?! [ ] (?: grade | period | floor | street | families | students | kids ) )""", needs=DIGIT),
        rule("number and name with a part of a house (medium)", 0.7, rf"""
                {NUMBER} [ ] {NO_STREET} [^\W\d_] [\w'-]{{2,20}} (?= , [ ] (?: upper | lower | garage | basement |
                bsmt | rear |
                upstairs | downstairs | apt | \d [a-z]{{2}} [ ] fl | back | the [ ] (?: back | basement ) ) \b )""",
                needs=DIGIT),
        rule("number in words and name where somebody lives (medium)", 0.7, rf"""
                \b {_NUMBER_WORD} (?: [ -] {_NUMBER_WORD} ){{1,4}} [ ] {DIRECTION}? (?! {_NUMBER_WORD} \b ) {NO_STREET}
                [^\W\d_] [\w'-]{{2,20}} (?: [ ] {SUFFIX} \b )?"""),
        rule("box and rural route in words (medium)", 0.7, rf"""
                \b box (?: [ ] {_NUMBER_WORD} ){{1,4}} (?: [ ] rural [ ] route (?: [ ] {_NUMBER_WORD} ){{1,2}} )? \b |
                \b rural [ ] route (?: [ ] {_NUMBER_WORD} ){{1,2}} (?: [ ] box (?: [ ] {_NUMBER_WORD} ){{1,4}} )?
                \b"""),
        rule("apartment, number, name (medium)", 0.7, rf"""
                \b {UNIT} [ ]? ,? [ ] (?: at [ ] )? (?P<what> {NUMBER} [ ] {NO_STREET} [^\W\d_] [\w'-]{{2,20}} )
                (?! \w )""", needs=DIGIT),
        rule("block of a street (strong)", 0.8, rf"""
                {NUMBER} \s block \s of \s {DIRECTION}? {NO_STREET} [^\W\d_] [\w'-]{{2,20}} (?: [ ] {SUFFIX} \b \.? |
                [ ] {_CAPITAL} [\w'-]{{1,20}} ){{0,2}}""", needs=DIGIT),
        rule("number in words and street (medium)", 0.7, rf"""
                \b {_NUMBER_WORD} (?: [ -] {_NUMBER_WORD} ){{1,4}} [ ] {STREET_WORD}{{1,3}} {STRONG_SUFFIX} \b"""),
        rule("number and highway (medium)", 0.8, r"""
                (?<![\w.,:$/-]) (?: \d{2,6} | [nsew] \d{3,5} ) \s{1,3} (?: (?: n | s | e | w | us | state | old |
                county ) \.? \s{1,3} ){0,2} (?: route | rte | rt | highway | hwy | road | rd | farm \s{1,3} r(?:oa)?d
                | fm | cr | sr ) \s{1,3} (?: [a-z]{1,2} | \d{1,4} [a-z]? ) \b (?: \s{1,3} (?: ne | nw | se | sw | n |
                s | e | w ) \b (?! ' ) )?""", needs=DIGIT),
    )  # fmt: skip

    def is_address(self, text: str, start: int, end: int, by: Rule) -> bool:
        if by.name.startswith("number in words and name"):
            name = _WORDS.findall(text, start, end)[-1]
            near = says_somebody_lives(text, start, end) or text[max(0, start - 4) : start].lower() == " at "
            return near and (name[0].isupper() or self._names_a_street(name))
        if by.name.startswith(("number in words", "box")):
            return True
        number = _HOUSE.match(text, start)
        if number is None or counts_something_else(text, start, number.group()):
            return False
        words = _WORDS.findall(text, number.end(), end)
        lived_in = says_somebody_lives(text, start, end)
        if by.name.startswith("long number"):
            return self._is_long(number.group(), words, lived_in)
        if by.name.startswith("number and name with"):
            return self._names_a_street(words[0]) or words[0][0].isupper()
        if by.name.startswith(("number, name, apartment (", "apartment, number")):
            return len(number.group()) >= _DIGITS_OF_A_SURE_NUMBER or any(self._names_a_street(word) for word in words)
        if by.name.startswith("number and name"):
            return self._is_bare_name(text, start, words, lived_in)
        if by.name.startswith("number, name, suffix"):
            return self._is_street(text[start:end], number.group(), words, lived_in)
        return not by.name.startswith("number, direction") or self._is_directed(number.group(), words, lived_in)

    def _is_bare_name(self, text: str, start: int, words: list[str], lived_in: bool) -> bool:
        """*at 88 Broadway*, *lives at 12 alder*: a usual street name behind a preposition, or a cue and a rare word."""
        if not words:
            return False
        before = text[max(0, start - 8) : start].rstrip().lower()
        if words[0].istitle() and before.endswith((" at", " to", " from")):
            usual = fold(words[0]) in STREET_NAMES and text[start + 1].isdigit()
            return usual or (lived_in and self._names_a_street(words[0]))
        near = before.endswith((" at", " en el")) or says_an_address_follows(text, start)
        long_enough = text[start + 1].isdigit() or words[0].istitle()
        return lived_in and near and long_enough and self._names_a_street(words[0]) and not _PLURAL.search(words[0])

    def _is_long(self, number: str, words: list[str], lived_in: bool) -> bool:
        """*352 Nye*, *1460 PELL*: three digits or a word for living, and a name that is no plural and no
        language."""
        name = words[-1]
        if fold(name) in _NO_STREET_NAMES or (name.endswith("s") and len(number) < _DIGITS_OF_A_SURE_NUMBER):
            return False
        if not self._names_a_street(name):
            return lived_in and name.istitle() and not name.endswith("s") and len(number) >= _DIGITS_OF_A_SURE_NUMBER
        if len(number) < _DIGITS_OF_A_SURE_NUMBER:
            return lived_in and name.istitle()
        return lived_in or (not _is_time(number) and not YEAR.match(number))

    def _is_street(self, found: str, number: str, words: list[str], lived_in: bool) -> bool:
        """Capitals throughout tell a street; else *900 art way* and *2 school days at st* must show more."""
        if lived_in or _has_capitals(words):
            return True
        names = words[:-1]
        if len(names) > _WORDS_OF_A_STREET:
            return False
        named = any(self._names_a_street(word) for word in names)
        if _SURE_END.search(found) and len(names) <= _WORDS_OF_A_SHORT_STREET:
            return True
        if _STRONG_END.search(found):
            return named or len(number) >= _DIGITS_OF_A_SURE_NUMBER
        return named and len(number) >= _DIGITS_OF_A_SURE_NUMBER

    def _is_directed(self, number: str, words: list[str], lived_in: bool) -> bool:
        """In notes *w* is *with* and *n* is *and*: *730 w friends* is no street."""
        direction, name = words[0], words[-1]
        if direction.lower() in ("w", "n", "se"):  # in Spanish *se* is a pronoun: *los de 8 se portan mal*
            sure = len(number) >= _DIGITS_OF_A_SURE_NUMBER and not _is_time(number)
            return (sure and (lived_in or self._names_a_street(name))) or fold(name) in STREET_NAMES
        return lived_in or name[0].isupper() or self._names_a_street(name)

    def _names_a_street(self, word: str) -> bool:
        folded = fold(word)
        return folded in STREET_NAMES or folded[0].isdigit() or not self.lexicon.is_ordinary(folded)


def _has_capitals(words: list[str]) -> bool:
    """Whether it is written as a name is: every word with a capital, but not all in capitals."""
    names = [word for word in words if word[0].isalpha() and word.lower() not in _DIRECTION_WORDS]
    return bool(names) and all(w[0].isupper() for w in names) and not all(w.isupper() for w in names if len(w) > 1)


def _is_time(number: str) -> bool:
    """Whether the number could be a time written without a colon: 730, 1145."""
    return len(number) in (3, 4) and int(number[:-2]) in range(1, 13) and number[-2] < "6"
