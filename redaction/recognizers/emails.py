"""E-mail addresses, plain (RFC 5322's common part) and as people hide or dictate them: *jay dot b at k12 dot org*.

Presidio's own recognizer fetches the public-suffix list from the network at the first address; this one needs none.
"""

from __future__ import annotations

import re

from redaction.lexicon import fold
from redaction.recognizers.look import Recognizer, Rule, rule
from redaction.recognizers.spoken_digits import DIGIT_WORD
from redaction.word_set import word_set

_DOT_WORD = r"(?: dot | punto | period | point )"
_LINK_WORD = r"""
        (?: dot | punto | period | point | under \s? score | dash | hyphen | minus | plus | gui[oó]n (?: \s bajo )? |
        raya )"""
_BRACKETED_AT = r"(?: \s{0,2} (?: [\[({<*_-] \s? (?: at | arroba | @ ) \s? [\])}>*_-] | [\[({<] a [\])}>] ) \s{0,2} )"
_AT = r"(?: \s{1,3} (?: at (?: \s (?: sign | symbol ) )? | arroba ) \s{1,3} )"
_DOT = rf"""
        (?: \s{{0,2}} [\[({{<] \s? (?: {_DOT_WORD} | \. ) \s? [\])}}>] \s{{0,2}} | \s{{1,3}} {_DOT_WORD} \s{{1,3}} |
        \s\.\s | \. )"""
_PART = r"[^\W_]{1,40}"
_START = r"(?<![\w+-]) (?<!\w\.)"
_LOCAL = rf"{_START} (?: (?: \b [a-z]\s ){{2,15}} [a-z] \b | {_PART} ) (?: [._+-]{{1,3}} {_PART} ){{0,9}}"
_DICTATED_LOCAL = (
    rf"{_LOCAL} (?: \s{{1,3}} {_LINK_WORD} \s{{1,3}} {_PART} ){{0,5}} (?: \s (?: \d{{1,4}} | {DIGIT_WORD} ) \b ){{0,4}}"
)
_ENDING = r"""
        (?: com | org | net | edu | gov | us | mx | io | me | co | info | es | ca | biz | uk | e\sd\su | o\sr\sg |
        c\so\sm | example | test | invalid | school | xyz | tv | app | dev | live | family | email )"""
# Only these are read as an ending after a full stop and a blank: *@ school. us kids* is no address.
_ENDING_AFTER_A_BLANK = r"(?: com | org | net | edu | gov )"
_MAILER = (
    r"(?: g\s?mail | hot\s?mail | yahoo | outlook | i\s?cloud | aol | msn | protonmail | proton | comcast | ymail"
    r" | gamil | gmial | gmal | gmai | gnail | gmil | gmaill | hotmial | hotmal | hormail | homail | yaho | yhaoo"
    r" | yahooo | outlok | outloook | iclod | icoud )"
)
# Also as fingers slip: *gmail.con*, *yahoo,cm*.
_MISTYPED_COM = r"(?: com | con | cm | comm | cmo | ocm | vom | xom | c0m | net | es )"
_DOMAIN = r"[\w-]{1,63} (?: \s{1,2} (?: dash | hyphen | gui[oó]n ) \s{1,2} [\w-]{1,40} ){0,2}"
_NAME = r"(?: [a-z\d][\w-]{0,62} )"

