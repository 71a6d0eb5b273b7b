"""A1 notation: `'Tab name'!A1:C`, `Tab`, `A1:B2`, `Tab!2:5`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.google.standin.errors import invalid

if TYPE_CHECKING:
    from tests.google.standin.spreadsheet import Spreadsheet, Tab

_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{0,7})")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class Area:
    """A rectangle of one tab, from 0, ends excluded; an end of None is open. `single`: given as one cell."""

    tab: Tab
    top: int = 0
    left: int = 0
    bottom: int | None = None
    right: int | None = None
    single: bool = False

    @property
    def last_row(self) -> int:
        """The end of the rows inside the grid."""
        return min(self.tab.row_count, self.tab.row_count if self.bottom is None else self.bottom)

    @property
    def last_column(self) -> int:
        return min(self.tab.column_count, self.tab.column_count if self.right is None else self.right)

    @property
    def text(self) -> str:
        """The area inside the grid, as answers name it: `Sheet1!A1:Z1000`."""
        return written(self.tab, self.top, self.left, self.last_row, self.last_column)


def area(sheet: Spreadsheet, text: str) -> Area:
    """The area that a range means.

    Raises:
        ApiError: 400, no such tab, unreadable, or it starts outside the grid.
    """
    tab, rest = _tab_and_rest(sheet, text)
    if not rest:
        return Area(tab)
    first, _, second = rest.partition(":")
    left, top = _corner(first, text)
    right, bottom = _corner(second, text) if second else (left, top)
    single = not second and left is not None and top is not None
    found = _ordered(tab, (top, left), (bottom, right), single)
    if found.top >= tab.row_count or found.left >= tab.column_count:
        raise beyond_grid(found.tab, written(tab, found.top, found.left, found.bottom, found.right))
    return found


def written(tab: Tab, top: int, left: int, bottom: int | None, right: int | None) -> str:
    """A range as Google writes it; one cell has no colon."""
    first = f"{column_name(left)}{top + 1}"
    last = f"{column_name(right - 1) if right else ''}{bottom or ''}"
    return f"{quoted(tab.title)}!{first}" + ("" if last == first else f":{last}")


def beyond_grid(tab: Tab, text: str) -> Exception:
    """400: outside the rows and columns that the tab has."""
    return invalid(f"Range ({text}) exceeds grid limits. Max rows: {tab.row_count}, max columns: {tab.column_count}")


def quoted(title: str) -> str:
    return title if _PLAIN.fullmatch(title) else "'" + title.replace("'", "''") + "'"


def column_name(index: int) -> str:
    """0 -> A, 26 -> AA."""
    name = ""
    while index >= 0:
        name, index = chr(ord("A") + index % 26) + name, index // 26 - 1
    return name


def column_index(name: str) -> int:
    index = 0
    for letter in name.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def _tab_and_rest(sheet: Spreadsheet, text: str) -> tuple[Tab, str]:
    if text.startswith("'"):
        found = re.match(r"'((?:[^']|'')*)'(?:!(.*))?$", text)
        title, rest = (found[1].replace("''", "'"), found[2] or "") if found else (None, "")
    elif "!" in text:
        title, _, rest = text.rpartition("!")
    else:
        title, rest = text, ""
        if sheet.named(title) is None and all(_CORNER.fullmatch(part) for part in text.split(":")) and text:
            title, rest = next(tab.title for tab in sheet.tabs), text
    tab = sheet.named(title) if title is not None else None
    if tab is None:
        raise _unreadable(text)
    return tab, rest


def _corner(text: str, whole: str) -> tuple[int | None, int | None]:
    found = _CORNER.fullmatch(text)
    if not found or not text or found[2] == "0":
        raise _unreadable(whole)
    return column_index(found[1]) if found[1] else None, int(found[2]) - 1 if found[2] else None


def _ordered(
    tab: Tab, first: tuple[int | None, int | None], second: tuple[int | None, int | None], single: bool
) -> Area:
    (top, bottom), (left, right) = (_span(a, b) for a, b in zip(first, second, strict=True))
    return Area(tab, top, left, bottom, right, single)


def _span(start: int | None, end: int | None) -> tuple[int, int | None]:
    if start is None or end is None:
        return start or 0, end + 1 if start is None and end is not None else None
    return min(start, end), max(start, end) + 1


def _unreadable(text: str) -> Exception:
    return invalid(f"Unable to parse range: {text}")
