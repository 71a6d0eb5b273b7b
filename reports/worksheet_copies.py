"""Copies of stories that may not be seen any more, in cells of people, where nothing is ever written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from reports.worksheet_shown import is_machine_tab
from reports.worksheet_table import tidy
from reports.worksheet_tabs import digest
from rounds.sheets import Sheet
from rounds.worksheet_tabs import Changes, WorksheetTabs

SHORTEST_COPY = 12  # characters; a shorter text says the same as some story by chance


@dataclass(frozen=True, slots=True)
class Copy:
    """A cell, such as Quotes!B7, that holds what a story read before; ``digest`` tells which."""

    place: str
    digest: str


def copies_left(sheets: Sequence[Sheet], wanted: WorksheetTabs, written: Changes) -> tuple[Copy, ...]:
    """The cells of ``sheets`` that show word for word what ``wanted`` calls stale, and still do after ``written``."""
    return tuple(_copies(tidy(sheets), wanted, written)) if wanted.stale else ()


def _copies(sheets: Sequence[Sheet], wanted: WorksheetTabs, written: Changes) -> Iterator[Copy]:
    mended = {(cell.tab, cell.row, cell.column) for cell in written.cells}
    for sheet in sheets:
        if is_machine_tab(sheet):
            continue
        for row, cells in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(cells, start=1):
                if len(cell.text) < SHORTEST_COPY or (sheet.title, row, column) in mended:
                    continue
                if (found := digest(cell.text)) in wanted.stale:
                    yield Copy(f"{sheet.title}!{get_column_letter(column)}{row}", found)
