"""Dates of birth: a date soon after *born*, *dob*, *birthday*. Only the date is masked; other dates stay.

The orders of day, month and year as people write them in the US and in Mexico; ISO 8601. A complete date of years ago
near such a word is one too: the twin's, the corrected one, the one on the paper.
"""

from __future__ import annotations

import re

from redaction.recognizers.address_words import DIGIT
from redaction.recognizers.look import Recognizer, Rule, rule

_MONTH = r"""
        (?: jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)? |
        sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? | enero | febrero | marzo | abril | mayo |
        junio | julio | agosto | septiembre | setiembre | octubre | noviembre | diciembre ) \b \.?"""
_DAY = r"\d{1,2} (?: st | nd | rd | th )?"
_YEAR = r"(?: (?: 19 | 20 ) \d{2} | '\d{2} | \d{2} \b )"
_FULL_YEAR = r"(?: (?: 19 | 20 ) \d{2} )"
_ROMAN = r"(?: i{1,3} | iv | vi{0,3} | ix | xi{0,2} )"
_OF = r"(?: of \s{1,3} | de \s{1,3} | del \s{1,3} )?"
_WEEKDAY = r"(?: (?: mon | tues | wednes | thurs | fri | satur | sun ) day ,? \s{1,3} (?: the \s{1,3} )? )?"
_FULL_DATE = rf"""
        (?: {_FULL_YEAR} [-/.] \d{{1,2}} [-/.] \d{{1,2}} | \d{{1,2}} ([-/. ]) \d{{1,2}} [-/. ] {_FULL_YEAR} | {_MONTH}
        \s{{0,3}} (?: the \s{{1,3}} )? {_DAY} ,? \s{{1,3}} {_OF} {_FULL_YEAR} | {_DAY} [ -]? {_OF} {_MONTH} [ -]? ,?
        \s{{0,3}} {_OF} {_FULL_YEAR} | \d{{1,2}} \. {_ROMAN} \. {_FULL_YEAR} )"""
DATE = rf"""
        (?: {_WEEKDAY} (?: {_FULL_YEAR} [ -] {_MONTH} [ -] {_DAY} | \d{{4}} [-/.] \d{{1,2}} [-/.] \d{{1,2}} |
        \d{{1,2}} [-/.] \d{{1,2}} (?: [-/.] \d{{2,4}} )? (?! [\d/] ) | \d{{1,2}} \s \d{{1,2}} \s (?: \d{{4}} | \d\d )
        \b | \d{{1,2}} \. {_ROMAN} \. \d{{2,4}} | {_MONTH} \s{{0,3}} (?: the \s{{1,3}} )? {_DAY} \b (?: ,? \s{{1,3}}
        {_OF} {_YEAR} )? | (?: the \s{{1,3}} )? {_DAY} [ -]? {_OF} {_MONTH} (?: [ -]? ,? \s{{0,3}} {_OF} {_YEAR} )? |
        {_MONTH} ,? \s{{1,3}} {_OF} {_FULL_YEAR} ) | (?: new \s year'?s (?: \s (?: day | eve ) )? | christmas (?: \s
        (?: day | eve ) )? | (?: leap \s day ) ) ,? \s{{1,3}} {_OF} {_FULL_YEAR} )"""
_CUE = r"""
        (?<!\w) (?: born | dob | d\.?\s?o\.?\s?b\.? | birth \s? days? | b -? \s? days? | birth \s? dates? | dates? \s
        of \s birth | birth \s certificates? | b \. (?= \s \d ) | [*] (?= \d{1,2} \. \d{1,2} \. \d{4} ) | naci[oó] |
        nac[ií] | nacid[oa] | nacimiento | cumplea[nñ]os | cumple | acta \s de \s nac\w{0,9} | turn(?:s|ed|ing)?
        \s{1,3} (?: \d{1,2} | eleven | twelve | six | seven | eight | nine | ten | \w{3,6}teen ) (?= ,? \s (?: on | in
        | last | this | next | the | el | years? | yrs? | back | around | jan\w* | feb\w* | mar\w* | apr\w* | june? |
        july? | aug\w* | sep\w* | oct\w* | nov\w* | dec\w* ) \b | \s \d ) | quincea[nñ]era ) (?! [a-z] )"""
