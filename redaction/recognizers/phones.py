"""Phone numbers: ten digits, seven digits, with extension, international, spoken digit by digit.

Shapes from the North American Numbering Plan and ITU-T E.123 and E.164 (a plus and 8 to 15 digits, a trunk 0). People
invent or mistype area codes, so a first digit of 2-9 is asked for only where nothing else tells a phone number.
Not: times, scores, years, ISBNs, rooms and bus numbers, which have other shapes.
"""

from __future__ import annotations

import re

from redaction.recognizers.look import Recognizer, Rule, rule
from redaction.recognizers.spoken_digits import DIGIT_WORD, SPOKEN_NUMBER, counts, digits_said, has_tens, is_counting

_EXTENSION = rf"""
        (?: \s{{0,2}} ,? \s? (?: x | ext | extn | exten[ts]i[oó]n | anexo ) \s{{0,2}} [.:\#]? \s? (?: \d{{1,6}} (?!\d) |
        {DIGIT_WORD} (?: \s {DIGIT_WORD} ){{0,3}} \b ) )?"""
_SEPARATOR = r"\s{0,2} [.,/_*-]? \s{0,2}"
_CUES = r"""
        call | text | txt | phone | cell | cel | mobile | m[oó]vil | celular | tel | number | n[uú]m | nbr | whatsapp |
        fax | reach | dial | voicemail | vm | landline | contact | answering | llam | marc | texte | mensaje |
        messages? \s to | registered | desk | office | home | work | emergency | beeper | pager | com[uú]n[ií]q
        | digits | fone"""
_NUMBER_CUE = rf"\b (?: {_CUES} )"
_NEAR_CUE = re.compile(_NUMBER_CUE, re.IGNORECASE | re.VERBOSE)
_GROUPS = r"\(? \+? \d{1,5} \)? (?: [ ./-]{1,2} \(? \d{1,7} \)? ){1,9}"
_LEAST_DIGITS, _MOST_DIGITS = 7, 15
_DIGITS_OF_A_NUMBER = (10, 11)
_LEAST_WORDS, _LEAST_WORDS_WITH_TENS = 3, 5
_CUE_BEFORE, _CUE_AFTER, _ID_BEFORE = 60, 25, 32

