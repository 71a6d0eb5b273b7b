"""How a worksheet looks: fonts, colours, lines, paper. Colour is never the only signal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.xlsx_text import put_text

_FONT = "Calibri"
_INK, _MUTED, _PAPER = "1B1F23", "55606A", "FFFFFF"  # the muted ink has a contrast above 5 to 1 on both bands
_OURS, _THEIRS = "24435C", "0F5B4E"  # heads of the columns that Sayback writes, and of those that people write
_BAND = "EDF2F5"
_LINES = {
    "interview": Side("medium", "24435C"),
    "story": Side("thin", "7B8A96"),
    "row": Side("hair", "9AA7B1"),
    "none": Side(None),
}

BLANK_ROW_POINTS = 24  # room for a line of handwriting

Top = Literal["interview", "story", "row", "none"]


@dataclass(frozen=True, slots=True)
class Style:
    """What makes a cell look different from others.

    ``size`` of the font is in points, ``top`` is the line above the cell, ``middle`` is up and down, ``shrunk`` makes
    a long text smaller rather than cutting it off.
    """

    bold: bool = False
    muted: bool = False
    size: int = 11
    band: bool = False
    top: Top = "none"
    boxed: bool = False
    centred: bool = False
    middle: bool = False
    wrapped: bool = True
    shrunk: bool = False
    head: Literal["ours", "theirs"] | None = None


class Look:
    """Styles of one workbook, each made once: setting them cell by cell takes most of the time of a writing."""

    def __init__(self, worksheet: Worksheet) -> None:
        self._worksheet = worksheet
        self._made: dict[Style, StyleArray] = {}

    def put(self, worksheet: Worksheet, row: int, column: int, text: str, style: Style) -> Cell:
        """Writes ``text`` as text into an empty cell, in the given style. To change that style, copy it first."""
        cell: Cell = worksheet.cell(row, column)  # type: ignore[assignment]  # never merged
        cell._style = self._array(style)  # type: ignore[attr-defined]  # shared: put_text copies the one it changes
        if text:
            put_text(cell, text)
        return cell

    def _array(self, style: Style) -> StyleArray:
        if style not in self._made:
            cell = Cell(self._worksheet, row=1, column=1)
            _dress(cell, style)
            self._made[style] = cell._style  # type: ignore[attr-defined]
        return self._made[style]


def _dress(cell: Cell, style: Style) -> None:
    ink = _PAPER if style.head else _MUTED if style.muted else _INK
    cell.font = Font(_FONT, style.size, bold=style.bold or bool(style.head), color=ink)
    cell.alignment = Alignment(
        horizontal="center" if style.centred else "left",
        vertical="center" if style.head or style.middle else "top",
        indent=0 if style.centred else 1,
        wrap_text=style.wrapped,
        shrink_to_fit=style.shrunk,
    )
    if style.head:
        cell.fill = PatternFill("solid", fgColor=_OURS if style.head == "ours" else _THEIRS)
    elif style.band:
        cell.fill = PatternFill("solid", fgColor=_BAND)
    side = _LINES["row"] if style.boxed else _LINES["none"]
    cell.border = Border(
        top=_LINES[style.top], left=side, right=side, bottom=_LINES["row"] if style.boxed else _LINES["none"]
    )


def set_widths(worksheet: Worksheet, widths: Mapping[int, float]) -> None:
    """Widths by column, from 1, in characters of the default font."""
    for column, width in widths.items():
        worksheet.column_dimensions[get_column_letter(column)].width = width


def head_row(look: Look, worksheet: Worksheet, row: int, headings: Sequence[str], theirs: Sequence[str]) -> None:
    """A row of headings; those in ``theirs`` are where people write."""
    worksheet.row_dimensions[row].height = 34
    for column, heading in enumerate(headings, start=1):
        look.put(worksheet, row, column, heading, Style(head="theirs" if heading in theirs else "ours"))


def title_rows(look: Look, worksheet: Worksheet, title: str, hints: Sequence[str]) -> int:
    """A title and lines below it, which run over the empty cells at their right; returns the next free row."""
    worksheet.row_dimensions[1].height = 30
    look.put(worksheet, 1, 1, title, Style(bold=True, size=18, wrapped=False))
    for row, hint in enumerate(hints, start=2):
        worksheet.row_dimensions[row].height = 17
        look.put(worksheet, row, 1, hint, Style(muted=True, wrapped=False))
    return len(hints) + 3


def set_paper(
    worksheet: Worksheet, title: str, *, landscape: bool, repeat: int | None = None, last_column: int | None = None
) -> None:
    """US letter, as many pages as it takes, one page wide; ``repeat`` is the row printed on top of each page."""
    setup = worksheet.page_setup
    setup.orientation = "landscape" if landscape else "portrait"
    setup.paperSize = 1
    setup.fitToWidth, setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = worksheet.page_margins
    margins.left = margins.right = 0.3
    margins.top, margins.bottom, margins.header, margins.footer = 0.4, 0.55, 0.2, 0.25
    footer = worksheet.oddFooter
    footer.left.text = title.replace("&", "&&")  # type: ignore[union-attr]  # the stubs lose openpyxl's default
    footer.right.text = "&A, page &P of &N"  # type: ignore[union-attr]
    if repeat:
        worksheet.print_title_rows = f"{repeat}:{repeat}"
    if last_column:
        worksheet.print_area = f"A1:{get_column_letter(last_column)}{worksheet.max_row}"


def offer(worksheet: Worksheet, column: int, rows: tuple[int, int], choices: str, *, warn: str = "") -> None:
    """A drop-down list. Other text stays possible; with ``warn`` the program asks whether it is meant."""
    offered = DataValidation("list", formula1=choices, allow_blank=True, showErrorMessage=bool(warn))
    if warn:
        offered.errorStyle, offered.error = "warning", warn
    letter = get_column_letter(column)
    offered.add(f"{letter}{rows[0]}:{letter}{rows[1]}")
    worksheet.add_data_validation(offered)
