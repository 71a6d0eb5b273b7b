"""Tabs that look like one of ours but are a second one, such as a copy that people made: they are kept, not read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.worksheet_table import find_tables
from rounds.headlines import Problem
from rounds.sheets import Sheet


def second_tables(sheets: Sequence[Sheet], kind: str) -> list[Problem]:
    """A problem for each tab with a table of ``kind`` but the one that is read."""
    found = find_tables(sheets, kind)
    return [second_tab(sheet.title, header + 1, kind, [found[0][0].title]) for sheet, header in found[1:]]


def second_tab(title: str, header_row: int, kind: str, read: Iterable[str]) -> Problem:
    """The problem of the tab ``title``; ``read`` are the titles of those that are read instead."""
    instead = ", ".join(f'"{each}"' for each in read)
    message = (
        f"this looks like a second {kind} tab; only {instead} is read. Move what is new here into that tab, or delete"
        " this one."
    )
    return Problem(title, f"A{header_row}", message)
