"""The sheet that a Google form writes to as a source, read through the Sheets API. Nothing is ever written there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from gspread.utils import absolute_range_name

from connectors.columns import is_answer, questions_of
from connectors.google_names import TIMESTAMP_TITLES
from connectors.sheet_kinds import Place, dates, formulas
from connectors.sheet_reader import Cells, Rows, TabReader, Witness, asked, batch, cell_name, changed
from connectors.sheet_tabs import FIELDS, Spreadsheet, Tab, chosen_tab, spreadsheet_of
from connectors.sheet_values import Habits, cell_text, is_stamp, stamp_text, stamp_time
from connectors.source import SourceError
from rounds.form import Form, Question
from rounds.interviews import Response

if TYPE_CHECKING:
    from connectors.google_connection import Google

Address = tuple[str, int]
_HEADER_WITHIN = 20  # rows in which a tab's header must stand to be recognised, as in a workbook


@dataclass(frozen=True, slots=True)
class _Opened:
    """A tab as it is now: its questions, the row of its header, and how its times are meant."""

    spreadsheet: Spreadsheet
    tab: Tab
    reader: TabReader
    header: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is read of a row: the column of each question that is asked for, and that of the time, from 0."""

    asked: Mapping[Address, int]
    stamp: int | None
    habits: Habits
    timezone: str

    @property
    def columns(self) -> set[int]:
        return {*self.asked.values()} if self.stamp is None else {*self.asked.values(), self.stamp}

    def response(self, row: int, cells: Cells, dated: Set[Place]) -> Response:
        """The row as a response; ``dated`` are the cells that hold a date."""
        answers = {
            address: stamp_text(cells.get(index))
            if index == self.stamp
            else cell_text(cells.get(index), is_date=(row, index) in dated)
            for address, index in self.asked.items()
        }
        time = None if self.stamp is None else stamp_time(cells.get(self.stamp), self.habits, self.timezone)
        return Response(row=row, answers=answers, submitted_at=time)