_CUE = re.compile(r"mail|correo|address|direcci[oó]n|escrib|write|reach|contact|send|mand[ae]|env[ií]", re.IGNORECASE)
_CUE_WITHIN = 60
_KNOWN_MAILER = re.compile(rf"{_MAILER} \b", re.IGNORECASE | re.VERBOSE)
_SURE_WORD = re.compile(r"\b(?:under ?score|arroba|bajo)\b", re.IGNORECASE)
_AT_WORD = re.compile(r"\s(?:at(?:\s(?:sign|symbol))?|arroba)\s", re.IGNORECASE)
_NO_ORDINARY_SIGN = re.compile(r"[\d_.]")
_SPOKEN_DOT = re.compile(rf"\s{_DOT_WORD}\s".replace(" ", ""), re.IGNORECASE)
_NEVER_BEFORE_AT = word_set(
    """
    look looked looking looks log logged logging in on up out sign signed account accounts email emails mail mails
    check checked it them us me him her you is was be are meet met worked work works go went read here there
    found find stuff posted post posts live lives start starts class anything everything something shop buy
    watch play plays ends begins en a por mi su es esta estan arriba com org net edu
    """
)
_LED_IN_BY = re.compile(r"(?:is|es|to|me|a)\s(?!(?:at|arroba)\s)", re.IGNORECASE)
_NO_DOMAIN = word_set("the a an my his her our your their this that all least once first last end el la mi su")
_SAID_BEFORE = re.compile(
    r"(?<![\w.@]) (?: [a-z\d]{1,20} [ ] "
    r"(?: dot | punto | under [ ]? score | dash | hyphen | gui[oó]n (?: [ ] bajo )? ) [ ] ){1,3} $",
    re.IGNORECASE | re.VERBOSE,
)
_SAID_BEHIND = re.compile(
    r"(?: (?: \. | [ ] (?: dot | punto ) [ ] ) (?! (?: and | y ) \b ) [a-z\d-]{2,20} ){1,4} (?![\w@])",
    re.IGNORECASE | re.VERBOSE,
)
_FARTHEST = 80
_SIGN = re.compile("@")
_BRACKET = re.compile(r"[\[({<*_-]\s?(?:at|arroba|@|a)\s?[\])}>*_-]", re.IGNORECASE)
_SAID = re.compile(
    rf"""\b (?: dot | punto | period | point | under \s? score | dash | hyphen | minus | plus | gui[oó]n | raya |
    arroba ) \b | mail | yahoo | outlook | cloud | aol | msn | proton | comcast | \. {_ENDING} \b""",
    re.IGNORECASE | re.VERBOSE,
)


