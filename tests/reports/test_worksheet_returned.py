"""Copies of a worksheet that come back from pairs are merged: nothing is lost, and what differs stands twice."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reports.worksheet_file import load_sheets
from reports.worksheet_memory import cells_of, text_digest
from reports.worksheet_merge import collect_written, is_blank
from reports.worksheet_read import read_worksheet
from reports.worksheet_returned import Merged, content_digest, merge
from reports.worksheet_versions import remark_of
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import Written, WrittenRow
from tests.reports.small_worksheet import ANN, BEN, Editing, Sheet, interview, plan, story, three_interviews

HARD = ("Headline", "Kind", "Theme", "Dissent", "Surprise")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("original") / "headlines.xlsx"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        book.headlines.type(2, Headline="Waits alone", Kind="Descriptive", Theme="Being noticed", Note="first")
        book.headlines.type(3, Headline="Nobody asked", Note="second")
    write_worksheet(plan(), path)
    return path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path))


def copy_of(path: Path, name: str) -> Path:
    return Path(shutil.copy(path, path.with_name(f"headlines-{name}.xlsx")))


def bring(path: Path, *copies: Path) -> Merged:
    """Merges copies into the worksheet as `assemble --copy` does; returns what became of the last one."""
    written = collect_written(path)
    for copy in copies:
        merged = merge(written, collect_written(copy), name=copy.name)
        written = merged.written
    write_worksheet(plan(), path, written=written)
    return merged


def table(book: Editing, tab: str, heading: str) -> Sheet:
    header = next(row for row in range(1, 30) if book.workbook[tab].cell(row, 1).value == heading)
    return Sheet(book.workbook, tab, header)


def first_theme(book: Editing, **cells: str) -> None:
    sheet = table(book, "Themes", "Theme")
    sheet.type(sheet.header + 1, **cells)


def rows(path: Path) -> list[WrittenRow]:
    return [row for row in collect_written(path).rows if not is_blank(row)]


def headlines(path: Path) -> list[str]:
    return [row.cell("Headline") for row in rows(path)]


def test_what_a_copy_changed_is_taken_over_and_what_it_left_is_not(path: Path) -> None:
    copy = copy_of(path, "A")
    with Editing(copy) as book:
        book.headlines.type(2, Headline="Waits alone for the bus", Note=None)
        book.headlines.type(14, Headline="At the clinic", Theme="Family")
    with Editing(path) as book:
        book.headlines.type(3, Headline="Nobody asked him")
    merged = bring(path, copy)
    assert (merged.rows, merged.conflicts) == (2, 0)
    assert headlines(path) == ["Waits alone for the bus", "Nobody asked him", "At the clinic"]
    assert rows(path)[0].cell("Note") == ""
    assert rows(path)[2].cell("Theme") == "Family"


def test_the_same_words_from_two_pairs_are_one(path: Path) -> None:
    copies = [copy_of(path, name) for name in "AB"]
    for copy in copies:
        with Editing(copy) as book:
            book.headlines.type(4, Headline="The  bus never came", Dissent="x" if copy == copies[0] else "X")
            book.headlines.worksheet.insert_rows(6)
            book.headlines.type(6, Interview=ANN, Headline="An inserted one")
    assert bring(path, *copies).conflicts == 0
    assert sorted(headlines(path)) == ["An inserted one", "Nobody asked", "The  bus never came", "Waits alone"]


def test_two_versions_of_a_row_stand_one_below_the_other_and_reading_names_the_cell(path: Path) -> None:
    copies = [copy_of(path, name) for name in "AB"]
    for copy, text in zip(copies, ("by pair A", "by pair B"), strict=True):
        with Editing(copy) as book:
            book.headlines.type(2, Headline=text, Kind="Quote")
    merged = bring(path, *copies)
    assert merged.conflicts == 1
    first, second, third = rows(path)
    assert [first.cell("Headline"), second.cell("Headline"), third.cell("Headline")] == [
        "by pair A", "by pair B", "Nobody asked",
    ]  # fmt: skip
    assert (first.check, second.check) == ("", "two versions: also from headlines-B.xlsx")
    assert (second.interview, second.question, second.cell("Kind")) == (ANN, "missed", "Quote")
    assert second.cell("Note") == "first"
    (problem,) = [each for each in read_worksheet(path).problems if "two pairs" in each.message]
    assert (problem.sheet, problem.cell[1:]) == ("Headlines", "3")
    assert "pair B" not in problem.message
    with Editing(path) as book:
        book.headlines.type(3, Check=None)
    assert not [each for each in read_worksheet(path).problems if "two pairs" in each.message]


def test_a_copy_that_comes_again_adds_nothing_even_after_people_decided(path: Path) -> None:
    copy = copy_of(path, "A")
    with Editing(copy) as book:
        book.headlines.type(2, Headline="by the pair")
        book.headlines.type(3, Note="their note")
        book.headlines.worksheet.append([ANN, None, None, None, None, "added below"])
        first_theme(book, Definition="Theirs")
    with Editing(path) as book:
        book.headlines.type(2, Headline="by ourselves")
        book.headlines.type(3, Note="our note")
        first_theme(book, Definition="Ours")
    assert bring(path, copy).conflicts == 2
    assert headlines(path) == ["by ourselves", "by the pair", "Nobody asked", "added below"]
    with Editing(path) as book:
        book.headlines.type(2, Headline="settled together")
        book.headlines.type(4, Note="one note")
        sheet = book.headlines
        added = next(row for row in range(2, 20) if sheet.read("Headline", row) == "added below")
        sheet.worksheet.delete_rows(added)
        sheet.worksheet.delete_rows(3)
        first_theme(book, Definition="Settled")
    with Editing(copy) as book:
        book.headlines.type(5, Headline="more by the pair")
    merged = bring(path, copy)
    assert (merged.rows, merged.conflicts) == (1, 0)
    assert headlines(path) == ["settled together", "Nobody asked", "more by the pair"]
    assert rows(path)[1].cell("Note") == "one note"
    assert collect_written(path).themes.rows[1][1] == "Settled"


def test_notes_that_differ_stand_in_one_cell(path: Path) -> None:
    copies = [copy_of(path, name) for name in "AB"]
    for copy in copies:
        with Editing(copy) as book:
            book.headlines.type(2, Note=f"first\nnote of {copy.stem[-1]}")
    assert bring(path, *copies).conflicts == 0
    assert rows(path)[0].cell("Note") == "first\nnote of A\nnote of B"


def test_rows_that_are_deleted_in_a_copy_stay_and_rows_deleted_in_ours_stay_away(path: Path) -> None:
    copy = copy_of(path, "A")
    with Editing(copy) as book:
        book.headlines.worksheet.delete_rows(2)
    with Editing(path) as book:
        book.headlines.worksheet.delete_rows(3)
    assert bring(path, copy).rows == 0
    assert headlines(path) == ["Waits alone"]


def test_an_emptied_cell_loses_against_a_changed_one(path: Path) -> None:
    copies = [copy_of(path, name) for name in "AB"]
    with Editing(copies[0]) as book:
        book.headlines.type(2, Headline="Waits alone, in the cold")
        book.headlines.type(3, Headline=None, Note=None)
    with Editing(copies[1]) as book:
        book.headlines.type(2, Headline=None)
        book.headlines.type(3, Headline="Nobody asked why")
    bring(path, *copies)
    assert headlines(path) == ["Waits alone, in the cold", "Nobody asked why"]


def test_a_column_that_a_copy_lacks_is_not_emptied(path: Path) -> None:
    copy = copy_of(path, "A")
    with Editing(copy) as book:
        book.headlines.worksheet.delete_cols(book.headlines.columns["Note"])
        book.headlines.type(4, Headline="one more")
    bring(path, copy)
    assert [row.cell("Note") for row in rows(path)] == ["first", "second", ""]


def test_a_sorted_copy_with_added_columns_and_renamed_tabs_is_merged(path: Path) -> None:
    copy = copy_of(path, "A")
    with Editing(copy) as book:
        sheet = book.headlines
        sheet.worksheet.cell(1, len(sheet.columns) + 1).value = "Wall"
        sheet.type(2, Wall="blue", Headline="Waits")
        sheet.put_back(sorted(sheet.rows(), key=lambda row: str(row[5]), reverse=True))
        sheet.worksheet.title = "Our work"
        book.workbook.create_sheet("Ideas")["B2"] = "ask the bus driver"
    bring(path, copy)
    written = collect_written(path)
    assert (written.columns, headlines(path)) == (("Wall",), ["Waits", "Nobody asked"])
    assert rows(path)[0].cell("Wall") == "blue"
    assert [tab.title for tab in written.tabs] == ["Ideas"]


def test_added_tabs_of_the_same_title_and_other_content_both_stay(path: Path) -> None:
    copies = [copy_of(path, name) for name in "ABC"]
    for copy, text in zip(copies, ("from A", "from B", "from A"), strict=True):
        with Editing(copy) as book:
            book.workbook.create_sheet("Ideas")["A1"] = text
    bring(path, *copies)
    tabs = {tab.title: tab.rows[0][0] for tab in collect_written(path).tabs}
    assert tabs == {"Ideas": "from A", "Ideas (2)": "from B"}


def test_themes_are_united_by_name_and_a_differing_definition_is_kept_as_well(path: Path) -> None:
    copies = [copy_of(path, name) for name in "AB"]
    for copy in copies:
        with Editing(copy) as book:
            sheet = table(book, "Themes", "Theme")
            sheet.type(sheet.header + 1, Definition=f"Definition of {copy.stem[-1]}")
            sheet.type(sheet.header + 2, Theme=f"Theme of {copy.stem[-1]}")
            sheet.type(sheet.header + 3, Theme="Buses" if copy == copies[0] else "buses")
    assert bring(path, *copies).conflicts == 1
    themes = collect_written(path).themes
    assert [row[0] for row in themes.rows[1:]] == ["Being noticed", "Theme of A", "Buses", "Theme of B"]
    assert themes.rows[1][1] == "Definition of A\nDefinition of B"


def test_a_theme_that_a_copy_renamed_is_renamed(path: Path) -> None:
    copy = copy_of(path, "A")
    with Editing(copy) as book:
        first_theme(book, Theme="Being seen")
    bring(path, copy)
    assert [theme.name for theme in read_worksheet(path).themes] == ["Being seen"]


def test_outcomes_that_differ_both_stand_and_reading_asks(path: Path) -> None:
    copies = [copy_of(path, name) for name in "AB"]
    for copy, outcome in zip(copies, ("held", "overturned"), strict=True):
        with Editing(copy) as book:
            sheet = table(book, "Predictions", "Prediction")
            sheet.type(sheet.header + 1, Outcome=outcome, Note=f"says {outcome}")
    assert bring(path, *copies).conflicts == 1
    predictions = collect_written(path).predictions
    row = dict(zip(predictions.rows[0], predictions.rows[1], strict=True))
    assert (row["Outcome"], row["Note"]) == ("held\noverturned", "says held\nsays overturned")
    assert [each.cell[0] for each in read_worksheet(path).problems if "outcome" in each.message] == ["B"]


def test_an_older_copy_does_not_bring_back_what_it_merely_held(path: Path) -> None:
    old = copy_of(path, "old")
    with Editing(path) as book:
        book.headlines.type(2, Headline="Edited since", Note=None)
    write_worksheet(plan(), path)
    with Editing(old) as book:
        book.headlines.type(5, Headline="new in the old copy")
    bring(path, old)
    assert headlines(path) == ["Edited since", "Nobody asked", "new in the old copy"]
    assert rows(path)[0].cell("Note") == ""


def test_a_worksheet_that_is_older_than_the_copy_takes_what_the_copy_was_written_with(path: Path) -> None:
    earlier = copy_of(path, "backup")
    with Editing(path) as book:
        book.headlines.type(2, Headline="Written later")
        book.headlines.type(6, Headline="Added later")
    write_worksheet(plan(), path)
    newer = copy_of(path, "newer")
    shutil.copy(earlier, path)
    with Editing(path) as book:
        book.headlines.type(3, Headline="Typed into the backup")
    assert bring(path, newer).conflicts == 1  # of "Nobody asked" nobody can say which one is later
    texts = headlines(path)
    assert {"Written later", "Added later", "Typed into the backup", "Nobody asked"} == set(texts)


def test_without_a_memory_two_texts_are_a_conflict_and_empty_loses(path: Path) -> None:
    copy = copy_of(path, "A")
    book = load_workbook(copy)
    del book["sayback"]
    book.save(copy)
    with Editing(copy) as book:
        book.headlines.type(2, Headline="Waits", Note=None)
        book.headlines.type(5, Headline="new")
    assert bring(path, copy).conflicts == 1
    assert headlines(path) == ["Waits alone", "Waits", "Nobody asked", "new"]
    assert rows(path)[0].cell("Note") == "first"


def test_without_a_memory_pairs_are_taken_for_ours_and_other_words_for_theirs(path: Path) -> None:
    copy = copy_of(path, "A")
    with Editing(copy) as book:
        del book.workbook["sayback"]
        for number in range(2, 20):
            book.headlines.type(number, Pair="a")
        book.headlines.type(4, Pair="Mia, by phone")
        book.headlines.type(3, Note="more")
    assert bring(path, copy).rows == 2
    assert [(row.cell("Headline"), row.cell("Pair")) for row in rows(path)] == [
        ("Waits alone", "A"),
        ("Nobody asked", "A"),
        ("", "Mia, by phone"),
    ]


def test_a_worksheet_without_its_hidden_tab_has_no_pairs_that_somebody_typed(path: Path) -> None:
    with Editing(path) as book:
        del book.workbook["sayback"]
        book.headlines.type(4, Pair="Mia, by phone")
    assert [row.cell("Headline") or row.cell("Pair") for row in rows(path)] == [
        "Waits alone", "Nobody asked", "Mia, by phone",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("A.xlsx", "A.xlsx"),
        ("one\ntwo\x1b[31m\u202e\x9d.xlsx", "one two[31m.xlsx"),
        ("bus " * 40, f"{('bus ' * 40)[:59]}…"),
    ],
)
def test_a_remark_shows_a_file_name_in_one_short_line(name: str, shown: str) -> None:
    assert remark_of(name) == f"two versions: also from {shown}"


def test_a_headline_about_a_story_that_was_edited_meanwhile_is_flagged(path: Path) -> None:
    copy = copy_of(path, "A")
    edited = [interview(ANN, story("missed", "The bus did come.")), *three_interviews()[1:]]
    write_worksheet(plan(edited), path)
    with Editing(path) as book:
        book.headlines.type(2, Check=None)
    with Editing(copy) as book:
        book.headlines.type(2, Theme="Buses")
        book.headlines.type(4, Headline="about the old story")
    merged = merge(collect_written(path), collect_written(copy), name="A")
    write_worksheet(plan(edited), path, written=merged.written)
    checks = {row.cell("Headline"): row.check for row in rows(path)}
    assert checks["about the old story"] == "source_changed"
    assert checks["Waits alone"] == ""


def test_the_content_of_a_copy_is_known_again_after_sorting_and_saving(path: Path) -> None:
    before = content_digest(collect_written(path))
    with Editing(path) as book:
        book.headlines.put_back(book.headlines.rows()[::-1])
    assert content_digest(collect_written(path)) == before
    with Editing(path) as book:
        book.headlines.type(2, Note="more")
    assert content_digest(collect_written(path)) != before


def test_an_interview_cell_that_a_copy_changed_moves_the_headline(path: Path) -> None:
    copy = copy_of(path, "A")
    with Editing(copy) as book:
        book.headlines.type(3, Interview=f"{BEN}; {ANN}")
    bring(path, copy)
    assert [(row.cell("Headline"), row.interview) for row in rows(path)] == [
        ("Waits alone", ANN),
        ("Nobody asked", f"{BEN}; {ANN}"),
    ]


def test_the_time_of_writing_stays_as_long_as_nothing_changes(path: Path) -> None:
    before = collect_written(path).memory
    write_worksheet(plan(), path)
    assert collect_written(path).memory == before
    with Editing(path) as book:
        book.headlines.type(5, Headline="new")
    write_worksheet(plan(), path)
    assert collect_written(path).memory.at > before.at


SMALL = plan(three_interviews()[:2], blank_rows=4)
WORDS = st.sampled_from(["bus", "späte Glocke 🔔", "=1+1", "two\nlines", "nobody\n asked", "", "3/4", "“quoted”"])


def _edit(path: Path, seed: int, tag: str, words: Sequence[str]) -> set[str]:
    """Types into random cells as one pair; returns every text that was typed and not typed over."""
    chance = random.Random(seed)
    with Editing(path) as book:
        sheet = book.headlines
        for word in words:
            row = chance.randrange(2, 12)
            heading = chance.choice(("Headline", "Headline", "Kind", "Theme", "Dissent", "Pair", "Note"))
            text = f"{word} {tag}{chance.randrange(3)}" if word and heading != "Dissent" else "x" if word else None
            sheet.type(row, **{heading: text})
            cell = sheet.worksheet.cell(row, sheet.columns[heading])
            if text:
                cell.data_type = "s"
        if chance.random() < 0.5:
            sheet.worksheet.insert_rows(5)
            sheet.type(5, Interview=chance.choice((ANN, BEN)), Headline=f"inserted {tag}")
        if chance.random() < 0.5:
            body = sheet.rows()
            chance.shuffle(body)
            sheet.put_back(body)
    return _texts(collect_written(path))


def _texts(written: Written) -> set[str]:
    return {
        text_digest(part)
        for row in written.rows
        for name, text in row.cells
        for part in text.split(", " if name == "Pair" else "\n")
    }


def _cells(written: Written) -> list[tuple[str, dict[str, str]]]:
    return [(row.mark, cells_of(row)) for row in written.rows if not is_blank(row)]


@given(
    seeds=st.tuples(*[st.integers(0, 9999)] * 3), words=st.lists(WORDS, max_size=6), other=st.lists(WORDS, max_size=6)
)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_two_pairs_type_is_in_the_result_in_either_order(
    seeds: tuple[int, int, int], words: list[str], other: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "headlines.xlsx"
        write_worksheet(SMALL, path)
        _edit(path, seeds[0], "m", ["start", "more", "again"])
        write_worksheet(SMALL, path)
        start = collect_written(path)
        copies = [copy_of(path, name) for name in "AB"]
        typed = _edit(copies[0], seeds[1], "a", words) | _edit(copies[1], seeds[2], "b", other)
        came = [collect_written(copy) for copy in copies]
        results = []
        for order in (came, came[::-1]):
            written = start
            for copy in order:
                written = merge(written, copy, name="a copy").written
            results.append(_texts(written))
            assert typed - _texts(start) <= results[-1]
        assert results[0] == results[1]
        write_worksheet(SMALL, path, written=written)
        written = collect_written(path)
        assert _texts(written) == results[1]
        for copy in came:
            again = merge(written, copy, name="a copy")
            assert (again.rows, again.conflicts, _cells(again.written)) == (0, 0, _cells(written))


@given(seed=st.integers(0, 9999), words=st.lists(WORDS, max_size=8))
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_worksheet_that_nobody_touched_reads_as_it_was_written(seed: int, words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "headlines.xlsx"
        write_worksheet(SMALL, path)
        _edit(path, seed, "m", words)
        write_worksheet(SMALL, path)
        written = collect_written(path)
        with Editing(path) as book:
            book.headlines.type(2, Headline="one more")
        merged = merge(collect_written(path), written, name="untouched")
        assert (merged.rows, merged.conflicts) == (0, 0)
        assert _is_as_written(written)


def _is_as_written(written: Written) -> bool:
    merged = merge(Written(memory=written.memory), written, name="all")
    return merged.rows == 0  # every row is as it was written, so ours had deleted it


def test_words_that_a_copy_has_in_stories_under_check_and_beside_marks_are_brought(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Dissent="x")
        book.workbook["Predictions"]["B5"] = "x"
    copy = copy_of(path, "A")
    with Editing(copy) as book:
        there = book.headlines.read("Story", 4) or ""
        book.headlines.type(4, Story=f"{there} said twice".strip())
        book.headlines.type(5, Check="look again")
        book.headlines.type(60, Check="which interview?")
        book.headlines.type(2, Dissent="x, but not sure")
        book.workbook["Predictions"]["B5"] = "x, we never met"
    bring(path, copy)
    text = str(load_sheets(path))
    for words in ("Story: said twice", "look again", "which interview?", "x, but not sure", "x, we never met"):
        assert words in text
    bring(path, copy)
    assert str(load_sheets(path)).count("Story: said twice") == 1


def test_a_row_that_only_has_words_in_its_story_is_told_of_when_the_interview_is_gone(path: Path) -> None:
    copy = copy_of(path, "A")
    with Editing(copy) as book:
        row = next(row for row in range(2, 40) if book.headlines.read("Interview", row) == BEN)
        book.headlines.type(row, Story="Nobody came.")
    written = merge(collect_written(path), collect_written(copy), name=copy.name).written
    write_worksheet(plan([each for each in three_interviews() if each.id != BEN]), path, written=written)
    with Editing(path) as book:
        aside = [row for row in book.workbook["Set aside"].values if row[0] == BEN]
    assert "typed over" in str(aside)
    assert "Nobody came" not in str(load_sheets(path))
