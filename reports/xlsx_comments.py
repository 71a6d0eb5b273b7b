"""The comments of a worksheet, which openpyxl leaves out when it only reads."""

from __future__ import annotations

import re
from typing import Any
from zipfile import ZipFile

from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.xml.constants import COMMENTS_NS
from openpyxl.xml.functions import fromstring

from reports.xlsx_text import clean

# Excel repeats its newer comments, with their answers, for programs that do not know them, behind these words.
_THREADED = re.compile(r"\[Threaded comment\].*?\n\s*Comment:\s*", re.DOTALL)


def comments_of(worksheet: Any) -> dict[tuple[int, int], str]:
    """The comments of a worksheet that was opened to be read only, by row and column from 1."""
    archive: ZipFile = worksheet.parent._archive
    path = get_rels_path(worksheet._worksheet_path)  # type: ignore[no-untyped-call]
    found: dict[tuple[int, int], str] = {}
    if path not in archive.namelist():
        return found
    for part in get_dependents(archive, path).find(COMMENTS_NS):
        sheet: Any = CommentSheet.from_tree(fromstring(archive.read(part.target)))  # type: ignore[arg-type]
        for place, comment in sheet.comments:
            text = clean(_THREADED.sub("", comment.text or "")).strip()
            if text:
                found[coordinate_to_tuple(place)] = text
    return found
