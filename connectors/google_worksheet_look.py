"""The requests of ``spreadsheets.batchUpdate`` that make tabs and dress them. Only new tabs are dressed: what people
change in the looks of theirs stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from gspread.utils import absolute_range_name, rowcol_to_a1

from connectors.sheet_tabs import Tab
from rounds.worksheet_tabs import CellChange, Column, Look, NewTab

Request = dict[str, Any]

_OURS, _THEIRS, _BAND, _INK, _MUTED, _PAPER = "24435C", "0F5B4E", "EDF2F5", "1B1F23", "55606A", "FFFFFF"
_PIXELS_PER_CHARACTER, _PADDING = 7.2, 10
_MORE_COLUMNS = 6  # for what people add
_OFFERED = 100  # rows of a list that a column offers; Google makes it longer when rows are inserted
_WARNING = "Sayback writes these cells. Please write next to them."


def make_requests(new_tabs: Iterable[tuple[int, NewTab]], there: Mapping[str, Tab]) -> Iterator[Request]:
    """Adds tabs under the given ids; a blank tab that becomes one is renamed and gets the room."""
    for number, tab in new_tabs:
        rows, columns = _size(tab)
        blank = there.get(tab.place_of)
        properties = {
            "sheetId": number,
            "title": tab.title,
            "hidden": tab.look.hidden,
            "gridProperties": {
                "rowCount": max(rows, blank.rows) if blank else rows,
                "columnCount": max(columns, blank.columns) if blank else columns,
                "frozenRowCount": tab.look.frozen[0],
                "frozenColumnCount": tab.look.frozen[1],
            },
        }
        if blank:
            grid = ",".join(f"gridProperties.{name}" for name in properties["gridProperties"])  # type: ignore[attr-defined]
            yield {"updateSheetProperties": {"properties": properties, "fields": f"title,hidden,{grid}"}}
        else:
            yield {"addSheet": {"properties": properties}}


def more_room(cells: Iterable[CellChange], there: Mapping[str, Tab]) -> Iterator[Request]:
    """Rows and columns for cells beyond the present ones. They are appended: a size could cut off what people added."""
    needed: dict[tuple[str, str], int] = {}
    for cell in cells:
        if tab := there.get(cell.tab):
            for dimension, more in (("ROWS", cell.row - tab.rows), ("COLUMNS", cell.column - tab.columns)):
                needed[cell.tab, dimension] = max(more, needed.get((cell.tab, dimension), 0))
    for (title, dimension), length in needed.items():
        if length > 0 and there[title].columns:
            yield {"appendDimension": {"sheetId": there[title].id, "dimension": dimension, "length": length}}


def _size(tab: NewTab) -> tuple[int, int]:
    columns = max([len(tab.look.columns), *map(len, tab.rows)])
    return max(len(tab.rows) + 1, tab.look.room, tab.look.frozen[0] + 1), columns + _MORE_COLUMNS


def look_requests(number: int, tab: NewTab, titles: Collection[str]) -> Iterator[Request]:
    """Everything that makes the tab readable; ``titles`` are the tabs that there are."""
    look = tab.look
    if look.hidden:
        return
    yield from _title_rows(number, look)
    yield from _body(number, look)
    if look.headings:
        yield from _heads(number, look)
    yield from _bands(number, look)
    yield from _widths(number, look.columns)
    yield from _choices(number, look, titles)
    yield from _warnings(number, look)


def _title_rows(number: int, look: Look) -> Iterator[Request]:
    """The title and the hints run over the empty cells at their right."""
    if look.above:
        hint = {"wrapStrategy": "OVERFLOW_CELL", "textFormat": {"foregroundColor": _color(_MUTED)}}
        yield _repeat({"sheetId": number, "startRowIndex": 0, "endRowIndex": look.above}, hint)
        title = {"textFormat": {"bold": True, "fontSize": 16, "foregroundColor": _color(_INK)}}
        yield _repeat({"sheetId": number, "startRowIndex": 0, "endRowIndex": 1}, title)


def _body(number: int, look: Look) -> Iterator[Request]:
    """Wrapped, from the top, and as plain text: what people type, such as 3/4 or =1, stays what they typed."""
    below = {"sheetId": number, "startRowIndex": look.above}
    plain = {"wrapStrategy": "WRAP", "verticalAlignment": "TOP", "numberFormat": {"type": "TEXT"}}
    yield _repeat(below, plain)
    styles: list[tuple[Callable[[Column], bool], dict[str, Any]]] = [
        (lambda column: column.bold, {"textFormat": {"bold": True}}),
        (lambda column: column.centred, {"horizontalAlignment": "CENTER"}),
    ]
    for applies, style in styles:
        for first, end in _runs(look.columns, applies):
            yield _repeat({**below, "startColumnIndex": first, "endColumnIndex": end}, style)


def _bands(number: int, look: Look) -> Iterator[Request]:
    """Rows in which something stands in the marked column are tinted, wherever they are sorted to."""
    for nth, column in enumerate(look.columns):
        if column.begins_block:
            place = rowcol_to_a1(look.above + 2, nth + 1)
            cells = {"sheetId": number, "startRowIndex": look.above + 1, "endColumnIndex": len(look.columns)}
            formula = f"=LEN(${place})>0"
            rule = {
                "condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]},
                "format": {"backgroundColor": _color(_BAND)},
            }
            yield {"addConditionalFormatRule": {"rule": {"ranges": [cells], "booleanRule": rule}, "index": 0}}


def _heads(number: int, look: Look) -> Iterator[Request]:
    """The headings: those of columns that people write in another colour."""
    for ours, color in ((True, _OURS), (False, _THEIRS)):
        for first, end in _runs(look.columns, lambda column, ours=ours: column.ours is ours):  # type: ignore[misc]
            style = {
                "backgroundColor": _color(color),
                "verticalAlignment": "MIDDLE",
                "textFormat": {"bold": True, "foregroundColor": _color(_PAPER)},
            }
            row = {"startRowIndex": look.above, "endRowIndex": look.above + 1}
            yield _repeat({"sheetId": number, **row, "startColumnIndex": first, "endColumnIndex": end}, style)


def _widths(number: int, columns: Sequence[Column]) -> Iterator[Request]:
    for nth, column in enumerate(columns):
        yield {
            "updateDimensionProperties": {
                "range": {"sheetId": number, "dimension": "COLUMNS", "startIndex": nth, "endIndex": nth + 1},
                "properties": {
                    "pixelSize": round(column.width * _PIXELS_PER_CHARACTER) + _PADDING,
                    "hiddenByUser": column.hidden,
                },
                "fields": "pixelSize,hiddenByUser",
            }
        }


def _choices(number: int, look: Look, titles: Collection[str]) -> Iterator[Request]:
    below = {"sheetId": number, "startRowIndex": look.above + look.headings}
    for nth, column in enumerate(look.columns):
        at = {**below, "startColumnIndex": nth, "endColumnIndex": nth + 1}
        if column.choices:
            yield _offer(at, "ONE_OF_LIST", column.choices)
        elif column.choices_from and column.choices_from[0] in titles:
            tab, first = column.choices_from
            yield _offer(at, "ONE_OF_RANGE", ["=" + absolute_range_name(tab, f"$A${first}:$A${first + _OFFERED}")])
    for (row, column_number), choices in look.choices_at.items():
        at = {"startRowIndex": row - 1, "endRowIndex": row}
        at |= {"startColumnIndex": column_number - 1, "endColumnIndex": column_number}
        yield _offer({"sheetId": number, **at}, "ONE_OF_LIST", choices)


def _offer(at: Request, kind: str, values: Sequence[str]) -> Request:
    """A drop-down list; other texts stay possible."""
    condition = {"type": kind, "values": [{"userEnteredValue": value} for value in values]}
    return {"setDataValidation": {"range": at, "rule": {"condition": condition, "strict": False, "showCustomUi": True}}}


def _warnings(number: int, look: Look) -> Iterator[Request]:
    """Google asks whoever edits these cells whether that is meant; it does not hinder them."""
    ranges: list[Request] = [{"sheetId": number}]
    if not look.ours:
        ranges = [
            {"sheetId": number, "startRowIndex": look.above, "startColumnIndex": first, "endColumnIndex": end}
            for first, end in _runs(look.columns, lambda column: column.ours)
        ]
    for cells in ranges:
        protected = {"range": cells, "description": _WARNING, "warningOnly": True}
        yield {"addProtectedRange": {"protectedRange": protected}}


def _runs(columns: Sequence[Column], applies: Callable[[Column], bool]) -> Iterator[tuple[int, int]]:
    """Neighbouring columns that a style applies to, as (first, end) from 0."""
    for is_so, group in groupby(enumerate(columns), key=lambda each: applies(each[1])):
        if is_so:
            numbers = [nth for nth, _ in group]
            yield numbers[0], numbers[-1] + 1


def _repeat(cells: Request, style: dict[str, Any]) -> Request:
    names = [
        f"{name}.{part}" if name == "textFormat" else name
        for name, value in style.items()
        for part in (value if name == "textFormat" else [""])
    ]
    fields = ",".join(f"userEnteredFormat.{name}" for name in names)
    return {"repeatCell": {"range": cells, "cell": {"userEnteredFormat": style}, "fields": fields}}


def _color(digits: str) -> dict[str, float]:
    red, green, blue = (int(digits[nth : nth + 2], 16) / 255 for nth in (0, 2, 4))
    return {"red": round(red, 4), "green": round(green, 4), "blue": round(blue, 4)}
