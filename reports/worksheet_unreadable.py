"""What a file is that was taken for a worksheet, and what to do about it. Looks at its first bytes only."""

from __future__ import annotations

import zipfile
from pathlib import Path

_LOOKED_AT = 200_000  # bytes; the directory of an old Office file stands within
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # Compound File Binary Format, section 2.2 of [MS-CFB]
_ENCRYPTED = "EncryptedPackage".encode("utf-16le")  # [MS-OFFCRYPTO], section 2.3.4
_ZIP = b"PK\x03\x04"
_UNREADABLE = "is not a readable .xlsx workbook"
_SAVE_AS = 'Open it in Excel, LibreOffice or Google Sheets and save it there as "Excel workbook (.xlsx)"'


def why_unreadable(path: Path, *, backups: str) -> str:
    """A sentence on what the file at ``path`` is, and the fix; ``backups`` is the folder with earlier copies."""
    earlier = f"take the latest copy from the folder {backups} beside it"
    try:
        with path.open("rb") as file:
            first = file.read(_LOOKED_AT)
    except OSError as error:
        return f"cannot be read ({error.strerror or 'input/output error'})."
    if not first.strip(b"\0"):
        return (
            f"{_UNREADABLE}: it is empty. It was probably cut short while it was copied: copy it again, or {earlier}."
        )
    if first.startswith(_OLE):
        if _ENCRYPTED in first:
            return f"{_UNREADABLE}: it is protected with a password. Take it off, save the file, and try again."
        return f"{_UNREADABLE}, but one of an old kind (.xls). {_SAVE_AS}."
    if first.startswith(_ZIP):
        return _of_archive(path, earlier)
    if b"\0" not in first:
        return f"{_UNREADABLE}, but a text file or a web page. {_SAVE_AS}, or {earlier}."
    return f"{_UNREADABLE}. {_SAVE_AS}; if it is damaged, {earlier}."


def _of_archive(path: Path, earlier: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return f"{_UNREADABLE}: its end is missing. Copy it again, or {earlier}."
    if b"opendocument" in kind:
        return f"{_UNREADABLE}, but an OpenDocument file. {_SAVE_AS}."
    if "xl/workbook.xml" not in names:
        return f"{_UNREADABLE}, but another kind of file. Put the worksheet there, or {earlier}."
    return f"{_UNREADABLE}. {_SAVE_AS}; if it is damaged, {earlier}."
