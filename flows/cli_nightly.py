"""The command for schedules without a server: nightly."""

from __future__ import annotations
