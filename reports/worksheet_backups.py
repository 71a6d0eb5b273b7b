"""Takes out of a dated copy of a worksheet what may no longer be read; everything else in it stays as it was.

A story that reads otherwise today was edited, or a name in it was masked: the copy may hold that name. What people
wrote beside it stays, unless the interview itself is gone.
"""

from __future__ import annotations

import io
import os
import warnings
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from reports.worksheet_copies import SHORTEST_COPY
from reports.worksheet_file import UNREADABLE, WorksheetError, load_sheets
from reports.worksheet_remarks import quotes_a_note
from reports.worksheet_shown import is_machine_tab
from reports.worksheet_table import find_tables, read_table, tidy
from reports.worksheet_tabs import (
    ASIDE_COLUMNS,
    BESIDE,
    CHECK,
    HEADLINE_COLUMNS,
    HEADLINES,
    INTERVIEW,
    MARK,
    SET_ASIDE,
    STORY,
    digest,
    interview_ids,
    parse_mark,
)
from rounds.private_files import write_private
from rounds.sheets import Sheet

Cell = tuple[str, int, int]  # tab, row, column; from 1


@dataclass(frozen=True, slots=True)
class MayBeRead:
    """What a copy may show: ``digests`` of the cells that show stories today, no row of ``gone`` interviews.

    ``never`` are digests of cells that must not stand there, whatever row they are in. ``is_masked`` tells of a text
    whether a word of it must not be read any more.
    """

    digests: Collection[str]
    gone: Collection[str]
    is_masked: Callable[[str], bool]
    never: Collection[str] = ()


def cleanse(path: Path, may: MayBeRead) -> bool:
    """Empties what may not be read in the copy at ``path``; tells whether anything was. Its time stays as it was.

    Raises WorksheetError when the copy cannot be read, so that nobody can tell what it holds.
    """
    sheets = tidy(load_sheets(path))
    cells = set(_not_to_be_read(sheets, may))
    if cells:
        times = path.stat()
        write_private(path, _without(path, cells))
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    return bool(cells)


def _not_to_be_read(sheets: Sequence[Sheet], may: MayBeRead) -> Iterator[Cell]:
    stale = {*_stale_parts(sheets, may), *may.never}
    yield from _in_tables(sheets, may, stale)
    for sheet in sheets:
        in_sheet = _in_machine_tab if is_machine_tab(sheet) else _anywhere
        yield from in_sheet(sheet, may, stale)


def _in_machine_tab(sheet: Sheet, may: MayBeRead, stale: Collection[str]) -> Iterator[Cell]:
    """The rows that speak of stories which are not to be read."""
    for number, row in enumerate(sheet.rows, start=1):
        texts = [cell.text for cell in row] + [""] * 7
        own = any(mark.interview_id.lower() in may.gone for text in texts if (mark := parse_mark(text)))
        told = texts[0] in ("story", "gone") and (texts[1].lower() in may.gone or set(stale) & set(texts[6].split()))
        if own or told:
            yield from ((sheet.title, number, column) for column in range(1, len(row) + 1))


def _anywhere(sheet: Sheet, may: MayBeRead, stale: Collection[str]) -> Iterator[Cell]:
    """Cells with a masked word or a story that somebody copied there; rows that name an interview which is gone."""
    for number, row in enumerate(sheet.rows, start=1):
        if may.gone and any(set(interview_ids(cell.text)) & set(may.gone) for cell in row):
            yield from ((sheet.title, number, column) for column in range(1, len(row) + 1))
            continue
        for column, cell in enumerate(row, start=1):
            copied = len(cell.text) >= SHORTEST_COPY and digest(cell.text) in stale
            if cell.text and (copied or may.is_masked(cell.text)):
                yield sheet.title, number, column


def _stale_parts(sheets: Sequence[Sheet], may: MayBeRead) -> Iterator[str]:
    """Digests of cells that showed a story as it may not be read now: of those there, and of those once written."""
    machine = next((sheet for sheet in sheets if is_machine_tab(sheet)), None)
    for cells in machine.rows if machine else ():
        if len(cells) > 6 and cells[0].text == "story":
            yield from (part for part in cells[6].text.split() if part not in may.digests)
    for sheet, header in find_tables(sheets, HEADLINES):
        for row in read_table(sheet, header, HEADLINE_COLUMNS).rows:
            yield from (part for heading in (STORY, BESIDE) if (part := digest(row[heading])) not in may.digests)


def _in_tables(sheets: Sequence[Sheet], may: MayBeRead, stale: Collection[str]) -> Iterator[Cell]:
    """Rows that name an interview which is gone, as a whole, and story cells that read otherwise today."""
    for kind, ours in ((HEADLINES, HEADLINE_COLUMNS), (SET_ASIDE, ASIDE_COLUMNS)):
        for sheet, header in find_tables(sheets, kind):
            table = read_table(sheet, header, ours)
            for row in table.rows:
                named = set(interview_ids(row[INTERVIEW])) & set(may.gone)
                if named or is_only_of(row[INTERVIEW], row[MARK], may.gone):
                    width = len(sheet.rows[row.number - 1])
                    yield from ((table.sheet, row.number, column) for column in range(1, width + 1))
                    continue
                for heading in (STORY, BESIDE):
                    if row[heading] and digest(row[heading]) in stale:
                        yield table.sheet, row.number, table.columns[heading]
                if stale and quotes_a_note(row[CHECK]):
                    yield table.sheet, row.number, table.columns[CHECK]


def is_only_of(interview: str, mark: str, gone: Collection[str]) -> bool:
    """Whether a row is about interviews of ``gone`` (ids in lower case) and no other: by its cell, else by its mark."""
    named = set(interview_ids(interview))
    own = parse_mark(mark)
    if named & set(gone):
        return named <= set(gone)
    return not named and own is not None and own.interview_id.lower() in gone


def _without(path: Path, cells: Collection[Cell]) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of features that it does not keep; this is a copy
            workbook = load_workbook(path)
        for tab, row, column in cells:
            workbook[tab].cell(row, column).value = None
            workbook[tab].cell(row, column).comment = None
        content = io.BytesIO()
        workbook.save(content)
    except UNREADABLE:
        raise WorksheetError(f"{path} cannot be rewritten.") from None
    return content.getvalue()
