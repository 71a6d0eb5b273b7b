"""Handles of social media and games: *@jay_hoops23*, *insta: x*, *discord kev#4412*, *jay_hoops23* by its shape.

From the rules that the services publish for user names (letters, digits, underscore, dot) and from notes seen.
"""

from __future__ import annotations

from redaction.recognizers.look import Recognizer, Rule, rule
from redaction.word_set import word_set

_SERVICE = r"""
        (?: insta (?: gram )? | ig | snap (?: \s? chat )? | tik \s? tok | discord | twitter | telegram | whatsapp |
        face \s? book | fb | kik | gamer \s? tag | psn | xbox | roblox | fortnite | minecraft | steam | venmo | cash
        \s? app | twitch | be \s? real | threads | user \s? name | screen \s? name | handle | finsta )"""
_BETWEEN = r"(?: \s+ (?: name | handle | account | user | username | tag | id ) )?"
_NOT_A_HANDLE = word_set(
    """
    and or but the a an is was for with on in at to she he they we i it her his their my our your group groups
    story stories post posts page chat chats message messages video videos account accounts live nothing none
    all too also down bad blocked private public gone off everything something anything stuff drama app apps
    fake not no just only because so when where who what which that this there then now how if over up out
    after before from by of about
    """
)


class Handles(Recognizer):
    """User names."""

    ENTITY = "HANDLE"
    RULES = (
        rule("at sign (strong)", 0.9, r"(?<! [\w@.] ) @ (?=[\w.]*[^\W\d]) \w [\w.]{1,38} (?<!\.)"),
        rule(
            "after a service and a colon (strong)",
            0.9,
            rf"""
                    \b {_SERVICE} {_BETWEEN} \s* (?: [:=] | \s-{{1,2}}\s ) \s* (?: is \s )? @? (?P<what>
                    [\w.#-]{{2,40}} (?<![.-]) )""",
        ),
        rule(
            "after a service and is (medium)",
            0.7,
            rf"\b {_SERVICE} {_BETWEEN} \s+ (?: is | was | es ) \s+ @? (?P<what> [\w.#-]{{3,40}} (?<![.-]) )",
        ),
        rule(
            "after a service, with a digit or sign in it (medium)",
            0.7,
            rf"""
                    \b {_SERVICE} {_BETWEEN} \s+ (?P<what> (?= [\w.#-]{{0,38}} [_.#\d] [\w#] ) [^\W\d] [\w.#-]{{2,40}}
                    (?<![.-]) )""",
        ),
        rule("number sign and four digits (strong)", 0.9, r"(?<![\w#]) [^\W\d] [\w.]{1,31} \# \d{4} (?!\d)"),
        rule("underscore and digit (medium)", 0.7, r"""
                (?<![\w@./#-]) (?= \w{0,30} _ ) (?= [^\W\d]\w{0,30} \d ) [^\W\d] \w{3,38} (?![\w@])"""),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        if "after a service" not in by.name:
            return start, end
        word = text[start:end].lower()
        if word in _NOT_A_HANDLE or (by.name.startswith("after a service and is") and self.lexicon.is_ordinary(word)):
            return None
        return start, end
