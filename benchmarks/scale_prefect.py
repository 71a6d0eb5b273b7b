"""A real Prefect server, its workers and a district's night, each in processes of its own with their CPU time."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil  # type: ignore[import-untyped]

from benchmarks.notes_data import CHECKOUT
from benchmarks.scale_bars import BenchmarkFailed
from benchmarks.scale_postgres import cpu_of

POOL = "sayback"
_PREFECT = str(Path(sys.executable).with_name("prefect"))
_NIGHT = "import sys; from flows.district import district_nightly as night; night(sys.argv[1], chunk=int(sys.argv[2]))"
_QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_LOGGING_LEVEL": "INFO",
}
_PATIENCE = 180.0  # seconds until a server answers, or a worker is online
_LOOK = 0.5  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Prefect:
    """A running server; ``environ`` is for those who are to use it, its files lie in ``home``."""

    process: psutil.Process
    environ: Mapping[str, str]
    home: Path
    api: httpx.Client

    def run(self, *arguments: str) -> None:
        """``prefect ARGUMENTS``. Raises CalledProcessError."""
        with (self.home / "commands.log").open("ab") as log:
            subprocess.run([_PREFECT, *arguments], env=self.environ, cwd=CHECKOUT, stdout=log, stderr=log, check=True)

    def cpu(self) -> float:
        """Seconds of CPU time of the server so far."""
        return cpu_of(self.process) + sum(cpu_of(child) for child in self.process.children(recursive=True))

    def kept(self) -> float:
        """The size of the server's own database, in kB."""
        return sum(file.stat().st_size for file in self.home.glob("prefect.db*")) / 1000

    def flow_runs(self) -> list[dict[str, object]]:
        """The runs of chunks: name, state, and the worker that took each."""
        found = self.api.post("/flow_runs/filter", json={"sort": "START_TIME_ASC"})
        found.raise_for_status()
        runs: list[dict[str, object]] = found.json()
        return [run for run in runs if run["deployment_id"]]


@dataclass(frozen=True, slots=True)
class Worker:
    """A Prefect worker that takes one flow run at a time."""

    name: str
    process: psutil.Process

    def cpu(self) -> float:
        """Seconds of CPU time of the worker and of all flow runs that it started."""
        return cpu_of(self.process) + sum(cpu_of(child) for child in self.process.children(recursive=True))

    def flow_runs(self, server: Prefect) -> int:
        """How many flow runs it took, by its own log."""
        return (server.home / f"{self.name}.log").read_text(encoding="utf-8").count("submitting flow run")

    def flow_run_memory(self) -> float:
        """MB of the largest flow run at this moment."""
        sizes = []
        for child in self.process.children(recursive=True):
            try:
                sizes.append(child.memory_info().rss / 2**20)
            except psutil.NoSuchProcess:  # it ended a moment ago
                continue
        return max(sizes, default=0.0)


@dataclass(frozen=True, slots=True)
class Night:
    """A night of all rounds: seconds by the clock, CPU seconds of who did what, MB of the largest flow run."""

    seconds: float
    workers: tuple[float, ...]
    planning: float
    server: float
    memory: float
    chunks: int
    kept: float  # kB by which Prefect's database grew


@contextmanager
def prefect_server(home: Path, host: str = "127.0.0.1", where: Sequence[str] = ()) -> Iterator[Prefect]:
    """A new server with its work pool and the deployment of a chunk.

    ``where`` stands before each command: nothing, or how to enter a network namespace.
    """
    port = _free_port()
    environ = {**os.environ, **_QUIET, "PREFECT_HOME": str(home), "PREFECT_API_URL": f"http://{host}:{port}/api"}
    home.mkdir(parents=True)
    command = [_PREFECT, "server", "start", "--host", host, "--port", str(port)]
    with (
        started([*where, *command], environ, home / "server.log") as process,
        httpx.Client(base_url=environ["PREFECT_API_URL"], timeout=60, trust_env=False) as api,
    ):
        wait_for(lambda: _answers(api), f"the Prefect server ({home / 'server.log'})")
        server = Prefect(process, environ, home, api)
        server.run("work-pool", "create", POOL, "--type", "process")
        server.run("--no-prompt", "deploy", "--name", "collect-chunk")
        yield server


@contextmanager
def workers(server: Prefect, names: Sequence[str], where: Sequence[str] = ()) -> Iterator[list[Worker]]:
    """Workers of these names, all online."""
    with ExitStack() as stack:
        crew = []
        for name in names:
            command = [*where, _PREFECT, "worker", "start", "--pool", POOL, "--name", name, "--limit", "1"]
            process = stack.enter_context(started(command, server.environ, server.home / f"{name}.log"))
            crew.append(Worker(name, process))
        wait_for(lambda: set(names) <= _online(server), f"the workers {', '.join(names)}")
        yield crew


def night(server: Prefect, crew: Sequence[Worker], rounds: Path, chunk: int) -> Night:
    """Collects all rounds in the folder ``rounds`` as `district-nightly` does, ``chunk`` of them a flow run.

    Raises BenchmarkFailed.
    """
    before, runs = [worker.cpu() for worker in crew], len(server.flow_runs())
    server_before, kept_before = server.cpu(), server.kept()
    memory, begun = 0.0, time.monotonic()
    command = [sys.executable, "-c", _NIGHT, str(rounds), str(chunk)]
    with (server.home / "night.log").open("ab") as log:
        planning = subprocess.Popen(command, env=server.environ, cwd=CHECKOUT, stdout=log, stderr=log)
        while True:
            ended, status, used = os.wait4(planning.pid, os.WNOHANG)
            if ended:
                break
            memory = max(memory, *(worker.flow_run_memory() for worker in crew))
            time.sleep(_LOOK)
    seconds = time.monotonic() - begun
    planning.returncode = os.waitstatus_to_exitcode(status)
    if planning.returncode:
        said = (server.home / "night.log").read_text(encoding="utf-8")
        raise BenchmarkFailed(f"the night of {rounds} ended with {planning.returncode}: {said[-3000:]}")
    spent = [worker.cpu() - earlier for worker, earlier in zip(crew, before, strict=True)]
    return Night(
        seconds=seconds,
        workers=tuple(spent),
        planning=used.ru_utime + used.ru_stime,
        server=server.cpu() - server_before,
        memory=memory,
        chunks=len(server.flow_runs()) - runs,
        kept=server.kept() - kept_before,
    )


@contextmanager
def started(command: Sequence[str], environ: Mapping[str, str], log: Path) -> Iterator[psutil.Process]:
    """A process in a session of its own, which is ended afterwards with all that it started."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, env=environ, cwd=CHECKOUT, stdout=output, stderr=output, start_new_session=True
        )
        try:
            yield psutil.Process(process.pid)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(timeout=30)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def wait_for(happened: Callable[[], bool], what: str) -> None:
    """Raises TimeoutError when it does not happen in time."""
    end = time.monotonic() + _PATIENCE
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not come up")
        time.sleep(_LOOK)


def _answers(api: httpx.Client) -> bool:
    try:
        return api.get("/ready").status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _online(server: Prefect) -> set[str]:
    found = server.api.post(f"/work_pools/{POOL}/workers/filter", json={})
    return {worker["name"] for worker in found.json() if worker["status"] == "ONLINE"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