_OTHER_NUMBER = re.compile(
    r"""\b(?: isbn (?:-1[03])? | ssn | social | licen[sc]e | i\.?d | case | student | account | acct | policy |
    passport | lunch | member | report | order | plates? | card | tracking | confirmation | serial | medicaid |
    ticket | folio |
    login | log-?in | pin | (?<! area \s ) code | police | fema | claim | file | intake | referral | citation | ein
    | tax | medical |
    insurance )\b [^.!?\n]* $""",
    re.IGNORECASE | re.VERBOSE,
)
_PHONE_WORD = re.compile(r"\b(?:phone|cell?|tel|call|text|whatsapp|mobile|celular|fax)\b[^.!?\n]*$", re.IGNORECASE)
_COUNTED = re.compile(
    r"""\s? (?: l\b | lexile | students? | kids? | people | dollars | words? | points? | pts | miles? | feet | ft |
    calories | hours? | minutes? | mins? | pages? | percent | % | steps | alumnos | estudiantes | pesos |
    a\.?m | p\.?m )""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNTING_NOUN = re.compile(
    r"""\b(?: rooms? | rm | bus (?:es)? | routes? | pages? | pgs? | grades? | lexile | sat | score[ds]? | between |
    box | apt | unit | portable | locker | channel | years? | standard | bldg | building | section | hwy | highway |
    sr | us | i | suite | ste ) \W{0,3} $""",
    re.IGNORECASE | re.VERBOSE,
)
_DATE = re.compile(r"\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4} | (?:19|20)\d\d[/. -]\d{1,2}[/. -]\d{1,2}", re.VERBOSE)
_DATE_AND_MORE = re.compile(r"\d\d[/. -]\d\d[/. -](?:19|20)\d\d(?!\d)")
_YEARS = re.compile(r"(?:19|20)\d\d\D{1,3}(?:19|20)\d\d")
_DIGITS = re.compile(r"\d\D{0,3}\d\D{0,3}\d\D{0,3}[\do]\D{0,3}\d\D{0,3}\d\D{0,3}\d")
_CAPITAL_WORD = re.compile(r" [A-Z][a-z]")
_TWO_NUMBERS = re.compile(r"\d+ \d+")
_CASE_NUMBER = re.compile(r"\d\d-\d{7}|(?:19|20)\d\d-\d{5,8}")
_SOCIAL_SECURITY = re.compile(r"\d{3}[- ]\d\d[- ]\d{4}")
_TEN_DIGITS = rf"""
        (?: \+? 1 {_SEPARATOR} )? (?: \( \s? \d{{3}} \s? \) {_SEPARATOR} | \d{{3}} {_SEPARATOR} ) (?: \( \d{{3}} \) |
        \d{{3}} ) {_SEPARATOR} [\do]\d{{3}} (?!\d) (?! -\d )"""
_SEVEN_DIGITS = r"[2-9]\d\d (?: \s? [.-] \s? | \s{1,2} ) [\do]\d{3} (?!\d) (?! -\d | [./]\d{1,2} (?!\d) )"
_AMERICAN = re.compile(rf"(?: {_TEN_DIGITS} | {_SEVEN_DIGITS} )", re.IGNORECASE | re.VERBOSE)


_DIGITS_SAID = re.compile(
    r"\d (?:then|and then|luego|y luego|dash|gui[oó]n) \d|\d, (?:then|and then|luego|y luego) \d", re.IGNORECASE
)


class Phones(Recognizer):
    """Phone numbers in all shapes."""

    ENTITY = "PHONE"
    RULES = (
        rule("ten digits (strong)", 0.9, rf"(?<![\d+$]) (?<!\d[.,/-]) (?<!\w-) {_TEN_DIGITS} {_EXTENSION}",
        needs=_DIGITS),
        rule("ten digits after another (strong)", 0.9, rf"(?<=\d{{4}}/) {_TEN_DIGITS} {_EXTENSION}", needs=_DIGITS),
        rule("seven digits (medium)", 0.7, rf"""
                (?<![\w+.$£€\#)-]) (?<![\d)][ ]) (?: (?<!\d/) | (?<=\d{{4}}/) ) {_SEVEN_DIGITS}
                {_EXTENSION}""", needs=_DIGITS),
        rule("bare seven digits (medium)", 0.7, rf"""
                (?<![\w.,$\#/-]) [2-9]\d{{6}} (?!\w) (?! [-./]\d ) {_EXTENSION}""", needs=_DIGITS),
        rule("international (strong)", 0.9, rf"""
                (?<!\w) \(? \+ \s? [1-9] (?: [\s().-]{{0,3}} \d ){{7,14}} (?!\d) {_EXTENSION}""", needs=_DIGITS),
        rule("international prefix (strong)", 0.9, rf"""
                (?<![\w.,-]) (?: 00 | 011 ) [ -]{{0,2}} [1-9] (?: [ ().-]{{0,3}} \d ){{8,13}} (?!\d)
                {_EXTENSION}""", needs=_DIGITS),
        rule("trunk prefix (medium)", 0.7, r"""
                (?<![\w.,/-]) \(? 0\d{1,4} \)? [ /-]{1,2} \d{2,7} (?: [ -] \d{2,4} ){0,3} (?! \d | [-/]\d )""",
                needs=_DIGITS),
        rule("groups of digits after a cue (medium)", 0.7, rf"""
                {_NUMBER_CUE} \w{{0,6}} \W{{1,3}}? (?: [^\W\d]\w{{0,9}} \W{{1,2}}? ){{0,6}} (?P<what>
                {_GROUPS} ) (?!\d)""", needs=_DIGITS),
        rule("groups of digits before a cue (medium)", 0.7, rf"""
                (?<![\w.,/+-]) {_GROUPS} (?= [ -]{{0,2}} \(? (?: call | text | office | fax | cell | cel | celular |
                phone |
                tel | home | work | mobile | whatsapp | casa ) \b )""", needs=_DIGITS),
        rule("digits one by one (medium)", 0.7, r"""
                (?<![\w.,/-]) \(? \d (?: [ )(,-]{1,3} \d ){6,14} (?! [\w/] | [,.-] \s? \d | [ ]\d )"""),
        rule("seven digits said in two (medium)", 0.7, r"""
                (?<![\w+.$£€\#)-]) [2-9]\d\d ,? \s (?: and \s then | then | luego | y \s luego | dash | gui[oó]n )
                \s \d{4} (?! [\w%] | [-/.:,]\d )""",
        needs=_DIGITS_SAID),
        rule("spoken digits (medium)", 0.7, rf"{SPOKEN_NUMBER} {_EXTENSION}"),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        found = text[start:end]
        digits = sum(character.isdigit() for character in found)
        if by.name.startswith("spoken"):
            accepted = _is_spoken(text, start, end)
        elif by.name.startswith("ten"):
            accepted = _is_plain_ten(text, start, found) if found.isdigit() else _is_ten(text, start, end)
        elif by.name.startswith("bare"):
            accepted = _has_cue(text, start, end) and not _is_other(text, start, found, within=_CUE_BEFORE)
        elif by.name.startswith("seven"):
            accepted = _is_seven(text, start, end)
        elif by.name.startswith("groups"):
            accepted = _LEAST_DIGITS <= digits <= _MOST_DIGITS and not _is_other(text, start, found)
        elif by.name.startswith("trunk"):
            accepted = 9 <= digits <= 12 and not _is_other(text, start, found)
        elif by.name.startswith("digits one"):
            accepted = digits in (7, 10, 11) and not counts(
                [int(character) for character in found if character.isdecimal()]
            )
        else:
            accepted = True
        return (start, end) if accepted else None


def _is_ten(text: str, start: int, end: int) -> bool:
    """Groups of three, three and four digits: a list of numbers has commas as well, so those need a cue."""
    return "," not in text[start : start + 12] or _has_cue(text, start, end)


def _is_plain_ten(text: str, start: int, found: str) -> bool:
    """Ten or eleven digits without any separator, if nothing says that they are another kind of number."""
    if text[max(0, start - 1) : start] in tuple("#.-_") or text[max(0, start - 1) : start].isalnum():
        return False
    if found[-10] < "2" and not _has_cue(text, start, start + len(found)):
        return False
    before = text[max(0, start - _ID_BEFORE) : start]
    return not _OTHER_NUMBER.search(before) or bool(_PHONE_WORD.search(before))


def _is_seven(text: str, start: int, end: int) -> bool:
    """Seven digits, unless they count something, are a range or belong to a student, a case or an order."""
    found = text[start:end]
    before = text[max(0, start - _ID_BEFORE) : start]
    if _OTHER_NUMBER.search(before) and not _PHONE_WORD.search(before):
        return False
    if _COUNTED.match(text, end) or _COUNTING_NOUN.search(before):
        return False
    if _has_cue(text, start, end):
        return True
    first, last = found[:3], found[3:].lstrip(" .-")[:4]
    if found[3].isspace() and _CAPITAL_WORD.match(text, end):
        return False  # a house number and a street
    is_range = first.endswith("0") and last.endswith("0") and (last[0] in "12" or last.endswith("00"))
    is_year = last[:2] in ("19", "20")
    return not is_range and not (found[3].isspace() and is_year)


def _is_other(text: str, start: int, found: str, within: int = _ID_BEFORE) -> bool:
    """Whether groups of digits are a date, a span of years, a social security number, an id, or more than a number."""
    if text[max(0, start - 1) : start] == "-" or _CASE_NUMBER.fullmatch(found):
        return True
    if (
        _DATE.fullmatch(found)
        or _DATE_AND_MORE.match(found)
        or _YEARS.search(found)
        or _SOCIAL_SECURITY.fullmatch(found)
    ):
        return True
    american = _AMERICAN.match(text, start)
    if american and (found.startswith("(") or sum(map(str.isdigit, found)) not in _DIGITS_OF_A_NUMBER):
        return True  # why? Another rule finds it, and without the numbers that follow it
    if _TWO_NUMBERS.fullmatch(found) and _CAPITAL_WORD.match(text, start + len(found)):
        return True
    before = text[max(0, start - within) : start]
    return bool(_OTHER_NUMBER.search(before) and not _PHONE_WORD.search(before))


def _is_spoken(text: str, start: int, end: int) -> bool:
    found = text[start:end]
    digits, words = digits_said(found)
    if not _LEAST_DIGITS <= digits <= _MOST_DIGITS or is_counting(found):
        return False
    if not any(character.isalpha() for character in found) or _is_a_number_and_a_word(found):
        return False
    least = _LEAST_WORDS_WITH_TENS if has_tens(found) else _LEAST_WORDS
    return words >= least or (_has_cue(text, start, end) and not found[0].isdigit())


def _is_a_number_and_a_word(found: str) -> bool:
    """*the other one 509 555 0109*: another rule finds the number."""
    number = _AMERICAN.search(found)
    return number is not None and digits_said(found[: number.start()] + " " + found[number.end() :])[0] <= 1


def _has_cue(text: str, start: int, end: int) -> bool:
    return bool(
        _NEAR_CUE.search(text, max(0, start - _CUE_BEFORE), start) or _NEAR_CUE.search(text, end, end + _CUE_AFTER)
    )
