"""automations.yaml as Prefect reads it: it fits prefect.yaml, and calls no run crashed that is alive."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from prefect.events.actions import ChangeFlowRunState, RunDeployment
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.settings.models.flows import FlowsSettings

from flows.automations import load_automations
from flows.prefect_server import NoServer, ProjectFileError, ask_server, must_name_a_server

CHECKOUT = Path(__file__).resolve().parents[2]
SAID = load_automations(CHECKOUT / "automations.yaml")
DEPLOYMENTS = yaml.safe_load((CHECKOUT / "prefect.yaml").read_text())["deployments"]
SIGN_OF_LIFE = "Sayback: a run gives no sign of life"


def with_any_id(automation: dict) -> AutomationCore:
    ids = [one | {"deployment_id": str(uuid4())} if "deployment_id" in one else one for one in automation["actions"]]
    return AutomationCore.model_validate(automation | {"actions": ids})


AUTOMATIONS = {said["name"]: with_any_id(said) for said in SAID}


def trigger(name: str) -> EventTrigger:
    found = AUTOMATIONS[name].trigger
    assert isinstance(found, EventTrigger)
    return found


def tags(found: EventTrigger) -> set[str]:
    (of,) = [found.match_related] if not isinstance(found.match_related, list) else found.match_related
    named = of.model_dump().get("prefect.resource.id", [])
    return {one.removeprefix("prefect.tag.") for one in ([named] if isinstance(named, str) else named)}


def test_every_automation_has_a_name_of_its_own_and_says_what_it_does() -> None:
    assert len(AUTOMATIONS) == len(SAID)
    assert all(one.name.startswith("Sayback: ") and one.description for one in AUTOMATIONS.values())


def test_they_run_a_deployment_that_exists_and_nothing_that_collects_or_sends() -> None:
    named = {action["deployment_id"] for said in SAID for action in said["actions"] if "deployment_id" in action}
    assert named == {"watch/watch"}
    assert "watch" in {one["name"] for one in DEPLOYMENTS}
    kinds = {type(action) for one in AUTOMATIONS.values() for action in one.actions}
    assert kinds == {RunDeployment, ChangeFlowRunState}


def test_a_watch_that_fails_does_not_start_the_next_one() -> None:
    (watch,) = (one for one in DEPLOYMENTS if one["name"] == "watch")
    for name, automation in AUTOMATIONS.items():
        if isinstance(automation.actions[0], RunDeployment) and "prefect.flow-run" in str(automation.trigger):
            assert tags(trigger(name))
            assert not tags(trigger(name)) & set(watch["tags"])


def test_every_deployment_has_a_tag_that_the_sign_of_life_is_awaited_for() -> None:
    assert all(tags(trigger(SIGN_OF_LIFE)) & set(one["tags"]) for one in DEPLOYMENTS)


def test_a_run_is_called_crashed_only_after_three_missing_heartbeats() -> None:
    (ours,) = (
        int(line.partition("=")[2])
        for line in (CHECKOUT / "deploy" / "sayback.env").read_text().splitlines()
        if line.startswith("PREFECT_FLOWS_HEARTBEAT_FREQUENCY=")
    )
    default = FlowsSettings.model_fields["heartbeat_frequency"].default
    assert trigger(SIGN_OF_LIFE).within >= timedelta(seconds=3 * max(ours, default))


def test_a_run_that_waits_for_an_approval_is_alive() -> None:
    found = trigger(SIGN_OF_LIFE)
    assert found.posture is Posture.Proactive
    assert found.expect == {"prefect.flow-run.*"}  # of which Suspended is one
    assert "prefect.flow-run.Suspended" not in found.after


def test_signs_that_come_while_a_look_is_awaited_are_seen_by_it() -> None:
    found = trigger("Sayback: a run failed or crashed")
    (look,) = AUTOMATIONS["Sayback: a run failed or crashed"].actions
    assert isinstance(look, RunDeployment)
    assert found.posture is Posture.Reactive
    assert look.schedule_after >= found.within > timedelta(0)


def test_without_a_server_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings(restore_defaults={PREFECT_API_URL}):
        for question in (must_name_a_server, lambda: ask_server(lambda client: client.hello())):
            with pytest.raises(NoServer, match="PREFECT_API_URL"):
                question()


def test_a_file_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    (tmp_path / "automations.yaml").write_text("automations: [")
    with pytest.raises(ProjectFileError, match=r"automations\.yaml"):
        load_automations(tmp_path / "automations.yaml")
