"""Numbers that identify: student and lunch numbers, social security, cases, licences, cards. Codes: ``access_codes``.

Shapes from notes seen; the social security shape (three, two, four digits) from the US Social Security
Administration, the A-number from US Citizenship and Immigration Services, case numbers as courts write them.
"""

from __future__ import annotations

import re

from redaction.recognizers.address_words import DIGIT
from redaction.recognizers.look import Recognizer, Rule, rule

_OF_SOMEBODY = r"""
        (?: student | school | state | district | employee | staff | badge | lunch | library | passport | visa |
        medicaid | medicare | medical \s record | insurance | account | acct | policy (?= \s (?: number | no | \# ) )
        | member(?:ship)? | clever | skyward | powerschool | infinite \s campus | mrn | ssid | sis | alien | bus \s
        (?: pass | card ) | roll | dshs | dcyf | cps | fema | snap | ebt | wic | tribal | enrollment | green \s card |
        i\.?d\.? | estudiante | alumno | lonche | almuerzo | matr[ií]cula | boleta | c[eé]dula | dni | ine | nss | rfc
        | itin | dl | seguro \s m[eé]dico | licencia | permit | license | licence
        | learner'?s \s permit | parking \s pass | fema \s reg | reg(?:istration)? | census | serial | asset \s tag |
        driver'?s )"""
_OF_A_CASE = r"""
        (?: case | court \s case | cause | docket | report | incident | ref | reference | appeal | claim | file |
        complaint | referral | intake | citation | (?: traffic | parking ) \s ticket | warrant | petition | voucher
        | hearing |
        grievance | write-?up | remisi[oó]n | queja | multa | police (?: \s report )? | order \s of \s protection |
        no \s contact \s order | caso | expediente |
        folio | incidente | reporte | referencia | causa | carpeta | tr[aá]mite | solicitud | application )"""
_NOUN = r"""
        (?: \s{0,3} (?: id | i\.d\. | number | numbers | num | nbr | no \. | no | pin | card | record | n[uú]mero |
        n[uú]m | nr | n[º°] ) \b \.? \#? ){0,3}"""
_FILL = r"""
        (?: \s{0,3} (?: is | was | are | : | = | \# | es | era | - | , | \( | says | on \s it | they \s \w{3,5} (?: \s
        \w{2,4} )? | que \s \w{2,4} (?: \s \w{2,8} )? ) ){0,4}"""
