"""Keeps what people type where nothing of theirs is expected: comments, words above a table, notes on Read me.

Beside a story it goes to the Note of its row; from elsewhere it goes to a tab of people, with the cell it stood in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from reports.worksheet_shown import is_machine_tab
from reports.worksheet_table import Table, has_mark, is_read_me, kind_of, read_table
from reports.worksheet_tabs import (
    COVERAGE,
    COVERAGE_COLUMNS,
    COVERAGE_HINTS,
    HEADLINES,
    MARK,
    NONE_WRITTEN,
    NOTE,
    PREDICTION_HINTS,
    PREDICTIONS,
    READ_ME,
    SET_ASIDE,
    THEME_COLUMNS,
    THEME_HINTS,
    THEMES,
    heading_key,
    is_theme_id,
    row_digest,
)
from rounds.headlines import WrittenTab
from rounds.sheets import Sheet, SheetCell

KEPT = "Kept notes"  # the tab of people that such words go to
_KEPT_COLUMNS = ("Stood in", "What was typed there")
COMMENT = "Comment: "
ASIDE_HINTS = (
    "These rows have no place in this worksheet, so they are not counted. Nothing is lost:",
    "they return when their interview does, or when you write the id of another interview beside them.",
)
# As earlier releases worded them: a worksheet of theirs still has them, and they are no words of people.
_EARLIER_THEME_HINTS = (
    "Filled later: first headline all stories, then put headlines together and name the groups here.",
    "Order 1 is told first in the summary. A theme that nobody uses may stay or go.",
)
_EARLIER_PREDICTION_HINTS = (
    "What do you expect to hear? Write it down before you read the first story, one prediction in a row.",
    "When all is read, choose for each whether it was held, overturned or unheard.",
)
_ABOVE = {
    THEMES: (THEMES, *THEME_HINTS, *_EARLIER_THEME_HINTS),
    PREDICTIONS: (PREDICTIONS, *PREDICTION_HINTS, *_EARLIER_PREDICTION_HINTS),
    SET_ASIDE: (SET_ASIDE, *ASIDE_HINTS),
    HEADLINES: (),
}

_Row = tuple[str, str]


def own_digests(workbook: Workbook) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Digests of the rows of the tabs that people only read, for the hidden tab."""
    return tuple(
        (title, tuple(row_digest(map(str, filter(None, row))) for row in workbook[title].values if any(row)))
        for title in (READ_ME, COVERAGE)
        if title in workbook.sheetnames
    )


