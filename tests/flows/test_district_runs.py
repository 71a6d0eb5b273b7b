"""A district's night at a real Prefect server: workers take the chunks, or Dask, and nothing of a note stays there."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rounds.incident_file import read_log
from tests.connectors.mail_server import free_port
from tests.flows.leak_scan import find_planted
from tests.flows.planted_round import PlantedRound, make_round
from tests.flows.prefect_server import PROJECT, Server, running_server

pytestmark = pytest.mark.system  # no other programs, but a minute of server, workers and Dask

POOL = "district"
STEP = {"prefect.deployments.steps.set_working_directory": {"directory": str(PROJECT)}}
WELL = ("adams", "lincoln", "polk")
SICK = "jefferson"


@dataclass
class District:
    """A server with the two deployments; rounds that hold planted strings, and one that is sick."""

    base: Path
    planted: PlantedRound
    server: Server
    nights: str = ""

    def place(self, name: str) -> Path:
        """A folder of rounds that nobody has collected yet."""
        place = self.base / name
        for school in (*WELL, SICK):
            shutil.copytree(self.planted.folder, place / school)
            settings = place / school / "round.toml"
            settings.write_text(settings.read_text().replace('name = "planted"', f'name = "{school}"'))
        (place / SICK / "roster.csv").unlink()
        return place

    def ask_for_a_night(self, place: Path, **parameters: Any) -> str:
        return self.server.start(self.nights, place=str(place), **parameters)

    def execute(self, run: str, environ: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Does what a worker's process does for this run."""
        with (self.base / "runs.log").open("ab") as log:
            command = [sys.executable, "-m", "prefect.engine", run]
            environ = {**self.server.environ, **(environ or {})}
            return subprocess.Popen(command, env=environ, cwd=PROJECT, stdout=log, stderr=log)

    def night(self, place: Path, environ: Mapping[str, str] | None = None, **parameters: Any) -> str:
        """A whole night; returns the state and the message that it ended with."""
        run = self.ask_for_a_night(place, **parameters)
        self.execute(run, environ).wait(timeout=500)
        state = self.server.api.get(f"/flow_runs/{run}").json()["state"]
        return f"{state['name']}: {state['message']}"

    def chunks(self, place: Path) -> list[dict[str, Any]]:
        """The flow runs that collect rounds of ``place``."""
        runs = self.server.post("/flow_runs/filter", flows={"name": {"any_": ["collect-chunk"]}})
        return [run for run in runs if run["parameters"]["folders"][0].startswith(f"{place}/")]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[District]:
    base = tmp_path_factory.mktemp("district")
    (base / "prefect").mkdir()
    with running_server(base / "prefect", free_port()) as server:
        server.environ |= {"SAYBACK_KEY": "7e" * 32, "PREFECT_WORKER_QUERY_SECONDS": "1"}
        server.post("/work_pools/", name=POOL, type="process", base_job_template={})
        made = District(base, make_round(base / "planted", "csv"), server)
        made.nights = server.deploy("district-nightly", "flows.district:district_nightly")
        yield made


def deploy_chunks(server: Server) -> None:
    flow = server.post("/flows/", name="collect-chunk")["id"]
    entrypoint = "flows.district:collect_chunk"
    server.post(
        "/deployments/", name="collect-chunk", flow_id=flow, entrypoint=entrypoint, pull_steps=[STEP],
        work_pool_name=POOL, parameters={"folders": []},
    )  # fmt: skip


@contextmanager
def workers(district: District, number: int) -> Iterator[None]:
    command = [sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL, "--type", "process", "--limit", "1"]
    with (district.base / "workers.log").open("ab") as log:
        started = [
            subprocess.Popen(
                [*command, "--name", f"worker-{nth}"], env=district.server.environ, cwd=PROJECT, stdout=log, stderr=log
            )
            for nth in range(number)
        ]
    try:
        yield
    finally:
        for worker in started:
            worker.terminate()
        for worker in started:
            worker.wait(timeout=60)


