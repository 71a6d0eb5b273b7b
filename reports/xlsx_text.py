"""Text in the cells of a workbook: what may stand there, how tall it gets, and how a long one is split."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_left
from collections.abc import Callable, Iterator
from copy import copy
from datetime import date, datetime, time
from typing import Any

from openpyxl.cell.cell import Cell

MAX_CHARACTERS = 32_767  # Excel's limit for one cell
MAX_ROW_POINTS = 409.0  # Excel's limit for the height of one row
_PADDING_POINTS = 5.0
_LINE_TO_FONT = 1.32

# Control characters, unpaired surrogates and noncharacters cannot stand in XML; tab and line feed can.
_CANNOT_STAND = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STARTS_A_FORMULA = ("=", "+", "-", "@")
_SENTENCE = re.compile(r".*?(?:[.!?…]['\"”’»)]*\s+|\n+|$)", re.DOTALL)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # how Excel writes what XML cannot hold; it escapes a typed one as well
_NEWER = re.compile(r"_xlfn\.|_xlws\.")  # what Excel puts before functions that are newer than the format
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_WORD = re.compile(r"\s*\S+\s*")


def clean(text: str) -> str:
    """``text`` without characters that a workbook cannot hold, and with line feeds only."""
    return _CANNOT_STAND.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def put_text(cell: Cell, text: str) -> None:
    """Writes ``text`` as text, whatever it looks like: ``=IMPORTXML(...)`` is never calculated.

    What begins like a formula is also marked as quoted, so that it stays text when a person edits it.
    Only MAX_CHARACTERS fit; ``split_text`` is for texts that may be longer.
    """
    text = clean(text)[:MAX_CHARACTERS]
    cell.value = _LOOKS_ESCAPED.sub("_x005F_", text) or None
    if text:
        cell.data_type = "s"
        if text.startswith(_STARTS_A_FORMULA):
            cell._style = copy(cell._style)  # type: ignore[attr-defined]  # cells that look the same share one
            cell.quotePrefix = True


def cell_text(value: Any) -> str:
    """What stands in a cell, as text: a whole number without decimals, a day without midnight, a formula as typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    formula = getattr(value, "text", None)  # an array formula keeps its text apart
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(formula if formula is not None else value))
    if text.startswith("="):
        text = _NEWER.sub("", text)
    return clean(text).strip()


def line_count(text: str, width: int) -> int:
    """Lines that ``text`` takes when it is wrapped at ``width`` characters."""
    return sum(_lines(line, width) for line in text.split("\n"))


def _lines(line: str, width: int) -> int:
    """As textwrap counts, but for hyphens, where it would break a line too; that is several times slower."""
    if "\t" in line or "  " in line:
        return max(1, len(textwrap.wrap(line, width, break_on_hyphens=False)))
    if len(line) <= width:
        return 1
    lines, used = 0, width
    for word in line.split():
        length = len(word)
        if used + 1 + length <= width:
            used += 1 + length
            continue
        if length > width:  # a word longer than a line begins in what is left of this one
            length -= max(0, width - used - 1)
        more = -(-length // width)
        lines += more
        used = length - (more - 1) * width
    return max(1, lines)


def row_points(lines: int, font: int = 11) -> float:
    """The height of a row that shows ``lines`` lines in a font of ``font`` points, in points."""
    return min(MAX_ROW_POINTS, lines * font * _LINE_TO_FONT + _PADDING_POINTS)


def split_text(text: str, *, width: int, lines: int) -> list[str]:
    """``text`` in parts of at most ``lines`` lines of ``width`` characters, cut between sentences where possible.

    Joined again, the parts have every word of the text in order; only white space between parts is lost.
    """
    pieces = list(_pieces(text.strip(), width, lines))
    parts: list[str] = []
    while pieces:
        too_many = bisect_left(range(1, len(pieces) + 1), True, key=_overflows(pieces, width, lines))
        taken = max(1, too_many)  # each piece fits alone; bisecting, as wrapping is slow
        parts.append("".join(pieces[:taken]).strip())
        del pieces[:taken]
    return [part for part in parts if part]


def _overflows(pieces: list[str], width: int, lines: int) -> Callable[[int], bool]:
    return lambda count: not _fits("".join(pieces[:count]).strip(), width, lines)


def _fits(text: str, width: int, lines: int) -> bool:
    """Whether ``line_count`` is at most ``lines``, without wrapping where the length alone tells.

    Two lines that follow each other hold more than ``width`` characters: otherwise they would be one.
    """
    breaks = text.count("\n") + 1
    if 2 * len(text.expandtabs()) / width + breaks <= lines:
        return True
    if len("".join(text.split())) > width * lines:
        return False
    return line_count(text, width) <= lines


def _pieces(text: str, width: int, lines: int) -> Iterator[str]:
    """Sentences; of a sentence that is too long, as many words as fit on a line; slices of a word that is too long."""
    for sentence in _SENTENCE.findall(text):
        if _fits(sentence, width, lines):
            yield sentence
            continue
        line = ""
        for word in _words(sentence, width):
            if line and len(line) + len(word) > width:
                yield line
                line = ""
            line += word
        yield line


def _words(sentence: str, width: int) -> Iterator[str]:
    for word in _WORD.findall(sentence):
        yield from (word[start : start + width] for start in range(0, len(word), width))
