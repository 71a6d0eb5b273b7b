"""Refuses a worksheet in which people changed headings, so that Sayback cannot tell its own cells from theirs.

Going on would write over words of people, or leave a story in the worksheet that may not be seen any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reports.worksheet_file import WorksheetError
from reports.worksheet_memory import TAB, table_place
from reports.worksheet_shown import Shown, is_machine_tab
from reports.worksheet_table import ROWS_SEARCHED, Table, kind_of
from reports.worksheet_tabs import (
    HEADLINE,
    HEADLINE_COLUMNS,
    HEADLINES,
    INTERVIEW,
    MARK,
    OUR_COLUMNS,
    PAIR,
    heading_key,
    interview_ids,
    parse_mark,
)
from rounds.sheets import Sheet

_EARLIER = "or go back to an earlier state of the worksheet. Then run this again."


def refuse_two_alike(table: Table) -> None:
    """Raises WorksheetError when a heading that Sayback writes below stands there twice: one is of people.

    Nothing tells for sure which: people move columns, and a cell of ours may be as empty as one of theirs.
    """
    for heading in (*OUR_COLUMNS, PAIR):
        if heading in table.twice:
            raise WorksheetError(
                f'The tab "{table.sheet}" has two columns headed "{heading}": {table.letters(heading)}. Sayback writes'
                f" into one of them, most likely {table.letter(heading)}. Give the one that is yours another heading,"
                " and run this again."
            )


def refuse_without(table: Table, headings: Collection[str]) -> None:
    """Raises WorksheetError when one of ``headings`` is gone from a table that has rows."""
    for heading in headings:
        if heading not in table.columns and table.rows:
            raise WorksheetError(
                f'The tab "{table.sheet}" has no heading "{heading}" any more. Put it back above its column in row'
                f" {table.header_row}; where that column was deleted, insert one with this heading. Then run again."
            )


def refuse_lost_tables(sheets: Sequence[Sheet], ours: Sequence[Table], shown: Shown) -> None:
    """Raises WorksheetError when a tab was a Headlines tab, and is not to be recognised as one any more.

    ``ours`` are the Headlines tables that were recognised, ``shown`` is what the hidden tab tells of earlier ones.
    """
    lost = next(_lost(sheets, ours, shown), None)
    if lost:
        raise WorksheetError(f'The tab "{lost.title}" holds rows of this worksheet, but {_remedy(lost)}, {_EARLIER}')
    if (shown.tabs or shown.stories) and not any(_is_of(table, shown) for table in ours):
        raise WorksheetError(
            f'The {HEADLINES} tab is gone, or its headings are. Put "{INTERVIEW}" and "{HEADLINE}" back into one row,'
            f' {_EARLIER} To have it made anew instead, delete the hidden tab "sayback" as well.'
        )


def _is_of(table: Table, shown: Shown) -> bool:
    """Whether any row of a table belongs to a story that was shown: one of people may have the same headings."""
    ids = {story.interview_id.lower() for story in (*shown.stories, *shown.gone)}
    marks = (parse_mark(row[MARK]) for row in table.rows)
    named = (name for row in table.rows for name in interview_ids(row[INTERVIEW]))
    return (
        not (ids and table.rows)
        or any(name in ids for name in named)
        or any(mark and mark.interview_id.lower() in ids for mark in marks)
    )


def _lost(sheets: Sequence[Sheet], ours: Sequence[Table], shown: Shown) -> Iterator[Sheet]:
    """Tabs with rows that stand on no Headlines tab; and those with the title of one that is missing."""
    there = {row[MARK] for table in ours for row in table.rows}
    ids = {story.interview_id for story in (*shown.stories, *shown.gone)}
    titles = {heading_key(title) for title in shown.tabs} - {heading_key(table.sheet) for table in ours}
    for sheet in sheets:
        if kind_of(sheet) or is_machine_tab(sheet) or _was_of_people(sheet, shown):
            continue
        marks = set(_marks(sheet, ids))
        is_missing = len(ours) < len(shown.tabs) and heading_key(sheet.title) in titles
        if 2 * len(marks - there) > len(marks) or (is_missing and sheet.rows):
            yield sheet


def _was_of_people(sheet: Sheet, shown: Shown) -> bool:
    """Whether a tab was already one of people when the worksheet was written, such as a copy with other headings."""
    return shown.memory is not None and table_place(TAB, sheet.title) in shown.memory.cells


def _marks(sheet: Sheet, ids: Collection[str]) -> Iterator[str]:
    """The marks in a tab, of interviews among ``ids`` where these are known: a time of day reads like a mark."""
    for row in sheet.rows:
        for cell in row:
            mark = parse_mark(cell.text)
            if mark and (mark.interview_id in ids if ids else not mark.interview_id.isdigit()):
                yield cell.text


def _remedy(sheet: Sheet) -> str:
    known = {heading_key(heading) for heading in HEADLINE_COLUMNS}
    rows = [{heading_key(cell.text) for cell in row} & known for row in sheet.rows]
    number, best = max(enumerate(rows, start=1), key=lambda each: len(each[1]))
    lacking = [f'"{heading}"' for heading in (INTERVIEW, HEADLINE) if heading_key(heading) not in best]
    if lacking:
        return f"its heading {' and '.join(lacking)} was changed: put it back in row {number}"
    return f"its headings stand in row {number}: move them up to one of the first {ROWS_SEARCHED} rows"
