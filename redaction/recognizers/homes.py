"""Where somebody lives, without a house number (corners: ``corners``): *over on maple st*, *apt 12b*, *lote 5*.

A street alone may be a bus stop's: a word for living or mail must stand in the same sentence.
"""

from __future__ import annotations

import re

from redaction.lexicon import fold
from redaction.recognizers.address_cues import says_somebody_lives
from redaction.recognizers.address_descriptions import SEEN_NEXT
from redaction.recognizers.address_words import (
    DIGIT,
    DIRECTION,
    FAMOUS_STREETS,
    NO_STREET,
    ORDINAL,
    STREET_NAMES,
    STREET_WORD,
    SUFFIX,
    UNIT,
)
from redaction.recognizers.addresses import Addresses
from redaction.recognizers.look import Rule, rule
from redaction.word_set import word_set

_NEAR = r"""
        (?: (?: on | off | of | at | near | by | behind | across | past | around | to | from | de | en | por | sobre )
        \s{1,3} (?: the \s{1,3} | la \s{1,3} | el \s{1,3} )? )"""
# In lower case these endings tell a street by themselves; *road*, *drive* and *way* are words of every sentence.
_SURE_ENDINGS = word_set("st ave av rd ln ct blvd avenue lane hwy")
_CAPITAL = r"(?-i: [^\W\d_a-zà-öø-ÿ] )"
_UNIT_BEFORE = re.compile(rf"\b {UNIT} ,? \s (?: not | no | instead \s of ) \s \#? $", re.IGNORECASE | re.VERBOSE)
_SIGN = re.compile("#")
_SEEN = re.compile(
    r"\b(?:gate|guard|mail ?box|driveway|hogan|trailer|duplex|triplex|roof|fence|double|"
    r"single|barn|cabin|house|door|apartment|apts?\b|"
    r"port[oó]n|puerta|reja|casa|techo|edificio)",
    re.IGNORECASE,
)
_BUILDING = re.compile(
    r"\b(?:building|bldg|apartments?|apts?|complex|motel|park|condos?|apartamentos|departamentos|edificio)\b",
    re.IGNORECASE,
)
_LODGING = re.compile(r"\b(?:motel|hotel|inn|lodge|shelter|refugio|lives?|living|vive|vivimos)\b", re.IGNORECASE)
_STAYS = re.compile(r"\b(?:stay|stays|staying|rent|rents|renting) (?:in )?(?:unit|unidad)\b", re.IGNORECASE)
_SCHOOL = re.compile(
    r"\b(?:class|classes|classroom|period|teacher|clase|sal[oó]n|test|exam|quiz|math|science|parking|locker|gym|field)\b",
    re.IGNORECASE,
)


