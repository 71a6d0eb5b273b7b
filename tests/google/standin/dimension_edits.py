"""The requests of spreadsheets.batchUpdate that change rows and columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.google.standin.errors import invalid
from tests.google.standin.grid import mask_of, tab_of
from tests.google.standin.spreadsheet import Spreadsheet, Tab

Json = dict[str, Any]


def _insert_dimension(sheet: Spreadsheet, request: Json) -> None:
    tab, rows, start, end = _dimension(sheet, request["range"])
    (tab.insert_rows if rows else tab.insert_columns)(start, end - start)


def _delete_dimension(sheet: Spreadsheet, request: Json) -> None:
    tab, rows, start, end = _dimension(sheet, request["range"])
    if end > (tab.row_count if rows else tab.column_count):
        raise invalid("The range is outside the grid.")
    (tab.delete_rows if rows else tab.delete_columns)(start, end - start)


def _append_dimension(sheet: Spreadsheet, request: Json) -> None:
    tab = tab_of(sheet, request)
    if request.get("dimension") == "ROWS":
        tab.row_count += request.get("length", 0)
    else:
        tab.column_count += request.get("length", 0)


def _update_dimension_properties(sheet: Spreadsheet, request: Json) -> None:
    tab, rows, start, end = _dimension(sheet, request["range"])
    given, mask = request.get("properties") or {}, mask_of(request, "DimensionProperties")
    for number in range(start, end):
        if "pixelSize" in mask or "*" in mask:
            (tab.heights if rows else tab.widths)[number] = given.get("pixelSize", 0)
        if rows and ("hiddenByUser" in mask or "*" in mask):
            (tab.by_user.add if given.get("hiddenByUser") else tab.by_user.discard)(number)


def _dimension(sheet: Spreadsheet, given: Json) -> tuple[Tab, bool, int, int]:
    tab, rows = tab_of(sheet, given), given.get("dimension") == "ROWS"
    if given.get("dimension") not in ("ROWS", "COLUMNS"):
        raise invalid("A dimension must be given.")
    start, end = given.get("startIndex", 0), given.get("endIndex", tab.row_count if rows else tab.column_count)
    if end <= start:
        raise invalid("endIndex must be greater than startIndex.")
    return tab, rows, start, end


def _auto_resize(sheet: Spreadsheet, request: Json) -> None:
    _dimension(sheet, request["dimensions"])


DIMENSION_EDITS: dict[str, Callable[[Spreadsheet, Json], Json | None]] = {
    "insertDimension": _insert_dimension,
    "deleteDimension": _delete_dimension,
    "appendDimension": _append_dimension,
    "updateDimensionProperties": _update_dimension_properties,
    "autoResizeDimensions": _auto_resize,
}
