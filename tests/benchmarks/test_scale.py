"""The pure parts of the benchmarks of scale: rounds, bars, and the plan of docs/scale.md."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from benchmarks.notes_data import CHECKOUT
from benchmarks.scale_bars import Measure, table
from benchmarks.scale_plan import CONSTANTS, SCHOOLS, TABLES, Measured, Plan, School, constants
from benchmarks.scale_plan import table as plan_table
from benchmarks.scale_rounds import QUESTIONS, THEMES, headlines_for, like, write_rounds
from rounds.interviews import Interview
from rounds.round_file import load_round

HEAVY = ("prefect", "spacy", "presidio_analyzer", "onnxruntime", "alembic")


def test_a_night_imports_no_model_and_no_prefect_before_there_is_something_to_redact() -> None:
    asked = f"import sys, flows.steps.nightly; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rounds_to_measure_are_rounds_of_their_own(tmp_path: Path) -> None:
    first, second = write_rounds(tmp_path, 2, 3)
    like(tmp_path / "another", first, 'notebook = "sqlite:///other.db"\n')
    assert [load_round(folder).name for folder in (first, second)] == ["round-00001", "round-00002"]
    assert load_round(tmp_path / "another").stores.notebook == "sqlite:///other.db"
    assert (first / "answers.csv").read_text() != (second / "answers.csv").read_text()
    assert len((first / "answers.csv").read_text().splitlines()) >= 1 + 3


def test_headlines_to_measure_use_every_question_and_theme() -> None:
    interviews = [Interview(id=f"i{nth}", source="student", row=nth, fingerprint="f", engine="1") for nth in range(40)]
    written = headlines_for(interviews).headlines
    assert {one.question for one in written} == set(QUESTIONS)
    assert len({one.theme for one in written}) == THEMES
    assert len({one.id for one in written}) == len(written)


@pytest.mark.parametrize(
    ("measure", "verdict"),
    [
        (Measure("time", 2.9, "s", most=3), "met"),
        (Measure("time", 3.1, "s", most=3), "MISSED"),
        (Measure("faster", 1.5, "x", least=1.5), "met"),
        (Measure("faster", 1.4, "x", least=1.5), "MISSED"),
        (Measure("for information", 99, "MB"), ""),
    ],
)
def test_a_bar_is_met_or_missed(measure: Measure, verdict: str) -> None:
    assert measure.cells()[-1] == verdict
    assert measure.missed == (verdict == "MISSED")
    assert measure.name in "\n".join(table([measure]))


@pytest.mark.parametrize("name", TABLES)
def test_the_page_shows_what_the_formulas_give(name: str) -> None:
    page = (CHECKOUT / "docs" / "scale.md").read_text(encoding="utf-8")
    assert plan_table(name) in page, (
        f"run `python -m benchmarks.scale plan` and put the table {name} into docs/scale.md"
    )


def test_the_page_shows_every_constant_that_was_measured() -> None:
    assert constants() in (CHECKOUT / "docs" / "scale.md").read_text(encoding="utf-8")
    assert {name for name, *_ in CONSTANTS} == {field.name for field in fields(Measured)}


def test_ten_times_the_schools_ask_google_ten_times_as_often() -> None:
    one, ten = Plan(100), Plan(1_000)
    assert ten.lists == 10 * one.lists
    assert ten.google_minutes(of_project=True) == pytest.approx(10 * one.google_minutes(of_project=True))
    assert one.google_minutes(of_project=True) < one.google_minutes(of_project=False)


def test_new_interviews_and_new_rules_cost_more_than_a_night_without_news() -> None:
    for schools in SCHOOLS:
        plan = Plan(schools)
        assert plan.quiet_hours < plan.usual_hours < plan.first_hours


def test_a_plan_follows_what_is_measured_and_what_is_assumed() -> None:
    plan = Plan(1_000)
    slower = replace(plan, measured=Measured(redact_interview=10 * plan.measured.redact_interview))
    assert slower.worker_processes > 5 * plan.worker_processes
    twice = replace(plan, school=School(rounds_open=2))
    assert twice.lists == 2 * plan.lists
    assert twice.tables == plan.tables  # those of rounds that are kept, open or not
