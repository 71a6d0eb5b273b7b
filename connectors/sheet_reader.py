"""Reads cells of one tab of a Google sheet: a few columns, some rows at a time, several ranges a request."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import Enum
from itertools import pairwise
from typing import Any

from gspread.http_client import HTTPClient
from gspread.utils import absolute_range_name

from connectors.columns import column_letter
from connectors.google_faults import FaultKind, GoogleFault, Needs, explained
from connectors.source import SourceUnavailable

ROWS_AT_ONCE = 2_000  # rows of a request; what is in memory at once
_NARROWER = 10  # times as many rows where only timestamps are read
RANGES_AT_ONCE = 40  # a longer address is refused on the way

Cells = Mapping[int, Any]  # what stands in a row, by column from 0; blank cells are left out
Rows = Mapping[int, Cells]  # by the row's number in the sheet, from 1; blank rows are left out


class Render(Enum):
    """In which shape cells come: as stored, as stored but dates as shown, or formulas instead of their results."""

    STORED = ("UNFORMATTED_VALUE", "SERIAL_NUMBER")
    DATES_SHOWN = ("UNFORMATTED_VALUE", "FORMATTED_STRING")
    FORMULAS = ("FORMULA", "SERIAL_NUMBER")


class TabReader:
    """Reads the tab ``title`` of the spreadsheet ``id_``. It asks for values only, and changes nothing."""

    def __init__(self, http: HTTPClient, id_: str, title: str) -> None:
        self._http = http
        self._id = id_
        self._title = title

    def rows(self, first: int, last: int, columns: Collection[int], render: Render = Render.STORED) -> Rows:
        """The cells of ``columns`` in the rows from ``first`` to ``last``, hidden ones too.

        Raises SourceError, SourceRefused or SourceUnavailable.
        """
        spans = spans_of(columns)
        names = [f"{column_letter(left)}{first}:{column_letter(right)}{last}" for left, right in spans]
        found: dict[int, dict[int, Any]] = {}
        for (left, _), values in zip(spans, self._values(names, render), strict=True):
            for number, row in enumerate(values, start=first):
                cells = {left + index: cell for index, cell in enumerate(row) if left + index in columns}
                filled = {index: cell for index, cell in cells.items() if not _is_blank(cell)}
                if filled:
                    found.setdefault(number, {}).update(filled)
        return dict(sorted(found.items()))

    def chunks(
        self, first: int, last: int, columns: Collection[int], render: Render = Render.STORED, at_once: int = 0
    ) -> Iterator[Rows]:
        """``rows``, some at a time; stretches of blank rows, as below the last response, take few requests."""
        size = usual = at_once or ROWS_AT_ONCE
        while first <= last and columns:
            rows = self.rows(first, min(last, first + size - 1), columns, render)
            yield rows
            first += size
            size = usual if rows else size * 2

    def _values(self, names: Sequence[str], render: Render) -> list[list[list[Any]]]:
        if not names:
            return []
        return batch(self._http, self._id, [absolute_range_name(self._title, name) for name in names], render)


class Witness:
    """Notices when rows were moved, sorted or deleted while chunk after chunk was read. It remembers a digest only.

    ``columns`` are those that tell rows apart. Rows that came in below those seen make no difference.
    """

    def __init__(self, columns: Collection[int]) -> None:
        self._columns = sorted(columns)
        self._seen = hashlib.sha256()
        self._last = 0
        self._chunks = 0

    def see(self, rows: Rows) -> None:
        """Another chunk was read."""
        self._chunks += bool(rows)
        for number, mark in self._marks(rows):
            self._seen.update(repr((number, mark)).encode())
            self._last = number

    def agrees(self, reader: TabReader, first: int) -> bool:
        """Whether all rows from ``first`` on stand where they stood; asks again only if they came in several chunks."""
        if self._chunks < 2:
            return True
        now = Witness(self._columns)
        for rows in reader.chunks(first, self._last, self._columns, at_once=ROWS_AT_ONCE * _NARROWER):
            now.see(rows)
        return now._seen.digest() == self._seen.digest()

    def _marks(self, rows: Rows) -> Iterator[tuple[int, list[Any]]]:
        for number, cells in rows.items():
            if any(column in cells for column in self._columns):
                yield number, [cells.get(column) for column in self._columns]


def batch(
    http: HTTPClient, id_: str, ranges: Sequence[str], render: Render = Render.STORED, *, needs: Needs = "read"
) -> list[list[list[Any]]]:
    """The rows of each of ``ranges`` in one request; ``needs`` is what is done with the spreadsheet afterwards.

    Raises SourceError, SourceRefused or SourceUnavailable.
    """
    values, dates = render.value

    def call() -> Any:
        options: dict[str, Any] = {"valueRenderOption": values, "dateTimeRenderOption": dates}
        try:
            return http.values_batch_get(id_, list(ranges), options)
        except GoogleFault as fault:
            if fault.kind is not FaultKind.INVALID:
                raise
            return {}  # a range that was there a moment ago: a tab was renamed, or rows were deleted

    found = asked(id_, call, needs=needs).get("valueRanges", ())
    if len(found) != len(ranges):
        raise changed(id_)
    return [one.get("values", []) for one in found]


def changed(id_: str) -> SourceUnavailable:
    """The error for a spreadsheet in which people moved things between two requests."""
    return SourceUnavailable(f"Google sheet {id_} changed while it was read. Run the same command again.")


def asked(id_: str, call: Callable[[], Any], *, needs: Needs = "read") -> Mapping[str, Any]:
    """The answer to one call about the spreadsheet, which is to be shared for what is needed.

    Raises SourceError, SourceRefused or SourceUnavailable.
    """
    answer: Any = None
    no_json = suppress(ValueError)  # whose message would show what came
    with explained(f"the Google sheet {id_}", needs=needs), no_json:
        answer = call()
    if not isinstance(answer, dict):
        raise SourceUnavailable(f"Google gave no proper answer about the sheet {id_}. Run the same command later.")
    return answer


def cell_name(row: int, column: int) -> str:
    """What people call a cell: B7."""
    return f"{column_letter(column)}{row}"


def spans_of(columns: Collection[int]) -> list[tuple[int, int]]:
    """Stretches of neighbouring columns, both ends included, that hold ``columns``.

    No more than RANGES_AT_ONCE: the narrowest gaps are read with them then, and dropped.
    """
    ordered = sorted(columns)
    gaps = [(left, right) for left, right in pairwise(ordered) if right - left > 1]
    kept = sorted(sorted(gaps, key=lambda gap: gap[0] - gap[1])[: RANGES_AT_ONCE - 1])
    starts = ordered[:1] + [right for _, right in kept]
    ends = [left for left, _ in kept] + ordered[-1:]
    return list(zip(starts, ends, strict=True))


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
