"""How every Prefect task and flow of Sayback is declared, so that nothing of a note is ever kept by Prefect.

Prefect stores parameters, results, log records, messages of exceptions and cache keys. Hence: parameters are
paths and names; results stay in memory; nothing is cached; foreign exceptions lose their message.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from prefect import State, flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.concurrency.sync import rate_limit

from connectors.google_retry import paced_by, waiting_shown_to
from flows.run_report import reported
from flows.steps.failures import without_text
from rounds.errors import TryAgain

P = ParamSpec("P")
R = TypeVar("R")


def clean_task(name: str) -> Callable[[Callable[P, R]], Any]:
    """Declares a task that leaves no text behind, and tries again what says that it may."""

    def declare(step: Callable[P, R]) -> Any:
        return task(
            name=name,
            persist_result=False,
            cache_policy=NO_CACHE,
            log_prints=False,
            retries=2,
            retry_delay_seconds=20,
            retry_condition_fn=may_work_later,
        )(without_text(_at_googles_pace(step)))

    return declare


def _at_googles_pace(step: Callable[P, R]) -> Callable[P, R]:
    """Requests to Google take their turn where several runs share a quota, and waits are noted down in the run's log.

    The turn is that of the global concurrency limit ``google-forms`` (-sheets, -drive, -gmail) of the Prefect server;
    where nobody made that limit there is no waiting.
    """

    @functools.wraps(step)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        def wait(service: str) -> None:
            rate_limit(f"google-{service}", strict=False)

        def note_down(seconds: float, why: str) -> None:
            get_run_logger().info("Google makes us wait %d s (%s)", round(seconds), str(why))

        with paced_by(wait), waiting_shown_to(note_down):
            return step(*args, **kwargs)

    return run


def may_work_later(_task: Any, _run: Any, state: State[Any]) -> bool:
    """Whether a failed task run is worth another try: a round in use, a download that is still growing."""
    try:
        state.result()
    except TryAgain:
        return True
    except Exception:
        return False
    return False


def clean_flow(name: str) -> Callable[[Callable[P, R]], Any]:
    """Declares a flow that leaves no text behind."""

    def declare(step: Callable[P, R]) -> Any:
        return flow(name=name, persist_result=False, log_prints=False)(without_text(reported(name)(step)))

    return declare
