"""How a place is described around its street: *the yellow trailer behind the feed store on*, *, second cattle guard*.

Only read beside a street, a park or a motel that was found already. Words for what stands at homes in town and out of
it, in English and Spanish, as they occur in notes.
"""

from __future__ import annotations

import re

from redaction.recognizers.address_words import ORDINAL, SUFFIX, UNIT
from redaction.recognizers.spoken_digits import DIGIT_WORD

_FLAGS = re.IGNORECASE | re.VERBOSE
_CAPITAL = r"(?-i: [^\W\d_a-zà-öø-ÿ] )"
_ORDINAL = r"""
        (?: first | second | third | fourth | fifth | last | next | only | \d{1,2}(?:st|nd|rd|th) | primer[ao]? |
        segund[ao] | tercer[ao]? | cuart[ao] | [uú]ltim[ao] | \d{1,2}[aoªº] )"""
COLOUR = r"""
        (?: white | blue | green | red | yellow | brown | gr[ae]y | black | pink | orange | purple | tan | beige |
        brick | silver | azul | blanc[oa] | verde | roj[oa] | amarill[oa] | caf[eé] | rosad[oa] | gris | negr[oa] |
        morad[oa] | anaranjad[oa] )"""
_LOOK = r"(?: old | new | big | little | small | tall | long | wooden | metal | tin | rusty | dirt | gravel | broken )"
SEEN = r"""
        (?: gate | cattle [ ]? guard | mail \s? box | driveway | drive | house | home | hogan | trailer | duplex |
        triplex | door | roof | fence | double [ -]? wide | single [ -]? wide | camper | cabin | barn | shed | garage
        | porch | steps | stairs | dirt [ ] road | turn \s? off | bridge | building | bldg | apartments? | apts? |
        unit | side | entrance | hill | curve | place | one | port[oó]n | puerta | reja | cerca | techo | casa |
        casita |
        traila | tr[aá]iler | buz[oó]n | edificio | entrada | escaleras? | barda | puente )"""
_DWELLING = r"""
        (?: house | trailers? | duplex | triplex | apts? | apartments? | complex | building | bldg | barn | cabin |
        double [ -]? wide | single [ -]? wide | camper | rv | hogan | basement | garage | townhomes? | condos? |
        motel | shelter | casa | casita | traila | tr[aá]iler | apartamentos? | departamentos? | edificio | cuarto |
        s[oó]tano | refugio )"""
_BESIDE = r"""
        (?: past | by | behind | across [ ] from | next [ ] to | near | after | before | beside | above | below | over |
        under | in [ ] back [ ] of | at [ ] the [ ] end [ ] of | pasando | pasand[oi]t[eo] | atr[aá]s [ ] de |
        detr[aá]s [ ] de |
        (?: en )? frente [ ] (?: a | de ) | al [ ] lado [ ] de | a [ ] lado [ ] de | junto [ ] a | cerca [ ] de |
        arriba [ ]
        de | abajo [ ] de | antes [ ] de | despu[eé]s [ ] de )"""
_THE = r"(?: (?: the | la | el | las | los ) [ ] )"
_PLAIN_WORD = r"""
        (?! (?: and | but | so | where | she | he | they | we | who | that | is | was | y | pero | que | on | off | at |
        in | en | when | because | if | to | no | not ) \b ) [\w'’-]{2,16}"""
_STOP = r"""(?= \s? [.,;:)("”\n] | $ | [ ] (?: and | but | so | where | which | who | she | he | they | we | if |
    because |
        when | y | pero | donde | que | porque | stop | bus ) \b )"""
_LANDMARK = rf"""(?: {_BESIDE} [ ] (?: {_THE} {_PLAIN_WORD} (?: [ ] {_PLAIN_WORD} ){{0,3}}? | {_CAPITAL}
    [\w'’-]{{2,16}} (?: [ ] {_CAPITAL} [\w'’-]{{1,16}} ){{0,2}} ) )"""
_ADORNED = rf"(?: (?: {_ORDINAL} | {COLOUR} | {_LOOK} ) [ -] )"

