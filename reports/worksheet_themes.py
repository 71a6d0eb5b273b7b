"""The Themes tab: the rows that it shows, what people made of them, and how the names beside headlines are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reports.theme_lineage import KnownTheme, Lineage, ThemeLine, names_cell, names_in
from reports.worksheet_remarks import HEADLINE_THEME
from reports.worksheet_table import Table, find_tables, read_table
from reports.worksheet_tabs import (
    DEFINITION,
    HEADLINE,
    MARK,
    ORDER,
    REPLACES,
    THEME,
    THEME_COLUMNS,
    THEMES,
    heading_key,
    is_theme_id,
)
from rounds.headlines import Problem, ShownTheme, Theme, WorksheetPlan, Written
from rounds.sheets import Sheet


def theme_rows(plan: WorksheetPlan, written: Written) -> list[tuple[str, ...]]:
    """Headings and rows of the Themes tab: what people left there, and declared themes not yet offered.

    Each named row gets its id, and under Replaces the names that are known to have become this theme.
    """
    headings, rows = _cells(plan, written)
    known = {each.line.number: each for each in theme_lineage(plan, written).themes}
    texts = [row | _found_out(row, known[nth]) if nth in known else row for nth, row in enumerate(rows)]
    return [headings, *(tuple(row.get(heading, "") for heading in headings) for row in texts)]


def theme_lineage(plan: WorksheetPlan, written: Written) -> Lineage:
    """The themes as they will stand in the next writing; rows are numbered from 0."""
    _, rows = _cells(plan, written)
    names = [*_names(written.shown_themes), *(name for theme in plan.themes for name in theme.replaces)]
    return Lineage(_lines(enumerate(rows), names), written.shown_themes)


def theme_remarks(plan: WorksheetPlan, written: Written) -> dict[str, tuple[str, ...]]:
    """What is to be said, by the mark of a row, where the theme beside a headline is called otherwise today."""
    lineage = theme_lineage(plan, written)
    remarks: dict[str, tuple[str, ...]] = {}
    for row in written.rows:
        typed = row.cell(THEME)
        if not typed or not row.cell(HEADLINE):
            continue
        today = lineage.today(typed)
        if len(today) > 1:
            remarks[row.mark] = (f"{HEADLINE_THEME}: was split; choose {' or '.join(today)}",)
        elif today and heading_key(today[0]) != heading_key(typed):
            remarks[row.mark] = (f"{HEADLINE_THEME}: now called {today[0]}",)
    return remarks


def read_themes(
    sheets: Sequence[Sheet], shown: Sequence[ShownTheme] = ()
) -> tuple[tuple[Theme, ...], Lineage, list[Problem]]:
    """The themes that people made, what became of earlier names, and problems that name the cell."""
    for sheet, header in find_tables(sheets, THEMES)[:1]:
        table = read_table(sheet, header, THEME_COLUMNS)
        lineage = Lineage(_lines(((row.number, row.cells) for row in table.rows), _names(shown)), shown)
        problems = sorted([*_problems_of_rows(table), *_problems_of_names(table, lineage)], key=lambda each: each[0])
        return _themes(lineage), lineage, [problem for _, problem in problems]
    return (), Lineage((), shown), []


def _cells(plan: WorksheetPlan, written: Written) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """The headings of the tab, and its rows by heading."""
    headings, *texts = written.themes.rows if written.themes else (THEME_COLUMNS,)
    rows = [dict(zip(headings, row, strict=False)) for row in texts]
    there = {heading_key(row[THEME]) for row in rows} | {heading_key(name) for name in written.offered}
    for theme in plan.themes:
        if heading_key(theme.name) not in there:
            order = str(theme.order or "")
            texts_of = (theme.name, theme.definition, order, names_cell(theme.replaces), theme.id)
            rows.append(dict(zip(THEME_COLUMNS, texts_of, strict=True)))
    return tuple(headings), rows


def _found_out(row: Mapping[str, str], known: KnownTheme) -> dict[str, str]:
    """The id, and the names to add below what people wrote themselves."""
    theirs, more = row.get(REPLACES, ""), names_cell(known.was)
    separator = "\n" if "\n" in theirs + more else "; "
    return {MARK: known.id, REPLACES: separator.join(filter(None, (theirs, more)))}


def _names(shown: Iterable[ShownTheme]) -> list[str]:
    """All names that a worksheet remembers."""
    return [name for theme in shown for name in (theme.name, *theme.replaces, *theme.earlier)]


def _lines(rows: Iterable[tuple[int, Mapping[str, str]]], remembered: Sequence[str]) -> list[ThemeLine]:
    """The rows that have a name, with their numbers. ``remembered`` are names that may stand under Replaces."""
    named = [(number, row) for number, row in rows if row.get(THEME)]
    names = [*(row[THEME] for _, row in named), *remembered]
    return [
        ThemeLine(
            name=row[THEME],
            definition=row.get(DEFINITION, ""),
            order=_order(row.get(ORDER, "")) or 0,
            replaces=names_in(row.get(REPLACES, ""), names),
            id=identifier if is_theme_id(identifier := row.get(MARK, "")) else "",
            number=number,
        )
        for number, row in named
    ]


def _themes(lineage: Lineage) -> tuple[Theme, ...]:
    """One theme for each name: two rows with the same name are one theme."""
    themes: dict[str, Theme] = {}
    for known in lineage.themes:
        line, key = known.line, heading_key(known.line.name)
        first = themes.get(key, Theme(line.name, line.definition, line.order, known.id))
        themes[key] = Theme(
            first.name,
            first.definition or line.definition,
            first.order or line.order,
            first.id,
            tuple(dict.fromkeys([*first.replaces, *known.replaces])),
        )
    return tuple(themes.values())


def _problems_of_rows(table: Table) -> Iterator[tuple[int, Problem]]:
    """Rows that cannot be read as they stand, with their numbers."""
    for row in table.rows:
        if not row[THEME] and (row[DEFINITION] or row[REPLACES]):
            yield row.number, Problem(table.sheet, table.cell(THEME, row.number), "this theme needs a name.")
        if row[THEME] and _order(row[ORDER]) is None:
            message = "write a whole number, such as 1, or leave the cell empty."
            yield row.number, Problem(table.sheet, table.cell(ORDER, row.number), message)


def _problems_of_names(table: Table, lineage: Lineage) -> Iterator[tuple[int, Problem]]:
    """Rows whose name is also that of another row, or was, with their numbers."""
    seen: set[str] = set()
    for known in lineage.themes:
        key, number = heading_key(known.line.name), known.line.number
        message = ""
        if key in seen:
            message = "this theme stands here twice; both rows count as one theme. Delete one, or rename it."
        elif known.in_doubt:
            message = (
                "this name stood in another row when the worksheet was written. Headlines that name it count here:"
                " look whether they belong here, or give this theme a name of its own."
            )
        if message:
            yield number, Problem(table.sheet, table.cell(THEME, number), message)
        seen.add(key)


def _order(text: str) -> int | None:
    try:
        return int(text or "0")
    except ValueError:
        return None
