"""A worksheet as other programs save it: LibreOffice and Google Sheets write the same cells in other parts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

Change = Callable[[str, str], "str | None"]  # name and content of a part; None leaves it out

_IN_CELL = re.compile(r't="inlineStr"([^>]*)><is>(.*?)</is></c>', re.DOTALL)
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS = "xl/sharedStrings.xml"


def resave(path: Path, change: Change) -> None:
    """Writes the file anew with its XML parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            changed = change(name, content.decode()) if name.endswith((".xml", ".rels")) else content
            if changed is not None:
                archive.writestr(name, changed)


def of_tabs(change: Callable[[str], str]) -> Change:
    """A change of the tabs alone."""
    return lambda name, content: change(content) if name.startswith("xl/worksheets/sheet") else content


def with_shared_strings(path: Path) -> int:
    """Every text in the one list of strings, as Excel and LibreOffice write them; returns how many there are."""
    strings: list[str] = []

    def listed(match: re.Match[str]) -> str:
        strings.append(match[2])
        return f't="s"{match[1]}><v>{len(strings) - 1}</v></c>'

    def registered(name: str, content: str) -> str | None:
        if name == "[Content_Types].xml" and _KIND not in content:
            return content.replace("</Types>", f'<Override PartName="/{_STRINGS}" ContentType="{_KIND}"/></Types>')
        return content if name != _STRINGS else None

    resave(path, of_tabs(lambda xml: _IN_CELL.sub(listed, xml)))
    resave(path, registered)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(_STRINGS, f"<sst {_SPACE}>{''.join(f'<si>{text}</si>' for text in strings)}</sst>")
    return len(strings)


def as_libreoffice_saves(path: Path) -> None:
    """All strings shared, and a size of each tab that is not true."""
    with_shared_strings(path)
    resave(path, of_tabs(lambda xml: re.sub(r'<dimension [^>]*ref="[^"]*"', '<dimension ref="A1"', xml)))


def as_google_saves(path: Path, *, rows: int = 1000, columns: int = 26) -> None:
    """Nothing hidden, no sizes of tabs, and so many empty ``rows`` below what stands there, each with empty cells."""

    def change(name: str, xml: str) -> str | None:
        if name == "xl/workbook.xml":
            return re.sub(r' state="\w+"', "", xml)
        if not name.startswith("xl/worksheets/sheet"):
            return xml
        xml = re.sub(r' hidden="\w+"|<dimension [^>]*/>', "", xml)
        last = max(map(int, re.findall(r'<row r="(\d+)"', xml)), default=0)
        cells = "".join(f'<c s="0" r="{_letter(column)}{{0}}"/>' for column in range(columns))
        more = (f'<row r="{{0}}">{cells}</row>'.format(row) for row in range(last + 1, last + rows + 1))
        return re.sub(r"<sheetData\s*/>", "<sheetData></sheetData>", xml).replace(
            "</sheetData>", "".join(more) + "</sheetData>"
        )

    resave(path, change)


def _letter(column: int) -> str:
    return chr(ord("A") + column)
