"""A real Prefect server in a process of its own, for tests of what only a server can do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

PROJECT = Path(__file__).resolve().parents[2]
QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_LEVEL": "DEBUG",  # the worst case: everything that is logged reaches the server
    "PREFECT_LOGGING_TO_API_ENABLED": "true",
}


@dataclass
class Server:
    """A running server; ``environ`` is for processes that are to use it."""

    environ: dict[str, str]
    api: httpx.Client

    def post(self, path: str, **body: Any) -> Any:
        for _ in range(20):
            answer = self.api.post(path, json=body)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:  # its SQLite is locked at the moment
                break
            time.sleep(0.5)
        answer.raise_for_status()
        return answer.json()

    def deploy(self, flow: str, entrypoint: str) -> str:
        """A deployment of ``flow`` as prefect.yaml describes one; returns its id."""
        flow_id = self.post("/flows/", name=flow)["id"]
        step = {"prefect.deployments.steps.set_working_directory": {"directory": str(PROJECT)}}
        made = self.post("/deployments/", name="tested", flow_id=flow_id, entrypoint=entrypoint, pull_steps=[step])
        return str(made["id"])

    def start(self, deployment: str, **parameters: Any) -> str:
        """Asks for a run, for whoever executes it; returns its id."""
        run = self.post(f"/deployments/{deployment}/create_flow_run", parameters=parameters)
        return str(run["id"])

    def state(self, run: str) -> str:
        """What the server says of a run, such as Suspended."""
        return str(self.api.get(f"/flow_runs/{run}").json()["state"]["name"])

    def resume(self, run: str, **body: Any) -> dict[str, Any]:
        """Anybody's answer to a waiting run."""
        answer: dict[str, Any] = self.post(f"/flow_runs/{run}/resume", **body)
        return answer

    def leave_waiting(self, run: str, key: str, *, days_ago: int) -> None:
        """As if the run had been suspended, and could have been resumed until ``days_ago``."""
        until = datetime.now(UTC) - timedelta(days=days_ago)
        details = {"pause_reschedule": True, "pause_key": key, "pause_timeout": until.isoformat()}
        state = {"type": "PAUSED", "name": "Suspended", "state_details": details}
        self.post(f"/flow_runs/{run}/set_state", state=state, force=True)


@contextmanager
def running_server(home: Path, port: int) -> Iterator[Server]:
    """A server whose database lies in ``home``, ready to answer."""
    environ = {**os.environ, **QUIET, "PREFECT_HOME": str(home)}
    url = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "uvicorn", "--factory", "prefect.server.api.server:create_app"]
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--port", str(port), "--log-level", "warning"],
            env={**environ, "PREFECT_SERVER_UI_ENABLED": "false", "PREFECT_SERVER_EPHEMERAL_ENABLED": "false"},
            cwd=PROJECT,
            stdout=log,
            stderr=log,
        )
        try:
            with httpx.Client(base_url=url, timeout=30, trust_env=False) as api:
                _wait_for(api, process, log=home / "server.log")
                yield Server({**environ, "PREFECT_API_URL": url}, api)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(api: httpx.Client, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            if api.get("/ready").status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise TimeoutError(f"the Prefect server did not start: {log.read_text()[-2000:]}")
