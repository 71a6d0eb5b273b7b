"""Reading and writing values: spreadsheets.values.*"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.google.standin.a1 import Area, area, beyond_grid, column_name, written
from tests.google.standin.call import Call
from tests.google.standin.cells import Cell, rendered, typed
from tests.google.standin.errors import invalid, not_found
from tests.google.standin.files import checked
from tests.google.standin.spreadsheet import Spreadsheet

if TYPE_CHECKING:
    from tests.google.standin.stand_in import StandIn


def spreadsheet_of(google: StandIn, call: Call, role: str = "reader") -> Spreadsheet:
    """The spreadsheet that a call is about.

    Raises:
        ApiError: 404 or 403.
    """
    sheet_id = call.path["spreadsheetId"]
    checked(google.files.get(sheet_id), call.account, role)
    if sheet_id not in google.spreadsheets:
        raise not_found()
    return google.spreadsheets[sheet_id]


def _changed(google: StandIn, call: Call) -> Spreadsheet:
    sheet = spreadsheet_of(google, call, "writer")
    google.files[sheet.id].touch(google.now())
    return sheet


def _get(google: StandIn, call: Call) -> dict[str, Any]:
    sheet = spreadsheet_of(google, call)
    return _read(sheet, area(sheet, call.path["range"]), call)


def _batch_get(google: StandIn, call: Call) -> dict[str, Any]:
    sheet = spreadsheet_of(google, call)
    found = [_read(sheet, area(sheet, text), call) for text in call.all("ranges")]
    return {"spreadsheetId": sheet.id, **({"valueRanges": found} if found else {})}


def _read(sheet: Spreadsheet, where: Area, call: Call) -> dict[str, Any]:
    value_option = call.text("valueRenderOption", "FORMATTED_VALUE")
    date_option = call.text("dateTimeRenderOption", "SERIAL_NUMBER")
    major = call.text("majorDimension", "ROWS")
    rows = [
        [rendered(where.tab.cells.get((row, column)), sheet.locale, value_option, date_option) for column in columns]
        for columns in [range(where.left, where.last_column)]
        for row in range(where.top, min(where.last_row, where.tab.last_row()))
    ]
    if major == "COLUMNS":
        rows = [list(column) for column in zip(*rows, strict=True)]
    values = _trimmed(rows)
    return {"range": where.text, "majorDimension": major, **({"values": values} if values else {})}


def _trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _update(google: StandIn, call: Call) -> dict[str, Any]:
    sheet = _changed(google, call)
    where = area(sheet, call.path["range"])
    return {"spreadsheetId": sheet.id, **_write(sheet, where, call.json, _option(call.text("valueInputOption")))}


def _batch_update(google: StandIn, call: Call) -> dict[str, Any]:
    sheet, option = _changed(google, call), _option(call.json.get("valueInputOption") or "")
    areas = [(area(sheet, each.get("range") or ""), each) for each in call.json.get("data") or []]
    for where, each in areas:
        _check_fits(where, _rows_of(each))
    done = [{"spreadsheetId": sheet.id, **_write(sheet, where, each, option)} for where, each in areas]
    return {
        "spreadsheetId": sheet.id,
        "totalUpdatedRows": len({(w.tab.sheet_id, w.top + n) for w, e in areas for n in range(len(_rows_of(e)))}),
        "totalUpdatedColumns": len(
            {(w.tab.sheet_id, w.left + n) for w, e in areas for row in _rows_of(e) for n in range(len(row))}
        ),
        "totalUpdatedCells": sum(each["updatedCells"] for each in done if "updatedCells" in each),
        "totalUpdatedSheets": len({where.tab.sheet_id for where, _ in areas}),
        "responses": done,
    }


def _append(google: StandIn, call: Call) -> dict[str, Any]:
    """Below the table that the range means, from the table's first column on; the grid grows when it has to."""
    sheet = _changed(google, call)
    where, rows = area(sheet, call.path["range"]), _rows_of(call.json)
    tab, option, table = where.tab, _option(call.text("valueInputOption")), _table(where)
    start, left = (table.bottom or 0, table.left) if table else (where.top, where.left)
    if call.text("insertDataOption", "OVERWRITE") == "INSERT_ROWS" and start < tab.row_count:
        tab.insert_rows(start, len(rows))
    tab.row_count = max(tab.row_count, start + len(rows))
    tab.column_count = max(tab.column_count, left + max((len(row) for row in rows), default=0))
    done = _write(sheet, Area(tab, start, left, single=True), call.json, option)
    found = {"tableRange": table.text} if table else {}
    return {"spreadsheetId": sheet.id, **found, "updates": {"spreadsheetId": sheet.id, **done}}


