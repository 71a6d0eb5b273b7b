"""What is written into a sheet in which people write: whatever they do to it, their cells stay, and it settles."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.worksheet_changes import changes
from reports.worksheet_layout import worksheet_tabs
from reports.worksheet_merge import written_in
from reports.worksheet_moved import put_back, take_out, take_twins
from reports.worksheet_read import read_sheets
from reports.worksheet_tabs import HUMAN_COLUMNS
from rounds.headlines import CoverageRow, WorksheetPlan, Written
from rounds.interviews import Interview
from rounds.worksheet_tabs import Changes, MarkedTab, WorksheetTabs
from tests.reports.memory_sheet import MemorySheet
from tests.reports.small_worksheet import ANN, BEN, interview, plan, story, three_interviews

DAN = "ddddddddd5"


def wanted(sheet: MemorySheet, plan_: WorksheetPlan) -> WorksheetTabs:
    in_place = "Headlines" in sheet.tabs
    return worksheet_tabs(plan_, written_in(sheet.read_again()) if in_place else Written(), in_place=in_place)


def bring_up_to_date(sheet: MemorySheet, plan_: WorksheetPlan) -> None:
    tabs = wanted(sheet, plan_)
    sheet.write(changes(sheet.read_again(), tabs))
    assert not changes(sheet.read_again(), tabs)


@pytest.fixture
def sheet() -> MemorySheet:
    made = MemorySheet()
    bring_up_to_date(made, plan())
    return made


def test_a_sheet_that_stands_as_it_should_needs_nothing(sheet: MemorySheet) -> None:
    assert not changes(sheet.read_again(), wanted(sheet, plan()))
    assert list(sheet.tabs) == ["Read me", "Headlines", "Themes", "Predictions", "Coverage", "sayback"]


def test_the_norm_about_files_gives_way_to_one_about_shared_sheets(sheet: MemorySheet) -> None:
    headings = [row[0] for row in sheet.tabs["Read me"] if row]
    assert "This sheet" in headings
    assert "This file" not in headings


def test_a_long_story_goes_on_in_further_rows_and_gets_more_of_them_when_it_grows(sheet: MemorySheet) -> None:
    long = interview(ANN, story("missed", "The bus was late again. " * 200))
    bring_up_to_date(sheet, plan([long, *three_interviews()[1:]], blank_rows=1))
    parts = [row["Story"] for row in sheet.headlines() if row["Interview"] == ANN and row["Story"]]
    assert len(parts) > 2
    assert all(part.startswith("(continued) ") for part in parts[1:])
    assert (
        " ".join(part.removeprefix("(continued) ") for part in parts).split()
        == ("The bus was late again. " * 200).split()
    )


def test_rows_that_people_deleted_stay_away_but_a_story_comes_back(sheet: MemorySheet) -> None:
    rows = sheet.tabs["Headlines"]
    sheet.tabs["Headlines"] = [row for row in rows if row[-1] not in (f"{ANN}:missed:3", f"{ANN}:missed:4")]
    before = len(sheet.tabs["Headlines"])
    bring_up_to_date(sheet, plan())
    assert len(sheet.tabs["Headlines"]) == before
    sheet.tabs["Headlines"] = [row for row in sheet.tabs["Headlines"] if row[0] != BEN]
    bring_up_to_date(sheet, plan())
    assert {row["Story"] for row in sheet.headlines() if row["Interview"] == BEN} > {"The lunch table."}


def test_an_id_that_was_deleted_comes_back_and_one_that_was_typed_stays(sheet: MemorySheet) -> None:
    sheet.tabs["Headlines"][1][0] = ""
    sheet.tabs["Headlines"][2][0] = f"{ANN}; {BEN}"
    bring_up_to_date(sheet, plan())
    assert [row["Interview"] for row in sheet.headlines()[:2]] == [ANN, f"{ANN}; {BEN}"]


def test_coverage_shrinks_and_what_people_noted_apart_from_it_stays(sheet: MemorySheet) -> None:
    lines = tuple(CoverageRow("Grade", str(grade), "12", "12", "met") for grade in (9, 10, 11))
    bring_up_to_date(sheet, replace(plan(), coverage=lines))
    sheet.tabs["Coverage"] += [[], ["our own note"]]
    sheet.tabs["Coverage"][5] += ["", "", "beside"]
    bring_up_to_date(sheet, replace(plan(), coverage=lines[:1]))
    texts = [text for row in sheet.tabs["Coverage"] for text in row if text]
    assert "our own note" in texts
    assert "beside" in texts
    assert "10" not in texts


def test_renamed_tabs_are_found_and_a_tab_of_people_keeps_its_title(sheet: MemorySheet) -> None:
    sheet.tabs = {f"Our {title}": rows for title, rows in sheet.tabs.items()}
    assert not changes(sheet.read_again(), wanted_in(sheet, plan()))
    fresh = MemorySheet()
    fresh.tabs = {"Themes": [["we", "talked"]], "x": [["y"]]}
    bring_up_to_date(fresh, plan())
    assert fresh.tabs["Themes"] == [["we", "talked"]]
    assert fresh.tabs["Themes 2"][0] == ["Themes"]


def wanted_in(sheet: MemorySheet, plan_: WorksheetPlan) -> WorksheetTabs:
    return worksheet_tabs(plan_, written_in(sheet.read_again()), in_place=True)


@pytest.mark.parametrize("typed", [None, 0, 1])
def test_rows_that_were_added_twice_are_emptied_but_for_one_and_what_people_typed(
    sheet: MemorySheet, typed: int | None
) -> None:
    tabs = wanted(sheet, plan([*three_interviews(), interview(DAN, story("missed", "My alarm did not ring."))]))
    todo = changes(sheet.read_again(), tabs)
    sheet.write(todo)
    sheet.write(replace(todo, new_tabs=(), cells=()))  # the one that seemed to be lost, late
    mark = f"{DAN}:missed:1"
    headings = sheet.tabs["Headlines"][0]
    if typed is not None:
        twins = [row for row in sheet.tabs["Headlines"] if mark in row]
        twins[typed][headings.index("Headline")] = "just typed"
    assert take_twins(sheet.read_again(), (), tabs) == ()
    sheet.write(Changes(cells=take_twins(sheet.read_again(), todo.rows, tabs)))
    marks = [row["Row"] for row in sheet.headlines() if row["Row"]]
    assert len(marks) == len(set(marks))
    (left,) = [row for row in sheet.headlines() if row["Row"] == mark]
    assert left["Headline"] == ("" if typed is None else "just typed")
    assert not changes(sheet.read_again(), tabs)


def test_a_row_of_nobody_is_never_called_held(sheet: MemorySheet) -> None:
    headings = sheet.tabs["Headlines"][0]
    row = [""] * len(headings)
    row[headings.index("Note")], row[headings.index("Row")] = "ours", "none::~1"  # as it came out of a file
    row[headings.index("Check")] = "not counted: the interview is held, or was withdrawn"
    sheet.tabs["Headlines"].insert(1, row)
    bring_up_to_date(sheet, plan())
    assert sheet.headlines()[0]["Check"] == "not counted: no interview id"
    sheet.tabs["Headlines"][1][0] = ANN
    bring_up_to_date(sheet, plan())
    assert (sheet.headlines()[0]["Check"], sheet.headlines()[0]["Note"]) == ("", "ours")


def test_nothing_of_people_is_among_the_cells_that_are_kept(sheet: MemorySheet) -> None:
    for tab in wanted(sheet, plan()).tabs:
        if isinstance(tab, MarkedTab):
            assert not any(set(HUMAN_COLUMNS) & {*row.ours, *row.if_empty} for row in tab.rows)


TELLERS = st.lists(st.sampled_from([ANN, BEN, "ccccccccc4", DAN]), unique=True)
TEXTS = st.sampled_from(["One day.", "Another day.", "=1+1", "'quoted", "  spaced  ", "two\nlines"])


def told(identifiers: list[str], texts: list[str]) -> list[Interview]:
    return [interview(each, story("missed", text)) for each, text in zip(identifiers, texts, strict=False)]


def disturb(sheet: MemorySheet, seed: int) -> None:
    """Sorting, inserting, copying and deleting rows, inserting columns, typing into every cell of people."""
    chance = random.Random(seed)
    first, *rows = sheet.tabs["Headlines"]
    width = len(first)
    rows = [row + [""] * (width - len(row)) for row in rows]
    for nth, row in enumerate(rows):
        for heading in chance.sample(HUMAN_COLUMNS, 2):
            row[first.index(heading)] = f"typed {nth} {heading}"
    if chance.random() < 0.5:
        chance.shuffle(rows)
    if rows and chance.random() < 0.5:
        rows.insert(chance.randrange(len(rows)), list(chance.choice(rows)))
    if rows and chance.random() < 0.5:
        inserted = [""] * width
        inserted[first.index("Headline")] = "inserted"
        rows.insert(chance.randrange(len(rows)), inserted)
    if rows and chance.random() < 0.3:
        rows.pop(chance.randrange(len(rows)))
    if chance.random() < 0.3:
        at = chance.randrange(width)
        first.insert(at, f"added {seed}")
        for nth, row in enumerate(rows):
            row.insert(at, f"ours {nth}")
    sheet.tabs["Headlines"] = [first, *rows]


def of_people(sheet: MemorySheet) -> list[dict[str, str]]:
    ours = {"Interview", "Role", "Question", "Story", "Asked further / Seen", "Check", "Row"}
    rows = [{name: text for name, text in row.items() if name not in ours and text} for row in sheet.headlines()]
    return [row for row in rows if set(row) - {"Pair"}]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TELLERS, st.lists(TEXTS, min_size=4, max_size=4), st.integers(0, 10**6)), max_size=4))
def test_whatever_happens_between_writings_no_cell_of_people_changes(
    steps: list[tuple[list[str], list[str], int]],
) -> None:
    sheet = MemorySheet()
    bring_up_to_date(sheet, plan(told([ANN, BEN], ["One day.", "Another day."]), blank_rows=3))
    for identifiers, texts, seed in steps:
        disturb(sheet, seed)
        before = of_people(sheet)
        bring_up_to_date(sheet, plan(told(identifiers, texts), blank_rows=3))
        assert of_people(sheet) == before
        shown = {row["Interview"]: row["Story"] for row in reversed(sheet.headlines()) if row["Story"].strip()}
        for identifier, text in zip(identifiers, texts, strict=False):
            assert text.strip() in {row["Story"].strip() for row in sheet.headlines()}, (identifier, shown)
        read_sheets(sheet.read_again(), where="the sheet", earlier="go back")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["sort", "row", "column", "delete"]), st.integers(0, 13))
@example(30465, "column", 0)  # a row stands there twice, and what was written beside the copy of it missed its column
def test_whatever_moves_in_the_moment_of_writing_no_cell_of_people_changes(seed: int, move: str, at: int) -> None:
    sheet = MemorySheet()
    bring_up_to_date(sheet, plan(blank_rows=2))
    disturb(sheet, seed)
    edited = [interview(ANN, story("missed", "Edited.")), interview(DAN, story("missed", "New."))]
    tabs = wanted(sheet, plan(edited, blank_rows=2))
    before = sheet.read_again()
    todo = changes(before, tabs)
    first, *rows = sheet.tabs["Headlines"]
    if move == "sort":
        rows.reverse()
    elif move == "row":
        rows.insert(min(at, len(rows)), ["", "", "", "", "", "just inserted"])
    elif move == "delete":
        del rows[min(at, len(rows) - 1)]
    else:
        first.insert(at, "")
        for row in rows:
            row.insert(at, "")
    sheet.tabs["Headlines"] = [first, *rows]
    theirs = of_people(sheet)
    for _ in range(4):
        sheet.write(todo)
        after = sheet.read_again()
        more = changes(after, tabs)
        mended = (*put_back(before, after, todo, tabs), *take_out(after, todo, tabs))
        again = {(cell.tab, cell.row, cell.column) for cell in more.cells}
        kept = tuple(cell for cell in mended if (cell.tab, cell.row, cell.column) not in again)
        todo, before = replace(more, cells=kept + more.cells), after
    assert not todo
    assert of_people(sheet) == theirs