_BEHIND = (
    # *, second cattle guard*, *, then the red gate on the left after the cemetery*, *, gray double-wide with two tanks*
    rf"""[ ]? [,(;-] [ ]? (?: then [ ] | y [ ] luego [ ] )? (?: the | la | el | a | an )? [ ]? {_ADORNED}{{1,2}}
    (?: [\w'-]{{2,12}} [ ] )?
    {SEEN} \b (?: [ ] {COLOUR} \b )? (?: [ ] (?: on | to | a ) [ ] (?: (?: the | your | la ) [ ] )? (?: left |
    right | izquierda
    | derecha ) \b | [ ] (?: with | w/? | con ) (?: [ ] [\w'’-]{{1,15}} ){{1,5}}? {_STOP} | [ ] {_LANDMARK} {_STOP}
    )?""",
    # *, the duplex with the wheelchair ramp*, *, gate w the elk skull*, *, portón verde*, *, casa de atrás*
    rf"""[ ]? [,(;-] [ ]? (?: the | la | el | a )? [ ]? {SEEN} [ ] (?: {COLOUR} \b | (?: with | w/? | con ) (?: [ ]
    [\w'’-]{{1,15}}
    ){{1,5}}? {_STOP} | de [ ] (?: atr[aá]s | enfrente | arriba | abajo | en [ ] medio ) | del [ ] (?: fondo | lado
    | medio ) |
    in [ ] (?: the [ ] )? (?: back | rear ) | (?: on | to ) [ ] the [ ] (?: left | right ) | number [ ] \d{{1,4}} )
    \b""",
    # *past the Citgo*, *by the old Winn-Dixie*, *, behind Harlan Feed*
    rf"[ ]? ,? [ ] {_LANDMARK} {_STOP}",
    rf"[ ]? ,? [ ] (?: at | by | to ) [ ] the [ ] old [ ] {_PLAIN_WORD} (?: [ ] {_PLAIN_WORD} )? {_STOP}",
    # *traila 27 del parque Los Álamos*, *lot 9 at Cedar Court*
    rf"""[ ]? ,? [ ] (?: in [ ] the | at [ ] the | at | in | of [ ] the | del | de [ ] los | de [ ] la | de [ ] las
    | en [ ] el |
    en [ ] los | en [ ] las ) [ ] (?: parque | campo | rancho | motel | edificio | apartamentos | departamentos |
    trailas | residencial )
    (?: [ ] (?: de [ ] )? {_CAPITAL} [\w'’-]{{1,20}} ){{1,3}}""",
    rf"""[ ]? ,? [ ] (?: (?: in | at | of ) [ ] (?: the [ ] )? | (?<= , [ ] ) ) (?: {_CAPITAL} [\w'’-]{{1,20}} [ ]
    ){{1,3}} (?: park | court | estates |
    apartments | apts | motel | inn | lodge | mhp | terrace | village | towers | manor | homes | complex | dock |
    marina ) \b""",
    # *, fairview dock*, *old fairgrounds*, *NE corner*, *corner house*
    rf"[ ]? , [ ] {_PLAIN_WORD} [ ] (?: dock | marina | pier | campground | ranch | farm | orchard | camp ) \b",
    r"[ ] (?: (?: ne | nw | se | sw ) [ ] )? corner (?: [ ] (?: house | lot | apartment | unit ) )? \b",
    # *, over on Doyle*, *, off 9th*
    rf"""[ ]? , [ ] (?: (?: over | out | up | down ) [ ] )? (?: on | off [ ] of | off | en ) [ ] (?: the [ ] | la
    [ ] )? (?: {_CAPITAL} [\w'-]{{2,20}} (?: [ ] {_CAPITAL} [\w'-]{{1,20}} )? | {ORDINAL} \b (?: [ ] {SUFFIX} \b )?
    )""",
    # *, 609 B*
    r"[ ]? , [ ] \d{1,5} [ ]? (?-i: [A-H] ) \b (?! ['’.-]\w | [ ] [A-Z] )",
    # *, second hogan* and *on the left*
    r"[ ] (?: (?: on | to ) [ ] the [ ] (?: left | right ) | a [ ] la [ ] (?: izquierda | derecha ) ) \b",
    # *, east on the dirt*, *, 3.2 miles*
    r"""[ ]? , [ ] (?: (?: then [ ] )? (?: (?: go | turn ) [ ] )? (?: north | south | east | west | left | right )
    [ ] on [ ] the [ ] (?: dirt |
    gravel | pavement ) (?: [ ] road )? | (?: about [ ] )? \d{1,2} (?: \.\d )? [ ] (?: miles? | mi \. ) (?: [ ] (?:
    in | up | down |
    north | south | east | west ) )? ) \b""",
    # *rosehill avenue east nine eight nine nine four*
    rf"(?: [ ] {DIGIT_WORD} ){{5}} \b (?! [ ] {DIGIT_WORD} )",
)  # fmt: skip
SEEN_NEXT = rf"(?= {_BEHIND[0]} | {_BEHIND[1]} )"
LANDMARK_NEXT = rf"(?= {_BEHIND[2]} )"
DESCRIBED_BEHIND = tuple(re.compile(pattern, _FLAGS) for pattern in _BEHIND)

_ON = r"""
        (?: ,? [ ] (?: (?: over | out | up | down ) [ ] )? (?: on | off [ ] of | off | at | in | en | de | por | along )
        [ ] (?: (?: the | la | el ) [ ] )? | ,[ ] | ,? \n ) $"""
