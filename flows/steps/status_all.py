"""Status of many rounds: looked at one after the other, so that memory does not grow with what they hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from stat import S_IMODE
from typing import Any
from zoneinfo import ZoneInfo

from flows.steps.nightly_guard import zone_of
from flows.steps.standing import look, standing
from flows.steps.status import SOMEBODY_IS_NEEDED, exit_code_of
from flows.steps.troubles import noted, without_path
from reports.status_page import status_page
from rounds.district import District, district_folder, load_district, round_names, rounds_in
from rounds.errors import SaybackError
from rounds.incident_file import read_log
from rounds.private_files import write_private
from rounds.round_file import ROUND_FILE
from rounds.standing import Standing, Trouble, sick_first, totals

_PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class StatusAll:
    """All rounds of a place, the sick ones first, as they stood at ``at``. ``troubles`` concern no single round.

    ``zone`` is that in which times are shown (None: this computer's); ``title`` what people call the place.
    """

    place: str
    at: datetime
    standings: tuple[Standing, ...]
    troubles: tuple[Trouble, ...] = ()
    zone: ZoneInfo | None = None
    title: str = ""

    @property
    def called(self) -> str:
        """The title, if there is one, with the name by which commands know the place."""
        return f"{self.title} ({self.place})" if self.title else self.place

    @property
    def exit_code(self) -> int:
        """0 when all are well or not begun, 5 when somebody is needed somewhere or a round is late."""
        return SOMEBODY_IS_NEEDED if self.troubles else exit_code_of(self.standings)

    def as_json(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "title": self.title,
            "timezone": self.zone.key if self.zone else None,
            "at": self.at.isoformat(timespec="seconds"),
            "totals": {str(condition): number for condition, number in totals(self.standings).items()},
            "troubles": [trouble.as_json() for trouble in self.troubles],
            "rounds": [one.as_json() for one in self.standings],
        }


def status_all(place: Path, now: datetime | None = None) -> StatusAll:
    """How all rounds at ``place`` stand: a folder of rounds, a table of them, or one round.

    A round that cannot be looked at is a line like the others. Raises RoundFileError where there is no round at all.
    """
    now = now or datetime.now(UTC)
    names = round_names(rounds_in(place))
    district, broken = _district(place)
    found, zones = [], set()
    for folder, name in names.items():
        seen = look(folder, now, district.alerts)
        found.append(replace(standing(seen), name=name))
        zones |= {zone_of(seen.round)} if seen.round else set()
    return StatusAll(
        place.resolve().name,
        now,
        tuple(sick_first(found)),
        (*broken, *_of_the_place(place)),
        zone=_zone(district, zones),
        title=district.title if "title" in district.model_fields_set else "",
    )


def _zone(district: District, zones: Collection[ZoneInfo | None]) -> ZoneInfo | None:
    """That of district.toml; where it names none, that of all rounds, if it is one."""
    if "timezone" in district.model_fields_set:
        return ZoneInfo(district.timezone)
    return next(iter(zones)) if len(zones) == 1 else None


def _district(place: Path) -> tuple[District, list[Trouble]]:
    """Its settings; the defaults where those cannot be read, with what is wrong."""
    try:
        return load_district(place), []
    except SaybackError as error:
        folder = district_folder(place)
        return District(folder=folder), [Trouble("broken", None, without_path(str(error), folder), "", rank=0)]


def _of_the_place(place: Path) -> list[Trouble]:
    """What is noted down beside the rounds: no worker, say. A single round tells its own."""
    folder = district_folder(place)
    return [] if (folder / ROUND_FILE).is_file() else noted(read_log(folder).open)


def write_status_page(place: Path, file: Path, now: datetime | None = None) -> StatusAll:
    """Looks at all rounds at ``place`` and writes the page ``file`` (HTML, all in one). Raises CannotWrite, too."""
    found = status_all(place, now)
    write_page(found, file)
    return found


def write_page(found: StatusAll, file: Path) -> None:
    """Writes the page, whole or not at all: for its owner only, or for whomever an earlier one was opened to.

    Raises CannotWrite.
    """
    mode = S_IMODE(file.stat().st_mode) if file.is_file() else _PRIVATE
    write_private(file, status_page(found.called, found.at, found.standings, found.troubles, found.zone))
    file.chmod(mode)
