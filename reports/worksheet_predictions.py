"""The Predictions tab: the rows that it shows, and what people made of them."""

from __future__ import annotations

from collections.abc import Sequence

from reports.worksheet_table import find_tables, read_table
from reports.worksheet_tabs import (
    NONE_WRITTEN,
    OUTCOME,
    PREDICTION,
    PREDICTION_COLUMNS,
    PREDICTIONS,
    heading_key,
    is_marked,
)
from rounds.headlines import Outcome, Prediction, Problem, WorksheetPlan, Written
from rounds.sheets import Sheet

_NONE = {"none", "none written", "no predictions"}
_OUTCOME_WORDS = {outcome.value: outcome for outcome in Outcome} | {"": Outcome.OPEN, "not heard": Outcome.UNHEARD}


def prediction_rows(plan: WorksheetPlan, written: Written) -> list[tuple[str, ...]]:
    """Headings and rows of the Predictions tab: what people left there, else the plan's."""
    if written.predictions and (len(written.predictions.rows) > 1 or written.none_written):
        return list(written.predictions.rows)
    return [PREDICTION_COLUMNS, *((each.text, _outcome(each.outcome.value), "") for each in plan.predictions)]


def _outcome(value: str) -> str:
    return "" if value == "open" else value


def read_predictions(sheets: Sequence[Sheet]) -> tuple[tuple[Prediction, ...], bool, list[Problem]]:
    """The predictions, whether "None written" is marked, and problems that name the cell."""
    predictions: list[Prediction] = []
    problems: list[Problem] = []
    none_written = False
    for sheet, header in find_tables(sheets, PREDICTIONS)[:1]:
        none_written = is_marked(none_written_cell(sheet))
        table = read_table(sheet, header, PREDICTION_COLUMNS)
        for row in table.rows:
            text = row[PREDICTION]
            if heading_key(text) in _NONE:
                none_written = True
            elif text:
                outcome = _OUTCOME_WORDS.get(heading_key(row[OUTCOME]))
                if outcome is None:
                    message = "unknown outcome; choose held, overturned or unheard, or leave the cell empty."
                    problems.append(Problem(table.sheet, table.cell(OUTCOME, row.number), message))
                predictions.append(Prediction(text, outcome or Outcome.OPEN))
        if none_written and predictions:
            message = f'"{NONE_WRITTEN}" is marked, but there are predictions. Empty one of the two.'
            problems.append(Problem(table.sheet, f"A{table.header_row}", message))
    return tuple(predictions), none_written and not predictions, problems


def none_written_cell(sheet: Sheet) -> str:
    """What stands beside "None written" on the Predictions tab, wherever it has been moved."""
    for row in sheet.rows:
        texts = [cell.text for cell in row if cell.text]
        label = next((text for text in texts if heading_key(text).startswith(heading_key(NONE_WRITTEN))), None)
        if label:
            return next((text for text in texts if text != label), "")
    return ""
