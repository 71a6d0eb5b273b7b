"""Assemble into the round's own file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from flows.steps.assemble_outcome import report_of
from flows.steps.assemble_report import AssembleReport
from flows.steps.backups import digests_of_stories
from flows.steps.closing import record_opening
from flows.steps.redactors import second_look
from flows.steps.returned_copies import merge_copies
from flows.steps.workplace import Workplace
from flows.steps.worksheet_plan import (
    NOTHING,
    NothingToAssemble,
    pass_or_stop,
    plan_of,
    without_unfit_names,
    worksheet_file,
    written_elsewhere,
)
from reports.worksheet_unseen import without_unseen
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import StoryRow, Written
from rounds.interviews import Interview


def in_file(place: Workplace, interviews: list[Interview], copies: Sequence[Path]) -> AssembleReport:
    """Writes the file with what people wrote in it and in ``copies``. Raises NothingToAssemble, and as writing does."""
    path = worksheet_file(place)
    if not interviews and not path.exists():  # with a worksheet there, the last story has to leave it
        raise NothingToAssemble(NOTHING)
    written, returned = merge_copies(place, written_elsewhere(place), interviews, path, copies)
    return replace(write_file(place, interviews, written), returned=returned)


def write_file(place: Workplace, interviews: list[Interview], written: Written) -> AssembleReport:
    """Writes the worksheet's file with what people wrote. Raises as ``assemble`` does; the file then stays as it is."""
    path = worksheet_file(place)
    plan = plan_of(place, interviews, written)
    look = second_look(place)
    pass_or_stop(look, plan)
    written = without_unfit_names(written, look)
    written = without_unseen(written, written, digests_of_stories(plan.stories))
    record_opening(place)  # if it dies while it writes, stories may have been read
    backup = write_worksheet(plan, path, written=written)
    report = report_of(place, plan, written, look)
    return replace(report, path=path, interviews=len(interviews), backup=backup)


def rewrite_file(place: Workplace, written: Written | None) -> tuple[StoryRow, ...]:
    """Writes the worksheet's file anew with ``written`` and the interviews that are kept now; returns their stories.

    Without ``written`` nothing is written. Nothing is looked at again: the file has these very stories already.
    """
    plan = plan_of(place, list(place.notebook.interviews()), written or Written())
    if written is not None:
        write_worksheet(plan, worksheet_file(place), written=written)
    return plan.stories
