from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from reports.xlsx_text import MAX_CHARACTERS, cell_text, clean, line_count, put_text, row_points, split_text


@given(st.text(max_size=300), st.integers(5, 40), st.integers(1, 6))
def test_a_split_text_keeps_every_character_but_white_space(text: str, width: int, lines: int) -> None:
    parts = split_text(text, width=width, lines=lines)
    assert "".join("".join(parts).split()) == "".join(text.split())


@given(st.text("ab .!\n", max_size=400), st.integers(5, 40), st.integers(1, 6))
def test_no_part_is_taller_than_asked(text: str, width: int, lines: int) -> None:
    assert all(line_count(part, width) <= lines for part in split_text(text, width=width, lines=lines))


def test_a_text_is_cut_between_sentences() -> None:
    text = "One short sentence. Another one here. And a third one."
    assert split_text(text, width=20, lines=2) == ["One short sentence. Another one here.", "And a third one."]
    assert split_text(text, width=20, lines=1) == ["One short sentence.", "Another one here.", "And a third one."]


def test_a_short_text_is_one_part_and_no_text_is_none() -> None:
    assert split_text(" Band.\n", width=20, lines=2) == ["Band."]
    assert split_text("  \n ", width=20, lines=2) == []


@pytest.mark.parametrize("text", ['=IMPORTXML("http://x.example")', "+1", "-nobody", "@sum", "#N/A", "1420"])
def test_text_stays_text_whatever_it_looks_like(text: str) -> None:
    cell = Workbook().worksheets[0].cell(1, 1)
    put_text(cell, text)
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_formula_to_be_is_quoted_so_that_editing_it_does_not_run_it() -> None:
    sheet = Workbook().worksheets[0]
    put_text(sheet.cell(1, 1), "=1+1")
    put_text(sheet.cell(1, 2), "one")
    assert sheet.cell(1, 1).quotePrefix
    assert not sheet.cell(1, 2).quotePrefix


def test_what_a_workbook_cannot_hold_is_taken_out() -> None:
    assert clean("a\x00b\x1b\ud800c\r\nd\te\ufffe") == "abc\nd\te"


def test_a_cell_takes_no_more_than_excel_can_open() -> None:
    cell = Workbook().worksheets[0].cell(1, 1)
    put_text(cell, "x" * 40_000)
    assert len(cell.value) == MAX_CHARACTERS


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (3.0, "3"), (2.5, "2.5"), (True, "TRUE"), (" x ", "x"),
        (datetime(2026, 5, 1), "2026-05-01"), (datetime(2026, 5, 1, 8, 30), "2026-05-01T08:30:00"),
        (date(2026, 5, 1), "2026-05-01"),
    ],
)  # fmt: skip
def test_what_people_type_is_read_as_they_see_it(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_rows_grow_with_their_lines_up_to_what_excel_allows() -> None:
    assert row_points(1) < row_points(2) < row_points(2, font=14)
    assert row_points(100) == 409
