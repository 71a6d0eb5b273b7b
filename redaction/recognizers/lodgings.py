"""Where people stay without a house: *Prairie Estates lote 8*, *the Heron Motel rm 31*, *el campo 4, cabina 9*.

A motel, park or complex with the number of a room or a place in it; and farms and rows of houses beside a street that
another rule found, which ``overlaps`` joins with it.
"""

from __future__ import annotations

import re

from redaction.lexicon import fold
from redaction.recognizers.address_cues import says_somebody_lives
from redaction.recognizers.address_words import NO_STREET, ORDINAL, UNIT, UNIT_NUMBER
from redaction.recognizers.addresses import Addresses
from redaction.recognizers.look import Rule, rule

_LODGING = r"""
        (?: motel | hotel | inn | lodge | suites | apartments | apts | apartamentos | departamentos | estates |
        (?: mobile | trailer | rv ) \s (?: home \s )? (?: park | pk | court | estates | village ) | mhp | trailers |
        villas |
        townhomes | townhouses | condos | projects | rancho | ranch | campground | campamento | labor \s camp |
        towers? | torres | manor | commons | terraces? | gardens | lofts | flats | arms |
        shelter | refugio | albergue )"""
_SURE = re.compile(r"motel|inn\b|lodge|suites|park|court|estates|mhp|apartments|apts|camp|trailers", re.IGNORECASE)
_NEEDS = re.compile(
    r"\b(?:motel|hotel|inn\b|lodge|suites|apartment|apts?\b|apartamento|departamento|estates|park\b|pk\b|court|village|mhp|"
    r"trailer|villas|town(?:home|house)|condo|projects|rancho?|camp|labor|shelter|refugio|albergue|hacienda|ejido|granja|house|"
    r"duplex|row\b|traila|tr[aá]iler|casa|barn|residencial|tower|torres|manor|commons|terrace|gardens|lofts|flats|arms\b|mobile|rv\b)",
    re.IGNORECASE,
)
_AT_A_NAME = re.compile(r"\b(?:at|in|en|At|AT) (?:the|la|el|los|las|THE) [A-Z]")
_WORD = rf"(?: {NO_STREET} [^\W\d_] [\w'’.&-]{{0,20}} [ ] )"
_ARTICLE = r"(?: (?: the | la | el | los | las ) [ ] )"
_SCHOOL = re.compile(r"class|teacher|school|period|game|club|clase|maestr", re.IGNORECASE)


