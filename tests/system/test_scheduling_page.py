"""docs/scheduling.md takes a reader from nothing to a scheduled run: its commands are typed, one after the other."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from tests.connectors.mail_server import free_port
from tests.system.page_commands import CHECKOUT, PAGE, Block, Desk, blocks, fresh_desk

pytestmark = pytest.mark.system
SAID = blocks()
UNITS = sorted(one.name for one in (CHECKOUT / "deploy").iterdir() if one.suffix in (".service", ".timer"))
TERMINAL = SAID["deploy"]  # the second terminal, in which later blocks are typed too


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with fresh_desk(tmp_path_factory.mktemp("desk") / "sayback", free_port()) as desk:
        yield desk


def type_on(desk: Desk, name: str) -> str:
    """A block that goes on in the second terminal, which has its settings from its first two lines."""
    begin = "".join(TERMINAL.commands.splitlines(keepends=True)[:2])
    return desk.type(Block("settings", begin, stays=False), SAID[name])


def ask(desk: Desk, path: str, **body: Any) -> Any:
    with httpx.Client(base_url=desk.api, timeout=30, trust_env=False) as api:
        answer = api.post(path, json=body)
    answer.raise_for_status()
    return answer.json()


def wait_for(what: Callable[[], Any], seconds: float, desk: Desk, log: str) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := what():
                return found
        except (httpx.HTTPError, ValueError):  # not there yet
            pass
        time.sleep(1)
    raise TimeoutError(desk.log(log))


def deployment(desk: Desk, name: str) -> dict[str, Any]:
    (found,) = ask(desk, "/deployments/filter", deployments={"name": {"any_": [name]}})
    return dict(found)


def runs(desk: Desk, *, by_schedule: bool, state: str) -> list[dict[str, Any]]:
    wanted = {
        "state": {"type": {"any_": [state]}},
        "deployment_id": {"any_": [deployment(desk, "collect-nightly")["id"]]},
    }
    return [one for one in ask(desk, "/flow_runs/filter", flow_runs=wanted) if one["auto_scheduled"] == by_schedule]


def schedules(desk: Desk, name: str) -> list[tuple[str, bool]]:
    return [(one["schedule"]["cron"], one["active"]) for one in deployment(desk, name)["schedules"]]


def test_every_block_of_the_page_that_needs_no_root_is_typed_here() -> None:
    every = re.findall(r"```sh\n(.*?)```", PAGE.read_text(), re.S)
    untyped = [one for one in every if one not in {block.commands for block in SAID.values()}]
    assert untyped
    assert all("systemctl" in one for one in untyped)


def test_a_night_without_a_server(desk: Desk) -> None:
    assert "attendance" in desk.type(SAID["begin"])
    printed = desk.type(Block("venv", SAID["begin"].commands.splitlines()[0], stays=False), SAID["cron"])
    assert "Error" not in printed


def test_one_process_that_serves_runs_the_round(desk: Desk) -> None:
    desk.leave_running(SAID["server"])
    wait_for(lambda: httpx.get(f"{desk.api}/ready", trust_env=False).is_success, 240, desk, "server")
    desk.leave_running(SAID["serve"])
    wait_for(lambda: deployment(desk, "collect-nightly")["schedules"], 180, desk, "serve")
    wait_for(lambda: deployment(desk, "watch"), 180, desk, "serve")
    assert "15 4 * * *" in desk.type(SAID["serve-first"])
    assert len(runs(desk, by_schedule=False, state="COMPLETED")) == 1
    assert schedules(desk, "collect-nightly") == [("15 4 * * *", True)]
    assert desk.end("serve", signal.SIGTERM) == 0
    for word in ("bug", "Traceback", "Warning"):
        assert word not in desk.log("serve")


def test_a_pool_a_worker_and_a_run_by_hand(desk: Desk) -> None:
    printed = desk.type(TERMINAL)
    assert printed.count("successfully created") == 7
    assert printed.count("made     Sayback") == 5
    for name in ("collect-nightly", "summarize", "district-nightly", "watch"):
        assert not any(active for _, active in schedules(desk, name)), "a new installation runs something by itself"
    desk.leave_running(SAID["worker"])
    desk.leave_running(SAID["watch"])
    type_on(desk, "first")
    assert len(runs(desk, by_schedule=False, state="COMPLETED")) == 2


def test_what_is_for_workers_is_not_served_too(desk: Desk) -> None:
    desk.leave_running(SAID["serve"])
    assert desk.running.pop("serve").wait(timeout=120) == 1
    assert "for workers" in desk.log("serve")
    assert {deployment(desk, name)["work_pool_name"] for name in ("collect-nightly", "watch")} == {
        "sayback", "sayback-watch",
    }  # fmt: skip


def test_a_schedule_works_before_anybody_relies_on_it(desk: Desk) -> None:
    type_on(desk, "minute")
    wait_for(lambda: runs(desk, by_schedule=True, state="COMPLETED"), 300, desk, "worker")
    assert "COMPLETED" in type_on(desk, "minute-look")
    type_on(desk, "minute-over")
    assert schedules(desk, "collect-nightly") == [("15 4 * * *", False)]


def test_from_then_on_it_runs_every_night(desk: Desk) -> None:
    assert "15 4 * * *" in type_on(desk, "nights")
    assert schedules(desk, "collect-nightly") == [("15 4 * * *", True)]
    assert not any(active for _, active in schedules(desk, "summarize"))
    planned = wait_for(lambda: planned_runs(desk), 180, desk, "server")
    assert {one.astimezone(ZoneInfo("America/Los_Angeles")).strftime("%H:%M") for one in planned} == {"04:15"}


def planned_runs(desk: Desk) -> list[datetime]:
    """When runs are due that lie ahead; one of the minutes before may still wait for its turn."""
    due = [
        datetime.fromisoformat(one["expected_start_time"]) for one in runs(desk, by_schedule=True, state="SCHEDULED")
    ]
    return [one for one in due if one > datetime.now(UTC)]


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_understood_by_systemd(unit: str, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    assert program, "`make test-system` installs systemd"
    for one in UNITS:  # as installed, but that the checkout is this one
        text = (CHECKOUT / "deploy" / one).read_text()
        (tmp_path / one).write_text(text.replace("/opt/sayback", str(CHECKOUT)))
    done = subprocess.run(
        [program, "verify", str(tmp_path / unit)], capture_output=True, text=True, env={"SYSTEMD_LOG_LEVEL": "warning"}
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("timer", [one for one in UNITS if one.endswith(".timer")])
@pytest.mark.parametrize("day", ["2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"])
def test_a_timer_elapses_once_on_a_night_on_which_clocks_change(timer: str, day: str) -> None:
    (when,) = re.findall(r"^OnCalendar=(.+)$", (CHECKOUT / "deploy" / timer).read_text(), re.M)
    command = ["systemd-analyze", "calendar", when, f"--base-time={day} 08:00:00 UTC", "--iterations=2"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env={"TZ": "UTC"}).stdout
    zone = ZoneInfo("America/Los_Angeles")
    elapses = [
        datetime.strptime(one, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC).astimezone(zone)
        for one in re.findall(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC", printed)
    ]
    assert [one.date().isoformat() == day for one in elapses] == [True, False]


def test_the_lines_for_cron_are_those_of_the_page(desk: Desk) -> None:
    lines = [one for one in (desk.folder / "deploy" / "crontab").read_text().splitlines() if one[:1].isdigit()]
    typed = [line.split(maxsplit=5)[5] for line in lines]
    for command, said in zip(typed, SAID["cron"].commands.splitlines(), strict=True):
        here = command.replace("/opt/sayback", str(desk.folder)).replace("/srv/sayback/rounds", "my-rounds")
        assert here.endswith(said.removeprefix("sayback "))
        done = subprocess.run(
            ["/bin/sh", "-c", here], env=desk.environ | {"PATH": "/usr/bin:/bin"}, capture_output=True
        )
        assert (done.returncode, done.stderr) == (0, b"")
        # Silent, but for what somebody should know and nobody is named to be told: cron mails that to its owner.
        assert not done.stdout or b"Nobody is named in [alerts]" in done.stdout
