"""The processes of a small installation, to be killed: a Prefect server, a worker, a Dask cluster."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.connectors.mail_server import free_port
from tests.flows.prefect_server import PROJECT, QUIET, Server

POOL = "sayback"
_START_SECONDS = 180
_RUN_ID = "PREFECT__FLOW_RUN_ID"


@dataclass
class Installation:
    """Everything lies in ``folder``; ``close`` ends what still runs."""

    folder: Path
    environ: dict[str, str]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.port, self.dask_port = free_port(), free_port()
        home = self.folder / "prefect"
        home.mkdir(parents=True)
        self.environ |= {
            **QUIET,
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "PREFECT_SERVER_UI_ENABLED": "false",
            "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
            "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
            "PREFECT_WORKER_QUERY_SECONDS": "2",
            "SAYBACK_DASK_ADDRESS": f"tcp://127.0.0.1:{self.dask_port}",
            "TMPDIR": str(self.folder),
        }
        self.api = httpx.Client(base_url=self.environ["PREFECT_API_URL"], timeout=30, trust_env=False)
        self.server = Server(self.environ, self.api)

    def start(self, name: str, *words: str) -> None:
        """``python -m words`` in a process group of its own; what it says goes into NAME.log."""
        with (self.folder / f"{name}.log").open("ab") as log:
            command = [sys.executable, "-m", *words]
            self.running[name] = subprocess.Popen(
                command, env=self.environ, cwd=PROJECT, stdout=log, stderr=log, start_new_session=True
            )

    def start_server(self) -> None:
        """On the same home each time. Returns when it answers."""
        factory = "prefect.server.api.server:create_app"
        self.start("server", "uvicorn", "--factory", factory, "--port", str(self.port), "--log-level", "warning")
        end = time.monotonic() + _START_SECONDS
        while time.monotonic() < end:
            with contextlib.suppress(httpx.TransportError):
                if self.api.get("/ready").status_code == httpx.codes.OK:
                    return
            time.sleep(0.2)
        raise TimeoutError("the Prefect server did not start")

    def start_worker(self) -> None:
        """Two flow runs at a time, each in a process of its own."""
        self.start("worker", "prefect", "worker", "start", "--pool", POOL, "--type", "process", "--limit", "2")

    def keep_up(self) -> None:
        """Starts the worker again where it ended by itself, as systemd does: one that lost its server may give up."""
        worker = self.running.get("worker")
        if worker is not None and worker.poll() is not None:
            self.start_worker()

    def start_dask(self, workers: Sequence[str]) -> None:
        """A scheduler, and workers without anybody who starts them again."""
        port = str(self.dask_port)
        self.start("scheduler", "dask", "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        for name in workers:
            self.start_dask_worker(name)

    def start_dask_worker(self, name: str) -> None:
        address = self.environ["SAYBACK_DASK_ADDRESS"]
        place = ("--local-directory", str(self.folder / "dask"), "--no-nanny", "--nthreads", "1", "--no-dashboard")
        self.start(name, "dask", "worker", address, "--name", name, *place)

    def kill(self, name: str) -> None:
        """SIGKILL, to it and to what it started."""
        process = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        """The last that began first: a Dask worker without its scheduler would tidy up its folder."""
        for name in reversed(list(self.running)):
            self.kill(name)
        self.api.close()

    def deploy(self, flow: str, entrypoint: str) -> str:
        """A deployment in the work pool, as prefect.yaml describes one; returns its id."""
        flow_id = self.server.post("/flows/", name=flow)["id"]
        step = {"prefect.deployments.steps.set_working_directory": {"directory": str(PROJECT)}}
        made = self.server.post(
            "/deployments/", name=flow, flow_id=flow_id, entrypoint=entrypoint, pull_steps=[step],
            work_pool_name=POOL, tags=["sayback"],
        )  # fmt: skip
        return str(made["id"])

    def state(self, run: str) -> str:
        """The type of its state, such as RUNNING; "" while the server is away."""
        with contextlib.suppress(httpx.TransportError, KeyError, TypeError, ValueError):
            return str(self.api.get(f"/flow_runs/{run}").json()["state"]["type"])
        return ""


def process_of(run: str) -> int | None:
    """The process that executes a flow run, None if there is none."""
    wanted = f"{_RUN_ID}={run}".encode()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                if wanted in (folder / "environ").read_bytes().split(b"\0"):
                    return int(folder.name)
    return None


def kill_process(run: str) -> bool:
    """SIGKILL to the process of a flow run; whether there was one."""
    pid = process_of(run)
    if pid is None:
        return False
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    return True


def without_prefect(environ: Mapping[str, str]) -> dict[str, str]:
    """An environment in which nobody has set up Prefect."""
    return {name: value for name, value in environ.items() if not name.startswith("PREFECT_")}
