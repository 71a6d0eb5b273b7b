"""Fixtures: `google` is a stand-in with nothing in it, `google_env` points Sayback and Google's own clients at it.

Use them in a conftest.py: `from tests.google.fixtures import google, google_env  # noqa: F401`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.google.standin import StandIn, running_stand_in


@pytest.fixture
def google() -> Iterator[StandIn]:
    """A local Google without forms, sheets or mail; it fails the test when it contradicts Google's schemas."""
    with running_stand_in() as running:
        yield running


@pytest.fixture
def google_env(google: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """`google`, in the environment of a team with a service account; the machine's own settings are out of sight."""
    for name in list(os.environ):
        if name.startswith(("GOOGLE_", "CLOUDSDK_", "GCE_", "GCLOUD_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_CONFIG_HOME", "CLOUDSDK_CONFIG"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.setenv("SAYBACK_GOOGLE_ENDPOINT", google.url)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(google.credentials_file(home)))
    return google
