"""What is made of the runs at a Prefect server: which are told, since when, and which the round tells by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.steps.nightly import look, nightly
from flows.steps.seen_runs import RunState, SeenRun, incident_of
from flows.steps.watching import note_down, unhappy
from flows.steps.workplace import open_workplace
from rounds.errors import RoundFileError
from rounds.incident_file import change_log, read_log
from rounds.incidents import Incident, IncidentKind, IncidentLog, marked_told
from rounds.journal import RunMark
from tests.flows.small_round import SmallRound

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
        return replace(log, incidents=tuple(marked))

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


def killed_now(small: SmallRound) -> datetime:
    """A night that was killed at work; returns when it had begun."""
    with open_workplace(small.folder) as place:
        began = place.now()
        place.notebook.begin_run(RunMark("collect", began, "a-computer"))
    return began


def at_server(small: SmallRound, state: RunState, began: datetime) -> SeenRun:
    """A run as the server has it, which ended (or was found dead) now."""
    return SeenRun("collect-nightly", small.folder, state, datetime.now(UTC), began)


def news(folder: Path) -> list[tuple[str, bool]]:
    """What a mail would say now: about what, and whether it is over."""
    return [(one.about, one.over is not None) for one in read_log(folder).incidents if one.is_news]


def test_a_killed_night_that_the_server_found_first_is_told_once_and_once_when_it_is_over(small: SmallRound) -> None:
    began = killed_now(small)
    crashed = at_server(small, RunState.CRASHED, began)
    note_down(small.folder, [crashed], None, datetime.now(UTC))
    assert news(small.folder) == [("prefect:collect-nightly", False)]
    told(small.folder)
    next_night = datetime.now(UTC)
    nightly(small.folder)  # which finds the mark of the killed one
    assert news(small.folder) == []
    runs = [crashed, at_server(small, RunState.DONE, next_night)]
    note_down(small.folder, runs, None, datetime.now(UTC))
    assert news(small.folder) == [("prefect:collect-nightly", True)]


def test_a_killed_night_that_the_next_one_found_first_is_not_told_again_by_the_watch(small: SmallRound) -> None:
    began = killed_now(small)
    nightly(small.folder)  # typed by hand: no later run is at the server
    assert news(small.folder) == [("collect", True)]
    told(small.folder)
    crashed = at_server(small, RunState.CRASHED, began)  # found dead after ten minutes of silence
    assert note_down(small.folder, [crashed], None, datetime.now(UTC)) == ()
    assert note_down(small.folder.parent, [crashed], None, datetime.now(UTC)) == ()


def test_a_killed_night_that_a_look_found_first_is_not_told_again_by_the_watch(small: SmallRound) -> None:
    began = killed_now(small)
    look(small.folder)
    assert news(small.folder) == [("collect", False)]
    told(small.folder)
    crashed = at_server(small, RunState.CRASHED, began)
    assert note_down(small.folder, [crashed], None, datetime.now(UTC)) == ()
    nightly(small.folder)
    assert news(small.folder) == [("collect", True)]


def test_a_good_night_typed_by_hand_ends_what_the_server_knows_as_failed(small: SmallRound) -> None:
    failed = at_server(small, RunState.FAILED, datetime.now(UTC))
    note_down(small.folder, [failed], None, datetime.now(UTC))
    told(small.folder)
    nightly(small.folder)
    note_down(small.folder, [failed], None, datetime.now(UTC))
    assert news(small.folder) == [("prefect:collect-nightly", True)]


def failed_night(small: SmallRound) -> SeenRun:
    """A night of which the round notes down that a column is gone; as the server has it."""
    began = datetime.now(UTC)
    small.export.write_text(small.export.read_text().replace("Grade", "Class"))
    nightly(small.folder)
    return at_server(small, RunState.FAILED, began)


def stopped_before_it_reached_the_round(small: SmallRound, nth: int) -> SeenRun:
    began = datetime.now(UTC) + timedelta(days=nth)
    return SeenRun("collect-nightly", small.folder, RunState.FAILED, began + timedelta(seconds=2), began)


def test_a_failed_night_that_noted_a_changed_form_is_told_by_the_night_alone(small: SmallRound) -> None:
    failed = failed_night(small)
    assert [one.kind for one in read_log(small.folder).open] == [IncidentKind.FORM_CHANGED]
    told(small.folder)
    assert note_down(small.folder, [failed], None, datetime.now(UTC)) == ()
    assert note_down(small.folder.parent, [failed], None, datetime.now(UTC)) == ()


def test_a_changed_form_of_an_earlier_night_does_not_explain_a_run_that_did_not_reach_the_round(
    small: SmallRound,
) -> None:
    failed = failed_night(small)
    told(small.folder)
    later = stopped_before_it_reached_the_round(small, 1)
    note_down(small.folder, [failed, later], None, later.at)
    assert news(small.folder) == [("prefect:collect-nightly", False)]


def test_held_interviews_that_grow_do_not_explain_a_failed_run(small: SmallRound) -> None:
    nightly(small.folder)
    grows = Incident(IncidentKind.HELD_GROWS, "3", NIGHT, "9 are held.", "See which.", told=True)
    change_log(small.folder, lambda log: replace(log, incidents=(grows,)))
    failed = at_server(small, RunState.FAILED, datetime.now(UTC))
    note_down(small.folder, [failed], None, datetime.now(UTC))
    assert news(small.folder) == [("prefect:collect-nightly", False)]


def test_what_was_told_of_a_failed_run_goes_on_when_the_next_night_finds_a_changed_form_and_is_over_after_a_good_one(
    small: SmallRound,
) -> None:
    early = datetime.now(UTC) - timedelta(minutes=1)
    first = SeenRun("collect-nightly", small.folder, RunState.FAILED, early, early)
    note_down(small.folder, [first], None, datetime.now(UTC))
    told(small.folder)
    second = failed_night(small)
    told(small.folder)
    assert note_down(small.folder, [first, second], None, datetime.now(UTC)) == ()
    small.write()
    nightly(small.folder)
    note_down(small.folder, [first, second], None, datetime.now(UTC))
    assert sorted(news(small.folder)) == [("prefect:collect-nightly", True), ("student", True)]


def test_what_to_do_names_the_page_of_the_run_and_the_folder_of_the_round(place: Path) -> None:
    page = "http://127.0.0.1:4200/runs/flow-run/7"
    one = replace(night(0, RunState.FAILED, place=place / "attendance"), page=page)
    todo = incident_of(one).todo
    assert todo.endswith(f" {page}")
    assert f"`sayback status {place / 'attendance'}`" in todo
    assert f"`sayback status {place} --all`" in incident_of(replace(one, place=place)).todo
    assert "the run's page" not in incident_of(replace(one, page=None)).todo.lower()


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


def test_a_district_that_names_no_round_is_told_where_its_last_run_was(place: Path) -> None:
    nobody = place / "no-such-round"
    runs = [night(0, RunState.DONE, "district-nightly", place)]
    assert note_down(nobody, runs, NIGHT, MORNING) == (place,)
    with pytest.raises(RoundFileError):
        note_down(nobody, [], NIGHT, MORNING)


def test_a_run_where_no_round_is_any_more_does_not_keep_others_from_being_told(place: Path) -> None:
    empty = place / "empty"
    empty.mkdir()
    sick = place / "attendance"
    runs = [night(0, RunState.CRASHED, place=empty), night(0, RunState.CRASHED, place=sick)]
    assert sick in note_down(place, runs, None, MORNING)
