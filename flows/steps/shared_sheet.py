"""Brings a worksheet up to date while people write in it: read, write what differs, read again, until it stands.

That also answers a writing of which nobody said whether it took effect: what is read tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reports.worksheet_changes import changes
from reports.worksheet_moved import put_back, take_out, take_twins
from rounds.sheets import Sheet
from rounds.worksheet_tabs import Changes, RowsToAdd, WorksheetTabs

_ATTEMPTS = 4  # people do not sort a sheet every second


class SharedSheet(Protocol):
    """A sheet in which people may be writing just now."""

    def read_again(self) -> tuple[Sheet, ...]:
        """Its tabs as they are in this moment."""
        ...

    def write(self, changes: Changes) -> bool:
        """Writes cells, rows and tabs. Returns whether that was confirmed; raises when it was not too often."""
        ...


def bring_up_to_date(sheet: SharedSheet, wanted: WorksheetTabs) -> Changes:
    """Writes what differs from ``wanted``, reads again, and mends what people moved meanwhile.

    Returns what still stands otherwise after several attempts: nothing, unless somebody keeps moving it.
    """
    before = sheet.read_again()  # looked at just before: what was read earlier may be minutes old
    todo = changes(before, wanted)
    attempts = 0
    doubtful: list[RowsToAdd] = []
    while todo and attempts < _ATTEMPTS:
        if sheet.write(todo):
            attempts += 1
        else:
            doubtful += todo.rows
        after = sheet.read_again()
        todo = _mend(before, after, todo, doubtful, wanted)
        before = after
    return todo


def _mend(
    before: Sequence[Sheet],
    after: Sequence[Sheet],
    written: Changes,
    doubtful: Sequence[RowsToAdd],
    wanted: WorksheetTabs,
) -> Changes:
    todo = changes(after, wanted)
    again = {(cell.tab, cell.row, cell.column) for cell in todo.cells}
    back = (
        *put_back(before, after, written, wanted),
        *take_out(after, written, wanted),
        *take_twins(after, doubtful, wanted),
    )
    kept = tuple(cell for cell in back if (cell.tab, cell.row, cell.column) not in again)
    return Changes(todo.new_tabs, todo.rows, kept + todo.cells)
