"""Somebody who has all releases and all margins pins no withheld number.

All 2,000 tables: ``python -m benchmarks.counting_attack``.
"""

from __future__ import annotations

from dataclasses import replace

from benchmarks.counting_attack import attack, sizes_puzzle, theme_puzzle
from benchmarks.counting_puzzle import Puzzle, pinned
from benchmarks.counting_tables import random_world
from rounds.releases import GroupsTold, GroupTold


def test_random_tables_over_two_releases_pin_nothing() -> None:
    found = attack(range(300))
    assert found.pinned == []
    assert found.tables == 300
    assert found.withheld > 5_000
    assert found.with_a_split > 50  # where nothing is shown, nothing could be pinned
    assert found.with_both_splits > 3
    assert found.counted_anew > 100
    assert found.stayed > 100


def three_grades(*shown: int | None) -> Puzzle:
    """9/10/11 = 12/3/14, total 29."""
    puzzle = Puzzle()
    grades = [puzzle.unknown(number, 29) for number in (12, 3, 14)]
    puzzle.knows(dict.fromkeys(grades, 1), 29, 29)
    for grade, number in zip(grades, shown, strict=True):
        if number is None:
            puzzle.withheld[f"grade {grade}"] = {grade: 1}
        else:
            puzzle.knows({grade: 1}, number, number)
    return puzzle


def test_a_small_group_that_is_withheld_alone_is_pinned() -> None:
    assert pinned(three_grades(12, None, 14)) == ["grade 1"]
    assert pinned(three_grades(None, None, 14)) == []


def test_a_withdrawal_whose_counts_are_told_again_is_pinned() -> None:
    puzzle = Puzzle()
    stayed, left = puzzle.unknown(22, 41), puzzle.unknown(1, 1)
    puzzle.knows({stayed: 1, left: 1}, 23, 23)
    puzzle.withheld["left"] = {left: 1}
    assert pinned(puzzle) == []
    puzzle.knows({stayed: 1}, 22, 22)
    assert pinned(puzzle) == ["left"]


def test_the_same_attack_wins_where_a_round_tells_every_total_anew() -> None:
    won = 0
    for seed in range(60):
        world = random_world(seed)
        for theme in world.themes:
            told = next((each for each in world.releases[0].themes if each.name == theme), None)
            if told and told.said is not None and not world.recoded:
                now = sum(theme in one.themes for one in world.after)
                anew = replace(told, of=1, weight="exact", said=now, asked=len(world.after))
                world.releases[1] = replace(world.releases[1], themes=(anew,))
                won += bool(pinned(theme_puzzle(world, theme)))
    assert won > 3


def test_the_same_attack_wins_where_groups_are_withheld_without_another_beside_them() -> None:
    won = 0
    for seed in range(40):
        world = random_world(seed)
        for moment, release in enumerate(world.releases):
            sizes = {name: sum(one.group == name for one in world.at(moment)) for name in world.groups}
            small = {name for name, number in sizes.items() if 0 < number < world.round.floor}
            groups = tuple(GroupTold(name, None if name in small else number) for name, number in sizes.items())
            alone = GroupsTold("group", groups, ("asks",), moment)
            world.releases[moment] = replace(release, groups=(alone,))
        won += bool(pinned(sizes_puzzle(world)))
    assert won > 3
