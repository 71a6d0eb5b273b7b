"""Runs of circle-back that wait at the Prefect server until somebody approved their letters: how they wait and wake.

The answer that Prefect asks for only wakes a run. Whether it sends is decided by the ledger, when the letters have been
written anew: nobody who reaches the server can send anything, with whatever answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import httpx
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName, FlowRunFilter
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.responses import SetStateStatus
from prefect.exceptions import PrefectException
from prefect.flow_runs import suspend_flow_run
from prefect.input import RunInput
from prefect.runtime import deployment

from flows.steps.failures import PROJECT
from rounds.errors import TryAgain

FLOW = "circle-back"
KEY = "approval"
DAYS = 14
_SECONDS_A_DAY = 86_400
_PAGE = 100
_SHOWN = "Letters are sent only after `sayback approve`. An answer here wakes the run, and approves nothing."


class ServerAway(TryAgain):
    """The Prefect server does not answer."""


class Waking(RunInput):
    """What Prefect asks for: a switch that decides nothing. Whatever is answered, the run goes on and looks."""

    approved: bool = False


@dataclass(frozen=True, slots=True)
class Woken:
    """What became of the runs that waited: ``resumed`` go on, ``too_late`` waited too long and have ended.

    ``refused`` still wait: the server would not wake them.
    """

    resumed: int = 0
    too_late: int = 0
    refused: int = 0


def can_wait() -> bool:
    """Whether the present run is one of a deployment: only such a run can be started again later."""
    return deployment.id is not None


def wait_for_approval() -> None:
    """Suspends the present run for up to DAYS days. Returns at once in a run that has been woken."""
    asked = Waking.with_initial_data(description=_SHOWN, approved=False)
    suspend_flow_run(wait_for_input=asked, timeout=DAYS * _SECONDS_A_DAY, key=KEY)


def wake_runs(folder: Path) -> Woken:
    """Wakes every run that waits for the approval of the round in ``folder``. Raises ServerAway."""
    try:
        with get_client(sync_client=True) as client:
            answers = [_wake(client, run) for run in _waiting(client, folder)]
    except (httpx.HTTPError, PrefectException, OSError, RuntimeError):
        answers = None
    if answers is None:  # outside of the except block: its message may hold the server's address and password
        raise ServerAway(
            "The approval is recorded, but the Prefect server of PREFECT_API_URL does not answer as it should. Run the"
            " same command again later, or resume the run there: whatever is answered, it sends what is approved."
        )
    return Woken(answers.count("resumed"), answers.count("too_late"), answers.count("refused"))


def _waiting(client: SyncPrefectClient, folder: Path) -> Iterator[FlowRun]:
    """The suspended runs of this round, found first, as waking changes what is listed."""
    flow = FlowFilter(name=FlowFilterName(any_=[FLOW]))
    paused = FlowRunFilter.model_validate({"state": {"type": {"any_": ["PAUSED"]}}})
    found: list[FlowRun] = []
    while page := client.read_flow_runs(flow_filter=flow, flow_run_filter=paused, limit=_PAGE, offset=len(found)):
        found += page
    return (run for run in found if _waits_for_us(run) and _is_of(run.parameters, folder))


def _waits_for_us(run: FlowRun) -> bool:
    return run.state is not None and run.state.state_details.pause_key == KEY


def _is_of(parameters: dict[str, Any], folder: Path) -> bool:
    """Whether a run is about this round. A relative folder starts where the command was typed, or at the checkout."""
    named = parameters.get("round_folder")
    if not isinstance(named, str):
        return False
    return folder.resolve() in {Path(named).resolve(), (PROJECT / named).resolve()}


def _wake(client: SyncPrefectClient, run: FlowRun) -> Literal["resumed", "too_late", "refused"]:
    """What became of ``run``. A rejection comes with HTTP 200, so the answer itself is looked at."""
    answer = client.resume_flow_run(run.id, run_input={"approved": True})
    if answer.status == SetStateStatus.ACCEPT:
        return "resumed"
    if answer.state is not None and answer.state.is_failed():
        return "too_late"
    return "resumed" if _was_woken_by_another(client, run) else "refused"


def _was_woken_by_another(client: SyncPrefectClient, run: FlowRun) -> bool:
    state = client.read_flow_run(run.id).state
    return state is not None and not state.is_paused()
