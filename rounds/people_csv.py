"""Reads the small csv files about people that lie beside round.toml: team.csv and the roster.

Forgiving where people and spreadsheet programs differ, strict where a slip would go unseen. Errors name
file, line and column, never a cell: the cells are names.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rounds.errors import RoundFileError


@dataclass(frozen=True, slots=True)
class Columns:
    """What a file may have: column -> other headers for it (compared without case, spaces and punctuation)."""

    required: Mapping[str, tuple[str, ...]]
    instead: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # one of these does for all required ones
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    each: str = "person"  # what a line stands for
    all: str = "people"

    @property
    def sentence(self) -> str:
        """What to put in the first line, for people."""
        optional = f" (optional: {', '.join(self.optional)})" if self.optional else ""
        instead = "".join(f", or {name} instead" for name in self.instead)
        return f"the columns {', '.join(self.required)}{instead}{optional}"

    def by_header(self) -> dict[str, str]:
        return {
            plain: name
            for name, others in (*self.required.items(), *self.instead.items(), *self.optional.items())
            for plain in map(_plain, (name, *others))
        }


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the file: column -> cell, stripped; a column that the file lacks is an empty cell."""

    line: int
    cells: Mapping[str, str] = field(repr=False)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_people(path: Path, columns: Columns) -> list[PersonRow]:
    """The rows of ``path`` that are not blank. Raises RoundFileError."""
    lines = _lines(path, _text(path, columns), columns)
    first = next(lines, None)
    if first is None:
        raise RoundFileError(
            f"{path} is empty. Its first line must name {columns.sentence}; then one {columns.each} a line."
        )
    places = _places(f"{path}, line {first[0]}", first[1], columns)
    rows = [_row(path, number, cells, len(first[1]), places) for number, cells in lines]
    if not rows:
        raise RoundFileError(f"{path} has a first line and no {columns.all}. Add one {columns.each} a line.")
    return rows


def _text(path: Path, columns: Columns) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise RoundFileError(f"{path} does not exist. It should be a csv file with {columns.sentence}.") from None
    except OSError as error:
        raise RoundFileError(f"{path} cannot be read: {error.strerror}.") from None
    if data.startswith(b"PK\x03\x04"):
        raise RoundFileError(f'{path} is a workbook or a zip. Save it as "CSV UTF-8".')
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RoundFileError(f'{path}, line {line} is not UTF-8 text. Save it as "CSV UTF-8".') from None


def _lines(path: Path, text: str, columns: Columns) -> Iterator[tuple[int, list[str]]]:
    """(line number of its start, stripped cells) of every line that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, columns), strict=True)
    start = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield start, stripped
            start = reader.line_num + 1
    except csv.Error:
        raise RoundFileError(
            f"{path}, line {start}: a quotation mark is not closed, or stands inside a cell. Correct it."
        ) from None


def _delimiter(text: str, columns: Columns) -> str:
    """Spreadsheet programs write a semicolon or a tab where the comma is the decimal sign: the header tells."""
    header = text.lstrip("\r\n").partition("\n")[0]
    known = columns.by_header()
    return max(",;\t", key=lambda mark: sum(_plain(title) in known for title in header.split(mark)))


def _places(where: str, header: list[str], columns: Columns) -> dict[str, int]:
    """Column -> its place in a line."""
    known, places = columns.by_header(), dict[str, int]()
    for place, title in enumerate(header):
        name = known.get(_plain(title))
        if name is not None and places.setdefault(name, place) != place:
            raise RoundFileError(f"{where}: columns {places[name] + 1} and {place + 1} are both {name}.")
    _refuse_misspelt(where, header, places, known, columns.instead)
    complete = any(name in places for name in columns.instead)
    missing = [] if complete else [name for name in columns.required if name not in places]
    if missing:
        raise RoundFileError(
            f"{where} lacks the column {' and '.join(missing)}. The first line must name {columns.sentence}."
        )
    return places


def _refuse_misspelt(
    where: str, header: list[str], places: Mapping[str, int], known: Mapping[str, str], whole: Container[str]
) -> None:
    """Other columns are fine and not read; but nobody should wait for letters because of "emial".

    Titles for a ``whole`` name are not compared: "Student number" is no slip for "Student name".
    """
    lacking = {plain: name for plain, name in known.items() if name not in places and name not in whole}
    for place, title in enumerate(header):
        near = (
            difflib.get_close_matches(_plain(title), lacking, n=1, cutoff=0.8) if place not in places.values() else []
        )
        if near:
            raise RoundFileError(
                f'{where}: the title of column {place + 1} looks like a slip for "{lacking[near[0]]}".'
            )


def _row(path: Path, line: int, cells: list[str], width: int, places: Mapping[str, int]) -> PersonRow:
    if any(cells[width:]):
        raise RoundFileError(
            f"{path}, line {line} has more cells than the first line. Put cells that hold a comma in quotation marks."
        )
    return PersonRow(line, {name: cells[place] for name, place in places.items() if place < len(cells)})


def _plain(title: str) -> str:
    return "".join(character for character in title.casefold() if character.isalnum())
