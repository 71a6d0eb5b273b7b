"""Which tabs of a worksheet are its Headlines tabs: the one, or one for each pair; and which only look like one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reports.worksheet_headings import refuse_lost_tables, refuse_two_alike
from reports.worksheet_shown import read_shown
from reports.worksheet_table import Table, find_tables, read_table
from reports.worksheet_tabs import HEADLINE_COLUMNS, HEADLINES, MARK, heading_key, parse_mark
from rounds.sheets import Sheet


def headlines_title(pair: str, *, tab_per_pair: bool) -> str:
    """The title of the tab with the stories of ``pair``."""
    return f"{HEADLINES} {pair}".strip() if tab_per_pair else HEADLINES


def headline_tables(sheets: Sequence[Sheet], titles: Collection[str]) -> tuple[list[Table], list[Table]]:
    """The Headlines tables of the worksheet, and further ones, such as copies that people made.

    ``titles`` are the Headlines tabs that were written, where the worksheet says so; without them the worksheet has
    one. A tab that people renamed is known by its rows: most of their marks stand on no tab before it.

    Raises WorksheetError when people changed headings so that one of them is not found, or not what Sayback writes.
    """
    ours, others = _sorted_out(sheets, titles)
    refuse_lost_tables(sheets, ours, read_shown(sheets))
    for table in ours:
        refuse_two_alike(table)
    return ours, others


def _sorted_out(sheets: Sequence[Sheet], titles: Collection[str]) -> tuple[list[Table], list[Table]]:
    tables = [read_table(sheet, header, HEADLINE_COLUMNS) for sheet, header in find_tables(sheets, HEADLINES)]
    if not titles:  # one that people renamed holds more of our rows than any tab of theirs
        tables.sort(key=lambda table: (heading_key(table.sheet) != heading_key(HEADLINES), -len(marks_of(table))))
        return tables[:1], tables[1:]
    expected = {heading_key(title) for title in titles}
    ours: list[Table] = []
    others: list[Table] = []
    seen: set[str] = set()
    for table in sorted(tables, key=lambda table: heading_key(table.sheet) not in expected):
        marks = marks_of(table)
        is_ours = heading_key(table.sheet) in expected or not ours or 2 * len(marks - seen) > len(marks)
        (ours if is_ours else others).append(table)
        seen |= marks if is_ours else set()
    return ours, others


def marks_of(table: Table) -> set[str]:
    """The marks that stand in the rows of a table."""
    return {row[MARK] for row in table.rows if parse_mark(row[MARK])}
