"""The nights of all rounds at a place, one after the other: a sick one stops no other. Then people are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.steps.night_order import cut_off, in_order
from flows.steps.nightly import NightReport, look, nightly
from flows.steps.place_look import look_at_place
from flows.steps.refusals import refuse_rounds
from flows.steps.telling import TellReport, settle_unaddressed, tell
from rounds.district import district_folder, rounds_in
from rounds.incidents import IncidentKind

_WORST_FIRST = (1, 3, 4, 5)  # exit codes


@dataclass(frozen=True, slots=True)
class NightsReport:
    """What came of each round at ``place``, and of telling people; ``wrong`` is what is so with the place itself."""

    place: Path
    nights: tuple[NightReport, ...]
    told: TellReport
    wrong: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """The worst of all; 3 where something is wrong that nobody is named to be told of.

        A person who may need help is no failure of a night: that is printed, and the night ends with 0.
        """
        untold = any(
            one.asks_somebody and one.kind is not IncidentKind.DISTRESS
            for news in self.told.unaddressed
            for one in news.incidents
        )
        codes = {self.told.exit_code, 3 if untold else 0, 1 if self.wrong else 0}
        codes |= {night.exit_code or int(night.unnoted is not None) for night in self.nights}
        return next((code for code in _WORST_FIRST if code in codes), 0)

    def as_json(self) -> dict[str, Any]:
        return {
            "place": str(self.place),
            "rounds": [_night_json(night) for night in self.nights],
            "told": {
                "mails": self.told.mails,
                "outbox": [str(folder) for folder in self.told.outbox],
                "nobody_to_tell": [str(news.folder) for news in self.told.unaddressed],
                "problems": self.told.problems,
            },
            "wrong": self.wrong,
            "exit_code": self.exit_code,
        }


def run_nights(
    place: Path,
    workers: int | None = None,
    *,
    scheduled_for: datetime | None = None,
    only_look: bool = False,
    shown: Callable[[NightReport], None] = lambda night: None,
) -> NightsReport:
    """Collects every round at ``place`` (a round, a folder or a table of them), or with ``only_look`` none, and tells.

    Rounds whose last run was killed come last, after people were told what is known by then: they may end this process.
    ``shown`` gets each round's report as it comes. Raises RoundFileError when there is no round at all.
    """
    place = place.resolve()
    folders = rounds_in(place)
    wrong = look_at_place(place, folders)
    refused = {} if only_look else refuse_rounds(place, folders, scheduled_for)
    nights: list[NightReport] = []
    order = in_order(folders)
    dangerous = () if only_look else cut_off(order)
    before = TellReport()
    for folder in order:
        if folder in dangerous[:1]:
            before = tell_before(place, folders, dangerous)
        sick = look(folder) if only_look else refused.get(folder)
        nights.append(sick or nightly(folder, workers, scheduled_for=scheduled_for))
        shown(nights[-1])
    told = tell_of(place, folders, nights)
    told.add_earlier(before)
    return NightsReport(place, tuple(nights), told, wrong)


def tell_before(place: Path, folders: Sequence[Path], dangerous: Sequence[Path]) -> TellReport:
    """Tells what is known so far, and that runs of ``dangerous`` rounds were killed: the next may end this process."""
    for folder in dangerous:
        look(folder)
    return _tell(place, folders)


def tell_of(place: Path, folders: Sequence[Path], nights: Sequence[NightReport] = ()) -> TellReport:
    """Tells about the rounds in ``folders``, and what was noted down of the place itself.

    ``nights`` are those that just ended: what could not be noted down is known from them alone.
    """
    told = _tell(place, folders, nights)
    settle_unaddressed(told.unaddressed)  # the report says it
    return told


def _tell(place: Path, folders: Sequence[Path], nights: Sequence[NightReport] = ()) -> TellReport:
    whole = () if district_folder(place) in folders else (district_folder(place),)
    return tell([*folders, *whole], unnoted={night.folder: night.incidents for night in nights if night.unnoted})


def _night_json(night: NightReport) -> dict[str, Any]:
    return {
        "folder": str(night.folder),
        "outcome": night.outcome,
        "reason": night.reason,
        "exit_code": night.exit_code,
        "started": night.started.isoformat(),
        "seconds": round(night.seconds, 3),
        "collected": night.collected.as_json() if night.collected else None,
        "incidents": [
            {
                "kind": one.kind,
                "about": one.about,
                "since": one.since.isoformat(),
                "what": one.what,
                "todo": one.todo,
                "told": one.told,
            }
            for one in night.incidents
        ],
        "unnoted": night.unnoted,
    }
