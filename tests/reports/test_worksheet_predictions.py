"""The Predictions tab: recorded ones stay as they were recorded, and what people add or type over is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reports.worksheet_file import load_sheets
from reports.worksheet_merge import collect_written
from reports.worksheet_predictions import NOT_JUDGED, predictions_table, read_predictions
from reports.worksheet_read import read_worksheet
from reports.worksheet_table import tidy
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import Outcome, Prediction, Problem, WorksheetPlan, Written
from tests.reports.small_worksheet import Editing, Sheet, plan

BUS = Prediction("The bus will come up often.", written_at=datetime(2026, 10, 1, 9, tzinfo=UTC))
PHONES = Prediction("Nobody will speak of phones.", written_at=datetime(2026, 10, 1, 9, tzinfo=UTC))
LATER = Prediction("Mornings are the theme.", written_at=datetime(2026, 10, 9, 9, tzinfo=UTC), is_late=True)
FIRST = 8  # the first row below the headings


def planned(*predictions: Prediction) -> WorksheetPlan:
    return replace(plan(), predictions=predictions)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(planned(BUS, PHONES), path)
    return path


class Tab(Editing):
    """``with Tab(path) as tab:`` types into the Predictions tab."""

    @property
    def sheet(self) -> Sheet:
        return Sheet(self.workbook, "Predictions", FIRST - 1)


def read(path: Path, *recorded: Prediction) -> tuple[tuple[Prediction, ...], list[Problem]]:
    predictions, _, problems = read_predictions(tidy(load_sheets(path)), recorded)
    return predictions, [problem for problem in problems if problem.message != NOT_JUDGED]


def rows(path: Path) -> list[tuple[str, ...]]:
    table = collect_written(path).predictions
    assert table
    return [row[:4] for row in table.rows[1:]]


def test_recorded_ones_say_when_they_were_written(path: Path) -> None:
    assert rows(path)[0] == (BUS.text, "", "", "2026-10-01, before the worksheet was opened")
    write_worksheet(planned(BUS, PHONES, LATER), path)
    assert rows(path)[2] == (LATER.text, "", "", "2026-10-09, after the worksheet was opened")


def test_outcomes_come_back_beside_what_was_recorded_and_open_ones_are_told_by_cell(path: Path) -> None:
    with Tab(path) as tab:
        tab.sheet.type(FIRST, Outcome="Held", Note="twice")
    predictions, none_written, problems = read_predictions(tidy(load_sheets(path)), (BUS, PHONES))
    assert predictions == (replace(BUS, outcome=Outcome.HELD), PHONES)
    assert not none_written
    assert [(problem.cell, problem.message) for problem in problems] == [("B9", NOT_JUDGED)]


def test_rows_that_people_add_are_late_and_nobody_asks_what_became_of_them(path: Path) -> None:
    with Tab(path) as tab:
        tab.sheet.type(FIRST + 2, Prediction="We saw it coming.", Outcome="held")
    predictions, problems = read(path, BUS, PHONES)
    assert predictions[2:] == (Prediction("We saw it coming.", Outcome.HELD, None, True),)
    assert problems == []
    write_worksheet(planned(BUS, PHONES), path)
    assert rows(path)[2] == ("We saw it coming.", "held", "", "added after the worksheet was opened")


def test_a_recorded_text_that_was_typed_over_counts_as_recorded_with_its_outcome(path: Path) -> None:
    with Tab(path) as tab:
        tab.sheet.type(FIRST + 1, Prediction="Few will speak of phones.", Outcome="held")
    for _ in range(2):
        predictions, (problem,) = read(path, BUS, PHONES)
        assert predictions == (BUS, replace(PHONES, outcome=Outcome.HELD))
        assert (problem.cell, "recorded prediction 2" in problem.message) == ("A9", True)
        write_worksheet(planned(BUS, PHONES), path)
    assert [row[0] for row in rows(path)] == [BUS.text, "Few will speak of phones."]


def test_a_recorded_row_that_was_deleted_or_emptied_still_counts_and_comes_back(path: Path) -> None:
    with Tab(path) as tab:
        tab.sheet.worksheet.delete_rows(FIRST)
    predictions, (problem,) = read(path, BUS, PHONES)
    assert predictions == (PHONES, BUS)
    assert (problem.cell, "recorded prediction 1 is missing" in problem.message) == ("A7", True)
    write_worksheet(planned(BUS, PHONES), path)
    with Tab(path) as tab:
        tab.sheet.worksheet.cell(FIRST, 1).value = None
        tab.sheet.type(FIRST, Outcome="unheard")
    write_worksheet(planned(BUS, PHONES), path)
    assert [row[:2] for row in rows(path)] == [(PHONES.text, "unheard"), (BUS.text, "")]


def test_of_several_rows_that_lost_their_text_nobody_guesses_whose_outcome_it_is(path: Path) -> None:
    with Tab(path) as tab:
        tab.sheet.worksheet.cell(FIRST, 1).value = tab.sheet.worksheet.cell(FIRST + 1, 1).value = None
        tab.sheet.type(FIRST, Outcome="unheard")
    predictions, problems = read(path, BUS, PHONES)
    assert predictions == (BUS, PHONES)
    assert [problem.cell for problem in problems] == ["A8", "A7", "A7"]
    write_worksheet(planned(BUS, PHONES), path)
    assert [row[:2] for row in rows(path)] == [("", "unheard"), ("", ""), (BUS.text, ""), (PHONES.text, "")]


def test_a_tab_that_is_gone_takes_no_prediction_with_it(path: Path) -> None:
    with Tab(path) as tab:
        tab.workbook.remove(tab.workbook["Predictions"])
    predictions, (problem,) = read(path, BUS)
    assert predictions == (BUS,)
    assert str(problem).startswith("Predictions!A1: this tab is gone")
    write_worksheet(planned(BUS), path)
    assert [row[0] for row in rows(path)] == [BUS.text]


def test_sorted_rows_and_a_copied_row_are_recognised(path: Path) -> None:
    with Tab(path) as tab:
        first, second = (tab.sheet.rows()[n] for n in (0, 1))
        tab.sheet.put_back([second, first, second])
        tab.sheet.type(FIRST, Outcome="overturned")
    predictions, (problem,) = read(path, BUS, PHONES)
    assert predictions == (replace(PHONES, outcome=Outcome.OVERTURNED), BUS)
    assert (problem.cell, "twice" in problem.message) == ("A10", True)


def test_a_row_that_says_it_was_recorded_and_is_none_of_those_is_told_and_shown_as_late(path: Path) -> None:
    with Tab(path) as tab:
        recorded = "2026-10-01, before the worksheet was opened"
        tab.sheet.type(FIRST + 2, Prediction="We saw it coming.", Outcome="held", Written=recorded)
    predictions, (problem,) = read(path, BUS, PHONES)
    assert [each.is_late for each in predictions] == [False, False, True]
    assert (problem.cell, "none of the recorded" in problem.message) == ("D10", True)
    write_worksheet(planned(BUS, PHONES), path)
    assert rows(path)[2] == ("We saw it coming.", "held", "", "added after the worksheet was opened")
    assert read(path, BUS, PHONES) == (predictions, [])


def test_words_typed_into_our_column_move_to_the_note(path: Path) -> None:
    with Tab(path) as tab:
        tab.sheet.type(FIRST, Written="I doubt it", Note="hm")
    write_worksheet(planned(BUS, PHONES), path)
    assert rows(path)[0] == (BUS.text, "", "hm\nI doubt it", "2026-10-01, before the worksheet was opened")


def test_a_tab_of_an_earlier_release_is_read_and_carried_over(path: Path) -> None:
    write_worksheet(planned(), path, written=Written())
    with Tab(path) as tab:
        tab.sheet.worksheet.delete_cols(4)
        tab.sheet.type(FIRST, Prediction="Known long ago.", Outcome="held")
    old = Prediction("Known long ago.", Outcome.HELD)
    assert read(path, BUS)[0] == (old, BUS)
    write_worksheet(planned(BUS), path)
    assert [row[3] for row in rows(path)] == ["not recorded when", "2026-10-01, before the worksheet was opened"]
    assert read(path, BUS)[0] == (old, BUS)


def test_none_written_stays_true_when_late_ones_are_added(path: Path) -> None:
    write_worksheet(planned(), path, written=Written())
    with Tab(path) as tab:
        tab.workbook["Predictions"]["B5"] = "x"
        tab.sheet.type(FIRST, Prediction="We saw it coming.")
    back = read_worksheet(path, predictions_made=())
    assert back.no_predictions
    assert [each.is_late for each in back.predictions] == [True]
    assert back.problems == ()


def test_a_worksheet_without_the_tab_has_no_table() -> None:
    assert predictions_table([]) is None
