"""Edits of cells and tabs that spreadsheet programs offer: formats, filters, comments, copies of a tab."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table

from reports.worksheet_tabs import MACHINE

if TYPE_CHECKING:
    from tests.reports.random_edits import RandomEdits


def hides(edits: RandomEdits) -> None:
    edits.sheet.row_dimensions[edits.chance.randint(2, 9)].hidden = True
    edits.sheet.column_dimensions[edits.chance.choice("BCDEFGH")].hidden = True


def filters(edits: RandomEdits) -> None:
    edits.sheet.auto_filter.ref = f"A1:N{edits.sheet.max_row}"
    edits.sheet.auto_filter.add_filter_column(5, ["only this"])
    edits.sheet.row_dimensions[3].hidden = True


def makes_a_table(edits: RandomEdits) -> None:
    header = edits.header + 1
    width = 0
    while edits.sheet.cell(header, width + 1).value:
        width += 1
    if width > 1 and not edits.sheet.tables and isinstance(edits.sheet.cell(header, 1).value, str):
        names = [str(edits.sheet.cell(header, column).value) for column in range(1, width + 1)]
        if len(set(names)) == len(names):
            last = max(edits.sheet.max_row, header + 1)
            edits.sheet.auto_filter.ref = None
            edits.sheet.add_table(Table(displayName="Ours", ref=f"A{header}:{get_column_letter(width)}{last}"))


def reformats(edits: RandomEdits) -> None:
    for row in edits.sheet.iter_rows(min_row=2, max_row=5):
        for cell in row:
            cell.fill, cell.font = PatternFill("solid", fgColor="FF0000"), Font(size=30, color="00FF00")
            cell.number_format = "@"


def types_in_two_colours(edits: RandomEdits) -> None:
    column = edits.column("Headline")
    cell = edits.sheet.cell(edits.chance.randint(edits.header + 2, edits.sheet.max_row + 1), (column or 0) + 1)
    cell.value = CellRichText("two ", TextBlock(InlineFont(b=True, color="FF0000"), edits.word()), " colours")


def merges_cells(edits: RandomEdits) -> None:
    column, row = edits.column("Note"), edits.chance.randint(edits.header + 2, edits.sheet.max_row + 1)
    if column is not None and not edits.sheet.merged_cells.ranges and not edits.sheet.tables:
        letter = get_column_letter(column + 1)
        edits.sheet.cell(row, column + 1).value = edits.word()
        edits.sheet.merge_cells(f"{letter}{row}:{letter}{row + 2}")


def comments(edits: RandomEdits) -> None:
    for sheet in (edits.sheet, edits.chance.choice(edits.book.worksheets)):
        cell = sheet.cell(edits.chance.randint(1, 9), edits.chance.randint(1, 12))
        if not sheet.title.startswith(MACHINE):
            cell.comment = Comment(edits.word(), "Somebody")


def protects(edits: RandomEdits) -> None:
    edits.sheet.protection.sheet = True
    edits.book.worksheets[0].protection.password = "ours"


def renames_tabs(edits: RandomEdits) -> None:
    for sheet in edits.chance.sample(edits.book.worksheets, 2):
        sheet.title = f"{sheet.title[:12]} {next(edits.numbers)}"


def copies_a_tab(edits: RandomEdits) -> None:
    sheet = edits.chance.choice([each for each in edits.book.worksheets if not each.title.startswith(MACHINE)])
    copy = edits.book.copy_worksheet(sheet)
    copy.cell(edits.chance.randint(1, 9), 6).value = edits.word()


def adds_a_tab(edits: RandomEdits) -> None:
    sheet = edits.book.create_sheet(f"Wall {next(edits.numbers)}", edits.chance.choice((0, None)))
    sheet["B3"], sheet["A9"] = edits.text(), f'=LEN("{edits.word()}")'
    sheet.sheet_state = edits.chance.choice(("visible", "hidden"))


def drops_the_hidden_tab(edits: RandomEdits) -> None:
    if MACHINE in edits.book.sheetnames and edits.chance.random() < 0.3:
        del edits.book[MACHINE]


EDITS_OF_TABS: tuple[Callable[[RandomEdits], None], ...] = (
    hides, filters, makes_a_table, reformats, types_in_two_colours, merges_cells, comments, protects,
    renames_tabs, copies_a_tab, adds_a_tab, drops_the_hidden_tab,
)  # fmt: skip