class Emails(Recognizer):
    """Mail addresses."""

    ENTITY = "EMAIL"
    RULES = (
        rule("plain (strong)", 1.0, r"[\w.+%'-]{1,64}+ (?<!') @{1,2} [\w-]{1,63} (?: \. [\w-]{1,63} ){1,6}",
        needs=_SIGN),
        rule("spaced (medium)", 0.8, rf"""
                {_START} [\w.+-]{{1,64}} (?: \s\.\s [\w+-]{{1,40}} ){{0,2}} \s{{0,3}} @ \s{{0,3}} [\w-]{{1,63}}
                (?: \s? [.,] {_NAME} | \s\.\s {_NAME} ){{0,3}} (?: \s{{0,3}} \. {_ENDING} | \s\.\s {_ENDING} |
                \s? [.,] \s{{1,3}} {_ENDING_AFTER_A_BLANK} ) \b""", needs=_SIGN),
        rule("sign and spoken dots (strong)", 0.9, rf"""
                {_START} [\w.+-]{{1,64}} (?: \s {_LINK_WORD} \s {_PART} ){{0,4}} \s{{0,3}} @ \s{{0,3}} [\w-]{{1,63}}
                (?: {_DOT} [\w-]{{1,40}} ){{0,3}}
                (?: \s{{1,3}} | \s? [\[({{<] \s? ) {_DOT_WORD} (?: \s? [\])}}>] \s? | \s{{1,3}} ) {_ENDING}
                \b""", needs=_SIGN),
        rule("mailer without ending (medium)", 0.8, rf"""
                {_START} [\w.+-]{{1,64}} \s{{0,3}} @ \s{{0,3}} {_MAILER} \b (?: \s? [.,]? \s? {_MISTYPED_COM} \b )?""",
                needs=_SIGN),
        rule("no ending (medium)", 0.7, r"(?<![\w.@+-]) [\w.+-]{2,64} @ [\w-]{2,63} (?![\w@-] | \.\w )", needs=_SIGN),
        rule("bracketed at (strong)", 0.9, rf"""
                {_START} [\w.+-]{{1,64}} (?: {_DOT} [\w+-]{{1,40}} ){{0,3}} {_BRACKETED_AT} [\w-]{{1,63}}
                (?: {_DOT} [\w-]{{1,40}} ){{0,4}} (?: \s\.com \b )?""", needs=_BRACKET),
        rule("dictated (medium)", 0.8, rf"""
                {_DICTATED_LOCAL} {_AT} {_DOMAIN} (?: {_DOT} [\w-]{{1,40}} ){{0,4}} {_DOT} {_ENDING} \b""",
                needs=_SAID),
        rule("dictated, two words after at (medium)", 0.8, rf"""
                {_LOCAL} (?: \s{{1,3}} {_LINK_WORD} \s{{1,3}} {_PART} ){{0,5}} {_AT} [a-z]{{1,20}}
                (?: \s [a-z\d]{{1,20}} ){{1,4}} (?: \s{{1,3}} {_DOT_WORD} \s{{1,3}} [\w-]{{1,40}} ){{0,3}}
                \s{{1,3}} {_DOT_WORD} \s{{1,3}} {_ENDING} \b""", needs=_SAID),
        rule("dictated, at a known mailer (medium)", 0.8, rf"""
                {_DICTATED_LOCAL} {_AT} {_MAILER} \b (?: (?: {_DOT} | \s ) com \b )?""", needs=_SAID),
        rule("dictated, several words after a cue (medium)", 0.7, rf"""
                \b (?: (?: e-?mail | correo | mail | address ) (?: \s address )? (?: \s (?: is | es ) )? [:=]? | it'?s )
                \s (?P<what> (?: [^\W_]{{1,20}} \s ){{1,6}} {_PART} {_AT} (?: {_MAILER} \b
                (?: (?: {_DOT} | \s ) com \b )? | {_DOMAIN} (?: {_DOT} [\w-]{{1,40}} ){{0,3}} {_DOT} {_ENDING} \b )
                )""", needs=_SAID),
        rule("dictated, no ending (medium)", 0.7, rf"""
                {_LOCAL} (?: \s{{1,3}} {_LINK_WORD} \s{{1,3}} {_PART} ){{1,5}} {_AT} [\w-]{{3,40}} \b""", needs=_SAID),
        rule("ending without a dot (medium)", 0.7, rf"""
                {_START} (?= [\w.+-]{{0,40}} [\d_.] \w ) [a-z] [\w.+-]{{2,40}} (?: {_AT} | \s? @ \s? )
                (?: [a-z\d-]{{2,20}} \s ){{1,3}} (?: com | org | net | edu ) \b"""),
        rule("no sign and no dot, after a cue (medium)", 0.7, rf"""
                \b (?: e-?mail | correo ) (?: \s (?: is | es ) )? [:=]? \s (?P<what> [a-z] [\w.+-]{{2,40}} \s {_MAILER}
                \s com \b )""", needs=_SAID),
        rule("quoted (medium)", 0.8, r"""
                "[^"\n@]{1,40}" \s? @ \s? [\w-]{1,63} (?: \. [\w-]{1,63} ){1,6}""", needs=_SIGN),
        rule("broken after a dot (medium)", 0.7, r"""
                (?<![\w.@+-]) [\w+-]{1,30} [._-] \s? \n \s? [\w.+-]{1,40} @ [\w-]{1,63} (?: \. [\w-]{1,63} ){1,4}""",
                needs=_SIGN),
        rule("two before one sign (medium)", 0.7, r"""
                (?<![\w.@+/:-]) [\w.+-]{2,40} \s? / \s? [\w.+-]{2,40} @ [\w-]{1,63} (?: \. [\w-]{1,63} ){1,4}""",
                needs=_SIGN),
        rule("name after a mailer (medium)", 0.7, r"""
                \b (?: gmail | yahoo | hotmail | outlook | icloud ) (?: \s (?: name | user | account | address ) )?
                (?: \s? : | \s (?: is | es ) ) \s{0,2} (?P<what> (?= [\w.+-]{0,40} [\d_.] [\w] ) [a-z] [\w.+-]{3,40}
                (?<![.-]) (?! \s? @ ) ) """, needs=_SAID),
        rule("sign dropped (medium)", 0.7, rf"""
                (?<![\w.+-]) (?= [\w.+-]{{0,40}} [\d_.] ) [a-z] [\w.+-]{{3,40}} \s {_MAILER} \.com \b""", needs=_SAID),
        rule("words before a spaced sign, after a cue (medium)", 0.7, r"""
                (?: \b (?: e-?mail | mail | correo | it ) \s? (?: is | es | : | = ) | : ) \s{1,2} (?P<what> (?:
                [\w.-]{1,20} \s ){1,3}
                [\w.+-]{1,30} \s @ \s [\w-]{1,40} (?: \s? \. \s? [\w-]{2,20} ){1,3} )""", needs=_SIGN),
        rule("blank in it, after a cue (medium)", 0.7, r"""
                \b (?: e-?mail | mail | correo ) (?: \s address )? \s{0,2} (?: is | es | : | = ) \s{0,2} (?P<what>
                (?: [\w.-]{1,30} \s ){1,2} [\w.+-]{1,40} @ [\w-]{1,63} (?: \. [\w-]{1,63} ){1,4} )""", needs=_SIGN),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        place = self._address(text, start, end, by)
        return (_said_start(text, place[0]), _said_end(text, place[1])) if place else None

    def _address(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        start += len(text[start:end]) - len(text[start:end].lstrip("'.-%"))
        if by.name.startswith("dictated"):
            led_in = _LED_IN_BY.match(text, start, end)
            start = led_in.end() if led_in else start
            return (start, end) if self._is_dictated(text, start, end) else None
        if by.name.startswith("no ending"):
            return None if self._is_time_or_place(text[start:end]) else (start, end)
        if by.name.startswith("blank"):
            return self._without_ordinary(text, start, end), end
        if by.name.startswith("mailer"):
            return None if fold(text[start:end].split()[0]) in _NEVER_BEFORE_AT else (start, end)
        return start, end

    def _is_dictated(self, text: str, start: int, end: int) -> bool:
        """*grace at gmail dot com*, but not *look at khanacademy dot org* nor *a red dot sticker at school*."""
        local, _, domain = _AT_WORD.sub("@", text[start:end], count=1).partition("@")
        words = [fold(word) for word in re.split(r"\W+", local) if word]
        if not words or fold(domain) in _NO_DOMAIN or words[-1] in _NEVER_BEFORE_AT:
            return False
        if _SURE_WORD.search(text, start, end) or _NO_ORDINARY_SIGN.search(local):
            return True
        with_ending = bool(_SPOKEN_DOT.search(domain)) or "." in domain
        if with_ending and (len(words) > 1 or _KNOWN_MAILER.match(domain)):
            return True
        if _CUE.search(text, max(0, start - _CUE_WITHIN), start):
            return True
        return not any(self.lexicon.is_ordinary(word) for word in (words[0], words[-1]))

    def _is_time_or_place(self, found: str) -> bool:
        """*practice@gym*, *4pm@school*: a sign for the word *at*, not an address."""
        local, place = (fold(part) for part in found.split("@", maxsplit=1))
        return (self.lexicon.is_ordinary(local) or local[0].isdigit()) and self.lexicon.is_ordinary(place)

    def _without_ordinary(self, text: str, start: int, end: int) -> int:
        """Where the address starts when ordinary words before it are left out: *email is now jay b@x.org*."""
        for word in text[start:end].split(" ")[:-1]:
            if not self.lexicon.is_ordinary(fold(word)) or len(word) == 1:
                break
            start += len(word) + 1
        return start


def _said_start(text: str, start: int) -> int:
    """Where it starts with what is joined to it by a said sign: *lan underscore* before *t@x.org*."""
    before = _SAID_BEFORE.search(text, max(0, start - _FARTHEST), start)
    return before.start() if before else start


def _said_end(text: str, end: int) -> int:
    """Where it ends with the further parts of its host: *dot wa dot us*, *.example*."""
    behind = _SAID_BEHIND.match(text, end)
    return behind.end() if behind else end
