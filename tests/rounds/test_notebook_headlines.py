from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from rounds.headlines import HeadlineKind, Outcome, Prediction, Theme
from rounds.notebook import Notebook, RunRecord, WorksheetRecord
from tests.rounds.databases import Database
from tests.rounds.samples import LATER, NOON, headline, held, interview, readback


@pytest.fixture
def notebook(tmp_path: Path, database: Database) -> Iterator[Notebook]:
    with database.notebook(tmp_path) as notebook:
        yield notebook


def test_headlines_come_back_as_they_were_read_in_the_order_of_their_rows(notebook: Notebook) -> None:
    written = (
        headline("z"),
        headline("a", interview_ids=("bbbbbbbbbb", "aaaaaaaaaa"), kind=HeadlineKind.DESCRIPTIVE, theme=None, pair=None),
        headline("m", interview_ids=(), dissent=False, surprise=True, place=""),
    )
    notebook.save_readback(readback(headlines=written), "worksheet.xlsx", NOON)
    assert tuple(notebook.headlines()) == written


def test_reading_a_worksheet_again_replaces_what_came_from_it_and_nothing_else(notebook: Notebook) -> None:
    notebook.save_readback(readback(headlines=(headline("h1"), headline("h2"))), "pair A.xlsx", NOON)
    notebook.save_readback(readback(headlines=(headline("h3"),), themes=(), predictions=()), "pair B.xlsx", NOON)
    again = readback(
        headlines=(headline("h2", text="says it anew"),),
        themes=(Theme("Walking"),),
        predictions=(Prediction("Nobody walks.", Outcome.OVERTURNED),),
    )
    notebook.save_readback(again, "pair A.xlsx", LATER)
    assert notebook.headlines() == [headline("h2", text="says it anew"), headline("h3")]
    assert notebook.themes() == [Theme("Walking")]
    assert notebook.predictions() == [Prediction("Nobody walks.", Outcome.OVERTURNED)]
    assert notebook.worksheets() == [
        WorksheetRecord("pair A.xlsx", LATER, False),
        WorksheetRecord("pair B.xlsx", NOON, False),
    ]


def test_a_row_that_people_copied_with_its_id_is_kept_twice(notebook: Notebook) -> None:
    notebook.save_readback(readback(headlines=(headline("h1"), headline("h1", text="more"))), "worksheet.xlsx", NOON)
    assert [one.text for one in notebook.headlines()] == ["waits for the bus", "more"]


def test_headlines_stay_when_their_interview_changes_is_held_or_vanishes(notebook: Notebook) -> None:
    notebook.save([interview()], at=NOON)
    notebook.save_readback(readback(), "worksheet.xlsx", NOON)
    notebook.save([interview(fingerprint="another")], at=LATER)
    notebook.save([held("aaaaaaaaaa")], at=LATER)
    notebook.mark_gone(["aaaaaaaaaa"], LATER)
    assert notebook.headlines() == [headline()]


def test_themes_of_all_worksheets_are_one_list_small_order_first(notebook: Notebook) -> None:
    notebook.save_readback(readback(themes=(Theme("Buses", "", 5), Theme("Adults", "", 3))), "a.xlsx", NOON)
    notebook.save_readback(readback(themes=(Theme("buses ", "Getting there", 1),)), "b.xlsx", NOON)
    assert notebook.themes() == [Theme("Buses", "Getting there", 1), Theme("Adults", "", 3)]


def test_none_written_is_a_choice_that_any_prediction_overrules(notebook: Notebook) -> None:
    assert not notebook.no_predictions()
    notebook.save_readback(readback(predictions=(), no_predictions=True), "a.xlsx", NOON)
    assert notebook.no_predictions()
    notebook.save_readback(readback(), "b.xlsx", NOON)
    assert not notebook.no_predictions()


def test_a_worksheet_that_was_read_by_mistake_can_be_forgotten(tmp_path: Path, database: Database) -> None:
    with database.notebook(tmp_path) as notebook:
        notebook.save_readback(readback(headlines=(headline(text="a sentence to forget"),)), "copy.xlsx", NOON)
        assert notebook.forget_worksheet("copy.xlsx")
        assert not notebook.forget_worksheet("copy.xlsx")
        assert (notebook.headlines(), notebook.themes(), notebook.predictions()) == ([], [], [])
    assert b"a sentence to forget" not in database.stored_bytes(tmp_path)


def test_the_last_run_of_a_step_is_the_one_recorded_last(notebook: Notebook) -> None:
    assert notebook.last_run("collect") is None
    west = NOON.astimezone(timezone(timedelta(hours=-8)))
    notebook.record_run("collect", west, LATER, "done", {"read": 3, "held": {"no_notes": 1}})
    notebook.record_run("assemble", NOON, LATER, "done", {})
    notebook.record_run("collect", LATER, LATER, "held", {"read": 4})
    assert notebook.last_run("collect") == RunRecord("collect", LATER, LATER, "held", {"read": 4})
    assert [run.step for run in notebook.runs(limit=2)] == ["collect", "assemble"]
    assert notebook.runs()[-1] == RunRecord("collect", NOON, LATER, "done", {"read": 3, "held": {"no_notes": 1}})


def test_a_fact_is_kept_replaced_and_removed(notebook: Notebook) -> None:
    assert notebook.fact("closed_at") is None
    notebook.set_fact("closed_at", "2025-03-04")
    notebook.set_fact("closed_at", "2025-03-05")
    assert notebook.fact("closed_at") == "2025-03-05"
    notebook.set_fact("closed_at", None)
    assert notebook.fact("closed_at") is None
