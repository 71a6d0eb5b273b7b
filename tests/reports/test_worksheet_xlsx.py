from __future__ import annotations

import re
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.worksheet_file import WorksheetInUse, backups_of
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import CoverageRow
from rounds.interviews import Note, NoteKind
from rounds.private_files import CannotWrite
from tests.reports.small_worksheet import ANN, CAM, Editing, contents, interview, plan, story

WORDS = " ".join(f"Sentence number {n} of a long story that somebody told." for n in range(70))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "headlines.xlsx"


def test_the_tabs_stand_in_the_order_of_the_work(path: Path) -> None:
    write_worksheet(plan(), path)
    workbook = load_workbook(path)
    assert workbook.sheetnames == ["Read me", "Headlines", "Themes", "Predictions", "Coverage", "sayback"]
    assert workbook["sayback"].sheet_state == "veryHidden"


def test_every_row_has_its_interview_question_and_pair_so_that_sorting_works(path: Path) -> None:
    write_worksheet(plan(), path)
    with Editing(path) as book:
        sheet = book.headlines
        rows = range(2, 2 + 5 * 6)
        assert [sheet.read("Interview", row) for row in rows][::6] == [ANN, ANN, "bbbbbbbbb3", "bbbbbbbbb3", CAM]
        assert all(sheet.read(heading, row) for row in rows for heading in ("Interview", "Role", "Question", "Pair"))
        assert [bool(sheet.read("Story", row)) for row in range(2, 8)] == [True] + [False] * 5
        assert sheet.worksheet.max_row == 36


def test_the_headlines_tab_sorts_filters_and_prints(path: Path) -> None:
    write_worksheet(plan(), path)
    sheet = load_workbook(path)["Headlines"]
    assert not sheet.merged_cells.ranges
    assert not sheet.protection.sheet
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:N36")
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.column_dimensions["N"].hidden
    fonts = {cell.font.size for row in sheet.iter_rows() for cell in row}
    assert min(fonts) >= 11


def test_interviews_are_told_apart_by_shade_and_by_a_line(path: Path) -> None:
    write_worksheet(plan(), path)
    sheet = load_workbook(path)["Headlines"]
    first, second, third = (sheet.cell(row, 1) for row in (2, 14, 26))
    assert [cell.border.top.style for cell in (first, second, third)] == ["medium"] * 3
    assert first.fill.fgColor.rgb == third.fill.fgColor.rgb != second.fill.fgColor.rgb
    assert sheet.cell(8, 1).border.top.style == "thin"


def test_kind_theme_and_marks_are_offered_and_the_themes_come_from_their_tab(path: Path) -> None:
    write_worksheet(plan(), path)
    workbook = load_workbook(path)
    offered = {str(each.sqref).split(":")[0]: each for each in workbook["Headlines"].data_validations.dataValidation}
    assert offered["G2"].formula1 == '"Quote,Descriptive"'
    theme = re.fullmatch(r"Themes!\$A\$(\d+):\$A\$(\d+)", offered["H2"].formula1)
    assert theme
    assert workbook["Themes"].cell(int(theme[1]), 1).value == "Being noticed"
    assert not offered["H2"].showErrorMessage
    assert {"I2", "J2"} <= set(offered)


def test_a_long_story_goes_on_in_the_next_rows_and_loses_no_word(path: Path) -> None:
    write_worksheet(plan([interview(ANN, story("missed", WORDS)), interview(CAM, story("missed", "Short."))]), path)
    sheet = load_workbook(path)["Headlines"]
    parts = [sheet.cell(row, 4).value for row in range(2, 8) if sheet.cell(row, 4).value]
    assert len(parts) > 1
    assert all(part.startswith("(continued) ") for part in parts[1:])
    assert " ".join(part.removeprefix("(continued) ") for part in parts) == WORDS
    assert all(60 < sheet.row_dimensions[row].height <= 409 for row in range(2, 2 + len(parts)))


