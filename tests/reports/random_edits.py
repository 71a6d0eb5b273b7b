"""What people do to a worksheet, at random: each edit is one that spreadsheet programs offer.

Everything that is typed holds a word of its own (such as ``typed7x``), so that it can be looked for afterwards.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from reports.worksheet_tabs import HUMAN_COLUMNS, MACHINE, SIDE_BY_SIDE

TYPED = re.compile(r"typed\d+x")
_STORY_SIDE = ("Role", "Question", "Story", "Asked further / Seen")
_PASTED = (
    "{}", "  {}  ", "{}\nsecond line", "a\t{}", "🎺 {} 👩‍👧‍👦", "شجرة {} بيت", "«{}»", '"{}"', "= {}", "={}+1", "+{}",
    "-{}", "@{}", "'{}", "{} " + "long " * 600, "<b>{}</b> & more", "{}\u00a0\u200b", "_x000D_{}", "\ufeff{}", "1,{};2",
    "{}\r\nafter",
)  # fmt: skip

Grid = list[list[object]]


class RandomEdits:
    """``with RandomEdits(path, chance, ids) as edits: edits.make(5)`` edits the worksheet at ``path`` in place.

    ``typed`` are the words that stood in it when it was saved, in cells and comments; ``in_stories`` those that stood
    in cells that Sayback writes, and cannot always tell from its own; ``beside`` those that stood under Headline, each with what stood under Interview and Question.
    """

    def __init__(self, path: Path, chance: random.Random, ids: list[str], numbers: Iterator[int] | None = None) -> None:
        self._path, self._chance, self._ids = path, chance, ids
        self._numbers = numbers or count(1)
        self.done: list[str] = []
        self._late: list[Callable[[RandomEdits], None]] = []
        self.typed: set[str] = set()
        self.in_stories: set[str] = set()
        self.beside: dict[str, tuple[str, str]] = {}

    def __enter__(self) -> RandomEdits:
        self._book = load_workbook(self._path)
        self._sheet = next(sheet for sheet in self._book.worksheets if _header_of(sheet))
        self._grid: Grid = [[cell.value for cell in row] for row in self._sheet.iter_rows()]
        return self

    def __exit__(self, *error: object) -> None:
        self._put_back()
        for late in self._late:
            late(self)
        self._look_around()
        self._book.save(self._path)

    def make(self, number: int) -> None:
        """So many edits: first those of rows and columns, then those of cells and tabs."""
        chosen = [self._chance.choice(_EDITS) for _ in range(number)]
        for edit in [each for each in chosen if each in _OF_THE_GRID]:
            self.done.append(edit.__name__)
            edit(self)
            width = max(map(len, self._grid))
            for row in self._grid:
                row += [None] * (width - len(row))
        self._late = [each for each in chosen if each not in _OF_THE_GRID]
        self.done += [each.__name__ for each in self._late]

    # What the edits need

    def word(self) -> str:
        return f"typed{next(self._numbers)}x"

    def text(self) -> str:
        return self._chance.choice(_PASTED).format(self.word())

    @property
    def header(self) -> int:
        return next(index for index, row in enumerate(self._grid) if "Interview" in row and "Headline" in row)

    def column(self, heading: str) -> int | None:
        return next((at for at, text in enumerate(self._grid[self.header]) if text == heading), None)

    def rows(self) -> list[int]:
        return list(range(self.header + 1, len(self._grid)))

    def any_row(self) -> int | None:
        return self._chance.choice(self.rows()) if self.rows() else None

    def put(self, row: int | None, heading: str, value: object) -> None:
        column = self.column(heading)
        if row is not None and column is not None:
            self._grid[row][column] = value

    def _put_back(self) -> None:
        sheet = self._sheet
        for row in sheet.iter_rows():
            for cell in row:
                cell.value = None
        for number, row in enumerate(self._grid, start=1):
            for column, value in enumerate(row, start=1):
                if value is not None:
                    _type(sheet, number, column, value)

    def _look_around(self) -> None:
        for sheet in self._book.worksheets:
            for row in sheet.iter_rows() if sheet.title != SIDE_BY_SIDE else ():  # repeats what stands elsewhere
                for cell in row:
                    self.typed |= set(TYPED.findall(str(cell.value or "")))
                    self.typed |= set(TYPED.findall(cell.comment.text if cell.comment else ""))
        grid = [[cell.value for cell in row] for row in self._sheet.iter_rows(min_row=self.header + 1)]
        at = {heading: self.column(heading) for heading in ("Interview", "Question", "Headline")}
        self.has_hidden_tab = any(sheet.title.startswith(MACHINE) for sheet in self._book.worksheets)
        lost = () if self.has_hidden_tab else ("Question",)
        for heading in ("Story", "Asked further / Seen", *lost):
            if (column := self.column(heading)) is not None:
                self.in_stories |= {word for row in grid[1:] for word in TYPED.findall(str(row[column]))}
        for row in grid[1:]:
            interview, question, headline = (row[at[heading]] if at[heading] is not None else "" for heading in at)
            for word in TYPED.findall(str(headline or "")):
                self.beside[word] = (str(interview or "").strip().lower(), str(question or ""))


def _header_of(sheet: Worksheet) -> bool:
    return any({"Interview", "Headline"} <= set(row) for row in sheet.iter_rows(max_row=6, values_only=True))


def _type(sheet: Worksheet, row: int, column: int, value: object) -> None:
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str) and not value.startswith("="):
        cell.data_type = "s"


# Edits of rows and columns


def types_into_cells(edits: RandomEdits) -> None:
    for _ in range(4):
        edits.put(edits.any_row(), edits._chance.choice((*HUMAN_COLUMNS, "Headline", "Headline")), edits.text())


def types_numbers_dates_and_marks(edits: RandomEdits) -> None:
    for value in (next(edits._numbers), date(2026, 9, 1), True, 0.5, "x"):
        edits.put(edits.any_row(), edits._chance.choice(HUMAN_COLUMNS), value)


def types_on_the_story_side(edits: RandomEdits) -> None:
    row, column = edits.any_row(), edits.column(edits._chance.choice(_STORY_SIDE))
    if row is not None and column is not None:
        there = edits._grid[row][column] if edits._chance.random() < 0.5 else None
        edits._grid[row][column] = f"{there or ''} {edits.word()}".strip()


def types_under_check(edits: RandomEdits) -> None:
    edits.put(edits.any_row(), "Check", edits.word())


def sorts(edits: RandomEdits) -> None:
    column = edits.column(edits._chance.choice(("Headline", "Interview", "Story", "Theme", "Pair", "Row", "Question")))
    begin = edits.header + 1
    rows = edits._grid[begin:]
    if column is not None:
        rows.sort(key=lambda row: (row[column] is None, str(row[column])), reverse=edits._chance.random() < 0.3)
        edits._grid[begin:] = rows


def sorts_a_part(edits: RandomEdits) -> None:
    rows = edits.rows()
    if len(rows) > 3:
        first = edits._chance.choice(rows[:-2])
        part = edits._grid[first : first + 4]
        edits._chance.shuffle(part)
        edits._grid[first : first + 4] = part


def sorts_some_columns(edits: RandomEdits) -> None:
    """As when somebody marks the columns of people only, and does not let the program widen the selection."""
    columns = [at for heading in HUMAN_COLUMNS if (at := edits.column(heading)) is not None]
    rows = edits.rows()
    parts = [[edits._grid[row][column] for column in columns] for row in rows]
    edits._chance.shuffle(parts)
    for row, part in zip(rows, parts, strict=True):
        for column, value in zip(columns, part, strict=True):
            edits._grid[row][column] = value


def _inserted(edits: RandomEdits) -> int:
    at = edits._chance.randint(edits.header + 1, len(edits._grid))
    edits._grid.insert(at, [None] * len(edits._grid[edits.header]))
    return at


def inserts_a_row_without_id(edits: RandomEdits) -> None:
    edits.put(_inserted(edits), "Headline", edits.text())


def inserts_a_row_with_id(edits: RandomEdits) -> None:
    row = _inserted(edits)
    edits.put(row, "Headline", edits.text())
    edits.put(row, "Interview", edits._chance.choice(edits._ids))


def inserts_empty_rows(edits: RandomEdits) -> None:
    for _ in range(3):
        _inserted(edits)


def deletes_rows(edits: RandomEdits) -> None:
    for _ in range(2):
        if (row := edits.any_row()) is not None:
            del edits._grid[row]


def copies_a_row(edits: RandomEdits) -> None:
    if (row := edits.any_row()) is not None:
        edits._grid.insert(edits._chance.randint(edits.header + 1, len(edits._grid)), list(edits._grid[row]))
        edits.put(row, "Note", edits.text())


def inserts_a_column(edits: RandomEdits) -> None:
    at = edits._chance.randint(0, len(edits._grid[edits.header]))
    for row in edits._grid:
        row.insert(at, None)
    edits._grid[edits.header][at] = edits._chance.choice((None, edits.word(), "Headline 2", "Ours"))
    if (row := edits.any_row()) is not None:
        edits._grid[row][at] = edits.text()


def moves_a_column(edits: RandomEdits) -> None:
    width = len(edits._grid[edits.header])
    source, target = edits._chance.randrange(width), edits._chance.randrange(width)
    for row in edits._grid:
        row.insert(target, row.pop(source))


def types_headings_in_another_way(edits: RandomEdits) -> None:
    header = edits._grid[edits.header]
    for at, text in enumerate(header):
        if text in ("Theme", "Note", "Dissent", "Check", "Kind"):
            header[at] = edits._chance.choice((f" {text} ", str(text).upper(), text))


def retypes_ids(edits: RandomEdits) -> None:
    one, other = edits._chance.choice(edits._ids), edits._chance.choice(edits._ids)
    for value in (one.upper(), f" {one} ", f"{one}; {other}", f"{one},{other}", "zzzzzzzzz9", edits.word(), None):
        if edits._chance.random() < 0.5:
            edits.put(edits.any_row(), "Interview", value)


def types_above_the_headings(edits: RandomEdits) -> None:
    edits._grid.insert(0, [None, edits.text(), *[None] * (len(edits._grid[edits.header]) - 2)])


def types_far_away(edits: RandomEdits) -> None:
    width = len(edits._grid[edits.header])
    edits._grid[-1].extend([*[None] * 30, edits.word()])
    edits._grid += [[None] * width for _ in range(60)]
    edits._grid.append([*[None] * (width - 1), edits.word()])


# Edits of cells and tabs


def hides(edits: RandomEdits) -> None:
    edits._sheet.row_dimensions[edits._chance.randint(2, 9)].hidden = True
    edits._sheet.column_dimensions[edits._chance.choice("BCDEFGH")].hidden = True


def filters(edits: RandomEdits) -> None:
    edits._sheet.auto_filter.ref = f"A1:N{edits._sheet.max_row}"
    edits._sheet.auto_filter.add_filter_column(5, ["only this"])
    edits._sheet.row_dimensions[3].hidden = True


def makes_a_table(edits: RandomEdits) -> None:
    header = edits.header + 1
    width = 0
    while edits._sheet.cell(header, width + 1).value:
        width += 1
    if width > 1 and not edits._sheet.tables and isinstance(edits._sheet.cell(header, 1).value, str):
        names = [str(edits._sheet.cell(header, column).value) for column in range(1, width + 1)]
        if len(set(names)) == len(names):
            last = max(edits._sheet.max_row, header + 1)
            edits._sheet.auto_filter.ref = None
            edits._sheet.add_table(Table(displayName="Ours", ref=f"A{header}:{get_column_letter(width)}{last}"))


def reformats(edits: RandomEdits) -> None:
    for row in edits._sheet.iter_rows(min_row=2, max_row=5):
        for cell in row:
            cell.fill, cell.font = PatternFill("solid", fgColor="FF0000"), Font(size=30, color="00FF00")
            cell.number_format = "@"


def types_in_two_colours(edits: RandomEdits) -> None:
    column = edits.column("Headline")
    cell = edits._sheet.cell(edits._chance.randint(edits.header + 2, edits._sheet.max_row + 1), (column or 0) + 1)
    cell.value = CellRichText("two ", TextBlock(InlineFont(b=True, color="FF0000"), edits.word()), " colours")


def merges_cells(edits: RandomEdits) -> None:
    column, row = edits.column("Note"), edits._chance.randint(edits.header + 2, edits._sheet.max_row + 1)
    if column is not None and not edits._sheet.merged_cells.ranges and not edits._sheet.tables:
        letter = get_column_letter(column + 1)
        edits._sheet.cell(row, column + 1).value = edits.word()
        edits._sheet.merge_cells(f"{letter}{row}:{letter}{row + 2}")


def comments(edits: RandomEdits) -> None:
    for sheet in (edits._sheet, edits._chance.choice(edits._book.worksheets)):
        cell = sheet.cell(edits._chance.randint(1, 9), edits._chance.randint(1, 12))
        if not sheet.title.startswith(MACHINE):
            cell.comment = Comment(edits.word(), "Somebody")


def protects(edits: RandomEdits) -> None:
    edits._sheet.protection.sheet = True
    edits._book.worksheets[0].protection.password = "ours"


def renames_tabs(edits: RandomEdits) -> None:
    for sheet in edits._chance.sample(edits._book.worksheets, 2):
        sheet.title = f"{sheet.title[:12]} {next(edits._numbers)}"


def copies_a_tab(edits: RandomEdits) -> None:
    sheet = edits._chance.choice([each for each in edits._book.worksheets if not each.title.startswith(MACHINE)])
    copy = edits._book.copy_worksheet(sheet)
    copy.cell(edits._chance.randint(1, 9), 6).value = edits.word()


def adds_a_tab(edits: RandomEdits) -> None:
    sheet = edits._book.create_sheet(f"Wall {next(edits._numbers)}", edits._chance.choice((0, None)))
    sheet["B3"], sheet["A9"] = edits.text(), f'=LEN("{edits.word()}")'
    sheet.sheet_state = edits._chance.choice(("visible", "hidden"))


def types_on_other_tabs(edits: RandomEdits) -> None:
    for title in ("Read me", "Themes", "Predictions", "Coverage", "Set aside"):
        if title in edits._book.sheetnames and edits._chance.random() < 0.5:
            sheet = edits._book[title]
            empty = [
                (row, column) for row in range(1, 25) for column in range(1, 8) if not sheet.cell(row, column).value
            ]
            _type(sheet, *edits._chance.choice(empty), edits.text())


def drops_the_hidden_tab(edits: RandomEdits) -> None:
    if MACHINE in edits._book.sheetnames and edits._chance.random() < 0.3:
        del edits._book[MACHINE]


_OF_THE_GRID: tuple[Callable[[RandomEdits], None], ...] = (
    types_into_cells, types_into_cells, types_numbers_dates_and_marks, types_on_the_story_side, types_under_check,
    sorts, sorts_a_part, sorts_some_columns, inserts_a_row_without_id, inserts_a_row_with_id, inserts_empty_rows,
    deletes_rows, copies_a_row, inserts_a_column, moves_a_column, types_headings_in_another_way, retypes_ids,
    types_above_the_headings, types_far_away,
)  # fmt: skip
_EDITS: tuple[Callable[[RandomEdits], None], ...] = (
    *_OF_THE_GRID, hides, filters, makes_a_table, reformats, types_in_two_colours, merges_cells, comments, protects,
    renames_tabs, copies_a_tab, adds_a_tab, types_on_other_tabs, drops_the_hidden_tab,
)  # fmt: skip
