"""`python -m flows.serve [PLACE ...]`: one process on one machine that runs the nights, without work pool and worker.

It serves `collect-nightly` and `watch` as prefect.yaml describes them, with their schedules active: who serves them
wants them. It needs a Prefect server: the short-lived one that Prefect starts where none is named schedules nothing.
It takes no deployment away from workers: theirs would run in a folder of their own afterwards, without the rounds.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.deployments.runner import RunnerDeployment
from prefect.exceptions import ObjectNotFound
from prefect.runner import Runner
from prefect.schedules import Cron, Schedule
from prefect.types.entrypoint import EntrypointType

from flows.nightly import nightly
from flows.prefect_server import as_command, ask_server, must_name_a_server, read_project_file
from flows.terminal import say
from flows.watch import watch
from rounds.district import rounds_in
from rounds.errors import SaybackError

SERVED: tuple[tuple[str, Flow[..., Any]], ...] = (("collect-nightly", nightly), ("watch", watch))


class ForWorkers(SaybackError):
    """The server has these deployments for a work pool."""


class ServingRunner(Runner):
    """Ends at SIGTERM as at Ctrl-C. Prefect's own answer raises SystemExit wherever the program is just then."""

    def handle_sigterm(self, *_args: Any, **_kwargs: Any) -> None:
        signal.raise_signal(signal.SIGINT)


def described(name: str) -> dict[str, Any]:
    """What prefect.yaml says of the deployment of that name."""
    deployments = read_project_file(Path("prefect.yaml"))["deployments"]
    found: dict[str, Any] = next(one for one in deployments if one["name"] == name)
    return found


def served(name: str, flow: Flow[..., Any], places: Sequence[Path]) -> RunnerDeployment:
    """The deployment with one schedule for each of ``places``."""
    said = described(name)
    chosen = [str(place.resolve()) for place in places]
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


def refuse_what_workers_have(client: SyncPrefectClient) -> None:
    """Raises ForWorkers where the server has a deployment of SERVED for a work pool."""
    for name, flow in SERVED:
        full = f"{flow.name}/{name}"
        with suppress(ObjectNotFound):
            if client.read_deployment_by_name(full).work_pool_name:
                raise ForWorkers(
                    f"This server has {full} for workers (`prefect deploy`): they run the nights, and nothing is to be"
                    " served. To serve all the same, end the workers, and delete what is theirs:"
                    " `prefect deployment delete nightly/collect-nightly`, `prefect deployment delete watch/watch`."
                )


def chosen_places(words: Sequence[str]) -> list[Path]:
    """The places that are named, else that of prefect.yaml. Raises RoundFileError for one without rounds."""
    places = [Path(word) for word in words or [described(SERVED[0][0])["parameters"]["place"]]]
    for place in places:
        rounds_in(place)
    return places


def main() -> None:
    """Serves until it is stopped. What was due meanwhile is done when it is started again, once."""
    must_name_a_server()
    places = chosen_places(sys.argv[1:])
    ask_server(refuse_what_workers_have)
    runner = ServingRunner(pause_on_shutdown=False)
    for name, flow in SERVED:
        runner.add_deployment(served(name, flow, places))
    say("Serves the nights until it is stopped (Ctrl-C).")
    with suppress(KeyboardInterrupt):
        asyncio.run(runner.start())


if __name__ == "__main__":
    sys.exit(as_command(main))
