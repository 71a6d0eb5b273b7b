"""What opens something: passwords, PINs, door and locker codes, and the licence plates of cars.

A word with digits or signs in it near *password* is one; an ordinary word after *password is* is not ("is wrong").
Codes that open nothing stay: dress codes, zip and area codes, course codes.
"""

from __future__ import annotations

import re

from redaction.lexicon import fold
from redaction.recognizers.address_words import DIGIT
from redaction.recognizers.look import Recognizer, Rule, rule
from redaction.recognizers.spoken_digits import DIGIT_WORD

_KEY_WORD = r"""
        (?: pass \s? words? | pass \s? codes? | passwd | pwd? | pw | contrase[nñ]as? | contra | clave | log \s? in |
        wi-?fi | pass (?= \s (?: is | was | : | = | [a-z]+[\#\d] ) ) | user \s? name )"""
_CODE = r"""
        (?: pin | nip | code | codes | combo | combination | c[oó]digo | clave | combinaci[oó]n | key \s code |
        passcode | key )"""
_DIGIT_WORD = r"(?: zero | oh | one | two | three | four | five | six | seven | eight | nine )"
_GROUPS = r"\d{1,4} (?: \s? [-,/] \s? \d{1,2} ){2,5} [\#*]? (?! [\d/] ) | \d{1,2} (?: [ ] \d{1,2} ){2} (?![\d:]) "
_PLAIN = r"[\#*]? \d{3,8} [\#*]{0,2} (?! [\d%] | [.,:/-]\d ) | \d{1,4} [\#*]"
_DASHED = r"(?= [a-z\d-]{0,20} \d ) (?= [a-z\d-]{0,20} [a-z] ) [a-z\d]{2,10} (?: - [a-z\d]{1,10} ){1,4}"
_KEY_WORD_NEAR = re.compile(
    rf"(?<!\w) (?: {_KEY_WORD} | user | account | reset \s it \s to | the \s code | a \s code | activation ) (?!\w)",
    re.IGNORECASE | re.VERBOSE,
)
_DOOR_NEAR = re.compile(
    r"\b(?:door|gate|code|codes|pin|entry|keypad|alarm|elevator|puerta|pass|key|lock|portón|c[oó]digo)\b", re.IGNORECASE
)
_NO_CODE_BEFORE = re.compile(
    r"""
            \b (?: zip | area | dress | course | country | postal | error | color | colou?r | qr | bar | building |
            state | ed | penal | class | source | honor | school | vestir | postal ) \s? $""",
    re.IGNORECASE | re.VERBOSE,
)
_PLATE = r"""
        (?: [a-z]{2,3} - \d{2,3} - \d{2,3} | [a-z] [ ] \d{4,5} [ ] [a-z] \b | [a-z\d]{2,4} (?: - [a-z\d]{1,4} ){2} |
        [a-z]{1,3} [ -]? \d{2,5} [a-z]{0,3} | \d{1,3} [ -]? [a-z]{2,3} [ -]?
        \d{0,4} | \d{2} - \d{3,5} [a-z]? | (?= [a-z]{0,7} \d ) (?= \d{0,7} [a-z] ) [a-z\d]{5,8} )"""
_COUNTED = re.compile(
    r"(?:\d+(?:st|nd|rd|th|am|pm|s|x|k|hr|hrs|min|mins|days?|weeks?)|(?:grade|room|rm|bus|period|chapter|ch|unit|algebra|math|english|covid|mp|k|h|p|ap|q)-?\d+|\d+[-–]\w+|[^\w]*|(?:https?|www).*)\W*$",
    re.IGNORECASE,
)
_PLAIN_WORDS = frozenset(
    [
        "reset",
        "changed",
        "wrong",
        "blocked",
        "gone",
        "lost",
        "forgotten",
        "expired",
        "still",
        "written",
        "protected",
        "required",
        "stuck",
        "down",
        "slow",
    ]
)


