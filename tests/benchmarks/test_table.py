"""Bars and columns."""

from __future__ import annotations

import pytest

from benchmarks.table import Row, table

RECALL = Row("names", "names masked", must=0.92, aim=0.97)
COST = Row("cost", "innocent characters", must=0.018, aim=0.008, lower_is_better=True)


@pytest.mark.parametrize(
    ("row", "value", "verdict"),
    [
        (RECALL, 0.92, "ok"),
        (RECALL, 0.919, "FAIL"),
        (RECALL, 0.97, "aim"),
        (RECALL, None, ""),
        (COST, 0.018, "ok"),
        (COST, 0.019, "FAIL"),
        (COST, 0.0, "aim"),
        (Row("x", "no bar"), 0.5, ""),
        (Row("x", "no aim", must=0.5), 1.0, "ok"),
    ],
)
def test_a_value_is_held_against_its_bars(row: Row, value: float | None, verdict: str) -> None:
    assert row.verdict(value) == verdict


def test_the_table_judges_one_column_and_leaves_empty_rows_out() -> None:
    lines = list(table((RECALL, COST), {"stock": {"names": 0.5}, "ours": {"names": 0.95}}, "ours"))
    assert [line.split() for line in lines] == [
        ["stock", "ours", "must", "aim", "result"],
        ["names", "masked", "0.500", "0.950", "0.920", "0.970", "ok"],
    ]
