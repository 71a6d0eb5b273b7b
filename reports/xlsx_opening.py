"""Opens a workbook to be read, also where a program has left parts in it that openpyxl refuses.

What is printed and how cells look does not matter to a reader. Names of ranges that point nowhere are left behind when
rows or tabs are deleted; some programs write styles that openpyxl does not know.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook

_NAMES = re.compile(rb"<(\w+:)?definedNames\b.*?</(\w+:)?definedNames>", re.DOTALL)
_WORKBOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"


def open_to_read(path: Path) -> Workbook:
    """The workbook at ``path``, to be closed by the caller; raises as openpyxl does when nothing in it can be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of features that it does not keep; only the text matters
        try:
            return load_workbook(path, read_only=True)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            pass
        try:
            return load_workbook(_copy(path, _without_names), read_only=True)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            return load_workbook(_copy(path, _without_looks), read_only=True)


def _without_names(part: str, content: bytes) -> bytes | None:
    return _NAMES.sub(b"", content) if part == _WORKBOOK else content


def _without_looks(part: str, content: bytes) -> bytes | None:
    """Days are numbers then, as no style tells them apart."""
    return None if part == _STYLES else _without_names(part, content)


def _copy(path: Path, change: Callable[[str, bytes], bytes | None]) -> io.BytesIO:
    """The workbook with its parts changed, and without those for which ``change`` gives None."""
    copied = io.BytesIO()
    with ZipFile(path) as source, ZipFile(copied, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = change(part, source.read(part))
            if content is not None:
                target.writestr(part, content)
    copied.seek(0)
    return copied
