"""Unknown whole numbers, what is known of their sums, and whether a sum can have one value only.

What is possible is an integer program (HiGHS). A second solution with another value proves that a sum is not pinned;
many are found by small steps from the true one, without the solver.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import highspy

Terms = dict[int, int]  # a sum: coefficients by the number of a variable


@dataclass(slots=True)
class Puzzle:
    """Unknown whole numbers, what is known of them, and the withheld sums. ``true`` is how it really was."""

    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    true: list[int] = field(default_factory=list)
    known: list[tuple[Terms, int, int]] = field(default_factory=list)
    withheld: dict[str, Terms] = field(default_factory=dict)

    def unknown(self, true: int, upper: int) -> int:
        """A number from 0 to ``upper``."""
        self.lower.append(0)
        self.upper.append(upper)
        self.true.append(true)
        return len(self.true) - 1

    def knows(self, terms: Terms, least: int, most: int) -> None:
        """The sum is between the two. Raises AssertionError where it really is not: then something false was told."""
        value = value_of(terms, self.true)
        assert least <= value <= most, "what was told is not true"
        self.known.append((terms, least, most))


def pinned(puzzle: Puzzle) -> list[str]:
    """The withheld sums that can have one value only."""
    open_ = dict(puzzle.withheld)
    start = {name: value_of(terms, puzzle.true) for name, terms in open_.items()}
    for other in _swaps(puzzle):
        open_ = {name: terms for name, terms in open_.items() if value_of(terms, other) == start[name]}
        if not open_:
            return []
    solver = _Solver(puzzle)
    found = []
    while open_:
        name, terms = open_.popitem()
        answers = [solver.best(terms, most=most) for most in (True, False)]
        if all(value_of(terms, answer) == start[name] for answer in answers):
            found.append(name)
        for answer in answers:
            open_ = {each: sums for each, sums in open_.items() if value_of(sums, answer) == start[each]}
    return found


def _swaps(puzzle: Puzzle) -> Iterable[list[int]]:
    """Solutions near the true one: a step of one number, or of two against each other, that breaks nothing known."""
    spread = [[(at, 1)] for at in range(len(puzzle.true))]
    pairs = [[(a, 1), (b, -1)] for a in range(len(puzzle.true)) for b in range(len(puzzle.true)) if a != b]
    for step in [*spread, *pairs[:400]]:
        for sign in (1, -1):
            other = list(puzzle.true)
            for at, by in step:
                other[at] += sign * by
            if _is_possible(puzzle, other, [at for at, _ in step]):
                yield other


def _is_possible(puzzle: Puzzle, values: Sequence[int], moved: Sequence[int]) -> bool:
    if any(not puzzle.lower[at] <= values[at] <= puzzle.upper[at] for at in moved):
        return False
    return all(least <= value_of(terms, values) <= most for terms, least, most in puzzle.known)


def value_of(terms: Terms, values: Sequence[int]) -> int:
    """The sum, where the unknowns are ``values``."""
    return sum(times * values[at] for at, times in terms.items())


class _Solver:
    """The integer program, solved by HiGHS for one sum after another."""

    def __init__(self, puzzle: Puzzle) -> None:
        self._size = len(puzzle.true)
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        for lower, upper in zip(puzzle.lower, puzzle.upper, strict=True):
            self._highs.addVar(lower, upper)
        for at in range(self._size):
            self._highs.changeColIntegrality(at, highspy.HighsVarType.kInteger)
        for terms, least, most in puzzle.known:
            self._highs.addRow(least, most, len(terms), list(terms), [float(times) for times in terms.values()])

    def best(self, terms: Terms, *, most: bool) -> list[int]:
        for at in range(self._size):
            self._highs.changeColCost(at, float(terms.get(at, 0)))
        sense = highspy.ObjSense.kMaximize if most else highspy.ObjSense.kMinimize
        self._highs.changeObjectiveSense(sense)
        self._highs.run()
        assert self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return [round(value) for value in self._highs.getSolution().col_value]
