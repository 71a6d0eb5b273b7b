"""prefect.yaml names flows that exist, with parameters that they take: paths and switches, never text."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import shutil
import signal
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import yaml
from prefect.server.schemas.schedules import CronSchedule
from prefect.settings import PREFECT_API_URL, PREFECT_UI_URL, temporary_settings

from flows.serve import SERVED, ServingRunner, chosen_places, served
from flows.watch import page_of
from rounds.errors import RoundFileError

CHECKOUT = Path(__file__).resolve().parents[2]
DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load((CHECKOUT / "prefect.yaml").read_text())["deployments"]
BY_NAME = {each["name"]: each for each in DEPLOYMENTS}
PATHS = {"round_folder", "place", "folders"}
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
CLOCK_CHANGES = (date(2026, 3, 8), date(2026, 11, 1), date(2027, 3, 14), date(2027, 11, 7))
SCHEDULES = [(each["name"], one) for each in DEPLOYMENTS for one in each.get("schedules", ())]


def runs_on(day: date, cron: str, zone: str) -> list[datetime]:
    """When Prefect's own schedule is due on that day of Los Angeles."""
    start = datetime.combine(day, datetime.min.time(), LOS_ANGELES)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), LOS_ANGELES) - timedelta(seconds=1)
    return asyncio.run(CronSchedule(cron=cron, timezone=zone).get_dates(start=start, end=end))


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=BY_NAME)
def test_a_deployment_names_a_flow_and_parameters_that_it_takes(deployment: dict[str, Any]) -> None:
    module, _, name = deployment["entrypoint"].partition(":")
    flow = getattr(importlib.import_module(module), name)
    assert type(flow).__name__ == "Flow"
    assert flow.persist_result is False
    parameters = inspect.signature(flow.fn).parameters
    of_schedules = [one.get("parameters", {}) for one in deployment.get("schedules", ())]
    for key, value in [pair for each in (deployment["parameters"], *of_schedules) for pair in each.items()]:
        assert key in parameters
        assert isinstance(value, bool) or key in PATHS
    needed = {key for key, one in parameters.items() if one.default is one.empty}
    assert needed <= set(deployment["parameters"])


def test_the_deployments_are_those_of_the_walk_and_of_the_nights() -> None:
    assert list(BY_NAME) == [
        "collect-nightly", "assemble", "summarize", "circle-back", "district-nightly", "collect-chunk", "watch",
    ]  # fmt: skip
    assert all(len(each["description"]) > 60 for each in DEPLOYMENTS)
    assert {each["work_pool"]["name"] for each in DEPLOYMENTS} == {"sayback", "sayback-watch"}


def test_nothing_runs_by_itself_until_somebody_says_so() -> None:
    assert {name for name, _ in SCHEDULES} == {"collect-nightly", "summarize", "district-nightly", "watch"}
    assert all(schedule["active"] is False for _, schedule in SCHEDULES)


