"""Chunks as tasks of a Dask cluster: an option for who has one. Dask gets paths and times, never a text."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from flows.steps.chunk_runs import RunState
from flows.steps.district_plan import Chunk, NightPlan
from rounds.errors import SaybackError, TryAgain

VARIABLE = "SAYBACK_DASK_ADDRESS"
_ENDED = {
    "finished": RunState.THROUGH,
    "error": RunState.BROKEN,
    "lost": RunState.BROKEN,
    "cancelled": RunState.STOPPED,
}


class NoDask(SaybackError):
    """Dask is asked for, and is not installed or not named."""


class DaskAway(TryAgain):
    """The Dask scheduler does not answer."""


@contextmanager
def dask_runs(task: Any, plan: NightPlan) -> Iterator[DaskRuns]:
    """A connection to the cluster that ``SAYBACK_DASK_ADDRESS`` names. Raises NoDask, DaskAway."""
    with ExitStack() as stack:
        runner = stack.enter_context(_runner(_address()))
        if not _answers(runner):
            raise DaskAway(
                f"The Dask scheduler that {VARIABLE} names does not answer. See that it runs, then try again."
            )
        yield DaskRuns(task, plan, runner)


def _answers(runner: Any) -> bool:
    """Whether the scheduler can be reached; asked for apart, as the error would name its address."""
    try:
        return runner.client is not None
    except (OSError, TimeoutError, ValueError):
        return False


class DaskRuns:
    """As ``Runs``, by a DaskTaskRunner."""

    def __init__(self, task: Any, plan: NightPlan, runner: Any) -> None:
        self._task, self._plan, self._runner = task, plan, runner
        self._futures: dict[str, Any] = {}

    def start(self, chunk: Chunk, again: bool) -> str:
        """As ``Runs.start``."""
        parameters = {
            "folders": [str(folder) for folder in chunk],
            "scheduled_for": self._plan.scheduled_for.isoformat(),
        }
        future = self._runner.submit(self._task, parameters)
        self._futures[str(future.task_run_id)] = future
        return str(future.task_run_id)

    def states(self, ids: Collection[str]) -> Mapping[str, RunState]:
        """As ``Runs.states``. What is not ended is in work as long as there is any Dask worker."""
        workers = self._runner.client.scheduler_info(n_workers=-1).get("workers", {})
        going = RunState.WORKING if workers else RunState.WAITING
        states = {id_: _ENDED.get(self._futures[id_].wrapped_future.status, going) for id_ in ids}
        for id_, state in states.items():
            if state in _ENDED.values():
                states[id_] = self._ended(id_, state)
        return states

    def withdraw(self, ids: Collection[str]) -> None:
        """As ``Runs.withdraw``."""
        for id_ in ids:
            self._futures.pop(id_).wrapped_future.cancel()

    def _ended(self, id_: str, state: RunState) -> RunState:
        """A task run that failed ends for Dask as one that is finished: its state is its result."""
        future = self._futures.pop(id_)
        if state is not RunState.THROUGH:
            return state
        result = future.wrapped_future.result()
        return RunState.THROUGH if not hasattr(result, "is_completed") or result.is_completed() else RunState.BROKEN


def _address() -> str:
    address = os.environ.get(VARIABLE, "").strip()
    if not address:
        raise NoDask(
            f'engine = "dask" needs the address of your Dask scheduler in {VARIABLE}, such as tcp://10.0.0.5:8786,'
            " in the environment of the worker."
        )
    return address


def _runner(address: str) -> Any:
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError:
        pass
    else:
        return DaskTaskRunner(address=address)
    raise NoDask('engine = "dask" needs prefect-dask, which is not installed. Run: pip install "sayback[dask]".')
