"""Phone numbers: ten digits, seven digits, with extension, international, spoken digit by digit.

Shapes from the North American Numbering Plan (area code and exchange start with 2-9) and ITU-T E.164 (a plus and
8 to 15 digits). Not: times, scores, years, ISBNs, rooms and bus numbers, which have other shapes.
"""

from __future__ import annotations

from redaction.recognizers.look import Recognizer, Rule, rule

_EXTENSION = r"(?: \s{0,2} ,? \s? (?: x | ext \.? | extension ) \s{0,2} \.? \d{1,6} )?"
_SPOKEN = r"(?: zero | oh | one | two | three | four | five | six | seven | eight | nine )"
_CUE = r"""
        \b (?: call | text | txt | phone | cell | mobile | celular | tel | telephone | tel[eé]fono | number |
        n[uú]mero | whatsapp | fax | reach )"""
_LEAST_DIGITS, _MOST_DIGITS = 7, 15


class Phones(Recognizer):
    """Phone numbers in all shapes."""

    ENTITY = "PHONE"
    RULES = (
        rule(
            "ten digits (strong)",
            0.9,
            rf"""
                    (?<![\w+-]) (?<!\d[./]) (?: \+? 1 [\s./-]{{0,2}} )? (?: \( \s? [2-9]\d\d \s? \) [\s.-]{{0,2}} |
                    [2-9]\d\d \s? [./-]? \s? ) \d{{3}} \s? [./-]? \s? \d{{4}} (?![\d]) (?! [-/]\d ) {_EXTENSION}""",
        ),
        rule(
            "seven digits (medium)",
            0.7,
            rf"(?<![\w+./-]) (?<![$£€#]) [2-9]\d\d \s?[.-]\s? \d{{4}} (?![\d]) (?! [-./]\d ) {_EXTENSION}",
        ),
        rule(
            "seven digits after a cue (medium)",
            0.7,
            rf"""
                    {_CUE} \w{{0,3}} \W{{1,3}} (?: \w{{1,8}} \W{{1,2}} ){{0,4}}? (?P<what> [2-9]\d\d \s? \d{{4}} )
                    (?![\d]) (?! [-./]\d )""",
        ),
        rule("international (strong)", 0.9, rf"(?<![\w]) \+ [1-9] [\d\s().-]{{6,22}} \d (?!\d) {_EXTENSION}"),
        rule(
            "groups of digits after a cue (medium)",
            0.7,
            rf"""
                    {_CUE} \w{{0,3}} \W{{1,3}} (?: \w{{1,8}} \W{{1,2}} ){{0,2}}? (?P<what> \(? \d{{2,4}} \)? (?:
                    [\s.-] \d{{2,4}} ){{2,4}} ) (?!\d)""",
        ),
        rule("digits one by one (medium)", 0.7, r"(?<![\w.,/-]) \d (?: [ ] \d ){6,14} (?![\w.,/-] | [ ]\d)"),
        rule("spoken digits (medium)", 0.7, rf"\b {_SPOKEN} (?: [\s,-]{{1,3}} {_SPOKEN} ){{6,14}} \b"),
    )

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        if by.name.startswith(("international", "groups")):
            digits = sum(character.isdigit() for character in text[start:end])
            return (start, end) if _LEAST_DIGITS <= digits <= _MOST_DIGITS + 6 else None
        if text[max(0, start - 12) : start].rstrip(" :#-").lower().endswith(("isbn", "isbn-10", "isbn-13")):
            return None
        return start, end
