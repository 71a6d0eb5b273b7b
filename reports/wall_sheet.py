"""A wall's themes in a Google sheet in which people are working just then: empty Theme cells are filled, no other.

Why not the others, as in a file? Somebody may be choosing a theme in that very moment. They are named by their cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.wall import Wall, difference
from reports.worksheet_pair_tabs import headline_tables
from reports.worksheet_rows import known_from, resolve_rows
from reports.worksheet_shown import read_shown
from reports.worksheet_tab_looks import headlines_look, themes_look, titled
from reports.worksheet_table import tidy
from reports.worksheet_tabs import HEADLINE, HEADLINES, MARK, THEME, THEME_COLUMNS, THEME_HINTS, THEMES, heading_key
from rounds.sheets import Sheet
from rounds.worksheet_tabs import MarkedRow, MarkedTab, PeopleTab, WorksheetTabs


@dataclass(frozen=True, slots=True)
class WallRow:
    """A headline's row in the worksheet: its mark, its theme now, the Theme cell, such as Headlines!H12.

    ``is_marked``: the mark stands in the row itself, so that it can be found again while people move rows.
    """

    mark: str
    theme: str
    cell: str
    is_marked: bool


def rows_of(sheets: Sequence[Sheet]) -> dict[str, WallRow]:
    """The rows of a worksheet that hold a headline, by their mark. Raises WorksheetError as ``written_in`` does."""
    sheets = tidy(sheets)
    shown = read_shown(sheets)
    tables, _ = headline_tables(sheets, shown.tabs)
    known, seen = known_from(shown, *tables), set[str]()
    return {
        resolved.id: WallRow(
            mark=resolved.id,
            theme=resolved.row[THEME],
            cell=f"{table.sheet}!{table.cell(THEME, resolved.row.number)}",
            is_marked=resolved.row[MARK] == resolved.id,
        )
        for table in tables
        for resolved in resolve_rows(table, shown, known, seen)
        if resolved.row[HEADLINE]
    }


def tabs_to_fill(wall: Wall, rows: Mapping[str, WallRow]) -> WorksheetTabs:
    """What to write into a sheet in which people are working: themes into empty cells only, and new themes.

    Rows without a mark of their own cannot be found again while people move them, so they are left to people.
    """
    fills = {mark: wall.themes[mark] for mark in difference(wall, _themes_of(rows)).empty if rows[mark].is_marked}
    marked = tuple(MarkedRow(mark, {}, {THEME: theme}, to_add=False) for mark, theme in fills.items())
    used = {heading_key(theme) for theme in fills.values()}
    themes = tuple(_themes_row(name) for name in wall.new_themes if heading_key(name) in used)
    title = next((row.cell.rpartition("!")[0] for row in rows.values()), HEADLINES)
    people = PeopleTab(
        THEMES,
        themes_look(THEME_COLUMNS, len(themes) + 1),
        (*titled(THEMES, THEME_HINTS), THEME_COLUMNS, *themes),
        later=themes,
    )
    tabs = (MarkedTab(title, headlines_look((), 0), marked), *((people,) if themes else ()))
    return WorksheetTabs(tabs, stories=frozenset(), gone={}, stale=frozenset())


def cells_left(wall: Wall, rows: Mapping[str, WallRow]) -> Iterator[str]:
    """The Theme cells that people have to look at: another theme stands there, or the row has no mark."""
    found = difference(wall, _themes_of(rows))
    yield from (rows[mark].cell for mark in found.other)
    yield from (rows[mark].cell for mark in found.empty if not rows[mark].is_marked)


def _themes_of(rows: Mapping[str, WallRow]) -> Iterator[tuple[str, str]]:
    return ((row.mark, row.theme) for row in rows.values())


def _themes_row(name: str) -> tuple[str, ...]:
    return tuple(name if heading == THEME else "" for heading in THEME_COLUMNS)
