"""How every Prefect task and flow of Sayback is declared, so that nothing of a note is ever kept by Prefect.

Prefect stores parameters, results, log records, messages of exceptions and cache keys. Hence: parameters are
paths and names; results stay in memory; nothing is cached; foreign exceptions lose their message.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from prefect import State, flow, task
from prefect.cache_policies import NO_CACHE

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
        )(without_text(step))

    return declare


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
        return flow(name=name, persist_result=False, log_prints=False)(without_text(step))

    return declare