def _table(where: Area) -> Area | None:
    """The last block of rows with content in a range (around it, when it is one cell); None: nothing is there."""
    filled = set(where.tab.filled())
    rows = {row for row, _ in filled}
    if where.single:
        if (where.top, where.left) not in filled:
            return None
        last = where.top
        while last + 1 in rows:
            last += 1
    else:
        inside = (r for r, c in filled if where.top <= r < where.last_row and where.left <= c < where.last_column)
        last = max(inside, default=-1)
    first = last
    while first - 1 in rows:
        first -= 1
    columns = [column for row, column in filled if first <= row <= last]
    return Area(where.tab, first, min(columns), last + 1, max(columns) + 1) if columns else None


def _clear(google: StandIn, call: Call) -> dict[str, Any]:
    sheet = _changed(google, call)
    return {"spreadsheetId": sheet.id, "clearedRange": _emptied(area(sheet, call.path["range"]))}


def _batch_clear(google: StandIn, call: Call) -> dict[str, Any]:
    sheet = _changed(google, call)
    areas = [area(sheet, text) for text in call.json.get("ranges") or []]
    return {"spreadsheetId": sheet.id, "clearedRanges": [_emptied(where) for where in areas]}


def _emptied(where: Area) -> str:
    for row, column in list(where.tab.filled()):
        if where.top <= row < where.last_row and where.left <= column < where.last_column:
            where.tab.cells[row, column].value, where.tab.cells[row, column].formula = None, ""
    return where.text


def _option(name: str) -> str:
    if name not in ("RAW", "USER_ENTERED"):
        raise invalid("'valueInputOption' is required but not specified")
    return name


def _rows_of(body: dict[str, Any]) -> list[list[Any]]:
    rows = [list(row or []) for row in body.get("values") or []]
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, (dict, list)):
                kind = "struct_value" if isinstance(value, dict) else "list_value"
                raise invalid(f"Invalid values[{r}][{c}]: {kind} {{}}")
    if (body.get("majorDimension") or "ROWS") == "COLUMNS":
        height = max((len(column) for column in rows), default=0)
        rows = [[column[n] if n < len(column) else None for column in rows] for n in range(height)]
    return rows


def _check_fits(where: Area, rows: list[list[Any]]) -> None:
    width = max((len(row) for row in rows), default=0)
    tab, end_row, end_column = where.tab, where.top + len(rows), where.left + width
    start = f"Requested writing within range [{where.text}], but tried writing to "
    if not where.single:
        if where.bottom is not None and end_row > where.bottom:
            raise invalid(f"{start}row [{where.bottom + 1}]")
        if where.right is not None and end_column > where.right:
            raise invalid(f"{start}column [{column_name(where.right)}]")
    if end_row > tab.row_count or end_column > tab.column_count:
        raise beyond_grid(tab, written(tab, where.top, where.left, end_row, end_column))


def _write(sheet: Spreadsheet, where: Area, body: dict[str, Any], option: str) -> dict[str, Any]:
    """Write values: null leaves a cell as it is, "" empties it."""
    rows = _rows_of(body)
    _check_fits(where, rows)
    width = max((len(row) for row in rows), default=0)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                new = typed(value, sheet.locale) if option == "USER_ENTERED" else Cell(None if value == "" else value)
                where.tab.cell(where.top + r, where.left + c).take(new)
    bottom, right = where.top + max(len(rows), 1), where.left + max(width, 1)
    counts = {
        "updatedRows": len(rows),
        "updatedColumns": width,
        "updatedCells": sum(value is not None for row in rows for value in row),
    }
    text = written(where.tab, where.top, where.left, bottom, right)
    return {"updatedRange": text, **{name: number for name, number in counts.items() if number}}


HANDLERS = {
    "sheets.spreadsheets.values.get": _get,
    "sheets.spreadsheets.values.batchGet": _batch_get,
    "sheets.spreadsheets.values.update": _update,
    "sheets.spreadsheets.values.batchUpdate": _batch_update,
    "sheets.spreadsheets.values.append": _append,
    "sheets.spreadsheets.values.clear": _clear,
    "sheets.spreadsheets.values.batchClear": _batch_clear,
}
