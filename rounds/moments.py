"""Moments as messages name them, in the time zone of a round."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def local_moment(at: datetime, zone: ZoneInfo | None) -> str:
    """``Nov 22, 2026, 02:15 (America/Los_Angeles)``; without a zone in that of this computer."""
    local = at.astimezone(zone)
    return f"{local:%b} {local.day}, {local:%Y, %H:%M} ({zone.key if zone else local.tzname()})"


def short_moment(at: datetime, zone: ZoneInfo | None = None) -> str:
    """``2026-11-20 02:15 PST``, for tables; without a zone in that of this computer."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M %Z}"
