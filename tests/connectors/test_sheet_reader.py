from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from connectors.sheet_reader import RANGES_AT_ONCE, cell_name, spans_of


def test_neighbouring_columns_are_asked_for_together() -> None:
    assert spans_of([]) == []
    assert spans_of([3]) == [(3, 3)]
    assert spans_of({7, 2, 1, 4, 5, 6}) == [(1, 2), (4, 7)]


@given(st.sets(st.integers(0, 18_277), min_size=1, max_size=400))
def test_few_stretches_hold_every_column_and_nothing_more_than_they_must(columns: set[int]) -> None:
    spans = spans_of(columns)
    held = {column for left, right in spans for column in range(left, right + 1)}
    assert len(spans) <= RANGES_AT_ONCE
    assert columns <= held
    assert {end for span in spans for end in span} <= columns
    assert all(right < left for (_, right), (left, _) in pairwise(spans))
    if len(spans) < RANGES_AT_ONCE:
        assert held == columns


def test_a_cell_is_called_as_people_call_it() -> None:
    assert cell_name(7, 27) == "AB7"
