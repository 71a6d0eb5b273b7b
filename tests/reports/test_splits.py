"""A theme by a segment: nothing until a lead asks, and then only large groups."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from rounds.interviews import Interview
from rounds.summary import Split, SplitCell, Summary
from tests.reports.counted_rounds import Walk, counted_round, counts_of, ids, people, person, said

GROUPS = {"9": (30, 12), "10": (40, 20), "11": (25, 15)}  # of so many, so many said it


def grades(groups: dict[str, tuple[int, int]] = GROUPS, start: int = 0) -> list[Interview]:
    return [one for grade, (number, _) in groups.items() for one in people(number, grade, start=start)]


def sayers(groups: dict[str, tuple[int, int]] = GROUPS, start: int = 0) -> list[str]:
    return [name for grade, (_, number) in groups.items() for name in ids(people(number, grade, start=start))]


def walk(**settings: object) -> Walk:
    return Walk(counted_round(**({"splits": ("grade",)} | settings)))


def cells(summary: Summary) -> dict[str, tuple[int, int]]:
    (split,) = summary.splits
    return {cell.group: (cell.said, cell.asked) for cell in split.cells}


def test_without_a_lead_who_asks_nothing_is_split() -> None:
    assert walk(splits=()).look(grades(), {"Buses": sayers()}).splits == ()


def test_large_groups_are_shown_in_their_declared_order() -> None:
    summary = walk().look(grades(), {"Buses": sayers()})
    assert summary.splits == (
        Split("Buses", "Grade", (SplitCell("9", 12, 30), SplitCell("10", 20, 40), SplitCell("11", 15, 25))),
    )


@pytest.mark.parametrize(
    "small",
    [
        {"9": (30, 9)},
        {"9": (30, 21)},
        {"9": (30, 0)},
        {"9": (30, 30)},
        {"9": (3, 1)},
        {"9": (19, 10)},
    ],
)
def test_one_small_cell_withholds_the_whole_split(small: dict[str, tuple[int, int]]) -> None:
    groups = GROUPS | small
    summary = walk().look(grades(groups), {"Buses": sayers(groups)})
    assert summary.splits == (Split("Buses", "Grade", ()),)
    assert counts_of(summary)["Buses"].startswith(str(len(sayers(groups))))


def test_the_floor_of_the_round_counts() -> None:
    groups = {"9": (12, 6), "10": (12, 5)}
    assert cells(walk().look(grades(groups), {"Buses": sayers(groups)})) == {}
    assert cells(walk(floor=5).look(grades(groups), {"Buses": sayers(groups)})) == {"9": (6, 12), "10": (5, 12)}


def test_a_round_of_example_size_shows_no_split_withholds_the_small_grade_with_another_and_counts_the_theme() -> None:
    groups = {"9": (12, 3), "10": (3, 1), "11": (14, 3)}
    told = walk(targets={"9": 10, "10": 10, "11": 10})
    summary = told.tell(grades(groups), {"Buses": sayers(groups)})
    assert [(group.name, group.interviews) for group in summary.coverage[0].groups] == [
        ("9", None),
        ("10", None),
        ("11", 14),
    ]
    assert (summary.interviews, counts_of(summary), cells(summary)) == (29, {"Buses": "7 of 29"}, {})
    after = told.look([*grades(groups), person("one more", "10")], {"Buses": [*sayers(groups), "one more"]})
    assert (after.interviews, counts_of(after), cells(after)) == (29, {"Buses": "7 of 29"}, {})


def test_a_sensitive_theme_is_never_split() -> None:
    for settings in ({"themes": ({"name": "Buses", "sensitive": True},)}, {}):
        theme = "Buses" if settings else "Anxiety in class"
        summary = walk(**settings).look(grades(), {theme: sayers()})
        assert summary.splits == (Split(theme, "Grade", ()),)


def test_somebody_in_two_groups_withholds_the_split() -> None:
    both = person("both", segments=(("grade", "9"), ("grade", "10")))
    assert cells(walk().look([*grades(), both], {"Buses": sayers()})) == {}


def test_few_who_did_not_state_their_group_withhold_the_split() -> None:
    assert cells(walk().look([*grades(), *people(3, None)], {"Buses": sayers()})) == {}
    silent = people(22, None)
    summary = walk().look([*grades(), *silent], {"Buses": [*sayers(), *ids(silent)[:11]]})
    assert cells(summary)["Not stated"] == (11, 22)


def test_a_few_whose_form_does_not_ask_for_the_segment_withhold_it_as_the_rest_of_the_theme() -> None:
    for number, told in ((15, 0), (19, 10), (25, 10)):
        families = people(number, source="caregiver")
        summary = walk().look([*grades(), *families], {"Buses": [*sayers(), *ids(families)[:told]]})
        assert bool(cells(summary)) == (number == 25)


@pytest.mark.parametrize(
    ("joined", "joined_said", "shown"),
    [
        ({"9": 1}, {"9": 1}, None),
        ({"9": 12}, {"9": 12}, None),
        ({"9": 20}, {"9": 9}, None),
        ({"9": 20}, {"9": 10}, {"9": (22, 50), "10": (20, 40), "11": (15, 25)}),
        ({"9": 20, "10": 1}, {"9": 10}, None),
        ({"9": 20, "10": 22}, {"9": 10, "10": 11}, {"9": (22, 50), "10": (31, 62), "11": (15, 25)}),
    ],
)
def test_a_split_is_shown_again_only_where_nobody_can_subtract_the_one_before(
    joined: dict[str, int], joined_said: dict[str, int], shown: dict[str, tuple[int, int]] | None
) -> None:
    told = walk()
    first = told.tell(grades(), {"Buses": sayers()})
    new = {grade: (number, joined_said.get(grade, 0)) for grade, number in joined.items()}
    everybody, said_it = [*grades(), *grades(new, start=100)], [*sayers(), *sayers(new, start=100)]
    assert cells(told.look(everybody, {"Buses": said_it})) == (shown or cells(first))


def test_after_somebody_left_a_split_stays_as_it_was_told() -> None:
    told = walk()
    first = told.tell(grades(), {"Buses": sayers()})
    assert cells(told.tell(grades()[1:], {"Buses": sayers()})) == cells(first)
    assert cells(told.look(grades()[12:], {"Buses": sayers()})) == cells(first)


def test_a_split_that_is_asked_for_later_is_held_against_the_totals_that_were_told() -> None:
    told = walk(splits=())
    told.tell(grades(), {"Buses": sayers()})
    told.round = walk().round
    assert cells(told.look([*grades(), person("x", "9")], {"Buses": sayers()})) == {}
    assert cells(told.look(grades()[15:], {"Buses": sayers()})) == {}
    assert cells(told.look(grades(), {"Buses": sayers()})) == GROUPS_SAID


GROUPS_SAID = {grade: (number, asked) for grade, (asked, number) in GROUPS.items()}


def test_a_theme_that_was_told_in_words_is_not_split() -> None:
    told = walk()
    told.tell(grades(), {"Cars": sayers()})
    later = told.look([*grades(), person("x", "9")], {"Buses": sayers()})
    assert (counts_of(later), cells(later)) == ({"Buses": "many"}, {})


def test_a_second_segment_whose_groups_differ_from_the_first_by_one_person_is_withheld() -> None:
    def in_house(one: Interview, house: str) -> Interview:
        return person(one.id, segments=(*one.segments, ("house", house)))

    def houses(moved: Sequence[str]) -> list[Interview]:
        of = {"9": "red", "10": "blue", "11": "green"}
        return [in_house(one, "blue" if one.id in moved else of[dict(one.segments)["grade"]]) for one in grades()]

    columns = (
        {"title": "Tell me about a day.", "role": "note", "key": "day"},
        {"title": "Grade", "role": "segment", "key": "grade"},
        {"title": "House", "role": "segment", "key": "house"},
    )
    settings = {
        "splits": ("grade", "house"),
        "sources": ({"key": "student", "file": "s.csv", "columns": columns},),
        "segments": (
            {"key": "grade", "label": "Grade", "values": ("9", "10", "11")},
            {"key": "house", "label": "House", "values": ("red", "blue", "green")},
        ),
    }
    for moved, shown in (((), [3, 3]), (("student-9-000",), [3, 0]), (ids(people(6)), [3, 0])):
        summary = Walk(counted_round(**settings)).look(houses(moved), {"Buses": sayers()})
        assert [len(split.cells) for split in summary.splits] == shown


def test_a_theme_of_another_question_is_split_over_those_who_were_asked() -> None:
    summary = walk().look([*grades(), *people(5, source="caregiver")], said("Classes", sayers(), "class"))
    assert cells(summary) == GROUPS_SAID
