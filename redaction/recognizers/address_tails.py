"""What belongs to an address around its street: apartment, floor, town, state, postcode, country, box before it.

A house number and a street were found already, so short pieces may be believed here that alone would say nothing.
"""

from __future__ import annotations

import re

from redaction.recognizers.address_words import AFTER_NUMBERED, COUNTRIES, POSTCODE, STATE_NAMES, STATES, UNIT

_CAPITAL = r"(?-i: [^\W\d_a-zà-öø-ÿ] )"
_TOWN = rf"""
        (?: {_CAPITAL} [\w'’-]{{1,24}} (?: [ ] (?: (?: de | del | la | los | las | u | of | upon ) [ ] ){{0,2}}
        {_CAPITAL} [\w'’-]{{1,24}} ){{0,3}} )"""
_STATE = rf"(?: {STATE_NAMES} | [A-Z]{{1,3}} | \d\d ) \b \.?"
_GAP = r"[ \t]{0,4} ,? [ \t]{0,4} (?: \n [ \t>?]{0,6} )? ,? [ \t]{0,4} (?: \n [ \t>?]{0,6} )?"
_FLAGS = re.IGNORECASE | re.VERBOSE
_QUARTER = re.compile(r"\s{1,3} (?: (?: ne | nw | se | sw ) \b | (?-i: [NSEW] ) \b (?! ') ) \.?", _FLAGS)
_UNIT = re.compile(rf"{_GAP} [(]? {UNIT}", _FLAGS)
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
    rf"(?: {_GAP} {_TOWN} \s? , \s? | \s? , \s? {_TOWN} [ ] ) (?: {STATE_NAMES} | (?P<state> (?-i: [A-Z]{{2}} ) ) ) \b",
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
_PIECES = (_QUARTER, _UNIT, _FLOOR, _COLONIA, _DWELLING)
_MOST_PIECES = 5
_UNIT_BEFORE = re.compile(rf"(?<!\w) {UNIT} [ ]? [,:]? \s{{1,3}} $", _FLAGS)
_NUMBER_BEFORE = re.compile(r"(?<![\w.,:$€£/+-]) \d{1,6} [ ] $", re.VERBOSE)
_NAMED_HOME_BEFORE = re.compile(
    r"""
            (?<![\w'-]) (?: (?: the [ ] )? [^\W\d_] [\w'-]{1,20} [ ] (?: [^\W\d_] [\w'-]{1,20} [ ] )? (?: inn | motel
            | hotel | lodge | suites | apartments | apts | estates | rv (?: [ ] park )? | (?: mobile [ ] home |
            trailer ) [ ] (?: park | court ) | heights | villas ) | rancho (?: [ ] [^\W\d_] [\w'-]{1,20} ){1,2} ) ,?
            [ ] (?: (?: on | at | off ) [ ] )? $""",
    _FLAGS,
)
_FARTHEST_BEFORE = 50


def tail_end(text: str, end: int) -> int:
    """Where the address ends that goes on after its street at ``end``."""
    has_unit = False
    for _ in range(_MOST_PIECES):
        piece = next((m for m in (piece.match(text, end) for piece in _PIECES) if m and m.end() > end), None)
        if piece is None:
            break
        has_unit = has_unit or piece.re is _UNIT
        end = piece.end()
    return _town_end(text, end, has_unit)


def head_start(text: str, start: int) -> int:
    """Where the address starts: at an apartment or lot written before the street, else at ``start``."""
    from_here = max(0, start - _FARTHEST_BEFORE)
    for before_it in (_NUMBER_BEFORE, _UNIT_BEFORE, _NAMED_HOME_BEFORE, _UNIT_BEFORE):
        before = before_it.search(text, from_here, start)
        if before and not AFTER_NUMBERED.search(text[max(0, before.start() - _FARTHEST_BEFORE) : before.start()]):
            start = before.start()
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
    return end


def _is_a_state(match: re.Match[str]) -> bool:
    state = match.groupdict().get("state")
    return state is None or state.lower() in STATES
