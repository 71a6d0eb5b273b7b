"""The local Google, for the connectors that talk to it."""

from __future__ import annotations

from tests.google.fixtures import google, google_env

__all__ = ["google", "google_env"]
