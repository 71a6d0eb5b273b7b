"""Cells of a Google sheet to be written: in blocks, few to a request and none too large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from gspread.utils import a1_range_to_grid_range, absolute_range_name, rowcol_to_a1

from rounds.worksheet_tabs import CellChange, NewTab, RowsToAdd

Row = tuple[str, ...]
MOST_CHARACTERS = 2_000_000  # of texts in one request; Google recommends at most 2 MB


@dataclass(frozen=True, slots=True)
class Block:
    """Texts for a rectangle of cells: its upper left corner by row and column from 1."""

    tab: str
    row: int
    column: int
    rows: tuple[Row, ...]

    @property
    def range(self) -> str:
        """The rectangle in A1 notation, with its tab."""
        last = rowcol_to_a1(self.row + len(self.rows) - 1, self.column + max(1, *map(len, self.rows)) - 1)
        return absolute_range_name(self.tab, f"{rowcol_to_a1(self.row, self.column)}:{last}")


_Piece = TypeVar("_Piece", Block, Row)


def whole_tab(tab: NewTab) -> Block:
    """Everything that a new tab holds."""
    return Block(tab.title, 1, 1, tab.rows)


def blocks_of(cells: Iterable[CellChange]) -> list[Block]:
    """Cells put together where they touch: along a row, then rows of equal extent. Tabs stay in their order."""
    tabs: dict[str, dict[tuple[int, int], str]] = {}
    for cell in cells:
        tabs.setdefault(cell.tab, {})[cell.row, cell.column] = cell.text
    blocks: list[Block] = []
    for tab, texts in tabs.items():
        open_below: dict[tuple[int, int], int] = {}  # (column, width) of rows that end at the row above -> block
        for line in _lines(tab, texts):
            extent = line.column, len(line.rows[0])
            nth = open_below.get(extent)
            if nth is not None and blocks[nth].row + len(blocks[nth].rows) == line.row:
                blocks[nth] = replace(blocks[nth], rows=blocks[nth].rows + line.rows)
            else:
                open_below[extent] = len(blocks)
                blocks.append(line)
    return blocks


def _lines(tab: str, texts: dict[tuple[int, int], str]) -> Iterator[Block]:
    line: Block | None = None
    for (row, column), text in sorted(texts.items()):
        if line and line.row == row and line.column + len(line.rows[0]) == column:
            line = replace(line, rows=((*line.rows[0], text),))
            continue
        if line:
            yield line
        line = Block(tab, row, column, ((text,),))
    if line:
        yield line


def in_portions(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces in portions that each fit in a request; a block that is too large is cut between rows."""
    portion: list[_Piece] = []
    size = 0
    for piece in _cut(pieces):
        characters = _size(piece)
        if portion and size + characters > MOST_CHARACTERS:
            yield portion
            portion, size = [], 0
        portion.append(piece)
        size += characters
    if portion:
        yield portion


def _cut(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    for piece in pieces:
        if isinstance(piece, Block) and len(piece.rows) > 1 and _size(piece) > MOST_CHARACTERS:
            row = piece.row
            for rows in in_portions(piece.rows):
                yield replace(piece, row=row, rows=tuple(rows))
                row += len(rows)
        else:
            yield piece


def _size(piece: Block | Row) -> int:
    rows = piece.rows if isinstance(piece, Block) else (piece,)
    return sum(len(text) + 4 for row in rows for text in row)


def appended_elsewhere(landed: str, added: RowsToAdd, rows: Sequence[Row]) -> list[Block]:
    """What to write when Google put rows that were appended into other columns than was meant; mostly nothing.

    Google begins in the first column of what it takes for the table: people may have put something to the left of it.
    The rows are new, so nothing but our own words stands in them. ``landed`` is the range that Google answers.
    """
    grid = a1_range_to_grid_range(landed.rsplit("!", 1)[-1]) if landed else {}
    first = grid.get("startColumnIndex", added.column - 1) + 1
    if first == added.column:
        return []
    row, width = grid["startRowIndex"] + 1, len(rows[0])
    left = min(first, added.column)
    end = max(first, added.column) + width
    texts = [("",) * (added.column - left) + tuple(each) for each in rows]
    return [Block(added.tab, row, left, tuple(each + ("",) * (end - left - len(each)) for each in texts))]
