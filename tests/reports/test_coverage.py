from __future__ import annotations

import pytest

from reports.coverage import NOT_STATED, OTHER, WITHHELD, coverage_rows
from rounds.headlines import CoverageRow
from rounds.interviews import Interview
from rounds.round import Round
from tests.reports.small_worksheet import held, interview, round_of_two_forms

ROUND = round_of_two_forms(segments=({"key": "grade", "label": "Grade", "values": ("9", "10", "11")},))


def students(**heard: int) -> list[Interview]:
    grades = [grade for name, number in heard.items() for grade in [name.removeprefix("g")] * number]
    return [
        interview(f"s{n}", segments=(("grade", grade),) if grade else (), people=2) for n, grade in enumerate(grades)
    ]


def shown(rows: tuple[CoverageRow, ...], group: str) -> dict[str, str]:
    return {row.value: row.heard for row in rows if row.segment == group}


def test_a_small_group_is_withheld_with_another_so_that_it_cannot_be_subtracted() -> None:
    rows = coverage_rows(ROUND, students(g9=12, g10=3, g11=14))
    assert shown(rows, "Grade") == {"9": WITHHELD, "10": WITHHELD, "11": "14"}
    assert shown(rows, "Whole round") == {"Interviews": "29", "People": "58"}


def test_large_groups_are_shown_and_held_interviews_are_not_counted() -> None:
    rows = coverage_rows(ROUND, [*students(g9=10, g10=11, g11=12), held("h")])
    assert shown(rows, "Grade") == {"9": "10", "10": "11", "11": "12"}
    assert shown(rows, "Whole round")["Interviews"] == "33"


def test_answers_that_are_not_declared_and_missing_ones_are_counted_apart() -> None:
    rows = coverage_rows(ROUND, students(g9=20, g10=20, g11=20, g12=15, g=11))
    assert shown(rows, "Grade") == {"9": "20", "10": "20", "11": "20", OTHER: "15", NOT_STATED: "11"}


def test_a_segment_is_counted_over_the_forms_that_ask_for_it() -> None:
    caregivers = [interview(f"c{n}", source="caregiver") for n in range(15)]
    rows = coverage_rows(ROUND, [*students(g9=12, g10=12, g11=12), *caregivers])
    assert NOT_STATED not in shown(rows, "Grade")
    assert shown(rows, "Role") == {"student": "36", "caregiver": "15"}


def targets(**hoped: int) -> Round:
    wanted = {name.removeprefix("g"): number for name, number in hoped.items()}
    return round_of_two_forms(
        segments=({"key": "grade", "label": "Grade", "values": ("9", "10", "11"), "targets": wanted},)
    )


def statuses(rows: tuple[CoverageRow, ...]) -> list[tuple[str, str]]:
    return [(row.target, row.status) for row in rows if row.segment == "Grade"]


def test_the_status_says_whether_a_target_is_met() -> None:
    rows = coverage_rows(targets(g9=12, g10=20), students(g9=12, g10=12, g11=12))
    assert statuses(rows) == [("12", "target met"), ("20", "not yet"), ("", "")]


def test_withheld_groups_still_say_whether_their_target_is_met() -> None:
    rows = coverage_rows(targets(g9=8, g10=10), students(g9=12, g10=3, g11=14))
    assert statuses(rows) == [("8", "target met"), ("10", "not yet"), ("", "")]


@pytest.mark.parametrize(
    ("heard", "hoped", "expected"),
    [
        ({"g9": 14, "g10": 1, "g11": 30}, {"g9": 14, "g10": 15}, ""),  # of 15 together, 14 or 15 would be left
        ({"g9": 13, "g10": 2, "g11": 30}, {"g9": 12, "g10": 4}, "target met"),  # 12 to 15 are left
    ],
)
def test_a_status_that_would_nearly_give_a_withheld_number_away_is_left_out(
    heard: dict[str, int], hoped: dict[str, int], expected: str
) -> None:
    rows = coverage_rows(targets(**hoped), students(**heard))
    ninth = next(row for row in rows if row.value == "9")
    assert (ninth.heard, ninth.status) == (WITHHELD, expected)


def test_a_form_for_one_role_counts_for_a_declared_segment_of_roles() -> None:
    roles = ({"key": "role", "label": "Role", "values": ("student", "caregiver"), "targets": {"student": 10}},)
    told = [interview(f"s{n}", segments=(("role", "student"),)) for n in range(12)]
    told += [interview(f"c{n}", source="caregiver", segments=(("role", "caregiver"),)) for n in range(11)]
    grade = {"key": "grade", "label": "Grade", "values": ("9",)}
    rows = coverage_rows(round_of_two_forms(segments=(*roles, grade)), told)
    assert shown(rows, "Role") == {"student": "12", "caregiver": "11"}
    assert [row.status for row in rows if row.value == "student"] == ["target met"]
