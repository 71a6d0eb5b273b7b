"""A spreadsheet: tabs with cells, and what people do to them by hand."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.google.standin.a1 import Area, area, quoted
from tests.google.standin.cells import Cell, made, rendered


@dataclass
class Tab:
    """One sheet of a spreadsheet. Cells by (row, column), from 0; what is not there is empty.

    `by_user` and `by_filter` hold hidden rows; `properties` and `parts` hold JSON as spreadsheets.get gives it
    (protectedRanges, merges, basicFilter, filterViews, bandedRanges, conditionalFormats).
    """

    sheet_id: int
    title: str
    row_count: int = 1000
    column_count: int = 26
    hidden: bool = False
    frozen_rows: int = 0
    frozen_columns: int = 0
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    by_user: set[int] = field(default_factory=set)
    by_filter: set[int] = field(default_factory=set)
    heights: dict[int, int] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    properties: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, Any] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place, made when it is not there yet."""
        return self.cells.setdefault((row, column), Cell())

    def filled(self) -> Iterator[tuple[int, int]]:
        """The places that hold something."""
        return ((row, column) for (row, column), cell in self.cells.items() if cell.value is not None or cell.formula)

    def last_touched(self) -> int:
        """The number of the last row that has a cell with anything, if only a note, from 0; -1 for none."""
        return max((row for row, _ in self.cells), default=-1)

    def last_row(self, left: int = 0, right: int | None = None) -> int:
        """The number of the last row with content in these columns, from 1; 0 when there is none."""
        inside = (row for row, column in self.filled() if left <= column and (right is None or column < right))
        return max(inside, default=-1) + 1

    def insert_rows(self, at: int, count: int) -> None:
        """Rows are put in: what is at `at` and below moves down."""
        self.row_count += count
        self._shift(lambda row, column: (row + count if row >= at else row, column))
        self.by_user = {row + count if row >= at else row for row in self.by_user}
        self.by_filter = {row + count if row >= at else row for row in self.by_filter}

    def delete_rows(self, at: int, count: int) -> None:
        """Rows are taken out."""
        self.row_count -= count
        self._shift(lambda r, c: (r, c) if r < at else None if r < at + count else (r - count, c))
        for name in ("by_user", "by_filter"):
            rows = {r if r < at else r - count for r in getattr(self, name) if not at <= r < at + count}
            setattr(self, name, rows)

    def insert_columns(self, at: int, count: int) -> None:
        self.column_count += count
        self._shift(lambda row, column: (row, column + count if column >= at else column))

    def delete_columns(self, at: int, count: int) -> None:
        self.column_count -= count
        self._shift(lambda r, c: (r, c) if c < at else None if c < at + count else (r, c - count))

    def _shift(self, moved: Any) -> None:
        places = ((moved(*place), cell) for place, cell in self.cells.items())
        self.cells = {place: cell for place, cell in places if place is not None}


@dataclass
class Spreadsheet:
    """A spreadsheet. `set`, `rows`, `hide_rows` and `rename` are a person's doing: no request is needed."""

    id: str
    title: str
    locale: str = "en_US"
    time_zone: str = "Etc/GMT"
    tabs: list[Tab] = field(default_factory=list)

    def named(self, title: str) -> Tab | None:
        """A tab by its title; Google takes capitals for small letters here."""
        return next((tab for tab in self.tabs if tab.title.lower() == title.lower()), None)

    def tab(self, title: str) -> Tab:
        found = self.named(title)
        assert found is not None, f"no tab {title!r}"
        return found

    def by_id(self, sheet_id: int) -> Tab | None:
        return next((tab for tab in self.tabs if tab.sheet_id == sheet_id), None)

    def add_tab(self, title: str, rows: Sequence[Sequence[Any]] = ()) -> Tab:
        """Add a tab with rows of Python values; the grid has at least 1000 rows and 26 columns."""
        width = max((len(row) for row in rows), default=0)
        tab = Tab(self.new_sheet_id(), title, max(1000, len(rows)), max(26, width))
        for number, row in enumerate(rows):
            self._fill(tab, number, row)
        self.tabs.append(tab)
        return tab

    def new_sheet_id(self) -> int:
        """0 for the first tab, some number for others."""
        return 0 if not self.tabs else secrets.randbelow(2**31 - 1) + 1

    def set(self, title: str, place: str, value: Any) -> None:
        """A person types a value (a Python value) into a cell such as "B3"; None empties it."""
        at = self._area(title, place)
        cell = at.tab.cell(at.top, at.left)
        cell.number_format = ""
        cell.take(made(value))

    def get(self, title: str, place: str) -> Any:
        """What a cell holds: the value, or the formula."""
        at = self._area(title, place)
        cell = at.tab.cells.get((at.top, at.left), Cell())
        return cell.formula or cell.value

    def append(self, title: str, row: Sequence[Any]) -> None:
        """A row comes in below the last one, as a linked form does it."""
        tab = self.tab(title)
        at = tab.last_row()
        tab.row_count = max(tab.row_count, at + 1)
        self._fill(tab, at, row)

    def rows(self, title: str) -> list[list[Any]]:
        """What a person sees: the formatted values, without trailing blanks."""
        tab = self.tab(title)
        width = max((column for _, column in tab.filled()), default=-1) + 1
        return [
            [rendered(tab.cells.get((row, column)), self.locale, "FORMATTED_VALUE", "") for column in range(width)]
            for row in range(tab.last_row())
        ]

    def hide_rows(self, title: str, *numbers: int, by_filter: bool = False) -> None:
        """Rows (from 1) are hidden by hand, or by a filter."""
        tab = self.tab(title)
        (tab.by_filter if by_filter else tab.by_user).update(number - 1 for number in numbers)

    def rename(self, title: str, new: str) -> None:
        self.tab(title).title = new

    def merge(self, title: str, place: str) -> None:
        """Cells such as "A1:C1" become one; only the first keeps its content."""
        at = self._area(title, place)
        tab = at.tab
        for row in range(at.top, at.last_row):
            for column in range(at.left, at.last_column):
                if (row, column) != (at.top, at.left):
                    tab.cells.pop((row, column), None)
        span = {
            "startRowIndex": at.top,
            "endRowIndex": at.bottom,
            "startColumnIndex": at.left,
            "endColumnIndex": at.right,
        }
        tab.parts.setdefault("merges", []).append({"sheetId": tab.sheet_id, **span})

    def _area(self, title: str, place: str) -> Area:
        return area(self, f"{quoted(self.tab(title).title)}!{place}")

    def _fill(self, tab: Tab, number: int, row: Sequence[Any]) -> None:
        for column, value in enumerate(row):
            if value is not None and value != "":
                tab.cells[number, column] = made(value)
