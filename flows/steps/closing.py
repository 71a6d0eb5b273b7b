"""When a round is closed, and when its worksheet was opened: both recorded, with who and how many.

Analysis waits until the set is complete (Student Powered Improvement, "Empathy interviews"). A worksheet may be opened
early all the same; that is recorded too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.steps.workplace import CLOSED_FACT, GOOGLE_WORKSHEET_FACT, OPENED_FACT, WORKSHEET, Workplace
from rounds.errors import Refused


class NotClosed(Refused):
    """The round is still listening, and nobody said to open the worksheet early."""


@dataclass(frozen=True, slots=True)
class Opening:
    """When the first worksheet with stories was written, and whether that was before the round was closed.

    Without ``at`` that was not recorded: earlier releases did not. Then ``noticed`` is when Sayback first recorded that
    there is a worksheet; None as long as it has recorded nothing of it.
    """

    at: datetime | None
    early: bool = False
    noticed: datetime | None = None

    def is_before(self, moment: datetime) -> bool:
        """Whether stories could be read at a ``moment`` at which something was recorded.

        What was recorded before anybody noticed a worksheet was recorded while there was none.
        """
        if self.at:
            return self.at < moment
        return bool(self.noticed and self.noticed <= moment)

    def as_json(self) -> dict[str, Any]:
        return {"at": self.at.isoformat() if self.at else None, "early": self.early}


@dataclass(frozen=True, slots=True)
class Closing:
    """When the round was closed, by whom (as they said), and how many interviews were kept and held then."""

    at: datetime
    who: str
    kept: int
    held: int

    def as_json(self) -> dict[str, Any]:
        return {"at": self.at.isoformat(), "who": self.who, "kept": self.kept, "held": self.held}


def closing(place: Workplace) -> Closing | None:
    """When the round was closed; None as long as it listens."""
    fact = place.notebook.fact(CLOSED_FACT)
    if fact is None:
        return None
    found = json.loads(fact)
    return Closing(datetime.fromisoformat(found["at"]), found["who"], found["kept"], found["held"])


def opening(place: Workplace) -> Opening | None:
    """When the worksheet was opened; None as long as nobody could read a story in it."""
    fact = place.notebook.fact(OPENED_FACT)
    if fact is None:
        return Opening(None) if _has_worksheet(place) else None
    found = json.loads(fact)
    return Opening(_moment(found["at"]), found["early"], _moment(found.get("noticed")))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _has_worksheet(place: Workplace) -> bool:
    """Whether there is a worksheet, or one was read back, though no opening is recorded."""
    file = place.round.path(str(WORKSHEET))
    return file.exists() or bool(place.notebook.fact(GOOGLE_WORKSHEET_FACT) or place.notebook.worksheets())


def require_closed(place: Workplace, *, early: bool) -> None:
    """Raises NotClosed unless the round is closed, the worksheet was opened before, or is to be opened ``early``."""
    if not (early or closing(place) or opening(place)):
        raise NotClosed(
            "The round is still open: stories are read together when all interviews are in. Run `sayback close` when"
            " they are, or `sayback assemble --early` to open the worksheet now (that is recorded). Nothing was"
            " written."
        )


def record_opening(place: Workplace) -> Opening | None:
    """Notes down, once, that stories can be read from now on. Returns that opening; None if it was known before.

    To be called before the first story is written: a writing that fails afterwards leaves an opening that shows
    nothing, but nobody has read a story that could pass for unread.
    """
    if place.notebook.fact(OPENED_FACT) is not None:
        return None
    known, now = opening(place), place.now()
    opened = Opening(None, noticed=now) if known else Opening(now, early=closing(place) is None)
    noticed = {"noticed": now.isoformat()} if known else {}
    place.notebook.set_fact(OPENED_FACT, json.dumps(opened.as_json() | noticed))
    return None if known else opened
