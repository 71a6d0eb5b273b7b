"""Small words of English and Spanish: that two texts share them says little about whether one quotes the other."""

from __future__ import annotations

from reports.checks.quote_words import without_accents

_ENGLISH = """
a about after again all also am an and any are as at back be because been before being but by came can come could did
do does doing don't down each even every for from gave get gets getting give go goes going gone got had has have
having he he's her here him his how i i'm i've if in into is it it's its just let like lot made make me more most much
my no not now of off on one only or other our out over really said same saw say says see she she's so some still such
take than that that's the their them then there there's these they they're thing things this those though time to too
took up us very want wanted was way we well went were what when where which while who whose why will with would yes
you your
"""
_SPANISH = """
a al algo así aunque bien cada como cómo con cuando da de del desde dice dijo donde e el él ella ellas ellos en era eran
es esa ese eso esta está están estaba estar estas este esto estos fue fueron ha había han hasta hay hace hacer iba ir la
las le les lo los más me mi mis mucho muy nada ni no nos nosotros o otra otro para pero poco por porque pues que qué
quien se ser si sí sin sobre solo son soy su sus también tan tanto te tener tengo tenía tiene tienen todo todos tu tú un
una unas uno unos va vamos vez voy y ya yo
"""
COMMON = frozenset(without_accents(word) for word in (_ENGLISH + _SPANISH).split())
COMMON_WEIGHT = 0.4  # of a word with a meaning of its own, which weighs 1

_SCRIPTS_WITHOUT_SPACES = "\u0e00"  # from here on (Thai, Chinese, Japanese) a single sign may be a word


def weight(word: str) -> float:
    """How much it says that two texts share this word; ``word`` is in lower case, without accents."""
    is_letter = len(word) == 1 and word < _SCRIPTS_WITHOUT_SPACES
    return COMMON_WEIGHT if word in COMMON or is_letter else 1.0
