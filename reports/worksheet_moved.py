"""Undoes what was written into the wrong place because people moved rows or columns in that very moment.

Cells are addressed by row and column: between reading and writing (a few tenths of a second) somebody may sort the
rows, or insert a row or a column. What was read before and after the writing tells where that happened, and what
stood there: a row is known by its mark, a row of people and a copy by the words in it; a column by its heading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from reports.worksheet_changes import own_headline_tables
from reports.worksheet_table import Table, TableRow, tidy
from reports.worksheet_tabs import MARK, OUR_COLUMNS, parse_mark
from reports.xlsx_text import clean
from rounds.sheets import Sheet
from rounds.worksheet_tabs import CellChange, Changes, MarkedTab, RowsToAdd, WorksheetTabs


def put_back(
    before: Sequence[Sheet], after: Sequence[Sheet], written: Changes, wanted: WorksheetTabs
) -> tuple[CellChange, ...]:
    """The cells that get back what stood in them, where ``written`` met another row or column than was meant."""
    old, new = (
        {table.sheet: _Known(table) for tables in own_headline_tables(tidy(sheets), wanted) for table in tables}
        for sheets in (before, after)
    )
    by_row = defaultdict[tuple[str, int], list[CellChange]](list)
    for cell in written.cells:
        if cell.tab in old and cell.tab in new:
            by_row[cell.tab, cell.row].append(cell)
    return tuple(
        back for (tab, number), cells in by_row.items() for back in _put_back(old[tab], new[tab], number, cells)
    )


def _put_back(old: _Known, new: _Known, number: int, cells: Sequence[CellChange]) -> Iterator[CellChange]:
    """The cells of one row."""
    row = new.row(number)
    was = old.as_it_was(row, {new.heading(cell.column) for cell in cells}) if row else None
    for cell in cells:
        heading = new.heading(cell.column)
        if was == old.row(number) and heading == old.heading(cell.column):
            continue
        there, before = (row[heading] if row else ""), (was[heading] if was else "")
        if there == clean(cell.text).strip() != before:
            yield CellChange(cell.tab, cell.row, cell.column, before)


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
        self._alike = defaultdict[str, list[TableRow]](list)  # copies of a row have its mark, other rows none
        for row in table.rows:
            self._alike[_mark(row)].append(row)

    def row(self, number: int) -> TableRow | None:
        """The row at a number; None where nothing stands."""
        return self._rows.get(number)

    def heading(self, column: int) -> str:
        """The heading over a column; nothing where there is none."""
        return self._headings.get(column, "")

    def as_it_was(self, row: TableRow, overwritten: Collection[str]) -> TableRow | None:
        """The row that ``row`` is now, whose cells under ``overwritten`` tell nothing; None where it is new."""
        alike = self._alike.get(_mark(row), [])
        if _mark(row) and len(alike) == 1:
            return alike[0]
        weights = [_agreement(row, each, overwritten) for each in alike]
        best = max(weights, default=-1)
        found = [each for each, weight in zip(alike, weights, strict=True) if weight == best]
        at_its_place = next((each for each in found if each.number == row.number), None)
        if best > 0 or (best == 0 and _mark(row)):
            return at_its_place or found[0]
        return at_its_place if best == 0 else None


def _mark(row: TableRow) -> str:
    return row[MARK] if parse_mark(row[MARK]) else ""


def _agreement(row: TableRow, other: TableRow, overwritten: Collection[str]) -> int:
    """How many more cells of people agree in two rows than differ; a cell that is empty in both says nothing."""
    headings = {*row.cells, *other.cells} - {*OUR_COLUMNS, *overwritten}
    equal = sum(row[heading] == other[heading] for heading in headings)
    return 2 * equal - len(headings)