def with_comments_noted(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The tabs, with each comment on a row of headlines in the Note of that row."""
    return tuple(map(_noted, sheets))


def _noted(sheet: Sheet) -> Sheet:
    place = kind_of(sheet)
    if (
        place is None
        or place[0] not in (HEADLINES, SET_ASIDE)
        or not any(cell.comment for row in sheet.rows for cell in row)
    ):
        return sheet
    header = place[1]
    at = next((nth for nth, cell in enumerate(sheet.rows[header]) if heading_key(cell.text) == NOTE.casefold()), None)
    rows = [_with_note(row, at) if number > header else row for number, row in enumerate(sheet.rows)]
    return sheet if at is None else Sheet(sheet.title, tuple(rows))


def _with_note(row: tuple[SheetCell, ...], at: int | None) -> tuple[SheetCell, ...]:
    comments = [COMMENT + cell.comment for cell in row if cell.comment]
    if at is None or not comments:
        return row
    cells = [replace(cell, comment="") for cell in row] + [SheetCell()] * (at + 1 - len(row))
    cells[at] = replace(cells[at], text="\n".join(filter(None, (cells[at].text, *comments))))
    return tuple(cells)


def with_kept(
    tabs: Sequence[WrittenTab], sheets: Sequence[Sheet], own: Mapping[str, Collection[str]]
) -> tuple[WrittenTab, ...]:
    """The tabs of people, and one with what they typed into tabs of ours. ``own`` are digests of what we wrote there.

    ``sheets`` are tidy, and comments are noted in them where they can be.
    """
    titles = {tab.title for tab in tabs}
    found = [row for sheet in sheets for row in _strays(sheet, own, of_people=sheet.title in titles)]
    there = next((tab for tab in tabs if tab.title == KEPT), None)
    new = [row for row in dict.fromkeys(found) if there is None or row not in {each[:2] for each in there.rows}]
    if not new:
        return tuple(tabs)
    if there is None:
        return (*tabs, WrittenTab(KEPT, (_KEPT_COLUMNS, *new)))
    grown = WrittenTab(KEPT, (*there.rows, *new))
    return tuple(grown if tab is there else tab for tab in tabs)


def _strays(sheet: Sheet, own: Mapping[str, Collection[str]], *, of_people: bool) -> Iterator[_Row]:
    if is_machine_tab(sheet):
        return
    for number, row in enumerate(sheet.rows, start=1):
        for column, cell in enumerate(row, start=1):
            if cell.comment:
                yield _place(sheet, number, column), COMMENT + cell.comment
    if of_people:
        return
    place = kind_of(sheet)
    read_only = READ_ME if is_read_me(sheet) else COVERAGE if place and place[0] == COVERAGE else None
    if read_only:
        known = own.get(read_only)
        yield from _typed_outside(sheet, read_only) if known is None else _typed_beside(sheet, known)
    elif place and place[0] in _ABOVE:
        yield from _typed_above(sheet, place[1], _ABOVE[place[0]])
        if place[0] == THEMES:
            yield from _typed_over_ids(read_table(sheet, place[1], THEME_COLUMNS))


def _typed_beside(sheet: Sheet, own: Collection[str]) -> Iterator[_Row]:
    """Cells of rows that were not written by us, and those that follow what we wrote in a row."""
    ours = {row_digest((text,)) for text in (COVERAGE, *COVERAGE_HINTS)} | {row_digest(COVERAGE_COLUMNS), *own}
    for number, row in enumerate(sheet.rows, start=1):
        filled = [(column, cell.text) for column, cell in enumerate(row, start=1) if cell.text]
        known = next((n for n in range(len(filled), 0, -1) if row_digest(text for _, text in filled[:n]) in ours), 0)
        for column, text in filled[known:]:
            yield _place(sheet, number, column), text


def _typed_outside(sheet: Sheet, title: str) -> Iterator[_Row]:
    """Cells where we write nothing, in a file that does not remember what we wrote: the rest is taken for ours.

    Each norm of Read me has a heading and a text, each line of Coverage a group, a value and a number at least.
    """
    columns, at_least, titles = (2, 2, 2) if title == READ_ME else (len(COVERAGE_COLUMNS), 3, 1 + len(COVERAGE_HINTS))
    for number, row in enumerate(sheet.rows, start=1):
        filled = [(column, cell.text) for column, cell in enumerate(row, start=1) if cell.text]
        ours = [column for column, _ in filled if column <= columns]
        is_line = len(ours) >= at_least or (number <= titles and ours == [1])
        for column, text in filled:
            if not is_line or column > columns:
                yield _place(sheet, number, column), text


def _typed_above(sheet: Sheet, header: int, hints: Sequence[str]) -> Iterator[_Row]:
    """Cells above a table, but for our hints and the answer to "None written"."""
    for number, row in enumerate(sheet.rows[:header], start=1):
        if has_mark(row):
            continue
        filled = [(column, cell.text) for column, cell in enumerate(row, start=1) if cell.text]
        is_answer = any(heading_key(text).startswith(heading_key(NONE_WRITTEN)) for _, text in filled)
        theirs = [(column, text) for column, text in filled if not _is_hint(text, hints)]
        for column, text in theirs[1:] if is_answer else theirs:
            yield _place(sheet, number, column), text


def _typed_over_ids(table: Table) -> Iterator[_Row]:
    """Words of people in the hidden cells of themes, where an id is written anew."""
    for row in table.rows:
        if row[MARK] and not is_theme_id(row[MARK]):
            yield f"{table.sheet}!{table.cell(MARK, row.number)}", row[MARK]


def _is_hint(text: str, hints: Sequence[str]) -> bool:
    return text in hints


def _place(sheet: Sheet, row: int, column: int) -> str:
    return f"{sheet.title}!{get_column_letter(column)}{row}"
