"""Whether a new count, set against counts that were told before, would tell about a few people.

Whoever has two counts can subtract one from the other: what is left is a count of the interviews that came and went
between them. Whoever has several can add and subtract as they like. So each count is a row that says which interviews
it was counted over; a sum of rows that leaves only a few people is one that must not be possible.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from reports.sparse_sums import Atom, leaves_only_few


class Element(NamedTuple):
    """An interview in one state: somebody whose interview was edited has two. ``words`` marks what that one says."""

    person: str
    words: str
    state: str


Row = frozenset[Element]


def tells_on_few(told: Collection[Row], new: Row, floor: int) -> bool:
    """Whether a count over ``new`` and earlier counts over ``told`` say together what 1 to ``floor`` - 1 people said.

    A count over exactly the same interviews as one before adds nothing and is no matter here: whatever it tells, it
    tells about all of them.
    """
    rows = list(dict.fromkeys(row for row in told if row))
    if not rows or new in rows:
        return False
    if any(people_changed(row, new) < floor for row in rows):
        return True
    return len(rows) > 1 and leaves_only_few(_atoms([new, *rows]), floor)


def people_changed(then: Row, now: Row) -> int:
    """How many people can hide between two counts: those who came or those who went, and those who were edited.

    The larger of the two numbers and not their sum, as one who went and one who came may be one person whose interview
    got another id. An interview that says what it said before, as where a date was corrected, hides nobody.
    """
    return max(map(len, _hiding(then ^ now, (then, now))), default=0)


def _hiding(elements: Iterable[Element], rows: Collection[Row]) -> list[frozenset[str]]:
    """For each row, the people among ``elements`` that are in it; left out are those whose words did not change."""
    seen: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        for one in row:
            seen.setdefault(one.person, set()).add((one.words, one.state))
    only_corrected = {who for who, states in seen.items() if len({words for words, _ in states}) < len(states)}
    elements = [one for one in elements if one.person not in only_corrected]
    return [frozenset(one.person for one in elements if one in row) for row in rows]


def _atoms(rows: list[Row]) -> list[Atom]:
    """The interviews by which rows they are in, the new row first, with the people in them that can hide."""
    elements = frozenset[Element]().union(*rows)
    patterns: dict[Element, tuple[int, ...]] = {one: tuple(int(one in row) for row in rows) for one in elements}
    people = _hiding(elements, rows)
    hiding = frozenset[str]().union(*people)
    atoms: dict[tuple[int, ...], set[str]] = {}
    for one, pattern in patterns.items():
        atoms.setdefault(pattern, set()).update({one.person} & hiding)
    return [Atom(pattern, tuple(frozenset(who) if there else frozenset() for there in pattern))
            for pattern, who in sorted(atoms.items())]  # fmt: skip