class Lodgings(Addresses):
    """Motels, parks, complexes, farms and camps."""

    RULES = (
        rule("lodging and unit (strong)", 0.8, rf"""
                (?<![\w'-]) {_ARTICLE}? {_WORD}{{0,3}} {_LODGING} \b (?: [ ] (?! (?: room | rm | unit | lot | lote |
                apt | cuarto | space ) \b ) [^\W\d_] [\w'-]{{1,20}} ){{0,2}} [ ]? ,? [ ] (?: in [ ] | en [ ] (?: el
                [ ] )?
                )? (?: {UNIT} | \#? \d{{1,4}} [a-z]? (?= [ ] (?: in | en | at | on | off | de | por ) \b | [.,;)\n] |
                $ )
                )""",
                needs=_NEEDS),
        rule("unit and lodging (strong)", 0.8, rf"""
                (?<![\w'-]) {UNIT} [ ]? ,? [ ] (?: (?: at | in | of | en | de | del | over [ ] at ) [ ] )?
                {_ARTICLE}? {_WORD}{{0,3}} {_LODGING} \b (?: [ ] (?-i: [A-Z] ) [\w'-]{{1,20}} ){{0,2}}""",
                needs=_NEEDS),
        rule("unit and named building on a street (strong)", 0.8, rf"""
                (?<![\w'-]) {UNIT} [ ]? ,? [ ] (?: over [ ] )? (?: at | in | en ) [ ] {_ARTICLE} (?: (?-i: [A-Z] )
                [\w'’-]{{1,20}} [ ] ){{1,3}}
                (?: on | off | en ) [ ] {_ARTICLE}? (?: {ORDINAL} \b | (?-i: [A-Z] ) [\w'-]{{2,20}} )""",
                needs=_AT_A_NAME),
        rule("camp and cabin (medium)", 0.7, rf"""
                (?<![\w'-]) {_ARTICLE}? (?: campo | campamento | labor [ ] camp | camp ) [ ] (?: \#? {UNIT_NUMBER} |
                (?-i: [A-Z] ) [\w'-]{{2,20}} (?= ,? [ ] {UNIT} ) )
                (?: [ ]? ,? [ ] {UNIT} )?""", needs=_NEEDS),
        rule("farm and its name where somebody lives (medium)", 0.6, rf"""
                (?<![\w'-]) (?: el [ ] | the [ ] )? (?: rancho | hacienda | ejido | granja ) [ ] (?: (?: de | del | la |
                el | los | las ) [ ] ){{0,2}} {NO_STREET} [^\W\d_] [\w'-]{{2,20}} (?: [ ] (?-i: [A-Z] ) [\w'-]{{1,20}}
                ){{0,2}}""", needs=_NEEDS),
        rule("house on a named street (medium)", 0.6, rf"""
                (?<![\w'-]) (?: the | la | el ) [ ] (?: [\w'-]{{2,14}} [ ] ){{1,2}} (?: house | trailer | apartment |
                duplex |
                casa | traila ) [ ] (?: on | off | en ) [ ] (?: the [ ] | la [ ] )? {NO_STREET} [^\W\d_]
                [\w'-]{{2,20}} \b
                (?: [ ] (?: with | w/? | con ) (?: [ ] [\w'-]{{1,15}} ){{1,5}}? (?= [.,;)"\n] | $ ) )?""",
                needs=_NEEDS),
        rule("apartments and their name (medium)", 0.6, rf"""
                (?<![\w'-]) (?: los [ ] | las [ ] )? (?: apartamentos | departamentos | apartments | residencial |
                condominio )
                [ ] (?: (?: de | del | la | las | los ) [ ] ){{0,2}} (?-i: [A-Z] ) [\w'-]{{2,20}} (?: [ ] (?-i: [A-Z] )
                [\w'-]{{1,20}} ){{0,2}} (?: ,? [ ] {UNIT} ){{0,2}}""", needs=_NEEDS),
        rule("named lodging where somebody lives (medium)", 0.6, rf"""
                (?<![\w'-]) (?: {_ARTICLE} )? (?: (?-i: [A-Z] ) [\w'’-]{{1,20}} [ ] ){{1,3}} (?: mobile [ ] (?: home
                [ ] )? park | trailer [ ] (?: park | court ) | rv [ ] park | mhp | apartments | apts | motel | inn |
                lodge |
                suites | estates ) \b""", needs=_NEEDS),
        rule("trailers and their like on a street (medium)", 0.6, r"""
                (?<![\w'-]) (?: the | los | las | la | el ) [ ] (?: [\w'-]{2,14} [ ] ){0,2} (?: trailers? | apts? |
                apartments | duplex(?:es)? | row | apartamentos | departamentos | townhomes | condos | trailas? |
                tr[aá]iler | casa | house | barn )
                (?: [ ] \d{1,4} )? (?: [ ] (?: behind | by | next [ ] to | across [ ] from ) [ ] the (?: [ ]
                [\w'-]{2,14}
                ){1,3}? )? ,? [ ] (?= (?: on | off | at | over [ ] on | en | de | por ) [ ] (?: the [ ] | la [ ]
                | el [ ] )? (?: \d{1,6} \b | calle [ ] | (?: [\w'-]{2,20} [ ] ){1,2} (?: st | street | ave | rd |
                road | ln | dr |
                hwy | lane | drive | blvd | way | ct ) \b | \d{1,3} (?: st | nd | rd | th ) \b ) | \d{2,5} [ ] [\w'-]
                {2,20} [ ] )""", needs=_NEEDS),
    )  # fmt: skip

    def is_address(self, text: str, start: int, end: int, by: Rule) -> bool:
        found = text[start:end]
        if _SCHOOL.search(found):
            return False
        if by.name.startswith(("lodging and", "unit and lodging")):
            return bool(_SURE.search(found)) or says_somebody_lives(text, start, end)
        if by.name.startswith("farm") and not self.lexicon.is_ordinary(fold(found.split()[-1])):
            return True
        return says_somebody_lives(text, start, end)
