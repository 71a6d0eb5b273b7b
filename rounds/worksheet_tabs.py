"""A headline worksheet as tabs, and the changes that bring one up to date, whatever service holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Cells = Mapping[str, str]  # texts by the heading of their column


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a new tab: who writes it, how it looks, what its cells offer; another text stays possible.

    ``width`` is in characters. Rows with a text in a column that ``begins_block`` stand out. ``choices_from`` is a tab
    and a row: its first column is offered from that row on.
    """

    heading: str
    ours: bool
    width: float
    hidden: bool = False
    begins_block: bool = False
    bold: bool = False
    centred: bool = False
    choices: tuple[str, ...] = ()
    choices_from: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a new tab looks.

    ``above`` rows (a title and hints) stand over the table, which begins with its ``headings`` where it has any.
    ``frozen`` says how many (rows, columns) stay in view, ``room`` how many rows there are at least, ``choices_at``
    what single cells offer, by (row, column) from 1. A tab that is all ``ours`` is for people to read; a ``hidden`` one
    is for Sayback alone.
    """

    columns: tuple[Column, ...]
    above: int = 0
    headings: bool = True
    frozen: tuple[int, int] = (0, 0)
    room: int = 0
    choices_at: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    ours: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row of a Headlines tab. ``mark`` is its own id, which stands in a hidden column and travels with it.

    ``ours`` is kept as it stands here, ``if_empty`` is filled into empty cells, and ``once`` belongs to people: it is
    written with a row that is added, never later. A row that is not ``to_add`` stays away if people deleted it.
    """

    mark: str
    ours: Cells
    if_empty: Cells = field(default_factory=dict)
    once: Cells = field(default_factory=dict)
    to_add: bool = True

    @property
    def cells(self) -> dict[str, str]:
        """Everything that a new row holds."""
        return {**self.once, **self.if_empty, **self.ours}


@dataclass(frozen=True, slots=True)
class MarkedTab:
    """A Headlines tab: rows that are found again by their marks."""

    title: str
    look: Look
    rows: tuple[MarkedRow, ...]


@dataclass(frozen=True, slots=True)
class PeopleTab:
    """A tab that people fill: all its rows to begin with, and those to add to one that is there already."""

    title: str
    look: Look
    rows: tuple[tuple[str, ...], ...]
    later: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class OwnTab:
    """A tab that Sayback alone writes: cells that read otherwise are written anew.

    ``earlier`` are digests of rows that it held before: those are emptied where they stand below, other ones are of
    people. Without it everything below is emptied.
    """

    title: str
    look: Look
    rows: tuple[tuple[str, ...], ...]
    earlier: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class WorksheetTabs:
    """A whole headline worksheet, tab by tab in their order.

    ``stories`` are the (interview, question) that are to be seen; ``gone`` is put into the marked rows of others.
    ``stale`` are digests of cells that had shown a story and must not any more, wherever people copied them.
    """

    tabs: tuple[MarkedTab | PeopleTab | OwnTab, ...]
    stories: frozenset[tuple[str, str]]
    gone: Cells
    stale: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewTab:
    """A tab to make, with all its rows from the first on; ``place_of`` names a blank tab that becomes it."""

    title: str
    look: Look
    rows: tuple[tuple[str, ...], ...]
    place_of: str = ""


@dataclass(frozen=True, slots=True)
class RowsToAdd:
    """Rows to put below the table of ``tab`` to which the cell in ``row`` and ``column`` belongs, from 1.

    The texts are those from ``column`` on.
    """

    tab: str
    row: int
    column: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell to write in a tab that is there, by row and column from 1."""

    tab: str
    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What has to be written so that a worksheet stands as it should; false when nothing has to."""

    new_tabs: tuple[NewTab, ...] = ()
    rows: tuple[RowsToAdd, ...] = ()
    cells: tuple[CellChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new_tabs or self.rows or self.cells)
