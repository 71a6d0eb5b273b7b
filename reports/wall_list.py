"""The list of card ids per theme that people type after they have grouped cards on a wall, read line by line.

Either text, ``Theme name: K7Q-2MD, 8ZT-4AB``, where ids may go on in the lines below and a line that ends with a colon
begins a theme; or csv with the columns theme and id. A line that cannot be used never blocks the others, and nothing
is taken to belong to a theme where that is in doubt: a line that may be a theme without its colon ends the theme above.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.card_ids import GROUP, CardIds, is_card_id
from rounds.errors import SaybackError

_MOST_BYTES = 5_000_000
_COMMENT = re.compile(r"\s#\s.*")  # "Bus #4" is a name
_COMMENT_OF_IDS = re.compile(r"(^|\s)#.*")
_BULLET = re.compile(r"^\s*(?:[-*•–—]\s+|\d{1,3}[.)]\s+)")
_OF = re.compile(r"\(\s*\d+\s+of\s+\d+\s*\)", re.IGNORECASE)  # copied from a card that goes on on another one
_BETWEEN = re.compile(r"[,;|/\t]+")
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212_"
_AROUND = "()[]<>\"'“”‘’«»." + _DASHES
_JOINING = frozenset({"and", "y", "e", "&", "+"})
_NO_IDS = (
    "neither ids nor a theme: a theme's line needs a colon at its end, or before its ids."
    " Ids on this line and below it are not taken."
)
_LIKE_AN_ID = re.compile(rf"[0-9A-Za-z{_DASHES}.]{{3,14}}")


class WallListError(SaybackError):
    """The list cannot be read at all; the message names the file and the fix."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An id as it was typed, the theme that it stands under, and its line, from 1. Its ``repr`` shows the line only."""

    theme: str
    id: str
    line: int

    def __repr__(self) -> str:
        return f"Typed(line={self.line})"

    @property
    def shown(self) -> str:
        """The id for a message: only where it looks like one, and could not be a word of people."""
        looks = _LIKE_AN_ID.fullmatch(self.id) and any(character.isdigit() for character in self.id)
        return self.id.upper() if looks or is_card_id(self.id) else "a word"


