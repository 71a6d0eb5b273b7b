"""Assemble into a Google sheet that the pairs share: what differs is written, in place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flows.steps.assemble_outcome import report_of
from flows.steps.assemble_report import AssembleReport
from flows.steps.closing import record_opening
from flows.steps.origins import open_origins
from flows.steps.redactors import second_look
from flows.steps.shared_sheet import bring_up_to_date
from flows.steps.workplace import GOOGLE_WORKSHEET_FACT, Workplace, linked_sheet_fact
from flows.steps.worksheet_plan import (
    NOTHING,
    NothingToAssemble,
    pass_or_stop,
    plan_of,
    without_unfit_names,
    worksheet_file,
    written_elsewhere,
)
from reports.worksheet_changes import changes
from reports.worksheet_copies import Copy, copies_left
from reports.worksheet_file import WorksheetError, refuse_open_file, retire, save_copy
from reports.worksheet_layout import worksheet_tabs
from reports.worksheet_merge import is_ours, written_in
from reports.worksheet_shown import read_shown
from reports.worksheet_table import find_tables
from reports.worksheet_tabs import HEADLINES, PAIR
from rounds.errors import RoundFileError
from rounds.headlines import Written, WrittenRow
from rounds.interviews import Interview
from rounds.sheets import Sheet
from rounds.worksheet_tabs import Changes

if TYPE_CHECKING:
    from connectors.google_worksheet import GoogleWorksheet

_COPIES_FACT = "worksheet_copies"  # digests of stories that people had copied, and that may not be seen any more


def in_google(place: Workplace, interviews: list[Interview], spreadsheet_id: str) -> AssembleReport:
    """A worksheet in a file that the round had before is carried over into the Google sheet, and then set aside.

    As long as the file is there, rows of it that the sheet lacks are added: a run may have died half-way.
    """
    with sheet_of_pairs(place, spreadsheet_id) as sheet:
        there = sheet.read(is_ours)
        holds = _holds_worksheet(there, place.round.name, sheet.name)
        if not interviews and not holds:
            raise NothingToAssemble(NOTHING)
        in_place = holds and not worksheet_file(place).exists()
        written = written_in(there) if in_place else written_elsewhere(place)
        if holds and not in_place:
            _refuse_two_worksheets(written, written_in(there), worksheet_file(place))
        refuse_open_file(worksheet_file(place))
        plan = plan_of(place, interviews, written)
        look = second_look(place)
        pass_or_stop(look, plan)
        written = without_unfit_names(written, look)
        per_pair = place.round.worksheet.tab_per_pair
        stale = json.loads(place.notebook.fact(_COPIES_FACT) or "[]")
        wanted = worksheet_tabs(plan, written, in_place=in_place, tab_per_pair=per_pair, stale=stale)
        backup, left = None, Changes()
        record_opening(place)  # if it dies while it writes, stories may have been read
        todo = changes(there, wanted)
        copies = copies_left(there, wanted, todo)
        _remember_copies(place, copies)
        if todo:
            backup = save_copy(there, worksheet_file(place)) if holds else None
            left = bring_up_to_date(sheet, wanted)
        place.notebook.set_fact(GOOGLE_WORKSHEET_FACT, sheet.url)
        report = report_of(place, plan, written, look, retired=retire(worksheet_file(place)))
        return replace(
            report,
            url=sheet.url,
            interviews=len(interviews),
            backup=backup or report.backup,
            unsettled=len(left.cells) + sum(len(added.rows) for added in left.rows),
            is_plain=sheet.is_plain,
            copies=tuple(copy.place for copy in copies),
        )


def _remember_copies(place: Workplace, copies: Sequence[Copy]) -> None:
    """The sheet itself forgets at once what a story read before. The notebook knows it until the copies are gone."""
    digests = sorted({copy.digest for copy in copies})
    place.notebook.set_fact(_COPIES_FACT, json.dumps(digests) if digests else None)


@contextmanager
def sheet_of_pairs(place: Workplace, spreadsheet_id: str) -> Iterator[GoogleWorksheet]:
    """The Google sheet that pairs write in. Raises RoundFileError when a form writes to it, as far as that is known."""
    for source in place.round.sources:
        linked = place.notebook.fact(linked_sheet_fact(source.key))  # as the form said at the last collect
        if spreadsheet_id in (source.google_sheet, linked):
            raise RoundFileError(
                f'`google_sheet` under [worksheet] is the sheet that the form of the source "{source.key}" writes to.'
                " Nothing is ever written there: make another Google sheet for the worksheet, and share it as Editor."
            )
    with open_origins(place.round) as origins:
        yield origins.worksheet(spreadsheet_id)


def _holds_worksheet(sheets: Sequence[Sheet], round_name: str, where: str) -> bool:
    """Whether a worksheet is there already. Raises WorksheetError when it is that of another round."""
    theirs = read_shown(sheets).round_name
    if theirs and theirs != round_name:
        raise WorksheetError(f'{where} is the worksheet of the round "{theirs}". Make another one for "{round_name}".')
    return bool(find_tables(sheets, HEADLINES))


def _refuse_two_worksheets(in_file: Written, in_sheet: Written, path: Path) -> None:
    """Raises WorksheetError when people wrote different things beside the same row in the file and in the sheet."""
    there = {row.mark: _words(row) for row in in_sheet.rows}
    differing = sum(bool(_words(row)) and _words(row) != there.get(row.mark, _words(row)) for row in in_file.rows)
    if differing:
        raise WorksheetError(
            f"People wrote in {path} and in the Google sheet, and {differing} rows of the two differ. Move what is new"
            " in the file into the sheet by hand, delete the file, and assemble again. Nothing was written."
        )


def _words(row: WrittenRow) -> dict[str, str]:
    return {heading: text for heading, text in row.cells if heading != PAIR}


def rewrite_google(place: Workplace, spreadsheet_id: str) -> None:
    """Brings the shared sheet up to date with the interviews that are kept now. Raises as ``assemble`` does."""
    in_google(place, list(place.notebook.interviews()), spreadsheet_id)
