"""What belongs to an address around its street: apartment, floor, town, state, postcode, country, box before it.

A house number and a street were found already, so short pieces may be believed here that alone would say nothing.
"""

from __future__ import annotations

import re

from redaction.recognizers.address_descriptions import described_end, described_start
from redaction.recognizers.address_words import AFTER_NUMBERED, COUNTRIES, POSTCODE, STATE_NAMES, STATES, UNIT
from redaction.recognizers.spoken_digits import DIGIT_WORD

_CAPITAL = r"(?-i: [^\W\d_a-zà-öø-ÿ] )"
_TOWN = rf"""
        (?: {_CAPITAL} [\w'’-]{{1,24}} (?: [ ] (?: (?: de | del | la | los | las | u | of | upon ) [ ] ){{0,2}}
        {_CAPITAL} [\w'’-]{{1,24}} ){{0,3}} )"""
_STATE = rf"(?: {STATE_NAMES} | [A-Z]{{1,3}} | \d\d ) \b \.?"
_GAP = r"[ \t]{0,4} ,? [ \t]{0,4} (?: \n [ \t>?]{0,6} )? ,? [ \t]{0,4} (?: \n [ \t>?]{0,6} )?"
_FLAGS = re.IGNORECASE | re.VERBOSE
_QUARTER = re.compile(r"\s{1,3} (?: (?: ne | nw | se | sw ) \b | (?-i: [NSEW] ) \b (?! ') ) \.?", _FLAGS)
_UNIT = re.compile(
    rf"{_GAP} [(]? (?: (?: housing | family | back | front ) [ ] )? {UNIT} (?: / \d{{1,4}} \b )?", _FLAGS
)
_BETWEEN = re.compile(
    r"""[ ]? [,(]? [ ] (?: between | btwn | b/w | entre ) [ ] (?: la [ ] )? [\w'-]{2,20} (?: [ ] (?: st | ave | street
    ) )? (?: [ ]
    (?: and | n | y ) [ ] | [ ]? & [ ]? ) (?: la [ ] )? [\w'-]{2,20} (?: [ ] (?: st | ave | street ) \b )?""",
    _FLAGS,
)
_FLOOR = re.compile(
    r"""
            \s{0,3} ,? \s{0,3} (?: \d{1,2} (?: st | nd | rd | th ) \s (?: floor | flr | fl ) \b (?: \s (?: rear |
            front | back ) \b )? | \d{1,2} [ºª°oa] \s? (?: [a-z\d] | izq\w* | dcha | der\w* )? \b | (?<=,\s) (?:
            upstairs | downstairs | basement | rear | back | front | atr[aá]s | altos | bajos ) \b (?: \s (?: apt |
            apartment | unit | house | door | entrance ) \b )? | , \s (?: upstairs | downstairs | basement | rear |
            back | front | atr[aá]s | altos | bajos ) \b (?: \s (?: apt | apartment | unit | house | door | entrance )
            \b )? )""",
    _FLAGS,
)
_COLONIA = re.compile(
    rf"""
            \s{{0,3}} ,? \s{{0,3}} (?: col \. | colonia | fracc \. | fraccionamiento | barrio | urb \. |
            urbanizaci[oó]n ) \s{{1,3}} [\w'-]{{2,20}}"""
    rf"(?: [ ] {_CAPITAL} [\w'-]{{1,20}} ){{0,2}}",
    _FLAGS,
)
_POSTCODE_TOWN = re.compile(
    rf"{_GAP} (?<!\w) (?: [A-Z]{{1,2}} - )? \d{{4,5}} (?: [ ] {_TOWN} (?! [ ] [a-z] ) )", _FLAGS
)
_TOWN_STATE_CODE = re.compile(rf"{_GAP} {_TOWN} {_GAP} {_STATE} {_GAP} {POSTCODE}", _FLAGS)
_TOWN_STATE = re.compile(
    rf"(?: {_GAP} {_TOWN} \s? , \s? | \s? , \s? {_TOWN} [ ] ) "
    rf"(?: {STATE_NAMES} | (?P<state> (?-i: [A-Z]{{2}} ) ) ) \b \.?",
    _FLAGS,
)
_TOWN_CODE = re.compile(rf"{_GAP} {_TOWN} {_GAP} {POSTCODE}", _FLAGS)
_TOWN_AT_END = re.compile(rf"[ ] {_TOWN} (?: [ ] (?-i: [A-Z]{{2}} ) )? (?= \s{{0,3}} (?: [.;)?!\n] | $ ) )", _FLAGS)
_TOWN_COUNTRY = re.compile(
    rf"{_GAP} {_TOWN} {_GAP} {COUNTRIES} \b (?: \s [(] \w{{3,10}} [)] )? (?: {_GAP} {POSTCODE} )?", _FLAGS
)
_LOWER_TOWN = re.compile(
    rf"""
            {_GAP} (?P<town> [^\W\d_]{{3,20}} (?: [ ] [^\W\d_]{{3,20}} )? ) [ ]? ,? [ ] (?: (?P<state> [a-z]{{2}} )
            [ ] )? {POSTCODE}""",
    _FLAGS,
)
_COMMA_TOWN_STATE = re.compile(
    r"""
            \s? , \s? [^\W\d_]{3,20} (?: [ ] [^\W\d_]{3,20} )? ,? [ ] (?P<state> [a-z]{2} ) \b (?= \s{0,3} (?: [.,;)]
            | $ ) )""",
    _FLAGS,
)
_COMMA_TOWN = re.compile(rf"\s? , \s? (?P<town> {_TOWN} ) (?= \s{{0,3}} (?: [.;,)\n] | $ ) )", _FLAGS)
_TOWN_REGION_COUNTRY = re.compile(
    rf"{_GAP} {_TOWN} {_GAP} [A-Z]{{1,3}} {_GAP} {COUNTRIES} \b {_GAP} {POSTCODE}", _FLAGS
)
_COUNTRY = re.compile(rf"{_GAP} {COUNTRIES} \b (?: \s [(] \w{{3,10}} [)] )? (?: {_GAP} {POSTCODE} )?", _FLAGS)
_POSTCODE = re.compile(rf"{_GAP} {POSTCODE}", _FLAGS)
_DWELLING = re.compile(
    r"""
            ,? [ ] (?: the | la | el ) [ ] (?: [\w'-]{1,15} [ ] ){1,3}? (?: duplex | triplex | house | trailer |
            trailers | apartments? | apts? | apt | building | complex | door | gate | mailbox | traila | tr[aá]iler |
            casa | edificio | sidewalk ) \b (?: [ ] (?: azul | roja | blanca | verde | gris | amarilla | roj[oa] |
            blanc[oa] | del [ ] fondo ) \b )? | [ ] (?: by | behind | across [ ] from | next [ ] to ) [ ] the [ ] (?:
            old [ ] )? [\w'-]{3,15} (?: [ ] [\w'-]{3,15} )? (?= [.,;)\n] | $ | [ ] (?: and | but | so | where ) \b ) |
            ,? [ ] off [ ] (?: of [ ] )? (?: the [ ] )? (?: county | state | farm | us | old )? [ ]? (?: road | rd |
            highway | hwy | route | rte ) \.? [ ] \d{1,4} \b""",
    _FLAGS,
)
_PART_OF_A_HOUSE = re.compile(
    r"""
            [ ]? [,(-] [ ]? (?: (?: the | la | el | in [ ] the ) [ ] )? (?: [\w'-]{1,12} [ ] ){0,2}? (?: garden |
            basement | attic | garage | rear | upper | lower | corner | end | back | front | side | first | second |
            third | last | top | bottom | ground | \d(?: st | nd | rd | th ) | mother-in-law | right | left | main |
            \w{3,6} ) [ -] (?: apt | apartment | unit | suite | door | house | floor | flr | entrance | gate | room |
            bedroom | half | side | building | bldg | cabin | hogan | trailer | duplex | level | story | porch | roof |
            studio | bunk | bed ) \b""",
    _FLAGS,
)
_COLOUR = r"""
        (?: white | blue | green | red | yellow | brown | gr[ae]y | black | pink | orange | purple | tan | beige |
        brick |
        azul | blanc[oa] | verde | roj[oa] | amarill[oa] | caf[eé] | rosad[oa] | rosa | gris | negr[oa] | moradoa )"""
