"""The table: measures down, systems and sets across, the issue's bars at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Values = Mapping[str, float | None]  # by the key of a row


@dataclass(frozen=True, slots=True)
class Row:
    """One measure. ``must`` and ``aim`` are shares; a measure without them is shown for information."""

    key: str
    title: str
    must: float | None = None
    aim: float | None = None
    lower_is_better: bool = False

    def verdict(self, value: float | None) -> str:
        """``aim``, ``ok`` or ``FAIL``; nothing where there is no bar or no value."""
        if value is None or self.must is None:
            return ""
        if self.aim is not None and self._reaches(value, self.aim):
            return "aim"
        return "ok" if self._reaches(value, self.must) else "FAIL"

    def _reaches(self, value: float, bar: float) -> bool:
        return value <= bar if self.lower_is_better else value >= bar


def table(rows: Sequence[Row], columns: Mapping[str, Values], judged: str) -> Iterator[str]:
    """The lines of a table; the bars are held against the column ``judged``. Rows without any value are left out."""
    shown = [row for row in rows if any(values.get(row.key) is not None for values in columns.values())]
    cells = [["", *columns, "must", "aim", "result"]]
    for row in shown:
        values = [share(values.get(row.key)) for values in columns.values()]
        verdict = row.verdict(columns[judged].get(row.key))
        cells.append([row.title, *values, share(row.must), share(row.aim), verdict])
    return aligned(cells)


def aligned(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows of cells with the first column to the left and the others to the right."""
    widths = [max(len(row[nth]) for row in cells) for nth in range(len(cells[0]))]
    for row in cells:
        first, *others = [
            cell.ljust(w) if nth == 0 else cell.rjust(w) for nth, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join([first, *others]).rstrip()


def share(value: float | None) -> str:
    """A share with three decimals, as in the bars; nothing for None."""
    return "" if value is None else f"{value:.3f}"
