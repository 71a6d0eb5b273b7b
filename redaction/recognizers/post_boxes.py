"""Boxes and routes: *PO Box 88*, *RR 2 Box 114*, *HC 61 Box 214*, *PSC 12, Box 3 APO AE 09012*, *hwy 97 mile 3*.

Forms of rural, highway-contract and military addresses from the US Postal Service's Publication 28.
"""

from __future__ import annotations

import re

from redaction.recognizers.address_cues import says_somebody_lives
from redaction.recognizers.address_descriptions import LANDMARK_NEXT, SEEN_NEXT
from redaction.recognizers.address_words import COUNTRIES, DIGIT, STREET_WORD, STRONG_SUFFIX
from redaction.recognizers.addresses import Addresses
from redaction.recognizers.look import Rule, rule

_MILITARY_POST = r"(?: (?: APO | FPO | DPO ) ,? \s{1,3} A[AEP] \s{1,3} \d{5} (?: -\d{4} )? )"
_HIGHWAY = r"""
        (?: (?: (?: us | bia | fs | usfs | blm | nf | state | county | farm | ranch | old | forest \s service ) \.?
        \s{1,3} ){0,2} (?:
        highway | hwy | road | rd | route | rte | carretera ) | cr | fm | sr ) \.? \s{0,3} \#? \d{1,4} [a-z]? \b"""
_MILE = r"""
        (?: mile \s? (?: marker | post )? | milepost | mm | km | kil[oó]metro | milla ) \s{0,3} \#? \d{1,4} (?: \.\d
        )?"""
_SEEN = re.compile(
    r"\b(?:gate|guard|mailbox|driveway|hogan|trailer|duplex|roof|fence|double|single|barn|cabin|house|"
    r"past |before |after |behind |across |next to |"
    r"port[oó]n|puerta|reja|casa|techo|pasando |atr[aá]s |frente |junto )",
    re.IGNORECASE,
)
_COUNTRY_BEFORE = re.compile(rf"\b {COUNTRIES} [ ] $", re.IGNORECASE | re.VERBOSE)


class PostBoxes(Addresses):
    """Post boxes, rural and military addresses."""

    RULES = (
        rule("post box (strong)", 0.9, r"""
                \b (?: (?: p \s? \. \s? o \s? \. | p \s? o | post \s office | postal ) \s{0,3} (?: box | bx ) |
                apartado (?: \s{1,3} postal )? | apdo \.? | postbox | post \s box | casilla \s postal | caja \s postal )
                \s{0,3} (?: no \.? | number | \# )? \s{0,3} \d{1,6} (?: - \d{1,4} )? \b""", needs=DIGIT),
        rule("rural route and box (strong)", 0.9, r"""
                \b (?: r \.? \s? r \.? | h \.? c \.? | rural \s{1,3} r(?:ou)?te | rt \.? | rte | route | star \s route )
                \s{0,3} \#? \s{0,3} \d{1,3} ,? \s{1,3} box \s{0,3} \#? \s{0,3} \d{1,5} [a-z]? \b""", needs=DIGIT),
        rule("box and rural route (strong)", 0.9, r"""
                \b box \s{0,3} \#? \s{0,3} \d{1,5} [a-z]? ,? \s{1,3} (?: r \.? \s? r \.? | h \.? c \.? | rural \s{1,3}
                r(?:ou)?te ) \s{0,3} \#? \s{0,3} \d{1,3} \b""", needs=DIGIT),
        rule("military post (strong)", 0.9, rf"""
                \b (?: (?: PSC | CMR | Unit ) \s{{1,3}} \d{{1,5}} ,? \s{{1,3}} Box \s{{1,3}} \d{{1,5}} | US
                [A-Z]{{1,3}} \s{{1,3}} [\w'-]{{2,20}} (?: \s [\w'-]{{2,20}} ){{0,2}} ) ,? \s{{1,3}}
                {_MILITARY_POST}""", needs=DIGIT),
        rule("highway and mile (strong)", 0.8, rf"""
                \b (?: {_HIGHWAY} ,? \s{{1,3}} (?: to \s (?: the \s )? )? {_MILE} | {_MILE} ,? \s{{1,3}} (?: of \s
                | on \s | off \s | de \s la \s
                )? {_HIGHWAY} ) \b""", needs=DIGIT),
        rule("mile of a named road (strong)", 0.8, rf"""
                \b (?: mile \s (?: marker | post ) | milepost | mm | milla | km ) \s{{0,3}} \#? \d{{1,4}} (?: \.\d )? ,?
                \s{{1,3}} (?: of \s | on \s | off \s | de \s la \s )? {STREET_WORD}{{1,3}} {STRONG_SUFFIX} \b""",
                needs=DIGIT),
        rule("numbered road and what is seen there (medium)", 0.7, rf"""
                \b {_HIGHWAY} (?: {SEEN_NEXT} | {LANDMARK_NEXT} )""", needs=_SEEN),
        rule("junction and what is seen there (medium)", 0.7, r"""
                \b (?: jct | junction | entronque ) \.? \s{1,3} (?: of \s | de \s | with \s )? (?: (?: hwy |
                highway | route | rte | bia | rd ) \s )?
                \d{1,4} \s? (?: & | and | y ) \s? (?: the \s | la \s | el \s )? (?: cattle \s? guard | gate |
                \d{1,4} | bridge | mailbox(?:es)? | port[oó]n )
                \b""", needs=DIGIT),
        rule("general delivery (strong)", 0.8, r"\b general \s delivery \b | \b lista \s de \s correos \b"),
        rule("postcode after a country (medium)", 0.6, r"(?<= [^\W\d_] [ ] ) \d{5} \b (?! [-/.:,]\d )", needs=DIGIT),
        rule("road with a number where somebody lives (medium)", 0.7, rf"\b {_HIGHWAY}", needs=DIGIT),
    )  # fmt: skip

    def is_address(self, text: str, start: int, end: int, by: Rule) -> bool:
        """A numbered road alone is traffic (*hwy 97 was closed*, *route 7*), unless somebody lives on it."""
        if by.name.startswith("postcode"):
            return bool(_COUNTRY_BEFORE.search(text[max(0, start - 20) : start]))
        if not by.name.startswith("road with"):
            return True
        found = text[start:end].lower()
        if found.startswith(("route", "rte")):
            return False
        before = text[max(0, start - 16) : start].rstrip().lower()
        return before.endswith(
            (" on", " off", " of", " at", " near", " by", " the", ",", " en", " la", " old", " up", ":", "(")
        ) and (says_somebody_lives(text, start, end))
