"""The Sheets API: spreadsheets.get and create; values are in values_api, changes in sheet_edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.google.standin import values_api
from tests.google.standin.a1 import Area, area, quoted
from tests.google.standin.call import Call
from tests.google.standin.cells import Cell, formatted
from tests.google.standin.errors import no_permission
from tests.google.standin.fields import asked
from tests.google.standin.grid import in_answer
from tests.google.standin.spreadsheet import Spreadsheet, Tab
from tests.google.standin.values_api import spreadsheet_of

if TYPE_CHECKING:
    from tests.google.standin.stand_in import StandIn


def _get(google: StandIn, call: Call) -> dict[str, Any]:
    """With `fields`, includeGridData is ignored: the mask decides (documentation of spreadsheets.get)."""
    sheet = spreadsheet_of(google, call)
    areas = [area(sheet, text) for text in call.all("ranges")]
    mask = asked(call)
    with_data = "data" in mask.get("sheets", {}) if mask is not None else call.flag("includeGridData")
    return shown(sheet, areas, with_data=with_data)


def _create(google: StandIn, call: Call) -> dict[str, Any]:
    """People can; a service account has nowhere to put it."""
    google.check_may_own(call.access, no_permission())
    given = call.json.get("properties") or {}
    titles = [each.get("properties", {}).get("title", "Sheet1") for each in call.json.get("sheets") or []]
    made = google.add_spreadsheet(
        given.get("title") or "Untitled spreadsheet",
        locale=given.get("locale") or "en_US",
        time_zone=given.get("timeZone") or "Etc/GMT",
        tabs={title: [] for title in titles},
        owner=call.account,
        everyone="none",
    )
    return shown(google.spreadsheets[made])


def shown(sheet: Spreadsheet, areas: Sequence[Area] = (), *, with_data: bool = False) -> dict[str, Any]:
    """A spreadsheet as spreadsheets.get gives it."""
    wanted = {each.tab.sheet_id for each in areas}
    tabs = [
        _sheet_json(sheet, tab, index, [a for a in areas if a.tab is tab] if with_data else None)
        for index, tab in enumerate(sheet.tabs)
        if not wanted or tab.sheet_id in wanted
    ]
    return {
        "spreadsheetId": sheet.id,
        "properties": {
            "title": sheet.title,
            "locale": sheet.locale,
            "autoRecalc": "ON_CHANGE",
            "timeZone": sheet.time_zone,
            "defaultFormat": {"verticalAlignment": "BOTTOM", "wrapStrategy": "OVERFLOW_CELL"},
        },
        "sheets": tabs,
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{sheet.id}/edit",
    }


def sheet_properties(tab: Tab, index: int) -> dict[str, Any]:
    """The properties of a tab; zeros and `false` stay away where Google leaves them away."""
    grid = {"rowCount": tab.row_count, "columnCount": tab.column_count}
    if tab.frozen_rows:
        grid["frozenRowCount"] = tab.frozen_rows
    if tab.frozen_columns:
        grid["frozenColumnCount"] = tab.frozen_columns
    found = {"sheetId": tab.sheet_id, "title": tab.title, "index": index, "sheetType": "GRID", "gridProperties": grid}
    return {**found, **({"hidden": True} if tab.hidden else {}), **tab.properties}


def _sheet_json(sheet: Spreadsheet, tab: Tab, index: int, areas: list[Area] | None) -> dict[str, Any]:
    found: dict[str, Any] = {"properties": sheet_properties(tab, index)}
    if areas is not None:
        found["data"] = [_grid_data(sheet, each) for each in areas or [area(sheet, quoted(tab.title))]]
    return {**found, **{name: _plain_parts(part) for name, part in tab.parts.items() if part}}


def _plain_parts(part: Any) -> Any:
    """What lies over the cells; ranges on the tab 0 don't name it."""
    if isinstance(part, list):
        return [_plain_parts(each) for each in part]
    return in_answer(part) if "range" in part else part


def _grid_data(sheet: Spreadsheet, where: Area) -> dict[str, Any]:
    tab = where.tab
    rows = [_row_json(sheet, where, row) for row in range(where.top, min(where.last_row, tab.last_touched() + 1))]
    while rows and not rows[-1]:
        rows.pop()
    return {
        **({"rowData": rows} if rows else {}),
        **({"startRow": where.top} if where.top else {}),
        **({"startColumn": where.left} if where.left else {}),
        "rowMetadata": [_row_metadata(tab, row) for row in range(where.top, where.last_row)],
        "columnMetadata": [{"pixelSize": tab.widths.get(c, 100)} for c in range(where.left, where.last_column)],
    }


def _row_json(sheet: Spreadsheet, where: Area, row: int) -> dict[str, Any]:
    """The cells of a row up to the last one that has anything."""
    places = ((row, column) for column in range(where.left, where.last_column))
    cells = [_cell_json(sheet, where.tab.cells.get(place)) for place in places]
    while cells and not cells[-1]:
        cells.pop()
    return {"values": cells} if cells else {}


def _row_metadata(tab: Tab, row: int) -> dict[str, Any]:
    found: dict[str, Any] = {"pixelSize": tab.heights.get(row, 21)}
    if row in tab.by_user:
        found["hiddenByUser"] = True
    if row in tab.by_filter:
        found["hiddenByFilter"] = True
    return found


def _cell_json(sheet: Spreadsheet, cell: Cell | None) -> dict[str, Any]:
    if cell is None:
        return {}
    found: dict[str, Any] = {}
    if cell.value is not None or cell.formula:
        found["userEnteredValue"] = {"formulaValue": cell.formula} if cell.formula else _extended(cell)
        found["effectiveValue"] = _extended(cell)
        found["formattedValue"] = formatted(cell, sheet.locale)
    entered = {**cell.format, **({"numberFormat": {"type": cell.number_format}} if cell.number_format else {})}
    if entered:
        found["userEnteredFormat"] = entered
        found["effectiveFormat"] = entered
    if cell.note:
        found["note"] = cell.note
    if cell.validation:
        found["dataValidation"] = cell.validation
    return found


def _extended(cell: Cell) -> dict[str, Any]:
    value = cell.value
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, (int, float)):
        return {"numberValue": value}
    text = str(value)
    return {"errorValue": {"type": "NAME"}} if cell.formula and text.startswith("#") else {"stringValue": text}


HANDLERS = {"sheets.spreadsheets.get": _get, "sheets.spreadsheets.create": _create, **values_api.HANDLERS}
