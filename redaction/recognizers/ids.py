"""Numbers and words that open doors: student ids, social security numbers, passwords, locker codes, licence plates.

Shapes from notes seen; the social security shape (three, two, four digits) from the US Social Security Administration.
"""

from __future__ import annotations

from redaction.recognizers.look import Recognizer, Rule, rule
from redaction.word_set import word_set

_KIND = r"""
        (?: student | school | state | district | employee | staff | badge | lunch | library | case | passport | visa
        | license | licence | medicaid | medicare | medical \s record | insurance | account | acct | policy | member |
        clever | skyward | powerschool | infinite \s campus | id | i\.d\. | mrn | ssid | sis | iep | alien |
        confirmation | tracking | order )"""
_NOUN = r"(?: \s* (?: id | i\.d\. | number | num | nbr | no \. | no | pin | code | card | record ) \b \.? \#? ){0,3}"
_IS = r"(?: \s* (?: is | was | are | : | = | \# | es | - ) ){0,2}"
_DOOR_WORD = (
    r"(?: pass \s? word | pass \s? code | passwd | pwd | contrase[nñ]a | pin | log \s? in | wi-?fi (?: \s password )? )"
)
_LOCK = r"""
        (?: (?: locker | lock | door | gate | alarm | garage | bike \s lock | entry | access | security | house ) \s+
        (?: combo | combination | code | pin ) | combo | combination | passcode | pin )"""
_NOT_A_DOOR_WORD = word_set(
    """
    the a an is was to for and or not it i my his her their our no reset changed wrong blocked gone lost
    forgotten again when because so but on in that which they she he we expired protected manager required
    thing stuff screen page on
    """
)


class Ids(Recognizer):
    """Identifying numbers and access codes."""

    ENTITY = "ID"
    RULES = (
        rule("social security shape (strong)", 0.9, r"(?<![\w-]) \d{3} [- ] \d{2} [- ] \d{4} (?![\w-])"),
        rule("social security after its cue (strong)", 0.9, r"""
                \b (?: ssn | social (?: \s security )? ) \b \D{0,28}? (?P<what> \d [\d\s-]{2,10} \d ) (?!\d)"""),
        rule("number after a kind (strong)", 0.9, rf"""
                \b {_KIND} {_NOUN} {_IS} \s* \#? \s* (?P<what> (?= [a-z]{{0,4}} [\d-]{{0,8}} \d{{3}} ) [a-z]{{0,4}} -?
                \d [\da-z-]{{3,18}} ) \b"""),
        rule("id and a short number (medium)", 0.7, rf"""
                \b (?: id | i\.d\. ) \s* (?: number | no \.? | num | \# )? {_IS} \s* \#? (?P<what> \d{{3,12}} ) \b"""),
        rule("secret after its cue (strong)", 0.9, rf"""
                \b {_DOOR_WORD} (?: \s+ [\w']{{1,15}} ){{0,4}}? \s* (?: is | was | : | = | es ) {{1,2}} \s* ["']?
                (?P<what> [^\s"',;]{{3,40}} (?<![.?)]) )"""),
        rule("secret with digits (medium)", 0.7, rf"""
                \b {_DOOR_WORD} \s+ (?P<what> (?= \S{{0,30}} \d ) [^\s"',;]{{4,40}} (?<![.?)]) )"""),
        rule("lock code (strong)", 0.9, rf"""
                \b {_LOCK} \b (?: \s+ (?: for | to ) \s+ \w{{1,12}} \s \w{{1,12}} )? (?: \s* (?: is | was | : | = | \#
                | es ) ){{0,2}} \s* (?P<what> \d{{1,4}} (?: \s? [-,/ ] \s? \d{{1,2}} ){{2,3}} | \d{{3,8}} [\#*]? )
                (?!\d)"""),
        rule("three numbers after a locker (medium)", 0.7, r"""
                \b lock (?: er | ers )? \b [^.!?\n\d]{0,40} (?P<what> \d{1,2} [-/ ] \d{1,2} [-/ ] \d{1,2} ) (?!\d)"""),
        rule("letters and many digits (medium)", 0.7, r"(?<![\w.-]) (?-i: [A-Z]{1,3} ) -? \d{6,10} (?![\w-])"),
        rule("many digits (weak)", 0.5, r"(?<![\w$.,+#/-]) \d{6,12} (?! [\w] | [-.,/:]\d )"),
        rule("licence plate (medium)", 0.7, r"""
                \b (?: licen[sc]e \s+ )? plates? \b (?: \s+ number )? (?: \s* (?: is | was | : | \# ) ){0,2} \s*
                (?P<what> (?= [\w-]{0,8} \d ) (?= [\w-]{0,8} [a-z] ) [a-z\d] [a-z\d-]{4,8} ) \b"""),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        before = text[max(0, start - 12) : start].rstrip(" :#-").lower()
        if before.endswith(("isbn", "isbn-10", "isbn-13")):
            return None
        if by.name.startswith("secret after") and text[start:end].lower() in _NOT_A_DOOR_WORD:
            return None
        return start, end