@dataclass(frozen=True, slots=True)
class GoogleSheet:
    """One tab of a spreadsheet; see ``connectors.source.Source``.

    ``tab`` is its gid; without it the tab that a form writes to is looked for. ``timezone`` is the round's, in which
    times come; ``timestamp`` is the column that holds them, without it responses carry no time.

    Only the columns that are asked for, and the timestamp, leave Google. A row in which all of these are blank is no
    response, but counts for the number of a row. Hidden and filtered rows count like the others.
    """

    google: Google = field(repr=False)
    spreadsheet_id: str
    tab: int | None = None
    timezone: str = "UTC"
    timestamp: Address | None = None

    own_ids: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """What messages call it: by the spreadsheet's id."""
        return f"Google sheet {self.spreadsheet_id}"

    @property
    def tab_id(self) -> int:
        """The gid of the tab that is read: with it as ``tab`` nobody has to look for it, and it may be renamed."""
        return self._chosen(self._spreadsheet()).id

    def form(self) -> Form:
        """The questions in the tab's header; no response is read."""
        opened = self._opened()
        return Form(
            name=self.name,
            questions=opened.questions,
            title=opened.spreadsheet.title,
            sheet_id=self.spreadsheet_id,
        )

    def responses(self, columns: Collection[Address]) -> Iterator[Response]:
        """Streams the responses with the answers under ``columns``; blank answers are empty texts.

        All that is read is looked through for formulas first, so that no response is used of a sheet that holds one
        at its end. Raises SourceError for a column that the tab lacks, or one that holds formulas; SourceUnavailable,
        also after the last response, when rows were moved meanwhile.
        """
        opened = self._opened()
        reading = self._reading(opened, columns)
        self._refuse_formulas(opened, reading.columns)
        markers = _markers(opened, reading.columns)
        witness = Witness(markers or reading.columns)
        for rows in opened.reader.chunks(opened.header + 1, opened.tab.rows, reading.columns | markers):
            witness.see(rows)
            dated = dates(opened.reader, rows, reading.columns - {reading.stamp})
            for number, cells in rows.items():
                yield reading.response(number, cells, dated)
        if not witness.agrees(opened.reader, opened.header + 1):
            raise changed(self.spreadsheet_id)

    def columns_without_formulas(self) -> list[Address]:
        """The columns of the tab that can be read: people often add others, with formulas. Reads all of the tab."""
        opened = self._opened()
        every = range(len(opened.questions))
        worked_out = {column for _, column in formulas(opened.reader, opened.header, opened.tab.rows, every)}
        return [one.address for index, one in enumerate(opened.questions) if index not in worked_out]

    def _reading(self, opened: _Opened, columns: Collection[Address]) -> _Reading:
        places = {address: self._index(address, opened) for address in columns}
        stamp = None if self.timestamp is None else self._index(self.timestamp, opened)
        return _Reading(places, stamp, opened.spreadsheet.habits, self.timezone)

    def _spreadsheet(self) -> Spreadsheet:
        http = self.google.sheets().http_client
        answer = asked(self.spreadsheet_id, lambda: http.spreadsheets_get(self.spreadsheet_id, {"fields": FIELDS}))
        return spreadsheet_of(self.spreadsheet_id, answer)

    def _chosen(self, spreadsheet: Spreadsheet) -> Tab:
        return chosen_tab(spreadsheet, self.tab, self._are_stamped)

    def _are_stamped(self, tabs: Sequence[Tab]) -> list[bool]:
        """Of each tab, whether a title for timestamps stands at the top of its first column."""
        filled = [tab for tab in tabs if tab.rows and tab.columns]
        ranges = [absolute_range_name(tab.title, f"A1:A{min(_HEADER_WITHIN, tab.rows)}") for tab in filled]
        tops = batch(self.google.sheets().http_client, self.spreadsheet_id, ranges) if ranges else []
        stamped = {
            tab.id
            for tab, rows in zip(filled, tops, strict=True)
            if any(_is_timestamp(cell) for row in rows for cell in row)
        }
        return [tab.id in stamped for tab in tabs]

    def _opened(self) -> _Opened:
        spreadsheet = self._spreadsheet()
        tab = self._chosen(spreadsheet)
        reader = TabReader(self.google.sheets().http_client, self.spreadsheet_id, tab.title)
        header, cells = self._header(tab, reader)
        titles = [cell_text(cells.get(index)).strip() for index in range(max(cells) + 1)]
        return _Opened(spreadsheet, tab, reader, header, questions_of(titles))

    def _header(self, tab: Tab, reader: TabReader) -> tuple[int, Cells]:
        """The header's row and cells. Its first row is asked for alone: usually it is enough, and holds no answers."""
        everywhere = range(tab.columns)
        first = reader.rows(1, min(1, tab.rows), everywhere) if tab.rows else {}
        found = self._header_among(first, only_sure=True)
        if found is None and tab.rows:
            found = self._header_among(reader.rows(1, min(_HEADER_WITHIN, tab.rows), everywhere))
        place = f'Google sheet {self.spreadsheet_id}, tab "{tab.title}"'
        if found is None:
            raise SourceError(
                f"{place}: no header row, with two titles or more, stands in its first {_HEADER_WITHIN} rows. If"
                " another tab holds the responses, set `tab` of this source to the number after gid= in its address."
            )
        if any(is_stamp(cell) or is_answer(cell_text(cell)) for cell in found[1].values()):
            raise SourceError(
                f"{place}: row {found[0]} holds a response where the questions should stand. Put the questions back"
                " above the first response."
            )
        return found

    def _header_among(self, rows: Rows, *, only_sure: bool = False) -> tuple[int, Cells] | None:
        """The first row with a title for timestamps; else the first with two titles, as above may stand a heading."""
        for number, cells in rows.items():
            if any(_is_timestamp(cell) or self._is_declared_stamp(cell) for cell in cells.values()):
                return number, cells
        return None if only_sure else next(((n, cells) for n, cells in rows.items() if len(cells) > 1), None)

    def _is_declared_stamp(self, cell: Any) -> bool:
        return self.timestamp is not None and cell_text(cell).strip() == self.timestamp[0]

    def _index(self, address: Address, opened: _Opened) -> int:
        for index, question in enumerate(opened.questions):
            if question.address == address:
                return index
        title, occurrence = address
        raise SourceError(
            f'Google sheet {self.spreadsheet_id}, tab "{opened.tab.title}" has no column "{title}" (occurrence'
            f" {occurrence}). The question may have been renamed or removed: correct the column in round.toml."
        )

    def _refuse_formulas(self, opened: _Opened, columns: Collection[int]) -> None:
        for row, column in formulas(opened.reader, opened.header, opened.tab.rows, columns):
            place = f'Google sheet {self.spreadsheet_id}, tab "{opened.tab.title}", cell {cell_name(row, column)}'
            raise SourceError(
                f"{place}: a formula stands where a response should. Put it into a column of its own, and the response"
                " back as a value."
            )


def _markers(opened: _Opened, own: Collection[int]) -> set[int]:
    """Columns that show whether a row is a response: the timestamp, which forms always fill in, else what is read."""
    stamps = {index for index, question in enumerate(opened.questions) if _is_timestamp(question.title)}
    if stamps or own:
        return stamps
    return {index for index, question in enumerate(opened.questions) if question.title}


def _is_timestamp(cell: Any) -> bool:
    return isinstance(cell, str) and cell.strip().casefold() in TIMESTAMP_TITLES
