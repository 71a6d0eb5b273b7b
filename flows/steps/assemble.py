"""Assemble: the headline worksheet out, with what people wrote in it before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from flows.steps.assemble_file import in_file
from flows.steps.assemble_google import in_google
from flows.steps.assemble_report import AssembleReport
from flows.steps.closing import opening, require_closed
from flows.steps.events import logged
from flows.steps.pairs import with_interviewers
from flows.steps.predictions import (
    made_predictions,
    none_written,
    settle_predictions,
)
from flows.steps.returned_copies import refuse_in_google
from flows.steps.workplace import Workplace, open_workplace
from rounds.interviews import Interview


@logged("assemble")
def assemble(folder: Path, *, early: bool = False, copies: Sequence[Path] = ()) -> AssembleReport:
    """Writes the worksheet of all kept interviews; whatever people wrote in an earlier one is carried over.

    ``early`` opens it before the round is closed, which is recorded. ``copies`` are worksheets that came back from
    pairs; what was written there is merged.

    Raises NotClosed when the round is neither closed nor opened early, and as reading and writing the worksheet do.
    """
    with open_workplace(folder) as place:
        require_closed(place, early=early)
        interviews = list(place.notebook.interviews())
        google_sheet = place.round.worksheet.google_sheet
        if google_sheet:
            refuse_in_google(copies)
        was_open = opening(place) is not None
        if interviews:
            settle_predictions(place)
        report = in_google(place, interviews, google_sheet) if google_sheet else in_file(place, interviews, copies)
        return _with_opening(place, interviews, report, was_open=was_open)


def _with_opening(
    place: Workplace, interviews: list[Interview], report: AssembleReport, *, was_open: bool
) -> AssembleReport:
    """Tells of the opening, of predictions, and of interviews that are nobody's or with those who did them."""
    made = made_predictions(place)
    return replace(
        report,
        opening=opening(place),
        opened_now=not was_open,
        predictions=sum(not each.is_late for each in made),
        late_predictions=sum(each.is_late for each in made),
        none_written=none_written(place),
        sharing=report.sharing and with_interviewers(report.sharing, interviews),
    )
