"""Ids that stand on printed cards: short to say, to copy by hand and to type.

Made from the headline's own id, so that they stay the same from one printing to the next. The letters are Crockford's
base 32 (crockford.com/base32.html), which has no I, L, O or U. The last character is a check character: the characters
are digits of the field with 32 elements, and their sum, each weighed by another power of a primitive element, is zero
(a Reed-Solomon code with one check digit). So one wrong character, or two that changed places, never give another
card's id by chance.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 3  # characters between two dashes
SHORTEST, LONGEST = 6, 30  # characters with the check character; the field has 31 different weights
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_FIELD = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)
_ALIKE = str.maketrans("ILO", "110")
_APART = re.compile(r"[\s\-\u2010-\u2015\u2212_.]+")
_NEAR = 2  # slips between what was typed and an id that is suggested
_MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What a typed id means.

    ``headline_id`` is None unless it means one card. Then ``is_id`` says whether its check character fits, ``several``
    are the longer ids of cards that it may mean, ``near`` known ids that it may be a slip for.
    """

    headline_id: str | None
    is_id: bool
    several: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class CardIds:
    """The card ids of some headlines.

    Headlines whose shortest ids would be the same all get longer ones, whichever came first. A card that was printed
    before the other headline came bears the short one still: that is read too, and tells which cards it may mean.
    """

    def __init__(self, headline_ids: Iterable[str]) -> None:
        headlines = sorted(set(headline_ids))
        self._by_code: defaultdict[str, list[str]] = defaultdict(list)
        self.by_headline: Mapping[str, str] = self._share_out(headlines)
        lengths = {SHORTEST + GROUP, *(len(plain(identifier)) for identifier in self.by_headline.values()), SHORTEST}
        for length in lengths:  # a card may be older, and longer or shorter, than the headline's id is now
            for headline in headlines:
                self._by_code[code_of(headline, length)].append(headline)

    def find(self, typed: str) -> Found:
        """The card that ``typed`` means, however it is written: small letters, blanks, O for 0, no dash."""
        code = plain(typed)
        meant = self._by_code.get(code, [])
        is_id = is_card_id(typed)
        if len(meant) == 1:
            return Found(meant[0], is_id)
        if meant:
            return Found(None, is_id, several=tuple(self.by_headline[headline] for headline in meant))
        return Found(None, is_id, near=self._near(code))

    def _share_out(self, waiting: list[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        length = SHORTEST
        while waiting and length <= LONGEST:
            codes = {headline: code_of(headline, length) for headline in waiting}
            times = Counter(codes.values())
            found |= {headline: grouped(code) for headline, code in codes.items() if times[code] == 1}
            waiting = [headline for headline in waiting if headline not in found]
            length += GROUP
        if waiting:  # 140 equal bits of a SHA-256
            raise ValueError(f"{len(waiting)} headlines have the same digest")
        return found

    def _near(self, code: str) -> tuple[str, ...]:
        """Known ids with the fewest slips, if these are few."""
        slips = {known: OSA.distance(code, plain(known), score_cutoff=_NEAR) for known in self.by_headline.values()}
        fewest = min(slips.values(), default=_NEAR + 1)
        near = sorted(known for known, count in slips.items() if count == fewest)
        return tuple(near) if fewest <= _NEAR and len(near) <= _MOST_SUGGESTED else ()


def code_of(headline_id: str, length: int) -> str:
    """``length`` characters for a headline, the last one being the check character; without dashes."""
    bits = int.from_bytes(hashlib.sha256(f"card\n{headline_id}".encode()).digest())
    body = "".join(ALPHABET[bits >> (256 - 5 * nth) & 31] for nth in range(1, length))
    return body + ALPHABET[_weighed(body + ALPHABET[0])]


def is_card_id(typed: str) -> bool:
    """Whether this has the length and the check character of a card id."""
    code = plain(typed)
    fits = SHORTEST <= len(code) <= LONGEST and len(code) % GROUP == 0
    return fits and all(character in _VALUE for character in code) and _weighed(code) == 0


def plain(typed: str) -> str:
    """An id as it is compared: capitals without dashes, with the digits for the letters that look like them."""
    folded = unicodedata.normalize("NFKC", typed).upper().translate(_ALIKE)
    return _APART.sub("", folded)


def grouped(code: str) -> str:
    """K7Q2MD as K7Q-2MD."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _weighed(code: str) -> int:
    """The sum of the characters, the last one weighed by 1 and each one before by the next power of x; 0 if it fits."""
    total = 0
    for character in code:
        total <<= 1
        if total & 0b100000:
            total ^= _FIELD
        total ^= _VALUE[character]
    return total
