"""The students' names that redaction must know. Read into memory only; no store ever has them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from rounds.errors import RoundFileError
from rounds.people_csv import Columns, PersonRow, read_people

COLUMNS = Columns(
    required={
        "first": (
            "first name", "given name", "student first name", "legal first name", "forename", "nombre", "nombres",
            "primer nombre",
        ),
        "last": (
            "last name", "surname", "family name", "student last name", "legal last name", "last name 1", "apellido",
            "apellidos", "apellido paterno", "primer apellido",
        ),
    },
    instead={
        "name": (
            "student name", "full name", "student full name", "student", "name last first", "last first",
            "student name last first", "nombre completo", "nombre del alumno", "alumno",
        ),
    },
    optional={
        "last 2": ("last name 2", "second last name", "second surname", "apellido materno", "segundo apellido"),
        "nickname": (
            "nick name", "preferred name", "preferred first name", "goes by", "chosen name", "known as", "apodo",
        ),
    },
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RosterName:
    """A name that must not stay in any note; its ``repr`` shows nothing of it."""

    first: str = field(repr=False)
    last: str = field(repr=False)
    nickname: str = field(default="", repr=False)


def whole_name(text: str) -> RosterName:
    """A name as it is written out: *Last, First*, or the last word as the surname."""
    family, comma, given = text.partition(",")
    if comma:
        return RosterName(given.strip(), family.strip())
    given, _, family = text.strip().rpartition(" ")
    return RosterName(given.strip(), family) if given else RosterName(family, "")


def load_roster(path: Path) -> tuple[RosterName, ...]:
    """The names of ``path``: csv with first and last or the whole name; second surname and nickname where it has them.

    Other columns are not read.

    Raises RoundFileError naming file, line and column, never a name.
    """
    rows = read_people(path, COLUMNS)
    names = dict.fromkeys(name for row in rows for name in _names(row))
    found = tuple(name for name in names if name.first or name.last or name.nickname)
    if not found:
        raise RoundFileError(f"{path} has no name in its columns first, last, name and nickname.")
    return found


def _names(row: PersonRow) -> list[RosterName]:
    """What one line says: the columns of parts, and a whole name where it has one, as the two may differ."""
    family = f"{row['last']} {row['last 2']}".strip()
    parts = RosterName(row["first"], family, row["nickname"])
    if not row["name"]:
        return [parts]
    whole = replace(whole_name(row["name"]), nickname=row["nickname"])
    return [whole, parts] if row["first"] or family else [whole]
