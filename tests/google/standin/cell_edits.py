"""The requests of spreadsheets.batchUpdate that change cells."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from tests.google.standin.cells import Cell, computed
from tests.google.standin.errors import invalid
from tests.google.standin.fields import Mask, only
from tests.google.standin.grid import mask_of, span_of, tab_of
from tests.google.standin.spreadsheet import Spreadsheet, Tab

Json = dict[str, Any]


def update_cells(sheet: Spreadsheet, request: Json) -> None:
    """Cells from `start`, or in a `range` (where what `rows` doesn't name is emptied in the masked fields)."""
    mask, rows = mask_of(request, "CellData"), request.get("rows") or []
    if request.get("range"):
        span = span_of(sheet, request["range"])
        for row, column in span.places:
            _put(span.tab.cell(row, column), _given(rows, row - span.top, column - span.left), mask)
    else:
        start = request.get("start") or {}
        _put_rows(tab_of(sheet, start), rows, start.get("rowIndex") or 0, start.get("columnIndex") or 0, mask)


def repeat_cell(sheet: Spreadsheet, request: Json) -> None:
    """The same cell everywhere in a range."""
    mask, span = mask_of(request, "CellData"), span_of(sheet, request["range"])
    for row, column in span.places:
        _put(span.tab.cell(row, column), request.get("cell") or {}, mask)


def append_cells(sheet: Spreadsheet, request: Json) -> None:
    """Rows below the last one with data; the grid grows when it has to."""
    mask, tab, rows = mask_of(request, "CellData"), tab_of(sheet, request), request.get("rows") or []
    start = tab.last_row()
    tab.row_count = max(tab.row_count, start + len(rows))
    _put_rows(tab, rows, start, 0, mask)


def set_validation(sheet: Spreadsheet, request: Json) -> None:
    """A rule on every cell of a range; no rule clears it."""
    span = span_of(sheet, request["range"])
    for row, column in span.places:
        span.tab.cell(row, column).validation = copy.deepcopy(request.get("rule"))


def sort_range(sheet: Spreadsheet, request: Json) -> None:
    """Whole rows of the range by its columns; blanks come last in either order."""
    span = span_of(sheet, request["range"])
    columns = range(span.left, span.right)
    rows = [[span.tab.cells.pop((row, c), None) for c in columns] for row in range(span.top, span.bottom)]
    for spec in reversed(request.get("sortSpecs") or []):
        at, down = (spec.get("dimensionIndex") or 0) - span.left, spec.get("sortOrder") == "DESCENDING"
        rows.sort(key=lambda cells, at=at: _order(cells[at]), reverse=down)
        rows.sort(key=lambda cells, at=at: _order(cells[at])[0] == 3)
    for row, cells in enumerate(rows, span.top):
        span.tab.cells.update({(row, c): cell for c, cell in zip(columns, cells, strict=True) if cell is not None})


def _order(cell: Cell | None) -> tuple[int, Any]:
    value = cell.value if cell else None
    if value is None:
        return 3, 0
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def _put_rows(tab: Tab, rows: list[Json], top: int, left: int, mask: Mask) -> None:
    for r, row in enumerate(rows):
        for c, data in enumerate(row.get("values") or []):
            if top + r >= tab.row_count or left + c >= tab.column_count:
                raise invalid("Attempting to write outside the grid of the sheet.")
            _put(tab.cell(top + r, left + c), data, mask)


def _given(rows: list[Json], row: int, column: int) -> Json:
    values = (rows[row].get("values") or []) if row < len(rows) else []
    return values[column] if column < len(values) else {}


def _put(cell: Cell, data: Json, mask: Mask) -> None:
    """Take the masked fields of a CellData; a masked field that isn't given is cleared."""
    every = "*" in mask
    if every or "userEnteredValue" in mask:
        _put_value(cell, data.get("userEnteredValue") or {})
    if every or "note" in mask:
        cell.note = data.get("note") or ""
    if every or "dataValidation" in mask:
        cell.validation = copy.deepcopy(data.get("dataValidation"))
    if every or "userEnteredFormat" in mask:
        _put_format(cell, data.get("userEnteredFormat") or {}, {} if every else mask["userEnteredFormat"])


def _put_value(cell: Cell, value: Json) -> None:
    found = [each for name, each in value.items() if each is not None]
    cell.formula = value.get("formulaValue") or ""
    cell.value = computed(cell.formula) if cell.formula else found[0] if found else None


def _styled(value: Any) -> Any:
    """A format as Google gives it back: colours appear as a style too."""
    if not isinstance(value, dict):
        return value
    styles = {
        f"{name}Style": {"rgbColor": value[name]} for name in ("backgroundColor", "foregroundColor") if name in value
    }
    return {name: _styled(each) for name, each in value.items()} | styles


def _put_format(cell: Cell, given: Json, mask: Mask) -> None:
    given = _styled(given)
    if not mask or "*" in mask:
        cell.format = {name: copy.deepcopy(value) for name, value in given.items() if name != "numberFormat"}
        cell.number_format = (given.get("numberFormat") or {}).get("type", "")
        return
    for name, inner in (mask | {f"{each}Style": {} for each in mask if f"{each}Style" in given}).items():
        if name == "numberFormat":
            cell.number_format = (given.get("numberFormat") or {}).get("type", "")
        elif given.get(name) is None:
            cell.format.pop(name, None)
        elif inner:
            inner = inner | {f"{each}Style": below for each, below in inner.items()}
            cell.format[name] = {**cell.format.get(name, {}), **only(given[name], inner)}
        else:
            cell.format[name] = copy.deepcopy(given[name])


CELL_EDITS: dict[str, Callable[[Spreadsheet, Json], None]] = {
    "setDataValidation": set_validation,
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "appendCells": append_cells,
    "sortRange": sort_range,
}