_LOOKS = re.compile(
    rf"""
            [ ]? [,(-] [ ]? "? (?: (?: the | la | el | a ) [ ] )? (?: {_COLOUR} [ -] [\w'-]{{3,15}} (?: [ ] (?: door |
            house |
            roof | fence | one ) )? | (?: casa | puerta | reja | traila ) [ ] {_COLOUR} | (?: the | la | el ) [ ] (?:
            one |
            {_COLOUR} [ ] one | [\w'-]{{3,12}} ) (?= [ ] (?: with | w/? | con ) [ ] ) | (?: first | second | third |
            last
            | 2nd | 3rd ) [ ] (?: house | door | gate | trailer | one | driveway ) (?: [ ] (?: in | down | on [ ] the
            [ ]
            (?: left | right ) ) )? | (?: above | over | behind | below | under | next [ ] to | across [ ] from |
            arriba [ ]
            de | atr[aá]s [ ] de | detr[aá]s [ ] de | encima [ ] de ) [ ] (?: the | la | el | a ) (?: [ ] [\w'-]{{2,15}}
            ){{1,3}}? (?= [.,;)"\n] | $ ) ) (?: [ ] (?: with | w/? | con ) (?: [ ] [\w'-]{{1,15}} ){{1,5}}? (?=
            [.,;)"\n] |
            $ ) )? "? [)]?""",
    _FLAGS,
)
_BLOCK = re.compile(r" ?,? \d{2,5} block\b(?: of)?", re.IGNORECASE)
_LEVEL_WORDS = r"""
        (?: upper | lower | garage | basement | bsmt | rear | upstairs | downstairs | (?: apt | unit | apartment ) [ ]
        (?:
        upstairs | downstairs | rear | front | back ) | in [ ] (?: the [ ] )? (?: back | rear ) )"""
