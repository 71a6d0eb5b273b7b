"""Handles of social media and games: *@jay_hoops23*, *insta: x*, *discord kev#4412*, *jay_hoops23* by its shape.

From the rules that the services publish for user names (letters, digits, underscore, dot) and from notes seen.
"""

from __future__ import annotations

import re

from redaction.lexicon import fold
from redaction.recognizers.handle_shapes import Likeness, is_time_or_room, likeness
from redaction.recognizers.look import Recognizer, Rule, rule
from redaction.word_set import word_set

_SERVICE = r"""
        (?: f?insta (?: gram )? | ig | snap (?: \s? chat )? | tik \s? tok | discord | twitter | telegram |
        whats \s? app | face \s? book | fb | kik | gamer \s? tag | psn | ps\d | play \s? station | xbox (?: \s live
        )? | roblox | fortnite |
        minecraft | valorant | brawl \s stars | clash \s royale | steam | venmo | cash \s? app | twitch | be \s? real |
        threads | vsco | pinterest | reddit | wattpad | sound \s? cloud | spotify | tumblr | we \s? chat | zalo |
        viber | kakao (?: talk )? | messenger | msgr | skype | bluesky | yubo | letterboxd | you \s? tube | yt |
        chess\.com |
        lichess | duolingo | epic \s games | nintendo | (?: epic | switch ) (?= \s (?: name | user | tag ) ) |
        blooket | gimkit | linked \s? in )"""
_USER = r"""
        (?: (?: my | her | his | their | mi | su ) \s @ | user (?: \s? name )? | screen \s? name | gamer \s?
        tag | gt | ign | handle | usuario |
        nombre \s de \s usuario )"""
_ACCOUNT = r"(?: account | acct? | cuenta | profile | perfil | page | p[aá]gina | tag | channel | canal | story )"
_BETWEEN = r"""
        (?: \s{1,3} (?: name | handle | account | acct? | user | username | tag | id | gamertag | code | page |
        channel |
        profile ) ){0,2}"""
_AFTER_SERVICE = rf"\b (?: {_SERVICE} {_BETWEEN} | {_USER} )"
_AFTER_ANY = rf"\b (?: {_SERVICE} {_BETWEEN} | {_USER} | {_ACCOUNT} (?: \s name )? )"
_FILLER = r"(?: \s{1,3} (?: now | still | actually | just | like | called | named | ahora | todav[ií]a ) ){0,2}"
_IS = r"(?: is | was | are | es | era | its | it's | called | named | se \s llama | llamad[oa] )"
_AS = r"(?: as | under | como | soy | to | by )"
_WORD = r"(?P<what> @? \w [\w.#-]{1,39} (?<![.-]) )"
_JOINT = r"(?: dot | punto | under \s? score | dash | gui[oó]n (?: \s bajo )? )"

_NEAR_BEFORE, _NEAR_AFTER, _CUE_BEFORE = 200, 50, 24
_NEAR = re.compile(
    rf"\b (?: {_SERVICE} | {_USER} | {_ACCOUNT} | nintendo | switch ) s? (?!\w)", re.IGNORECASE | re.VERBOSE
)
_CUE = re.compile(
    r"\b(?:block|(?:un)?follow|add|dm|tag|friend|agreg|s[ií]g)\w{0,4}\b[^.!?\n]*$", re.IGNORECASE
)  # fmt: skip
_SERVICE_WORD = re.compile(rf"@? (?: {_SERVICE} | {_USER} | {_ACCOUNT} ) s?", re.IGNORECASE | re.VERBOSE)
_SPANISH_IS = re.compile(r"\b(?:es|era|soy|como)\s$", re.IGNORECASE)
_END_OF_CLAUSE = re.compile(r"\s{0,3}(?:$|[.,;:!?)\n]|y\b|pero\b|en\b|si\b|por\b|ah[ií]\b)", re.IGNORECASE)
_OF_PERSONS = re.compile(r"(?:insta|ig|snap|tik|user|tag|handle|discord|kik)\w*\W", re.IGNORECASE)
_TIME = re.compile(r"@?\d{1,2}(?:[:.]?\d\d)?(?:[ap]m?)?", re.IGNORECASE)
_NOT_A_HANDLE = word_set(
    """
    and or but the a an is was for with on in at to she he they we i it her his their my our your group groups
    story stories post posts page pages chat chats message messages video videos account accounts live nothing none
    all too also down bad blocked private public gone off everything something anything stuff drama app apps
    fake not no just only because so when where who what which that this there then now how if over up out
    after before from by of about please pls thx like reel reels streak streaks filter filters dm dms gc fyp
    lowkey highkey sus cringe toxic trash lame mid wild crazy poppin lit blowing same mine hers ours yours real
    banned hacked deleted locked dead full student teacher parent staff admin everyone here channel privada privado
    publica publico bloqueada falsa
    nueva nuevo malo mala peor mejor bueno buena facil dificil divertido divertida aburrido feo fea lento lenta caro
    cara gratis yes nope fine broken good great por para que muy ya lo la el los las de del y mi su tu se me te
    un una en con mas todo nada porque donde
    """
)
_NOT_AFTER_AN_AT_SIGN = word_set(
    """
    school home work lunch noon the my her his their our your its recess practice church gym office library least
    all me us you him them first last night once midnight that this it a an which any some one dinner breakfast
    class mom dad grandma grandmas moms dads house store clinic park pool mall bus bank desk door everyone here channel
    morning afternoon evening la el los las casa escuela mi su mediodia
    """
)
_SHORTEST_WORD, _SHORTEST_PLAIN_WORD = 3, 6


