"""Undoes what was written into the wrong place because people moved rows or columns in that very moment.

Cells are addressed by row and column: between reading and writing (a few tenths of a second) somebody may sort the
rows, or insert a row or a column. What was read before and after the writing tells where that happened, and what
stood there: a row is known by its mark, a row of people by their words in it; a column by its heading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reports.worksheet_changes import own_headline_tables
from reports.worksheet_table import Table, TableRow, tidy
from reports.worksheet_tabs import HUMAN_COLUMNS, MARK, parse_mark
from reports.xlsx_text import clean
from rounds.sheets import Sheet
from rounds.worksheet_tabs import CellChange, Changes, MarkedTab, RowsToAdd, WorksheetTabs

_Row = tuple[str, ...]


def put_back(
    before: Sequence[Sheet], after: Sequence[Sheet], written: Changes, wanted: WorksheetTabs
) -> tuple[CellChange, ...]:
    """The cells that get back what stood in them, where ``written`` met another row or column than was meant."""
    old, new = (
        {table.sheet: _Known(table) for tables in own_headline_tables(tidy(sheets), wanted) for table in tables}
        for sheets in (before, after)
    )
    return tuple(
        CellChange(cell.tab, cell.row, cell.column, old[cell.tab].text(new[cell.tab].place(cell)))
        for cell in written.cells
        if cell.tab in old and cell.tab in new
        and old[cell.tab].place(cell) != new[cell.tab].place(cell)
        and new[cell.tab].at(cell) == clean(cell.text).strip()
        and old[cell.tab].text(new[cell.tab].place(cell)) != new[cell.tab].at(cell)
    )  # fmt: skip


def take_out(after: Sequence[Sheet], written: Changes, wanted: WorksheetTabs) -> tuple[CellChange, ...]:
    """Empties the cells of rows that were added beside their columns; they are added once more where they belong.

    Such a row holds the mark of an added row in another column than that of the marks, and each cell that is emptied
    holds exactly what was written there.
    """
    tables, _ = own_headline_tables(tidy(after), wanted)
    columns = {table.sheet: table.columns.get(MARK, 0) for table in tables}
    sheets = {sheet.title: sheet for sheet in tidy(after)}
    return tuple(
        cell
        for added in written.rows
        if added.tab in columns
        for cell in _strays(sheets[added.tab], added, columns[added.tab])
    )


def take_twins(after: Sequence[Sheet], doubtful: Sequence[RowsToAdd], wanted: WorksheetTabs) -> tuple[CellChange, ...]:
    """Empties rows that stand twice, because an adding that seemed to be lost took effect after it was repeated.

    ``doubtful`` are the rows whose adding nobody confirmed. One row of each mark stays; a row in which anything stands
    that was not added with it stays in any case.
    """
    added = {text for rows in doubtful for row in rows.rows for text in row if parse_mark(text)}
    texts = {
        row.mark: {heading: clean(text).strip() for heading, text in row.cells.items()} | {MARK: row.mark}
        for tab in wanted.tabs
        if isinstance(tab, MarkedTab)
        for row in tab.rows
        if row.mark in added
    }
    rows = defaultdict[str, list[tuple[Table, TableRow]]](list)
    for table in own_headline_tables(tidy(after), wanted)[0] if texts else ():
        for row in table.rows:
            if row[MARK] in texts:
                rows[row[MARK]].append((table, row))
    return tuple(
        CellChange(table.sheet, row.number, table.columns[heading], "")
        for mark, twins in rows.items()
        for table, row in _spare(twins, texts[mark])
        for heading in row.cells
    )


def _spare(twins: Sequence[tuple[Table, TableRow]], texts: dict[str, str]) -> list[tuple[Table, TableRow]]:
    """Those rows which hold nothing but ``texts``, and all of them; without the first if there would be none left."""
    as_added = [
        (table, row)
        for table, row in twins
        if row.cells == {heading: text for heading, text in texts.items() if text and heading in table.columns}
    ]
    return as_added if len(as_added) < len(twins) else as_added[1:]


def _strays(sheet: Sheet, added: RowsToAdd, mark_column: int) -> Iterator[CellChange]:
    by_mark = {row[-1]: row for row in added.rows if parse_mark(row[-1])}
    for number, cells in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            texts = by_mark.get(cell.text)
            if texts is None or column == mark_column:
                continue
            first = max(0, column - len(texts))  # index of the cell in which the row begins
            for nth, (text, there) in enumerate(zip(texts, cells[first:], strict=False), start=first + 1):
                if there.text and there.text == clean(text).strip():
                    yield CellChange(sheet.title, number, nth, "")


class _Known:
    """A table whose cells are found by what their row and column are, not by where they stand."""

    def __init__(self, table: Table) -> None:
        self._headings = {column: heading for heading, column in table.columns.items()}
        self._rows = {row.number: row for row in table.rows}
        self._by_name = {_name(row): row for row in reversed(table.rows)}

    def place(self, cell: CellChange) -> tuple[_Row, str]:
        """Which row and which column a cell belongs to."""
        row = self._rows.get(cell.row)
        return (_name(row) if row else ()), self._headings.get(cell.column, "")

    def at(self, cell: CellChange) -> str:
        """What stands in a cell."""
        row = self._rows.get(cell.row)
        return row[self._headings.get(cell.column, "")] if row else ""

    def text(self, place: tuple[_Row, str]) -> str:
        """What stood in a place; nothing where it was not there."""
        row = self._by_name.get(place[0])
        return row[place[1]] if row else ""


def _name(row: TableRow) -> _Row:
    if parse_mark(row[MARK]):
        return (row[MARK],)
    return ("", *(row[heading] for heading in HUMAN_COLUMNS))
