"""Which scheduled runs are about a round. That a real server is asked is in test_approval_runs.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.next_runs import NextRun, _is_about, next_run_of


@pytest.mark.parametrize(
    ("parameters", "is_ours"),
    [
        ({"round_folder": "/rounds/pine"}, True),
        ({"place": "/rounds"}, True),
        ({"place": "/rounds/pine", "workers": 2}, True),
        ({"folders": ["/rounds/elm", "/rounds/pine"]}, True),
        ({"round_folder": "/rounds/elm"}, False),
        ({"place": "/rounds/pine/inner"}, False),
        ({"round_folder": None, "send": True}, False),
        ({}, False),
    ],
)
def test_a_run_is_about_a_round_that_it_names_or_whose_place_it_names(
    parameters: dict[str, Any], is_ours: bool
) -> None:
    assert _is_about(parameters, {Path("/rounds/pine")}) is is_ours


def test_a_relative_folder_starts_where_the_command_was_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert _is_about({"round_folder": "pine"}, {tmp_path.resolve() / "pine"})


def test_without_a_server_nobody_is_asked(tmp_path: Path) -> None:
    assert next_run_of([tmp_path]) == NextRun()
