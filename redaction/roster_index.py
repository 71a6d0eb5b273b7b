"""The names of a roster and a team, made ready to be looked up word by word.

Dictionaries and flat arrays of hashes, no automaton: a text is cut into words once anyway, each word is one look-up,
and an Aho-Corasick automaton would find the names within other words too, which then have to be refused. 50,000
people take about a second and some 20 MB.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from redaction.lexicon import Lexicon
from redaction.name_shapes import PARTICLES
from redaction.nicknames import nicknames
from redaction.normalise import normalise
from redaction.word_kinds import WordKind, kind_of_word
from redaction.word_set import word_set
from redaction.words import name_words
from rounds.roster import RosterName

_NO_NAMES = word_set(
    """
    mr mrs ms mx miss dr coach sr sra srta senor senora jr ii iii iv mom dad mother father grandma grandpa aunt
    auntie uncle tia tio cousin
    """
)
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SHORTEST_JOINED = 5
_SHORTEST_FAMILIAR = 3


# Where a word stands in names: bits. PART alone is known in pairs only: the *Shawn* of *DeShawn*.
GIVEN, LAST, PART = 1, 2, 4


class RosterIndex:
    """Words of names with their roles, pairs that stand side by side in one person's name, and initials."""

    def __init__(self, roster: Iterable[RosterName], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.roles: dict[str, int] = {}
        self.kinds: dict[str, WordKind] = {}
        self._initials: dict[str, int] = {}
        self._pairs: set[int] = set()
        for name in roster:
            self._add(name)
        self._hashes = array("q", sorted(self._pairs))
        del self._pairs
        for word in self.roles:
            if (kind := kind_of_word(word, self._lexicon)) is not None:
                self.kinds[word] = kind

    def __bool__(self) -> bool:
        return bool(self.roles)

    def is_distinct(self, word: str) -> bool:
        """Whether a folded word is a name wherever it stands, because it is no ordinary word."""
        return word in self.roles and word not in self.kinds and self.roles[word] != PART

    def is_pair(self, one: str, other: str) -> bool:
        """Whether two folded words belong to one person, in this order or the other."""
        return self._has(hash((one, other))) or self._has(hash((other, one)))

    def has_initial(self, word: str, letter: str) -> bool:
        """Whether somebody with the folded ``word`` in the name has another name that begins with ``letter``."""
        return bool(self._initials.get(word, 0) & _bit(letter))

    def is_ordinary(self, word: str) -> bool:
        """Whether a folded word is an English or a Spanish one."""
        return kind_of_word(word, self._lexicon) is not None

    def for_slips(self) -> Iterator[str]:
        """The words that are known with a slip too: distinct ones, and Spanish words, which notes rarely misspell."""
        return (word for word in self.roles if self.is_distinct(word) or self.kinds.get(word) is WordKind.SPANISH)

    def _has(self, key: int) -> bool:
        place = bisect_left(self._hashes, key)
        return place < len(self._hashes) and self._hashes[place] == key

    def _add(self, name: RosterName) -> None:
        first, last, nick = (self._field(*part) for part in _parts(name))
        for given in {*first, *nick}:
            for family in last:
                self._pairs.add(hash((given, family)))
                self._initials[given] = self._initials.get(given, 0) | _bit(family[0])
                self._initials[family] = self._initials.get(family, 0) | _bit(given[0])
        if not nick and first:
            for short in nicknames().get(first[0], ()):
                if len(short) >= _SHORTEST_FAMILIAR and kind_of_word(short, self._lexicon) is None:
                    self._know(short, GIVEN)

    def _field(self, text: str, role: int) -> list[str]:
        """Learns the words of one cell; returns those that tell something."""
        if text.isascii() and text.isalpha() and not _INNER_CAPITAL.search(text):
            return self._plain_word(text.lower(), role)
        look = normalise(text).text
        words = [word.folded for word in name_words(look)]
        told = [word for word in words if word not in _NO_NAMES and word not in PARTICLES]
        for word in told:
            if len(word) > 1 or len(words) == 1:
                self._know(word, role)
            else:
                self._know(word, PART)
        self._pair_within(words)
        self._pair_within([word.folded for word in name_words(_INNER_CAPITAL.sub(" ", look))], PART)
        joined = "".join(words)
        if len(words) > 1 and len(joined) >= _SHORTEST_JOINED and not self.is_ordinary(joined):
            self._know(joined, role)
            return [*told, joined]
        return told

    def _plain_word(self, word: str, role: int) -> list[str]:
        if word in _NO_NAMES or word in PARTICLES:
            return []
        self._know(word, role)
        return [word]

    def _pair_within(self, words: Sequence[str], role: int = 0) -> None:
        """*garcia lopez*, *o brien*, *de la cruz*: of particles the whole run before a name makes a pair with it."""
        run: list[str] = []
        for word in words:
            if word in PARTICLES and word != words[-1]:
                run.append(word)
                continue
            if run:
                self._pairs.update((hash((" ".join(run), word)), hash(("".join(run), word))))
                run = []
            if role:
                self._know(word, role)
        told = [word for word in words if word not in PARTICLES]
        if len(words) > 1:
            self._pairs.update(hash(pair) for pair in pairwise(told))

    def _know(self, word: str, role: int) -> None:
        self.roles[word] = self.roles.get(word, role) | role


def _parts(name: RosterName) -> tuple[tuple[str, int], tuple[str, int], tuple[str, int]]:
    return (name.first, GIVEN), (name.last, LAST), (name.nickname, GIVEN)


def _bit(letter: str) -> int:
    """A bit for a letter from a to z; none for another."""
    return 1 << (ord(letter) - ord("a")) if "a" <= letter <= "z" else 0
