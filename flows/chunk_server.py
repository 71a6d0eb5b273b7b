"""Chunks as flow runs of the deployment `collect-chunk`, which any Prefect worker takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import ObjectNotFound
from prefect.states import Cancelled

from flows.prefect_server import ask_server
from flows.steps.chunk_runs import RunState
from flows.steps.district_plan import Chunk, NightPlan
from rounds.errors import Refused

DEPLOYMENT = "collect-chunk/collect-chunk"
_STATES = {
    StateType.COMPLETED: RunState.THROUGH,
    StateType.FAILED: RunState.BROKEN,
    StateType.CRASHED: RunState.BROKEN,
    StateType.CANCELLED: RunState.STOPPED,
    StateType.SCHEDULED: RunState.WAITING,
}  # the others are WORKING


class ChunksNotDeployed(Refused):
    """The Prefect server does not know how to run a chunk."""


class FlowRuns:
    """Starts and asks with one request each, however many runs there are."""

    def __init__(self, place: Path, plan: NightPlan) -> None:
        """Raises ChunksNotDeployed, and NoServer or ServerAway."""
        self._place, self._plan = place, plan
        self._deployment = ask_server(_deployment)

    def start(self, chunk: Chunk, again: bool) -> str:
        """As ``Runs.start``: the server returns the run that it has when it is asked again with the same key."""
        night: datetime = self._plan.scheduled_for

        def create(client: SyncPrefectClient) -> FlowRun:
            return client.create_flow_run_from_deployment(
                self._deployment,
                parameters={"folders": [str(folder) for folder in chunk], "scheduled_for": night.isoformat()},
                idempotency_key=self._plan.key(self._place, chunk, again),
            )

        return str(ask_server(create).id)

    def states(self, ids: Collection[str]) -> Mapping[str, RunState]:
        """As ``Runs.states``. A run that somebody deleted is broken."""
        wanted = FlowRunFilter(id=FlowRunFilterId(any_=[UUID(id_) for id_ in ids]))
        found = ask_server(lambda client: client.read_flow_runs(flow_run_filter=wanted)) if ids else []
        return dict.fromkeys(ids, RunState.BROKEN) | {str(run.id): _state(run) for run in found}

    def withdraw(self, ids: Collection[str]) -> None:
        """As ``Runs.withdraw``: otherwise they would be done some day, when a worker comes."""
        why = "No worker began this run in time. The next night collects these rounds."

        def cancel(client: SyncPrefectClient) -> None:
            for id_ in ids:
                client.set_flow_run_state(UUID(id_), Cancelled(message=why))

        ask_server(cancel)


def _state(run: FlowRun) -> RunState:
    return _STATES.get(run.state.type, RunState.WORKING) if run.state else RunState.WAITING


def _deployment(client: SyncPrefectClient) -> UUID:
    try:
        return client.read_deployment_by_name(DEPLOYMENT).id
    except ObjectNotFound:
        pass
    raise ChunksNotDeployed(
        f"The Prefect server has no deployment {DEPLOYMENT}. Run `prefect --no-prompt deploy --all` in the folder of"
        " prefect.yaml (docs/scheduling.md), then start this again."
    )
