"""The headline worksheet in a Google sheet that people made and shared: read as text, written cell by cell.

Why no cell of people is overwritten:

- Only cells that read otherwise than they should are written, in columns and tabs that Sayback writes, right after the
  sheet was read once more; rows are found by the marks in their hidden column.
- New rows are appended by Google itself (``INSERT_ROWS``), below whatever stands there by then.
- Cells can only be addressed by row and column, and Google's API knows no condition such as "only if it still reads
  so". In the tenths of a second between reading and writing somebody may sort, or insert a row or a column. Sorting and
  inserting rows moves rows, never columns: a story may then stand beside a wrong headline, but in its own column, where
  no words of people are. After each writing the sheet is read again, and what stands wrong is written once more
  (``flows.steps.shared_sheet``). The same reading shows where a column was inserted, or an id that people typed was
  hit, and what had stood there gets its place back (``reports.worksheet_moved``).
- What is left: somebody inserts a column *and* types into the very cell that comes to stand in the place of ours,
  both in that moment. Google keeps their words under File, Version history.

Everything is written ``RAW``: a text that begins with ``=`` or looks like a date stays that text. Reads and writes of
values may be repeated. Appending and ``batchUpdate`` may not: where Google did not say whether they took effect, the
sheet is read again, and marks and titles tell what is still to be written; in the same run, else in the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from gspread.http_client import HTTPClient
from gspread.utils import absolute_range_name, rowcol_to_a1

from connectors.google_faults import FaultKind, GoogleFault, explained
from connectors.google_messages import explanation
from connectors.google_names import RESPONSE_SHEET, TIMESTAMP_TITLES
from connectors.google_retry import wait_to_look
from connectors.google_worksheet_cells import Block, appended_elsewhere, blocks_of, in_portions, whole_tab
from connectors.google_worksheet_look import Request, look_requests, make_requests, more_room
from connectors.sheet_reader import RANGES_AT_ONCE, Render, asked, batch
from connectors.sheet_tabs import FIELDS, Tab, spreadsheet_of
from connectors.source import SourceError, SourceUnavailable
from rounds.sheets import Sheet, SheetCell
from rounds.worksheet_tabs import Changes, NewTab, RowsToAdd

if TYPE_CHECKING:
    from connectors.google_connection import Google

_Values = list[list[Any]]
_APPEND = {"valueInputOption": "RAW", "insertDataOption": "INSERT_ROWS"}
_ROWS_SEARCHED = 20  # for the heading of times that a form writes
_MOST_UNCONFIRMED = 5  # writings, one after the other
_SAFE = "Running it again is safe: what was written is found, and no row is written twice."


class GoogleWorksheet:
    """One spreadsheet. ``read`` comes first: the other calls go by the tabs that it found.

    ``is_plain``: Google did not take the looks of new tabs, so they have neither widths nor drop-down lists.
    All calls raise SourceRefused when the sheet is not shared as they need it, SourceUnavailable when Google cannot be
    reached or somebody renamed a tab in that moment, SourceError when this is no sheet for a worksheet.
    """

    def __init__(self, google: Google, spreadsheet_id: str) -> None:
        self.id = spreadsheet_id
        self.is_plain = False
        self._google = google
        self._tabs: dict[str, Tab] = {}
        self._asked_for = set[tuple[int, str]]()  # tabs by id and title, made and dressed if Google did it
        self._unconfirmed = 0  # writings since the last one that Google confirmed
        self._waited = 0.0  # seconds

    @property
    def url(self) -> str:
        """Its address, for people."""
        return f"https://docs.google.com/spreadsheets/d/{self.id}/edit"

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"Google sheet {self.id}"

    def read(self, is_ours: Callable[[Sheet], bool] = lambda _: False) -> tuple[Sheet, ...]:
        """All its tabs with cells, hidden ones too, from three requests; a formula as its result, marked as such.

        ``is_ours`` tells the tabs of a worksheet, in which people may write any word.
        Raises SourceError when a form writes its responses into this spreadsheet.
        """
        self._look_up_tabs()
        values = self._values(self._tabs, Render.DATES_SHOWN)
        self._refuse_responses(values, is_ours)
        formulas = self._values([title for title, rows in values.items() if rows], Render.FORMULAS)
        return tuple(_sheet(title, rows, formulas.get(title, [])) for title, rows in values.items())

    def read_again(self) -> tuple[Sheet, ...]:
        """The same tabs and those that were made since, from one request; formulas are not told from texts.

        From two requests after a writing that nobody confirmed.
        """
        if self._unconfirmed:
            self._look_up_tabs()
        return tuple(_sheet(title, rows, []) for title, rows in self._values(self._tabs, Render.DATES_SHOWN).items())

    def write(self, changes: Changes) -> bool:
        """Makes tabs, writes cells, appends rows. Rows come last: Google may insert them above cells to be written.

        Returns whether Google confirmed it. If not, some of it may have been written: read again, and write what is
        still missing. Raises SourceUnavailable when that happens too often, SourceRefused when the sheet is shared for
        reading only.
        """
        doubtful: GoogleFault | None = None
        with self._explained():
            try:
                self._make_room(changes)
                self._write([*map(whole_tab, changes.new_tabs), *blocks_of(changes.cells)])
                for rows in changes.rows:
                    self._append(rows)
            except GoogleFault as fault:
                if not self._is_doubtful(fault):
                    raise
                doubtful = fault
        if doubtful is None:
            self._unconfirmed, self._waited = 0, 0.0
        else:
            self._wait(doubtful)
        return doubtful is None

    def _is_doubtful(self, fault: GoogleFault) -> bool:
        """Also where Google refuses to make tabs that came into being late, by a request that seemed to be lost."""
        return fault.uncertain or bool(self._unconfirmed and fault.kind is FaultKind.INVALID)

    def _wait(self, fault: GoogleFault) -> None:
        """Raises SourceUnavailable when it was waited often or long enough."""
        waited = 0.0
        if self._unconfirmed < _MOST_UNCONFIRMED:
            waited = wait_to_look(fault, self._google.session.patience, self._unconfirmed)
        self._unconfirmed += 1
        self._waited += waited
        if not waited:
            fault.uncertain, fault.waited = False, self._waited  # nothing for people to look after
            raise SourceUnavailable(f"{explanation(fault, f'the {self.name}', needs='write')} {_SAFE}")

    @property
    def _client(self) -> HTTPClient:
        return self._google.sheets().http_client

    def _look_up_tabs(self) -> None:
        described = spreadsheet_of(self.id, asked(self.id, self._describe, needs="write"))
        self._tabs = {tab.title: tab for tab in described.tabs}

    def _describe(self) -> Any:
        return self._client.spreadsheets_get(self.id, {"includeGridData": "false", "fields": FIELDS})

    def _values(self, titles: Iterable[str], render: Render) -> dict[str, _Values]:
        """All cells of tabs, by title."""
        wanted = list(titles)
        found: dict[str, _Values] = {}
        for start in range(0, len(wanted), RANGES_AT_ONCE):
            portion = wanted[start : start + RANGES_AT_ONCE]
            ranges = [absolute_range_name(title) for title in portion]
            found |= zip(portion, batch(self._client, self.id, ranges, render, needs="write"), strict=True)
        return found

    def _refuse_responses(self, values: Mapping[str, _Values], is_ours: Callable[[Sheet], bool]) -> None:
        """People rename and move the tab of a form, and put rows above its headings: each tab is looked at."""
        for title, rows in values.items():
            first = [row[:1] for row in rows[:1]]
            searched = first if is_ours(_sheet(title, rows, [])) else rows[:_ROWS_SEARCHED]
            stamps = [cell for row in searched for cell in row if str(cell).strip().casefold() in TIMESTAMP_TITLES]
            if RESPONSE_SHEET.fullmatch(title.strip()) or stamps:
                raise SourceError(
                    f'{self.name} holds the responses of a form, which Sayback never writes to: the tab "{title}" is'
                    " named or headed like that of a form. Make a new sheet for the worksheet, share it as Editor, and"
                    " set its address as `google_sheet` under [worksheet]."
                )

    def _make_room(self, changes: Changes) -> None:
        """New tabs with their looks, and rows for what is written below the last one: all in one request."""
        made = self._numbered(changes.new_tabs)
        requests = [*make_requests(made, self._tabs), *more_room(changes.cells, self._tabs)]
        titles = {*self._tabs, *(tab.title for tab in changes.new_tabs)}
        bare = [(number, tab) for number, tab in made if not self._is_dressed(number, tab)]
        looks = [request for number, tab in bare for request in look_requests(number, tab, titles)]
        self._asked_for |= {(number, tab.title) for number, tab in made}
        if requests:
            self._ask(requests, looks)
        for number, tab in made:
            self._tabs.pop(tab.place_of, None)
            self._tabs[tab.title] = Tab(number, tab.title, max(len(tab.rows), tab.look.room), 0, tab.look.hidden)

    def _is_dressed(self, number: int, tab: NewTab) -> bool:
        """Whether a request that nobody confirmed has made the tab, and with it, all or nothing, its looks."""
        there = self._tabs.get(tab.title)
        return there is not None and there.id == number and (number, tab.title) in self._asked_for

    def _ask(self, requests: list[Request], looks: list[Request]) -> None:
        """All in one request, which does all or nothing. If Google does not take the looks, the words go without."""
        try:
            self._client.batch_update(self.id, {"requests": requests + looks})
            return
        except GoogleFault as fault:
            if fault.kind is not FaultKind.INVALID or not looks or self._unconfirmed:
                raise
        self.is_plain = True
        self._client.batch_update(self.id, {"requests": requests})

    def _numbered(self, new_tabs: Iterable[NewTab]) -> list[tuple[int, NewTab]]:
        """The tabs with the ids that they get, so that one request can make them and dress them."""
        taken = {tab.id for tab in self._tabs.values()}
        free = (number for number in range(1, 2**31) if number not in taken)
        return [(self._tabs[tab.place_of].id if tab.place_of else next(free), tab) for tab in new_tabs]

    def _append(self, added: RowsToAdd) -> None:
        anchor = absolute_range_name(added.tab, rowcol_to_a1(added.row, added.column))  # one cell means its table
        for rows in in_portions(added.rows):
            answer = self._client.values_append(self.id, anchor, dict(_APPEND), {"values": [list(row) for row in rows]})
            landed = answer.get("updates", {}).get("updatedRange", "")
            self._write(appended_elsewhere(landed, added, rows))

    def _write(self, blocks: Sequence[Block]) -> None:
        for portion in in_portions(blocks):
            data = [{"range": block.range, "values": [list(row) for row in block.rows]} for block in portion]
            self._client.values_batch_update(self.id, {"valueInputOption": "RAW", "data": data})

    @contextmanager
    def _explained(self) -> Iterator[None]:
        is_invalid = False
        with explained(f"the {self.name}", account=self._google.account, needs="write"):
            try:
                yield
            except GoogleFault as fault:
                is_invalid = fault.kind is FaultKind.INVALID
                if not is_invalid:
                    raise
        if is_invalid:
            raise SourceUnavailable(
                f"{self.name} did not take what was to be written: perhaps somebody renamed or deleted a tab in that"
                " moment, or a cell is locked. Nothing that people wrote was changed. Run the same command again."
            )


def _sheet(title: str, rows: _Values, typed: _Values) -> Sheet:
    """A tab; ``typed`` are its cells with formulas instead of their results, as far as they were asked for."""
    paired = zip_longest(rows, typed[: len(rows)], fillvalue=())
    return Sheet(title, tuple(_row(values, formulas) for values, formulas in paired))


def _row(values: Sequence[Any], typed: Sequence[Any]) -> tuple[SheetCell, ...]:
    paired = zip_longest(values, typed[: len(values)])
    return tuple(SheetCell(_text(value), _is_formula(value, formula)) for value, formula in paired)


def _is_formula(value: Any, typed: Any) -> bool:
    """A text that only looks like a formula is the same in both readings."""
    return isinstance(typed, str) and typed.startswith("=") and typed != value


def _text(value: Any) -> str:
    """A number as people see a whole one, a tick box as TRUE or FALSE, a text as it is."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
