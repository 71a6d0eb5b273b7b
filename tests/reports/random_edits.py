"""What people do to a worksheet, at random: each edit is one that spreadsheet programs offer.

Everything that is typed holds a word of its own (such as ``typed7x``), so that it can be looked for afterwards.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from reports.worksheet_tabs import MACHINE
from reports.xlsx_text import cell_text
from rounds.sheets import Sheet, SheetCell
from tests.reports.edits_of_columns import EDITS_OF_COLUMNS
from tests.reports.edits_of_rows import EDITS_OF_ROWS
from tests.reports.edits_of_tables import EDITS_OF_TABLES
from tests.reports.edits_of_tabs import EDITS_OF_TABS

TYPED = re.compile(r"typed\d+x")
_PASTED = (
    "{}", "  {}  ", "{}\nsecond line", "a\t{}", "🎺 {} 👩‍👧‍👦", "شجرة {} بيت", "«{}»", '"{}"', "= {}", "={}+1", "+{}",
    "-{}", "@{}", "'{}", "{} " + "long " * 600, "<b>{}</b> & more", "{}\u00a0\u200b", "_x000D_{}", "\ufeff{}", "1,{};2",
    "{}\r\nafter",
)  # fmt: skip
_OF_THE_GRID: tuple[Callable[[RandomEdits], None], ...] = (*EDITS_OF_ROWS, *EDITS_OF_COLUMNS)
_EDITS = (*_OF_THE_GRID, *EDITS_OF_TABS, *EDITS_OF_TABLES)

Grid = list[list[object]]
Cells = list[dict[str, object]]  # the rows of a table by heading


class RandomEdits:
    """``with RandomEdits(path, chance, ids) as edits: edits.make(5)`` edits the worksheet at ``path``.

    ``sheets`` is what stands in it then; ``save`` writes the file.

    ``typed`` are the words that stood in it when it was saved, in cells and comments; ``in_stories`` those that stood
    in cells that Sayback writes, and cannot always tell from its own; ``beside`` those that stood under Headline, each
    with what stood under Interview and Question.
    """

    def __init__(self, path: Path, chance: random.Random, ids: list[str], numbers: Iterator[int] | None = None) -> None:
        self._path, self.chance, self.ids = path, chance, ids
        self.numbers = numbers or count(1)
        self.done: list[str] = []
        self._late: list[Callable[[RandomEdits], None]] = []
        self._in_tabs_for_reading: set[str] = set()
        self.typed: set[str] = set()
        self.in_stories: set[str] = set()
        self.beside: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)

    def __enter__(self) -> RandomEdits:
        self.undisturbed = self._path.read_bytes()
        self.book = load_workbook(self._path)
        self.sheet = next(sheet for sheet in self.book.worksheets if _header_of(sheet))
        self.grid: Grid = [[cell.value for cell in row] for row in self.sheet.iter_rows()]
        return self

    def __exit__(self, *error: object) -> None:
        self._put_back()
        for late in self._late:
            late(self)
        self._look_around()

    def make(self, number: int) -> None:
        """So many edits: first those of rows and columns, then those of cells and tabs."""
        chosen = [self.chance.choice(_EDITS) for _ in range(number)]
        for edit in [each for each in chosen if each in _OF_THE_GRID]:
            self.done.append(edit.__name__)
            edit(self)
            width = max(map(len, self.grid))
            for row in self.grid:
                row += [None] * (width - len(row))
        self._late = [each for each in chosen if each not in _OF_THE_GRID]
        self.done += [each.__name__ for each in self._late]

    def save(self) -> None:
        self.book.save(self._path)

    def sheets(self) -> tuple[Sheet, ...]:
        """The tabs as they are read from a file, without the work of writing and reading one."""
        return tuple(
            Sheet(sheet.title, tuple(tuple(map(_read, row)) for row in sheet.iter_rows()))
            for sheet in self.book.worksheets
        )

    # What the edits need

    def word(self) -> str:
        return f"typed{next(self.numbers)}x"

    def word_in_a_tab_for_reading(self) -> str:
        """Such a tab also repeats words of other tabs, as they once were: those need not be found again."""
        self._in_tabs_for_reading.add(word := self.word())
        return word

    def text(self) -> str:
        return self.chance.choice(_PASTED).format(self.word())

    @property
    def header(self) -> int:
        return next(index for index, row in enumerate(self.grid) if "Interview" in row and "Headline" in row)

    def column(self, heading: str) -> int | None:
        return next((at for at, text in enumerate(self.grid[self.header]) if text == heading), None)

    def rows(self) -> list[int]:
        return list(range(self.header + 1, len(self.grid)))

    def any_row(self) -> int | None:
        return self.chance.choice(self.rows()) if self.rows() else None

    def at(self, row: int, heading: str) -> object:
        column = self.column(heading)
        return None if column is None else self.grid[row][column]

    def put(self, row: int | None, heading: str, value: object) -> None:
        column = self.column(heading)
        if row is not None and column is not None:
            self.grid[row][column] = value

    def type(self, sheet: Worksheet, row: int, column: int, value: object) -> None:
        cell = sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str) and not value.startswith("="):
            cell.data_type = "s"

    def find(self, text: str) -> tuple[Worksheet, int, int] | None:
        """The tab, row and column of the first cell with this text."""
        cells = ((sheet, cell) for sheet in self.book.worksheets for row in sheet.iter_rows() for cell in row)
        return next(((sheet, cell.row, cell.column) for sheet, cell in cells if str(cell.value) == text), None)

    def themes(self) -> list[object]:
        with self.table("Theme", "Definition") as table:
            return [row["Theme"] for row in table if row["Theme"]]

    @contextmanager
    def table(self, *headings: str) -> Iterator[Cells]:
        """The rows of the first table with these headings, to be changed in place; none where there is none."""
        places = ((sheet, row) for sheet in self.book.worksheets for row in sheet.iter_rows(max_row=9))
        texts = ((sheet, row, {str(cell.value) for cell in row}) for sheet, row in places)
        found = next(((sheet, row) for sheet, row, there in texts if set(headings) <= there), None)
        if found is None:
            yield []
            return
        sheet, head = found
        names = {str(cell.value): cell.column for cell in head if cell.value}
        first = head[0].row + 1
        rows = [
            {name: sheet.cell(row, at).value for name, at in names.items()} for row in range(first, sheet.max_row + 1)
        ]
        table = [row for row in rows if any(row.values())]
        yield table
        for number, row in enumerate([*table, *[{}] * (len(rows) - len(table))], start=first):
            for name, at in names.items():
                self.type(sheet, number, at, row.get(name))

    def _put_back(self) -> None:
        for row in self.sheet.iter_rows():
            for cell in row:
                cell.value = None
        for number, row in enumerate(self.grid, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    self.type(self.sheet, number, column, value)

    def _look_around(self) -> None:
        for sheet in self.book.worksheets:
            words = _words(sheet)
            if not sheet.title.startswith(MACHINE):
                self.typed |= words & self._in_tabs_for_reading if _is_side_by_side(sheet) else words
        grid = [[cell.value for cell in row] for row in self.sheet.iter_rows(min_row=self.header + 1)]
        at = {heading: self.column(heading) for heading in ("Interview", "Question", "Headline")}
        self.has_hidden_tab = any(sheet.title.startswith(MACHINE) for sheet in self.book.worksheets)
        lost = () if self.has_hidden_tab else ("Question",)
        for heading in ("Story", "Asked further / Seen", *lost):
            if (column := self.column(heading)) is not None:
                self.in_stories |= {word for row in grid[1:] for word in TYPED.findall(str(row[column]))}
        for row in grid[1:]:
            interview, question, headline = (row[at[heading]] if at[heading] is not None else "" for heading in at)
            if str(headline or "").startswith("="):  # a formula is no headline
                continue
            for word in TYPED.findall(str(headline or "")):
                self.beside[word].add((str(interview or "").strip().lower(), str(question or "")))


def _header_of(sheet: Worksheet) -> bool:
    return any({"Interview", "Headline"} <= set(row) for row in sheet.iter_rows(max_row=6, values_only=True))


def _is_side_by_side(sheet: Worksheet) -> bool:
    return any("Like the one above" in row for row in sheet.iter_rows(max_row=9, values_only=True))


def _read(cell: Cell | MergedCell) -> SheetCell:
    comment = cell.comment.text if cell.comment else ""
    return SheetCell(cell_text(cell.value), cell.data_type in ("f", "e"), comment)


def _words(sheet: Worksheet) -> set[str]:
    """The words that people typed on a tab, in cells and comments."""
    cells = [cell for row in sheet.iter_rows() for cell in row]
    texts = [str(cell.value or "") for cell in cells] + [cell.comment.text for cell in cells if cell.comment]
    return {word for text in texts for word in TYPED.findall(text)}
