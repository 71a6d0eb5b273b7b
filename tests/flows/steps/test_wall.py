"""Wall: ids per theme, typed after a meeting, into the worksheet as people left it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from flows.__main__ import run
from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.wall import WallReport, wall
from flows.steps.workplace import WORKSHEET, open_workplace
from reports.card_ids import CardIds
from reports.wall_list import WallListError
from reports.worksheet_file import WorksheetError, WorksheetInUse, backups_of
from rounds.headlines import Headline
from tests.flows.pair_work import headings, type_headlines
from tests.flows.small_round import SmallRound
from tests.flows.steps.shared_pages import SharedPages
from tests.google.standin import StandIn

BUS, HOME = "The bus", "Mornings at home"


@pytest.fixture
def headlined(small: SmallRound) -> SmallRound:
    """Three stories with a headline and no theme, read back."""
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path, theme="")
    read_back(small.folder)
    return small


def headlines(small: SmallRound) -> list[Headline]:
    with open_workplace(small.folder, alone=False) as place:
        return place.notebook.headlines()


def ids(small: SmallRound) -> list[str]:
    """The ids on the cards, in the order of the headlines."""
    written = [headline.id for headline in headlines(small)]
    return [CardIds(written).by_headline[identifier] for identifier in written]


def put_up(small: SmallRound, text: str, *, dry_run: bool = False) -> WallReport:
    listed = small.folder / "wall.txt"
    listed.write_text(text, encoding="utf-8")
    return wall(small.folder, listed, dry_run=dry_run)


def sheet_of(path: Path) -> tuple[openpyxl.Workbook, Worksheet, dict[str, int]]:
    book = openpyxl.load_workbook(path)
    return book, book["Headlines"], headings(book["Headlines"])


def column(path: Path, heading: str) -> list[str]:
    """What stands under a heading, beside the headlines only."""
    _, sheet, columns = sheet_of(path)
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, columns["Headline"]).value]
    return [sheet.cell(row, columns[heading]).value or "" for row in rows]


def test_the_themes_of_the_wall_come_back_with_the_headlines(headlined: SmallRound) -> None:
    one, two, three = ids(headlined)
    report = put_up(headlined, f"The bus: {one.lower()}, {two}\n{HOME}:\n{three}\n")
    assert (report.placed, report.moved, report.same, report.unthemed) == (3, 0, 0, 0)
    assert report.new_themes == (BUS, HOME)
    assert report.backup in backups_of(headlined.folder / WORKSHEET)
    assert read_back(headlined.folder).problems == ()
    assert [headline.theme for headline in headlines(headlined)] == [BUS, BUS, HOME]


def test_ids_follow_rows_that_people_sorted_and_inserted(headlined: SmallRound) -> None:
    one, two, three = ids(headlined)
    path = headlined.folder / WORKSHEET
    book, sheet, columns = sheet_of(path)
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    random.Random(3).shuffle(rows)
    for number, texts in enumerate([["my own row"], *rows], start=2):
        for nth in range(1, len(columns) + 1):
            sheet.cell(number, nth).value = texts[nth - 1] if nth <= len(texts) else None
    book.save(path)
    put_up(headlined, f"The bus: {one}\nTwo: {two}\nThree: {three}")
    read_back(headlined.folder)
    themes = {CardIds([h.id]).by_headline[h.id]: h.theme for h in headlines(headlined)}
    assert themes == {one: BUS, two: "Two", three: "Three"}


def test_a_theme_that_stood_there_goes_to_the_note_and_nothing_is_lost(headlined: SmallRound) -> None:
    path = headlined.folder / WORKSHEET
    book, sheet, columns = sheet_of(path)
    first = next(row for row in range(2, 99) if sheet.cell(row, columns["Headline"]).value)
    sheet.cell(first, columns["Theme"]).value = "Doors"
    sheet.cell(first, columns["Note"]).value = "Ask Bo."
    book.save(path)
    before = column(path, "Headline")
    report = put_up(headlined, f"The bus: {', '.join(ids(headlined))}")
    assert (report.placed, report.moved) == (2, 1)
    assert column(path, "Theme") == [BUS] * 3
    assert column(path, "Note")[0] == "Ask Bo.\ntheme before the wall: Doors"
    assert column(path, "Headline") == before


def test_the_same_wall_again_writes_nothing(headlined: SmallRound) -> None:
    text = f"The bus: {', '.join(ids(headlined))}"
    put_up(headlined, text)
    before = (headlined.folder / WORKSHEET).read_bytes()
    report = put_up(headlined, text)
    assert (report.placed, report.moved, report.same, report.backup) == (0, 0, 3, None)
    assert (headlined.folder / WORKSHEET).read_bytes() == before


def test_a_dry_run_says_it_all_and_writes_nothing(headlined: SmallRound) -> None:
    before = (headlined.folder / WORKSHEET).read_bytes()
    report = put_up(headlined, f"The bus: {ids(headlined)[0]}, 999-999", dry_run=True)
    assert (report.placed, report.new_themes, report.unthemed, len(report.problems)) == (1, (BUS,), 2, 1)
    assert (headlined.folder / WORKSHEET).read_bytes() == before
    assert backups_of(headlined.folder / WORKSHEET) == ()


def test_a_bad_line_never_blocks_the_others(headlined: SmallRound) -> None:
    one, two, three = ids(headlined)
    wrong = two[:-1] + ("2" if two[-1] != "2" else "3")
    report = put_up(headlined, f"The bus: {one}, {wrong}\n\nDoors: {one}\nWindows: {three}")
    assert [problem.line for problem in report.problems] == [1, 1]
    assert column(headlined.folder / WORKSHEET, "Theme") == ["", "", "Windows"]


def test_a_theme_with_a_name_in_it_is_not_taken_and_not_quoted(headlined: SmallRound) -> None:
    one, two, _ = ids(headlined)
    report = put_up(headlined, f"Marisol Alvarez and the bus: {one}\nThe bus: {two}")
    (problem,) = report.problems
    assert (problem.line, "PERSON" in problem.message, "Marisol" in problem.message) == (1, True, False)
    assert column(headlined.folder / WORKSHEET, "Theme") == ["", BUS, ""]


def test_nothing_is_written_when_list_or_worksheet_cannot_be_used(headlined: SmallRound) -> None:
    path = headlined.folder / WORKSHEET
    with pytest.raises(WallListError):
        wall(headlined.folder, headlined.folder / "nowhere.txt")
    path.with_name("~$headlines.xlsx").touch()
    with pytest.raises(WorksheetInUse):
        put_up(headlined, f"The bus: {ids(headlined)[0]}")
    path.with_name("~$headlines.xlsx").unlink()
    path.unlink()
    with pytest.raises(WorksheetError, match="sayback assemble"):
        put_up(headlined, f"The bus: {ids(headlined)[0]}")
    assert not path.exists()


def test_the_command_ends_with_five_when_a_line_was_not_used(
    headlined: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = headlined.folder / "wall.csv"
    listed.write_text(f"theme,id\n{BUS},{ids(headlined)[0]}\n", encoding="utf-8")
    assert run(["wall", str(headlined.folder), str(listed), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["placed"] == 1
    listed.write_text(f"theme,id\n{BUS},999-999\n", encoding="utf-8")
    assert run(["wall", str(headlined.folder), str(listed)]) == 5
    assert "Line 2: 999-999 is no card" in capsys.readouterr().err
    assert run(["wall", str(headlined.folder)]) == 2


def test_a_line_says_a_thing_once_and_new_themes_are_told_to_have_no_order(
    headlined: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two, _ = ids(headlined)
    listed = headlined.folder / "wall.txt"
    listed.write_text(f"The bus: {one}\nLeave us be\n{two}, {two}\n{one} it was late\n", encoding="utf-8")
    assert run(["wall", str(headlined.folder), str(listed)]) == 5
    said = capsys.readouterr()
    lines = [line for line in said.err.splitlines() if line.startswith("Line")]
    assert len(lines) == len(set(lines))
    assert "New themes have no Order" in said.out
    assert column(headlined.folder / WORKSHEET, "Theme") == [BUS, "", ""]


# In a Google sheet


@pytest.fixture
def pages(small: SmallRound, google_env: StandIn) -> SharedPages:
    """Three headlines in a Google sheet, read back; the second one has a theme."""
    shared = SharedPages(google_env, google_env.add_spreadsheet("Our worksheet"))
    small.write(f'[worksheet]\ngoogle_sheet = "{shared.id}"\n')
    collect(small.folder)
    assemble(small.folder, early=True)
    for mark in first_marks(shared):
        shared.type(mark, Headline="It depends on who else is at home.")
    shared.type(first_marks(shared)[1], Theme="Doors")
    read_back(small.folder)
    return shared


def first_marks(pages: SharedPages) -> list[str]:
    return [row["Row"] for row in pages.rows() if row["Row"].endswith(":1")]


def test_in_a_google_sheet_only_empty_cells_are_filled_and_the_others_are_named(
    small: SmallRound, pages: SharedPages
) -> None:
    report = put_up(small, f"The bus: {', '.join(ids(small))}")
    assert (report.placed, report.moved, report.unsettled) == (2, 0, 0)
    assert [pages.row(mark)["Theme"] for mark in first_marks(pages)] == [BUS, "Doors", BUS]
    (left,) = report.left
    assert left.startswith("Headlines!H")
    assert BUS in str(pages.google.spreadsheets[pages.id].rows("Themes"))
    assert report.backup in backups_of(small.folder / WORKSHEET)
    read_back(small.folder)
    assert [headline.theme for headline in headlines(small)] == [BUS, "Doors", BUS]


def test_in_a_google_sheet_nothing_else_is_touched_and_again_is_nothing(small: SmallRound, pages: SharedPages) -> None:
    before = pages.rows()
    text = f"The bus: {ids(small)[0]}"
    assert put_up(small, text, dry_run=True).placed == 1
    assert pages.rows() == before
    put_up(small, text)
    changed = [(old, new) for old, new in zip(before, pages.rows(), strict=True) if old != new]
    assert [{**old, "Theme": BUS} == new for old, new in changed] == [True]
    report = put_up(small, text)
    assert (report.placed, report.same, report.backup) == (0, 1, None)


def test_a_row_that_people_inserted_into_a_google_sheet_is_left_to_them(small: SmallRound, pages: SharedPages) -> None:
    interview = pages.rows()[0]["Interview"]
    pages.insert_row(3, Interview=interview, Headline="Somebody waits.")
    read_back(small.folder)
    added = next(nth for nth, headline in enumerate(headlines(small)) if headline.text == "Somebody waits.")
    report = put_up(small, f"The bus: {ids(small)[added]}")
    assert (report.placed, report.left) == (0, ("Headlines!H3",))
    assert "The bus" not in str(pages.rows())
