"""Names of the roster that are written as one word (*deshawnbrown*) or letter by letter (*D e s h a w n*).

No word of such a text is a name, so whoever looks at words alone lets it pass. Only for what leaves: notes are masked
in other ways, and a person may look at what stops here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from redaction.lexicon import fold, load_lexicon
from redaction.normalise import normalise
from redaction.unspaced_names import is_unspaced
from redaction.word_kinds import kind_of_word
from rounds.roster import RosterName

_LETTER = r"[^\W\d_]"
_WORD = re.compile(f"{_LETTER}+")
_SPELLED = re.compile(rf"(?<!{_LETTER}){_LETTER}(?:[\s.,_*·•|/\\-]{{1,3}}{_LETTER}){{3,}}(?!{_LETTER})")
_SHORTEST_JOINED = 6  # letters of a whole name; what is shorter may be any word
_SHORTEST_WITHIN = 8  # of a name within a longer word
_SHORTEST_SPELLED = 4


class JoinedNames:
    """Looks for the first and last names of ``roster``, in both orders, joined; and for each of them spelled out."""

    def __init__(self, roster: Iterable[RosterName]) -> None:
        lexicon = load_lexicon()
        names = list(roster)
        joined = {form for name in names for form in _joined(name) if len(form) >= _SHORTEST_JOINED}
        self._joined = {form for form in joined if kind_of_word(form, lexicon) is None}
        parts = {part for name in names for part in (*_parts(name.first, name.nickname), *_parts(name.last))}
        self._spelled = self._joined | {part for part in parts if len(part) >= _SHORTEST_SPELLED}
        self._lengths = sorted({len(form) for form in self._joined if len(form) >= _SHORTEST_WITHIN})
        self._spelled_lengths = sorted({len(form) for form in self._spelled})

    def stands_in(self, text: str) -> bool:
        """Whether one of them stands in ``text``."""
        if not self._spelled:
            return False
        look = normalise(text).text
        words = {fold(match.group()) for match in _WORD.finditer(look)}
        if not self._joined.isdisjoint(words) or any(_has(word, self._joined, self._lengths) for word in words):
            return True
        runs = ("".join(_WORD.findall(match.group())) for match in _SPELLED.finditer(look))
        return any(_has(fold(run), self._spelled, self._spelled_lengths) for run in runs)


def _joined(name: RosterName) -> Iterator[str]:
    """Each first name and the nickname with each last name, and all of them together."""
    first, last = _parts(name.first), _parts(name.last)
    if not last:
        return
    given = dict.fromkeys((*first, "".join(first), *_parts(name.nickname)))
    family = dict.fromkeys((*last, "".join(last)))
    for one, other in product(filter(None, given), family):
        yield one + other
        yield other + one


def _parts(*cells: str) -> tuple[str, ...]:
    """The words of names, folded; those of scripts without blanks are found by ``unspaced_names``."""
    words = (fold(match.group()) for cell in cells for match in _WORD.finditer(normalise(cell).text))
    return tuple(word for word in words if not is_unspaced(word))


def _has(word: str, forms: set[str], lengths: Sequence[int]) -> bool:
    """Whether one of ``forms`` is ``word``, or a part of it."""
    return any(
        word[start : start + length] in forms
        for length in lengths
        if length <= len(word)
        for start in range(len(word) - length + 1)
    )
