"""The rows of a csv export, one at a time, whatever encoding and delimiter it has.

Python's own csv module would read a cell of any size into memory, takes its size limit from a
setting of the whole process, and reads a file that breaks off inside quotation marks without a word.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from connectors.columns import CELL_LIMIT, COLUMN_LIMIT, column_letter, too_large
from connectors.export_bytes import export_bytes
from connectors.source import SourceError

ROW_LIMIT = 20_000_000  # characters in all cells of one row
DELIMITERS = ",;\t"
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_OTHER_FORMATS = {
    b"PK\x03\x04": "a zip or a workbook under another name: give it the ending .zip or .xlsx",
    b"\x1f\x8b": "a gzip file under another name: give it the ending .csv.gz",
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook: save it as .xlsx or as CSV UTF-8",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "a word processor's document",
}
_WEB_PAGE = re.compile(rb"\s*<(?:!doctype|html|head|body|\?xml)", re.IGNORECASE)
_AGAIN = "Download the export again from Google Forms (Responses, Download responses)"


def csv_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    r"""Every row of the csv in ``path`` with its number as a spreadsheet shows it (the first row is 1).

    Line ends inside cells come as ``\n``. Bounded memory: a cell holds at most CELL_LIMIT characters, a row
    ROW_LIMIT. Raises SourceError for a file that is no csv, is not UTF-8 or marked UTF-16, or is damaged; the
    message names row and column, never a text.
    """
    with closing(export_bytes(path)) as pieces:
        texts = _decoded(pieces, path)
        first = next(texts, "")
        parser = CsvParser(path, _delimiter(first))
        for text in chain((first,), texts):
            yield from parser.feed(text)
        yield from parser.finish()


def _decoded(pieces: Iterator[bytes], path: Path) -> Iterator[str]:
    r"""The text in pieces, with ``\n`` for every line end and without the byte-order mark."""
    first = next(pieces, b"")
    _check_format(first, path)
    encoding = "utf-16" if first.startswith(_UTF16_MARKS) else "utf-8-sig"
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)("strict"), translate=True)
    for piece in chain((first,), pieces, (b"",)):
        text = _text(decoder, piece)
        if text is None:
            raise SourceError(
                f"{path} is not UTF-8 text. {_AGAIN}, or save it in the spreadsheet program as CSV UTF-8."
            )
        yield text


def _text(decoder: io.IncrementalNewlineDecoder, piece: bytes) -> str | None:
    """The text of ``piece``, or None if it has none: the decoder's own error carries the bytes, so it ends here."""
    try:
        return decoder.decode(piece, final=not piece)
    except UnicodeDecodeError:
        return None


def _check_format(first: bytes, path: Path) -> None:
    if not first:
        raise SourceError(f"{path} is empty. {_AGAIN}.")
    if _WEB_PAGE.match(first):
        raise SourceError(f"{path} is a web page, perhaps a sign-in page saved by mistake. {_AGAIN}.")
    for mark, name in _OTHER_FORMATS.items():
        if first.startswith(mark):
            raise SourceError(f"{path} is not a csv but {name}.")
    if b"\x00" in first and not first.startswith(_UTF16_MARKS):
        raise SourceError(f"{path} is not a csv: it holds binary data. {_AGAIN}, or save it as CSV UTF-8.")


def _delimiter(text: str) -> str:
    """The first comma, semicolon or tab of the header that stands outside quotation marks.

    The first title of an export is Google's own word for "timestamp", which holds none of them in any language;
    counting would mistake a header of questions with commas in them.
    """
    quoted = False
    for character in text.lstrip("\n"):
        if character == '"':
            quoted = not quoted
        elif not quoted and character in DELIMITERS:
            return character
        elif not quoted and character == "\n":
            break
    return ","


class CsvParser:
    """RFC 4180 in pieces of any length: quotation marks may hold delimiters, line ends and doubled marks."""

    def __init__(self, path: Path, delimiter: str) -> None:
        self._path = path
        self._delimiter = delimiter
        self._splitter = re.compile(rf'["\n{delimiter}]|[^"\n{delimiter}]+')
        self._number = 1
        self._row: list[str] = []
        self._row_length = 0
        self._parts: list[str] = []
        self._length = 0
        self._quoted = False  # the cell began with a quotation mark
        self._closing = False  # inside a quoted cell, the last part was a mark: its end, or the first of two

    def feed(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """The rows that ``text`` completes."""
        for part in self._splitter.findall(text):
            if part == '"':
                self._mark()
            elif self._quoted and not self._closing:
                self._add(part)
            elif part == self._delimiter:
                self._end_cell()
            elif part == "\n":
                yield self._end_row()
            elif self._closing:
                self._fail("text behind a closing quotation mark; the file is damaged")
            else:
                self._add(part)

    def finish(self) -> Iterator[tuple[int, list[str]]]:
        """The last row, where the file does not end with a line end."""
        if self._quoted and not self._closing:
            self._fail("a quotation mark that is never closed; the file was cut off")
        if self._row or self._parts or self._quoted:
            yield self._end_row()

    def _mark(self) -> None:
        if self._quoted and self._closing:
            self._closing = False
            self._add('"')
        elif self._quoted:
            self._closing = True
        elif self._parts:
            self._add('"')  # 5" inside an unquoted cell is only a character
        else:
            self._quoted = True

    def _add(self, text: str) -> None:
        if "\x00" in text:
            self._fail("a NUL character; the file is damaged")
        self._parts.append(text)
        self._length += len(text)
        if self._length > CELL_LIMIT:
            raise too_large(self._path, self._place())
        if self._row_length + self._length > ROW_LIMIT:
            self._fail(f"more than {ROW_LIMIT:,} characters in one row")

    def _end_cell(self) -> None:
        self._row.append("".join(self._parts))
        self._row_length += self._length
        self._parts, self._length, self._quoted, self._closing = [], 0, False, False
        if len(self._row) >= COLUMN_LIMIT:
            self._fail(f"more than {COLUMN_LIMIT:,} columns")

    def _end_row(self) -> tuple[int, list[str]]:
        self._end_cell()
        row, number = self._row, self._number
        self._row, self._row_length, self._number = [], 0, number + 1
        return number, row

    def _place(self) -> str:
        return f"row {self._number}, column {column_letter(len(self._row))}"

    def _fail(self, what: str) -> None:
        raise SourceError(f"{self._path}, {self._place()}: there is {what}. {_AGAIN}.")
