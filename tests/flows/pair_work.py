"""Does what a pair does: types a headline and its theme beside the first stories of a worksheet."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


def type_headlines(
    worksheet: Path, text: str = "Getting to school depends on who else is at home.", theme: str = "Mornings at home"
) -> None:
    """Writes ``text`` and ``theme`` into the first row of every story."""
    book = openpyxl.load_workbook(worksheet)
    sheet = book["Headlines"]
    columns = headings(sheet)
    seen = set()
    for row in range(2, sheet.max_row + 1):
        story = (sheet.cell(row, columns["Interview"]).value, sheet.cell(row, columns["Question"]).value)
        if story[0] and story not in seen:
            seen.add(story)
            sheet.cell(row, columns["Headline"]).value = text
            sheet.cell(row, columns["Theme"]).value = theme
    book.save(worksheet)


def headings(sheet: Worksheet) -> dict[str, int]:
    """The columns of the first row, by heading."""
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value}
