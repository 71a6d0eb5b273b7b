"""Read back: what people wrote in the worksheet, into the notebook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flows.steps.assemble_google import sheet_of_pairs
from flows.steps.assemble_report import ReadReport
from flows.steps.events import logged
from flows.steps.predictions import (
    first_read,
    made_predictions,
)
from flows.steps.quote_remarks import beside_stories
from flows.steps.redactors import second_look
from flows.steps.typed_residue import without_residue
from flows.steps.workplace import WORKSHEET, Workplace, open_workplace
from flows.steps.worksheet_plan import worksheet_file
from reports.checks.quote_check import check_quotes
from reports.summary import expectations
from reports.worksheet_file import WorksheetError
from reports.worksheet_merge import is_ours
from reports.worksheet_read import read_sheets, read_worksheet
from reports.worksheet_rows import Known
from rounds.headlines import ReadBack


@logged("assemble-read")
def read_back(folder: Path) -> ReadReport:
    """Reads headlines, themes and predictions from the worksheet into the notebook.

    A headline with a known name or contact detail in it is refused and named by its cell; the rest goes on.
    """
    with open_workplace(folder) as place:
        interviews = list(place.notebook.interviews())
        known = {i.id: frozenset(note.question for note in i.notes) for i in interviews}
        before = len(place.notebook.headlines())
        google_sheet = place.round.worksheet.google_sheet
        if google_sheet:
            found, url = _read_google(place, google_sheet, known)
        else:
            made = made_predictions(place)
            found, url = (
                read_worksheet(worksheet_file(place), known=known, round_name=place.round.name, predictions_made=made),
                "",
            )
        found = replace(found, predictions=first_read(found.predictions, place.notebook.predictions(), place.now()))
        clean = without_residue(found, second_look(place))
        # One name wherever it is kept: what was read from a file before is replaced, not added to.
        place.notebook.save_readback(clean, worksheet=str(WORKSHEET), at=place.now())
        checks = check_quotes(clean.headlines, interviews)
        return ReadReport(
            path=None if google_sheet else worksheet_file(place),
            headlines=len(clean.headlines),
            quotes=sum(headline.kind == "quote" for headline in clean.headlines),
            themes=len(clean.themes),
            predictions=sum(not prediction.is_late for prediction in clean.predictions),
            late=sum(prediction.is_late for prediction in clean.predictions),
            all_held=expectations(clean.predictions).all_held,
            no_predictions=clean.no_predictions,
            problems=clean.problems,
            before=before,
            url=url,
            headlines_read=clean.headlines,
            checks=checks,
            beside=beside_stories(checks, clean.headlines, interviews),
        )


def _read_google(place: Workplace, spreadsheet_id: str, known: Known) -> tuple[ReadBack, str]:
    with sheet_of_pairs(place, spreadsheet_id) as sheet:
        sheets = sheet.read(is_ours)
        if not any(cell.text for tab in sheets for row in tab.rows for cell in row):
            raise WorksheetError(f"{sheet.name} is empty. `sayback assemble` writes the worksheet into it.")
        earlier = "go back to an earlier state with File, Version history"
        read = read_sheets(
            sheets,
            where=sheet.name,
            earlier=earlier,
            known=known,
            round_name=place.round.name,
            predictions_made=made_predictions(place),
        )
        return read, sheet.url
