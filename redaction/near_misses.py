"""Long names with one slip of the fingers: *Marisl*, *Marissol*, *Mairsol*, *Marizol* for Marisol.

An index of deletions, as in SymSpell (W. Garbe): two words are one edit apart only if they become equal when at most
one letter is taken from each. So a word is looked up by its handful of deletions and never compared with all names;
what the index offers is then compared for certain. Hashes and places lie in two flat arrays: some 3 MB for the names
of 50,000 people.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

SHORTEST = 6
LONGEST = 41  # letters: a longer word is nobody's name, and has as many deletions as letters


class NearMisses:
    """Names of SHORTEST to LONGEST letters, folded."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted({name for name in names if SHORTEST <= len(name) <= LONGEST})
        keyed = sorted((hash(key), place) for place, name in enumerate(self._names) for key in _deletions(name))
        self._hashes = array("q", (key for key, _ in keyed))
        self._places = array("L", (place for _, place in keyed))

    def is_near(self, word: str) -> bool:
        """Whether ``word`` (folded, SHORTEST letters or more) is a name with one letter too many, missing, wrong or
        two neighbours swapped. The first letter must be right: people rarely miss that one."""
        return SHORTEST <= len(word) <= LONGEST and any(
            name[0] == word[0] and are_one_edit_apart(name, word)
            for key in _deletions(word)
            for name in self._with_hash(hash(key))
        )

    def _with_hash(self, key: int) -> Iterator[str]:
        nth = bisect_left(self._hashes, key)
        while nth < len(self._hashes) and self._hashes[nth] == key:
            yield self._names[self._places[nth]]
            nth += 1


def are_one_edit_apart(one: str, other: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours makes ``one`` the ``other``; or none."""
    short, long = sorted((one, other), key=len)
    same = next((nth for nth, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    swapped = short[same + 1 : same + 2] + short[same : same + 1] + short[same + 2 :]
    return short[same + 1 :] == long[same + 1 :] or swapped == long[same:]


def _deletions(word: str) -> set[str]:
    return {word} | {word[:nth] + word[nth + 1 :] for nth in range(len(word))}
