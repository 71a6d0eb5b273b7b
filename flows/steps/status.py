"""Status and holds: where a round stands, which rows wait for a person. Looking creates neither stores nor a key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows.steps.closing import Closing, Opening, closing, opening
from flows.steps.failures import without_text
from flows.steps.later import current_told_back
from flows.steps.nightly_guard import zone_of
from flows.steps.standing import Look, look, standing
from flows.steps.troubles import reason_of
from flows.steps.workplace import open_workplace
from rounds.errors import SaybackError
from rounds.glance import GOOD, StoreFacts, has_notebook
from rounds.interviews import REMEDIES, HeldReason
from rounds.journal import RunRecord
from rounds.round_file import ROUND_FILE, load_round
from rounds.standing import NEEDS_A_LOOK, Standing
from rounds.summary import ToldBack

SOMEBODY_IS_NEEDED = 5  # the exit code


@dataclass(frozen=True, slots=True)
class Hold:
    """A held interview: where its row is, why, and what a person can do."""

    id: str
    source: str
    row: int
    reason: HeldReason

    @property
    def remedy(self) -> str:
        return REMEDIES[self.reason]

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "source": self.source, "row": self.row, "reason": self.reason, "remedy": self.remedy}


def holds(folder: Path) -> list[Hold] | None:
    """Every held interview of the round, by source and row; None where nothing was collected yet."""
    if not has_notebook(load_round(folder)):
        return None
    with open_workplace(folder, alone=False) as place:
        return [Hold(i.id, i.source, i.row, i.held) for i in place.notebook.held() if i.held is not None]


@dataclass(frozen=True, slots=True)
class NightRun:
    """One run of a night: what, when, how long, how it ended, and where it says so, why (safe words)."""

    step: str
    started: datetime
    seconds: float
    outcome: str
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        when = self.started.isoformat(timespec="seconds")
        return {**asdict(self), "started": when, "seconds": round(self.seconds, 1)}


@dataclass(frozen=True, slots=True)
class Status:
    """Where a round stands. ``came_after`` are interviews that are kept since it was closed.

    ``exit_code`` is that of what kept the look from being whole, else 5 while somebody is needed, else 0.
    """

    standing: Standing
    title: str = ""
    zone: ZoneInfo | None = None  # in which times are shown; None: this computer's
    held: dict[str, int] = field(default_factory=dict)
    engines: dict[str, int] = field(default_factory=dict)
    runs: tuple[NightRun, ...] = ()
    store: StoreFacts | None = None
    exit_code: int = 0
    last_collect: str | None = None
    worksheet: str | None = None
    headlines: int = 0
    themes: int = 0
    closed: Closing | None = None
    opened: Opening | None = None
    came_after: int = 0
    thoughts: int = 0  # later thoughts that are joined to an interview
    with_thoughts: int = 0  # interviews that have some
    told_back: ToldBack | None = None
    distress: tuple[str, ...] = ()  # where the rows are, for a person who may look there; nowhere else

    @property
    def kept(self) -> int:
        return self.standing.kept or 0

    @property
    def begun(self) -> bool:
        """Whether anything was collected yet, as far as that could be seen."""
        return self.store is not None

    @property
    def last_failed(self) -> NightRun | None:
        """The newest run that did not do what it should, among the last ones."""
        return next((run for run in self.runs if run.outcome != GOOD), None)

    def as_json(self) -> dict[str, Any]:
        failed = self.last_failed
        return {
            **self.standing.as_json(),
            "round": self.standing.name,
            "kept": self.kept,
            "held": self.held,
            "engines": self.engines,
            "last_collect": self.last_collect,
            "last_failed": failed.as_json() if failed else None,
            "runs": [run.as_json() for run in self.runs],
            "store": asdict(self.store) if self.store else None,
            "worksheet": self.worksheet,
            "headlines": self.headlines,
            "themes": self.themes,
            "closed": self.closed.as_json() if self.closed else None,
            "worksheet_opened": self.opened.as_json() if self.opened else None,
            "came_after": self.came_after,
            "later_thoughts": self.thoughts,
            "interviews_with_later_thoughts": self.with_thoughts,
            "told_back": asdict(self.told_back) if self.told_back else None,
        }


def status(folder: Path, now: datetime | None = None) -> Status:
    """Counts and dates of the round; no text of any note. What is broken is told as a trouble.

    Raises RoundFileError where there is no round at all.
    """
    settings = folder if folder.suffix == ".toml" else folder / ROUND_FILE
    if not settings.is_file():
        load_round(folder)  # says so, and what to do
    seen = look(settings.parent, now)
    walk: dict[str, Any] = {}
    if seen.glance:
        try:
            walk = without_text(_of_the_walk)(settings.parent)
        except SaybackError as error:  # of the key, say: the counts are told all the same
            seen = replace(seen, error=error)
    now_standing = standing(seen)
    return Status(
        standing=now_standing,
        title=seen.round.title if seen.round else now_standing.name,
        zone=zone_of(seen.round) if seen.round else None,
        exit_code=seen.error.exit_code if seen.error else exit_code_of([now_standing]),
        **_of_nights(seen),
        **walk,
    )


def exit_code_of(standings: Iterable[Standing]) -> int:
    """0 when all are well or not begun, 5 when somebody is needed somewhere or a round is late."""
    return SOMEBODY_IS_NEEDED if any(one.condition in NEEDS_A_LOOK for one in standings) else 0


def _of_nights(seen: Look) -> dict[str, Any]:
    if seen.glance is None:
        return {}
    collects = [run for run in seen.glance.runs if run.step == "collect"]
    return {
        "held": seen.glance.held,
        "engines": seen.glance.engines,
        "runs": tuple(_night_run(run) for run in seen.glance.runs),
        "store": seen.glance.store,
        "distress": tuple(f"{source}, row {row}" for source, row in seen.glance.distress),
        "last_collect": collects[0].finished.isoformat(timespec="minutes") if collects else None,
    }


def _night_run(run: RunRecord) -> NightRun:
    seconds = (run.finished - run.started).total_seconds()
    return NightRun(run.step, run.started, seconds, run.outcome, reason_of(run))


def _of_the_walk(folder: Path) -> dict[str, Any]:
    """What people did with the interviews. Raises KeyProblem and StoreError as opening does."""
    with open_workplace(folder, alone=False) as place:
        notebook, closed = place.notebook, closing(place)
        thoughts, with_thoughts = notebook.thoughts()
        return {
            "worksheet": place.worksheet(),
            "headlines": len(notebook.headlines()),
            "themes": len(notebook.themes()),
            "closed": closed,
            "opened": opening(place),
            "came_after": notebook.came_since(closed.at) if closed else 0,
            "thoughts": thoughts,
            "with_thoughts": with_thoughts,
            "told_back": current_told_back(place),
        }
