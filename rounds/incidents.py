"""What is wrong with an unattended round, since when, and who was told. Words of our own only, never of a note.

An incident is told once when it begins and once when it is over. It is known by its kind and what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IncidentKind(StrEnum):
    """What can go wrong while nobody looks, the worst first."""

    CRASHED = "crashed"
    FAILED = "failed"
    LATE = "late"
    FORM_CHANGED = "form_changed"
    CREDENTIAL = "credential"
    HELD_GROWS = "held_grows"


@dataclass(frozen=True, slots=True)
class Incident:
    """``about`` tells two of a kind apart: a source's key, a step. ``what`` and ``todo`` are sentences.

    ``over`` is when it was found mended; None while it lasts. ``told`` and ``told_over``: whether the mails left.
    """

    kind: IncidentKind
    about: str
    since: datetime
    what: str
    todo: str
    told: bool = False
    over: datetime | None = None
    told_over: bool = False

    @property
    def key(self) -> tuple[IncidentKind, str]:
        return self.kind, self.about
