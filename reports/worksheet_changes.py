"""What has to be written so that a shared sheet stands as it should: our cells that differ, rows and tabs that lack.

Nothing here ever names a cell that belongs to people. In a Headlines tab only the columns that Sayback writes are
touched, and there only rows that carry a mark, found by it wherever they stand now. In rows without a mark, which
people inserted or copied, one thing is done: a text that is word for word a story that must not be seen any more is
emptied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from reports.worksheet_file import WorksheetError
from reports.worksheet_headings import refuse_without
from reports.worksheet_pair_tabs import headline_tables, marks_of
from reports.worksheet_shown import is_machine_tab, read_shown
from reports.worksheet_table import Table, TableRow, find_tables, is_read_me, tidy
from reports.worksheet_tabs import (
    BESIDE,
    CHECK,
    INTERVIEW,
    MACHINE,
    MARK,
    NO_ID,
    NOBODY,
    OUR_COLUMNS,
    READ_ME,
    STORY,
    digest,
    heading_key,
    parse_mark,
    row_digest,
)
from reports.xlsx_text import clean
from rounds.sheets import Sheet
from rounds.worksheet_tabs import (
    CellChange,
    Changes,
    MarkedRow,
    MarkedTab,
    NewTab,
    OwnTab,
    PeopleTab,
    RowsToAdd,
    WorksheetTabs,
)


def changes(sheets: Sequence[Sheet], wanted: WorksheetTabs) -> Changes:
    """The changes that make ``sheets``, as they were just read, stand as ``wanted``.

    Raises WorksheetError when the column of the marks is gone: without it no row can be told from another; and when
    another heading of ours is gone, or stands there twice: what stands below could not be told from words of people.
    """
    return _Comparison(tidy(sheets), wanted).changes()


def own_headline_tables(sheets: Sequence[Sheet], wanted: WorksheetTabs) -> tuple[list[Table], list[Table]]:
    """The Headlines tables of ``sheets`` (see ``tidy``), and further ones, such as copies that people made."""
    titles = {tab.title for tab in wanted.tabs if isinstance(tab, MarkedTab)}
    return headline_tables(sheets, {*read_shown(sheets).tabs, *titles})


class _Comparison:
    def __init__(self, sheets: Sequence[Sheet], wanted: WorksheetTabs) -> None:
        self._sheets = sheets
        self._wanted = wanted
        self._tables, self._others = own_headline_tables(sheets, wanted)
        self._new: list[NewTab] = []
        self._rows: list[RowsToAdd] = []
        self._cells: list[CellChange] = []

    def changes(self) -> Changes:
        self._compare_marked_rows()
        present = {mark for table in self._tables for mark in marks_of(table)}
        for tab in self._wanted.tabs:
            if isinstance(tab, MarkedTab):
                self._add_marked_rows(tab, present)
            elif isinstance(tab, PeopleTab):
                self._compare_people_tab(tab)
            else:
                self._compare_own_tab(tab)
        return Changes(tuple(self._new), tuple(self._rows), tuple(self._cells))

    def _compare_marked_rows(self) -> None:
        wanted = {row.mark: row for tab in self._wanted.tabs if isinstance(tab, MarkedTab) for row in tab.rows}
        seen: set[str] = set()
        for table in self._tables:
            _refuse_without_marks(table)
            refuse_without(table, OUR_COLUMNS)
            for row in table.rows:
                mark = row[MARK]
                if parse_mark(mark) and mark not in seen:
                    seen.add(mark)
                    self._compare_marked_row(table, row, wanted.get(mark))
                else:
                    self._empty_stale_copies(table, row)
        for table in self._others:
            for row in table.rows:
                self._empty_stale_copies(table, row)

    def _compare_marked_row(self, table: Table, row: TableRow, wanted: MarkedRow | None) -> None:
        if wanted:
            self._write(table, row, wanted.ours.items())
            self._write(table, row, [(name, text) for name, text in wanted.if_empty.items() if not row[name]])
        elif row[MARK].startswith(f"{NOBODY}:") and not row[INTERVIEW]:
            self._write(table, row, [(CHECK, NO_ID)])
        elif (mark := parse_mark(row[MARK])) and (mark.interview_id, mark.question) not in self._wanted.stories:
            self._write(table, row, self._wanted.gone.items())

    def _empty_stale_copies(self, table: Table, row: TableRow) -> None:
        stale = [name for name in (STORY, BESIDE) if digest(row[name]) in self._wanted.stale]
        self._write(table, row, [(name, "") for name in stale])

    def _write(self, table: Table, row: TableRow, texts: Iterable[tuple[str, str]]) -> None:
        for heading, text in texts:
            if heading in table.columns and row[heading] != _tidy(text):
                self._cells.append(CellChange(table.sheet, row.number, table.columns[heading], clean(text)))

    def _add_marked_rows(self, tab: MarkedTab, present: set[str]) -> None:
        missing = [row for row in tab.rows if row.to_add and row.mark not in present]
        home = self._home(tab)
        if home and missing:
            self._rows.append(_rows_to_add(home, [row.cells | {MARK: row.mark} for row in missing]))
        elif home is None and (missing or not self._tables):
            headings = [column.heading for column in tab.look.columns]
            texts = [row.cells | {MARK: row.mark} for row in missing]
            self._make(tab, [tuple(headings), *(tuple(row.get(name, "") for name in headings) for row in texts)])

    def _home(self, tab: MarkedTab) -> Table | None:
        """Where new rows of ``tab`` go: the table of its title; else the one that holds most of its other rows."""
        for table in self._tables:
            if heading_key(table.sheet) == heading_key(tab.title):
                return table
        marks = {row.mark for row in tab.rows}
        best = max(self._tables, key=lambda table: len(marks & marks_of(table)), default=None)
        return best if best and marks & marks_of(best) else None

    def _compare_people_tab(self, tab: PeopleTab) -> None:
        found = find_tables(self._sheets, tab.title)
        if not found:
            self._make(tab, tab.rows)
            return
        sheet, header = found[0]
        first = tab.look.columns[0].heading
        headings = [heading_key(cell.text) for cell in sheet.rows[header]]
        if heading_key(first) not in headings:
            return
        column = headings.index(heading_key(first))
        there = {heading_key(row[column].text) for row in sheet.rows[header:] if column < len(row)}
        later = [row for row in tab.later if heading_key(row[0]) not in there]
        if later:
            self._rows.append(_people_rows(sheet, header, [column.heading for column in tab.look.columns], later))

    def _compare_own_tab(self, tab: OwnTab) -> None:
        sheet = next(filter(_is_kind(self._sheets, tab.title), self._sheets), None)
        if sheet is None:
            self._make(tab, tab.rows)
            return
        there = [[cell.text for cell in row] for row in sheet.rows]
        width = max(map(len, tab.rows))
        below = [row[:width] for row in there[len(tab.rows) :]]
        wanted = [*tab.rows, *([] if _is_earlier(row, tab) else row for row in below)]
        for number, (row, texts) in enumerate(_paired(there, wanted), start=1):
            for column, text in enumerate(texts, start=1):
                if (row[column - 1] if column <= len(row) else "") != _tidy(text):
                    self._cells.append(CellChange(sheet.title, number, column, clean(text)))

    def _make(self, tab: MarkedTab | PeopleTab | OwnTab, rows: Iterable[Sequence[str]]) -> None:
        """A new tab: in place of a blank one of its title, or of the only and blank tab that a new sheet has."""
        blank = {heading_key(sheet.title): sheet.title for sheet in self._sheets if not any(map(any, _texts(sheet)))}
        place_of = blank.get(heading_key(tab.title), "")
        if not place_of and not self._new and len(self._sheets) == len(blank) == 1:
            place_of = next(iter(blank.values()))
        title = tab.title if place_of else self._unused(tab.title)
        texts = tuple(tuple(map(clean, row)) for row in rows)
        self._new.append(NewTab(title, tab.look, texts, place_of))

    def _unused(self, title: str) -> str:
        taken = {heading_key(sheet.title) for sheet in self._sheets} | {heading_key(tab.title) for tab in self._new}
        unused, number = title, 2
        while heading_key(unused) in taken:
            unused, number = f"{title} {number}", number + 1
        return unused


def _refuse_without_marks(table: Table) -> None:
    if MARK not in table.columns and table.rows:
        raise WorksheetError(
            f'The hidden column "{MARK}" of the tab "{table.sheet}" is gone, so its rows cannot be told apart. Bring it'
            " back with File, Version history. Nothing was written."
        )


def _rows_to_add(table: Table, rows: Sequence[dict[str, str]]) -> RowsToAdd:
    """Rows from the first column of the block of headings on: that is where Google puts what is added to a table."""
    taken = set(table.columns.values())
    first = table.columns[INTERVIEW]
    while first - 1 in taken:
        first -= 1
    last = max(column for heading, column in table.columns.items() if any(row.get(heading) for row in rows))
    at = {column: heading for heading, column in table.columns.items()}
    texts = [tuple(clean(row.get(at.get(column, ""), "")) for column in range(first, last + 1)) for row in rows]
    return RowsToAdd(table.sheet, table.header_row, first, tuple(texts))


def _people_rows(sheet: Sheet, header: int, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> RowsToAdd:
    """Rows under the headings of a table, wherever people have moved its columns."""
    there = [heading_key(cell.text) for cell in sheet.rows[header]]
    first = there.index(heading_key(headings[0]))
    while first and there[first - 1]:
        first -= 1
    by_key = [{heading_key(name): text for name, text in zip(headings, row, strict=False)} for row in rows]
    texts = [tuple(clean(row.get(key, "")) if key else "" for key in there[first:]) for row in by_key]
    return RowsToAdd(sheet.title, header + 1, first + 1, tuple(texts))


def _is_kind(sheets: Sequence[Sheet], title: str) -> Callable[[Sheet], bool]:
    """Whether a tab is the one that Sayback made as ``title``, whatever it is called now."""
    if title == MACHINE:
        return is_machine_tab
    if title == READ_ME:
        return lambda sheet: bool(sheet.rows) and is_read_me(sheet)
    tables = [sheet for sheet, _ in find_tables(sheets, title)]
    return lambda sheet: sheet in tables[:1]


def _is_earlier(row: Sequence[str], tab: OwnTab) -> bool:
    """Whether a row below what stands in a tab of ours was written for an earlier version of it, not by people."""
    return tab.earlier is None or row_digest(row) in tab.earlier


def _paired(there: Sequence[list[str]], wanted: Sequence[Sequence[str]]) -> Iterator[tuple[list[str], Sequence[str]]]:
    width = max(map(len, wanted))
    for number, texts in enumerate(wanted):
        yield (there[number] if number < len(there) else []), [*texts, *([""] * (width - len(texts)))]


def _texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


def _tidy(text: str) -> str:
    return clean(text).strip()
