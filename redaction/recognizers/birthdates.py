"""Dates of birth: a date soon after *born*, *dob*, *birthday*. Only the date is masked; other dates stay.

The orders of day, month and year as people write them in the US and in Mexico; ISO 8601.
"""

from __future__ import annotations

from redaction.recognizers.look import Recognizer, rule

_MONTH = r"""
        (?: jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)? |
        sept?(?:ember)? | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? | enero | febrero | marzo | abril | mayo |
        junio | julio | agosto | septiembre | octubre | noviembre | diciembre ) \b \.?"""
_DAY = r"\d{1,2} (?: st | nd | rd | th )?"
_YEAR = r"(?: \d{4} | '?\d{2} )"
DATE = rf"""
        (?: \d{{4}} [-/.] \d{{1,2}} [-/.] \d{{1,2}} | \d{{1,2}} [-/.] \d{{1,2}} (?: [-/.] \d{{2,4}} )? | \d{{1,2}} \s
        \d{{1,2}} \s \d{{4}} | {_MONTH} \s+ (?: the \s+ )? {_DAY} (?: ,? \s+ (?: of \s+ )? \d{{4}} )? | {_DAY} \s+ (?:
        of \s+ | de \s+ )? {_MONTH} (?: ,? \s+ (?: de \s+ | del \s+ )? {_YEAR} )? )"""
_CUE = r"""
        \b (?: born | dob | d\.o\.b\.? | birth \s? day | b-?day | birth \s? date | date \s of \s birth | naci[oó] |
        nacid[oa] | cumplea[nñ]os | turn(?:s|ed|ing)? \s+ \d{1,2} | turns? \s (?: \w+teen ) )"""


class Birthdates(Recognizer):
    """The day somebody was born."""

    ENTITY = "BIRTHDATE"
    RULES = (
        rule("date after a cue (strong)", 0.9, rf"{_CUE} [^.!?\d\n]{{0,60}}? (?P<what> \b {DATE} ) (?!\d)"),
        rule("date and then a cue (medium)", 0.7, rf"""
                (?P<what> \b {DATE} ) \s* ,? \s* (?: is | was | es )? \s* (?: \( )? (?: my | his | her | their )? \s*
                (?: dob | birth \s? day | b-?day | birth \s? date )"""),
    )  # fmt: skip
