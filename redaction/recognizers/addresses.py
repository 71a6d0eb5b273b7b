"""Street addresses, apartments, PO boxes, streets and corners where somebody lives.

Street suffixes are the common ones of the US Postal Service's Publication 28, with the Spanish words for street.
Words that count or measure ("2 miles down the road", "a 5 minute drive") cannot stand between number and street.
"""

from __future__ import annotations

import re

from redaction.recognizers.look import Recognizer, Rule, rule

_SUFFIX = r"""
        (?: street | str | st | avenue | ave | av | road | rd | drive | dr | lane | ln | boulevard | blvd | court | ct
        | place | pl | circle | cir | terrace | ter | trail | trl | highway | hwy | parkway | pkwy | way | loop |
        alley | ridge | square | sq | crossing | route | point | pike | row | run | heights | hts | village | cove |
        grove | bend | path )"""
_DIRECTION = r"(?: (?: north | south | east | west | n | s | e | w | ne | nw | se | sw ) \b \.? \s+ )"
_QUARTER = r"(?: ne | nw | se | sw | n | s | e | w )"
_NO_STREET = r"""
        (?! (?: of | us | the | a | an | and | or | to | at | is | are | was | were | in | on | out | off | my | our |
        his | her | their | them | we | she | he | they | i | it | you | your | for | from | per | by | with | that |
        this | than | then | who | when | which | miles? | mi | blocks? | minutes? | mins? | hours? | hrs? | days? |
        weeks? | months? | years? | yrs? | times? | kids? | students? | people | kinds? | things? | am | pm | percent
        | dollars? | bucks | down | up | away | more | different | long | big | little | only | every | each | late |
        early | grade | period | st | nd | rd | th ) \b )"""
_WORD = rf"(?: {_NO_STREET} [\w'.-]{{1,25}} \s+ )"
_UNIT = r"""
        (?: (?: apt | apartment | apto | apartamento | unit | suite | ste | trlr | trailer | lot | space | spc | bldg
        | building | \# ) \.? \s* \#? \s* (?: \d{1,5} [a-z]? | [a-z] \d{0,4} ) \b )"""
_TOWN = r"""
        (?: ,? \s+ (?: [^\W\d_]{2,20} \s ){0,2} [^\W\d_]{2,20} ,? \s+ [A-Z]{2} \.? \s+ \d{5} (?: -\d{4} )? | ,? \s+
        \d{5} (?: -\d{4} )? (?!\d) )"""
_LIVES = r"""
        \b (?: lives? | lived | living | stays? | stayed | staying | moved | house | home | apartment | address |
        place | crib | casa | vive | vivimos | vivo )"""

_NUMBER = r"(?<![\w.,:$#/-]) \d{1,6} (?: - \d{1,4} | \s? [a-d] \b | \s 1/2 )?"


class Addresses(Recognizer):
    """Where somebody lives or gets mail."""

    ENTITY = "ADDRESS"
    RULES = (
        rule("number and street (strong)", 0.9, rf"""
                {_NUMBER} \s+ {_DIRECTION}? {_WORD}{{1,4}} {_SUFFIX} \b \.? (?: \s+ {_QUARTER} \b )? (?: \s*,? \s*
                {_UNIT} )? {_TOWN}?"""),
        rule("number and numbered street (strong)", 0.9, rf"""
                {_NUMBER} \s+ {_DIRECTION}? \d{{1,3}} (?: st | nd | rd | th ) \s+ {_SUFFIX} \b \.? (?: \s+ {_QUARTER}
                \b )? (?: \s*,? \s* {_UNIT} )? {_TOWN}?"""),
        rule("number and highway (medium)", 0.7, r"""
                (?<![\w.,:$#/-]) \d{2,6} \s+ (?: state \s+ )? (?: route | highway | hwy | county \s+ road | farm \s+
                road ) \s+ \d{1,4} \b"""),
        rule("post box (strong)", 0.9, rf"""
                \b (?: p \s? \. \s? o \s? \. | p \s? o | post \s office | apartado (?: \s postal )? ) \s* (?: box )?
                \s* \#? \s* \d{{1,6}} \b {_TOWN}?"""),
        rule("apartment (medium)", 0.7, r"""
                \b (?: apt | apartment | apto | apartamento | trailer | trlr ) \b \.? \s* (?: number | no \.? |
                n[uú]mero )? \s* \#? \s* (?: \d{1,5} \s? (?: [a-f] \b )? | [a-z] \s? \d{1,4} | (?-i: [A-Z] ) \b )"""),
        rule("Spanish street (medium)", 0.8, r"""
                \b (?: calle | avenida | avda | camino | carretera | privada | callej[oó]n ) \.? \s+ (?: [\w'.-]{1,20}
                \s+ ){0,3}? [\w'.-]{1,20} ,? \s+ (?: \# | n[uú]m(?:ero|\.)? | no\. )? \s* \d{1,5} \b"""),
        rule("street where somebody lives (medium)", 0.7, rf"""
                {_LIVES} \b (?: \s+ [\w']{{1,12}} ){{0,4}}? \s+ (?: on | at | off | near | in ) \s+ (?: the \s )?
                (?P<what> {_DIRECTION}? {_WORD}{{1,3}} {_SUFFIX} \b \.? )"""),
        rule("corner where somebody lives (medium)", 0.7, rf"""
                (?: {_LIVES} \b [^.!?\n]{{0,40}}? | \b ) (?: corner | intersection ) \s+ of \s+ (?P<what>
                [\w']{{1,20}} (?: \s+ {_SUFFIX} \b \.? )? \s+ (?: and | & ) \s+ [\w']{{1,20}} (?: \s+ {_SUFFIX} \b \.?
                )? )"""),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        if by.name.startswith("street where") and not re.search(r"\b[A-Z]|\d", text[start:end]):
            return (start, end) if self._names_a_street(text[start:end]) else None
        return start, end

    def _names_a_street(self, found: str) -> bool:
        """In lower case, *a dead end road* names no street, *maple st* does: by its suffix, or by an unknown word."""
        words = found.rstrip(". ").lower().split()
        return words[-1] in {"st", "ave", "rd", "ln", "blvd", "street", "avenue"} or any(
            not self.lexicon.is_ordinary(word) for word in words[:-1]
        )
