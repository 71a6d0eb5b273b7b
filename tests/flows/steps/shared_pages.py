"""What people do in the Google sheet of a worksheet while Sayback looks away, or does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from connectors.google_connection import sign_in
from connectors.google_uses import SHEETS
from connectors.google_worksheet import GoogleWorksheet
from flows.steps.shared_sheet import bring_up_to_date
from reports.worksheet_changes import changes
from reports.worksheet_layout import worksheet_tabs
from reports.worksheet_merge import written_in
from reports.worksheet_read import read_sheets
from reports.worksheet_table import find_tables
from rounds.headlines import ReadBack, WorksheetPlan, Written
from rounds.sheets import Sheet
from rounds.worksheet_tabs import Changes
from tests.google.standin import StandIn


@dataclass
class SharedPages:
    """A Google sheet that a team shares with Sayback."""

    google: StandIn
    id: str
    waits: list[float] = field(default_factory=list)  # seconds that would have been waited

    def bring_up_to_date(
        self, plan: WorksheetPlan, *, per_pair: bool = False, meanwhile: Callable[[], None] | None = None
    ) -> Changes:
        """What assemble does. ``meanwhile`` happens once, after the last reading and before the writing."""
        with sign_in(SHEETS) as google:
            google.session.patience.sleep = self.waits.append
            sheet = GoogleWorksheet(google, self.id)
            there = sheet.read()
            in_place = bool(find_tables(there, "Headlines"))
            written = written_in(there) if in_place else Written()
            wanted = worksheet_tabs(plan, written, in_place=in_place, tab_per_pair=per_pair)
            if not changes(there, wanted):
                return Changes()
            return bring_up_to_date(_Disturbed(sheet, meanwhile), wanted)

    def read(self) -> ReadBack:
        with sign_in(SHEETS) as google:
            return read_sheets(GoogleWorksheet(google, self.id).read(), where="the sheet", earlier="go back")

    def rows(self, tab: str = "Headlines") -> list[dict[str, str]]:
        """The rows below the headings, by heading."""
        first, *rows = self.google.spreadsheets[self.id].rows(tab)
        return [dict(zip(first, row, strict=False)) for row in rows]

    def row(self, mark: str, tab: str = "Headlines") -> dict[str, str]:
        (found,) = [row for row in self.rows(tab) if row.get("Row") == mark]
        return found

    def type(self, mark: str, tab: str = "Headlines", /, **cells: Any) -> None:
        """A person types into the row with ``mark``."""
        headings = self.google.spreadsheets[self.id].rows(tab)[0]
        number = next(nth for nth, row in enumerate(self.rows(tab), start=2) if row.get("Row") == mark)
        for heading, value in cells.items():
            column = headings.index(heading.replace("_", " "))
            self.google.spreadsheets[self.id].set(tab, f"{chr(65 + column)}{number}", value)

    def sort(self, tab: str = "Headlines") -> None:
        """A person turns all rows upside down."""
        page = self.google.spreadsheets[self.id].tab(tab)
        last = page.last_row()
        page.cells = {
            (last - row if 0 < row < last else row, column): cell for (row, column), cell in page.cells.items()
        }

    def insert_row(self, above: int, tab: str = "Headlines", **cells: Any) -> None:
        """A person inserts a row above row number ``above`` and types into it."""
        self.google.spreadsheets[self.id].tab(tab).insert_rows(above - 1, 1)
        headings = self.google.spreadsheets[self.id].rows(tab)[0]
        for heading, value in cells.items():
            self.google.spreadsheets[self.id].set(tab, f"{chr(65 + headings.index(heading))}{above}", value)

    def insert_column(self, at: int, heading: str | None = None, tab: str = "Headlines") -> None:
        """A person inserts a column; the one that was at ``at`` (from 0) moves to the right."""
        self.google.spreadsheets[self.id].tab(tab).insert_columns(at, 1)
        if heading:
            self.google.spreadsheets[self.id].set(tab, f"{chr(65 + at)}1", heading)


class _Disturbed:
    """The sheet, in which something happens just before the first writing."""

    def __init__(self, sheet: GoogleWorksheet, meanwhile: Callable[[], None] | None) -> None:
        self._sheet = sheet
        self._meanwhile = meanwhile

    def read_again(self) -> tuple[Sheet, ...]:
        return self._sheet.read_again()

    def write(self, changes: Changes) -> bool:
        if self._meanwhile:
            self._meanwhile()
            self._meanwhile = None
        return self._sheet.write(changes)
