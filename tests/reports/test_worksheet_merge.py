from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.worksheet_merge import collect_written
from reports.worksheet_read import read_worksheet
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import Theme, Written
from tests.reports.small_worksheet import (
    ANN,
    BEN,
    CAM,
    Editing,
    Sheet,
    contents,
    interview,
    plan,
    story,
    three_interviews,
)

HUMAN = ("Headline", "Kind", "Theme", "Dissent", "Surprise", "Pair", "Note")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), path)
    return path


def headlines(path: Path) -> list[tuple[str, tuple[str, ...], str]]:
    return [(each.text, each.interview_ids, each.question) for each in read_worksheet(path).headlines]


def test_writing_again_without_a_change_gives_the_same_cells(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines
        sheet.type(4, Headline="third row", Kind="Quote", Theme="Ours", Dissent="x", Note="why", Pair="Z")
        sheet.type(19, Headline="=1+1")
        sheet.worksheet.cell(19, 6).data_type = "s"
        Sheet(book.workbook, "Themes", 5).type(7, Theme="Getting there", Order=2)
        Sheet(book.workbook, "Predictions", 7).type(8, Outcome="held", Note="sadly")
    write_worksheet(plan(), path)
    before = contents(path)
    with Editing(path) as book:
        assert [book.headlines.read(heading, 4) for heading in HUMAN] == [
            "third row", "Quote", "Ours", "x", None, "Z", "why",
        ]  # fmt: skip
    write_worksheet(plan(), path)
    assert contents(path) == before


def test_new_interviews_are_added_and_edits_follow_their_ids_through_sorting(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(15, Headline="edited", Theme="Ours")
        book.headlines.put_back(book.headlines.rows()[::-1])
    before = read_worksheet(path).headlines
    new = interview("aaaaaaaaa9", story("missed", "A new story."))
    write_worksheet(plan([new, *three_interviews()]), path)
    assert [(each.id, each.text) for each in read_worksheet(path).headlines] == [(before[0].id, "edited")]
    assert headlines(path) == [("edited", (BEN,), "missed")]
    with Editing(path) as book:
        column = [book.headlines.read("Interview", row) for row in range(2, book.headlines.worksheet.max_row + 1)]
        assert column == [ANN] * 12 + ["aaaaaaaaa9"] * 11 + [BEN] * 12 + [CAM] * 11


def test_rows_that_were_sorted_go_back_to_where_they_were_written(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines
        for row, text in ((2, "c"), (3, "a"), (4, "b")):
            sheet.type(row, Headline=text)
        sheet.put_back(sorted(sheet.rows(), key=lambda row: (row[5] is None, row[5])))
    assert [text for text, _, _ in headlines(path)] == ["a", "b", "c"]
    write_worksheet(plan(), path)
    assert [text for text, _, _ in headlines(path)] == ["c", "a", "b"]


def test_a_set_aside_row_that_was_also_copied_back_by_hand_keeps_an_id_of_its_own(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(26, Headline="the letter")
    write_worksheet(plan(three_interviews()[:2]), path)
    with Editing(path) as book:
        aside = Sheet(book.workbook, "Set aside", 5)
        book.headlines.type(3, Headline="copied back", Row=aside.read("Row", 6))
    marks = [row.mark for row in collect_written(path).rows]
    assert len(set(marks)) == len(marks)
    write_worksheet(plan(), path)
    assert sorted(headlines(path)) == [("copied back", (ANN,), "missed"), ("the letter", (CAM,), "missed")]


def test_more_headlines_than_rows_stay_with_their_story(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines
        for row in range(2, 8):
            sheet.type(row, Headline=f"number {row}")
        sheet.worksheet.insert_rows(5, 2)
        sheet.type(5, Headline="between one")
        sheet.type(6, Headline="between two", Dissent="x")
    write_worksheet(plan(), path)
    expected = ["number 2", "number 3", "number 4", "between one", "between two", "number 5", "number 6", "number 7"]
    assert headlines(path) == [(text, (ANN,), "missed") for text in expected]
    before = contents(path)
    write_worksheet(plan(), path)
    assert contents(path) == before


def test_an_interview_that_is_gone_is_set_aside_and_comes_back(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(27, Headline="the letter", Note="ours", Theme="Letters")
    before = read_worksheet(path).headlines
    write_worksheet(plan(three_interviews()[:2]), path)
    assert headlines(path) == []
    (problem,) = read_worksheet(path).problems
    assert (problem.sheet, problem.cell) == ("Set aside", "C6")
    with Editing(path) as book:
        aside = Sheet(book.workbook, "Set aside", 5)
        assert [aside.read(heading, 6) for heading in ("Interview", "Question", "Headline", "Note")] == [
            CAM, "missed", "the letter", "ours",
        ]  # fmt: skip
    write_worksheet(plan(three_interviews()[:2]), path)
    write_worksheet(plan(), path)
    assert "Set aside" not in contents(path)
    after = read_worksheet(path).headlines
    assert [(each.id, each.text, each.theme) for each in after] == [(before[0].id, "the letter", "Letters")]
    with Editing(path) as book:
        assert book.headlines.read("Check", 27) is None


def test_a_story_that_changed_while_it_was_set_aside_is_marked_when_it_returns(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(26, Headline="the letter")
    write_worksheet(plan(three_interviews()[:2]), path)
    changed = interview(CAM, story("missed", "The letter was in Spanish."), source="caregiver")
    write_worksheet(plan([*three_interviews()[:2], changed]), path)
    with Editing(path) as book:
        assert book.headlines.read("Check", 26) == "source_changed"


def test_a_changed_story_marks_its_headlines_until_somebody_has_looked(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline="the bus")
        book.headlines.type(14, Headline="the clinic")
    told = three_interviews()
    told[0] = replace(told[0], notes=(story("missed", "The bus came late."), told[0].notes[1]))
    write_worksheet(plan(told), path)
    write_worksheet(plan(told), path)
    with Editing(path) as book:
        sheet = book.headlines
        assert [sheet.read("Check", row) for row in (2, 3, 14)] == ["source_changed", None, None]
        assert sheet.read("Story", 2) == "The bus came late."
        assert sheet.read("Headline", 2) == "the bus"
        sheet.type(2, Check=None)
    write_worksheet(plan(told), path)
    with Editing(path) as book:
        assert book.headlines.read("Check", 2) is None


def test_a_story_in_other_white_space_has_not_changed(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline="the bus")
    told = three_interviews()
    told[0] = replace(told[0], notes=(story("missed", "The bus did not come.\nNobody  asked."), told[0].notes[1]))
    write_worksheet(plan(told), path)
    with Editing(path) as book:
        assert book.headlines.read("Check", 2) is None


def test_columns_and_tabs_that_people_added_stay(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines.worksheet
        sheet.insert_cols(6, 2)
        sheet.cell(1, 6).value = "Strength"
        sheet.cell(3, 6).value = 3
        sheet.cell(4, 7).value = "under no heading"
        ours = book.workbook.create_sheet("Wall plan")
        ours["B2"] = "by the window"
        themes = book.workbook["Themes"]
        themes["D5"], themes["D6"] = "Colour", "green"
    write_worksheet(plan(), path)
    write_worksheet(plan(), path)
    with Editing(path) as book:
        assert book.headlines.read("Strength", 3) == "3"
        assert book.headlines.read("(no heading)", 4) == "under no heading"
        assert book.workbook["Wall plan"]["B2"].value == "by the window"
        assert Sheet(book.workbook, "Themes", 5).read("Colour", 6) == "green"


def test_added_columns_follow_a_row_that_is_set_aside_and_back(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.worksheet.cell(1, 15).value = "Wall"
        book.headlines.worksheet.cell(26, 15).value = "north"
    write_worksheet(plan(three_interviews()[:2]), path)
    assert [row.cell("Wall") for row in collect_written(path).rows if row.interview == CAM] == ["north"]
    write_worksheet(plan(), path)
    with Editing(path) as book:
        assert book.headlines.read("Wall", 26) == "north"


def test_a_second_copy_of_the_headlines_tab_is_kept_as_it_is(path: Path) -> None:
    with Editing(path) as book:
        copy = book.workbook.copy_worksheet(book.workbook["Headlines"])
        copy.cell(3, 6).value = "only in the copy"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        assert book.workbook["Headlines Copy"].cell(3, 6).value == "only in the copy"


def test_words_typed_over_an_id_go_to_the_note_and_the_id_comes_back(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(3, Interview="ask the office", Headline="kept")
    write_worksheet(plan(), path)
    with Editing(path) as book:
        assert [book.headlines.read(heading, 3) for heading in ("Interview", "Headline", "Note")] == [
            ANN, "kept", "ask the office",
        ]  # fmt: skip


def test_a_headline_without_any_interview_is_set_aside_and_placed_when_it_gets_one(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines
        rows = [*sheet.rows()[::-1], [None] * 5 + ["whose?"]]
        sheet.put_back(rows)
    write_worksheet(plan(), path)
    with Editing(path) as book:
        aside = Sheet(book.workbook, "Set aside", 5)
        assert aside.read("Headline", 6) == "whose?"
        assert aside.read("Set aside because", 6) == "it has no interview id"
        aside.type(6, Interview=CAM)
    write_worksheet(plan(), path)
    assert headlines(path) == [("whose?", (CAM,), "missed")]


def test_a_shared_headline_stays_with_the_first_interview_that_is_left(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Interview=f"{ANN}; {BEN}", Headline="both")
    write_worksheet(plan(three_interviews()[1:]), path)
    assert read_worksheet(path, known={BEN: {"missed"}}).headlines[0].interview_ids == (BEN,)
    with Editing(path) as book:
        assert book.headlines.read("Interview", 2) == f"{ANN}; {BEN}"
    write_worksheet(plan(), path)
    assert headlines(path) == [("both", (ANN, BEN), "missed")]


def test_a_reassigned_pair_shows_where_nothing_was_written_yet(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline="by pair A")
        book.headlines.type(4, Pair="ours")
    assert collect_written(path).pairs == {ANN: "A", BEN: "A", CAM: "A"}
    made = plan()
    write_worksheet(replace(made, stories=tuple(replace(each, pair="B") for each in made.stories)), path)
    with Editing(path) as book:
        assert [book.headlines.read("Pair", row) for row in (2, 3, 4)] == ["A", "B", "ours"]


def test_themes_stay_as_people_left_them_and_new_suggestions_are_added_once(path: Path) -> None:
    with Editing(path) as book:
        themes = Sheet(book.workbook, "Themes", 5)
        themes.type(6, Theme="Noticed, renamed")
        themes.type(8, Theme="Ours", Definition="said often", Order=2)
    more = replace(plan(), themes=(Theme("Being noticed"), Theme("Getting there", "Buses", 3)))
    write_worksheet(more, path)
    write_worksheet(more, path)
    assert [(each.name, each.definition, each.order) for each in read_worksheet(path).themes] == [
        ("Noticed, renamed", "One adult saw", 1),
        ("Ours", "said often", 2),
        ("Getting there", "Buses", 3),
    ]


def test_predictions_and_none_written_stay_as_people_left_them(path: Path) -> None:
    with Editing(path) as book:
        Sheet(book.workbook, "Predictions", 7).type(9, Prediction="They want phones.", Outcome="unheard")
    write_worksheet(plan(), path)
    assert [each.text for each in read_worksheet(path).predictions] == [
        "They do not like it here.", "They want phones.",
    ]  # fmt: skip
    with Editing(path) as book:
        book.workbook["Predictions"]["A8"] = book.workbook["Predictions"]["A9"] = None
        book.workbook["Predictions"]["B5"] = "X"
    write_worksheet(plan(), path)
    back = read_worksheet(path)
    assert (back.predictions[:1], back.no_predictions) == ((), True)


def test_the_worksheet_can_be_begun_anew_on_purpose(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline="dropped")
    write_worksheet(plan(), path, written=Written())
    assert headlines(path) == []


def test_where_there_is_no_file_nothing_was_written(tmp_path: Path) -> None:
    assert collect_written(tmp_path / "none.xlsx") == Written()


def test_fewer_blank_rows_take_no_written_row_away(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(5, Headline="fourth row")
    write_worksheet(plan(blank_rows=1), path)
    assert headlines(path) == [("fourth row", (ANN,), "missed")]
    with Editing(path) as book:
        assert [book.headlines.read("Interview", row) for row in range(2, 9)] == [ANN] * 6 + [BEN]


TYPED = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "M")), min_size=1, max_size=30
).filter(str.strip)
CELLS = st.dictionaries(st.sampled_from([*HUMAN, "Wall"]), TYPED, min_size=1, max_size=4)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    written=st.dictionaries(st.integers(0, 29), CELLS, max_size=12),
    blanks=st.lists(st.integers(0, 30), max_size=4),
    lost_ids=st.sets(st.integers(0, 29), max_size=4),
    sort=st.sampled_from(["no", "reversed", "shuffled", "by headline"]),
    gone=st.sampled_from([None, ANN, BEN, CAM]),
    draw=st.randoms(use_true_random=False),
)
def test_nothing_that_people_write_is_lost_and_ids_are_followed(
    tmp_path: Path,
    written: dict[int, dict[str, str]],
    blanks: list[int],
    lost_ids: set[int],
    sort: str,
    gone: str | None,
    draw: random.Random,
) -> None:
    path = tmp_path / "property.xlsx"
    write_worksheet(plan(), path, written=Written())
    with Editing(path) as book:
        sheet = book.headlines
        headings = [str(cell.value) for cell in sheet.worksheet[1]]
        headings.insert(-1, "Wall")
        rows = [[*row[:-1], None, row[-1]] for row in sheet.rows()]
        expected = []
        for index, cells in written.items():
            for heading, text in cells.items():
                rows[index][headings.index(heading)] = text
            expected.append(
                (str(rows[index][0]), str(rows[index][-1]), {key: text.strip() for key, text in cells.items()})
            )
        for index in lost_ids:
            rows[index][0] = None
        _sort(rows, sort, headings.index("Headline"), draw)
        for index in blanks:
            rows.insert(index, [None] * len(headings))
        order = draw.sample(range(len(headings)), len(headings))
        for column, source in enumerate(order, start=1):
            sheet.worksheet.cell(1, column).value = headings[source]
        sheet.put_back([[row[source] for source in order] for row in rows])
    told = [each for each in three_interviews() if each.id != gone]
    write_worksheet(plan(told), path)
    write_worksheet(plan(), path)
    found = {row.mark: row for row in collect_written(path).rows}
    for identifier, mark, cells in expected:
        assert found[mark].interview == identifier
        assert {key: text for key, text in found[mark].cells if key in cells} == cells
    with Editing(path) as book:
        assert book.headlines.worksheet.max_row == 36


def _sort(rows: list[list[object]], how: str, column: int, draw: random.Random) -> None:
    if how == "reversed":
        rows.reverse()
    elif how == "shuffled":
        draw.shuffle(rows)
    elif how == "by headline":
        rows.sort(key=lambda row: (row[column] is None, str(row[column])))


def test_the_blank_rows_of_an_interview_are_shared_out_over_its_stories(path: Path) -> None:
    path.unlink()
    write_worksheet(plan(blank_rows=5), path)
    with Editing(path) as book:
        column = [book.headlines.read("Interview", row) for row in range(2, book.headlines.worksheet.max_row + 1)]
    assert [column.count(each) for each in (ANN, BEN, CAM)] == [2 + 5, 2 + 5, 1 + 5]


def test_a_headline_whose_question_nobody_named_is_given_none(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines
        sheet.type(40, Interview=ANN, Headline="between the two stories")
        sheet.put_back(sorted(sheet.rows(), key=lambda row: str(row[5] or "")))
    for _ in range(2):
        write_worksheet(plan(), path)
        read = read_worksheet(path)
        assert [(each.text, each.interview_ids, each.question) for each in read.headlines] == [
            ("between the two stories", (ANN,), "")
        ]
        assert any("which question" in problem.message for problem in read.problems)


def test_an_id_that_is_no_interview_is_asked_about_until_somebody_has_looked(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(15, Interview="zzzzzzzzzz", Headline="beside which story?")
    write_worksheet(plan(), path)
    write_worksheet(plan(), path)
    with Editing(path) as book:
        row = next(n for n in range(2, 60) if book.headlines.read("Headline", n) == "beside which story?")
        assert book.headlines.read("Note", row) == "zzzzzzzzzz"
        assert "no interview" in str(book.headlines.read("Check", row))
    assert any("Look whether" in problem.message for problem in read_worksheet(path).problems)
    with Editing(path) as book:
        book.headlines.type(row, Check=None)
    write_worksheet(plan(), path)
    assert not any("Look whether" in problem.message for problem in read_worksheet(path).problems)


def test_a_row_below_all_others_that_took_the_id_above_is_asked_about(path: Path) -> None:
    with Editing(path) as book:
        last = book.headlines.worksheet.max_row
        book.headlines.type(last + 2, Headline="typed at the very end")
    write_worksheet(plan(), path)
    assert headlines(path) == [("typed at the very end", (CAM,), "missed")]
    assert any("row above was taken" in problem.message for problem in read_worksheet(path).problems)
