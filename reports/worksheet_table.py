"""Finds the tables of a worksheet by their headings, wherever people have moved them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils import get_column_letter

from reports.worksheet_shown import is_machine_tab
from reports.worksheet_tabs import READ_ME, READ_ME_TITLE, SIGNATURES, heading_key, parse_mark
from reports.xlsx_text import clean
from rounds.sheets import Sheet, SheetCell

ROWS_SEARCHED = 30  # for a header row: people put titles above it
_NO_HEADING = "(no heading)"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: its number in the sheet, and its cells by heading; empty cells are left out."""

    number: int
    cells: dict[str, str]
    calculated: frozenset[str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the tab it stands on, its headings with their columns (from 1), and the rows below.

    ``twice`` are those of our headings that stand above several columns, with all of these.
    """

    sheet: str
    header_row: int
    columns: dict[str, int]
    rows: tuple[TableRow, ...]
    twice: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def cell(self, heading: str, row: int) -> str:
        """Where a cell is, such as F12; in the first column if the heading is missing."""
        return f"{get_column_letter(self.columns.get(heading, 1))}{row}"

    def added(self, ours: Sequence[str]) -> tuple[str, ...]:
        """Headings that people added, from left to right."""
        return tuple(heading for heading in self.columns if heading not in ours)

    def letter(self, heading: str) -> str:
        """The letter of the column under one of its headings."""
        return get_column_letter(self.columns[heading])

    def letters(self, heading: str) -> str:
        """The letters of all columns under a heading that stands there twice."""
        return " and ".join(map(get_column_letter, self.twice[heading]))


def tidy(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Tabs as readers want them: no white space around a text, no characters that a workbook cannot hold."""
    return tuple(Sheet(sheet.title, tuple(tuple(map(_tidy_cell, row)) for row in sheet.rows)) for sheet in sheets)


def _tidy_cell(cell: SheetCell) -> SheetCell:
    text = clean(cell.text).strip()
    return cell if text == cell.text else replace(cell, text=text)


def kind_of(sheet: Sheet) -> tuple[str, int] | None:
    """Which of our tables a tab holds, and the index of its header row; None for a tab of another kind.

    The hidden tab holds none, whatever stands in it: it knows headings and themes by their names.
    """
    if is_machine_tab(sheet):
        return None
    for index, row in enumerate(sheet.rows[:ROWS_SEARCHED]):
        found = {heading_key(cell.text) for cell in row if cell.text}
        for kind, signature in SIGNATURES.items():
            if {heading_key(heading) for heading in signature} <= found:
                return kind, index
    return None


def is_read_me(sheet: Sheet) -> bool:
    """Whether a tab is the one that says what to do, whatever it is called now."""
    first = sheet.rows[0][0].text if sheet.rows and sheet.rows[0] else ""
    return heading_key(sheet.title) == heading_key(READ_ME) or first.startswith(READ_ME_TITLE)


def find_tables(sheets: Sequence[Sheet], kind: str) -> list[tuple[Sheet, int]]:
    """The tabs that hold a table of ``kind``, with the index of the header row; the one with the usual title first."""
    found = [(sheet, place[1]) for sheet in sheets if (place := kind_of(sheet)) and place[0] == kind]
    return sorted(found, key=lambda each: heading_key(each[0].title) != heading_key(kind))


def read_table(sheet: Sheet, header: int, ours: Sequence[str]) -> Table:
    """The table below the header row at index ``header``; the headings in ``ours`` are recognised in any case."""
    columns = dict(_columns(sheet, header, ours))
    rows = [
        _row(number, cells, columns)
        for number, cells in enumerate(sheet.rows, start=1)
        if (number > header + 1 and any(cell.text for cell in cells)) or (number <= header and has_mark(cells))
    ]
    twice = {heading: found for heading, found in _places(sheet, header, ours).items() if len(found) > 1}
    return Table(sheet.title, header + 1, columns, tuple(rows), twice)


def has_mark(cells: Sequence[SheetCell]) -> bool:
    """Whether a row bears the mark of one of ours: people sort the row of headings along, and rows get above it."""
    marks = [mark for cell in cells if (mark := parse_mark(cell.text))]
    return any(not mark.interview_id.isdigit() for mark in marks)  # a time of day reads like a mark


def _places(sheet: Sheet, header: int, ours: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Where each of our headings stands, from left to right; by column from 1."""
    keys = [heading_key(cell.text) for cell in sheet.rows[header]]
    return {
        heading: tuple(column for column, key in enumerate(keys, start=1) if key == heading_key(heading))
        for heading in ours
    }


def _own_columns(sheet: Sheet, header: int, ours: Sequence[str]) -> dict[str, int]:
    """The column of each of our headings. Of two, the one that stands between the headings it was written between."""
    keys = ["", *(heading_key(cell.text) for cell in sheet.rows[header]), ""]
    written = ["", *map(heading_key, ours), ""]
    own: dict[str, int] = {}
    for nth, (heading, found) in enumerate(_places(sheet, header, ours).items(), start=1):
        fits = [(keys[at - 1] == written[nth - 1]) + (keys[at + 1] == written[nth + 1]) for at in found]
        if found:
            own[heading] = found[fits.index(max(fits))]
    return own


def _columns(sheet: Sheet, header: int, ours: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Headings and their columns. A second one of the same name gets a number, so that its cells are kept as well."""
    own = {column: heading for heading, column in _own_columns(sheet, header, ours).items()}
    known = {heading_key(heading): heading for heading in ours}
    taken = set(own.values())
    headings = sheet.rows[header]
    used = {column for row in sheet.rows[header + 1 :] for column, cell in enumerate(row) if cell.text}
    for column in range(max([len(headings), *(column + 1 for column in used)])):
        text = headings[column].text if column < len(headings) else ""
        if not text and column not in used:
            continue
        name = known.get(heading_key(text)) or text or _NO_HEADING
        unique, number = name, 2
        while unique in taken and column + 1 not in own:
            unique, number = f"{name} ({number})", number + 1
        taken.add(unique)
        yield unique, column + 1


def _row(number: int, cells: Sequence[SheetCell], columns: dict[str, int]) -> TableRow:
    present = {heading: cells[column - 1] for heading, column in columns.items() if column <= len(cells)}
    return TableRow(
        number,
        {heading: cell.text for heading, cell in present.items() if cell.text},
        frozenset(heading for heading, cell in present.items() if cell.calculated),
    )
