"""Small exports with invented contents, written the way each program writes them."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

_SPREADSHEETML = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHARED_STRINGS = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

HEADER = ["Timestamp", "Your role", "Tell me about a time", "Your role"]
ROWS = [
    ["2025/05/19 5:58:39 PM GMT-3", "Caregiver", "The bus never came.\nWe walked, and she said \"fine\".", "unread-a"],
    ["2025/05/20 8:01:02 AM GMT-3", "Student", "First period; always first period", "unread-b"],
]  # fmt: skip


def csv_text(rows: Sequence[Sequence[str]], delimiter: str = ",", line_end: str = "\r\n") -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return file.getvalue()


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8", **style: str) -> Path:
    path.write_bytes(csv_text(rows, **style).encode(encoding))
    return path


def write_gz(path: Path, data: bytes) -> Path:
    with gzip.open(path, "wb") as file:
        file.write(data)
    return path


def write_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def write_xlsx(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return _share_strings(path)


def _share_strings(path: Path) -> Path:
    """Moves all texts to the shared table, where Google and Excel keep them; openpyxl writes them into the cells."""
    members = _members(path)
    texts: list[bytes] = []

    def share(match: re.Match[bytes]) -> bytes:
        texts.append(match[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    for name in members:
        if name.startswith("xl/worksheets/"):
            members[name] = re.sub(rb't="inlineStr"><is>(<t.*?</t>)</is>', share, members[name], flags=re.DOTALL)
    items = b"".join(b"<si>%s</si>" % text for text in texts)
    members["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (_SPREADSHEETML, items)
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % _SHARED_STRINGS
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(b"</Types>", override)
    return write_zip(path, members)


def replace_member(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Rewrites one member of a zip."""
    members = _members(path)
    members[name] = change(members[name])
    return write_zip(path, members)


def _members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
