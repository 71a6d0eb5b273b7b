"""`spreadsheets.batchUpdate`: all of its requests take effect, or none."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.google.standin.call import Call
from tests.google.standin.cell_edits import CELL_EDITS
from tests.google.standin.dimension_edits import DIMENSION_EDITS
from tests.google.standin.errors import ApiError, invalid
from tests.google.standin.grid import mask_of, tab_of
from tests.google.standin.part_edits import PART_EDITS
from tests.google.standin.sheets_api import sheet_properties, shown
from tests.google.standin.spreadsheet import Spreadsheet, Tab
from tests.google.standin.values_api import spreadsheet_of

if TYPE_CHECKING:
    from tests.google.standin.stand_in import StandIn

Json = dict[str, Any]


def batch_update(google: StandIn, call: Call) -> Json:
    """Handle spreadsheets.batchUpdate.

    Raises:
        ApiError: 400; the spreadsheet is as before.
    """
    sheet = spreadsheet_of(google, call, "writer")
    requests, before = call.json.get("requests") or [], copy.deepcopy(sheet)
    if not requests:
        raise invalid("Must specify at least one request.")
    try:
        replies = [_apply(sheet, number, request, call.account) for number, request in enumerate(requests)]
    except ApiError:
        sheet.__dict__.update(before.__dict__)
        raise
    google.files[sheet.id].touch(google.now())
    google.files[sheet.id].name = sheet.title
    answer: Json = {"spreadsheetId": sheet.id, "replies": replies}
    if call.json.get("includeSpreadsheetInResponse"):
        answer["updatedSpreadsheet"] = shown(sheet, with_data=bool(call.json.get("responseIncludeGridData")))
    return answer


def _apply(sheet: Spreadsheet, number: int, request: Json, account: str) -> Json:
    chosen = [name for name, value in request.items() if value is not None]
    if len(chosen) != 1:
        raise invalid(f"Invalid requests[{number}]: exactly one kind of request must be set.")
    if chosen[0] not in _EDITS:
        raise ApiError(501, f"{chosen[0]} is not modelled by the stand-in.")
    try:
        return _EDITS[chosen[0]](sheet, {**request[chosen[0]], "_account": account}) or {}
    except ApiError as error:
        raise invalid(f"Invalid requests[{number}].{chosen[0]}: {error.message}") from None


def _add_sheet(sheet: Spreadsheet, request: Json) -> Json:
    given = request.get("properties") or {}
    title = given.get("title") or f"Sheet{len(sheet.tabs) + 1}"
    _check_title(sheet, title)
    sheet_id = given.get("sheetId", sheet.new_sheet_id())
    if sheet.by_id(sheet_id):
        raise invalid(f"Sheet with id {sheet_id} already exists.")
    tab = Tab(sheet_id, title)
    sheet.tabs.insert(given.get("index", len(sheet.tabs)), tab)
    _set_properties(sheet, tab, given, {name: {} for name in given if name not in ("sheetId", "title", "sheetType")})
    return {"addSheet": {"properties": sheet_properties(tab, sheet.tabs.index(tab))}}


def _delete_sheet(sheet: Spreadsheet, request: Json) -> None:
    if len(sheet.tabs) == 1:
        raise invalid("You can't remove all the sheets in a document.")
    sheet.tabs.remove(tab_of(sheet, request))


def _update_sheet_properties(sheet: Spreadsheet, request: Json) -> None:
    given = request.get("properties") or {}
    _set_properties(sheet, tab_of(sheet, given), given, mask_of(request, "SheetProperties"))


def _set_properties(sheet: Spreadsheet, tab: Tab, given: Json, mask: dict[str, Any]) -> None:
    names = list(given) if "*" in mask else list(mask)
    for name in names:
        if name == "title" and given.get("title") != tab.title:
            _check_title(sheet, given.get("title") or "")
            tab.title = given["title"]
        elif name == "hidden":
            tab.hidden = bool(given.get("hidden"))
        elif name == "index":
            sheet.tabs.remove(tab)
            sheet.tabs.insert(given.get("index", 0), tab)
        elif name == "gridProperties":
            grid = given.get("gridProperties") or {}
            _set_grid(tab, grid, list(mask[name]) if mask.get(name) else list(grid))
        elif name in ("tabColor", "tabColorStyle", "rightToLeft"):
            tab.properties[name] = given.get(name)


def _set_grid(tab: Tab, grid: Json, names: list[str]) -> None:
    for name in names:
        value = grid.get(name) or 0
        if name == "rowCount":
            tab.delete_rows(value, tab.row_count - value) if value < tab.row_count else None
            tab.row_count = value
        elif name == "columnCount":
            tab.delete_columns(value, tab.column_count - value) if value < tab.column_count else None
            tab.column_count = value
        elif name == "frozenRowCount":
            tab.frozen_rows = value
        elif name == "frozenColumnCount":
            tab.frozen_columns = value
    if tab.row_count < 1 or tab.column_count < 1:
        raise invalid("A sheet must have at least one row and one column.")
    if tab.frozen_rows >= tab.row_count > 1 or tab.frozen_columns >= tab.column_count > 1:
        raise invalid("You can't freeze all visible rows or columns on the sheet.")


def _check_title(sheet: Spreadsheet, title: str) -> None:
    if not title or len(title) > 100:
        raise invalid("The sheet name cannot be empty, or longer than 100 characters.")
    if sheet.named(title):
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _update_spreadsheet_properties(sheet: Spreadsheet, request: Json) -> None:
    given, names = request.get("properties") or {}, {"title": "title", "locale": "locale", "timeZone": "time_zone"}
    for name in mask_of(request, "SpreadsheetProperties"):
        for each in names if name == "*" else (name,):
            if each in names and given.get(each):
                setattr(sheet, names[each], given[each])


_EDITS: dict[str, Callable[[Spreadsheet, Json], Json | None]] = {
    **DIMENSION_EDITS,
    **PART_EDITS,
    **CELL_EDITS,
    "addSheet": _add_sheet,
    "deleteSheet": _delete_sheet,
    "updateSheetProperties": _update_sheet_properties,
    "updateSpreadsheetProperties": _update_spreadsheet_properties,
}
HANDLERS = {"sheets.spreadsheets.batchUpdate": batch_update}