EXPECTED = f"NightIncomplete: 3 of 4 rounds collected, 1 needs somebody: {SICK}."


def test_without_the_deployment_of_chunks_the_night_says_what_to_run(district: District) -> None:
    said = district.night(district.place("undeployed"))
    assert said.startswith("Failed")
    assert "prefect --no-prompt deploy --all" in said


def test_a_parent_that_was_killed_and_run_again_starts_no_chunk_twice(district: District) -> None:
    deploy_chunks(district.server)
    place = district.place("killed")
    parent = district.execute(district.ask_for_a_night(place, chunk=1, at_once=2))
    end = time.monotonic() + 300
    while len(district.chunks(place)) < 2:  # no worker is there: the parent waits for one
        assert time.monotonic() < end
        time.sleep(0.5)
    parent.kill()
    parent.wait()
    with workers(district, 2):
        said = district.night(place, chunk=1, at_once=4)
    assert EXPECTED in said
    runs = district.chunks(place)
    assert len(runs) == 4
    assert {run["state"]["name"] for run in runs} == {"Completed"}
    messages = sorted(run["state"]["message"] for run in runs)
    assert messages == ["1 done", "1 done", "1 done", f"1 failed: {SICK}"]


def test_rounds_that_share_a_store_and_a_slip_in_district_toml_are_told_and_stop_nothing(district: District) -> None:
    place = district.place("slips")
    for school in (*WELL, SICK):
        settings = place / school / "round.toml"
        settings.write_text(settings.read_text() + '[stores]\nnotebook = "sqlite:///../one.db"\n')
    (place / "district.toml").write_text("at_once = 'few'\n")
    said = district.night(place)
    assert f"0 of 4 rounds collected, 4 need somebody: adams, {SICK}, lincoln, polk. " in said
    assert "at_once" in said
    assert "have a store in common" in read_log(place / "polk").open[0].what
    assert not (place / "one.db").exists()
    assert district.chunks(place) == []


def test_a_night_on_dask_collects_the_same_rounds(district: District, tmp_path: Path) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    environ = {**district.server.environ, "SAYBACK_DASK_ADDRESS": address, "DASK_TEMPORARY_DIRECTORY": str(tmp_path)}
    place = district.place("dask")
    dask = [sys.executable, "-m", "dask"]
    common: dict[str, Any] = {"env": environ, "cwd": PROJECT}
    with (tmp_path / "dask.log").open("wb") as log:
        started = [
            subprocess.Popen(words, **common, stdout=log, stderr=log)
            for words in (
                [*dask, "scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard"],
                [*dask, "worker", address, "--nworkers", "2", "--nthreads", "1", "--local-directory", str(tmp_path)],
            )
        ]
        try:
            said = district.night(place, environ, engine="dask", chunk=1)
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                process.wait(timeout=60)
    assert EXPECTED in said
    assert district.chunks(place) == []
    assert find_planted([*district.planted.never, *district.planted.identifiers], [tmp_path]) == {}


def test_dask_without_an_address_says_which_variable_is_missing(district: District) -> None:
    assert "SAYBACK_DASK_ADDRESS" in district.night(district.place("lost"), engine="dask")


def test_a_second_night_finds_what_is_new_and_nothing_of_a_note_was_left_anywhere(district: District) -> None:
    """The last one: it looks at what all of the above left behind."""
    time.sleep(3)  # logs and events are sent in the background
    inputs = [
        path
        for path in district.base.rglob("*")
        if path.name in {each.name for each in district.planted.inputs} and path.is_file()
    ]
    told = find_planted([SICK, "rounds collected"], [district.base / "prefect"])
    assert len(told) == 2, "messages must be there, or nothing was tested"
    planted = [*district.planted.never, *district.planted.identifiers]
    assert find_planted(planted, [district.base], ignore=inputs) == {}