def test_a_story_beyond_what_a_cell_can_hold_is_all_there(path: Path) -> None:
    text = "word " * 9_000 + "x" * 40_000
    write_worksheet(plan([interview(ANN, story("missed", text))]), path)
    sheet = load_workbook(path)["Headlines"]
    parts = [sheet.cell(row, 4).value or "" for row in range(2, sheet.max_row + 1)]
    assert "".join("".join(part.removeprefix("(continued) ") for part in parts).split()) == "".join(text.split())
    assert {sheet.cell(row, 1).value for row in range(2, sheet.max_row + 1)} == {ANN}


def test_probes_and_cues_are_named_for_what_they_are(path: Path) -> None:
    notes = (Note("p", "P", NoteKind.PROBE, "Why?"), Note("c", "C", NoteKind.CUE, "Smiled."))
    write_worksheet(plan([interview(ANN, story("missed", "One."), *notes)]), path)
    with Editing(path) as book:
        assert book.headlines.read("Asked further / Seen", 2) == "Asked further: Why?\n\nSeen, not said: Smiled."


def test_a_story_in_another_language_says_so(path: Path) -> None:
    write_worksheet(plan([interview(CAM, story("missed", "Nadie."), source="caregiver", language="es")]), path)
    with Editing(path) as book:
        assert book.headlines.read("Role", 2) == "caregiver (Spanish)"


def test_formula_text_stays_text_on_every_tab(path: Path) -> None:
    evil = '=IMPORTXML("http://x.example")'
    made = plan([interview(ANN, story("missed", evil, title=evil))])
    made = replace(made, round_title=evil, coverage=(CoverageRow(evil, evil, "1", "", ""),))
    made = replace(made, themes=(replace(made.themes[0], name=evil, definition=evil),))
    write_worksheet(made, path)
    workbook = load_workbook(path)
    kinds = {cell.data_type for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value}
    assert kinds == {"s"}
    found = [sheet.title for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value == evil]
    assert {"Headlines", "Themes", "Coverage"} <= set(found)


def test_the_file_is_private_and_leaves_nothing_beside_it(path: Path) -> None:
    write_worksheet(plan(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["headlines.xlsx"]


def test_the_earlier_file_is_kept_with_its_date(path: Path) -> None:
    write_worksheet(plan(), path)
    before = path.read_bytes()
    backup = write_worksheet(plan([]), path)
    again = write_worksheet(plan([]), path)
    assert backup
    assert again
    assert re.fullmatch(r"headlines-\d{8}-\d{6}\.xlsx", backup.name)
    assert backup.read_bytes() == before
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert set(backups_of(path)) == {backup, again}
    assert backup != again


@pytest.mark.parametrize("lock", ["~$headlines.xlsx", ".~lock.headlines.xlsx#"])
def test_a_file_that_is_open_is_not_written(path: Path, lock: str) -> None:
    write_worksheet(plan(), path)
    before = path.read_bytes()
    (path.parent / lock).touch()
    with pytest.raises(WorksheetInUse, match="is open in a spreadsheet program") as caught:
        write_worksheet(plan([]), path)
    assert lock in str(caught.value)
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    with pytest.raises(CannotWrite, match="cannot be written"):
        write_worksheet(plan(), tmp_path / "a file" / "headlines.xlsx")


def test_an_earlier_file_that_cannot_be_copied_stays_as_it_is(path: Path) -> None:
    write_worksheet(plan(), path)
    before = path.read_bytes()
    (path.parent / "backups").touch()
    with pytest.raises(CannotWrite, match="Nothing was written"):
        write_worksheet(plan([]), path)
    assert path.read_bytes() == before


def test_a_worksheet_without_stories_still_opens(path: Path) -> None:
    write_worksheet(plan([]), path)
    assert load_workbook(path)["Headlines"]["A1"].value == "Interview"


def test_the_same_plan_gives_the_same_cells(path: Path, tmp_path: Path) -> None:
    write_worksheet(plan(), path)
    write_worksheet(plan(), tmp_path / "other.xlsx")
    one, other = contents(path), contents(tmp_path / "other.xlsx")
    for tabs in (one, other):
        tabs["sayback"] = [row for row in tabs["sayback"] if row[0] != "written"]  # but for the time
    assert one == other
    assert zipfile.is_zipfile(path)