_DASHED = r"(?: (?= \S{0,24} \d ) [a-z\d]{1,14} (?: [-/] [a-z\d]{1,10} ){1,5} )"
_SPACED = r"(?: [a-z]{0,2} \d{2,6} (?: [ ] \d{1,6} ){1,4} (?: (?<= \d ) [a-z]{1,2} \b )? | \d (?: [ ] \d ){2,8} )"
_CODE = rf"(?: {_DASHED} | {_SPACED} | (?= \S{{0,14}} \d ) [a-z\d]{{1,14}} )"
_NUMBER_OF = r"(?: n[uú]mero | num | n[uú]m\. | no\. | id | clave )"
_END = r"(?! [\w%°] | [-/.:,]\d )"
_FEWEST_DIGITS, _FEWEST_DIGITS_OF_A_CASE, _DIGITS_WITHOUT_A_CUE = 3, 4, 5
_FEWEST_DIGITS_WITH_DASHES = 2
_BOOK = re.compile(r"97[89]\d{10}$")  # an ISBN of thirteen digits
_NO_ID_BEFORE = re.compile(
    r"""
    (?: isbn (?: -1[03] )? | (?<! restraining \s ) (?<! court \s ) (?<! protective \s ) (?<! protection \s )
    (?<! contact \s ) order | p\.?o\.? | tracking | confirmation | item | model | sku | version | zip )
    \s? [:\#.-]* \s{0,3} (?: number | no\.? | \# )? \s{0,3} $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:-(?:\d\d|20\d\d))?$")
_MONEY_OR_TIME = re.compile(r"\d{1,2}(?:am|pm|st|nd|rd|th|hrs?|min|k)?$", re.IGNORECASE)


class Ids(Recognizer):
    """Identifying numbers."""

    ENTITY = "ID"
    RULES = (
        rule("social security shape (strong)", 0.9, r"(?<![\w-]) \d{3} [- ] \d{2} [- ] \d{4} (?![\w-])", needs=DIGIT),
        rule("social security with signs for digits (strong)", 0.9, r"""
                (?<![\w-]) (?: [x*#•]{3} [- ]? [x*#•]{2} [- ]? | [x*#•]{5} [- ]? ) \d{4} (?![\w-])""", needs=DIGIT),
        rule("card (strong)", 0.9, r"""
                (?<![\w.-]) \d{4} ( [ -] ) \d{4} \1 \d{4} \1 \d{1,7} (?! [\w-] ) | (?<![\w.-]) 3\d{3} ( [ -] ) \d{6} \2
                \d{5} (?! [\w-] )""", needs=DIGIT),
        rule("account as banks write it (strong)", 0.9, r"""
                (?<![\w-]) (?-i: [A-Z]{2} ) \d{2} (?: [ ]? (?-i: [A-Z\d]{4} ) ){2,7} (?: [ ]? (?-i: [A-Z\d]{1,3} ) )?
                (?![\w-])""", needs=DIGIT),
        rule("internet address (strong)", 0.8, r"""
                (?<![\w.-]) (?: (?: 25[0-5] | 2[0-4]\d | 1?\d?\d ) \. ){3} (?: 25[0-5] | 2[0-4]\d | 1?\d?\d )
                (?! [\w-] | \.\d )""", needs=DIGIT),
        rule("number sign and many digits (medium)", 0.6, r"(?<![\w#]) \# \d{5,9} (?! \w | [-.]\d )", needs=DIGIT),
        rule("number typed at lunch (medium)", 0.7, r"""
                \b (?: lunch | lonche | almuerzo | cafeteria | number \s pad | keypad ) \b (?: [^.!?\n\d] ){0,40} \b
                (?:
                is | am | i'?m | es | soy | types? | enters? | put | punch | tecleo | pongo ) \s (?: in \s )? \#?
                (?P<what> \d{2,4} [ ] \d{2,4} | \d{4,8} ) (?! [\w:%] | [-.,/]\d | \s (?: am | pm | kids |
                students |
                people | min | minutes ) \b )""", needs=DIGIT),
        rule("number typed before lunch is said (medium)", 0.7, r"""
                \b (?: types? | enters? | put | punch | tecleo | pongo ) \s (?: in \s )? \#? (?P<what> \d{4,8} ) \s
                (?: [^\W\d]+
                \s ){1,3} (?: lunch | lonche | pad | keypad | machine | scanner )""", needs=DIGIT),
        rule("social security after its cue (strong)", 0.9, r"""
                \b (?: ssn | social (?: \s security )? | seguro \s social | (?: last | [uú]ltimos ) \s (?: 4 | four |
                cuatro ) ) \b (?: \D{0,30}? (?: \b (?: last | [uú]ltimos ) \s (?: 4 | four | cuatro ) \b )? \D{0,25}?
                ) (?P<what> \d [\d\s-]{2,10} \d ) (?!\d)""", needs=DIGIT),
        rule("alien number (strong)", 0.9, r"\b A [ -]? \#? \d{3} [ -]? \d{3} [ -]? \d{3} \b", needs=DIGIT),
        rule("number of somebody (strong)", 0.9, rf"""
                \b {_OF_SOMEBODY} {_NOUN} {_FILL} \s{{0,3}} \#? \s{{0,3}} (?P<what> {_CODE} ) {_END}""", needs=DIGIT),
        rule("number of a case (strong)", 0.9, rf"""
                \b {_OF_A_CASE} {_NOUN} {_FILL} \s{{0,3}} \#? \s{{0,3}} (?P<what> {_CODE} (?: [ ] (?-i: [A-Z]{{3}} )
                \b )? ) {_END}""", needs=DIGIT),
        rule("number of, in Spanish (strong)", 0.9, rf"""
                \b {_NUMBER_OF} \s{{1,3}} (?: de \s{{1,3}} | del \s{{1,3}} ) (?: la \s{{1,3}} | su \s{{1,3}} )? (?:
                estudiante | alumn[oa] | lonche | lunch | almuerzo | caso | reporte | incidente | expediente | cuenta
                | seguro (?: \s social )? | identificaci[oó]n | matr[ií]cula | licencia | pasaporte ) (?: [^\W\d] |
                [ ,:\#(] ){{0,30}}? (?P<what> {_CODE} ) {_END}""", needs=DIGIT),
        rule("CURP (strong)", 0.9, r"\b [A-Z]{4} \d{6} [HMX] [A-Z]{5} [A-Z\d] \d \b", needs=DIGIT),
        rule("last digits (medium)", 0.8, r"""
                \b (?: id | ssn | social | card | number | account ) \s (?: \w{1,6} \s )? (?: ends? | ending | termina )
                \s (?: in \s | with \s | en \s )? (?P<what> \d{3,5} ) \b""", needs=DIGIT),
        rule("case of something (medium)", 0.8, rf"""
                \b (?: caso | case | reporte | report | serial | census | registro ) \b [^.!?\n\d]{{0,30}}? \b (?: no
                \. |
                n[uú]m \. | number | n[uú]mero | \# | one | n[º°] ) \s? (?P<what> (?= \S{{0,14}} \d{{2}} ) [a-z\d]
                [a-z\d,-]{{3,14}}
                (?<! [,-] ) ) {_END}""", needs=DIGIT),
        rule("number of a case or somebody, farther on (medium)", 0.7, rf"""
                \b (?: {_OF_SOMEBODY} | {_OF_A_CASE} ) \s (?: number | num | no \. | id | \# ) (?: [^.!?\n\d]
                ){{1,25}} (?<![\w$.-]) (?P<what> (?= (?: [a-z -]{{0,4}} \d ){{5}} ) {_CODE} ) {_END}""", needs=DIGIT),
        rule("number and then whose (medium)", 0.8, rf"""
                (?<![\w.,:$/-]) (?P<what> {_CODE} ) \s{{0,3}} (?: \( | , | is | es | = | - ) \s{{0,3}} (?: (?: is | es
                | thats | that's | that \s is ) \s )? (?: (?: my | his | her | their | the | su | mi | el | for \s (?:
                his | her ) ) \s ){{0,2}} (?: (?: student | school | lunch | state | case | bus \s pass | library ) \s
                (?: id | number | no\b | pin | num | \# ) | ssn | social \b (?! \s (?! sec ) ) | badge | n[uú]mero \s
                de \s (?: estudiante | lonche | caso | seguro ) | matr[ií]cula )""", needs=DIGIT),
        rule("number of the card (medium)", 0.7, rf"""
                \b (?: card | permit | license | licence | tags? | passport | pasaporte | licencia | tarjeta | number
                \s on \s it ) \b (?: [^.!?\n\d] ){{0,30}}? (?P<what> (?= \S{{0,20}} \d ) (?: {_SPACED} | [a-z]?
                \d[\da-z]{{1,9}} (?: - [\da-z]{{1,8}} ){{1,3}} ) ) {_END}""", needs=DIGIT),
        rule("number after its sign (medium)", 0.7, r"""
                (?: \b (?: no \. | num \. | number | n[uú]m \. | n[uú]mero | nr \. ) | \# | n[º°] ) \s{0,2} (?: is
                | es | : )? \s{0,2} (?P<what> (?=
                (?: [a-z-]{0,5} \d ){5} ) [a-z\d]{1,12} (?: - [a-z\d]{1,10} ){1,4} ) (?! [\w%°] | [-/.:,]\d )""",
                needs=DIGIT),
        rule("number with dashes as a court writes it (strong)", 0.8, r"""
                (?<![\w.-]) \d{2} - \d{1,2} - \d{5} (?: - \d{1,2} )? (?: [ ] (?-i: [A-Z]{3} ) \b )?
                (?![\w-])""", needs=DIGIT),
        rule("letters, dash and many digits (medium)", 0.7, r"""
                (?<![\w.-]) [A-Z]{1,5} \d{0,4} (?: - \d{2,4} )? - \d{4,8} (?: - \d{1,6} )? (?![\w-])""", needs=DIGIT),
        rule("letters and many digits (medium)", 0.7, r"""
                (?<![\w.-]) (?-i: [A-Z]{1,3} ) -? \d{6,10} (?![\w-])""", needs=DIGIT),
        rule("many digits (weak)", 0.5, r"(?<![\w$.,+#/-]) \d{6,19} (?! [\w] | [-.,/:]\d )", needs=DIGIT),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        found = text[start:end]
        digits = sum(character.isdigit() for character in found)
        fewest = (
            _FEWEST_DIGITS if by.name.startswith(("number of somebody", "number of, in")) else _FEWEST_DIGITS_OF_A_CASE
        )
        if found.count("-") > 1 and by.name.startswith("number of somebody"):
            fewest = _FEWEST_DIGITS_WITH_DASHES
        if by.name.startswith("letters, dash"):
            fewest = _DIGITS_WITHOUT_A_CUE
        if digits < fewest or _BOOK.match(found) or _YEAR.match(found) or _MONEY_OR_TIME.match(found):
            return None
        if _NO_ID_BEFORE.search(text[max(0, start - 24) : start]):
            return None
        return start - (text[start - 1 : start] == "#"), end
