"""The rows of an .xlsx export, one at a time, and the sheet that holds them."""

from __future__ import annotations

import threading
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from connectors.columns import CELL_LIMIT, column_letter, too_large
from connectors.export_bytes import check_size, explained
from connectors.google_names import RESPONSE_SHEET, TIMESTAMP_TITLES
from connectors.source import SourceError
from connectors.timestamps import to_whole_second

WORKBOOK_BYTES_LIMIT = 100_000_000  # unpacked; less than for a csv, because its shared texts are read at once
LAST_ROW = 1_048_576  # of the file format; more would be row numbers that never end
_AT_ONCE = 64  # rows; asking for each alone doubles the time
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_HEADER_WITHIN = 20  # rows in which a sheet's header must stand to be recognised

_WARNINGS = threading.Lock()  # the filters belong to the whole process: one thread at a time changes and restores them

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Formula:
    """Stands for a cell that holds a formula instead of an answer. ``place`` is for people: B7."""

    place: str


Cell = str | Formula


def response_sheet(path: Path, wanted: str | None = None) -> str:
    """The name of the sheet that holds the responses.

    It is ``wanted`` if there is one of that name; else the only sheet that a form writes to ("Form Responses 1", in
    any language we know); else the only one whose header begins with Google's word for "timestamp"; else the only
    one that is not empty. Raises SourceError naming the sheets where several would do: taking the first could
    collect another form's answers.
    """
    with _opened(path) as workbook:
        headers = {sheet.title: _first_row(workbook, sheet.title, path) for sheet in workbook.worksheets}
    if wanted in headers:
        return wanted
    named = [name for name in headers if RESPONSE_SHEET.fullmatch(name)]
    stamped = [name for name, header in headers.items() if header and _starts_with_timestamp(header)]
    filled = [name for name, header in headers.items() if header]
    candidates = named or stamped or filled
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise SourceError(f"{path} is empty. Download the sheet again.")
    raise SourceError(
        f"{path} has several sheets that could hold the responses: {', '.join(candidates)}. Set `form` of this source"
        " to the name of one, or download that sheet as .csv."
    )


def workbook_rows(path: Path, sheet: str) -> Iterator[tuple[int, list[Cell]]]:
    """Every row of ``sheet`` with its number; all cells as text, dates as ``2020-11-17 18:23:58`` in the sheet's time.

    Raises SourceError for a file that is no workbook, is damaged, or holds a cell over CELL_LIMIT.
    """
    with _opened(path) as workbook:
        for number, row in enumerate(_raw_rows(workbook, sheet, path), start=1):
            yield number, _cells(row, number, path, sheet)


@contextmanager
def _opened(path: Path) -> Iterator[Workbook]:
    with explained(path):
        _check_archive(path)
        file = path.open("rb")
    with file:
        workbook = _foreign(lambda: load_workbook(file, read_only=True, keep_links=False), path)
        try:
            yield workbook
        finally:
            workbook.close()


def _check_archive(path: Path) -> None:
    """Looks at the sizes that the archive declares before anything is unpacked; unpacking never goes beyond them."""
    with path.open("rb") as file:
        start = file.read(4)
    if not start:
        raise SourceError(f"{path} is empty. Download the sheet again.")
    if start == _OLD_EXCEL:
        raise SourceError(f"{path} is an old Excel file or has a password. Save it as .xlsx without a password.")
    if start[:2] != b"PK":
        raise SourceError(f"{path} is not an .xlsx workbook. Download the sheet again as .xlsx or .csv.")
    with zipfile.ZipFile(path) as archive:
        members = archive.infolist()
    if "[Content_Types].xml" not in {member.filename for member in members}:
        raise SourceError(f"{path} is a zip but not an .xlsx workbook. Download the sheet again as .xlsx or .csv.")
    unpacked = sum(member.file_size for member in members)
    check_size(path, unpacked, sum(member.compress_size for member in members), WORKBOOK_BYTES_LIMIT)


def _foreign(step: Callable[[], T], path: Path) -> T:
    """Runs one step of openpyxl. Its errors and warnings can quote a cell, so neither may pass."""
    with _WARNINGS, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return step()
        except Exception as error:  # a damaged file makes it raise nearly anything
            name = type(error).__name__
    raise SourceError(f"{path} is damaged or not an .xlsx workbook ({name}). Download the sheet again.")


def _raw_rows(workbook: Workbook, sheet: str, path: Path) -> Iterator[tuple[Any, ...]]:
    worksheet: Any = workbook[sheet]
    worksheet.reset_dimensions()  # the declared size is often wrong, and cells beyond it would be lost
    rows = worksheet.iter_rows()
    for _ in range(0, LAST_ROW + _AT_ONCE, _AT_ONCE):
        some = _foreign(lambda: list(islice(rows, _AT_ONCE)), path)
        if not some:
            return
        yield from some
    raise SourceError(f"{path}, sheet {sheet}: more than {LAST_ROW:,} rows. Download the sheet again.")


def _first_row(workbook: Workbook, sheet: str, path: Path) -> list[str]:
    """The texts of the first row that is not blank, or nothing."""
    for number, row in zip(range(1, _HEADER_WITHIN + 1), _raw_rows(workbook, sheet, path), strict=False):
        cells = _cells(row, number, path, sheet)
        if any(isinstance(cell, Formula) or cell.strip() for cell in cells):
            return ["" if isinstance(cell, Formula) else cell for cell in cells]
    return []


def _starts_with_timestamp(header: list[str]) -> bool:
    return header[0].strip().casefold() in TIMESTAMP_TITLES


def _cells(row: tuple[Any, ...], number: int, path: Path, sheet: str) -> list[Cell]:
    """The cells of a row up to the last that holds anything: a sheet may keep formats far to the right."""
    cells = [_cell(raw, index, number, path, sheet) for index, raw in enumerate(row)]
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def _cell(raw: Any, index: int, number: int, path: Path, sheet: str) -> Cell:
    if raw.data_type == "f":
        return Formula(f"{column_letter(index)}{number}")
    text = _text(raw.value)
    if len(text) > CELL_LIMIT:
        raise too_large(path, f"sheet {sheet}, cell {column_letter(index)}{number}")
    return text


def _text(value: Any) -> str:
    """A value as the csv export of the same sheet would spell it, but for dates: those come as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return to_whole_second(value).isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
