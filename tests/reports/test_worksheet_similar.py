"""The tab Side by side: for reading only, never taken for a tab of people, and nothing typed there is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reports.worksheet_changes import changes
from reports.worksheet_layout import worksheet_tabs
from reports.worksheet_merge import collect_written, written_in
from reports.worksheet_read import read_worksheet
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import Theme, Written
from tests.reports.memory_sheet import MemorySheet
from tests.reports.small_worksheet import ANN, BEN, MISSED, Editing, Sheet, contents, plan

LATE = ("The bus left before the bell.", "The bus had left before the bell")
TITLE = "Side by side"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        book.headlines.type(2, Headline=LATE[0], Theme="Being noticed")
        book.headlines.type(3, Headline="= is what the drum says")
        book.headlines.worksheet.cell(3, book.headlines.columns["Headline"]).data_type = "s"
        book.headlines.type(14, Headline=LATE[1])
        Sheet(book.workbook, "Themes", 5).type(6, Theme="Seen")
    write_worksheet(plan(), path)
    return path


def rows(path: Path) -> list[tuple[object, ...]]:
    return contents(path)[TITLE][5:]


def test_similar_headlines_stand_together_with_what_they_belong_to(path: Path) -> None:
    assert rows(path) == [
        (LATE[0], "Seen", ANN, MISSED, None),
        (LATE[1], None, BEN, MISSED, "alike"),
        ("= is what the drum says", None, ANN, MISSED, None),
    ]


def test_a_line_stands_between_groups(path: Path) -> None:
    with Editing(path) as book:
        tab = book.workbook[TITLE]
        assert [tab.cell(row, 1).border.top.style for row in (6, 7, 8)] == ["medium", "hair", "medium"]
        assert book.workbook.sheetnames[:3] == ["Read me", "Headlines", TITLE]
        assert tab.freeze_panes == "A6"
        assert not tab.merged_cells.ranges


def test_a_worksheet_with_a_single_headline_has_no_such_tab(tmp_path: Path) -> None:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        book.headlines.type(2, Headline=LATE[0])
    write_worksheet(plan(), path)
    assert TITLE not in contents(path)


def test_the_tab_is_ours_when_it_is_read_back_whatever_it_is_called(path: Path) -> None:
    before = contents(path)
    with Editing(path) as book:
        book.workbook[TITLE].title = "Like with like"
        book.workbook.move_sheet("Like with like", -2)
    assert collect_written(path).tabs == ()
    assert [headline.text for headline in read_worksheet(path).headlines] == [LATE[0], rows_text(before), LATE[1]]
    assert read_worksheet(path).problems == ()
    write_worksheet(plan(), path)
    assert contents(path) == before


def rows_text(before: dict[str, list[tuple[object, ...]]]) -> object:
    return before[TITLE][7][0]


def test_what_people_typed_there_is_kept_on_a_tab_of_theirs(path: Path) -> None:
    with Editing(path) as book:
        tab = Sheet(book.workbook, TITLE, header=5)
        tab.type(7, Theme_now="Buses")
        tab.worksheet.cell(12, 3).value = "talk about this"
    for _ in range(2):
        write_worksheet(plan(), path)
        assert contents(path)["From Side by side"] == [
            (LATE[1], "Buses", BEN, MISSED, "alike"), (None, None, "talk about this", None, None),
        ]  # fmt: skip
        assert len(rows(path)) == 3
    with Editing(path) as book:
        Sheet(book.workbook, TITLE, header=5).type(7, Theme_now="Rides")
    write_worksheet(plan(), path)
    assert len(contents(path)["From Side by side"]) == 3


def test_sorting_it_loses_and_keeps_nothing(path: Path) -> None:
    before = contents(path)
    with Editing(path) as book:
        tab = Sheet(book.workbook, TITLE, header=5)
        tab.put_back(tab.rows()[::-1])
    write_worksheet(plan(), path)
    assert contents(path) == before


def test_a_shared_sheet_gets_the_tab_with_empty_rows_between_groups_and_settles() -> None:
    sheet = MemorySheet()
    planned = replace(plan(), themes=(Theme("Seen"),))

    def bring_up_to_date() -> None:
        there = sheet.read_again()
        in_place = "Headlines" in sheet.tabs
        wanted = worksheet_tabs(planned, written_in(there) if in_place else Written(), in_place=in_place)
        sheet.write(changes(there, wanted))
        assert not changes(sheet.read_again(), wanted)

    bring_up_to_date()
    assert TITLE not in sheet.tabs
    headlines = sheet.tabs["Headlines"]
    at = headlines[0].index("Headline")
    for row, text in ((1, LATE[0]), (2, "He keeps a drum"), (3, LATE[1])):
        headlines[row][at] = text
    bring_up_to_date()
    assert [row[0] if row else "" for row in sheet.tabs[TITLE][4:]] == [
        "Headline", LATE[0], LATE[1], "", "He keeps a drum",
    ]  # fmt: skip
    for row in (1, 2, 3):
        headlines[row][at] = ""
    bring_up_to_date()
    assert not any(text for row in sheet.tabs[TITLE][5:] for text in row)
