"""Asks the Prefect server of PREFECT_API_URL, and says in words when there is none or when it does not answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx
import yaml  # type: ignore[import-untyped]
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.exceptions import PrefectException
from prefect.settings import PREFECT_API_URL

from flows.approval_runs import ServerAway
from flows.steps.failures import UnexpectedFailure, without_text
from flows.terminal import cell, errors
from rounds.errors import SaybackError

R = TypeVar("R")


class NoServer(SaybackError):
    """No server is named. Without one Prefect starts a short-lived server of its own, which schedules nothing."""


class ProjectFileError(SaybackError):
    """prefect.yaml or automations.yaml is not there, or is not YAML."""


def must_name_a_server() -> None:
    """Raises NoServer where PREFECT_API_URL is not set, neither in the environment nor in Prefect's profile."""
    if not PREFECT_API_URL.value():
        raise NoServer(
            "No Prefect server is named. Start one (`prefect server start`) and set PREFECT_API_URL, such as"
            " http://127.0.0.1:4200/api. Without a server, use cron or systemd: docs/scheduling.md."
        )


def ask_server(question: Callable[[SyncPrefectClient], R]) -> R:
    """The answer to ``question``. Raises NoServer, ServerAway, and the explained errors of the question itself."""
    must_name_a_server()
    try:
        with get_client(sync_client=True) as client:
            return question(client)
    except (httpx.HTTPError, PrefectException, OSError, RuntimeError):
        pass  # outside of the except block: its message may hold the server's address and password
    raise ServerAway(
        "The Prefect server of PREFECT_API_URL does not answer as it should. See that it runs, and try again."
    )


def read_project_file(path: Path) -> dict[str, Any]:
    """prefect.yaml or automations.yaml of the current folder. Raises ProjectFileError when it cannot be read."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError):
        content = None
    if isinstance(content, dict):
        return content
    raise ProjectFileError(f"There is no {path} here that can be read. Run this in the folder of Sayback's checkout.")


def as_command(step: Callable[[], None]) -> int:
    """Runs ``step`` as a command of its own; a failure becomes a sentence and an exit code."""
    try:
        without_text(step)()
    except SaybackError as error:
        errors.print(f"Error: {cell(str(error))}")
        return error.exit_code
    except UnexpectedFailure as bug:
        errors.print(f"Stopped with a bug: {bug}. Please report this line.", markup=False)
        return 1
    return 0
