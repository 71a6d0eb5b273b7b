"""How a round stands, for whoever looks after it, or after five hundred of them: in counts and words of our own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Condition(StrEnum):
    """How a round is, the worst first."""

    NEEDS_SOMEBODY = "needs somebody"
    LATE = "late"
    NOT_BEGUN = "not begun"
    WELL = "well"

    def said_of(self, number: int) -> str:
        """The words behind a number of rounds: 1 needs somebody, 2 need somebody."""
        return "need somebody" if self is Condition.NEEDS_SOMEBODY and number != 1 else self.value


NEEDS_A_LOOK = (Condition.NEEDS_SOMEBODY, Condition.LATE)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, since when (None: nobody knows), what to do. ``rank``: small is worse."""

    kind: str
    since: datetime | None
    what: str
    todo: str
    rank: int

    def as_json(self) -> dict[str, Any]:
        since = self.since.isoformat(timespec="seconds") if self.since else None
        return {"kind": self.kind, "since": since, "what": self.what, "todo": self.todo}


@dataclass(frozen=True, slots=True)
class Running:
    """A run that is going on: since when, and on which computer."""

    since: datetime
    host: str

    def as_json(self) -> dict[str, Any]:
        return {"since": self.since.isoformat(timespec="seconds"), "host": self.host}


@dataclass(frozen=True, slots=True)
class Standing:
    """One round. ``kept`` and ``held`` are None where its store could not be read. ``troubles``: the worst first."""

    name: str
    folder: str
    condition: Condition
    kept: int | None = None
    held: int | None = None
    last_good: datetime | None = None
    troubles: tuple[Trouble, ...] = ()
    running: Running | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "round": self.name,
            "folder": self.folder,
            "condition": self.condition,
            "kept": self.kept,
            "held": self.held,
            "last_good": self.last_good.isoformat(timespec="seconds") if self.last_good else None,
            "troubles": [trouble.as_json() for trouble in self.troubles],
            "running": self.running.as_json() if self.running else None,
        }


def totals(standings: Iterable[Standing]) -> dict[Condition, int]:
    """How many rounds are how: well ones first, then the worst; no zeros."""
    counts = Counter(one.condition for one in standings)
    return {condition: counts[condition] for condition in (Condition.WELL, *Condition) if counts[condition]}


def sick_first(standings: Iterable[Standing]) -> list[Standing]:
    """The worst first: by condition, by what is wrong, the longest first, then by name."""
    order = list(Condition)
    return sorted(standings, key=lambda one: (order.index(one.condition), *_severity(one), one.name))


def _severity(one: Standing) -> tuple[int, float]:
    if not one.troubles:
        return 99, 0.0
    worst = one.troubles[0]
    return worst.rank, worst.since.timestamp() if worst.since else float("inf")
