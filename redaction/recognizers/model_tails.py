"""What the model takes for address around an address that was found: town, state, post code, apartment.

A street stands there already, so what the model makes of the words next to it may be believed at even odds; alone
a town is a place and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from redaction.names.rampart import KINDS, Opinion
from redaction.recognizers.address_words import NO_STREET

ADDRESS_KINDS = [
    KINDS.index(kind)
    for kind in ("BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS", "CITY", "STATE", "ZIP_CODE")
]  # fmt: skip
_LEAST = 0.5
_TOWN = [KINDS.index("CITY"), KINDS.index("STATE")]
_MAY_BELONG = re.compile(NO_STREET, re.IGNORECASE | re.VERBOSE)
_WORD = re.compile(r"[a-zà-ÿ]{2,20}")
_GAP = re.compile(r"[ \t]{0,2},?[ \t]{0,2}(?:\n[ \t]{0,4})?#?[ \t]?")
_SIGNS = frozenset("#,.")
_MOST_TOKENS = 16


def address_chances(opinion: Opinion) -> NDArray[np.float32]:
    """For each token the chance that it belongs to an address, shape (tokens,)."""
    return np.asarray(opinion.chances[:, ADDRESS_KINDS].sum(axis=1))


def model_end(text: str, opinion: Opinion, end: int, is_ordinary: Callable[[str], bool]) -> int:
    """Where the address that was found up to ``end`` ends by the model: at ``end`` or later.

    An ordinary word in lower case is believed to be a town's only: *lives at 14 Peach last I heard*.
    """
    first, reached = int(np.searchsorted(opinion.starts, end)), end
    chances = address_chances(opinion)[first : first + _MOST_TOKENS].tolist()
    for index, chance in enumerate(chances, start=first):
        start, stop = int(opinion.starts[index]), int(opinion.ends[index])
        sign = text[start:stop] in _SIGNS
        plain = not _MAY_BELONG.match(text, start) or is_ordinary(_word(text, start))
        if plain and not _is_town(opinion, index):
            break
        if (chance < _LEAST and not sign) or not _GAP.fullmatch(text, reached, start) or text[start:stop] == ".":
            break
        reached = stop
        end = end if sign else stop
    return _word_end(text, end)


def model_start(text: str, opinion: Opinion, start: int) -> int:
    """Where the address that was found from ``start`` on starts by the model: at ``start`` or earlier."""
    last = int(np.searchsorted(opinion.ends, start, side="right")) - 1
    chances = address_chances(opinion)
    for index in range(last, max(-1, last - _MOST_TOKENS), -1):
        between = text[int(opinion.ends[index]) : start]
        if chances[index] < _LEAST or between not in ("", " ", ", ", " #") or text[opinion.starts[index]] in _SIGNS:
            break
        start = int(opinion.starts[index])
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    return start


def _is_town(opinion: Opinion, index: int) -> bool:
    return bool(opinion.chances[index].argmax() in _TOWN)


def _word(text: str, start: int) -> str:
    word = _WORD.match(text, start)
    return word.group() if word else ""


def _word_end(text: str, end: int) -> int:
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return end
