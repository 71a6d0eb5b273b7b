"""The attendance example with a form for later thoughts: people and listeners fill in one form after the letters."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from flows.steps.collect import collect
from flows.steps.later import current_told_back
from flows.steps.workplace import open_workplace
from rounds.summary import ToldBack

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "examples" / "attendance" / "later-thoughts"
CODES = {"K7Q2", "R4MX", "L8DC", "5FWK", "6TRA"}
EXPORT = "Attendance listening - later thoughts.csv"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    folder = tmp_path / "attendance"
    shutil.copytree(ROOT / "examples" / "attendance", folder, ignore=shutil.ignore_patterns("finished", "*.db"))
    for export in (folder / "exports").glob("*.csv"):
        _keep_few(export)
    shutil.copy(DATA / EXPORT, folder / "exports" / EXPORT)
    text = (folder / "round.toml").read_text(encoding="utf-8")
    (folder / "round.toml").write_text(text + (DATA / "source.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def _keep_few(export: Path) -> None:
    """Redacting the whole example takes a while, and says no more here."""
    with export.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    with export.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows([header, *(row for row in rows if CODES & set(row))])


def test_thoughts_and_reports_of_the_example_land_where_they_belong(example: Path) -> None:
    report = collect(example)
    assert report.held["later_unknown"] == report.held["later_without_code"] == 1
    with open_workplace(example, alone=False) as place:
        added = [n.text for i in place.notebook.interviews() for n in i.notes if n.question == "later_thought"]
        assert place.notebook.thoughts() == (3, 3)
        assert current_told_back(place) == ToldBack(told=12, listened_to=16, reports=3, interviewers=8)
    assert sum("ya recibe la llamada en español" in text for text in added) == 1
    assert not any("Deshawn" in text for text in added)
    assert not [warning for warning in report.warnings if "later" in warning and "holds the raw" not in warning]
