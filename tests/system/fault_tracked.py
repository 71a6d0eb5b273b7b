"""Nights as flow runs on a real Prefect server, killed in every part: the run, its worker, the server, Dask's workers.

No run may stay *Running* for ever, and the next night must bring every round to what an undisturbed one says.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import Client

from flows.automations import load_automations
from tests.system.fault_leftovers import CONTROL
from tests.system.fault_processes import POOL, Installation, kill_process, process_of
from tests.system.fault_story import FaultRound

ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
CONTROL_FILE = "control-of-dask"
CALM = "calm"  # the round that nothing happens to
SILENT_SECONDS = 95  # more than three heartbeats of 30 seconds, as automations.yaml has it with longer ones
_LATEST_KILL = 0.8  # of the time that the process of an undisturbed run takes
_PATIENCE = 600.0


@dataclass
class TrackedNights:
    """Some rounds of one place, each with a flow run that something happens to; then a night for all of them."""

    installation: Installation
    chance: random.Random
    place: Path
    usual_seconds: float = 9.0  # the process of a run is there so long

    def rounds(self, names: Sequence[str]) -> dict[str, Path]:
        for name in (*names, CALM):
            made = FaultRound(self.place / name)
            made.begin()
            settings = made.folder / "round.toml"
            settings.write_text(settings.read_text().replace('name = "planted"', f'name = "{name}"'))
        return {name: self.place / name for name in names}

    def one_by_one(self, runs: Sequence[str], strike: Callable[[str], None]) -> None:
        """Strikes at each run, at a random moment after its process began, unless it ended before."""
        due: dict[str, float] = {}
        left = set(runs)
        end = time.monotonic() + _PATIENCE
        while left and time.monotonic() < end:
            for run in sorted(left):
                if run not in due and process_of(run) is not None:
                    due[run] = time.monotonic() + self.chance.uniform(0, _LATEST_KILL * self.usual_seconds)
                if due.get(run, end) <= time.monotonic():
                    strike(run)
                    left.discard(run)
                elif self.installation.state(run) in ENDED:
                    left.discard(run)
            self.installation.keep_up()
            time.sleep(0.2)

    def ended(self, runs: Sequence[str]) -> list[str]:
        """How the runs ended; one that does not within some minutes is told as it stands."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            states = [self.installation.state(run) for run in runs]
            if all(state in ENDED for state in states):
                return states
            self.installation.keep_up()
            time.sleep(1)
        return states

    def lose_dask_worker(self, name: str, run: str) -> bool:
        """Kills it a moment after it began some work for ``run``; False when that ended before."""
        end = time.monotonic() + _PATIENCE
        with dask_client(self.installation) as client:
            while self.installation.state(run) not in ENDED and time.monotonic() < end:
                known = client.scheduler_info(n_workers=-1)["workers"]
                if any(tasks and known.get(at, {}).get("name") == name for at, tasks in client.processing().items()):
                    time.sleep(self.chance.uniform(0, 1))
                    self.installation.kill(name)
                    self.installation.start_dask_worker(name)
                    return True
                time.sleep(0.1)
        return False

    def measure(self, run: str) -> str:
        """Waits for an undisturbed run, to know how long its process is there; returns how it ended."""
        began = None
        end = time.monotonic() + _PATIENCE
        while (state := self.installation.state(run)) not in ENDED and time.monotonic() < end:
            if began is None and process_of(run) is not None:
                began = time.monotonic()
            time.sleep(0.2)
        self.usual_seconds = time.monotonic() - (began or time.monotonic())
        return state


def call_silent_runs_crashed(installation: Installation) -> None:
    """The automation of automations.yaml that ends runs without a sign of life, with a shorter patience."""
    for automation in load_automations(Path("automations.yaml")):
        if any(action["type"] == "change-flow-run-state" for action in automation["actions"]):
            trigger: dict[str, Any] = automation["trigger"] | {"within": SILENT_SECONDS}
            installation.server.post("/automations/", **(automation | {"trigger": trigger}))
            return
    raise LookupError("automations.yaml calls no silent run crashed")


def killed_nights(installation: Installation, chance: random.Random, place: Path) -> dict[str, list[str]]:
    """Four runs lose their process, three their worker with them, three the server. Returns how runs ended."""
    nights = TrackedNights(installation, chance, place)
    folders = nights.rounds([f"round-{nth}" for nth in range(10)])
    night = installation.deploy("nightly", "flows.nightly:nightly")
    runs: list[str] = []
    calm = nights.measure(installation.server.start(night, place=str(place / CALM)))

    def start(first: int, last: int) -> list[str]:
        new = [installation.server.start(night, place=str(folders[f"round-{n}"])) for n in range(first, last)]
        runs.extend(new)
        return new

    def lose_worker(run: str) -> None:
        kill_process(run)
        installation.kill("worker")
        installation.start_worker()

    def lose_server(_: str) -> None:
        installation.kill("server")
        installation.start_server()

    nights.one_by_one(start(0, 3), lose_worker)
    nights.one_by_one(start(3, 7), kill_process)
    nights.one_by_one(start(7, 10), lose_server)
    states = nights.ended(runs)
    after = nights.ended([installation.server.start(night, place=str(place))])
    return {"calm": [calm], "disturbed": states, "after": after}


def killed_dask(installation: Installation, chance: random.Random, place: Path) -> dict[str, list[str]]:
    """Five rounds through Dask, while its workers are killed one after the other, each at work."""
    nights = TrackedNights(installation, chance, place)
    nights.rounds([f"school-{nth}" for nth in range(5)])
    district = installation.deploy("district-nightly", "flows.district:district_nightly")
    run = installation.server.start(district, place=str(place), engine="dask", chunk=1)
    lost = [name for name in ("dask-1", "dask-2") if nights.lose_dask_worker(name, run)]
    states = nights.ended([run])
    after = nights.ended([installation.server.start(district, place=str(place), engine="dask", chunk=1)])
    leave_dask_controls(installation)
    return {"lost": lost, "disturbed": states, "after": after}


def dask_client(installation: Installation) -> Client:
    return Client(installation.environ["SAYBACK_DASK_ADDRESS"], timeout=60)


def leave_dask_controls(installation: Installation) -> None:
    """The control string in the folder of each Dask worker: a search must find it there."""
    with dask_client(installation) as client:
        client.wait_for_workers(2, timeout=60)
        client.run(_leave_control, CONTROL)


def _leave_control(control: str, dask_worker: Any) -> None:
    """In the Dask worker's process."""
    Path(dask_worker.local_directory, CONTROL_FILE).write_text(control, encoding="utf-8")


def make_pool(installation: Installation) -> None:
    installation.server.post("/work_pools/", name=POOL, type="process")
