"""The Themes tab: the rows that it shows, and what people made of them."""

from __future__ import annotations

from collections.abc import Sequence

from reports.worksheet_table import find_tables, read_table
from reports.worksheet_tabs import DEFINITION, ORDER, THEME, THEME_COLUMNS, THEMES, heading_key
from rounds.headlines import Problem, Theme, WorksheetPlan, Written
from rounds.sheets import Sheet


def theme_rows(plan: WorksheetPlan, written: Written) -> list[tuple[str, ...]]:
    """Headings and rows of the Themes tab: what people left there, and declared themes not yet offered."""
    rows: list[tuple[str, ...]] = list(written.themes.rows) if written.themes else [THEME_COLUMNS]
    there = {heading_key(row[0]) for row in rows[1:]} | {heading_key(name) for name in written.offered}
    rows += [
        (theme.name, theme.definition, str(theme.order or ""))
        for theme in plan.themes
        if heading_key(theme.name) not in there
    ]
    return rows


def read_themes(sheets: Sequence[Sheet]) -> tuple[tuple[Theme, ...], list[Problem]]:
    """The themes that people made, and problems that name the cell."""
    themes: dict[str, Theme] = {}
    problems: list[Problem] = []
    for sheet, header in find_tables(sheets, THEMES)[:1]:
        table = read_table(sheet, header, THEME_COLUMNS)
        for row in table.rows:
            if not row[THEME]:
                if row[DEFINITION]:
                    problems.append(Problem(table.sheet, table.cell(THEME, row.number), "this theme needs a name."))
                continue
            order = _order(row[ORDER])
            if order is None:
                message = "write a whole number, such as 1, or leave the cell empty."
                problems.append(Problem(table.sheet, table.cell(ORDER, row.number), message))
            if heading_key(row[THEME]) in themes:
                message = "this theme stands here twice; the first one is used. Rename or delete one."
                problems.append(Problem(table.sheet, table.cell(THEME, row.number), message))
            themes.setdefault(heading_key(row[THEME]), Theme(row[THEME], row[DEFINITION], order or 0))
    return tuple(themes.values()), problems


def _order(text: str) -> int | None:
    try:
        return int(text or "0")
    except ValueError:
        return None
