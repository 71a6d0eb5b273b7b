"""Which cells of a Google sheet are formulas and which are dates: values alone do not tell, another rendering does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from typing import Any

from connectors.sheet_reader import Render, Rows, TabReader
from connectors.sheet_values import cell_text, is_number

Place = tuple[int, int]  # row from 1, column from 0


def formulas(reader: TabReader, first: int, last: int, columns: Collection[int]) -> Iterator[Place]:
    """The first formula of each column that has one in the rows from ``first`` to ``last``.

    An answer that begins with "=" is none: there, what is shown is what stands in the cell.
    """
    left = set(columns)
    for rows in reader.chunks(first, last, set(columns), Render.FORMULAS):
        like = [(row, one) for row, cells in rows.items() for one, cell in cells.items() if _begins_as_formula(cell)]
        if like := [place for place in like if place[1] in left]:
            shown = reader.rows(like[0][0], like[-1][0], {column for _, column in like})
            for row, column in like:
                if column in left and shown.get(row, {}).get(column) != rows[row][column]:
                    left.discard(column)
                    yield row, column


def dates(reader: TabReader, rows: Rows, columns: Collection[int]) -> Set[Place]:
    """The cells of ``rows`` in ``columns`` that are dates, times or durations rather than plain numbers.

    Sheets stores all of them as numbers; asked to show dates as text it leaves the others numbers.
    """
    numbers = {(row, column) for row, cells in rows.items() for column in columns if is_number(cells.get(column))}
    if not numbers:
        return set()
    shown = reader.rows(min(rows), max(rows), {column for _, column in numbers}, Render.DATES_SHOWN)
    return {(row, one) for row, one in numbers if _is_shown_otherwise(shown.get(row, {}).get(one), rows[row][one])}


def _is_shown_otherwise(text: Any, number: float) -> bool:
    return isinstance(text, str) and text != cell_text(number)


def _begins_as_formula(cell: Any) -> bool:
    return isinstance(cell, str) and cell.startswith("=")
