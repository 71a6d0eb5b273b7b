"""Headings that people changed, or gave to columns of their own: refused rather than taken for ours or theirs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reports.worksheet_changes import changes
from reports.worksheet_copies import copies_left
from reports.worksheet_file import WorksheetError
from reports.worksheet_layout import worksheet_tabs
from reports.worksheet_merge import written_in
from reports.worksheet_read import read_sheets, read_worksheet
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import CoverageRow, WorksheetPlan, Written
from rounds.worksheet_tabs import Changes, WorksheetTabs
from tests.reports.memory_sheet import MemorySheet
from tests.reports.small_worksheet import ANN, Editing, plan, three_interviews

OURS = ("Interview", "Role", "Question", "Story", "Asked further / Seen", "Check", "Row", "Pair")
STORY_OF_ANN = "The bus did not come. Nobody asked."


def compared(sheet: MemorySheet, plan_: WorksheetPlan, stale: tuple[str, ...] = ()) -> tuple[WorksheetTabs, Changes]:
    sheets = sheet.read_again()
    in_place = "sayback" in sheet.tabs
    wanted = worksheet_tabs(plan_, written_in(sheets) if in_place else Written(), in_place=in_place, stale=stale)
    return wanted, changes(sheets, wanted)


def assemble(sheet: MemorySheet, plan_: WorksheetPlan) -> None:
    sheet.write(compared(sheet, plan_)[1])


@pytest.fixture
def sheet() -> MemorySheet:
    made = MemorySheet()
    assemble(made, plan())
    return made


def without_ann() -> WorksheetPlan:
    return plan(three_interviews()[1:])


def read(sheet: MemorySheet) -> object:
    return read_sheets(sheet.read_again(), where="the sheet", earlier="go back")


def rename(sheet: MemorySheet, heading: str, now: str) -> None:
    first = sheet.tabs["Headlines"][0]
    first[first.index(heading)] = now


@pytest.mark.parametrize("heading", OURS)
@pytest.mark.parametrize("at", [0, 2, 13])
def test_a_second_column_under_a_heading_of_ours_is_refused_and_named(
    sheet: MemorySheet, heading: str, at: int
) -> None:
    ours = sheet.tabs["Headlines"][0].index(heading) + (sheet.tabs["Headlines"][0].index(heading) >= at)
    for nth, row in enumerate(sheet.tabs["Headlines"]):
        row.insert(at, "my own words" if nth else heading.upper())
    columns = " and ".join("ABCDEFGHIJKLMNO"[column] for column in sorted((at, ours)))
    for attempt in (lambda: assemble(sheet, without_ann()), lambda: read(sheet)):
        with pytest.raises(WorksheetError, match=f'"Headlines" has two columns headed "{heading}": {columns}'):
            attempt()


def test_of_two_columns_of_headlines_ours_is_read_and_the_other_is_named(sheet: MemorySheet) -> None:
    for nth, row in enumerate(sheet.tabs["Headlines"]):
        row.insert(0, "not this" if nth else "Headline")
    sheet.tabs["Headlines"][1][6] = "this one"
    back = read_sheets(sheet.read_again(), where="the sheet", earlier="go back")
    assert [headline.text for headline in back.headlines] == ["this one"]
    (problem,) = back.problems
    assert "A and G; only G is read" in problem.message


@pytest.mark.parametrize(
    "heading", ["Interview", "Role", "Question", "Story", "Asked further / Seen", "Check", "Headline"]
)
def test_a_heading_that_was_changed_is_to_be_put_back_before_anything_is_written(
    sheet: MemorySheet, heading: str
) -> None:
    rename(sheet, heading, "Historia")
    with pytest.raises(WorksheetError, match=f'tab "Headlines".*"{heading}"'):
        assemble(sheet, without_ann())
    rename(sheet, "Historia", heading)
    assemble(sheet, without_ann())
    assert STORY_OF_ANN not in str(sheet.tabs)


@pytest.mark.parametrize("heading", ["Interview", "Headline"])
def test_reading_never_takes_a_lost_tab_for_an_empty_one(sheet: MemorySheet, heading: str) -> None:
    rename(sheet, heading, "Titular")
    sheet.tabs["Our stories"] = sheet.tabs.pop("Headlines")
    sheet.tabs["Headlines 2"] = [["Interview", "Headline", "Row"]]  # as if it had been made once more
    with pytest.raises(WorksheetError, match=f'"Our stories".*"{heading}"'):
        read(sheet)


def test_a_story_column_that_is_gone_is_told_when_reading(sheet: MemorySheet) -> None:
    rename(sheet, "Story", "Historia")
    back = read_sheets(sheet.read_again(), where="the sheet", earlier="go back")
    assert [str(problem) for problem in back.problems] == ['Headlines!A1: the column "Story" is missing. Put it back.']


def test_headings_too_far_down_are_told_with_their_row(sheet: MemorySheet) -> None:
    sheet.tabs["Headlines"][:0] = [[] for _ in range(31)]
    with pytest.raises(WorksheetError, match="stand in row 32"):
        assemble(sheet, without_ann())


def test_a_headlines_tab_that_is_gone_is_made_anew_only_without_the_hidden_tab(sheet: MemorySheet) -> None:
    del sheet.tabs["Headlines"]
    with pytest.raises(WorksheetError, match="delete the hidden tab"):
        assemble(sheet, plan())
    del sheet.tabs["sayback"]
    assemble(sheet, plan())
    assert len(sheet.headlines()) > 20


def test_a_pairs_tab_whose_heading_and_marks_are_gone_is_known_by_its_title(sheet: MemorySheet) -> None:
    sheet.tabs["sayback"] += [["tab", "Headlines B"]]
    sheet.tabs["Headlines B"] = [["Interview", "Titular"], ["", "a human headline"]]
    with pytest.raises(WorksheetError, match=r'"Headlines B".*"Headline"'):
        read(sheet)


def test_times_of_day_and_copies_in_tabs_of_people_are_no_lost_tab(sheet: MemorySheet) -> None:
    sheet.tabs["Our plan"] = [["Start"], ["10:30:00"], ["11:30:00"]]
    sheet.tabs["Sorted"] = [[row[3], row[-1]] for row in sheet.tabs["Headlines"]]
    assert not compared(sheet, plan())[1]


def test_copies_of_a_story_that_is_gone_are_named_where_nothing_is_written(sheet: MemorySheet) -> None:
    sheet.tabs["Headlines"][3][11] = STORY_OF_ANN
    sheet.tabs["Quotes"] = [["Ours"], ["", " The bus did not come.\nNobody asked. "], ["Band day."]]
    wanted, todo = compared(sheet, without_ann())
    found = copies_left(sheet.read_again(), wanted, todo)
    assert [copy.place for copy in found] == ["Headlines!L4", "Quotes!B2"]
    sheet.write(todo)
    assert not copies_left(sheet.read_again(), *compared(sheet, without_ann()))  # the sheet has forgotten it
    stale = tuple(copy.digest for copy in found)
    again = copies_left(sheet.read_again(), *compared(sheet, without_ann(), stale))
    assert again == found
    assert not copies_left(sheet.read_again(), *compared(sheet, plan(), stale))


def test_what_people_type_right_below_our_tables_stays(sheet: MemorySheet) -> None:
    lines = tuple(CoverageRow("Grade", str(grade), "12", "12", "met") for grade in (9, 10, 11))
    assemble(sheet, replace(plan(), coverage=lines))
    sheet.tabs["Coverage"].append(["right below"])
    sheet.tabs["Read me"].append(["below as well"])
    assemble(sheet, replace(plan(), coverage=lines[:1]))
    texts = [text for tab in ("Coverage", "Read me") for row in sheet.tabs[tab] for text in row]
    assert {"right below", "below as well"} < set(texts)
    assert not {"10", "11"} & set(texts)
    assert not compared(sheet, replace(plan(), coverage=lines[:1]))[1]


@pytest.mark.parametrize("heading", ["Story", "Headline"])
def test_a_file_with_a_changed_heading_is_not_written_over(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        book.headlines.worksheet.cell(1, book.headlines.columns[heading]).value = "Historia"
    before = path.read_bytes()
    with pytest.raises(WorksheetError, match=heading):
        write_worksheet(without_ann(), path)
    assert path.read_bytes() == before


def test_a_file_with_two_columns_of_stories_is_not_written_over_and_the_right_headline_is_read(tmp_path: Path) -> None:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        book.headlines.type(2, Headline="ours")
        book.headlines.worksheet.insert_cols(1)
        book.headlines.worksheet.cell(1, 1).value = "Headline"
        book.headlines.worksheet.cell(2, 1).value = "a word of mine"
    assert [headline.text for headline in read_worksheet(path, known={ANN: {"missed"}}).headlines] == ["ours"]
    write_worksheet(plan(), path)
    assert [headline.text for headline in read_worksheet(path, known={ANN: {"missed"}}).headlines] == ["ours"]
    with Editing(path) as book:
        assert book.headlines.read("Headline (2)", 2) == "a word of mine"
        book.headlines.worksheet.insert_cols(1)
        book.headlines.worksheet.cell(1, 1).value = "Story"
    with pytest.raises(WorksheetError, match="two columns"):
        write_worksheet(without_ann(), path)
