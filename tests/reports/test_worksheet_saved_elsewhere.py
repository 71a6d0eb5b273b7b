"""Worksheets as Excel, Google Sheets and other programs save them: other parts, the same cells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl.comments import Comment

from reports.worksheet_file import load_sheets
from reports.worksheet_merge import collect_written
from reports.worksheet_read import read_worksheet
from reports.worksheet_tabs import MACHINE
from reports.worksheet_xlsx import write_worksheet
from tests.reports.resaved import Change, as_google_saves, of_tabs, resave, with_shared_strings
from tests.reports.small_worksheet import ANN, BEN, Editing, Sheet, interview, plan, story, three_interviews


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        book.headlines.type(2, Headline="The bus <late> & full")
        book.headlines.type(3, Headline="Nobody asked", Interview=None)
        book.headlines.type(14, Headline="At the clinic", Note="two\nlines")
    return path


def without(part: str) -> Change:
    return lambda name, content: None if name == part else content


def names_of_nowhere(name: str, content: str) -> str:
    names = '<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="1">#REF!</definedName></definedNames>'
    found = re.sub(r"<definedNames>.*?</definedNames>", names, content, flags=re.DOTALL)
    return found if name == "xl/workbook.xml" else content


def visible_tabs(name: str, content: str) -> str:
    return content.replace('state="veryHidden"', "") if name == "xl/workbook.xml" else content


@pytest.mark.parametrize(
    "change",
    [
        of_tabs(lambda xml: re.sub(r"<dimension [^>]*>", "", xml)),
        of_tabs(lambda xml: re.sub(r'<dimension [^>]*ref="[^"]*"', '<dimension ref="A1"', xml)),
        of_tabs(lambda xml: re.sub(r'<(c|row) r="[A-Z0-9]+"', r"<\1", xml)),
        of_tabs(lambda xml: xml.replace("<v/>", "").replace("<v />", "")),
        without("xl/styles.xml"),
        without("docProps/app.xml"),
        names_of_nowhere,
        visible_tabs,
    ],
    ids=["no size", "a wrong size", "no places", "no empty values", "no styles", "no app", "lost names", "no hiding"],
)
def test_parts_that_programs_write_in_their_own_way_change_no_cell(path: Path, change: Change) -> None:
    before, written = read_worksheet(path), collect_written(path)
    resave(path, change)
    assert read_worksheet(path) == before
    assert collect_written(path) == written


def test_texts_in_a_list_of_strings_read_as_those_that_stand_in_their_cells(path: Path) -> None:
    before = collect_written(path)
    assert with_shared_strings(path) > 100
    assert collect_written(path) == before


def test_a_formula_keeps_the_words_that_were_typed_and_not_what_excel_puts_before_them(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(4, Note='=_xlfn.CONCAT("a";"b")', Theme="=_xlfn._xlws.SORT(A1:A2)")
    rows = {row.mark: row for row in collect_written(path).rows}
    assert rows[f"{ANN}:missed:3"].cell("Note") == '=CONCAT("a";"b")'
    assert rows[f"{ANN}:missed:3"].cell("Theme") == "=SORT(A1:A2)"


def test_a_line_break_that_excel_escapes_is_one_and_words_that_look_like_it_stay(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(4, Note="pasted_x000D_\nfrom Word", Theme="typed _x005F_x0041_ so")
    for _ in range(2):
        write_worksheet(plan(), path)
        row = next(row for row in collect_written(path).rows if row.mark == f"{ANN}:missed:3")
        assert (row.cell("Note"), row.cell("Theme")) == ("pasted\nfrom Word", "typed _x0041_ so")


def test_comments_go_to_the_note_of_their_row_and_others_to_a_tab_of_their_own(path: Path) -> None:
    threaded = "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    one"
    with Editing(path) as book:
        book.headlines.worksheet["F3"].comment = Comment(threaded, "Somebody")
        book.headlines.worksheet["F26"].comment = Comment("on an empty row", "Somebody")
        book.workbook["Coverage"]["B2"].comment = Comment("who else?", "Somebody")
    for _ in range(2):
        write_worksheet(plan(), path)
    with Editing(path) as book:
        assert book.headlines.read("Note", 3) == "Comment: one"
        assert book.headlines.read("Note", 26) == "Comment: on an empty row"
        assert list(book.workbook["Kept notes"].values)[1:] == [("Coverage!B2", "Comment: who else?")]


def test_words_above_the_headings_and_on_tabs_of_ours_are_kept(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.worksheet.insert_rows(1)
        book.headlines.worksheet["B1"] = "our plan for Tuesday"
        book.workbook["Read me"]["C5"] = "ask Bo"
        book.workbook["Themes"]["C2"] = "colours?"
    for _ in range(2):
        write_worksheet(plan(), path)
    with Editing(path) as book:
        assert {row[1] for row in book.workbook["Kept notes"].values} == {
            "What was typed there", "our plan for Tuesday", "ask Bo", "colours?",
        }  # fmt: skip


def test_words_typed_into_a_story_go_to_the_note(path: Path) -> None:
    with Editing(path) as book:
        there = book.headlines.read("Story", 2)
        book.headlines.type(2, Story=f"{there} He said it twice.", Role="student, new", Question="which one?")
    write_worksheet(plan(), path)
    with Editing(path) as book:
        assert book.headlines.read("Story", 2) == there
        assert book.headlines.read("Note", 2) == "which one?\nstudent, new\nStory: He said it twice."


def test_words_typed_into_a_story_that_was_edited_since_are_not_copied_but_told(path: Path) -> None:
    """The difference might be a name that is masked now."""
    with Editing(path) as book:
        book.headlines.type(2, Story="Deshawn told this.")
    told = [interview(ANN, story("missed", "[PERSON_1] told this.")), *three_interviews()[1:]]
    write_worksheet(plan(told), path)
    assert "Deshawn" not in str(load_sheets(path))
    with Editing(path) as book:
        assert "typed over" in book.headlines.read("Check", 2)


def test_a_row_that_was_deleted_never_gives_its_id_to_a_new_one(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.worksheet.delete_rows(2)
    write_worksheet(plan(), path)
    marks = [row.mark for row in collect_written(path).rows if row.mark.startswith(f"{ANN}:missed")]
    assert marks == [f"{ANN}:missed:{number}" for number in (2, 3, 4, 5, 6, 7)]


def test_a_title_that_excel_does_not_take_is_cut(path: Path) -> None:
    with Editing(path) as book, pytest.warns(UserWarning, match="31 characters"):
        book.workbook.create_sheet("A plan for the wall by the window, for all")["A1"] = "ours"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        assert book.workbook["A plan for the wall by the wind"]["A1"].value == "ours"


def test_a_file_that_has_lost_its_hidden_tab_is_still_merged(path: Path) -> None:
    with Editing(path) as book:
        del book.workbook[MACHINE]
    before = [row.cells for row in collect_written(path).rows if row.cell("Headline")]
    write_worksheet(plan(), path)
    assert [row.cells for row in collect_written(path).rows if row.cell("Headline")] == before


def test_rows_that_were_sorted_above_the_headings_are_still_rows(path: Path) -> None:
    with Editing(path) as book:
        rows = [[cell.value for cell in row] for row in book.headlines.worksheet.iter_rows()]
        rows[:5] = [rows[2], rows[1], rows[0], *rows[3:5]]
        sheet = book.headlines.worksheet
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
    for _ in range(2):
        write_worksheet(plan(), path)
    assert {each.text for each in read_worksheet(path).headlines} == {
        "The bus <late> & full", "Nobody asked", "At the clinic",
    }  # fmt: skip
    assert "Kept notes" not in [sheet.title for sheet in load_sheets(path)]


def test_a_copy_of_the_headlines_tab_whose_heading_was_lost_stays_a_tab_of_people(path: Path) -> None:
    with Editing(path) as book:
        book.workbook.copy_worksheet(book.headlines.worksheet)["F1"] = "our wall"
    for told in (three_interviews(), three_interviews()[1:]):
        write_worksheet(plan(told), path)
    assert "our wall" in str(load_sheets(path))


def test_all_tabs_shown_and_a_thousand_empty_rows_in_each_change_nothing(path: Path) -> None:
    before, written = read_worksheet(path), collect_written(path)
    as_google_saves(path)
    assert read_worksheet(path) == before
    assert collect_written(path) == written


def test_words_over_the_hidden_id_of_a_theme_and_over_the_reason_of_a_row_set_aside_are_kept(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(20, Headline="Nobody asked", Interview="zzzzzzzzz9", Row=None)
    write_worksheet(plan(), path)
    with Editing(path) as book:
        book.workbook["Themes"]["E6"] = "ours"
        aside = Sheet(book.workbook, "Set aside", 5)
        aside.type(6, **{"Set aside because": "we asked Bo"})
    for _ in range(2):
        write_worksheet(plan(), path)
    with Editing(path) as book:
        assert list(book.workbook["Kept notes"].values)[1:] == [("Themes!E6", "ours")]
        assert str(book.workbook["Themes"]["E6"].value).startswith("t-")
        assert Sheet(book.workbook, "Set aside", 5).read("Note", 6) == "we asked Bo"


def test_a_role_that_was_typed_and_copied_to_other_rows_goes_to_their_notes(path: Path) -> None:
    with Editing(path) as book:
        for row in (3, 4):
            book.headlines.type(row, Role="new here")
    write_worksheet(plan(), path)
    with Editing(path) as book:
        assert [book.headlines.read("Note", row) for row in (3, 4)] == ["new here", "new here"]
        assert book.headlines.read("Role", 3) == "student"


def test_words_typed_into_the_tab_side_by_side_are_kept_even_when_the_hidden_tab_is_lost(path: Path) -> None:
    write_worksheet(plan(), path)
    with Editing(path) as book:
        book.workbook["Side by side"]["B8"] = "one group"
        del book.workbook[MACHINE]
    write_worksheet(plan(), path)
    with Editing(path) as book:
        kept = [text for row in book.workbook["From Side by side"].values for text in row if text]
        assert "one group" in kept
        assert "Nobody asked" not in kept


def test_questions_are_known_by_the_rows_when_the_hidden_tab_is_lost(path: Path) -> None:
    with Editing(path) as book:
        row = next(row for row in range(2, 40) if book.headlines.read("Row", row) == f"{BEN}:best:1")
        book.headlines.type(row, Headline="Moved", Interview=ANN)
        del book.workbook[MACHINE]
    write_worksheet(plan(), path)
    moved = next(each for each in read_worksheet(path).headlines if each.text == "Moved")
    assert (moved.interview_ids, moved.question) == ((ANN,), "best")