_MAY_BE_BEFORE = (
    " on ", " off ", " of ", " at ", " in ", " en ", " de ", " del ", " por ", " along ", " the ", " la ", " el ", ", ",
    "\n", "b/w ", "btwn ", "between ", "entre ", " con ", "number ", "número ", "numero ",
)  # fmt: skip
_BEFORE = (
    # *esquina de*, *b/w*, *mosque side of*
    r"""(?<![\w'-]) (?: (?: la [ ] )? esquina [ ] (?: de | con ) | b/w | btwn | between | entre | (?: [\w'-]{3,15}
    [ ] )? (?: side | end ) [ ] of ) [ ] $""",
    # *the yellow trailer behind the feed store on*, *casa azul en la*
    rf"""(?<![\w'-]) {_THE}? (?: {_ADORNED}{{1,2}} {_DWELLING} | {_DWELLING} [ ] {COLOUR} | {_DWELLING} [ ] \#?
    \d{{1,4}} [a-z]? | {_ADORNED}{{0,2}} {_DWELLING} [ ] {_BESIDE} [ ]
    {_THE}? (?: {_PLAIN_WORD} [ ]? ){{1,3}} (?<! [ ] ) ) {_ON}""",
    # *behind the laundromat,*, *atrás de la gasolinera en la*
    rf"(?<![\w'-]) {_BESIDE} [ ] {_THE} (?: {_PLAIN_WORD} [ ]? ){{1,3}} (?<! [ ] ) {_ON}",
    # *3 mi. N of Chapter House on*
    rf"""(?<![\w'.-]) \d{{1,2}} (?: \.\d )? [ ] (?: miles? | mi \. | mi | millas | km | blocks? | cuadras ) (?: [ ]
    (?: north | south | east | west | n | s | e |
    w | up | down | past | al [ ] \w{{3,5}} ) \.? ){{0,2}} [ ] (?: of | from | past | de ) [ ] {_THE}? (?:
    {_PLAIN_WORD} [ ]? ){{1,3}} (?<! [ ] ) {_ON}""",
    # *the Budget 8 on*, *at the Lexington on*
    rf"""(?: (?<= \b at [ ] ) | (?<= \b in [ ] ) | (?<= \b en [ ] ) ) {_THE} {_CAPITAL} [\w'’]{{2,15}} (?: [ ] (?:
    {_CAPITAL} [\w'’]{{1,15}} | \d{{1,2}} ) ){{0,2}} (?: , | [ ] (?: on | off | en ) ) [ ] (?: the [ ] | la [ ] )? $""",
    # *the shelter, Open Door,*
    rf"""(?: (?<= shelter,[ ] ) | (?<= motel,[ ] ) | (?<= mission,[ ] ) | (?<= church,[ ] ) | (?<= refugio,[ ] ) |
    (?<= iglesia,[ ] ) ) (?: {_CAPITAL} [\w'’.]{{1,15}} [ ]? ){{1,3}} (?<! [ ] ) , [ ] $""",
    # *apt 12b at*, *number*
    rf"(?<!\w) {UNIT} [ ] (?: at | in | of | en | de | del ) [ ] $",
    r"(?<!\w) (?: number | n[uú]mero ) [ ] $",
    r"(?<!\w) c/o [ ] [^\n,]{3,25} [\n,] [ ]? $",
    r"""(?<!\w) (?: mile [ ] (?: marker | post ) | milepost | mm | milla | km ) [ ] \d{1,4} ,? [ ] (?: on [ ] | of
    [ ] | off [ ] | de [ ] la [ ] )? $""",
)  # fmt: skip
DESCRIBED_BEFORE = tuple(re.compile(pattern, _FLAGS) for pattern in _BEFORE)
_MILE_BEFORE = re.compile(r"\d,? $")
_MAY_BE_BEHIND = re.compile(
    rf"""[ ]? [,(;-] | [ ] (?: {_BESIDE} | at | by | to | on | a | in | of | del | de | en | ne | nw | se | sw |
    corner | {DIGIT_WORD} ) \b""",
    _FLAGS,
)


def described_start(text: str, start: int, reach: int) -> int:
    """Where the description begins that leads to the street at ``start``: at most ``reach`` characters before."""
    for pattern in DESCRIBED_BEFORE:
        before = text[max(0, start - 10) : start]
        if not before.lower().endswith(_MAY_BE_BEFORE) and not _MILE_BEFORE.search(before):
            break
        if described := pattern.search(text, max(0, start - reach), start):
            start = described.start()
    return start


def described_end(text: str, end: int) -> int:
    """Where the description ends that goes on from the street's ``end``."""
    if not _MAY_BE_BEHIND.match(text, end):
        return end
    found = (piece.match(text, end) for piece in DESCRIBED_BEHIND)
    return next((match.end() for match in found if match and match.end() > end), end)
