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
