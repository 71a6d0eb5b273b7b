"""The Themes tab through a worksheet: renaming, merging and splitting by hand, in files and in shared sheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reports.worksheet_changes import changes
from reports.worksheet_layout import worksheet_tabs
from reports.worksheet_merge import collect_written, written_in
from reports.worksheet_read import read_sheets, read_worksheet
from reports.worksheet_themes import theme_remarks
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import ReadBack, Theme, WorksheetPlan, Written
from tests.reports.memory_sheet import MemorySheet
from tests.reports.small_worksheet import Editing, Sheet, contents, plan

THREE = (Theme("Bus", "Being late", 1), Theme("Rides", "", 2), Theme("Names"))


def three(**changed: object) -> WorksheetPlan:
    return replace(plan(), themes=THREE, **changed)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(three(), path)
    with Editing(path) as book:
        for row, theme in ((2, "Bus"), (3, "Rides"), (4, "Bus"), (5, None)):
            book.headlines.type(row, Headline=f"headline {row}", Theme=theme)
    return path


def themes_tab(book: Editing) -> Sheet:
    return Sheet(book.workbook, "Themes", header=5)


def counted(path: Path) -> list[str | None]:
    return [headline.theme for headline in read_worksheet(path).headlines]


def written_again(path: Path) -> WorksheetPlan:
    """As assemble does: with the remarks on themes."""
    written = collect_written(path)
    planned = three(remarks=theme_remarks(three(), written))
    write_worksheet(planned, path, written=written)
    return planned


def checks(path: Path) -> list[object]:
    with Editing(path) as book:
        return [book.headlines.read("Check", row) for row in (2, 3, 4, 5)]


def test_each_theme_has_an_id_in_a_hidden_column(path: Path) -> None:
    with Editing(path) as book:
        tab = themes_tab(book)
        ids = [tab.read("Row", row) for row in (6, 7, 8, 9)]
        assert len(set(ids)) == 4
        assert ids[3] is None
        assert tab.worksheet.column_dimensions["E"].hidden
        assert not tab.worksheet.column_dimensions["D"].hidden


def test_a_renamed_theme_counts_at_once_and_the_next_writing_says_so(path: Path) -> None:
    with Editing(path) as book:
        themes_tab(book).type(6, Theme="Getting here")
    assert counted(path) == ["Getting here", "Rides", "Getting here", None]
    before = read_worksheet(path)
    assert before.problems == ()
    written_again(path)
    with Editing(path) as book:
        assert themes_tab(book).read("Replaces", 6) == "Bus"
        assert book.headlines.read("Theme", 2) == "Bus"
    assert checks(path) == ["theme: now called Getting here", None, "theme: now called Getting here", None]
    assert read_worksheet(path).themes[0] == replace(before.themes[0], replaces=("Bus",))
    cells = contents(path)
    written_again(path)
    assert contents(path) == cells
    with Editing(path) as book:
        themes_tab(book).type(6, Theme="Arriving")
        book.headlines.type(2, Theme="Arriving")
    written_again(path)
    assert counted(path) == ["Arriving", "Rides", "Arriving", None]
    assert checks(path) == [None, None, "theme: now called Arriving", None]
    assert read_worksheet(path).themes[0].replaces == ("Bus", "Getting here")


def test_a_merged_theme_is_followed_also_when_that_one_is_merged_again(path: Path) -> None:
    with Editing(path) as book:
        themes_tab(book).worksheet.delete_rows(6)
        themes_tab(book).type(6, Replaces="Bus")
    assert counted(path) == ["Rides", "Rides", "Rides", None]
    written_again(path)
    with Editing(path) as book:
        themes_tab(book).worksheet.delete_rows(6)
        themes_tab(book).type(6, Replaces="Rides")
    assert counted(path) == ["Names", "Names", "Names", None]
    written_again(path)
    assert counted(path) == ["Names", "Names", "Names", None]
    assert read_worksheet(path).problems == ()


def test_the_same_name_in_two_rows_is_a_merge_that_is_told(path: Path) -> None:
    with Editing(path) as book:
        themes_tab(book).type(7, Theme="bus")
    assert counted(path) == ["Bus", "Bus", "Bus", None]
    read = read_worksheet(path)
    assert [str(problem) for problem in read.problems] == [
        "Themes!A7: this theme stands here twice; both rows count as one theme. Delete one, or rename it."
    ]
    assert [(each.name, each.definition, each.replaces) for each in read.themes] == [
        ("Bus", "Being late", ("Rides",)), ("Names", "", ()),
    ]  # fmt: skip


def test_headlines_of_a_theme_that_was_split_are_told_cell_by_cell_and_stay(path: Path) -> None:
    with Editing(path) as book:
        themes_tab(book).type(6, Theme="Late bus", Replaces="Bus")
        themes_tab(book).type(9, Theme="No bus", Replaces="Bus")
    assert counted(path) == ["Bus", "Rides", "Bus", None]
    problems = read_worksheet(path).problems
    assert [problem.cell for problem in problems] == ["H2", "H4"]
    assert "rows 6 and 9 of the Themes tab" in problems[0].message
    written_again(path)
    said = "theme: was split; choose Late bus or No bus"
    assert checks(path) == [said, None, said, None]
    with Editing(path) as book:
        book.headlines.type(2, Theme="No bus")
        book.headlines.type(4, Theme="Late bus")
    assert counted(path) == ["No bus", "Rides", "Late bus", None]
    written_again(path)
    assert checks(path) == [None] * 4


def test_a_theme_that_is_gone_is_told_and_carried(path: Path) -> None:
    with Editing(path) as book:
        themes_tab(book).worksheet.delete_rows(7)
    assert counted(path) == ["Bus", "Rides", "Bus", None]
    assert ["not on the Themes tab" in each.message for each in read_worksheet(path).problems] == [True]
    written_again(path)
    assert [theme.name for theme in read_worksheet(path).themes] == ["Bus", "Names"]


def test_an_older_worksheet_without_the_new_columns_reads_and_merges(path: Path) -> None:
    with Editing(path) as book:
        tab = themes_tab(book).worksheet
        tab.delete_cols(4, 2)
        tab.cell(5, 4).value, tab.cell(6, 4).value = "Colour", "green"
        machine = book.workbook["sayback"]
        for row in range(machine.max_row, 0, -1):
            if machine.cell(row, 1).value == "named":
                machine.delete_rows(row)
    assert counted(path) == ["Bus", "Rides", "Bus", None]
    written_again(path)
    with Editing(path) as book:
        tab = themes_tab(book)
        assert tab.read("Colour", 6) == "green"
        assert str(tab.read("Row", 6)).startswith("t-")
    assert read_worksheet(path).problems == ()


def test_what_stands_under_replaces_stays_as_it_was_typed(path: Path) -> None:
    with Editing(path) as book:
        themes_tab(book).type(6, Theme="Getting here", Replaces="cars ;\nLong walks 🚶")
    written_again(path)
    with Editing(path) as book:
        assert themes_tab(book).read("Replaces", 6) == "cars ;\nLong walks 🚶\nBus"
    assert read_worksheet(path).themes[0].replaces == ("cars", "Long walks 🚶", "Bus")


def test_a_name_in_another_row_than_before_is_asked_about(path: Path) -> None:
    with Editing(path) as book:
        themes_tab(book).type(6, Theme="Rides")
        themes_tab(book).type(7, Theme="Walking")
    places = [(problem.sheet, problem.cell) for problem in read_worksheet(path).problems]
    assert ("Themes", "A6") in places


def test_themes_that_come_from_the_notebook_keep_their_ids(tmp_path: Path) -> None:
    theme = Theme("Getting here", "", 1, "t-0000abcd", ("Bus", "Cars; trucks"))
    write_worksheet(replace(plan(), themes=(theme,)), tmp_path / "anew.xlsx")
    assert read_worksheet(tmp_path / "anew.xlsx").themes == (theme,)


@pytest.fixture
def shared() -> MemorySheet:
    made = MemorySheet()
    bring_up_to_date(made)
    rows = made.tabs["Headlines"]
    for nth, theme in ((1, "Bus"), (2, "Rides")):
        rows[nth][rows[0].index("Headline")], rows[nth][rows[0].index("Theme")] = f"headline {nth}", theme
    return made


def bring_up_to_date(sheet: MemorySheet) -> None:
    there = sheet.read_again()
    in_place = "Headlines" in sheet.tabs
    written = written_in(there) if in_place else Written()
    wanted = worksheet_tabs(three(remarks=theme_remarks(three(), written)), written, in_place=in_place)
    sheet.write(changes(there, wanted))
    assert not changes(sheet.read_again(), wanted)


def read(sheet: MemorySheet) -> ReadBack:
    return read_sheets(sheet.read_again(), where="the sheet", earlier="go back")


def test_in_a_shared_sheet_old_names_are_remembered_and_no_cell_of_people_is_written(shared: MemorySheet) -> None:
    for name in ("Getting here", "Arriving"):
        shared.tabs["Themes"][5][0] = name
        before = [list(row) for row in shared.tabs["Themes"]]
        bring_up_to_date(shared)
        assert shared.tabs["Themes"] == before
        assert [headline.theme for headline in read(shared).headlines] == [name, "Rides"]
    assert read(shared).themes[0].replaces == ("Bus", "Getting here")
    assert [row["Check"] for row in shared.headlines()[:2]] == ["theme: now called Arriving", ""]


def test_a_shared_sheet_of_an_earlier_release_does_without_the_columns(shared: MemorySheet) -> None:
    shared.tabs["Themes"] = [row[:3] for row in shared.tabs["Themes"]]
    shared.tabs["sayback"] = [row for row in shared.tabs["sayback"] if row[0] != "named"]
    bring_up_to_date(shared)
    assert [headline.theme for headline in read(shared).headlines] == ["Bus", "Rides"]
    assert all(len(row) <= 3 for row in shared.tabs["Themes"])
    shared.tabs["Themes"][5][0] = "Getting here"
    assert len(read(shared).problems) == 1
    shared.tabs["Themes"][4].append("Replaces")
    shared.tabs["Themes"][5].append("Bus")
    assert [headline.theme for headline in read(shared).headlines] == ["Getting here", "Rides"]
