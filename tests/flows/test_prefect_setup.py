"""What every tracked task has around it: requests to Google take their turn, where several runs share a quota."""

from __future__ import annotations

import pytest

from flows import prefect_setup
from flows.steps.collect import collect
from tests.flows.google_round import GoogleRound
from tests.google.standin import StandIn


def test_each_request_of_a_tracked_run_waits_for_its_turn(
    google_env: StandIn, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[tuple[str, bool]] = []
    monkeypatch.setattr(prefect_setup, "rate_limit", lambda name, *, strict: turns.append((name, strict)))
    pulled = GoogleRound(google_env, tmp_path_factory.mktemp("round")).write()
    prefect_setup._at_googles_pace(collect)(pulled.folder)
    assert turns == [("google-forms", False)] * len(pulled.asked())
    assert len(turns) == 2


def test_outside_of_a_tracked_run_nobody_waits(
    google_env: StandIn, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefect_setup, "rate_limit", lambda *_, **__: pytest.fail("nobody shares this quota"))
    collect(GoogleRound(google_env, tmp_path_factory.mktemp("round")).write().folder)