def test_what_is_on_a_schedule_runs_one_at_a_time_and_is_never_retried_as_a_whole() -> None:
    for name, _ in SCHEDULES:
        assert BY_NAME[name]["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
        module, _, flow = BY_NAME[name]["entrypoint"].partition(":")
        assert getattr(importlib.import_module(module), flow).retries == 0


def test_no_letter_to_people_is_ever_on_a_schedule() -> None:
    assert "schedules" not in BY_NAME["circle-back"]
    assert BY_NAME["circle-back"]["parameters"]["send"] is False
    assert BY_NAME["summarize"]["parameters"]["send"] is True  # to the leads: once each


def test_a_run_that_waits_for_an_approval_keeps_no_other_run_waiting() -> None:
    assert "concurrency_limit" not in BY_NAME["circle-back"]


def test_no_schedule_has_a_slug_as_the_server_would_keep_it_when_it_is_taken_out_here() -> None:
    assert all("slug" not in schedule for _, schedule in SCHEDULES)


@pytest.mark.parametrize("day", CLOCK_CHANGES, ids=str)
def test_a_schedule_is_due_once_on_a_night_on_which_clocks_change(day: date) -> None:
    for name, schedule in SCHEDULES:
        assert len(runs_on(day, schedule["cron"], schedule["timezone"])) == 1, name


@pytest.mark.parametrize("day", CLOCK_CHANGES, ids=str)
def test_so_is_one_in_the_very_hour_that_is_missing_or_comes_twice(day: date) -> None:
    for cron in ("30 1 * * *", "15 2 * * *", "0 3 * * *"):
        assert len(runs_on(day, cron, "America/Los_Angeles")) == 1, cron


@pytest.mark.parametrize(("name", "flow"), SERVED)
def test_what_is_served_is_what_is_deployed_with_a_schedule_for_each_round(
    name: str, flow: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CHECKOUT)
    said, rounds = BY_NAME[name], [tmp_path / "attendance", tmp_path / "belonging"]
    deployment = served(name, flow, rounds)
    assert (deployment.description, deployment.tags) == (said["description"], said["tags"])
    assert deployment.entrypoint == said["entrypoint"].replace(":", ".")
    assert (deployment.concurrency_limit, deployment.concurrency_options.collision_strategy.value) == (1, "ENQUEUE")
    assert [one.parameters for one in deployment.schedules] == [{"place": str(each)} for each in rounds]
    assert {one.schedule.cron for one in deployment.schedules} == {said["schedules"][0]["cron"]}
    assert all(one.active is not False for one in deployment.schedules)


def test_what_is_served_for_the_round_of_prefect_yaml_names_it_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(CHECKOUT / "prefect.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RoundFileError):
        chosen_places([])
    there = tmp_path / BY_NAME["collect-nightly"]["parameters"]["place"]
    there.mkdir(parents=True)
    (there / "round.toml").touch()
    for name, flow in SERVED:
        deployment = served(name, flow, chosen_places([]))
        assert deployment.parameters == {"place": str(there)}
        assert [one.parameters for one in deployment.schedules] == [{"place": str(there)}]


def test_a_process_that_serves_ends_at_sigterm_as_at_ctrl_c() -> None:
    with pytest.raises(KeyboardInterrupt):
        ServingRunner().handle_sigterm(signal.SIGTERM, None)


def test_the_lines_for_cron_that_read_a_password_pass_it_on(tmp_path: Path) -> None:
    (tmp_path / ".sayback-secrets").write_text("export SAYBACK_SMTP_PASSWORD='two words'\n")
    plain = [one for one in (CHECKOUT / "deploy" / "crontab").read_text().splitlines() if " * * * " in one]
    active, reading = [one for one in plain if one[0] != "#"], [one for one in plain if one[0] == "#"]
    assert [one.removeprefix("#").replace(". ~/.sayback-secrets && ", "") for one in reading] == active
    for line in reading:
        command = line.split(maxsplit=5)[5].replace("/opt/sayback", str(tmp_path))
        here = command.replace(".venv/bin/sayback", "printenv SAYBACK_SMTP_PASSWORD #")
        done = subprocess.run(["/bin/sh", "-c", here], env={"HOME": str(tmp_path)}, capture_output=True, text=True)
        assert done.stdout == "two words\n"


@pytest.mark.parametrize(
    ("api", "ui", "page"),
    [
        ("http://127.0.0.1:4200/api", None, "http://127.0.0.1:4200/runs/flow-run/"),
        ("http://somebody:secret@server:4200/api", None, "http://server:4200/runs/flow-run/"),
        ("http://127.0.0.1:4200/api", "https://runs.example.org", "https://runs.example.org/runs/flow-run/"),
    ],
)
def test_a_runs_page_is_named_as_a_browser_reaches_it_and_never_with_a_password(
    api: str, ui: str | None, page: str
) -> None:
    run = UUID(int=7)
    with temporary_settings({PREFECT_API_URL: api, PREFECT_UI_URL: ui}):
        assert page_of(run) == f"{page}{run}"
