"""Parts of a grid as requests name them: GridRange, GridCoordinate, sheetId."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.google.standin.a1 import beyond_grid, written
from tests.google.standin.discovery import api
from tests.google.standin.errors import invalid
from tests.google.standin.fields import Mask, parsed, unknown_path
from tests.google.standin.spreadsheet import Spreadsheet, Tab


@dataclass(frozen=True)
class Span:
    """A GridRange inside the grid, from 0, ends excluded."""

    tab: Tab
    top: int
    bottom: int
    left: int
    right: int

    @property
    def places(self) -> list[tuple[int, int]]:
        return [(row, column) for row in range(self.top, self.bottom) for column in range(self.left, self.right)]


def tab_of(sheet: Spreadsheet, given: dict[str, Any]) -> Tab:
    """The tab of a sheetId; without one it is 0, as in protobuf.

    Raises:
        ApiError: 400, no such tab.
    """
    tab = sheet.by_id(given.get("sheetId") or 0)
    if tab is None:
        raise invalid(f"No grid with id: {given.get('sheetId') or 0}")
    return tab


def span_of(sheet: Spreadsheet, given: dict[str, Any]) -> Span:
    """The cells of a GridRange.

    Raises:
        ApiError: 400, no such tab, or outside the grid.
    """
    tab = tab_of(sheet, given)
    top, left = given.get("startRowIndex") or 0, given.get("startColumnIndex") or 0
    bottom, right = given.get("endRowIndex"), given.get("endColumnIndex")
    span = Span(tab, top, _or(bottom, tab.row_count), left, _or(right, tab.column_count))
    if span.bottom <= top or span.right <= left:
        raise invalid("The range is empty: its end must be after its start.")
    if span.bottom > tab.row_count or span.right > tab.column_count:
        raise beyond_grid(tab, written(tab, top, left, span.bottom, span.right))
    return span


def mask_of(request: dict[str, Any], schema: str) -> Mask:
    """The `fields` of a request of a batchUpdate, which name fields of a schema such as CellData.

    Raises:
        ApiError: 400, there are none, or the schema doesn't have one of them.
    """
    if not request.get("fields"):
        raise invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    mask = parsed(request["fields"])
    if unknown := unknown_path(api("sheets"), {"$ref": schema}, mask):
        raise invalid(f"Invalid field: {unknown}")
    return mask


def in_answer(part: dict[str, Any]) -> dict[str, Any]:
    """A part with a GridRange as replies give it: a sheetId of 0 is left out of the range."""
    area = {name: value for name, value in part["range"].items() if name != "sheetId" or value}
    return {**part, "range": area}


def _or(value: int | None, default: int) -> int:
    return default if value is None else value