class Handles(Recognizer):
    """User names."""

    ENTITY = "HANDLE"
    RULES = (
        rule("at sign (strong)", 0.9, r"""
                (?<! [\w@.] ) @ (?= [\w.]{0,40} [^\W\d] ) \w (?: [\w.] | - (?=\w) ){1,38} (?<!\.)"""),
        rule("sign and a blank, shape (medium)", 0.7, r"""
                (?<! [\w@.] ) @ \s (?P<what> [^\W\d] [\w.]{3,38} (?<!\.) )"""),
        rule("user and slash (medium)", 0.7, r"(?<! [\w/] ) u/ [\w-]{3,20}"),
        rule("cash tag (medium)", 0.7, r"(?<! [\w$] ) \$ (?! (?: usd | us | mxn | cad )\b ) [a-z] [\w-]{2,20}"),
        rule("friend code (strong)", 0.9, r"(?<! \w ) SW (?: [- ] \d{4} ){3} (?! \d )"),
        rule("service and a colon (strong)", 0.9, rf"""
                {_AFTER_SERVICE} \s{{0,3}} (?: [:=] | \s-{{1,2}}\s ) \s{{0,3}} (?: is \s )? ["']? {_WORD}""",
                needs=_NEAR),
        rule("service and is, word (medium)", 0.7, rf"""
                {_AFTER_SERVICE} \s{{1,3}} (?: {_IS} | as | under ) {_FILLER} \s{{1,3}} ["']?
                {_WORD}""", needs=_NEAR),
        rule("service and a shape (medium)", 0.7, rf"""
                {_AFTER_ANY} (?: \s{{0,3}} [,:(] )? (?: \s{{1,3}} {_IS} )? (?: \s{{1,3}} {_AS} )? {_FILLER}
                \s{{0,3}} (?<!\w) ["']?
                {_WORD}""", needs=_NEAR),
        rule("invitation to a service, word (medium)", 0.7, rf"""
                \b (?: add | follow | find | hit | message | dm | agr[eé]g\w{{1,5}} | s[ií]g\w{{1,5}} |
                b[uú]sc\w{{1,6}} ) (?: \s (?: me | him | her | us | them | up ) ){{0,2}} \s (?: on | en ) \s
                (?: (?: my | the | his | her | mi | el ) \s )? {_SERVICE} \s? [,:-]? \s?
                (?: (?: at | as | its | it's | i'm | im | como | es ) \s )? {_WORD}""", needs=_NEAR),
        rule("service of somebody, plain word (medium)", 0.7, rf"""
                \b (?: (?: my | her | his | their | your ) \s {_SERVICE} {_BETWEEN} |
                {_SERVICE} \s (?: name | handle | page | account | acct? | user | tag ) ) \s {_WORD}""", needs=_NEAR),
        rule("before a service, word (medium)", 0.7, rf"""
                \b (?: goes \s by | known \s as | called | soy | as | under | como ) \s {_WORD} \s
                (?: on | en | in ) \s (?: (?: her | his | my | the | mi | su ) \s )? {_SERVICE} \b""", needs=_NEAR),
        rule("quoted after a service (medium)", 0.7, rf"""
                {_AFTER_ANY} \s{{0,2}} (?: {_IS} | {_AS} | : | , )? \s{{0,2}} " (?P<what> [^"\s]{{2,40}} ) "
                """, needs=_NEAR),
        rule("spoken after a service (medium)", 0.7, rf"""
                {_AFTER_SERVICE} \s{{0,3}} (?: {_IS} | {_AS} | : | , ) \s{{0,3}} (?P<what> [^\W_]{{1,30}}
                (?: \s {_JOINT} \s [^\W_]{{1,30}} ){{1,4}} )""", needs=_NEAR),
        rule("spoken underscore (medium)", 0.7, r"""
                \b [^\W_]{1,30} (?: \s (?: under \s? score | gui[oó]n \s bajo ) \s [^\W_]{1,30} \b ){1,4}
                (?: \s \d{1,4} \b )? (?! \s (?: at | arroba ) \b )"""),
        rule("number sign and four digits (strong)", 0.9, r"(?<![\w#]) [^\W\d] [\w.]{1,31} \s? \# \d{4} (?!\d)"),
        rule("its shape (medium)", 0.7, r"""
                (?<![\w@.\\#$-]) (?: live: )? (?= [\w.]{0,38} [_.\d] | xx\w ) \w [\w.]{3,38} (?<!\.)
                (?! [\w@\\] | \.\w )"""),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        return (start, end) if self._is_handle(text, start, end, by.name) else None

    def _is_handle(self, text: str, start: int, end: int, name: str) -> bool:
        word = text[start:end]
        if name.startswith(("its shape", "sign and")):
            return self._is_by_shape(text, start, end)
        if name.startswith("at sign"):
            return fold(word[1:]) not in _NOT_AFTER_AN_AT_SIGN and not is_time_or_room(word[1:])
        if name.startswith("number sign"):
            ordinary = self.lexicon.is_ordinary(fold(word[:-5].rstrip()))
            return not ordinary and (" " not in word or _is_near_a_service(text, start, end))
        if name.startswith("cash"):
            return not word[1:].isupper() and not self.lexicon.is_ordinary(fold(word[1:]))
        if name.startswith(("service", "invitation", "before")):
            return self._is_after_service(text, start, end, name)
        return True

    def _is_by_shape(self, text: str, start: int, end: int) -> bool:
        like = likeness(text[start:end].removeprefix("live:"), self.lexicon)
        quoted = text[max(0, start - 1) : start] == '"'
        return like is Likeness.SURE or (like is Likeness.LIKELY and (quoted or _is_near_a_service(text, start, end)))

    def _is_after_service(self, text: str, start: int, end: int, name: str) -> bool:
        word = text[start:end].lstrip("@")
        folded = fold(word)
        if folded in _NOT_A_HANDLE or _TIME.fullmatch(word) or _SERVICE_WORD.fullmatch(word):
            return False
        if likeness(word, self.lexicon) > Likeness.NONE:
            return True
        if not word.isalpha() or "shape" in name:
            return False
        if "colon" in name:
            alone = not re.match(r"\s\w", text[end : end + 2])
            if self.lexicon.is_ordinary(folded):  # *insta: sunshine* is one, *facebook: marketplace* is none
                return alone and bool(_OF_PERSONS.search(text, max(0, start - _CUE_BEFORE), start))
            return alone or not word.istitle()
        if "plain" in name:
            return self._is_no_word(folded)
        if _SPANISH_IS.search(text, max(0, start - 6), start) and not _END_OF_CLAUSE.match(text, end):
            return False  # Spanish words are in no list of ordinary words: *instagram es mejor que nada*
        return len(word) >= _SHORTEST_WORD and not self.lexicon.is_ordinary(folded)

    def _is_no_word(self, folded: str) -> bool:
        """A word that no list knows; Spanish ones are unknown too, so the possessive before it must be English."""
        unknown = not self.lexicon.is_ordinary(folded) and not self.lexicon.is_listed_name(folded)
        return unknown and (len(folded) >= _SHORTEST_PLAIN_WORD or self.lexicon.is_compound(folded))


def _is_near_a_service(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _NEAR_BEFORE) : start]
    return bool(
        _NEAR.search(before) or _NEAR.search(text[end : end + _NEAR_AFTER]) or _CUE.search(before[-_CUE_BEFORE:])
    )