_CUE_WORD = re.compile(_CUE, re.IGNORECASE | re.VERBOSE)
# What else has a date after *born* or *birthday*: *born here, moved on 3/14*.
_IS_OTHER_DAY = re.compile(
    r"\b(?:graduat\w+|party|left|leaves?|moved|came|arrived|started|starts|met|meeting|since|until|"
    r"se mud\w+|lleg\w+|fiesta)\b[^.!?]{0,25}$",
    re.IGNORECASE,
)
_CUE_BEFORE, _CUE_AFTER = 170, 60
_OLDEST, _YOUNGEST = 1925, 2021


class Birthdates(Recognizer):
    """The day somebody was born."""

    ENTITY = "BIRTHDATE"
    RULES = (
        rule("date after a cue (strong)", 0.9, rf"""
                {_CUE} (?: [^.!?\d\n] | \.(?=\w) | \d(?=\d?\s(?:on|el)\s) ){{0,60}}? (?<![\w/.-]) (?P<what> {DATE} )
                (?! [\d%] )""", needs=DIGIT),
        rule("eight digits after a cue (strong)", 0.9, rf"""
                {_CUE} \W{{1,3}} (?: (?: is | was | es ) \s )? (?P<what> [01]\d [0-3]\d (?: 19 | 20 ) \d\d | (?: 19 |
                20 ) \d\d [01]\d [0-3]\d ) (?!\d)""", needs=DIGIT),
        rule("second date after a cue (medium)", 0.8, rf"""
                {_CUE} [^!?\n]{{0,60}}? (?<![\w/.-]) {DATE} ,? \s{{0,3}} (?: and | & | or | y | o | e | hers | his |
                mine | not | no | / ) \s{{0,3}} (?: [^\W\d]{{1,12}} \s{{1,3}} ){{0,2}}? (?P<what>
                {DATE} ) (?! [\d%] )""", needs=DIGIT),
        rule("day of the month after a cue (medium)", 0.7, r"""
                (?<!\w) (?: birthday | b-?day | cumplea[nñ]os | cumple ) [^.!?\d\n]{0,25}? (?P<what> (?: (?: mon |
                tues | wednes | thurs | fri | satur | sun ) day \s )? (?: the \s )? \d{1,2} (?: st | nd | rd | th ) )
                \b (?! \s (?: grade | period | grader | floor | hour | birthday | b-?day | street |
                st | ave ) )""", needs=DIGIT),
        rule("date and then a cue (medium)", 0.7, rf"""
                (?<![\w/.-]) (?P<what> {DATE} ) \s{{0,3}} ,? \s{{0,3}} (?: is | was | es | for )? \s{{0,3}} (?: \( )?
                (?: my | his | her | their | su | mi | the | el | [\w']{{2,14}} 's )? \s{{0,3}} (?:
                {_CUE} )""", needs=DIGIT),
        rule("complete date of years ago near a cue (medium)", 0.6, rf"""
                (?<![\w/.-]) (?P<what> {_FULL_DATE} ) (?! [\d%-] )""", needs=DIGIT),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        if by.name.startswith("date after"):
            return None if _IS_OTHER_DAY.search(text[max(0, start - 60) : start]) else (start, end)
        if not by.name.startswith("complete date"):
            return start, end
        year = re.search(r"(?:19|20)\d\d", text[start:end])
        around = text[max(0, start - _CUE_BEFORE) : start] + "\n" + text[end : end + _CUE_AFTER]
        is_old = year is not None and _OLDEST <= int(year.group()) <= _YOUNGEST
        return (start, end) if is_old and _CUE_WORD.search(around) else None
