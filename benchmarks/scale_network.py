"""A worker on another host, as far as a network can tell: in a network namespace of its own, over a veth pair.

The server and a worker beside it live in one namespace, the other worker in a second one; the network of the machine
itself is not touched, and all is removed afterwards. Needs root and `ip`.
"""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.notes_data import CHECKOUT
from benchmarks.scale_bars import BenchmarkFailed, Measure
from benchmarks.scale_prefect import night, prefect_server, workers
from benchmarks.scale_rounds import write_rounds

SHARE = 0.25  # of the flow runs and of the CPU, for the worker elsewhere; a half would be even
_ADDRESSES = ("10.77.0.1", "10.77.0.2")
_CHUNKS = 8


def measure(place: Path, rounds: int, responses: int) -> list[Measure]:
    """A night that a worker beside the server and one elsewhere share. Raises BenchmarkFailed where it cannot be."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        raise BenchmarkFailed("network namespaces need root and the program `ip`")
    write_rounds(place / "shared", rounds, responses)
    with two_hosts() as (here, there):
        command = [*_inside(here), sys.executable, "-m", "benchmarks.scale_network", str(place), there, str(rounds)]
        done = subprocess.run(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise BenchmarkFailed("the night of two hosts failed; what it said stands above")
    return [Measure(**measure) for measure in json.loads(done.stdout.splitlines()[-1])]


def _shared_night(place: Path, there: str, rounds: int) -> list[Measure]:
    """To be called in the server's namespace."""
    with (
        prefect_server(place / "home", _ADDRESSES[0]) as server,
        workers(server, ["elsewhere"], _inside(there)) as elsewhere,
        workers(server, ["beside"]) as beside,
    ):
        shared = night(server, [*beside, *elsewhere], place / "shared", max(1, rounds // _CHUNKS))
        taken = [worker.flow_runs(server) for worker in (*beside, *elsewhere)]
    return [
        Measure("flow runs beside the server", taken[0], ""),
        Measure("flow runs in the other network namespace", taken[1], ""),
        Measure("CPU beside the server", shared.workers[0], "s CPU"),
        Measure("CPU in the other network namespace", shared.workers[1], "s CPU"),
        Measure("the other namespace's share of the flow runs", taken[1] / max(1, sum(taken)), "x", least=SHARE),
        Measure("the other namespace's share of the CPU", shared.workers[1] / sum(shared.workers), "x", least=SHARE),
    ]


@contextmanager
def two_hosts() -> Iterator[tuple[str, str]]:
    """Two network namespaces that see each other and nothing else; their names. Raises CalledProcessError."""
    names = [f"sayback-{os.getpid()}-{side}" for side in ("here", "there")]
    links = ("to-there", "to-here")
    try:
        for name in names:
            _ip("netns", "add", name)
        _ip("link", "add", links[0], "netns", names[0], "type", "veth", "peer", "name", links[1], "netns", names[1])
        for name, link, address in zip(names, links, _ADDRESSES, strict=True):
            _ip("-n", name, "address", "add", f"{address}/24", "dev", link)
            for device in (link, "lo"):
                _ip("-n", name, "link", "set", device, "up")
        yield names[0], names[1]
    finally:
        for name in names:  # the veth pair goes with them
            subprocess.run(["ip", "netns", "delete", name], check=False, stderr=subprocess.DEVNULL)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


def _inside(namespace: str) -> list[str]:
    return ["ip", "netns", "exec", namespace]


if __name__ == "__main__":
    measures = _shared_night(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    print(json.dumps([dataclasses.asdict(measure) for measure in measures]))
