"""The tab "Side by side": headlines that are alike next to each other, for people to read. It suggests no theme.

It is written anew each time. What people typed into it all the same is kept on a tab of theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from openpyxl import Workbook

from reports.similar_headlines import Likeness, side_by_side
from reports.theme_lineage import Lineage
from reports.worksheet_look import Look, Style, Top, head_row, set_paper, set_widths, title_rows
from reports.worksheet_table import find_tables
from reports.worksheet_tabs import (
    HEADLINE,
    SIDE_BY_SIDE,
    SIMILAR_COLUMNS,
    SIMILAR_HINTS,
    SIMILAR_WIDTHS,
    THEME,
    row_digest,
)
from reports.xlsx_text import clean, line_count, row_points
from rounds.headlines import StoryRow, WrittenRow, WrittenTab
from rounds.sheets import Sheet

KEPT = f"From {SIDE_BY_SIDE}"  # where that is kept which people typed into the tab
_FEWEST = 2

Row = tuple[str, ...]
Group = tuple[Row, ...]


def similar_groups(placed: Iterable[tuple[StoryRow, Sequence[WrittenRow]]], lineage: Lineage) -> tuple[Group, ...]:
    """The rows of the tab, group by group, with the themes as they are called today; none for a single headline."""
    found = [(story, row) for story, rows in placed for row in rows if row.cell(HEADLINE)]
    if len(found) < _FEWEST:
        return ()
    groups: list[list[Row]] = []
    for place in side_by_side([row.cell(HEADLINE) for _, row in found]):
        story, row = found[place.index]
        theme = lineage.today(row.cell(THEME))
        now = theme[0] if len(theme) == 1 else row.cell(THEME)
        if place.begins:
            groups.append([])
        texts = (row.cell(HEADLINE), now, row.interview, story.question_title, place.likeness.value)
        groups[-1].append(tuple(map(clean, texts)))
    return tuple(map(tuple, groups))


def write_similar(look: Look, workbook: Workbook, title: str, groups: Sequence[Group]) -> None:
    """The tab, after that of the headlines, with a line between groups; nothing where there is no group."""
    if not groups:
        return
    worksheet = workbook.create_sheet(SIDE_BY_SIDE, 2)
    head = title_rows(look, worksheet, SIDE_BY_SIDE, SIMILAR_HINTS)
    head_row(look, worksheet, head, SIMILAR_COLUMNS, ())
    set_widths(worksheet, dict(enumerate(SIMILAR_WIDTHS, start=1)))
    number = head + 1
    for group in groups:
        for nth, texts in enumerate(group):
            top: Top = "row" if nth else "interview"
            for column, text in enumerate(texts, start=1):
                look.put(worksheet, number, column, text, Style(top=top, middle=True))
            lines = max(line_count(text, int(width)) for text, width in zip(texts, SIMILAR_WIDTHS, strict=True))
            worksheet.row_dimensions[number].height = max(20, row_points(lines))
            number += 1
    worksheet.freeze_panes = f"A{head + 1}"
    worksheet.sheet_view.showGridLines = False
    set_paper(worksheet, title, landscape=True, repeat=head)


def similar_digests(groups: Sequence[Group]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Digests of the rows that are written into the tab, for the hidden tab."""
    digests = tuple(row_digest(row) for group in groups for row in group)
    return ((SIDE_BY_SIDE, digests),) if digests else ()


def with_typed(tabs: Sequence[WrittenTab], sheets: Sequence[Sheet], digests: Collection[str]) -> tuple[WrittenTab, ...]:
    """The tabs of people, with the rows that they changed or added on ours. ``digests`` are of those we had written."""
    typed = _typed(sheets, set(digests))
    kept = next((tab for tab in tabs if tab.title == KEPT), None)
    if kept is None:
        return (*tabs, WrittenTab(KEPT, typed)) if typed else tuple(tabs)
    grown = replace(kept, rows=(*kept.rows, *(row for row in typed if row not in kept.rows)))
    return tuple(grown if tab is kept else tab for tab in tabs)


def _typed(sheets: Sequence[Sheet], digests: Collection[str]) -> tuple[Row, ...]:
    for sheet, _ in find_tables(sheets, SIDE_BY_SIDE)[:1]:
        ours = {row_digest((hint,)) for hint in (SIDE_BY_SIDE, *SIMILAR_HINTS)} | {row_digest(SIMILAR_COLUMNS)}
        rows = [tuple(cell.text for cell in row) for row in sheet.rows]
        strange = [row for row in rows if any(row) and row_digest(row) not in ours | set(digests)]
        return tuple(strange) if digests else tuple(_not_repeated(strange, sheet, sheets))
    return ()


def _not_repeated(rows: Iterable[Row], tab: Sheet, sheets: Sequence[Sheet]) -> Iterator[Row]:
    """Without the hidden tab that knows our rows: those with a cell that does not stand on another tab as well."""
    there = {cell.text for sheet in sheets if sheet is not tab for row in sheet.rows for cell in row}
    there |= {"", *(each.value for each in Likeness)}
    return (row for row in rows if not set(row) <= there)
