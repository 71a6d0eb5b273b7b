"""One installation key for all tests of the walk; a round to change at will."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.small_round import SmallRound
from tests.google.fixtures import google, google_env  # noqa: F401


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYBACK_KEY", "7e" * 32)
    monkeypatch.setenv("SAYBACK_KEY_FILE", str(tmp_path / "keys" / "key"))  # the list of opt-outs lies beside it
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


@pytest.fixture
def small(tmp_path: Path) -> SmallRound:
    return SmallRound(tmp_path / "round").write()
