"""Many rounds at once: the folder or table that lists them, and district.toml beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from rounds.errors import RoundFileError
from rounds.incident_file import INCIDENTS_FILE
from rounds.known_rounds import known_rounds
from rounds.people_csv import Columns, read_people
from rounds.round import Alerts, Line, Mail, Timezone, _Part
from rounds.round_file import ROUND_FILE
from rounds.round_id import ID_FILE
from rounds.settings_file import checked_settings, load_settings

DISTRICT_FILE = "district.toml"
_LEFT_BY_A_ROUND = (ID_FILE, "notebook.db")
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


def is_table(place: Path) -> bool:
    """Whether ``place`` is a table of rounds: it says itself which there should be."""
    return place.suffix.casefold() == ".csv"


def district_folder(place: Path) -> Path:
    """Where district.toml lies: in the folder of rounds, or beside the table."""
    return place.parent if is_table(place) else place


def rounds_in(place: Path) -> tuple[Path, ...]:
    """The folders of the rounds at ``place``, each once, in order of their paths.

    ``place`` is a round; or a folder with rounds in it, or with folders of rounds (a school's, say); or a table: a .csv
    file with a column ``folder``, relative to the table. A folder of the table need not hold a round: it is returned,
    and whoever opens it explains what is missing there, so that one slip does not stop the others. Nor does a folder
    need a round.toml that has something in it which only a round leaves: it was taken away, and somebody has to know.
    A round.toml above rounds that were known before hides none of them.

    Raises RoundFileError when there is no round at all, or the table cannot be read.
    """
    if is_table(place):
        return tuple(sorted(_listed_in(place)))
    found = {os.path.realpath(folder): folder for folder in sorted(_found(place), reverse=True)}
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


def _is_round(folder: Path) -> bool:
    return _is_file(folder / ROUND_FILE)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False  # one that cannot be looked at, on a share that is away, must not hide the others


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # as above


def lost_its_file(folder: Path) -> bool:
    """Whether there is something in ``folder`` that only a round leaves, and no round.toml, or a link to nowhere."""
    return not _is_round(folder) and (_was_round(folder) or os.path.lexists(folder / INCIDENTS_FILE))


def _was_round(folder: Path) -> bool:
    return any(os.path.lexists(folder / name) for name in (ROUND_FILE, *_LEFT_BY_A_ROUND))


def _found(place: Path) -> Iterator[Path]:
    known = [folder for folder in known_rounds(place) if _is_round(folder)]
    if _is_round(place):
        yield place
        if not known and not _is_file(place / DISTRICT_FILE):
            return  # one round, and whatever lies in it
    below = [*known, *_below(place)]
    if not below and _was_round(place):
        yield place
    yield from below


def _below(place: Path) -> Iterator[Path]:
    """Rounds in ``place`` and in the folders in it. What lies in a round is no round of its own: a backup, say."""
    for folder in _folders(place):
        if _is_round(folder) or _was_round(folder):
            yield folder
        elif inner := [one for one in _folders(folder) if _is_round(one) or lost_its_file(one)]:
            yield from inner
        elif os.path.lexists(folder / INCIDENTS_FILE):  # a folder of rounds has that, too, when it is walked by itself
            yield folder


def _folders(place: Path) -> list[Path]:
    """The folders in ``place`` that are not hidden. Never deeper, so links in circles end."""
    try:
        return [one for one in place.iterdir() if not one.name.startswith(".") and _is_folder(one)]
    except OSError:
        return []  # not a folder, or not ours to read: rounds that were in it are missed by the list of last night


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