class Homes(Addresses):
    """Apartments and streets where somebody lives."""

    RULES = (
        rule("street where somebody lives (medium)", 0.7, rf"""
                \b {_NEAR} (?P<what> {DIRECTION}? {STREET_WORD}{{1,3}} {SUFFIX} \b \.? )"""),
        rule("numbered street where somebody lives (medium)", 0.7, rf"""
                \b {_NEAR} (?P<what> {DIRECTION}? {ORDINAL} \s{{1,3}} {SUFFIX} \b \.? )""", needs=DIGIT),
        rule("road after living on it (medium)", 0.6, rf"""
                \b (?: lives? | living | stays? | staying | moved | place | house | apartment | vive | vivimos ) \s
                (?: \w{{1,8}} \s )? (?: over \s )? (?: on | off | off \s of | por \s la | en \s la ) \s (?P<what>
                {NO_STREET} [^\W\d_] [\w'-]{{3,20}} (?: [ ] {_CAPITAL} [\w'-]{{2,20}} )? ) (?! [\w'-] )"""),
        rule("street and its block (medium)", 0.7, rf"""
                \b {_NEAR} (?P<what> {NO_STREET} [^\W\d_] [\w'-]{{2,20}} ,? [ ] \d{{2,5}} [ ] block ) \b""",
                needs=DIGIT),
        rule("street between two (medium)", 0.7, rf"""
                \b {_NEAR} (?P<what> {NO_STREET} [^\W\d_] [\w'-]{{2,20}} ) (?= ,? [ ] (?: between | btwn | b/w | entre
                ) [ ]
                (?: la [ ] )? [\w'-]{{2,20}} [ ]? (?: and | n | y | & ) [ ] )"""),
        rule("lettered street where somebody lives (medium)", 0.6, rf"""
                \b {_NEAR} (?P<what> (?-i: [A-Z] ) [ ] (?: street | st | avenue | ave ) \b )"""),
        rule("street and what is seen there (medium)", 0.6, rf"""
                \b {_NEAR} (?P<what> {NO_STREET} {_CAPITAL} [\w'-]{{2,20}} (?: [ ] {_CAPITAL} [\w'-]{{1,20}}
                ){{0,2}} {SEEN_NEXT} )""",
                needs=_SEEN),
        rule("number in the same house (medium)", 0.7, rf"""
                \b (?: same | mism[oa] ) \s (?: bldg | building | complex | (?: trailer \s )? park | apts? |
                apartments? | motel | hotel |
                house | street | st | place | edificio | casa | calle ) [ ]? ,? [ ] (?: but [ ] | pero [ ] )?
                {UNIT}""", needs=DIGIT),
        rule("behind something on a street (medium)", 0.6, rf"""
                \b (?: behind | above | over | below | beside | next \s to | across \s from | atr[aá]s \s de |
                detr[aá]s \s de | arriba \s de | (?: en
                )? frente \s (?: a | de ) | al \s lado \s de | junto \s a ) \s (?: the | la | el ) (?: [ ]
                [\w'-]{{2,16}} ){{1,3}}? ,? [ ]
                (?: on | off | en ) [ ] (?: the [ ] | la [ ] )? (?: {_CAPITAL} [\w'-]{{2,20}} | {ORDINAL} ) \b (?:
                ,? [ ] {UNIT} )?"""),
        rule("name and number where somebody lives (medium)", 0.7, rf"""
                (?<! [\w'-] ) {NO_STREET} {_CAPITAL} [\w'-]{{2,20}} (?: [ ] {_CAPITAL} [\w'-]{{1,20}} ){{1,2}} ,?
                [ ] \# [ ]?
                \d{{1,4}} [a-z]? \b""", needs=_SIGN),
        rule("ordinal street where somebody lives (medium)", 0.7, rf"""
                \b (?: first | second | third | fourth | fifth | sixth | seventh | eighth | ninth | tenth |
                eleventh | twelfth | {ORDINAL} )
                [ ] (?: street | st | avenue | ave ) \b (?: ,? [ ] \d{{2,5}} \b (?! [:%] ) )?"""),
        rule("house number (medium)", 0.7, r"""
                \b (?: house | home | casa | apartment | apt | building ) \s (?: number | no\. | \# | n[uú]mero )
                \s{0,3} (?: is | es | : )? \s{0,3} \#? (?P<what> \d{1,5} [a-z]? ) \b""", needs=DIGIT),
        rule("right or wrong apartment (medium)", 0.7, r"""
                \b (?: not | no | instead \s of ) \s \#? (?P<what> \d{1,4} [a-z] ) \b""", needs=DIGIT),
        rule("apartment (medium)", 0.7, r"""
                \b (?: apt | apartment | apto | apartamento | depto | departamento | dpto | trailer | trlr |
                tr[aá]iler | traila | suite | ste ) \b \.? \s{0,3} (?: number | no \.? | num | n[uú]mero )? \s{0,3}
                \#? \s{0,3} (?: \d{1,5} \s? (?: -? [a-h] \b )? | [a-z] -? \s? \d{1,4} | (?-i: [A-Z] ) \b | [b-h] \b )
                (?! [\w:] )"""),
        rule("lot, space, unit where somebody lives (medium)", 0.7, r"""
                \b (?: lot | lote | pad | slip | space | spc | espacio | site | spot | unit | unidad | cabin |
                caba[nñ]a | bldg |
                building | edificio | manzana | casa \s n[uú]mero | room | rm | cuarto ) \b \.? \s{0,3} (?: number | no
                \.? | n[uú]mero )? \s{0,3} \#? \s{0,3} (?: \d{1,4} [a-z]? | (?-i: [A-Z] ) ) \b (?! [:] )"""),
    )  # fmt: skip

    def is_address(self, text: str, start: int, end: int, by: Rule) -> bool:
        found = text[start:end]
        if by.name.startswith("apartment"):
            return not _SCHOOL.search(text[max(0, start - 30) : end + 20])
        if by.name.startswith("right or wrong"):
            return bool(_UNIT_BEFORE.search(text[max(0, start - 30) : start]))
        if by.name.startswith("lot"):
            return self._is_dwelling(text, start, end)
        if by.name.startswith(("house number", "number in the same")):
            return True
        if by.name.startswith("name and number"):
            before = re.split(r"[.!?]\s", text[max(0, start - 70) : start])[-1]
            return bool(_BUILDING.search(before)) and says_somebody_lives(text, start, end)
        if by.name.startswith("road after"):
            return self._is_a_road(text, start, found)
        if not says_somebody_lives(text, start, end):
            return False
        return by.name.startswith(
            ("numbered", "lettered", "street and", "street between", "behind", "ordinal")
        ) or self._names_a_street(found)

    def _is_a_road(self, text: str, start: int, found: str) -> bool:
        """*stays over on tamarack*, *lives off Hawthorne*; not *lives on ramen*, *stays on Mondays*."""
        word = fold(found.split()[0])
        if found.isupper() or word.startswith(("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")):
            return False
        near = re.search(r"(?:over on|off|off of|por la|en la) $", text[max(0, start - 10) : start], re.IGNORECASE)
        return word in STREET_NAMES or (not self.lexicon.is_ordinary(word) and (found[0].isupper() or bool(near)))

    def _is_dwelling(self, text: str, start: int, end: int) -> bool:
        """*unit 3*, *room 12* and *space 9* are at school as well: the word for living must stand close before."""
        near = text[max(0, start - 40) : end + 20]
        if _SCHOOL.search(near):
            return False
        if not text[start:end].lower().startswith(("room", "rm", "cuarto", "building", "bldg", "unit")):
            return says_somebody_lives(text, start, end)
        before = re.split(r"[.!?]\s", text[max(0, start - 40) : start])[-1]
        return bool(_LODGING.search(before) or (text[start] in "uU" and _STAYS.search(near)))

    def _knows(self, part: str) -> bool:
        return any(
            (w.istitle() and len(w) > 2) or fold(w) in STREET_NAMES or not self.lexicon.is_ordinary(fold(w))
            for w in re.findall(r"[^\W\d_]+", part)
        )

    def _names_a_street(self, found: str) -> bool:
        """In lower case, *a dead end road* names no street, *maple st* does: by its suffix, or by an unknown word."""
        words = re.findall(r"[\w'-]+", found)
        if fold(words[0]) in FAMOUS_STREETS:
            return False
        if words[-1].lower() in _SURE_ENDINGS:
            return True
        return any(self._knows(word) or (word[0].isupper() and not word.isupper()) for word in words[:-1])
