"""`python -m flows.automations`: brings automations.yaml to the Prefect server, without duplicates when repeated.

Prefect's own `prefect automation create --from-file` makes another copy each time, and wants ids of deployments, which
differ from server to server. Here an automation is known by its name, and a deployment by FLOW/DEPLOYMENT.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient
from prefect.events.schemas.automations import AutomationCore
from prefect.exceptions import ObjectNotFound

from flows.prefect_server import as_command, ask_server, read_project_file
from flows.terminal import say
from rounds.errors import SaybackError

AUTOMATIONS = Path("automations.yaml")


class NotDeployed(SaybackError):
    """An automation runs a deployment that the server does not know."""


@dataclass(frozen=True, slots=True)
class Applied:
    """Names of automations: those that were made, and those that were there and are as in the file now."""

    created: tuple[str, ...]
    updated: tuple[str, ...]


def load_automations(path: Path) -> list[dict[str, Any]]:
    """The automations of a file, as Prefect's file format has them."""
    automations: list[dict[str, Any]] = read_project_file(path)["automations"]
    return automations


def apply(path: Path = AUTOMATIONS) -> Applied:
    """Makes those of the file be on the server; others are left alone. Raises NotDeployed, NoServer, ServerAway."""
    automations = load_automations(path)
    return ask_server(lambda client: _apply(client, automations))


def _apply(client: SyncPrefectClient, automations: list[dict[str, Any]]) -> Applied:
    wanted = [AutomationCore.model_validate(_with_ids(client, one)) for one in automations]  # all, before the first
    there = {one.name: _put(client, one) for one in wanted}
    return Applied(
        created=tuple(name for name, was_there in there.items() if not was_there),
        updated=tuple(name for name, was_there in there.items() if was_there),
    )


def _put(client: SyncPrefectClient, wanted: AutomationCore) -> bool:
    """Creates or updates; of several with this name, which only others can have made, one stays."""
    found = client.read_automations_by_name(wanted.name)
    for one in found[1:]:
        client.delete_automation(one.id)
    if found:
        client.update_automation(found[0].id, wanted)
    else:
        client.create_automation(wanted)
    return bool(found)


def _with_ids(client: SyncPrefectClient, automation: dict[str, Any]) -> dict[str, Any]:
    """The automation with ids in place of names of deployments."""
    actions = [
        action | {"deployment_id": _id_of(client, action["deployment_id"])} if "deployment_id" in action else action
        for action in automation["actions"]
    ]
    return automation | {"actions": actions}


def _id_of(client: SyncPrefectClient, name: str) -> UUID:
    try:
        return client.read_deployment_by_name(name).id
    except ObjectNotFound:
        pass
    raise NotDeployed(f"The server has no deployment {name}. Run `prefect --no-prompt deploy --all` first.")


def main() -> None:
    """Brings the file to the server, and says what was done."""
    applied = apply()
    for name in applied.created:
        say(f"made     {name}")
    for name in applied.updated:
        say(f"renewed  {name}")


if __name__ == "__main__":
    sys.exit(as_command(main))