_LEVEL = re.compile(rf", [ ] {_LEVEL_WORDS} \b | [ ] {_LEVEL_WORDS} \b (?! [ ] [a-z] )", _FLAGS)
_UNIT_IN_WORDS = re.compile(
    rf""",? [ ] (?: apartment | apt | unit | lot | space | room | suite | number ) [ ] {DIGIT_WORD} (?: [ ] {DIGIT_WORD}
    ){{0,3}} \b""",
    _FLAGS,
)
_LANDMARK_AND_NUMBER = re.compile(
    rf"""
            ,? [ ] (?: past | by | behind | across [ ] from | next [ ] to | near | after | before | in [ ] back [ ] of |
            at | atr[aá]s [ ] de | detr[aá]s [ ] de | (?: en )?frente [ ] (?: a | de ) | al [ ] lado [ ] de | junto [ ]
            a | cerca [ ] de | pasando ) (?: [ ] [\w'-]{{1,14}} ){{1,5}}? ,? [ ] (?: {UNIT} | (?: mile (?: [ ]
            marker )? | milla | km ) [ ] \d{{1,4}} \b )""",
    _FLAGS,
)
_MILE = re.compile(
    r",? [ ] (?: (?: at | past | near | before | after ) [ ] )? (?: mile (?: [ ] (?: marker | post ) )? | milla | km )"
    r" [ ]? \d{1,4} \b",
    _FLAGS,
)
_CORRECTED = re.compile(
    rf"""
            [ ]? [,(.-]{{0,3}} [ ] (?: no [ ,]{{1,2}} )? (?: wait | sorry | i [ ] mean(?:t)? | actually | make [ ] that
            | digo | perd[oó]n | mejor [ ] dicho | correction | not | no ) [ ,]{{1,2}} (?: (?: its? | it's | es ) [ ] )?
            (?: {UNIT} | \d{{1,5}} [a-z]? ) \b (?! [ ] [a-z] | [:/] )""",
    _FLAGS,
)
_NUMBER_IN_WORDS = re.compile(
    rf", ? [ ] (?: n[uú]mero | number | num | no\. ) [ ] (?: {DIGIT_WORD} (?: [ ] (?: y [ ] )? )? ){{1,5}}(?<! [ ] )",
    _FLAGS,
)
_PIECES = (
    _NUMBER_IN_WORDS,
    _QUARTER,
    _UNIT,
    _FLOOR,
    _COLONIA,
    _MILE,
    _BETWEEN,
    _LANDMARK_AND_NUMBER,
    _LOOKS,
    _PART_OF_A_HOUSE,
    _DWELLING,
    _BLOCK,
    _LEVEL,
    _UNIT_IN_WORDS,
    _CORRECTED,
)
_MOST_PIECES = 6
_UNIT_BEFORE = re.compile(rf"(?<!\w) {UNIT} [ ]? [,:]? \s{{1,3}} $", _FLAGS)
_NUMBER_BEFORE = re.compile(r"(?<![\w.,:$€£/+-]) \d{1,6} [ ] $", re.VERBOSE)
_NAMED_HOME_BEFORE = re.compile(
    r"""
            (?<![\w'-]) (?: (?: the [ ] )? [^\W\d_] [\w'-]{1,20} [ ] (?: [^\W\d_] [\w'-]{1,20} [ ] )? (?: inn | motel
            | hotel | lodge | rest | suites | apartments | apts | estates | rv (?: [ ] park )? | (?: mobile [ ] home |
            trailer ) [ ] (?: park | court ) | heights | villas ) | rancho (?: [ ] [^\W\d_] [\w'-]{1,20} ){1,2} ) ,?
            [ ] (?: (?: on | at | off ) [ ] )? $""",
    _FLAGS,
)
_ARTICLE_BEFORE = re.compile(
    r"(?<! [\w'-] ) (?: en | por | de | desde | a | sobre | hasta | in | vive | es | to ) [ ] "
    r"(?P<article> (?: la | el | los | las ) [ ] ) $",
    _FLAGS,
)
_NAMED_PLACE_BEFORE = re.compile(
    r"""
            (?<= \b at [ ] ) (?: (?-i: [A-Z] ) [\w'’.]{1,15} [ ] ){0,3} (?-i: [A-Z] ) [\w'’]{2,15} ,? [ ] $ | (?<!
            [\w'-] )
            (?: the [ ] | el [ ] | la [ ] )? (?: (?! (?: at | on | in | to | of | the | a | en | el | la | is | are
            | y | and ) \b ) [^\W\d_] [\w'’]{1,15} [ ] ){0,2} (?: shelter | ywca | ymca | mission |
            refugio | albergue | c/o [ ] [^\n]{3,25} ) (?: [ ] on | [ ] at | ,? ) \s $""",
    _FLAGS,
)
_EITHER_BEFORE = re.compile(r"(?<![\w.,:$/-])\d{2,6} (?:and|or|&|y|o) $", re.IGNORECASE)
_CORRECTED_BEFORE = re.compile(
    r"""
            (?<! [\w.,:$/-] ) \d{2,6} [ ,.-]{0,4} [ ] (?: no [ ,]{1,2} )? (?: wait | sorry | i [ ] mean | no | digo |
            perd[oó]n | actually | make [ ] that ) [ ,]{1,2} $""",
    _FLAGS,
)
_FARTHEST_BEFORE = 60


