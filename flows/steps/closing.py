"""When a round is closed, and when its worksheet was opened: both recorded, with who and how many.

Analysis waits until the set is complete (Student Powered Improvement, "Empathy interviews"). A worksheet may be opened
early all the same; that is recorded too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from flows.steps.workplace import CLOSED_FACT, OPENED_FACT, Workplace
from rounds.errors import Refused


class NotClosed(Refused):
    """The round is still listening, and nobody said to open the worksheet early."""


@dataclass(frozen=True, slots=True)
class Opening:
    """When the first worksheet with stories was written, and whether that was before the round was closed."""

    at: datetime
    early: bool


def opening(place: Workplace) -> Opening | None:
    """When the worksheet was opened; None as long as nobody could read a story in it."""
    fact = place.notebook.fact(OPENED_FACT)
    if fact is None:
        return None
    found = json.loads(fact)
    return Opening(datetime.fromisoformat(found["at"]), found["early"])


def require_closed(place: Workplace, *, early: bool) -> None:
    """Raises NotClosed unless the round is closed, the worksheet was opened before, or is to be opened ``early``."""
    is_closed = place.notebook.fact(CLOSED_FACT) is not None
    if not (early or is_closed or opening(place) or place.worksheet()):
        raise NotClosed(
            "The round is still open: stories are read together when all interviews are in. Run `sayback close` when"
            " they are, or `sayback assemble --early` to open the worksheet now (that is recorded). Nothing was"
            " written."
        )


def record_opening(place: Workplace) -> None:
    """Notes down, once, that stories can be read from now on."""
    if opening(place) is None:
        early = place.notebook.fact(CLOSED_FACT) is None
        place.notebook.set_fact(OPENED_FACT, json.dumps({"at": place.now().isoformat(), "early": early}))