@dataclass(frozen=True, slots=True)
class WallProblem:
    """A line that a person should look at. The message never quotes a theme or a headline."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class WallList:
    """What was typed, in order, and the lines that could not be used."""

    typed: tuple[Typed, ...]
    problems: tuple[WallProblem, ...]


def read_wall_list(path: Path, printed: Iterable[str] = ()) -> WallList:
    """Reads the list at ``path``; ``printed`` are ids of headlines that may stand on cards.

    Raises WallListError when it does not exist, is no text, or is far too big.
    """
    text = _text(path)
    table = _table(text)
    if table is None and path.suffix.casefold() in (".csv", ".tsv"):
        raise WallListError(f'{path} has no columns "theme" and "id". Name them in its first line.')
    return _read_table(path, text, table) if table else _read_text(text, CardIds(printed))


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= _MOST_BYTES else b""
    except FileNotFoundError:
        raise WallListError(f"{path} does not exist. It should hold the card ids under each theme's name.") from None
    except OSError as error:
        raise WallListError(f"{path} cannot be read ({error.strerror}).") from None
    if size > _MOST_BYTES:
        raise WallListError(f"{path} is larger than {_MOST_BYTES // 1_000_000} MB: this is no list of card ids.")
    if data.startswith(b"PK\x03\x04"):
        raise WallListError(f'{path} is a workbook. Save it as "CSV UTF-8", with the columns theme and id.')
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise WallListError(f"{path}, line {line} is not UTF-8 text. Save it as UTF-8.") from None


# Text


def _read_text(text: str, cards: CardIds) -> WallList:
    typed: list[Typed] = []
    problems: list[WallProblem] = []
    theme: str | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        begins, words = _line(line)
        if begins is not None:
            theme = begins or None
            if not theme:
                problems.append(WallProblem(number, "a theme needs a name before the colon; the ids are not taken."))
        if not words:
            continue
        if not _are_ids(words, cards, behind_colon=begins is not None):
            theme = None
            problems.append(WallProblem(number, _NO_IDS))
        elif theme is None and begins is None:
            problems.append(WallProblem(number, "there is no theme above these ids, so they are not taken."))
        elif theme:
            typed += [Typed(theme, word, number) for word in words]
    return WallList(tuple(typed), tuple(problems))


def _line(line: str) -> tuple[str | None, list[str]]:
    """The theme that a line begins (None if it begins none, "" if the name is missing), and the ids on it."""
    if line.lstrip().startswith("#"):
        return None, []
    line = _COMMENT.sub("", _BULLET.sub("", line.replace("\uff1a", ":")))
    theme, colon, rest = line.rpartition(":")
    return (" ".join(theme.split()) if colon else None), list(_ids(_COMMENT_OF_IDS.sub("", rest)))


def _ids(text: str) -> Iterator[str]:
    """The ids in a text. Groups of three that stand by themselves, with a blank for the dash, are put together."""
    for chunk in _BETWEEN.split(_OF.sub(" ", text)):
        groups: list[str] = []
        for word in (bare for each in chunk.split() if (bare := each.strip(_AROUND))):
            if word.casefold() in _JOINING:
                continue
            if len(word) <= GROUP:
                groups.append(word)
                continue
            yield from _joined(groups)
            groups = []
            yield word
        yield from _joined(groups)


def _joined(groups: list[str]) -> Iterator[str]:
    """Two groups are an id; three where these fit, and two do not or would leave one alone."""
    while groups:
        fits_short, fits_long = (is_card_id("".join(groups[:size])) for size in (2, 3))
        size = 3 if fits_long and (len(groups) == 3 or not fits_short) else 2
        yield "-".join(groups[:size])
        groups = groups[size:]


def _are_ids(words: list[str], cards: CardIds, *, behind_colon: bool) -> bool:
    """Whether a line holds ids: behind a colon one is enough, else words before the first id may be a theme's name."""
    return any(_could_be_id(word, cards) for word in (words if behind_colon else words[:1]))


def _could_be_id(word: str, cards: CardIds) -> bool:
    """Whether it is the id of a card, or, with a digit, one with a slip or of another round: "Family" may fit, too."""
    found = cards.find(word)
    if found.headline_id is not None or found.several:
        return True
    return any(character.isdigit() for character in word) and (found.is_id or bool(found.near))


# Csv


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a table is laid out: what separates its cells, where the two columns stand, how many columns there are."""

    separator: str
    theme: int
    id: int
    width: int


def _table(text: str) -> _Shape | None:
    """None if this is no table with these columns."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    for separator in ",;\t":
        names = [cell.strip().strip('"').strip().casefold() for cell in header.split(separator)]
        if "theme" in names and "id" in names:
            return _Shape(separator, names.index("theme"), names.index("id"), len(names))
    return None


def _read_table(path: Path, text: str, shape: _Shape) -> WallList:
    typed: list[Typed] = []
    problems: list[WallProblem] = []
    for number, cells in _rows(path, text, shape.separator):
        theme, ids = (cells[place] if place < len(cells) else "" for place in (shape.theme, shape.id))
        if any(cells[shape.width :]):
            message = "more cells than the first line has. Put a theme that holds a comma in quotation marks."
            problems.append(WallProblem(number, message))
        elif not ids or not theme:
            problems.append(WallProblem(number, f"{'no id beside the theme' if theme else 'no theme beside the id'}."))
        else:
            typed += [Typed(" ".join(theme.split()), word, number) for word in _ids(ids)]
    return WallList(tuple(typed), tuple(problems))


def _rows(path: Path, text: str, separator: str) -> Iterable[tuple[int, list[str]]]:
    """The lines below the first one that are not blank, with the number of the line where each begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows, start = [], 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                rows.append((start, stripped))
            start = reader.line_num + 1
    except csv.Error:
        raise WallListError(f"{path}, line {start}: a cell that is far too long. Is a quotation mark open?") from None
    return rows[1:]
