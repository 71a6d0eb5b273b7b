"""Who listens to a worksheet, enlarges it or sees no colours finds in it what others find."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.worksheet_tabs import COVERAGE, HEADLINES, PREDICTIONS, SET_ASIDE, THEMES
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import CoverageRow
from tests.reports.small_worksheet import Editing, plan, three_interviews

TABLES = {HEADLINES: "Interview", THEMES: "Theme", PREDICTIONS: "Prediction", COVERAGE: "Group", SET_ASIDE: "Interview"}
SMALLEST = 11  # points
ENOUGH, ENOUGH_WHERE_LARGE = 4.5, 3.0  # to 1; WCAG 2.2, success criterion 1.4.3


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """A worksheet that pairs wrote in, with rows set aside."""
    path: Path = tmp_path_factory.mktemp("read") / "headlines.xlsx"
    full = replace(plan(), coverage=(CoverageRow("Grade", "9", "12", "12", "met"),))
    write_worksheet(full, path)
    with Editing(path) as editing:
        for row in (2, 8, 14, 26):
            editing.headlines.type(row, Headline="Nobody asked where he was.", Dissent="x", Surprise="x")
    write_worksheet(plan(three_interviews()[:2]), path)
    write_worksheet(replace(plan(three_interviews()[:2]), coverage=full.coverage), path)
    return load_workbook(path)


def header_row(sheet: Worksheet, first: str) -> int:
    return next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == first)


def filled(sheet: Worksheet) -> list[Cell]:
    return [cell for row in sheet.iter_rows() for cell in row if cell.value]


def visible(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


@pytest.mark.parametrize(("title", "first"), TABLES.items())
def test_each_table_has_one_row_of_headings_that_stays_in_view_and_is_printed_on_each_page(
    book: Workbook, title: str, first: str
) -> None:
    sheet = book[title]
    header = header_row(sheet, first)
    headings = [cell.value for cell in sheet[header] if cell.value]
    width = max(cell.column for cell in filled(sheet) if cell.row >= header)
    assert len(headings) == len(set(headings)) == width
    assert all(isinstance(heading, str) and "\n" not in heading for heading in headings)
    assert sheet.freeze_panes in (f"A{header + 1}", f"B{header + 1}")
    assert sheet.print_title_rows == f"${header}:${header}"


def test_no_cell_is_merged(book: Workbook) -> None:
    assert not [sheet.title for sheet in book.worksheets if sheet.merged_cells.ranges]


def test_the_file_says_its_title_and_language_and_its_tabs_have_names_of_their_own(book: Workbook) -> None:
    assert book.properties.title == "Attendance, fall"
    assert book.properties.language == "en"
    titles = [sheet.title.casefold() for sheet in book.worksheets]
    assert len(titles) == len(set(titles))
    assert not any(title.startswith("sheet") for title in titles)


def test_what_is_hidden_holds_nothing_that_people_need(book: Workbook) -> None:
    hidden = {
        (sheet.title, sheet[f"{letter}{header_row(sheet, TABLES[sheet.title])}"].value)
        for sheet in visible(book)
        for letter, column in sheet.column_dimensions.items()
        if column.hidden
    }
    assert {heading for _, heading in hidden} == {"Row"}  # ids for the next writing
    assert not [sheet.title for sheet in visible(book) if any(row.hidden for row in sheet.row_dimensions.values())]


def test_text_is_large_enough_and_stands_out_from_its_ground(book: Workbook) -> None:
    for sheet in visible(book):
        for cell in filled(sheet):
            place = f"{sheet.title}!{cell.coordinate}"
            assert cell.font.size >= SMALLEST, place
            is_large = cell.font.size >= 18 or (cell.font.bold and cell.font.size >= 14)
            enough = ENOUGH_WHERE_LARGE if is_large else ENOUGH
            assert contrast(ink(cell), ground(cell)) >= enough, place


def test_colour_is_never_the_only_signal(book: Workbook) -> None:
    """Dissent and surprise are marked by a letter; which columns are for people is told on Read me as well."""
    sheet = book[HEADLINES]
    columns = {cell.value: cell.column for cell in sheet[1]}
    marked = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, columns["Dissent"]).value == "x"]
    assert len(marked) == 3
    without = {ground(sheet.cell(row, columns["Dissent"])) for row in range(2, sheet.max_row + 1) if row not in marked}
    assert {ground(sheet.cell(row, columns["Dissent"])) for row in marked} <= without
    assert not sheet.conditional_formatting
    texts = "\n".join(str(cell.value) for cell in filled(book["Read me"]))
    assert "Headline column" in texts
    assert "Check column" in texts


def ink(cell: Cell) -> str:
    return str(cell.font.color.rgb)[-6:]


def ground(cell: Cell) -> str:
    return str(cell.fill.fgColor.rgb)[-6:] if cell.fill.fill_type == "solid" else "FFFFFF"


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
