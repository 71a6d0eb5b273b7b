"""Ten nights at a Prefect server and five rounds on Dask lose their processes: the next night does the rest."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.flows.leak_scan import find_planted
from tests.system.fault_leftovers import control_found
from tests.system.fault_notebook import exported
from tests.system.fault_processes import Installation, without_prefect
from tests.system.fault_story import KEY, NEVER
from tests.system.fault_tracked import (
    CALM,
    CONTROL_FILE,
    ENDED,
    call_silent_runs_crashed,
    killed_dask,
    killed_nights,
    make_pool,
)

pytestmark = pytest.mark.system
SEED = int(os.environ.get("SAYBACK_FAULT_SEED", "7"))
INPUTS = ("export.csv", "roster.csv", "team.csv", "later.csv")


@dataclass(frozen=True)
class Nights:
    folder: Path
    ends: dict[str, list[str]]
    dask: dict[str, list[str]]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    folder = tmp_path_factory.mktemp("tracked")
    chance = random.Random(SEED)
    own = {"SAYBACK_KEY": KEY, "SAYBACK_KEY_FILE": str(folder / "key"), "HOME": str(folder)}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in own.items():
            patch.setenv(name, value)
        installation = Installation(folder, {**without_prefect(os.environ), **own})
        try:
            installation.start_server()
            make_pool(installation)
            call_silent_runs_crashed(installation)
            installation.start_dask(["dask-1", "dask-2"])
            installation.start_worker()
            ends = killed_nights(installation, chance, folder / "rounds")
            dask = killed_dask(installation, chance, folder / "schools")
        finally:
            installation.close()
        yield Nights(folder, ends, dask)


def test_no_run_stays_running_and_the_next_night_completes(nights: Nights) -> None:
    print(f"seed {SEED}: {nights.ends}; Dask: {nights.dask}")
    assert nights.ends["calm"] == ["COMPLETED"]
    assert set(nights.ends["disturbed"]) <= {*ENDED}, nights.ends
    assert nights.ends["disturbed"].count("CRASHED") >= 3, nights.ends
    assert nights.ends["after"] == ["COMPLETED"]
    assert nights.dask["lost"], "no Dask worker was killed at work"
    assert set(nights.dask["disturbed"]) <= {*ENDED}, nights.dask
    assert nights.dask["after"] == ["COMPLETED"]


@pytest.mark.parametrize("place", ["rounds", "schools"])
def test_every_round_says_what_an_undisturbed_one_says(nights: Nights, place: str) -> None:
    folders = sorted(path.parent for path in (nights.folder / place).glob("*/round.toml"))
    said = {folder.name: exported(folder).replace(folder.name.encode(), b"NAME") for folder in folders}
    assert len(said) == {"rounds": 11, "schools": 6}[place]
    assert [name for name, content in said.items() if content != said[CALM]] == []


def test_nothing_planted_is_found_in_what_server_workers_and_dask_leave(nights: Nights) -> None:
    inputs = [path for name in INPUTS for path in nights.folder.rglob(name)]
    assert find_planted(["collect a round's night"], [nights.folder / "prefect"]), "the server's database is not read"
    assert control_found([nights.folder / "dask"]) == {CONTROL_FILE}, "the folders of Dask's workers are not read"
    assert find_planted(NEVER, [nights.folder], ignore=inputs) == {}
