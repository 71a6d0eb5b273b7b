"""The worksheet's file: opened warily, written whole, with a dated copy of what was there before."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.utils.exceptions import InvalidFileException

from reports.worksheet_unreadable import why_unreadable
from reports.xlsx_comments import comments_of
from reports.xlsx_opening import open_to_read
from reports.xlsx_text import cell_text, clean, put_text
from rounds.errors import Refused, SaybackError
from rounds.private_files import CannotWrite, write_private
from rounds.sheets import Sheet, SheetCell

BACKUPS = "backups"
_MOST_BYTES = 400_000_000  # unpacked; a worksheet of 1,000 interviews has about a tenth of that
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\]")
_DATED = re.compile(r"\d{8}-\d{6}")
_LONGEST_TITLE = 31  # characters that Excel takes
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, EOFError,
    SyntaxError,  # what XML parsers raise
    KeyError, ValueError, TypeError, IndexError, AttributeError,  # openpyxl's, on odd parts
)  # fmt: skip


class WorksheetError(SaybackError):
    """A worksheet cannot be read or written; the message names the file and the fix."""


class WorksheetInUse(Refused):
    """Somebody has the worksheet open in a spreadsheet program."""


def load_sheets(path: Path) -> tuple[Sheet, ...]:
    """All tabs of the workbook, hidden ones too.

    Raises WorksheetError when it does not exist, is no xlsx workbook, is cut short, or is far too big.
    """
    try:
        _refuse_huge(path)
        workbook = open_to_read(path)
        try:
            return tuple(_sheet(worksheet.title, worksheet) for worksheet in workbook.worksheets)
        finally:
            workbook.close()
    except FileNotFoundError:
        raise WorksheetError(f"{path} does not exist. `sayback assemble` writes it.") from None
    except OSError as error:
        raise WorksheetError(f"{path} cannot be read ({error.strerror or 'input/output error'}).") from None
    except UNREADABLE:
        raise WorksheetError(f"{path} {why_unreadable(path, backups=BACKUPS)}") from None


def _refuse_huge(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > _MOST_BYTES:
        raise WorksheetError(
            f"{path} unpacks to more than {_MOST_BYTES // 1_000_000} MB: this is no worksheet of ours."
        )


def _sheet(title: str, worksheet: object) -> Sheet:
    worksheet.reset_dimensions()  # type: ignore[attr-defined]  # what programs write there is not always true
    rows = [
        _trimmed([SheetCell(cell_text(cell.value), cell.data_type in ("f", "e")) for cell in row])
        for row in worksheet.iter_rows()  # type: ignore[attr-defined]
    ]
    for (row, column), text in comments_of(worksheet).items():
        rows += [()] * (row - len(rows))
        cells = [*rows[row - 1], *[SheetCell()] * (column - len(rows[row - 1]))]
        cells[column - 1] = replace(cells[column - 1], comment=text)
        rows[row - 1] = tuple(cells)
    while rows and not rows[-1]:
        rows.pop()
    return Sheet(title, tuple(rows))


def _trimmed(cells: list[SheetCell]) -> tuple[SheetCell, ...]:
    """Without the empty cells at the end: a word that was typed far away would make every row as long."""
    while cells and not cells[-1].text:
        cells.pop()
    return tuple(cells)


def tab_title(title: str) -> str:
    """``title`` as Excel takes it for a tab; other programs take longer ones and more characters."""
    return _NOT_IN_A_TITLE.sub("_", clean(title))[:_LONGEST_TITLE].strip("' ") or "Sheet"


def save_workbook(workbook: Workbook, path: Path) -> Path | None:
    """Writes the workbook with mode 0600, whole or not at all, and returns the copy of what was there before.

    Raises WorksheetInUse when a spreadsheet program has the file open, and CannotWrite when the disk or the folder
    does not let us.
    """
    refuse_open_file(path)
    content = _packed(workbook, path)
    backup = _back_up(path)
    write_private(path, content)
    return backup


def _packed(workbook: Workbook, path: Path) -> bytes:
    """The workbook as a file. openpyxl writes every tab into a temporary file first."""
    content = io.BytesIO()
    no_room = False
    try:
        workbook.save(content)
    except OSError:
        no_room = True
    except Exception as error:
        if type(error).__name__ != "SerialisationError":  # lxml's for a disk that is full, where lxml is installed
            raise
        no_room = True
    if no_room:
        raise CannotWrite(
            f"{path} was not written: there is no room for temporary files in {tempfile.gettempdir()} (No space left on"
            " device). Free some there and run it again."
        )
    return content.getvalue()


def refuse_open_file(path: Path) -> None:
    """Raises WorksheetInUse when Excel or LibreOffice has left its lock file beside ``path``."""
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if lock.exists():
            raise WorksheetInUse(
                f"{path} is open in a spreadsheet program. Save and close it there, then run this again."
                f" If nobody has it open, delete the left-over file {lock.name} beside it."
            )


def backups_of(path: Path) -> tuple[Path, ...]:
    """The dated copies of a worksheet, oldest first. They hold what it held: a name that was missed, too."""
    return tuple(sorted((path.parent / BACKUPS).glob(f"{path.stem}-????????-??????*{path.suffix}")))


def written_on(backup: Path) -> datetime | None:
    """When a dated copy was made, by its name; None where the name does not say."""
    found = _DATED.search(backup.name)
    try:
        return datetime.strptime(found[0], "%Y%m%d-%H%M%S") if found else None
    except ValueError:
        return None


def retire(path: Path) -> Path | None:
    """Moves a worksheet that is no longer written to its dated copies; None when there is none.

    Raises WorksheetInUse when it is open in a spreadsheet program, CannotWrite when the folder does not let us.
    """
    refuse_open_file(path)
    backup = _back_up(path)
    path.unlink(missing_ok=True)
    return backup


def save_copy(sheets: Iterable[Sheet], path: Path) -> Path:
    """A dated copy of a worksheet that is kept elsewhere, as if it had stood at ``path``: its tabs as text.

    Raises CannotWrite when the disk or the folder does not let us.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        tab = workbook.create_sheet(tab_title(sheet.title))
        for row, cells in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(cells, start=1):
                if cell.text:
                    put_text(tab.cell(row, column), cell.text)
    content = io.BytesIO()
    workbook.save(content)
    try:
        backup = _new_backup(path)
        write_private(backup, content.getvalue())
    except OSError as error:
        raise CannotWrite(f"No copy could be put beside {path} ({error.strerror}). Nothing was written.") from None
    return backup


def _new_backup(path: Path) -> Path:
    folder = path.parent / BACKUPS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    dated = f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}"
    backup = folder / f"{dated}{path.suffix}"
    number = 2
    while backup.exists():
        backup = folder / f"{dated}-{number}{path.suffix}"
        number += 1
    return backup


def _back_up(path: Path) -> Path | None:
    if not path.exists():
        return None
    try:
        backup = _new_backup(path)
        write_private(backup, path.read_bytes())
        shutil.copystat(path, backup)
        backup.chmod(0o600)
    except OSError as error:
        raise CannotWrite(
            f"No copy of {path} could be put into the folder {BACKUPS} ({error.strerror}). Nothing was written."
        ) from None
    return backup
