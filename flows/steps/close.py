"""Close: the round has listened enough, and its interviews can be read together."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.steps.closing import Closing, Opening, closing, opening
from flows.steps.predictions import none_written
from flows.steps.workplace import CLOSED_FACT, Workplace, open_workplace
from reports.coverage import coverage_rows
from rounds.errors import SaybackError
from rounds.headlines import CoverageRow


class CannotClose(SaybackError):
    """There is nothing to close, or nothing to open again."""


@dataclass(frozen=True, slots=True)
class CloseReport:
    """What the round holds as it is closed, or opened again (then ``closing`` is None).

    ``held`` counts by reason. ``came_after`` are interviews that are kept since the round was closed. ``predictions``
    are recorded ones; ``none_written`` says that there is none.
    """

    title: str
    closing: Closing | None
    was_closed: bool
    opened: Opening | None
    kept: int
    held: dict[str, int]
    came_after: int
    coverage: tuple[CoverageRow, ...]
    predictions: int
    none_written: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "closed": self.closing.as_json() if self.closing else None,
            "was_closed": self.was_closed,
            "worksheet_opened": self.opened.as_json() if self.opened else None,
            "kept": self.kept,
            "held": self.held,
            "came_after": self.came_after,
            "coverage": [
                {
                    "group": row.segment,
                    "value": row.value,
                    "heard": row.heard,
                    "target": row.target,
                    "status": row.status,
                }
                for row in self.coverage
            ],
            "predictions": self.predictions,
            "none_written": self.none_written,
        }


def close(folder: Path, *, who: str = "", reopen: bool = False) -> CloseReport:
    """Closes the round, or with ``reopen`` opens it again. Closing twice changes nothing: the first time counts.

    Raises CannotClose where no interview is kept, or where a round that is not closed is to be opened again.
    """
    with open_workplace(folder) as place:
        before = closing(place)
        if reopen:
            _reopen(place, before)
        elif before is None:
            _close(place, who)
        return _report(place, was_closed=before is not None)


def _close(place: Workplace, who: str) -> None:
    notebook, at = place.notebook, place.now()
    kept, held = notebook.kept_count(), sum(notebook.held_counts(later=False).values())
    if not kept:
        raise CannotClose(
            "No interview is kept, so there is nothing to read together. Run `sayback collect` first, then"
            " `sayback holds`. The round stays open."
        )
    notebook.set_fact(CLOSED_FACT, json.dumps(Closing(at, " ".join(who.split()), kept, held).as_json()))
    notebook.record_run("close", at, place.now(), "closed", {"kept": kept, "held": held})


def _reopen(place: Workplace, before: Closing | None) -> None:
    if before is None:
        raise CannotClose("The round is not closed, so it cannot be opened again. Nothing was changed.")
    place.notebook.set_fact(CLOSED_FACT, None)
    place.notebook.record_run("close", place.now(), place.now(), "reopened", {})


def _report(place: Workplace, *, was_closed: bool) -> CloseReport:
    now, notebook = closing(place), place.notebook
    return CloseReport(
        title=place.round.title,
        closing=now,
        was_closed=was_closed,
        opened=opening(place),
        kept=notebook.kept_count(),
        held={str(reason): count for reason, count in notebook.held_counts(later=False).items()},
        came_after=notebook.came_since(now.at) if now else 0,
        coverage=coverage_rows(place.round, notebook.interviews()),
        predictions=len(notebook.predictions_made()),
        none_written=none_written(place) is not None,
    )
