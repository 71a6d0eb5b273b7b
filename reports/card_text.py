"""How large a text can be printed on a card, and what goes on a second card because it does not fit.

Reckoned here, as a page cannot tell before it is printed. Widths are those of Arial and its equals, with some air for
other fonts; tests measure the result in a browser.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

SMALLEST = 12  # points; nothing on paper is smaller
LINE_HEIGHT = 1.22  # of the font's size
_AIR = 1.08  # for fonts that are wider
_WIDTHS = (  # of the font's size
    ("ijlI|!.,:;'`’‘ ", 0.29), ("cksvxyzJ", 0.51), ("ft()[]{}/\\-r\"“”*°", 0.4), ("mMW@%…—", 0.98),
    ("wCDGHNOQRU&ÑÓÚÜ", 0.76),
)  # fmt: skip
_WIDTH_OF = {character: width for characters, width in _WIDTHS for character in characters}
_CAPITAL, _OTHER, _WIDE = 0.68, 0.57, 1.06  # wide: East Asian characters and emoji


@dataclass(frozen=True, slots=True)
class Box:
    """Room for text, in points."""

    width: float
    height: float

    def lines(self, size: int) -> int:
        """How many lines of this size fit."""
        return max(1, int(self.height / (size * LINE_HEIGHT)))


@dataclass(frozen=True, slots=True)
class FittedText:
    """A text, in as many parts as it takes cards, and the size in points that all of them are printed in."""

    parts: tuple[str, ...]
    size: int


def fitted(text: str, box: Box, sizes: Sequence[int]) -> FittedText:
    """``text`` in the largest of ``sizes`` that fits into ``box``; in several parts if even the smallest does not."""
    for size in sorted(sizes, reverse=True):
        if len(broken(text, box.width, size)) <= box.lines(size):
            return FittedText((text,), size)
    smallest = max(SMALLEST, min(sizes))
    return FittedText(tuple(_in_parts(text, box, smallest)), smallest)


def broken(text: str, width: float, size: int) -> list[str]:
    """The lines that ``text`` takes in a column of ``width`` points; a word that is too long is broken anywhere."""
    return [line for paragraph in text.splitlines() for line in _lines(paragraph, width / (size * _AIR))]


def text_width(text: str) -> float:
    """How wide a text is, in parts of the size of its font."""
    return sum(map(_width, text))


def _in_parts(text: str, box: Box, size: int) -> Iterator[str]:
    """Parts of about the same length; an ellipsis says that it goes on, or went before."""
    lines = [
        (number, line)
        for number, paragraph in enumerate(text.splitlines())
        for line in _lines(paragraph, box.width / (size * _AIR) - 2 * _width("…"))
    ]
    count = -(-len(lines) // box.lines(size))
    each = -(-len(lines) // count)
    chunks = [lines[start : start + each] for start in range(0, len(lines), each)]
    for nth, chunk in enumerate(chunks):
        by_paragraph = groupby(chunk, key=lambda line: line[0])
        joined = "\n".join(" ".join(line for _, line in paragraph) for _, paragraph in by_paragraph)
        yield f"{'… ' if nth else ''}{joined}{' …' if nth < len(chunks) - 1 else ''}"


def _lines(paragraph: str, width: float) -> Iterator[str]:
    line = ""
    for word in (piece for whole in paragraph.split() for piece in _pieces(whole, width)):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def _pieces(word: str, width: float) -> Iterator[str]:
    while text_width(word) > width and len(word) > 1:
        end = next(end for end in range(len(word), 0, -1) if end == 1 or text_width(word[:end]) <= width)
        yield word[:end]
        word = word[end:]
    yield word


def _width(character: str) -> float:
    if character in _WIDTH_OF:
        return _WIDTH_OF[character]
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    return _CAPITAL if character.isupper() else _OTHER