class AccessCodes(Recognizer):
    """Passwords, codes and licence plates."""

    ENTITY = "ID"
    RULES = (
        rule("secret after its cue (strong)", 0.9, rf"""
                (?<!\w) {_KEY_WORD} (?!\w) (?: \s{{1,3}} [\w']{{1,15}} ){{0,4}}? \s{{0,3}} (?: is | was | it's | its |
                to | : | = | es | era | sea ) {{1,2}} \s{{0,3}} ["'(]? (?P<what> [^\s"',;()]{{3,40}} (?<![.?)]) )"""),
        rule("secret with a digit after its cue (strong)", 0.9, rf"""
                (?<!\w) {_KEY_WORD} [ ] ["'(]? (?P<what> (?= \S{{0,30}} \d ) (?= \S{{0,30}} [a-z] ) [^\s"',;()]{{4,40}}
                (?<![.?)]) )""", needs=DIGIT),
        rule("word with digits or signs near a secret (medium)", 0.7, r"""
                (?<![\w@./:\#-]) (?P<what> (?= [^\s"',;()]{0,30} \d ) [a-z] [\w!$*+\#@&^%-]{4,30} ) (?! [\w@/] |
                [.:]\w )""", needs=DIGIT),
        rule("code after its cue (strong)", 0.9, rf"""
                (?<!\w) {_CODE} (?!\w) (?: [^.!?\n\d\#*] | \.(?=\w) ){{0,45}}? (?<! [\w$.-] ) (?P<what> {_GROUPS} |
                {_PLAIN} | {_DASHED} )""", needs=DIGIT),
        rule("keypad and its code (strong)", 0.8, r"""
                \b (?: keypad | alarm ) \s (?: is \s )? (?P<what> \d{4,6} [\#*]? ) (?! [\d:] )""", needs=DIGIT),
        rule("code in words (medium)", 0.7, rf"""
                (?<!\w) {_CODE} (?!\w) (?: \s (?: is | are | was | es ) )? \s{{0,3}} :? \s{{0,3}} (?P<what>
                {_DIGIT_WORD} (?: [ ,-]{{1,2}} {_DIGIT_WORD} ){{3,9}} ) \b"""),
        rule("three numbers after a lock (medium)", 0.7, r"""
                \b (?: lock (?: er | ers )? | candado ) \b [^.!?\n\d]{0,40} (?P<what> \d{1,2} [-/ ] \d{1,2} [-/ ]
                \d{1,2} ) (?!\d)""", needs=DIGIT),
        rule("digits with a key's sign near a door (strong)", 0.8, r"""
                (?<![\w#*]) (?: [\#*] \d{3,8} [\#*]? | \d{3,8} [\#*] ) (?![\w#*])""", needs=DIGIT),
        rule("code from the portal (medium)", 0.7, rf"""
                \b (?: este | this ) \s? : \s (?P<what> {_DASHED} ) \b""", needs=DIGIT),
        rule("numbers of a lock in words (medium)", 0.7, rf"""
                \b (?: combo | combination | locker | combinaci[oó]n | code ) \b [^.!?\n\d]{{0,40}}? (?P<what>
                {DIGIT_WORD}
                (?: [ ,-]{{1,2}} {DIGIT_WORD} ){{2,7}} ) \b"""),
        rule("turns of a lock (medium)", 0.8, r"""
                (?<![\w.,/-]) \d{1,2} \s? (?: right | left | r | l | derecha | izquierda ) \b (?: [ ,-]{1,2} (?: then
                \s )?
                \d{1,2} \s? (?: right | left | r | l | derecha | izquierda ) \b ){1,3} (?: [ ,-]{1,2} \d{1,2} \b )?""",
                needs=DIGIT),
        rule("licence plate of a named car (medium)", 0.7, r"""
                \b (?: truck | pickup | car | van | suv | jeep | minivan | sedan | honda | toyota | ford | chevy |
                nissan |
                dodge | kia | hyundai | subaru | camry | civic | corolla | accord | tahoe | troca | carro | camioneta )
                \b [^.!?\n\d]{0,25}? (?<![\w-]) (?P<what> (?! (?: bus | rte | sal | ela | mat | alg | eng | hwy | lot
                | apt | spc |
                 age | ave | gpa | sat ) \b ) (?-i: [A-Z]{3} [ -]? \d{3,4} | \d [A-Z]{3} \d{3} | \d{3} [ -]?
                [A-Z]{3} | [A-Z] \d{2} [ -]? [A-Z]{3} | [A-Z]{2,3} \d{4,5} [A-Z]? ) ) (?![\w-])""", needs=DIGIT),
        rule("licence plate (medium)", 0.8, rf"""
                \b (?: (?: licen[sc]e \s{{1,3}} )? plates? | placas? | tags ) \b (?: [^.!?\n\d] ){{0,20}}? (?<![\w-])
                (?P<what> {_PLATE} ) (?![\w-])""", needs=DIGIT),
        rule("licence plate farther on (medium)", 0.7, r"""
                \b (?: licen[sc]e \s{1,3} plates? | plates? | placas? ) \b [^.!?\n\d]{20,70}? (?<![\w-]) (?P<what>
                (?! (?: bus | rte | sal | ela |
                mat | alg | eng | hwy | lot | apt | spc | age | ave | gpa | sat ) \b ) (?-i: [A-Z]{2,3} [ -]?
                \d{3,4} | \d [A-Z]{3} \d{3} |
                \d{3} [ -]? [A-Z]{3} | [A-Z] \d{2} [ -]? [A-Z]{3} ) ) (?![\w-])""", needs=DIGIT),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        found = text[start:end]
        if by.name.startswith("secret after"):
            return (start, end) if self._is_secret(text, start, found) else None
        if by.name.startswith("secret with"):
            return None if _COUNTED.match(found) else (start, end)
        if by.name.startswith("word with"):
            return (
                (start, end)
                if _is_like_a_secret(found) and _is_near(_KEY_WORD_NEAR, text, start, end, _reach(found))
                else None
            )
        if by.name.startswith("code after"):
            return (start, end) if found != "504" and _opens_something(text, start) else None
        if by.name.startswith("digits with"):
            return (start, end) if _is_near(_DOOR_NEAR, text, start, end, 60) else None
        return start, end

    def _is_secret(self, text: str, start: int, found: str) -> bool:
        """With a digit, a sign or a capital inside, or no dictionary word: *Huskies2031!*, not *written* or *trash*."""
        word = fold(found.strip("!*.-"))
        if word in _PLAIN_WORDS:
            return False
        told = text[max(0, start - 6) : start].rstrip("\"'( \n")[-1:] in {":", "="} or text[start - 1] in "\"'"
        return told or (not found.isalpha() and any(c.isdigit() for c in found)) or not self.lexicon.is_ordinary(word)


def _is_like_a_secret(found: str) -> bool:
    digits = sum(character.isdigit() for character in found)
    letters = sum(character.isalpha() for character in found)
    signs = len(found) - digits - letters
    return letters >= 3 and (digits >= 2 or signs >= 1) and not _COUNTED.match(found)


def _reach(found: str) -> int:
    """How many characters back the cue may stand: far for what looks like nothing else, such as *Tiger23!*."""
    return 220 if re.search(r"[A-Za-z]\d+[!#$*]|[A-Za-z][!#$*]\d", found) else 110


def _is_near(cue: re.Pattern[str], text: str, start: int, end: int, before: int) -> bool:
    return bool(cue.search(text[max(0, start - before) : start]) or cue.search(text[end : end + 30]))


def _opens_something(text: str, start: int) -> bool:
    """Whether the nearest *code* before is one of a door, not of dress or post."""
    before = text[max(0, start - 70) : start]
    cue = list(re.finditer(rf"(?<!\w) {_CODE} (?!\w)", before, re.IGNORECASE | re.VERBOSE))
    return bool(cue) and not any(_NO_CODE_BEFORE.search(before[: one.start()]) for one in cue)
