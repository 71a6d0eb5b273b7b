"""Edits of the columns of the Headlines tab, and of what stands above them, as people make them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reports.random_edits import RandomEdits


def inserts_a_column(edits: RandomEdits) -> None:
    at = edits.chance.randint(0, len(edits.grid[edits.header]))
    for row in edits.grid:
        row.insert(at, None)
    edits.grid[edits.header][at] = edits.chance.choice((None, edits.word(), "Headline 2", "Ours"))
    if (row := edits.any_row()) is not None:
        edits.grid[row][at] = edits.text()


def moves_a_column(edits: RandomEdits) -> None:
    width = len(edits.grid[edits.header])
    source, target = edits.chance.randrange(width), edits.chance.randrange(width)
    for row in edits.grid:
        row.insert(target, row.pop(source))


def types_headings_in_another_way(edits: RandomEdits) -> None:
    header = edits.grid[edits.header]
    for at, text in enumerate(header):
        if text in ("Theme", "Note", "Dissent", "Check", "Kind"):
            header[at] = edits.chance.choice((f" {text} ", str(text).upper(), text))


def types_above_the_headings(edits: RandomEdits) -> None:
    edits.grid.insert(0, [None, edits.text(), *[None] * (len(edits.grid[edits.header]) - 2)])


def moves_and_renames_a_column(edits: RandomEdits) -> None:
    """One of people's columns: without its heading it is a column that they added."""
    found = edits.column(edits.chance.choice(("Kind", "Theme", "Dissent", "Surprise", "Note", "Check")))
    if found is None:
        return
    edits.grid[edits.header][found] = edits.word()
    target = edits.chance.randrange(len(edits.grid[edits.header]))
    for row in edits.grid:
        row.insert(target, row.pop(found))


def deletes_a_column(edits: RandomEdits) -> None:
    found = edits.column(edits.chance.choice(("Kind", "Theme", "Dissent", "Surprise", "Pair", "Note", "Check", "Role")))
    if found is not None and edits.chance.random() < 0.5:
        for row in edits.grid:
            row.pop(found)


EDITS_OF_COLUMNS: tuple[Callable[[RandomEdits], None], ...] = (
    inserts_a_column, moves_a_column, types_headings_in_another_way, types_above_the_headings,
    moves_and_renames_a_column, deletes_a_column,
)  # fmt: skip
