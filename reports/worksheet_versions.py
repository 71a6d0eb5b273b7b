"""Two versions of a cell: which one stands, and what people are told where both do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import Enum

from reports.worksheet_memory import came_key, stood, text_digest
from reports.worksheet_remarks import remarks_in
from reports.worksheet_table import Table
from reports.worksheet_tabs import (
    CHECK,
    DISSENT,
    INTERVIEW,
    KIND,
    OUTCOME,
    QUESTION,
    SURPRISE,
    THEME,
    heading_key,
    is_bare_mark,
    is_marked,
)
from reports.xlsx_text import MAX_CHARACTERS
from rounds.headlines import Problem, Remembered

TWO_VERSIONS = "two versions"
_MARKED_COLUMNS = (DISSENT, SURPRISE)
_CHOSEN_COLUMNS = (KIND, THEME, OUTCOME)
_LONGEST_NAME = 60  # characters of a file name
_NOT_SHOWN = ("Cc", "Cf", "Cs", "Co", "Cn")  # Unicode: control and format characters, and what has no glyph


class Stands(Enum):
    """Whose text is to stand in a cell."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


class Comparison:
    """Compares cells of a worksheet with those of a copy of it, by what each of the two files had held when written.

    A cell that its pair left as it was written says nothing: ours stands, unless ours was written before the copy
    was. What both changed stands twice. Empty loses against a text wherever it is not known to be later.
    """

    def __init__(self, ours: Remembered | None, theirs: Remembered | None) -> None:
        self._ours = ours
        self._theirs = theirs
        self.is_newer = theirs is not None and (ours is None or theirs.at > ours.at)
        self.came = {place: set(keys) for place, keys in ours.came.items()} if ours else {}

    def stands(self, place: str, heading: str, ours: str, theirs: str) -> Stands:
        """Whose text is to stand. ``place`` is where the copy has it: a row's mark, or a row of another tab."""
        if same_text(heading, ours, theirs):
            return Stands.OURS
        if self.is_as_written(place, heading, theirs):
            if not self.is_newer:
                return Stands.OURS
            if self._is_ours_as_written(place, heading, ours):
                return Stands.THEIRS if theirs else Stands.OURS
        elif came_key(heading, theirs) in self.came.get(place, ()):
            return Stands.OURS  # an earlier copy brought this very text: people have seen it and decided
        elif self._is_behind(place, heading, ours, theirs):
            return Stands.THEIRS
        if not (ours and theirs):
            return Stands.THEIRS if theirs else Stands.OURS
        return Stands.BOTH

    def is_as_written(self, place: str, heading: str, theirs: str) -> bool:
        """Whether the copy's text is the one that the copy was written with."""
        return self._theirs is not None and text_digest(theirs) == stood(self._theirs, place, heading)

    def has_news(self, place: str, cells: dict[str, str]) -> bool:
        """Whether a row that stands in the copy alone is to be added.

        It is not where it was written so (then somebody deleted it in ours), or where an earlier copy brought it.
        """
        changed = cells
        if self._theirs is not None:
            changed = {name: text for name, text in cells.items() if not self.is_as_written(place, name, text)}
            if self.is_newer and not changed:
                return True
        return any(text and came_key(name, text) not in self.came.get(place, ()) for name, text in changed.items())

    def was_blank(self, place: str) -> bool:
        """Whether people had written nothing in a row when the copy was written, as far as that is known."""
        return self._theirs is None or set(self._theirs.cells.get(place, ())) <= {INTERVIEW, QUESTION, CHECK}

    def note(self, place: str, cells: dict[str, str]) -> None:
        """Remembers the texts that the copy brought to a place."""
        keys = {
            came_key(name, text) for name, text in cells.items() if text and not self.is_as_written(place, name, text)
        }
        if keys:
            self.came.setdefault(place, set()).update(keys)

    def _is_behind(self, place: str, heading: str, ours: str, theirs: str) -> bool:
        """Whether ours is what the copy's text was made from, or is older than the copy and nobody changed it."""
        if self._theirs and text_digest(ours) == stood(self._theirs, place, heading):
            return True
        return self.is_newer and bool(theirs) and self._is_ours_as_written(place, heading, ours)

    def _is_ours_as_written(self, place: str, heading: str, ours: str) -> bool:
        return self._ours is not None and text_digest(ours) == stood(self._ours, place, heading)


def same_text(heading: str, ours: str, theirs: str) -> bool:
    """Whether two cells say the same: white space does not matter, nor how an x is typed or a choice is spelled."""
    if heading in _MARKED_COLUMNS and ours and theirs and is_bare_mark(theirs):
        return is_marked(ours) == is_marked(theirs)
    if heading in _CHOSEN_COLUMNS:
        return heading_key(ours) == heading_key(theirs)
    return text_digest(ours) == text_digest(theirs)


def both_texts(ours: str, theirs: str, *, between: str = "\n") -> str | None:
    """One cell with both texts, each part once; None where they do not fit into a cell together."""
    there = {text_digest(part) for part in ours.split(between)}
    parts = [ours, *(part for part in theirs.split(between) if text_digest(part) not in {*there, ""})]
    text = between.join(parts)
    return text if len(text) <= MAX_CHARACTERS else None


def remark_of(file_name: str) -> str:
    """What Check says of a row that came from a copy and differs from ours; never a text of it."""
    return f"{TWO_VERSIONS}: also from {shown_name(file_name)}"


def shown_name(file_name: str) -> str:
    """A file name in one line, without characters that do not show; a long one is cut."""
    spaced = " ".join(file_name.split())
    name = "".join(character for character in spaced if unicodedata.category(character) not in _NOT_SHOWN)
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def second_versions(table: Table) -> Iterator[Problem]:
    """A problem for each row that stands in two versions, until somebody deletes the words under Check."""
    for row in table.rows:
        if any(line.startswith(TWO_VERSIONS) for line in remarks_in(row[CHECK])):
            yield Problem(
                table.sheet,
                table.cell(CHECK, row.number),
                "two pairs wrote different words in one row; both stand here, one below the other. Delete the row that"
                " you do not want, or keep both; then delete the words under Check.",
            )
