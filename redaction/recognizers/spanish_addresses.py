"""Streets as written in Spanish: *Calle Hidalgo 15*, *Av. Juárez #220 int 4*, *C/ Mayor 3, 2º B*, *340 de la Willow*.

Kinds of streets as in the address norms of Mexico (INEGI, vialidades) and Spain (INE, tipos de vía).
"""

from __future__ import annotations

import re

from redaction.lexicon import fold
from redaction.recognizers.address_cues import counts_something_else, says_somebody_lives
from redaction.recognizers.address_words import DIGIT, NO_STREET, NUMBER, STREET_NAMES
from redaction.recognizers.addresses import Addresses
from redaction.recognizers.look import Rule, rule

_KIND = r"""
        (?: calle | cll | c/ | avenida | avda \.? | avd \.? | av \.? | ave \.? | bulevar | blvd \.? | boulevard |
        camino | carretera | privada | priv \.? | callej[oó]n | cerrada | calzada | calz \.? | prolongaci[oó]n |
        prol \.? | paseo | pasaje | andador | circuito | retorno | plaza | plazuela | glorieta | traves[ií]a |
        ronda | rambla | vereda | diagonal | cuesta )"""
_NAME = r"(?: [\w'.ºª-]{1,20} )"
_NUM = r"(?: \# | n[uú]m (?: ero | \. )? | no \. | n[º°] | n \. )"
_END_NUMBER = rf"""
        (?: ,? \s{{1,3}} {_NUM}? \s{{0,3}} \d{{1,5}} (?: [a-z] \b | - [a-z\d]{{1,3}} \b )? (?! [\w:%] | [.,]\d ) |
        \s{{0,3}} \# \s{{0,3}} \d{{1,5}} \b | ,? \s{{1,3}} s/n \b )"""
_OF_A_STREET = frozenset(["de", "del", "la", "las", "los", "el", "y", "e"])
_CAPITAL = r"(?-i: [^\W\d_a-zà-öø-ÿ] )"


class SpanishAddresses(Addresses):
    """Streets with a Spanish word for street."""

    RULES = (
        rule("kind, name, number (strong)", 0.9, rf"""
                (?<! [\w/] ) {_KIND} \s{{1,3}} (?! \d+ \b (?! \s de \s ) ) (?: {_NAME} \s{{1,3}} ){{0,4}}? {_NAME}
                {_END_NUMBER}"""),
        rule("number, kind, name (strong)", 0.8, rf"""
                {NUMBER} \s{{1,3}} {_KIND} \s{{1,3}} (?: (?: de | del | la | las | los ) \s{{1,3}} ){{0,2}} [^\W\d_]
                [\w'-]{{1,20}} (?: [ ] {_CAPITAL} [\w'-]{{1,20}} ){{0,2}}""", needs=DIGIT),
        rule("kind and name where somebody lives (medium)", 0.7, rf"""
                (?<! [\w/] ) (?: calle | avenida | avda | av \. | privada | callej[oó]n | calzada | camino |
                boulevard | bulevar ) \s{{1,3}} (?: (?: de | del | la | las | los ) \s{{1,3}} ){{0,2}} {NO_STREET}
                (?P<name> [^\W_] [\w'-]{{1,20}} ) (?: [ ] {_CAPITAL} [\w'-]{{1,20}} ){{0,2}}
                (?: \s{{1,3}} y \s{{1,3}} (?: la \s | calle \s ){{0,2}} [\w'-]{{1,20}} )?"""),
        rule("number of the street (medium)", 0.7, r"""
                (?<= \b el \s ) \d{2,5} \s{1,3} de \s{1,3} la \s{1,3} (?: calle \s{1,3} )? [^\W\d_]
                [\w'-]{2,20} \b""", needs=DIGIT),
        rule("the number and street (medium)", 0.7, rf"""
                (?<= \b la \s ) \d{{3,5}} \s{{1,3}} {NO_STREET} [^\W\d_] [\w'-]{{2,20}}
                (?: [ ] {_CAPITAL} [\w'-]{{1,20}} )?""", needs=DIGIT),
        rule("kind in short, name, number sign (strong)", 0.8, rf"""
                (?<! [\w/.] ) C \. \s {_CAPITAL} [\w'-]{{2,20}} (?: \s [\w'-]{{1,20}} ){{0,3}}? \s{{1,3}}
                {_NUM} \s{{0,3}} \d{{1,5}} \b""", needs=DIGIT),
        rule("block and lot (strong)", 0.8, r"""
                \b (?: mz | mza | manzana ) \.? \s{0,3} \d{1,3} [a-z]? ,? \s{1,3} (?: lt | lote ) \.? \s{0,3}
                \d{1,3} [a-z]? \b""", needs=DIGIT),
        rule("quarter (medium)", 0.7, rf"""
                (?<!\w) (?: col \. | colonia | fracc \. | fraccionamiento | barrio ) \s{{1,3}} (?: (?: de | del | la |
                las | los | el ) \s{{1,3}} ){{0,2}} {_CAPITAL} [\w'-]{{2,20}} (?: [ ] {_CAPITAL} [\w'-]{{1,20}}
                ){{0,2}}"""),
    )  # fmt: skip

    def is_address(self, text: str, start: int, end: int, by: Rule) -> bool:
        found = text[start:end]
        if found[0].isdigit() and counts_something_else(text, start, re.match(r"\d*", found)[0]):  # type: ignore[index]
            return False
        if by.name.startswith("kind, name"):
            return self._has_a_name(found) or says_somebody_lives(text, start, end)
        if by.name.startswith(("number of", "the number", "kind and", "quarter")):
            return says_somebody_lives(text, start, end) and self._has_a_name(found)
        return True

    def _has_a_name(self, found: str) -> bool:
        """*Calle Hidalgo* names a street, *calle con nombre de santo* and *camino a casa* do not."""
        words = [fold(word) for word in re.findall(r"[^\W_][\w'-]*", found)][1:]
        names = [word for word in words if word not in _OF_A_STREET]
        return any(w in STREET_NAMES or not self.lexicon.is_ordinary(w) or w[0].isdigit() for w in names) or any(
            word[0].isupper() for word in found.split()[1:]
        )
