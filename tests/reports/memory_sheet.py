"""A shared sheet in memory: applies changes as Google does, and shows its tabs as text."""

from __future__ import annotations

from rounds.sheets import Sheet, SheetCell
from rounds.worksheet_tabs import Changes

Rows = list[list[str]]


class MemorySheet:
    """Tabs by title, each as rows of texts."""

    def __init__(self) -> None:
        self.tabs: dict[str, Rows] = {"Sheet1": []}

    def read_again(self) -> tuple[Sheet, ...]:
        return tuple(
            Sheet(title, tuple(tuple(map(SheetCell, row)) for row in rows)) for title, rows in self.tabs.items()
        )

    def write(self, changes: Changes) -> None:
        for tab in changes.new_tabs:
            self.tabs.pop(tab.place_of, None)
            self.tabs[tab.title] = [list(row) for row in tab.rows]
        for cell in changes.cells:
            rows = self.tabs[cell.tab]
            rows += [[] for _ in range(cell.row - len(rows))]
            row = rows[cell.row - 1]
            row += [""] * (cell.column - len(row))
            row[cell.column - 1] = cell.text
        for added in changes.rows:
            rows = self.tabs[added.tab]
            end = added.row
            while end < len(rows) and any(rows[end]):
                end += 1
            rows[end:end] = [[""] * (added.column - 1) + list(row) for row in added.rows]

    def headlines(self) -> list[dict[str, str]]:
        """The rows of the Headlines tab, by heading."""
        first, *rows = self.tabs["Headlines"]
        return [dict(zip(first, row + [""] * len(first), strict=False)) for row in rows]
