"""Links: anything with a scheme or a path, and bare host names that are no well-known learning or shopping site.

A link may open somebody's profile or document, so all are masked. RFC 3986 for the scheme; endings that occur in notes.
"""

from __future__ import annotations

import re

from redaction.recognizers.look import Recognizer, Rule, rule
from redaction.word_set import word_set

_PLAIN_ENDING = r"(?: com | org | net | edu | gov | io | app | gl | ly | tv | gg | xyz | biz | example )"
_ENDING = r"""
        (?: com | org | net | edu | gov | us | io | me | ly | gl | gle | ms | app | info | co | tv | gg | mx |
        site | blog
        | page | carrd | example | test | me | art | club | online | world | fun |
        dev | be | link | ee | gd | to | bio | xyz | biz | store | shop | uk | ca | es | ai | fm | ws | cc | pe |
        cl )"""
_PART = r"[a-z\d] [a-z\d-]{0,40}"
_SAID_DOT = r"\s{1,2} (?: dot | punto ) \s{1,2}"
_SAID_SLASH = r"\s{1,2} (?: slash | diagonal | barra ) \s{1,2}"
_SCHEME = re.compile(r"^(?:(?:https?|ftp)\s?:\s?//)?(?:www\.)?", re.IGNORECASE)
_INSTITUTION = re.compile(r"\.k12\.[a-z]{2}\.us$|\.(?:edu|gov)$", re.IGNORECASE)
_SAID = re.compile(r"\s{1,3}(?:dot|punto)\s{1,3}", re.IGNORECASE)
_SPANISH_WORDS = word_set("sin con el un una del es y termina")
_SIGN = re.compile(r"[^\s.]\.[a-z]|://|:\s//", re.IGNORECASE)
WELL_KNOWN = word_set(
    """
    abcya.com adobe.com amazon.com apple.com bbc.com bbc.co.uk bing.com blooket.com brainpop.com canva.com
    chat.openai.com chatgpt.com chegg.com chess.com ck12.org classdojo.com classroom.google.com clever.com cnn.com
    code.org collegeboard.org commonapp.org commonlit.org coolmathgames.com craigslist.org deltamath.com desmos.com
    dictionary.com discord.com disneyplus.com docs.google.com drive.google.com duolingo.com ebay.com edpuzzle.com
    edulastic.com epicgames.com etsy.com facebook.com figma.com flip.com flipgrid.com fortnite.com geoguessr.com
    getepic.com gimkit.com github.com gmail.com goodreads.com google.com grammarly.com hotmail.com hulu.com
    i-ready.com icloud.com imdb.com indeed.com instagram.com instructure.com iready.com ixl.com kahoot.com kahoot.it
    khanacademy.com khanacademy.org lexiacore5.com lichess.org linkedin.com mail.google.com maps.google.com
    mathway.com meet.google.com merriam-webster.com microsoft.com minecraft.net nationalgeographic.com naviance.com
    nearpod.com netflix.com newsela.com nitrotype.com noredink.com nytimes.com outlook.com padlet.com paypal.com
    parentsquare.com pbs.org pbskids.org photomath.com pinterest.com powerschool.com prodigygame.com quill.org
    quizizz.com quizlet.com raz-kids.com readtheory.org readworks.org reddit.com remind.com replit.com roblox.com
    schoology.com scratch.mit.edu seesaw.me shein.com shutterfly.com skyward.com snapchat.com soundcloud.com
    sparknotes.com spotify.com starfall.com storylineonline.net target.com teacherspayteachers.com ted.com temu.com
    tiktok.com tinkercad.com translate.google.com tumblr.com turnitin.com twitch.tv twitter.com typing.com
    typingclub.com uber.com w3schools.com walmart.com wattpad.com weather.com wikipedia.org en.wikipedia.org
    es.wikipedia.org wolframalpha.com x.com xello.world yahoo.com yelp.com youtu.be youtube.com zearn.org zillow.com
    zoom.com zoom.us 988lifeline.org
    """
)


class Urls(Recognizer):
    """Links and host names."""

    ENTITY = "URL"
    RULES = (
        rule("scheme (strong)", 1.0, r"\b (?: https? | ftp ) \s? : \s? // [^\s<>\"']{1,2000}", needs=_SIGN),
        rule("www (strong)", 1.0, r"(?<! [\w/.] ) www \. [^\s<>\"']{2,2000}", needs=_SIGN),
        rule("host and path (strong)", 0.9, rf"""
                (?<![\w@./-]) [a-z\d-]{{1,63}} (?: \. [a-z\d-]{{1,63}} ){{0,4}} \. {_ENDING} \s? /
                [^\s<>"']{{1,2000}}""", needs=_SIGN),
        rule("host (medium)", 0.7, rf"""
                (?<![\w@./-]) [a-z\d-]{{2,63}} (?: \. [a-z\d-]{{1,63}} ){{0,4}}
                (?: \. {_PLAIN_ENDING} | \. [a-z\d-]{{2,63}} \. {_ENDING} ) /? (?! [\w/@-] | \.\w )""", needs=_SIGN),
        rule("dictated (medium)", 0.7, rf"""
                \b (?: {_PART} (?: {_SAID_DOT} | \. ) ){{1,4}} {_ENDING} \b (?: {_SAID_SLASH} [\w.-]{{1,40}} ){{1,4}} |
                \b (?: {_PART} {_SAID_DOT} ){{1,4}} {_PLAIN_ENDING} \b | \b (?: {_PART} {_SAID_DOT} ){{2,4}} {_ENDING}
                \b""", needs=_SAID),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        found = text[start:end].rstrip(".,;:!?)]}…*_")
        if not found or _is_public(found):
            return None
        if by.name.startswith("dictated") and self._is_about_an_ending(found):
            return None
        return start, start + len(found)

    def _is_about_an_ending(self, found: str) -> bool:
        """*its dot com at the end*, *sin punto com*: one ordinary word before the only dot, and no path."""
        first, *rest = _SAID.split(found.lower())
        return len(rest) == 1 and " " not in rest[0] and (self.lexicon.is_ordinary(first) or first in _SPANISH_WORDS)


def _is_public(link: str) -> bool:
    """Whether a link without any path is a site that everybody knows, or a school's or an office's."""
    host = _SAID.sub(".", _SCHEME.sub("", link)).lower().rstrip("/")
    return host in WELL_KNOWN or bool(_INSTITUTION.search(host) and "/" not in host)
