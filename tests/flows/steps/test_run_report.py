"""What is reported of a run: counts and words of our own, no path, no message."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flows.steps.run_report import RunEnd, place_report, round_report
from rounds.incident_file import change_log
from rounds.incidents import Incident, IncidentKind, IncidentLog
from tests.flows.steps.standing_rounds import NIGHT, NOW, again, collected, ran


def test_a_run_is_reported_with_how_its_round_stands(tmp_path: Path) -> None:
    folder = collected(tmp_path / "pine", kept=3, held=2)
    name, report = round_report(folder, RunEnd("assemble", 1.25))
    assert name == "pine"
    assert report.startswith("# pine: assemble done\n")
    for line in (
        "| took | 1.2 s |",
        "| interviews kept | 3 |",
        "| held: no_consent | 2 |",
        "| redacted by rules-1 | 3 |",
        f"| last good collect | {NIGHT + timedelta(seconds=8):%Y-%m-%d %H:%M}+00:00 |",
        "| last collect | done, 8.0 s |",
    ):
        assert line in report


def test_a_failed_run_is_reported_by_the_kind_of_its_error(tmp_path: Path) -> None:
    folder = collected(tmp_path / "pine")
    ran(folder, NOW, "failed", {"reason": "SourceMissing"})
    incident = Incident(IncidentKind.FAILED, "student", NOW, "There is no /home/jane.doe/answers.csv.", "Put it back.")
    change_log(folder, lambda _: IncidentLog(incidents=(incident,)))
    _, report = round_report(folder, RunEnd("collect", 2.0, failed="SourceMissing"))
    assert "| error | SourceMissing (" in report
    assert "| last collect | failed: source missing, 8.0 s |" in report
    assert "- pine: failed since " in report
    assert "jane.doe" not in report
    assert str(tmp_path) not in report


def test_a_broken_round_is_reported_all_the_same(tmp_path: Path) -> None:
    folder = collected(tmp_path / "pine")
    (folder / "round.toml").write_text('title = "Marisol"')
    _, report = round_report(folder, RunEnd("collect", 2.0, failed="RoundFileError"))
    assert "- pine: broken" in report
    assert "Marisol" not in report


def test_a_night_of_many_rounds_is_reported_in_totals_with_the_sick_ones(tmp_path: Path) -> None:
    place = tmp_path / "district"
    first = collected(place / "adams")
    sick = again(first, "baker")
    change_log(sick, lambda _: IncidentLog(incidents=(Incident(IncidentKind.CRASHED, "", NIGHT, "It.", "Do."),)))
    name, report = place_report(place, RunEnd("district-nightly", 90))
    assert name == "district"
    assert "| well | 1 |\n| needs somebody | 1 |" in report
    assert "- baker: crashed since " in report
