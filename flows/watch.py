"""The flow that looks at the Prefect server's runs of Sayback and tells the data lead of those that could not tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from prefect import State
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import DeploymentFilter, FlowRunFilter
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound
from prefect.states import Completed, Crashed
from prefect.utilities.urls import url_for

from flows.prefect_server import ask_server
from flows.prefect_setup import clean_flow, clean_task
from flows.steps.nights import tell_of
from flows.steps.seen_runs import RunState, SeenRun
from flows.steps.watching import note_down
from rounds.counted import counted
from rounds.errors import TryAgain


class Untold(TryAgain):
    """A mail about an incident could not be sent; the next look tells it."""


TAG = "sayback"
POOL = "sayback"
LATE_AFTER = timedelta(minutes=10)
ENDLESS = timedelta(days=2)
_TAGS = (TAG, "sayback-chunk", "sayback-watch")
_AT_MOST = 200
_STATES = {
    StateType.COMPLETED: RunState.DONE,
    StateType.FAILED: RunState.FAILED,
    StateType.CRASHED: RunState.CRASHED,
}
_ENDED = {"state": {"type": {"any_": list(_STATES)}}}
_AT_WORK = {"state": {"type": {"any_": [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]}}}
_LATE = {"state": {"name": {"any_": ["Late"]}}}


def seen_runs(client: SyncPrefectClient) -> list[SeenRun]:
    """The last runs of every deployment of Sayback, ended or late; runs that are parts of others are left out."""
    tagged = DeploymentFilter.model_validate({"tags": {"all_": [TAG]}})
    return [run for one in client.read_deployments(deployment_filter=tagged) for run in _runs_of(client, one)]


def _runs_of(client: SyncPrefectClient, deployment: DeploymentResponse) -> Iterator[SeenRun]:
    ours = DeploymentFilter.model_validate({"id": {"any_": [deployment.id]}})
    for states in (_ENDED, _LATE):
        runs = client.read_flow_runs(
            deployment_filter=ours,
            flow_run_filter=FlowRunFilter.model_validate(states | {"parent_task_run_id": {"is_null_": True}}),
            sort=FlowRunSort.EXPECTED_START_TIME_DESC,
            limit=_AT_MOST,
        )
        yield from filter(None, (_seen(deployment.name, run) for run in runs))


def _seen(deployment: str, run: FlowRun) -> SeenRun | None:
    """What is to be known of a run; None where it is of no place, or not late enough to speak of."""
    named = run.parameters.get("place", run.parameters.get("round_folder"))
    if not isinstance(named, str) or run.state is None:
        return None
    place = Path(named).resolve()
    if run.state.type in _STATES:
        began = run.start_time or run.expected_start_time
        ended = run.end_time or run.state.timestamp
        return SeenRun(deployment, place, _STATES[run.state.type], ended, began, page_of(run.id))
    due = run.expected_start_time or run.state.timestamp
    if datetime.now(UTC) - due < LATE_AFTER:
        return None
    return SeenRun(deployment, place, RunState.LATE, due, page=page_of(run.id))


def page_of(run: UUID) -> str | None:
    """Where a browser shows the run: at PREFECT_UI_URL, else at the server of PREFECT_API_URL; never a password."""
    address = url_for("flow-run", obj_id=run)
    if address is None:
        return None
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def resting_since(client: SyncPrefectClient) -> datetime | None:
    """Since when nobody works in the pool; None while somebody does, or did a moment ago."""
    try:
        pool = client.read_work_pool(POOL)
    except ObjectNotFound:
        return None  # runs are served by a process (`python -m flows.serve`), which needs no pool
    beats = [one.last_heartbeat_time for one in client.read_workers_for_work_pool(POOL) if one.last_heartbeat_time]
    since = max(beats, default=pool.created or datetime.now(UTC))
    if pool.is_paused:
        return pool.updated or since
    return since if datetime.now(UTC) - since >= LATE_AFTER else None


def end_endless(client: SyncPrefectClient) -> None:
    """Calls runs crashed that have been at work for two days, as no night is.

    automations.yaml does so after ten minutes of silence, unless the server lost its signs: it drops them while the
    file with its records is locked.
    """
    since = datetime.now(UTC) - ENDLESS
    wanted = FlowRunFilter.model_validate({"tags": {"any_": list(_TAGS)}} | _AT_WORK)
    for run in client.read_flow_runs(flow_run_filter=wanted, limit=_AT_MOST):
        if run.state and run.state.timestamp < since:  # when it began is no sign: it may have waited for an approval
            client.set_flow_run_state(run.id, Crashed(message="No end after two days."), force=True)


@clean_task("look at runs")
def look(place: str) -> tuple[str, ...]:
    """Asks the server, notes down what is wrong and what is over; returns the folders with something to tell."""
    ask_server(end_endless)
    runs = ask_server(seen_runs)
    resting = ask_server(resting_since)
    return tuple(map(str, note_down(Path(place).resolve(), runs, resting, datetime.now(UTC))))


@clean_task("tell the data lead")
def tell_people(place: str, folders: tuple[str, ...]) -> None:
    """Mails what is new or over, once. Raises Untold when a mail could not be sent."""
    told = tell_of(Path(place).resolve(), [Path(folder) for folder in folders])
    if told.problems:
        raise Untold(" ".join(told.problems))


@clean_flow("watch")
def watch(place: str) -> State[None]:
    """Looks for runs of Sayback that are late, failed or crashed, and tells the data leads."""
    folders = look(place)
    tell_people(place, folders)
    return Completed(message=f"{counted(len(folders), 'place')} with something to tell." if folders else "Nothing new.")
