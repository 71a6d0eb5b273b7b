"""The report of a flow run, as an artifact that Prefect's pages show: counts, times and words of our own.

It names the round and no path, no person, nothing that anybody wrote; why a run failed is told by its kind of error.
A report that cannot be written never makes a run fail.
"""

from __future__ import annotations

import functools
import inspect
import re
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from prefect import get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.context import FlowRunContext

from flows.steps.failures import without_text
from flows.steps.run_report import RunEnd, place_report, round_report
from rounds.round_file import ROUND_FILE

P = ParamSpec("P")
R = TypeVar("R")

REPORTED = frozenset(
    {"collect", "nightly", "assemble", "assemble-read", "summarize", "circle-back", "district-nightly"}
)
_ABOUT = ("round_folder", "place")  # the parameter that says what a flow is about


def reported(flow: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declares a flow that leaves a report of each run, however it ended; of other flows than REPORTED none."""

    def declare(run: Callable[P, R]) -> Callable[P, R]:
        if flow not in REPORTED:
            return run
        parameters = inspect.signature(run)

        @functools.wraps(run)
        def reported_run(*args: P.args, **kwargs: P.kwargs) -> R:
            began = time.monotonic()
            place = _place(parameters.bind(*args, **kwargs).arguments)
            try:
                report = run(*args, **kwargs)
            except Exception as error:  # whatever it is: its kind is told, never its message; and it goes on its way
                publish(place, RunEnd(flow, time.monotonic() - began, failed=type(error).__name__))
                raise
            publish(place, RunEnd(flow, time.monotonic() - began, report))
            return report

        return reported_run

    return declare


def _place(parameters: Mapping[str, Any]) -> Path:
    return Path(next(str(parameters[name]) for name in _ABOUT if name in parameters))


def publish(place: Path, end: RunEnd) -> None:
    """Writes the report of a run about ``place``, a round or many. Never raises: a run is not worth less without it."""
    if FlowRunContext.get() is None:  # nobody runs it as a flow
        return
    try:
        without_text(_publish)(place, end)
    except Exception as error:  # the server, the disk, a round that is broken: all the same here
        get_run_logger().warning("The run report could not be written (%s)", type(error).__name__)


def _publish(place: Path, end: RunEnd) -> None:
    if (place / ROUND_FILE).is_file() or not place.exists():
        name, markdown = round_report(place, end)
        key = f"sayback-{_slug(name)}"
    else:
        name, markdown = place_report(place, end)
        key = f"sayback-all-{_slug(name)}"
    create_markdown_artifact(markdown, key=key, description=f"{end.step}: {end.outcome}")


def _slug(name: str) -> str:
    """What Prefect takes as a key: small letters, digits, dashes."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "round"