def tail_end(text: str, end: int) -> int:
    """Where the address ends that goes on after its street at ``end``."""
    has_unit = False
    for _ in range(_MOST_PIECES):
        piece = next((m for m in (piece.match(text, end) for piece in _PIECES) if m and m.end() > end), None)
        goes_on = piece.end() if piece else described_end(text, end)
        if goes_on == end:
            break
        has_unit = has_unit or (piece is not None and piece.re is _UNIT)
        end = goes_on
    return _town_end(text, end, has_unit)


def head_start(text: str, start: int) -> int:
    """Where the address starts: at an apartment or lot written before the street, else at ``start``."""
    from_here = max(0, start - _FARTHEST_BEFORE)
    for before_it in (
        _NUMBER_BEFORE,
        _EITHER_BEFORE,
        _CORRECTED_BEFORE,
        _UNIT_BEFORE,
        _NAMED_HOME_BEFORE,
        _NAMED_PLACE_BEFORE,
    ):
        before = before_it.search(text, from_here, start)
        if before and not AFTER_NUMBERED.search(text[max(0, before.start() - _FARTHEST_BEFORE) : before.start()]):
            start = before.start()
    start = _unit_start(text, described_start(text, start, _FARTHEST_BEFORE))
    article = _ARTICLE_BEFORE.search(text, max(0, start - _FARTHEST_BEFORE), start)
    return article.start("article") if article else start


def _unit_start(text: str, start: int) -> int:
    before = _UNIT_BEFORE.search(text, max(0, start - _FARTHEST_BEFORE), start)
    if before and not AFTER_NUMBERED.search(text[max(0, before.start() - _FARTHEST_BEFORE) : before.start()]):
        return before.start()
    return start


def _town_end(text: str, end: int, has_unit: bool) -> int:
    for place in (
        _TOWN_REGION_COUNTRY,
        _TOWN_STATE_CODE,
        _TOWN_STATE,
        _TOWN_COUNTRY,
        _TOWN_CODE,
        _POSTCODE_TOWN,
        _LOWER_TOWN,
        _COMMA_TOWN_STATE,
    ):
        match = place.match(text, end)
        if match and _is_a_state(match):
            end = match.end()
            break
    else:
        town = _COMMA_TOWN.match(text, end) or (_TOWN_AT_END.match(text, end) if has_unit else None)
        end = town.end() if town else end
    for more in (_COUNTRY, _POSTCODE):
        match = more.match(text, end)
        end = match.end() if match else end
    while text[end - 1] in " \t\n,>?":
        end -= 1
    return end + (text[end : end + 1] == ")" and text.rfind("(", max(0, end - 40), end) > text.rfind(")", 0, end))


def _is_a_state(match: re.Match[str]) -> bool:
    state = match.groupdict().get("state")
    return state is None or state.lower() in STATES
