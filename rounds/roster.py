"""The students' names that redaction must know. Read into memory only; no store ever has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rounds.errors import RoundFileError
from rounds.people_csv import Columns, read_people

COLUMNS = Columns(
    required={
        "first": ("first name", "given name", "student first name"),
        "last": ("last name", "surname", "family name", "student last name"),
    },
    optional={"nickname": ("nick name", "preferred name", "preferred first name", "goes by")},
)


@dataclass(frozen=True, slots=True)
class RosterName:
    """A name that must not stay in any note; its ``repr`` shows nothing of it."""

    first: str = field(repr=False)
    last: str = field(repr=False)
    nickname: str = field(default="", repr=False)


def load_roster(path: Path) -> tuple[RosterName, ...]:
    """The names of ``path``: csv with first, last, and optionally nickname; other columns are not read.

    Raises RoundFileError naming file, line and column, never a name.
    """
    rows = read_people(path, COLUMNS)
    names = tuple(dict.fromkeys(RosterName(row["first"], row["last"], row["nickname"]) for row in rows))
    found = tuple(name for name in names if name.first or name.last or name.nickname)
    if not found:
        raise RoundFileError(f"{path} has no name in its columns first, last and nickname.")
    return found
