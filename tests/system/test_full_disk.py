"""A full disk loses nothing and leaves nothing half-written: with room again, the next run does the rest."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.flows.leak_scan import find_planted
from tests.system.fault_disk import FREE_KILOBYTES
from tests.system.fault_story import NEVER

pytestmark = pytest.mark.system
CHECKOUT = Path(__file__).parents[2]
SIZE = "8m"
OURS = {".sayback.lock", ".sayback-id", ".sayback-incidents.json", ".sayback-incidents.lock"}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """What became of a round for each amount of room; the disk is a mount that only the process under test sees."""
    folder = tmp_path_factory.mktemp("full")
    (folder / "disk").mkdir()
    run = f"mount -t tmpfs -o size={SIZE} none disk && {sys.executable} -m tests.system.fault_disk $PWD/disk $PWD"
    keep = "tar -cf disk.tar disk"
    unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    environ = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    command = [*unshare, "sh", "-c", f"{run} && {keep}"]
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return folder, [json.loads(line) for line in done.stdout.splitlines()]


def test_after_a_full_disk_the_next_run_completes(walked: tuple[Path, list[dict[str, Any]]]) -> None:
    _, (undisturbed, *rounds) = walked
    print({record["free"]: record["tried"] for record in rounds})
    assert [record["free"] for record in rounds] == [*FREE_KILOBYTES]
    for record in rounds:
        assert set(record["tried"].values()) <= {"done", "failed"}, record["tried"]
        assert set(record["then"].values()) == {"done"}, record
        assert record["said"] == undisturbed["said"], record["free"]
    assert set(rounds[0]["tried"].values()) == {"failed"}, "with no room at all nothing can be done"


def undated(left: list[str]) -> list[str]:
    """Names of copies of worksheets tell when they were made, and a second try makes another one.

    Files for ourselves come when they are needed.
    """
    return sorted({re.sub(r"-\d{8}-\d{6}(-\d+)?", "-DATED", name) for name in left} - OURS)


def test_nothing_half_written_stays(walked: tuple[Path, list[dict[str, Any]]]) -> None:
    _, (undisturbed, *rounds) = walked
    for record in rounds:
        assert undated(record["left"]) == undated(undisturbed["left"]), record["free"]


def test_the_reason_is_said_and_no_text(walked: tuple[Path, list[dict[str, Any]]]) -> None:
    folder, _ = walked
    said = (folder / "runs.log").read_text(encoding="utf-8")
    assert [line for line in said.splitlines() if line.startswith(("BUG", "Traceback"))] == []
    reasons = {line for line in said.splitlines() if line.startswith("failed ") or "Error" in line.split(" ")[0]}
    assert reasons
    assert [line for line in reasons if "disk is full" not in line and "No space left" not in line] == []
    assert find_planted(NEVER, [folder / "runs.log", folder / "key"]) == {}
