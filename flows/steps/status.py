"""Status and holds: where a round stands, and which rows wait for a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.steps.closing import Closing, Opening, closing, opening
from flows.steps.later import current_told_back
from flows.steps.workplace import open_workplace
from rounds.interviews import REMEDIES, HeldReason
from rounds.summary import ToldBack


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


def holds(folder: Path) -> list[Hold]:
    """Every held interview of the round, by source and row."""
    with open_workplace(folder, alone=False) as place:
        return [Hold(i.id, i.source, i.row, i.held) for i in place.notebook.held() if i.held is not None]


@dataclass(frozen=True, slots=True)
class Status:
    """Where a round stands. ``came_after`` are interviews that are kept since it was closed."""

    round: str
    title: str
    kept: int
    held: dict[str, int]
    engines: dict[str, int]
    last_collect: str | None
    worksheet: str | None
    headlines: int
    themes: int
    closed: Closing | None
    opened: Opening | None
    came_after: int
    thoughts: int  # later thoughts that are joined to an interview
    with_thoughts: int  # interviews that have some
    told_back: ToldBack | None
    distress: tuple[str, ...]  # where the rows are, for a person who may look there; nowhere else

    def as_json(self) -> dict[str, Any]:
        return {
            "round": self.round,
            "kept": self.kept,
            "held": self.held,
            "engines": self.engines,
            "last_collect": self.last_collect,
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


def status(folder: Path) -> Status:
    """Counts and dates of the round; no text of any note."""
    with open_workplace(folder, alone=False) as place:
        notebook = place.notebook
        everyone = list(notebook.interviews(kept_only=False))
        kept = [interview for interview in everyone if interview.held is None]
        engines = [interview.engine for interview in kept]
        last, closed = notebook.last_run("collect"), closing(place)
        thoughts, with_thoughts = notebook.thoughts()
        return Status(
            round=place.round.name,
            title=place.round.title,
            kept=len(kept),
            held={str(reason): count for reason, count in notebook.held_counts().items()},
            engines={engine: engines.count(engine) for engine in sorted(set(engines))},
            last_collect=last.finished.isoformat(timespec="minutes") if last else None,
            worksheet=place.worksheet(),
            headlines=len(notebook.headlines()),
            themes=len(notebook.themes()),
            closed=closed,
            opened=opening(place),
            came_after=notebook.came_since(closed.at) if closed else 0,
            thoughts=thoughts,
            with_thoughts=with_thoughts,
            told_back=current_told_back(place),
            distress=tuple(f"{i.source}, row {i.row}" for i in notebook.rows(kept_only=False) if i.distress),
        )
