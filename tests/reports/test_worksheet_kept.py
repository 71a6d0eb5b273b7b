"""Words that people typed into tabs of ours, in a worksheet that does not remember what Sayback wrote there."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from reports.worksheet_xlsx import write_worksheet
from tests.reports.small_worksheet import Editing, plan

REMEMBERED_SINCE = ("own", "named", "tab", "written", "heading", "stood")
EARLIER_HINTS = {
    "Themes": (
        "Filled later: first headline all stories, then put headlines together and name the groups here.",
        "Order 1 is told first in the summary. A theme that nobody uses may stay or go.",
    ),
    "Predictions": (
        "What do you expect to hear? Write it down before you read the first story, one prediction in a row.",
        "When all is read, choose for each whether it was held, overturned or unheard.",
    ),
}


def as_an_earlier_release_wrote_it(book: Workbook) -> None:
    hidden = book["sayback"]
    for number in range(hidden.max_row, 0, -1):
        if hidden.cell(number, 1).value in REMEMBERED_SINCE:
            hidden.delete_rows(number)
    for title, hints in EARLIER_HINTS.items():
        for number, hint in enumerate(hints, start=2):
            book[title].cell(number, 1).value = hint


def without_its_hidden_tab(book: Workbook) -> None:
    del book["sayback"]


@pytest.fixture(params=[as_an_earlier_release_wrote_it, without_its_hidden_tab])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), made)
    book = load_workbook(made)
    request.param(book)
    book.save(made)
    return made


def kept(path: Path) -> list[tuple[object, ...]]:
    book = load_workbook(path)
    return list(book["Kept notes"].values)[1:] if "Kept notes" in book.sheetnames else []


def test_what_an_earlier_release_wrote_is_not_taken_for_words_of_people(path: Path) -> None:
    for _ in range(2):
        write_worksheet(plan(), path)
    assert kept(path) == []


def test_words_where_sayback_writes_nothing_are_kept_all_the_same(path: Path) -> None:
    with Editing(path) as book:
        book.workbook["Read me"]["C5"] = "ask Bo"
        book.workbook["Read me"].append(["Tuesday, room 4"])
        below = book.workbook["Read me"].max_row
        book.workbook["Coverage"]["G7"] = "who else?"
        book.workbook["Themes"]["C2"] = "colours?"
    for _ in range(2):
        write_worksheet(plan(), path)
    assert kept(path) == [
        ("Read me!C5", "ask Bo"),
        (f"Read me!A{below}", "Tuesday, room 4"),
        ("Themes!C2", "colours?"),
        ("Coverage!G7", "who else?"),
    ]
