"""A night of one round: a value whatever happens, with a mark while it works and a record when it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from flows.steps import nightly as steps
from flows.steps.collect import collect
from flows.steps.nightly import Outcome, look, nightly
from flows.steps.run_marks import noting_run
from flows.steps.workplace import LOCK_FILE, open_workplace
from redaction.engine import Engine
from rounds.errors import StoreUnavailable
from rounds.incident_file import INCIDENTS_FILE, read_log
from rounds.incidents import IncidentKind
from rounds.journal import RunMark, RunRecord
from rounds.notebook import Notebook
from tests.flows.small_round import SmallRound, row

PROJECT = Path(__file__).resolve().parents[3]
SECRET = "Marisol Quetzalcoatl of 1420 Cedar Ridge"


def runs(small: SmallRound) -> list[RunRecord]:
    with open_workplace(small.folder, alone=False) as place:
        return place.notebook.runs()


def outcomes(small: SmallRound) -> list[str]:
    return [run.outcome for run in reversed(runs(small))]


def kinds(small: SmallRound) -> dict[IncidentKind, bool]:
    """What is noted down, and whether it is over."""
    return {one.kind: one.over is not None for one in read_log(small.folder).incidents}


def test_a_good_night_is_recorded_with_when_it_was_wanted(small: SmallRound) -> None:
    due = datetime.now(UTC) - timedelta(minutes=1)
    report = nightly(small.folder, scheduled_for=due)
    assert (report.outcome, report.exit_code, report.reason, report.incidents) == (Outcome.DONE, 0, None, ())
    (run,) = runs(small)
    assert (run.step, run.outcome, run.scheduled_for) == ("collect", "done", due)
    assert run.counts["kept"] == 3
    assert read_log(small.folder).last_good == run.started


def test_a_night_that_was_done_is_skipped_without_a_model_or_a_source(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = datetime.now(UTC) - timedelta(minutes=1)
    nightly(small.folder, scheduled_for=due)
    small.export.unlink()
    monkeypatch.setattr(Engine, "__init__", lambda *_: pytest.fail("a model was loaded"))
    monkeypatch.setattr(steps, "collect_sources", lambda *_: pytest.fail("a source was read"))
    report = nightly(small.folder, scheduled_for=due)
    assert (report.outcome, report.exit_code) == (Outcome.SKIPPED, 0)
    assert report.seconds < 2
    assert outcomes(small) == ["done"]


def test_a_sick_round_is_a_value_and_its_kind_of_error_is_recorded(small: SmallRound) -> None:
    small.export.unlink()
    report = nightly(small.folder)
    assert (report.outcome, report.exit_code) == (Outcome.FAILED, 1)
    assert "answers.csv" in str(report.reason)
    (run,) = runs(small)
    assert (run.outcome, run.counts["reason"]) == ("failed", "SourceMissing")
    assert kinds(small) == {IncidentKind.FAILED: False}


def test_a_round_that_cannot_even_be_opened_is_a_value(small: SmallRound) -> None:
    (small.folder / "round.toml").write_text('name = "small"')
    assert nightly(small.folder).outcome is Outcome.FAILED
    assert nightly(small.folder / "nowhere").unnoted is not None


def test_a_bug_is_told_by_its_place_and_never_by_its_words(small: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError(f"cannot read {SECRET}")

    monkeypatch.setattr("flows.steps.collect.note_what_left_before", fail)
    report = nightly(small.folder)
    assert (report.outcome, report.exit_code) == (Outcome.FAILED, 1)
    assert "ValueError at tests/flows/steps/test_nightly.py" in str(report.reason)
    written = (small.folder / INCIDENTS_FILE).read_text() + json.dumps([dict(run.counts) for run in runs(small)])
    assert "ValueError at" in written
    assert "Quetzalcoatl" not in written + str(report)


def test_another_run_at_work_is_busy_and_no_incident(small: SmallRound) -> None:
    with FileLock(small.folder / LOCK_FILE):
        report = nightly(small.folder)
    assert (report.outcome, report.exit_code) == (Outcome.BUSY, 4)
    assert kinds(small) == {}


def test_a_failure_that_may_pass_is_noted_down_at_the_last_try_only(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    from connectors.source import SourceUnavailable

    def away(*_: object, **__: object) -> None:
        raise SourceUnavailable("It is away.")

    monkeypatch.setattr("flows.steps.collect.plan_source", away)
    assert nightly(small.folder, last_try=False).exit_code == 4
    assert kinds(small) == {}
    nightly(small.folder)
    assert kinds(small) == {IncidentKind.FAILED: False}


KILLED = """
import os, signal, sys
from pathlib import Path
from flows.steps import collect
collect.note_what_left_before = lambda place: os.kill(os.getpid(), signal.SIGKILL)
from flows.steps.nightly import nightly
nightly(Path(sys.argv[1]))
"""


def test_a_killed_run_is_noticed_by_the_next_one_recorded_and_over(small: SmallRound) -> None:
    died = subprocess.run([sys.executable, "-c", KILLED, str(small.folder)], cwd=PROJECT, env=os.environ, check=False)
    assert died.returncode == -signal.SIGKILL
    with open_workplace(small.folder, alone=False) as place:
        mark = place.notebook.running()
    assert isinstance(mark, RunMark)
    assert set(json.loads(_fact(small))) == {"step", "started", "host"}
    seen = look(small.folder)
    assert [one.kind for one in seen.incidents] == [IncidentKind.CRASHED]
    assert outcomes(small) == ["crashed"]
    assert nightly(small.folder).incidents == ()
    assert kinds(small) == {IncidentKind.CRASHED: True}
    assert outcomes(small) == ["crashed", "done"]
    assert (runs(small)[1].started, runs(small)[1].scheduled_for) == (mark.started, None)


def _fact(small: SmallRound) -> str:
    with open_workplace(small.folder, alone=False) as place:
        return str(place.notebook.fact("running"))


def test_a_crash_that_the_next_good_run_finds_is_still_to_be_told(small: SmallRound) -> None:
    with open_workplace(small.folder) as place:
        place.notebook.begin_run(RunMark("collect", place.now(), "a-computer"))
    nightly(small.folder)
    (crash,) = read_log(small.folder).incidents
    assert crash.is_news
    assert crash.over is not None


def test_a_run_by_hand_leaves_no_mark_and_an_interrupted_one_a_record(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect(small.folder)
    with pytest.raises(KeyboardInterrupt), open_workplace(small.folder) as place, noting_run(place, "collect"):
        raise KeyboardInterrupt
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.running() is None
    assert outcomes(small) == ["done", "failed"]
    assert runs(small)[0].counts == {"reason": "KeyboardInterrupt"}


def test_one_source_that_fails_does_not_hide_what_the_others_gave(small: SmallRound) -> None:
    other = (small.folder / "round.toml").read_text().partition("[[sources]]")[2].replace("answers.csv", "more.csv")
    second = f"[[sources]]{other}".replace('key = "student"', 'key = "parent"')
    small.write(second)
    (small.folder / "more.csv").write_bytes(small.export.read_bytes())
    nightly(small.folder)
    small.rows.append(row(3))
    small.write_export()
    (small.folder / "more.csv").write_text("Nothing,of,this\n1,2,3\n")
    report = nightly(small.folder)
    assert report.outcome is Outcome.FAILED
    assert report.collected is not None
    assert report.collected.total("kept") == 1
    assert runs(small)[0].counts["reason"] == "ColumnsChanged"
    (incident,) = report.incidents
    assert (incident.kind, incident.about) == (IncidentKind.FORM_CHANGED, "parent")


@pytest.mark.parametrize("last_try", [True, False])
def test_a_run_that_lost_its_store_failed_and_did_not_crash_besides(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch, last_try: bool
) -> None:
    def lost(*_: object) -> None:
        raise StoreUnavailable("The connection was lost.")

    with monkeypatch.context() as away:
        away.setattr(steps, "collect_sources", lost)
        away.setattr(Notebook, "end_run", lost)
        assert nightly(small.folder, last_try=last_try).exit_code == 4
    assert kinds(small) == ({IncidentKind.FAILED: False} if last_try else {})
    nightly(small.folder)
    assert outcomes(small) == ["failed", "done"]
    assert kinds(small) == ({IncidentKind.FAILED: True} if last_try else {})
