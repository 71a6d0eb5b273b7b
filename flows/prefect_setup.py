"""How every Prefect task and flow of Sayback is declared, so that nothing of a note is ever kept by Prefect.

Prefect stores parameters, results, log records, messages of exceptions and cache keys. Hence: parameters are
paths and names; results stay in memory; nothing is cached; foreign exceptions lose their message.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.steps.failures import without_text

P = ParamSpec("P")
R = TypeVar("R")


def clean_task(name: str) -> Callable[[Callable[P, R]], Any]:
    """Declares a task that leaves no text behind."""

    def declare(step: Callable[P, R]) -> Any:
        return task(name=name, persist_result=False, cache_policy=NO_CACHE, log_prints=False)(without_text(step))

    return declare


def clean_flow(name: str) -> Callable[[Callable[P, R]], Any]:
    """Declares a flow that leaves no text behind."""

    def declare(step: Callable[P, R]) -> Any:
        return flow(name=name, persist_result=False, log_prints=False)(without_text(step))

    return declare
