"""prefect.yaml names flows that exist, with parameters that they take: paths and switches, never text."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path

import pytest
import yaml

DEPLOYMENTS = yaml.safe_load((Path(__file__).resolve().parents[2] / "prefect.yaml").read_text())["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=[each["name"] for each in DEPLOYMENTS])
def test_a_deployment_names_a_flow_and_parameters_that_it_takes(deployment: dict[str, object]) -> None:
    module, _, name = str(deployment["entrypoint"]).partition(":")
    flow = getattr(importlib.import_module(module), name)
    assert type(flow).__name__ == "Flow"
    assert flow.persist_result is False
    parameters = inspect.signature(flow.fn).parameters
    for key, value in dict(deployment["parameters"]).items():  # type: ignore[call-overload]
        assert key in parameters
        assert isinstance(value, bool) or key == "round_folder"


def test_collect_and_summarize_have_schedules_that_somebody_has_to_make_active() -> None:
    scheduled = {each["name"]: each["schedules"] for each in DEPLOYMENTS if "schedules" in each}
    assert set(scheduled) == {"collect-nightly", "summarize"}
    assert all(schedule["active"] is False for schedules in scheduled.values() for schedule in schedules)
    summarize = next(each for each in DEPLOYMENTS if each["name"] == "summarize")
    assert summarize["parameters"]["send"] is True
    assert summarize["concurrency_limit"] == 1


def test_no_letter_to_people_is_ever_on_a_schedule() -> None:
    (circle_back,) = (each for each in DEPLOYMENTS if each["name"] == "circle-back")
    assert "schedules" not in circle_back
    assert circle_back["parameters"]["send"] is False
