"""How many heard back: when it may be told, and when what was told stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reports.told_rate import told_rate, told_sum
from rounds.releases import ToldSum
from rounds.summary import ToldBack
from rounds.told import ToldReport
from tests.rounds.samples import NOON


def report(id: str, interviewer: str | None, told: int = 3, of: int = 4, day: int = 0) -> ToldReport:  # noqa: A002
    return ToldReport(id, "later", interviewer, told, of, NOON + timedelta(days=day))


def reports(names: str, **fields: int) -> list[ToldReport]:
    return [report(name, name, **fields) for name in names]


def mark(*parts: str) -> str:
    return "/".join(parts)


def told_after(*each: list[ToldReport]) -> list[ToldSum]:
    """The sums of summaries that were sent one after the other."""
    earlier: list[ToldSum] = []
    for one in each:
        found = told_sum(one, earlier, mark)
        earlier += [found] if found else []
    return earlier


@pytest.mark.parametrize(
    ("reports", "team", "expected"),
    [
        ([], "ABC", None),
        (reports("A"), "ABC", ToldBack(None, None, 1, 3)),
        (reports("AB"), "ABC", ToldBack(None, None, 2, 3)),
        (reports("ABC"), "ABCD", ToldBack(9, 12, 3, 4)),
        (reports("AB"), "AB", ToldBack(None, None, 2, 2)),
        (reports("A"), "A", ToldBack(None, None, 1, 1)),
        (reports("XA"), "AB", ToldBack(None, None, 2, 3)),
        ([report("1", None), report("2", None), report("3", None)], "AB", ToldBack(9, 12, 3, 3)),
        (reports("ABC"), "", ToldBack(9, 12, 3, 3)),
    ],
)
def test_numbers_are_told_when_three_have_reported(
    reports: list[ToldReport], team: str, expected: ToldBack | None
) -> None:
    assert told_rate(reports, list(team), [], mark) == expected


def test_the_fourth_report_alone_is_not_told_by_a_new_sum() -> None:
    earlier = told_after(reports("ABC"))
    fourth = [*reports("ABC"), report("D", "D", told=0, of=8)]
    assert told_rate(fourth, "ABCDEF", earlier, mark) == ToldBack(9, 12, 3, 6)
    assert told_rate([*fourth, *reports("EF")], "ABCDEF", earlier, mark) == ToldBack(15, 28, 6, 6)


def test_reports_that_changed_count_as_those_that_are_new() -> None:
    earlier = told_after(reports("ABCD"))
    two = [*reports("AB", told=4), *reports("CD")]
    assert told_sum(two, earlier, mark) == earlier[0]
    three = [*reports("ABC", told=4), *reports("D")]
    assert told_sum(three, earlier, mark) != earlier[0]


def test_a_sum_is_held_against_all_that_were_told_before() -> None:
    earlier = told_after(reports("ABC"), reports("ABCDEF"))
    assert len(set(earlier)) == 2
    assert told_sum(reports("ABCG"), earlier, mark) == earlier[-1]


def test_what_was_told_stays_when_reports_are_deleted() -> None:
    earlier = told_after(reports("ABC"))
    assert told_rate(reports("A"), "ABCD", earlier, mark) == ToldBack(9, 12, 3, 4)
    assert told_rate([], "ABCD", earlier, mark) == ToldBack(9, 12, 3, 4)
