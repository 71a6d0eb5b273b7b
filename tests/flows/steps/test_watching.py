"""What is made of the runs at a Prefect server: which are told, since when, and which the round tells by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.steps.watching import RunState, SeenRun, note_down, unhappy
from rounds.incident_file import change_log, read_log
from rounds.incidents import Incident, IncidentKind, IncidentLog, marked_told

NIGHT = datetime(2026, 11, 1, 10, 15, tzinfo=UTC)
MORNING = NIGHT + timedelta(days=9)
PLACE = Path("/rounds/attendance")


def night(nth: int, state: RunState, deployment: str = "collect-nightly", place: Path = PLACE) -> SeenRun:
    return SeenRun(deployment, place, state, NIGHT + timedelta(days=nth))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with two rounds."""
    for name in ("attendance", "belonging"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "round.toml").touch()
    return tmp_path


def told(folder: Path) -> None:
    """As if the mails had left."""

    def mark(log: IncidentLog) -> IncidentLog:
        marked = (marked_told(one, "lead", frozenset({"lead"}), MORNING) for one in log.incidents)
        return IncidentLog(incidents=tuple(marked))

    change_log(folder, mark)


def test_a_run_that_failed_before_a_good_one_is_nothing_to_tell() -> None:
    assert unhappy([night(0, RunState.FAILED), night(1, RunState.CRASHED), night(2, RunState.DONE)]) == {}


def test_bad_nights_in_a_row_are_one_incident_since_the_first() -> None:
    runs = [night(3, RunState.FAILED), night(0, RunState.FAILED), night(1, RunState.DONE), night(2, RunState.FAILED)]
    ((incident,),) = unhappy(runs).values()
    assert incident.kind is IncidentKind.FAILED
    assert incident.since == NIGHT + timedelta(days=2)
    assert "collect-nightly of attendance" in incident.what


def test_a_late_run_is_told_beside_good_ones_and_its_first_one_counts() -> None:
    runs = [night(0, RunState.DONE), night(2, RunState.LATE), night(1, RunState.LATE)]
    ((incident,),) = unhappy(runs).values()
    assert (incident.kind, incident.since) == (IncidentKind.LATE, NIGHT + timedelta(days=1))


def test_another_deployments_good_run_does_not_end_an_incident() -> None:
    runs = [night(0, RunState.CRASHED), night(1, RunState.DONE, "summarize")]
    assert [one.about for one in unhappy(runs)[PLACE]] == ["prefect:collect-nightly"]


def test_an_incident_is_news_once_and_again_when_it_is_over(place: Path) -> None:
    sick = place / "attendance"
    crashed = night(0, RunState.CRASHED, place=sick)
    assert note_down(place, [crashed], None, MORNING) == (sick,)
    told(sick)
    assert note_down(place, [crashed], None, MORNING) == ()
    well = night(1, RunState.DONE, place=sick)
    assert note_down(place, [crashed, well], None, MORNING) == (sick,)
    (over,) = read_log(sick).incidents
    assert over.over == MORNING
    told(sick)
    assert note_down(place, [crashed, well], None, MORNING) == ()
    assert read_log(sick).incidents == ()
    assert not (place / "belonging" / ".sayback-incidents.json").exists()


def test_what_the_round_tells_by_itself_is_not_told_twice(place: Path) -> None:
    sick = place / "attendance"
    own = Incident(IncidentKind.FAILED, "collect", NIGHT, "The form is gone.", "Share it again.", told=True)
    change_log(sick, lambda log: IncidentLog(incidents=(own,)))
    failed = [night(0, RunState.FAILED, place=sick), night(0, RunState.FAILED, "district-nightly", place)]
    assert note_down(place, failed, None, MORNING) == ()
    assert note_down(place, [night(0, RunState.FAILED, "summarize", sick)], None, MORNING) == (sick,)


def test_a_pool_without_workers_is_told_of_the_place_itself_until_somebody_works(place: Path) -> None:
    assert note_down(place, [], NIGHT, MORNING) == (place,)
    (resting,) = read_log(place).open
    assert (resting.kind, resting.since) == (IncidentKind.LATE, NIGHT)
    assert "sayback-worker" in resting.todo
    told(place)
    assert note_down(place, [], None, MORNING) == (place,)


def test_a_run_of_a_round_elsewhere_is_told_too_and_one_of_a_folder_that_is_gone_is_not(place: Path) -> None:
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "round.toml").touch()
    runs = [night(0, RunState.CRASHED, place=elsewhere), night(0, RunState.CRASHED, place=place / "gone")]
    assert note_down(place / "belonging", runs, None, MORNING) == (elsewhere,)
    assert not (place / "gone").exists()


def test_of_a_table_of_rounds_its_folder_remembers(place: Path) -> None:
    table = place / "rounds.csv"
    table.write_text("folder\nattendance\n")
    assert note_down(table, [night(0, RunState.CRASHED, "district-nightly", table)], None, MORNING) == (place,)
    assert read_log(place).open[0].about == "prefect:district-nightly"
