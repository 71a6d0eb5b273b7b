"""`python -m flows.serve [PLACE ...]`: one process on one machine that runs the nights, without work pool and worker.

It serves `collect-nightly` and `watch` as prefect.yaml describes them, with their schedules active: who serves them
wants them. It needs a Prefect server: the short-lived one that Prefect starts where none is named schedules nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from prefect import Flow, serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.nightly import nightly
from flows.prefect_server import as_command, must_name_a_server, read_project_file
from flows.watch import watch
from rounds.district import rounds_in

SERVED: tuple[tuple[str, Flow[..., Any]], ...] = (("collect-nightly", nightly), ("watch", watch))


def described(name: str) -> dict[str, Any]:
    """What prefect.yaml says of the deployment of that name."""
    deployments = read_project_file(Path("prefect.yaml"))["deployments"]
    found: dict[str, Any] = next(one for one in deployments if one["name"] == name)
    return found


def served(name: str, flow: Flow[..., Any], places: Sequence[Path]) -> RunnerDeployment:
    """The deployment with one schedule for each of ``places``; none given: for that of prefect.yaml."""
    said = described(name)
    chosen = [str(place.resolve()) for place in places] or [said["parameters"]["place"]]
    return RunnerDeployment.from_flow(
        flow,
        name=name,
        description=said["description"],
        tags=said["tags"],
        parameters={"place": chosen[0]},
        schedules=[_schedule(said["schedules"][0], place) for place in chosen],
        concurrency_limit=ConcurrencyLimitConfig.model_validate(said["concurrency_limit"]),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _schedule(said: dict[str, Any], place: str) -> Schedule:
    # No slug: Prefect keeps a schedule with a slug when the next description has it no longer, and it goes on running.
    return Cron(said["cron"], timezone=said["timezone"], parameters={"place": place})


def main() -> None:
    """Serves until it is stopped. What was due meanwhile is done when it is started again, once."""
    must_name_a_server()
    places = [Path(word) for word in sys.argv[1:]]
    for place in places:
        rounds_in(place)  # raises for a place without rounds, before anything is on the server
    serve(*(served(name, flow, places) for name, flow in SERVED), pause_on_shutdown=False)


if __name__ == "__main__":
    sys.exit(as_command(main))
