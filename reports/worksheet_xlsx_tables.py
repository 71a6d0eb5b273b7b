"""The tabs beside the stories in an .xlsx worksheet: Themes, Predictions, Coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.worksheet_look import (
    BLANK_ROW_POINTS,
    Look,
    Style,
    Top,
    head_row,
    offer,
    set_paper,
    set_widths,
    title_rows,
)
from reports.worksheet_predictions import prediction_rows
from reports.worksheet_tabs import (
    COVERAGE,
    COVERAGE_COLUMNS,
    COVERAGE_HINTS,
    COVERAGE_WIDTHS,
    EXTRA_WIDTH,
    MARK,
    MARKED,
    OUTCOME,
    OUTCOME_CHOICES,
    PREDICTION_HINTS,
    PREDICTION_WIDTHS,
    PREDICTIONS,
    THEME_HINTS,
    THEME_WIDTHS,
    THEMES,
    WRITTEN,
)
from reports.worksheet_themes import theme_rows
from reports.xlsx_text import line_count, row_points
from rounds.headlines import WorksheetPlan, Written

_THEME_ROWS, _PREDICTION_ROWS = 14, 10  # at least so many to write in


def write_themes(look: Look, workbook: Workbook, plan: WorksheetPlan, written: Written) -> str:
    """The Themes tab; returns the range of the theme names, for the drop-down lists."""
    rows = theme_rows(plan, written)
    worksheet, first, last = _write_table(
        look,
        workbook,
        THEMES,
        plan,
        THEME_HINTS,
        rows,
        THEME_WIDTHS,
        _THEME_ROWS,
    )
    worksheet.column_dimensions[get_column_letter(rows[0].index(MARK) + 1)].hidden = True
    return f"{worksheet.title}!$A${first}:$A${last}"


def write_predictions(look: Look, workbook: Workbook, plan: WorksheetPlan, written: Written) -> None:
    """The Predictions tab, with a cell to mark that none was written."""
    rows = prediction_rows(plan, written)
    worksheet, first, last = _write_table(
        look,
        workbook,
        PREDICTIONS,
        plan,
        PREDICTION_HINTS,
        rows,
        PREDICTION_WIDTHS,
        _PREDICTION_ROWS,
    )
    label_row = len(PREDICTION_HINTS) + 1
    look.put(worksheet, label_row, 1, PREDICTION_HINTS[-1], Style(bold=True))
    look.put(worksheet, label_row, 2, written.none_written, Style(boxed=True, top="row", centred=True))
    offer(worksheet, 2, (label_row, label_row), f'"{MARKED}"')
    outcomes = f'"{",".join(OUTCOME_CHOICES)}"'
    offer(worksheet, rows[0].index(OUTCOME) + 1, (first, last), outcomes, warn="Choose held, overturned or unheard.")


def write_coverage(look: Look, workbook: Workbook, plan: WorksheetPlan) -> None:
    """The Coverage tab, for reading only."""
    worksheet = workbook.create_sheet(COVERAGE)
    head = title_rows(look, worksheet, COVERAGE, COVERAGE_HINTS)
    head_row(look, worksheet, head, COVERAGE_COLUMNS, ())
    set_widths(worksheet, dict(enumerate(COVERAGE_WIDTHS, start=1)))
    group = None
    for row, line in enumerate(plan.coverage, start=head + 1):
        worksheet.row_dimensions[row].height = 20
        top: Top = "row" if line.segment == group else "story"
        group = line.segment
        for column, text in enumerate((line.segment, line.value, line.heard, line.target, line.status), start=1):
            look.put(worksheet, row, column, text, Style(top=top, middle=True))
    worksheet.freeze_panes = f"A{head + 1}"
    worksheet.sheet_view.showGridLines = False
    set_paper(worksheet, plan.round_title, landscape=False, repeat=head)


def _write_table(
    look: Look,
    workbook: Workbook,
    title: str,
    plan: WorksheetPlan,
    hints: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: dict[str, float],
    at_least: int,
) -> tuple[Worksheet, int, int]:
    """A tab with a table for people to fill; returns it with its first and last row for them."""
    worksheet = workbook.create_sheet(title)
    head = title_rows(look, worksheet, title, hints)
    headings = rows[0]
    head_row(look, worksheet, head, headings, [name for name in headings if name != WRITTEN])
    column_widths = {column: widths.get(name, EXTRA_WIDTH) for column, name in enumerate(headings, start=1)}
    set_widths(worksheet, column_widths)
    last = head + max(at_least, len(rows) + 4)
    for row, texts in enumerate(_padded(rows[1:], len(headings), last - head), start=head + 1):
        for column, text in enumerate(texts, start=1):
            muted = headings[column - 1] == WRITTEN
            look.put(worksheet, row, column, text, Style(boxed=True, top="row", middle=True, muted=muted))
        lines = max(line_count(text, int(column_widths[column])) for column, text in enumerate(texts, start=1))
        worksheet.row_dimensions[row].height = max(BLANK_ROW_POINTS, row_points(lines)) if any(texts) else None
    worksheet.sheet_format.defaultRowHeight = BLANK_ROW_POINTS
    worksheet.sheet_format.customHeight = True
    worksheet.freeze_panes = f"A{head + 1}"
    worksheet.sheet_view.showGridLines = False
    set_paper(worksheet, plan.round_title, landscape=True, repeat=head)
    return worksheet, head + 1, last


def _padded(rows: Sequence[Sequence[str]], columns: int, number: int) -> Iterator[Sequence[str]]:
    yield from rows
    for _ in range(number - len(rows)):
        yield [""] * columns
