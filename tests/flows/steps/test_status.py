"""Where one round stands: also when it is new, broken, running, or nobody has looked for long."""

from __future__ import annotations

import socket
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from filelock import FileLock

from flows.__main__ import run
from flows.next_runs import NextRun
from flows.shown_status import in_bytes, in_seconds, show_status
from flows.steps.deliveries import deliveries
from flows.steps.nightly import nightly
from flows.steps.standing import look, standing
from flows.steps.status import holds, status
from flows.steps.workplace import CLOSED_FACT, LOCK_FILE
from rounds.incident_file import change_log
from rounds.incidents import Incident, IncidentKind, IncidentLog
from rounds.standing import Condition, Running
from tests.flows.small_round import SmallRound
from tests.flows.steps.standing_rounds import NIGHT, NOW, began, collected, notebook_of, ran

ALERTS = '\n[alerts]\nto = ["data@example.org"]\nlate_hours = 12\n'
FORM_CHANGED = Incident(
    IncidentKind.FORM_CHANGED,
    "student",
    NIGHT,
    "The form of `student` has a new column D.",
    "Declare it in round.toml.",
)


def test_looking_at_a_new_round_creates_neither_stores_nor_a_key(
    small: SmallRound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SAYBACK_KEY")
    before = sorted(small.folder.iterdir())
    assert [run([command, str(small.folder)]) for command in ("status", "holds", "deliveries")] == [0, 0, 0]
    assert (sorted(small.folder.iterdir()), (tmp_path / "keys").exists()) == (before, False)
    assert (holds(small.folder), deliveries(small.folder)) == (None, [])
    assert status(small.folder).standing.condition is Condition.NOT_BEGUN
    assert capsys.readouterr().out.lower().count("nothing collected yet") == 2


def test_a_round_that_was_collected_tonight_is_well(tmp_path: Path) -> None:
    state = status(collected(tmp_path / "pine"), NOW)
    assert (state.standing.condition, state.kept, state.held, state.exit_code) == (
        Condition.WELL,
        2,
        {"no_consent": 1},
        0,
    )
    assert (state.standing.last_good, state.engines) == (NIGHT + timedelta(seconds=8), {"rules-1": 2})
    assert [(one.seconds, one.outcome) for one in state.runs] == [(8.0, "done")]
    assert (state.store.kind, state.store.size > 10_000) == ("file", True)


def test_what_is_wrong_is_told_with_since_when_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = collected(tmp_path / "pine")
    change_log(folder, lambda _: IncidentLog(incidents=(FORM_CHANGED,)))
    assert run(["status", str(folder)]) == 5
    assert f"since {NIGHT.astimezone():%Y-%m-%d %H:%M}" in (said := capsys.readouterr().err)
    assert FORM_CHANGED.what in said
    assert FORM_CHANGED.todo in said


def test_a_run_that_failed_is_told_by_its_kind_until_one_goes_well(tmp_path: Path) -> None:
    folder = collected(tmp_path / "pine")
    ran(folder, NOW - timedelta(hours=5), "failed", {"reason": "SourceMissing"})
    ran(folder, NOW - timedelta(hours=4), "failed", {"reason": "ValueError at redaction/engine.py:41"})
    (trouble,) = status(folder, NOW).standing.troubles
    assert (trouble.kind, trouble.since) == ("failed", NOW - timedelta(hours=5))
    assert "ValueError at redaction/engine.py:41" in trouble.what
    assert [run.reason for run in status(folder, NOW).runs][1:] == ["source missing", ""]
    ran(folder, NOW - timedelta(hours=1))
    assert status(folder, NOW).standing.condition is Condition.WELL


@pytest.mark.parametrize(("hours", "settings", "late"), [(11, ALERTS, False), (13, ALERTS, True), (37, "", True)])
def test_a_round_without_a_good_run_for_too_long_is_late(tmp_path: Path, hours: int, settings: str, late: bool) -> None:
    folder = collected(tmp_path / "pine", good_at=NOW - timedelta(hours=hours), settings=settings)
    assert standing(look(folder, NOW)).condition is (Condition.LATE if late else Condition.WELL)


def test_a_round_that_is_closed_or_run_by_hand_is_never_late(tmp_path: Path) -> None:
    closed = collected(tmp_path / "closed", good_at=NOW - timedelta(days=90), settings=ALERTS)
    with notebook_of(closed) as notebook:
        notebook.set_fact(CLOSED_FACT, '{"at": "2026-11-01T00:00:00+00:00", "who": "", "kept": 2, "held": 1}')
    by_hand = SmallRound(tmp_path / "by-hand").write().folder
    ran(by_hand, NOW - timedelta(days=90))
    assert {standing(look(folder, NOW)).condition for folder in (closed, by_hand)} == {Condition.WELL}


def test_a_run_that_goes_on_is_told_from_one_that_was_killed(tmp_path: Path) -> None:
    folder = collected(tmp_path / "pine")
    began(folder, NOW, socket.gethostname())
    with FileLock(folder / LOCK_FILE):
        now = standing(look(folder, NOW))
    assert (now.running, now.condition) == (Running(NOW, socket.gethostname()), Condition.WELL)
    killed = standing(look(folder, NOW))
    assert (killed.running, [trouble.kind for trouble in killed.troubles]) == (None, ["crashed"])
    began(folder, NOW, "another-host")  # whose locks cannot be seen here
    assert standing(look(folder, NOW)).running == Running(NOW, "another-host")


def test_looking_never_takes_the_lock_of_a_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = collected(tmp_path / "pine")
    began(folder, NOW, socket.gethostname())
    monkeypatch.setattr(FileLock, "acquire", lambda *_, **__: pytest.fail("a run that begins now would give up"))
    assert status(folder, NOW).standing.kept == 2


@pytest.mark.parametrize("broken", ["settings", "store", "newer", "key"])
def test_a_broken_round_still_tells_what_can_be_seen(
    tmp_path: Path, broken: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = collected(tmp_path / "pine")
    change_log(folder, lambda _: IncidentLog(incidents=(FORM_CHANGED,), last_good=NIGHT))
    _break(folder, broken, monkeypatch)
    state = status(folder, NOW)
    assert [trouble.kind for trouble in state.standing.troubles] == ["broken", "form_changed"]
    assert state.exit_code == 1
    assert state.standing.last_good is not None
    assert state.kept == (2 if broken == "key" else 0)
    assert run(["status", str(folder)]) == 1
    assert str(tmp_path) not in capsys.readouterr().out


def _break(folder: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if what == "settings":
        (folder / "round.toml").write_text("name = [")
    elif what == "store":
        (folder / "notebook.db").write_bytes(b"nothing that a database would begin with" * 50)
    elif what == "newer":
        with notebook_of(folder) as notebook, notebook._store.writing() as connection:
            connection.exec_driver_sql("UPDATE notebook_version SET version_num = '9999'")
    else:
        with notebook_of(folder) as notebook:
            notebook.set_fact("key", "that of another installation")


def test_a_folder_without_a_round_is_a_file_to_fix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", str(tmp_path)]) == 1
    assert "round.toml" in capsys.readouterr().err


def test_the_next_run_is_told_as_far_as_it_is_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = f"{NOW.astimezone():%Y-%m-%d %H:%M %Z}"
    assert [
        str(run) for run in (NextRun(NOW, "nightly"), NextRun(NOW, "nightly", late=True), NextRun(no_answer=True))
    ] == [
        f"{at} (nightly)",
        f"{at} (nightly, late: no worker has taken it)",
        "not known: the Prefect server does not answer",
    ]
    show_status(status(collected(tmp_path / "pine")), json=False)
    assert "no schedule is known here (cron and timers are not seen)" in capsys.readouterr().out


def test_sizes_and_durations_are_told_in_words() -> None:
    assert [in_bytes(size) for size in (900, 152_000, 1_250_000, 3e9, 5e12)] == [
        "0.9 kB",
        "152 kB",
        "1.2 MB",
        "3.0 GB",
        "5000 GB",
    ]
    assert [in_seconds(seconds) for seconds in (0.42, 8, 61, 200, 9000)] == ["0.4 s", "8.0 s", "61 s", "3 min", "2 h"]


def test_a_changed_form_is_told_once_and_not_as_a_failed_run_besides(small: SmallRound) -> None:
    nightly(small.folder)
    small.export.write_text(small.export.read_text().replace("Grade", "Year"))
    nightly(small.folder)
    (trouble,) = status(small.folder).standing.troubles
    assert trouble.kind == "form_changed"
    assert '"Grade"' in trouble.what


def test_a_round_that_cannot_be_opened_is_told_once_with_since_when_and_what_to_do(small: SmallRound) -> None:
    (small.folder / "round.toml").write_text("name = [")
    nightly(small.folder)
    (trouble,) = status(small.folder).standing.troubles
    assert (trouble.kind, trouble.since is not None) == ("broken", True)
    assert str(small.folder) not in trouble.what
    assert "sayback nightly" in trouble.todo


@pytest.mark.parametrize("below", ["adams", "lincoln/fall"])
def test_a_folder_of_rounds_is_told_from_one_without_a_round(
    tmp_path: Path, below: str, capsys: pytest.CaptureFixture[str]
) -> None:
    SmallRound(tmp_path / below).write()
    assert run(["status", str(tmp_path)]) == 1
    said = "".join(capsys.readouterr().err.split())
    assert f"sayback status {tmp_path} --all".replace(" ", "") in said
    assert "saybacknew" not in said


def test_that_a_person_needs_help_is_no_trouble_on_a_page_that_many_read(tmp_path: Path) -> None:
    folder = collected(tmp_path / "pine")
    wish = Incident(IncidentKind.DISTRESS, "0123", NIGHT, "Somebody asked.", "Look.", passing=True)
    change_log(folder, lambda _: IncidentLog(incidents=(wish,)))
    assert standing(look(folder, NOW)).condition is Condition.WELL


def test_times_are_those_of_the_round_not_of_this_computer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = collected(tmp_path / "pine")
    settings = folder / "round.toml"
    settings.write_text(f'timezone = "Pacific/Auckland"\n{settings.read_text()}')
    change_log(folder, lambda _: IncidentLog(incidents=(FORM_CHANGED,)))
    run(["status", str(folder)])
    shown = capsys.readouterr()
    auckland = ZoneInfo("Pacific/Auckland")
    assert f"{(NIGHT + timedelta(seconds=8)).astimezone(auckland):%Y-%m-%d %H:%M %Z}" in shown.out
    assert f"since {NIGHT.astimezone(auckland):%Y-%m-%d %H:%M %Z}" in " ".join(shown.err.split())


def test_a_damaged_notebook_still_shows_when_the_last_good_night_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = collected(tmp_path / "pine")
    change_log(folder, lambda _: IncidentLog(last_good=NIGHT))
    (folder / "notebook.db").write_bytes(b"no database" * 1000)
    run(["status", str(folder)])
    assert f"{NIGHT.astimezone():%Y-%m-%d %H:%M}" in capsys.readouterr().out
