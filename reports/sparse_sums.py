"""Whether some sum of rows of zeros and ones, the first of them once, is zero but for a few people.

The people of a sum are counted as the most that any one row has of them: in one row nobody is twice, while what
stands in two different rows may be one person with two ids.

Reckoned in whole numbers modulo a large prime: what is a sum there is one of fractions, but for a chance of none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_PRIME = 2**31 - 1
_MOST_WORK = 250_000  # entries looked at, some tenths of a second; then the answer is yes: better a count that stays


@dataclass(frozen=True, slots=True)
class Atom:
    """Interviews that are in the same rows. ``entries``: 1 or 0 for each row; ``people``: who of them is in it."""

    entries: tuple[int, ...]
    people: tuple[frozenset[str], ...]


def leaves_only_few(atoms: Sequence[Atom], floor: int) -> bool:
    """Whether the first row and some sum of the others leave somebody, and fewer than ``floor`` people.

    True, too, where that takes too long to find out.
    """
    sums = _Sums(atoms, floor)
    if not sums.search():
        return False
    return sums.took_too_long or not sums.can_all_vanish()  # if it can, it is a sum of what was told already


class _Sums:
    """All sums that are still possible: the first row and any multiples of the others."""

    def __init__(self, atoms: Sequence[Atom], floor: int) -> None:
        self._floor = floor
        self._work = 0
        self._columns = [tuple(atom.entries) for atom in atoms]
        self._people = [atom.people for atom in atoms]

    @property
    def took_too_long(self) -> bool:
        return self._work > _MOST_WORK

    def can_all_vanish(self) -> bool:
        """Whether the first row is a sum of the others."""
        columns: list[tuple[int, ...]] | None = self._columns
        while columns:
            pivot = next((column for column in columns if any(column[1:])), None)
            if pivot is None:
                return not any(column[0] for column in columns)
            columns = _where_vanishes(columns, pivot)
        return True

    def search(self) -> bool:
        """Whether some sum leaves few people, or nobody; also where it takes too long to find out."""
        people = self._people
        nobody = tuple(frozenset[str]() for _ in people[0])
        return self._search(self._columns, people, nobody)

    def _search(
        self,
        columns: Sequence[tuple[int, ...]],
        people: Sequence[tuple[frozenset[str], ...]],
        left: tuple[frozenset[str], ...],
    ) -> bool:
        """Whether a sum leaves few, where ``left`` are people who may be left over anyway."""
        reduced = self._reduced(columns, people, left)
        if self.took_too_long:
            return True
        if reduced is None:
            return False
        columns, people, left = reduced
        if not columns:
            return True
        pick = max(range(len(columns)), key=lambda at: self._size(_with(left, people[at])))
        rest = [at for at in range(len(columns)) if at != pick]
        others, theirs = [columns[at] for at in rest], [people[at] for at in rest]
        if self._search(_where_vanishes(others, columns[pick]), theirs, left):
            return True
        return self._search(others, theirs, _with(left, people[pick]))

    def _reduced(
        self,
        columns: Sequence[tuple[int, ...]],
        people: Sequence[tuple[frozenset[str], ...]],
        left: tuple[frozenset[str], ...],
    ) -> tuple[list[tuple[int, ...]], list[tuple[frozenset[str], ...]], tuple[frozenset[str], ...]] | None:
        """The same with all that is decided taken out; None where too many people are left."""
        while not self.took_too_long:
            self._work += sum(map(len, columns))
            together: dict[tuple[int, ...], tuple[frozenset[str], ...]] = {}
            for column, who in zip(columns, people, strict=True):
                key = _scaled(column)
                together[key] = _with(together[key], who) if key in together else who
            fixed = [key for key in together if not any(key[1:])]
            for key in fixed:
                who = together.pop(key)
                left = _with(left, who) if key[0] else left
            if self._size(left) >= self._floor:
                return None
            undecided = {key: who for key, who in together.items() if self._size(_with(left, who)) > self._size(left)}
            columns, people = list(undecided), list(undecided.values())
            large = next((key for key, who in undecided.items() if self._size(_with(left, who)) >= self._floor), None)
            if large is None:
                return columns, people, left
            rest = [key for key in columns if key != large]
            people = [undecided[key] for key in rest]
            columns = _where_vanishes(rest, large)
        return None

    @staticmethod
    def _size(people: tuple[frozenset[str], ...]) -> int:
        return max(map(len, people), default=0)


def _with(some: tuple[frozenset[str], ...], others: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
    return tuple(one | other for one, other in zip(some, others, strict=True))


def _scaled(column: tuple[int, ...]) -> tuple[int, ...]:
    """Columns that vanish together are equal once their first entry that counts is 1."""
    lead = next((entry for entry in reversed(column) if entry), 1)
    if lead == 1:
        return column
    by = pow(lead, -1, _PRIME)
    return tuple(entry * by % _PRIME for entry in column)


def _where_vanishes(columns: Sequence[tuple[int, ...]], pivot: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The columns over the sums in which ``pivot`` is zero: one row fewer is free. ``pivot`` must have a free entry."""
    at = next(place for place in range(1, len(pivot)) if pivot[place])
    by = -pow(pivot[at], -1, _PRIME)
    factors = tuple(entry * by % _PRIME for entry in pivot[:at] + pivot[at + 1 :])
    left = []
    for column in columns:
        times, others = column[at], column[:at] + column[at + 1 :]
        if times:
            others = tuple((entry + times * factor) % _PRIME for entry, factor in zip(others, factors, strict=True))
        left.append(others)
    return left
