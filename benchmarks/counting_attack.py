"""Somebody who has every release and every margin tries to pin a number that was withheld.

The attacker knows each person: who was asked, in which group, who came, who left, who corrected an answer. Of what
they said only what was told is known: totals, words, splits. A number is pinned where it can have one value only. What
is possible is an integer program; a second solution with another value is proof that nothing is pinned.

Run all: ``python -m benchmarks.counting_attack [NUMBER]``.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.counting_puzzle import Puzzle, Terms, pinned, value_of
from benchmarks.counting_tables import REST, Person, World, random_world
from reports.small_groups import EXACT, FEW, MANY, MOST, NEARLY_ALL, ONE_OR_TWO, SOME, rough_weight, weigh
from rounds.releases import GroupsTold, ThemeTold

# What was said: who is in which group is known, what they said is not


def theme_puzzle(world: World, theme: str) -> Puzzle:
    """What the attacker knows of one theme, by group and by what became of the people between the releases."""
    puzzle = Puzzle()
    here = {moment: {one.id: one for one in world.at(moment)} for moment in (0, 1)}
    at: list[dict[str, Terms]] = [{}, {}]  # the sum for each group at each release
    common: Terms = {}
    for group in [*world.groups, REST]:
        stayed, left, came, edited = _classes(world, here, group)
        before, gone, new = (_unknown(puzzle, people, theme) for people in (stayed, left, came))
        after = before
        if world.recoded:
            after = _unknown(puzzle, [here[1][one.id] for one in stayed], theme)
        old = _unknown(puzzle, edited, theme)
        corrected = _unknown(puzzle, [here[1][one.id] for one in edited], theme)
        at[0][group] = before | gone | old
        at[1][group] = after | new | corrected
        common |= after
        _withhold_few(puzzle, world, group, {"left": (left, gone), "came": (came, new), "edited": (edited, corrected)})
    _add_theme(puzzle, world, theme, at, common)
    return puzzle


def _classes(world: World, here: dict[int, dict[str, Person]], group: str) -> tuple[list[Person], ...]:
    of = [[one for one in world.at(moment) if one.group == group] for moment in (0, 1)]
    both = [one for one in of[0] if one.id in here[1]]
    stayed = [one for one in both if here[1][one.id].edit == one.edit]
    left = [one for one in of[0] if one.id not in here[1]]
    came = [one for one in of[1] if one.id not in here[0]]
    return stayed, left, came, [one for one in both if here[1][one.id].edit != one.edit]


def _unknown(puzzle: Puzzle, people: Sequence[Person], theme: str) -> Terms:
    if not people:
        return {}
    return {puzzle.unknown(sum(theme in one.themes for one in people), len(people)): 1}


def _withhold_few(puzzle: Puzzle, world: World, group: str, changed: dict[str, tuple[list[Person], Terms]]) -> None:
    """What few people said who came, left or corrected themselves is never told.

    That none of many did is no number of few: only they may be known to have said nothing.
    """
    for what, (people, terms) in changed.items():
        if 0 < len(people) < world.round.floor and any(puzzle.true[at] for at in terms):
            puzzle.withheld[f"{what} {group}"] = terms


def _add_theme(puzzle: Puzzle, world: World, theme: str, at: list[dict[str, Terms]], common: Terms) -> None:
    for moment, release in enumerate(world.releases):
        told = next((each for each in release.themes if each.name == theme), None)
        if told is None:
            continue
        splits = {each.of: each for each in release.splits if each.theme == theme}
        everybody = _together(at[told.of].values())
        if told.rough:
            _knows_word(puzzle, common, _asked(puzzle, common), told.weight, rough=True)
        else:
            _knows_theme(puzzle, world, told, everybody)
        for of, split in splits.items():
            for cell in split.cells:
                puzzle.knows(at[of][cell.group], cell.said, cell.said)
        if moment not in splits:
            _withhold_cells(puzzle, world, moment, at)


def _withhold_cells(puzzle: Puzzle, world: World, moment: int, at: list[dict[str, Terms]]) -> None:
    """The cells of a split that is not shown; a group that is everybody is the total."""
    sizes = Counter(one.group for one in world.at(moment))
    shown = {(split.of, cell.group) for release in world.releases for split in release.splits for cell in split.cells}
    shown |= {(of, REST) for of, _ in shown}  # the total without the split; as large as a cell has to be
    shown |= {(1 - of, group) for of, group in shown if at[0][group] == at[1][group]}
    floor = world.round.floor
    for group, number in sizes.items():
        said = value_of(at[moment][group], puzzle.true)
        if not at[0][group] and floor <= said <= number - floor:
            continue  # a whole group that came at once, large enough on both sides to be told
        if len(sizes) > 1 and (moment, group) not in shown and at[moment][group]:
            puzzle.withheld[f"cell {moment} {group}"] = at[moment][group]


def _knows_theme(puzzle: Puzzle, world: World, told: ThemeTold, everybody: Terms) -> None:
    asked = len(world.at(told.of))
    if told.weight == EXACT and told.said is not None:
        assert told.asked == asked
        puzzle.knows(everybody, told.said, told.said)
        return
    sensitive = any(idea.sensitive and idea.name == told.name for idea in world.round.themes)
    _knows_word(puzzle, everybody, asked, told.weight, sensitive=sensitive)
    if asked > 1:
        puzzle.withheld[f"total {told.of}"] = everybody


def _knows_word(
    puzzle: Puzzle, terms: Terms, asked: int, weight: str, *, sensitive: bool = False, rough: bool = False
) -> None:
    fits = [
        n
        for n in range(asked + 1)
        if (rough_weight(n, asked) if rough else weigh(n, asked, sensitive=sensitive)) == weight
    ]
    assert weight in (FEW, ONE_OR_TWO, SOME, MANY, MOST, NEARLY_ALL)
    if terms:
        puzzle.knows(terms, fits[0], fits[-1])
        if rough:
            puzzle.withheld["total of those who stayed"] = terms


def _asked(puzzle: Puzzle, terms: Terms) -> int:
    return sum(puzzle.upper[at] for at in terms)


def _together(sums: Iterable[Terms]) -> Terms:
    return {at: times for terms in sums for at, times in terms.items()}


# Who was asked: how many are in a group is not known, how many came and left in all is


def sizes_puzzle(world: World) -> Puzzle:
    """What the attacker knows of the sizes of groups."""
    puzzle = Puzzle()
    of = [Counter(one.group for one in world.at(moment) if one.group != REST) for moment in (0, 1)]
    ids = [{one.id: one.group for one in world.at(moment) if one.group != REST} for moment in (0, 1)]
    came = Counter(group for key, group in ids[1].items() if key not in ids[0])
    left = Counter(group for key, group in ids[0].items() if key not in ids[1])
    everybody = sum(of[0].values())
    at: list[dict[str, Terms]] = [{}, {}]
    for group in world.groups:
        size = puzzle.unknown(of[0][group], everybody)
        new, gone = (puzzle.unknown(some[group], some.total()) for some in (came, left))
        puzzle.knows({size: 1, gone: -1}, 0, everybody)
        at[0][group], at[1][group] = {size: 1}, {size: 1, new: 1, gone: -1}
    for number, total in ((0, everybody), (1, came.total()), (2, left.total())):
        puzzle.knows({3 * nth + number: 1 for nth in range(len(world.groups))}, total, total)
    for release in world.releases:
        for told in release.groups:
            _knows_sizes(puzzle, told, at)
    return puzzle


def _knows_sizes(puzzle: Puzzle, told: GroupsTold, at: list[dict[str, Terms]]) -> None:
    for group in told.groups:
        terms = at[told.of][group.name]
        if group.interviews is not None:
            puzzle.knows(terms, group.interviews, group.interviews)
            continue
        value = value_of(terms, puzzle.true)
        if 0 < value < sum(value_of(each, puzzle.true) for each in at[told.of].values()):
            puzzle.withheld[f"size {told.of} {group.name}"] = terms  # an empty group is nobody, a single one is all
        if group.target is not None and group.is_met is not None:
            puzzle.knows(terms, *((group.target, 10**6) if group.is_met else (0, group.target - 1)))


# All of it


@dataclass(slots=True)
class Found:
    """What many attacks came to."""

    tables: int = 0
    withheld: int = 0
    with_a_split: int = 0
    with_both_splits: int = 0
    counted_anew: int = 0
    stayed: int = 0
    pinned: list[str] = field(default_factory=list)


def attack(seeds: Iterable[int]) -> Found:
    """Attacks a table for each seed."""
    found = Found()
    for seed in seeds:
        world = random_world(seed)
        told = [theme.name for release in world.releases for theme in release.themes]
        puzzles = [theme_puzzle(world, theme) for theme in world.themes if theme in told] + [sizes_puzzle(world)]
        for puzzle in puzzles:
            found.withheld += len(puzzle.withheld)
            found.pinned += [f"table {seed}: {name}" for name in pinned(puzzle)]
        _count(found, world)
    return found


def _count(found: Found, world: World) -> None:
    shown = [[split for split in release.splits if split.of == moment] for moment, release in enumerate(world.releases)]
    found.tables += 1
    found.with_a_split += any(map(bool, shown))
    found.with_both_splits += all(map(bool, shown))
    found.counted_anew += world.releases[1].totals.of == 1
    found.stayed += any(theme.of == 0 or theme.rough for theme in world.releases[1].themes)


def main() -> int:
    """Prints what was found; 1 if anything was pinned."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    start = time.perf_counter()
    found = attack(range(number))
    print(f"{found.tables} tables with {found.withheld} withheld numbers in {time.perf_counter() - start:.0f} s")
    print(f"a split was shown in {found.with_a_split}, another in both releases in {found.with_both_splits}")
    print(f"totals counted anew in {found.counted_anew}, some count stayed as told in {found.stayed}")
    print(f"pinned: {len(found.pinned)}")
    for line in found.pinned[:20]:
        print(f"  {line}")
    return int(bool(found.pinned))


if __name__ == "__main__":
    sys.exit(main())
