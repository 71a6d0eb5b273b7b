"""The Predictions tab: the rows that it shows, and what people made of them.

Predictions are recorded before the worksheet is opened (`sayback predict`). Here people say what became of them. A row
that they add is late, and a recorded text stays as it was recorded, whatever they type over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports.prediction_rows import ADDED, UNDATED, claims_recorded, is_ours, match_rows, written_words
from reports.worksheet_table import Table, TableRow, find_tables, read_table
from reports.worksheet_tabs import (
    NONE_WRITTEN,
    NOTE,
    OUTCOME,
    PREDICTION,
    PREDICTION_COLUMNS,
    PREDICTIONS,
    WRITTEN,
    heading_key,
    is_marked,
)
from rounds.headlines import Outcome, Prediction, Problem, WorksheetPlan, Written, WrittenTab
from rounds.sheets import Sheet

NOT_JUDGED = "not judged yet: choose held, overturned or unheard when all is read."

_NOT_RECORDED = (
    "this row is none of the recorded predictions, so it counts as added after the worksheet was opened."
    " `sayback assemble` writes that here."
)
_NONE = {"none", "none written", "no predictions"}
_OUTCOME_WORDS = {outcome.value: outcome for outcome in Outcome} | {"": Outcome.OPEN, "not heard": Outcome.UNHEARD}
_Row = dict[str, str]


def predictions_table(sheets: Sequence[Sheet]) -> WrittenTab | None:
    """The Predictions tab as people left it, rows of text below headings: ours first, then theirs. None without it.

    Where it has no column Written it is of an earlier release: then nobody knows when its rows were written.
    """
    for sheet, header in find_tables(sheets, PREDICTIONS)[:1]:
        table = read_table(sheet, header, PREDICTION_COLUMNS)
        headings = (*PREDICTION_COLUMNS, *table.added(PREDICTION_COLUMNS))
        dated = WRITTEN in table.columns
        rows = [row.cells if dated or not row[PREDICTION] else {**row.cells, WRITTEN: UNDATED} for row in table.rows]
        return WrittenTab(PREDICTIONS, (headings, *(tuple(row.get(name, "") for name in headings) for row in rows)))
    return None


def prediction_rows(plan: WorksheetPlan, written: Written) -> list[tuple[str, ...]]:
    """Headings and rows of the Predictions tab: what people left there, then recorded ones that it lacks.

    Without a row of people all of the plan's; a plan's prediction without a time is no recorded one, and people may
    delete it.
    """
    headings, *rows = written.predictions.rows if written.predictions else (PREDICTION_COLUMNS,)
    theirs = [dict(zip(headings, row, strict=True)) for row in rows]
    recorded = [each for each in plan.predictions if each.written_at]
    found = match_rows(recorded, [(row[PREDICTION], row[WRITTEN]) for row in theirs])
    of_row = {n: recorded[index] for index, n in found.items()}
    shown = [_carried(row, of_row.get(n)) for n, row in enumerate(theirs)]
    is_new = not (theirs or written.none_written)
    shown += [
        _new_row(each)
        for each in plan.predictions
        if (each in recorded and recorded.index(each) not in found) or (is_new and not each.written_at)
    ]
    return [tuple(headings), *(tuple(row.get(name, "") for name in headings) for row in shown)]


def _carried(row: _Row, recorded: Prediction | None) -> _Row:
    """A row as people left it, with what Sayback says under Written; other words there go to the note."""
    words = written_words(recorded) if recorded else _words_of_added(row)
    if recorded is None or is_ours(row[WRITTEN]):
        note = row[NOTE]
    else:
        note = "\n".join(filter(None, (row[NOTE], row[WRITTEN])))
    text = row[PREDICTION] or (recorded.text if recorded else "")
    return {**row, PREDICTION: text, WRITTEN: words, NOTE: note}


def _words_of_added(row: _Row) -> str:
    """For a row that is none of the recorded ones: one that says so all the same is read as late, so it is told."""
    if row[PREDICTION] and (not row[WRITTEN] or claims_recorded(row[WRITTEN])):
        return ADDED
    return row[WRITTEN]


def _new_row(prediction: Prediction) -> _Row:
    outcome = "" if prediction.outcome is Outcome.OPEN else prediction.outcome.value
    return {PREDICTION: prediction.text, OUTCOME: outcome, WRITTEN: written_words(prediction)}


def read_predictions(
    sheets: Sequence[Sheet], recorded: Sequence[Prediction] | None = None
) -> tuple[tuple[Prediction, ...], bool, list[Problem]]:
    """The predictions, whether none was written before the worksheet was opened, and problems that name the cell.

    ``recorded`` come back as they were recorded, with the outcome in the tab; all others are late, with no time, unless
    the tab is of an earlier release. Without ``recorded`` nothing is known of that, and open ones are no problem.
    """
    for sheet, header in find_tables(sheets, PREDICTIONS)[:1]:
        reader = _Reader(read_table(sheet, header, PREDICTION_COLUMNS), recorded)
        predictions = tuple(reader.predictions())
        none_written = reader.none_written or is_marked(none_written_cell(sheet))
        in_time = [each for each in predictions if not each.is_late]
        if none_written and in_time:
            reader.note(None, f'"{NONE_WRITTEN}" is marked, but there are predictions. Empty one of the two.')
        return predictions, none_written and not in_time, reader.problems
    gone = "this tab is gone; the recorded predictions stay, not judged. `sayback assemble` writes it again."
    return tuple(recorded or ()), False, [Problem(PREDICTIONS, "A1", gone)] if recorded else []


class _Reader:
    """Reads the rows of a table, and gathers their problems."""

    def __init__(self, table: Table, recorded: Sequence[Prediction] | None) -> None:
        self.problems: list[Problem] = []
        self.none_written = False
        self._table = table
        self._recorded = recorded or ()
        self._is_strict = recorded is not None
        found = match_rows(self._recorded, [(row[PREDICTION], row[WRITTEN]) for row in table.rows])
        self._of_row: Mapping[int, Prediction] = {
            table.rows[n].number: self._recorded[index] for index, n in found.items()
        }

    def note(self, place: tuple[str, TableRow] | None, message: str) -> None:
        """Remarks on the cell under a heading; on the table where there is none."""
        cell = self._table.cell(place[0], place[1].number) if place else f"A{self._table.header_row}"
        self.problems.append(Problem(self._table.sheet, cell, message))

    def predictions(self) -> Iterator[Prediction]:
        """The predictions of the rows from top to bottom, then recorded ones that have lost their row."""
        texts = {heading_key(each.text) for each in self._recorded}
        for row in self._table.rows:
            key, recorded = heading_key(row[PREDICTION]), self._of_row.get(row.number)
            if recorded:
                yield self._as_recorded(row, recorded)
            elif key in _NONE:
                self.none_written = True
            elif key in texts:
                self.note((PREDICTION, row), "this prediction stands here twice; the first one counts. Delete one.")
            elif not key and row[OUTCOME] and self._is_strict:
                self.note((PREDICTION, row), "there is an outcome but no prediction. Write one, or empty the row.")
            elif key:
                if self._is_strict and claims_recorded(row[WRITTEN]):
                    self.note((WRITTEN, row), _NOT_RECORDED)
                yield Prediction(
                    row[PREDICTION], self._outcome(row, is_late=self._is_late(row)), None, self._is_late(row)
                )
        lost = [n for n, each in enumerate(self._recorded, start=1) if each not in self._of_row.values()]
        for number in lost:
            self.note(
                None, f"the recorded prediction {number} is missing here; it counts, as not judged. `sayback assemble`"
                " puts it back, `sayback predict` shows it.",
            )  # fmt: skip
            yield self._recorded[number - 1]

    def _as_recorded(self, row: TableRow, recorded: Prediction) -> Prediction:
        if heading_key(row[PREDICTION]) != heading_key(recorded.text):
            number = self._recorded.index(recorded) + 1
            self.note(
                (PREDICTION, row), f"the text of the recorded prediction {number} was changed here; it counts as it was"
                " recorded. Put it back (`sayback predict` shows it); a new thought belongs into a row of its own.",
            )  # fmt: skip
        outcome = self._outcome(row, is_late=recorded.is_late)
        return Prediction(recorded.text, outcome, recorded.written_at, recorded.is_late)

    def _is_late(self, row: TableRow) -> bool:
        return self._is_strict and WRITTEN in self._table.columns and row[WRITTEN] != UNDATED

    def _outcome(self, row: TableRow, *, is_late: bool) -> Outcome:
        outcome = _OUTCOME_WORDS.get(heading_key(row[OUTCOME]))
        if outcome is None:
            message = "unknown outcome; choose held, overturned or unheard, or leave the cell empty."
            self.note((OUTCOME, row), message)
        elif outcome is Outcome.OPEN and self._is_strict and not is_late:
            self.note((OUTCOME, row), NOT_JUDGED)
        return outcome or Outcome.OPEN


def none_written_cell(sheet: Sheet) -> str:
    """What stands beside "None written" on the Predictions tab, wherever it has been moved."""
    for row in sheet.rows:
        texts = [cell.text for cell in row if cell.text]
        label = next((text for text in texts if heading_key(text).startswith(heading_key(NONE_WRITTEN))), None)
        if label:
            return next((text for text in texts if text != label), "")
    return ""
