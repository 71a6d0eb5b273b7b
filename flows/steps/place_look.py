"""What is wrong with a place of rounds itself: a slip in district.toml, and rounds that are not there any more.

It is noted down beside the rounds, told like what is wrong with a round, and stops none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from rounds.district import DISTRICT_FILE, District, district_folder, is_table, load_district
from rounds.errors import RoundFileError, SaybackError
from rounds.incident_file import change_log, read_log
from rounds.incidents import OF_THE_PLACE, Incident, IncidentKind, reconciled
from rounds.known_rounds import LIST_FILE, gone_rounds, known_rounds, remember_rounds


def usable_district(place: Path) -> District:
    """The settings of district.toml; the defaults where there is a slip in it, which ``look_at_place`` tells."""
    try:
        return load_district(place)
    except RoundFileError:
        return District(folder=district_folder(place))


def look_at_place(place: Path, folders: Sequence[Path]) -> tuple[str, ...]:
    """Notes down what is wrong with ``place``, and what is not any more; returns it as sentences.

    ``folders`` are its rounds tonight, and those of last night from now on. Never raises what is explained: where
    nothing can be noted down, that is a sentence, too.
    """
    now = datetime.now(UTC)
    found = [*_slip(place, now), *_gone(place, folders, now)]
    said = [one.what for one in found]
    try:
        _note(district_folder(place), found, now)
        if not is_table(place) and tuple(folders) != (place,):
            remember_rounds(place, folders)
    except SaybackError as error:
        said.append(str(error))
    return tuple(said)


def _note(folder: Path, found: Sequence[Incident], now: datetime) -> None:
    """Writes nothing where nothing is and was wrong."""
    if found or any(map(_is_ours, read_log(folder).incidents)):
        change_log(folder, lambda log: replace(log, incidents=reconciled(log.incidents, found, _is_ours, now)))


def _is_ours(one: Incident) -> bool:
    return one.about.startswith(OF_THE_PLACE)


def _slip(place: Path, now: datetime) -> Iterator[Incident]:
    try:
        load_district(place)
    except RoundFileError as error:
        what = f"{error} Until then the defaults hold in its place."
        todo = f"Mend {DISTRICT_FILE} as said above. The rounds are collected meanwhile."
        yield Incident(IncidentKind.FAILED, f"{OF_THE_PLACE}{DISTRICT_FILE}", now, what, todo)


def _gone(place: Path, folders: Sequence[Path], now: datetime) -> Iterator[Incident]:
    """One for each round; only one for a folder of which all rounds are gone, as when it is not mounted."""
    known = known_rounds(place)
    gone = gone_rounds(place, folders)
    for parent, of_it in groupby(sorted(gone, key=_parent), key=_parent):
        missing = [*of_it]
        all_of_it = [folder for folder in known if folder.parent == parent]
        if len(missing) > 1 and len(missing) == len(all_of_it):
            yield _is_gone(place, parent, f"All {len(missing)} rounds in {parent} are", now)
        else:
            yield from (_is_gone(place, folder, f"The round {folder} is", now) for folder in missing)


def _parent(folder: Path) -> Path:
    return folder.parent


def _is_gone(place: Path, folder: Path, what: str, now: datetime) -> Incident:
    about = f"{OF_THE_PLACE}{folder.relative_to(place)}"
    todo = (
        "If it should be there, look whether its folder was renamed, or is not mounted. If it was taken away on"
        f" purpose, delete what begins with {folder.relative_to(place)} in {place / LIST_FILE}."
    )
    what = f"{what} not there any more: nothing new comes in."
    return Incident(IncidentKind.FAILED, about, now, what, todo)
