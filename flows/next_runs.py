"""When the Prefect server starts a round next. Prefect is imported only where a server is named: it takes a second."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from flows.steps.failures import PROJECT, without_text
from flows.tracked import is_tracked
from rounds.errors import SaybackError
from rounds.moments import short_moment

if TYPE_CHECKING:
    from prefect.client.orchestration import SyncPrefectClient
    from prefect.client.schemas import FlowRun

_PAGE, _PAGES = 200, 10
_PARAMETERS = ("round_folder", "folder", "folders", "place")  # of flows that run rounds


@dataclass(frozen=True, slots=True)
class NextRun:
    """When, by which deployment, and whether that time is over and no worker has come. ``at`` is None where unknown."""

    at: datetime | None = None
    deployment: str = ""
    late: bool = False
    no_answer: bool = False

    def __str__(self) -> str:
        return self.said()

    def said(self, zone: ZoneInfo | None = None) -> str:
        """For people, in ``zone``; without one in that of this computer."""
        if self.no_answer:
            return "not known: the Prefect server does not answer"
        if self.at is None:
            return "no schedule is known here (cron and timers are not seen)"
        late = ", late: no worker has taken it" if self.late else ""
        by = f" ({self.deployment}{late})" if self.deployment or late else ""
        return f"{short_moment(self.at, zone)}{by}"

    def as_json(self) -> dict[str, Any] | None:
        if self.at is None:
            return None
        return {"at": self.at.isoformat(timespec="seconds"), "deployment": self.deployment, "late": self.late}


def next_run_of(folders: Sequence[Path]) -> NextRun:
    """The next scheduled run that is about any of these rounds. Never raises: looking must not fail for this."""
    if not is_tracked():
        return NextRun()
    try:
        return without_text(_ask)({folder.resolve() for folder in folders})
    except SaybackError:
        return NextRun(no_answer=True)


def _ask(folders: Collection[Path]) -> NextRun:
    from flows.prefect_server import ask_server

    def question(client: SyncPrefectClient) -> NextRun:
        run = next((run for run in _scheduled(client) if _is_about(run.parameters, folders)), None)
        if run is None:
            return NextRun()
        return NextRun(run.expected_start_time, _deployment(client, run), run.state_name == "Late")

    ask: Callable[..., NextRun] = ask_server
    return ask(question)


def _scheduled(client: SyncPrefectClient) -> Iterator[FlowRun]:
    """What is scheduled, the soonest first."""
    from prefect.client.schemas.filters import FlowRunFilter
    from prefect.client.schemas.sorting import FlowRunSort

    wanted = FlowRunFilter.model_validate({"state": {"type": {"any_": ["SCHEDULED"]}}})
    soonest = FlowRunSort.EXPECTED_START_TIME_ASC
    for number in range(_PAGES):
        page = client.read_flow_runs(flow_run_filter=wanted, sort=soonest, limit=_PAGE, offset=number * _PAGE)
        yield from page
        if len(page) < _PAGE:
            return


def _deployment(client: SyncPrefectClient, run: FlowRun) -> str:
    return client.read_deployment(run.deployment_id).name if run.deployment_id else ""


def _is_about(parameters: dict[str, Any], folders: Collection[Path]) -> bool:
    """Whether a run names one of the rounds, or a place that holds it.

    A relative path starts where the command was typed, or at the checkout.
    """
    named = [parameters.get(name) for name in _PARAMETERS]
    texts = [text for value in named for text in (value if isinstance(value, list) else [value])]
    places = {path.resolve() for text in texts if isinstance(text, str) for path in (Path(text), PROJECT / text)}
    return any(place == folder or place in folder.parents for folder in folders for place in places)
