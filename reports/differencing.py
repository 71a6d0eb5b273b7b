"""Whether a new count, set against counts that were told before, would tell about a few people.

Whoever has two counts can subtract one from the other: what is left is a count of the interviews that came and went
between them. Whoever has several can add and subtract as they like. So each count is a row that says which interviews
it was counted over; a sum of rows that leaves only a few people is one that must not be possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

Element = tuple[str, str]  # an interview, and a state of it: an edited interview is another element of the same person

_MOST_TRIES = 2000  # sets of people that are tried; with more of them, the answer is yes


def tells_on_few(told: Collection[frozenset[Element]], new: frozenset[Element], floor: int) -> bool:
    """Whether a count over ``new`` and earlier counts over ``told`` say together what 1 to ``floor`` - 1 people said.

    A count over exactly the same interviews as one before adds nothing and is no matter here: whatever it tells, it
    tells about all of them.
    """
    rows = list({row for row in told if row})
    if not rows or new in rows:
        return False
    if any(len({interview for interview, _ in row ^ new}) < floor for row in rows):
        return True
    return len(rows) > 1 and _sums_tell(rows, new, floor)


def _sums_tell(rows: Sequence[frozenset[Element]], new: frozenset[Element], floor: int) -> bool:
    """Whether some sum of ``rows`` and ``new`` leaves only few people, and no sum of ``rows`` alone does."""
    all_rows = [*rows, new]
    atoms: dict[tuple[int, ...], set[str]] = defaultdict(set)
    for element in frozenset().union(*all_rows):
        atoms[tuple(int(element in row) for row in all_rows)].add(element[0])
    columns = list(atoms)
    small = [column for column in columns if len(atoms[column]) < floor]
    for tries, few in enumerate(_largest_sets(small, atoms, floor), 1):
        if tries > _MOST_TRIES:
            return True
        rest = [column for column in columns if column not in few]
        if _hidden_sums(columns, rest, len(all_rows)) > _hidden_sums(columns, rest, len(rows)):
            return True
    return False


def _hidden_sums(columns: Sequence[tuple[int, ...]], rest: Sequence[tuple[int, ...]], rows: int) -> int:
    """How many independent sums of the first ``rows`` rows are zero on ``rest`` and not everywhere."""
    return _rank(columns, rows) - _rank(rest, rows)


def _largest_sets(
    small: Sequence[tuple[int, ...]], atoms: dict[tuple[int, ...], set[str]], floor: int
) -> Iterator[frozenset[tuple[int, ...]]]:
    """Sets of atoms with fewer than ``floor`` people together, to which no other can be added."""
    order = sorted(small, key=lambda atom: len(atoms[atom]))

    def fits(chosen: Collection[tuple[int, ...]]) -> bool:
        return len(set().union(*(atoms[each] for each in chosen))) < floor

    def grow(chosen: list[tuple[int, ...]], start: int) -> Iterator[frozenset[tuple[int, ...]]]:
        later = [place for place in range(start, len(order)) if fits([*chosen, order[place]])]
        for place in later:
            yield from grow([*chosen, order[place]], place + 1)
        if chosen and not later:
            yield frozenset(chosen)

    return grow([], 0)


def _rank(columns: Sequence[tuple[int, ...]], rows: int) -> int:
    """The rank of a matrix of zeros and ones, given by its columns, of which the first ``rows`` entries count."""
    vectors = [[Fraction(entry) for entry in column[:rows]] for column in set(columns)]
    rank = 0
    for place in range(rows):
        pivot = next((vector for vector in vectors[rank:] if vector[place]), None)
        if pivot is None:
            continue
        at = vectors.index(pivot, rank)
        vectors[rank], vectors[at] = vectors[at], vectors[rank]
        for lower in range(rank + 1, len(vectors)):
            factor = vectors[lower][place] / vectors[rank][place]
            vectors[lower] = [a - factor * b for a, b in zip(vectors[lower], vectors[rank], strict=True)]
        rank += 1
    return rank
