"""Told reports: numbers as people type them, and whose report counts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from rounds.told import ToldReport, UnreadableReport, counted_reports, told_numbers
from tests.rounds.databases import Database
from tests.rounds.samples import NOON


def report(id: str = "r1", interviewer: str | None = "AL", told: int = 3, of: int = 4, day: int = 0) -> ToldReport:  # noqa: A002
    return ToldReport(id, "later", interviewer, told, of, NOON + timedelta(days=day))


@pytest.mark.parametrize(
    ("told", "of", "numbers"),
    [
        ("3", "4", (3, 4)),
        (" 3 ", "4.", (3, 4)),
        ("0", "4", (0, 4)),
        ("0", "0", (0, 0)),
        ("12.0", "15.0", (12, 15)),
        ("12,0", "15", (12, 15)),
        ("12 of 15", "", (12, 15)),
        ("12 of 15", "15", (12, 15)),
        ("12/15", "15", (12, 15)),
        ("12 out of 15", "n/a", (12, 15)),
        ("12 de 15", "", (12, 15)),
        ("12 people", "15 students", (12, 15)),
        ("all", "15", (15, 15)),
        ("Todos", "quince", (15, 15)),
        ("everyone!", "fifteen", (15, 15)),
        ("none", "4", (0, 4)),
        ("Dieciséis", "veinte", (16, 20)),
        ("three", "four", (3, 4)),
        ("１２", "１５", (12, 15)),
        ("200", "200", (200, 200)),
        ("", "", None),
        (" ", "-", None),
        ("n/a", "N/A", None),
    ],
)
def test_numbers_are_read_as_people_type_them(told: str, of: str, numbers: tuple[int, int] | None) -> None:
    assert told_numbers(told, of) == numbers


@pytest.mark.parametrize(
    ("told", "of"),
    [
        ("about 12", "15"), ("12 or 13", "15"), ("~12", "15"), ("12-13", "15"), ("most", "15"), ("12+", "15"),
        ("5", "4"), ("5 of 4", ""), ("12 of 15", "16"), ("12", ""), ("", "15"), ("all", ""), ("-3", "4"),
        ("2.5", "4"), ("3", "201"), ("3", "1000"), ("12 of 15", "about 15"), ("Maria and her brother", "2"),
        ("2026-10-12", "15"), ("1e1", "15"), ("³", "4 kids told me"), ("3", "=1+3"),
    ],
)  # fmt: skip
def test_what_nobody_can_be_sure_of_is_not_guessed_and_not_quoted(told: str, of: str) -> None:
    with pytest.raises(UnreadableReport) as caught:
        told_numbers(told, of)
    assert not any(cell and cell in str(caught.value) for cell in (told, of) if len(cell) > 2)


def test_the_newest_report_of_an_interviewer_counts() -> None:
    old, new = report("r1", told=1, day=1), report("r2", told=4, day=2)
    assert counted_reports([new, old]) == [new]


def test_reports_of_unknown_interviewers_count_beside_each_other() -> None:
    assert len(counted_reports([report("r1", None), report("r2", None), report("r3")])) == 3


def test_the_notebook_keeps_numbers_and_replaces_them_by_row(tmp_path: Path, database: Database) -> None:
    with database.notebook(tmp_path) as notebook:
        notebook.save_told("later", [report("r1"), report("r2", "BO")], all_of_it=True)
        notebook.save_told("other", [ToldReport("r9", "other", None, 1, 1, None)], all_of_it=True)
        notebook.save_told("later", [report("r2", "BO", told=4)], all_of_it=False)
        assert [(one.id, one.told) for one in notebook.told()] == [("r9", 1), ("r1", 3), ("r2", 4)]
        notebook.forget_told("later", ["r2", "r9"])
        assert [one.id for one in notebook.told()] == ["r9", "r1"]
        notebook.save_told("later", [], all_of_it=True)
        assert [one.id for one in notebook.told()] == ["r9"]
