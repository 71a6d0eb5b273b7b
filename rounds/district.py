"""Many rounds at once: the folder or table that lists them, and district.toml beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from rounds.errors import RoundFileError
from rounds.people_csv import Columns, read_people
from rounds.round import Alerts, Line, Mail, Timezone, _Part
from rounds.round_file import ROUND_FILE
from rounds.settings_file import checked_settings, load_settings

DISTRICT_FILE = "district.toml"
TABLE = Columns(required={"folder": ()}, each="round", all="rounds")


class District(_Part):
    """What district.toml says. ``folder`` is where it lies, or would lie.

    ``chunk`` rounds are one flow run; ``at_once`` of those are in work or waiting at the same time. ``start_minutes``:
    so long a flow run may wait for a worker; ``still_minutes``: so long it may go on without finishing a round.
    """

    title: Line = "The district"
    timezone: Timezone = "UTC"
    chunk: int = Field(default=25, ge=1, le=500)
    at_once: int = Field(default=4, ge=1, le=200)
    start_minutes: int = Field(default=30, ge=1, le=1440)
    still_minutes: int = Field(default=120, ge=5, le=1440)
    alerts: Alerts | None = None
    mail: Mail | None = None
    folder: Path = Field(default=Path(), exclude=True)


def load_district(place: Path) -> District:
    """The settings in district.toml beside the rounds at ``place`` (as for ``rounds_in``); the defaults without one.

    Raises RoundFileError as ``load_round`` does.
    """
    folder = district_folder(place)
    path = folder / DISTRICT_FILE
    return load_settings(path, District, if_missing="") if path.exists() else District(folder=folder)


def with_settings(district: District, **settings: int) -> District:
    """``district`` with some settings of one run. Raises RoundFileError naming the one that cannot be."""
    return checked_settings({**dict(district), **settings}, District, "the run")


def district_folder(place: Path) -> Path:
    """Where district.toml lies: in the folder of rounds, or beside the table."""
    return place.parent if _is_table(place) else place


def rounds_in(place: Path) -> tuple[Path, ...]:
    """The folders of the rounds at ``place``, each once, in order of their paths.

    ``place`` is a round; or a folder with rounds in it, or with folders of rounds (a school's, say); or a table: a .csv
    file with a column ``folder``, relative to the table. A folder of the table need not hold a round: it is returned,
    and whoever opens it explains what is missing there, so that one slip does not stop the others.

    Raises RoundFileError when there is no round at all, or the table cannot be read.
    """
    if _is_table(place):
        return tuple(sorted(_listed_in(place)))
    if _is_round(place):
        return (place,)
    found = {os.path.realpath(folder): folder for folder in sorted(_below(place), reverse=True)}
    if not found:
        raise RoundFileError(
            f"There is no {ROUND_FILE} in {place}, nor in a folder in it. Name a round, a folder of rounds, or a .csv"
            " table with a column `folder`."
        )
    return tuple(sorted(found.values()))


def round_names(folders: tuple[Path, ...]) -> dict[Path, str]:
    """What to call each round in one list: its folder's name, with as much of the path as tells it from the others."""
    names: dict[Path, str] = {}
    for depth in (1, 2, 3):
        left = [folder for folder in folders if folder not in names]
        called = ["/".join(folder.parts[-depth:]) for folder in left]
        names |= {folder: name for folder, name in zip(left, called, strict=True) if called.count(name) == 1}
    return {folder: names.get(folder, str(folder)) for folder in folders}


def _is_table(place: Path) -> bool:
    return place.suffix.casefold() == ".csv"


def _is_round(folder: Path) -> bool:
    return (folder / ROUND_FILE).is_file()


def _below(place: Path) -> Iterator[Path]:
    """Rounds in ``place`` and in the folders in it. What lies in a round is no round of its own: a backup, say."""
    for folder in _folders(place):
        if _is_round(folder):
            yield folder
        else:
            yield from filter(_is_round, _folders(folder))


def _folders(place: Path) -> list[Path]:
    """The folders in ``place`` that are not hidden. Never deeper, so links in circles end."""
    try:
        return [one for one in place.iterdir() if not one.name.startswith(".") and one.is_dir()]
    except OSError:
        return []  # not a folder, or not ours to read: the caller says so when nothing is found at all


def _listed_in(table: Path) -> list[Path]:
    listed: dict[str, int] = {}
    folders = []
    for row in read_people(table, TABLE):
        where = f"{table}, line {row.line}"
        if not row["folder"]:
            raise RoundFileError(f"{where} names no folder. Fill in the column `folder`, or delete the line.")
        folder = Path(os.path.normpath(table.parent / row["folder"]))
        earlier = listed.setdefault(os.path.realpath(folder), row.line)
        if earlier != row.line:
            raise RoundFileError(f"{where} is the round of line {earlier} again. Delete one of the two lines.")
        folders.append(folder)
    return folders
