"""What one mail tells of many rounds: the same reason once, with the rounds that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rounds.incidents import Incident, IncidentKind
from rounds.moments import local_moment

NAMED = 10  # rounds of a group that are named
GROUPS = 40  # in a mail; who has more needs a list, not a letter


@dataclass(frozen=True, slots=True)
class RoundAlert:
    """An incident of one round; ``folder`` is where it lies. A mail calls it ``called``, or by its title alone."""

    title: str
    folder: str
    zone: ZoneInfo | None
    incident: Incident
    called: str = ""

    @property
    def name(self) -> str:
        return self.called or self.title


@dataclass(frozen=True, slots=True)
class AlertGroup:
    """One reason. ``what``, ``todo`` and ``since`` are those of the round that has it longest.

    ``named`` are the first rounds, ``more`` how many there are besides; ``alike``: the others' words differ in names
    and numbers. ``over`` is when it was found mended, empty while it lasts.
    """

    named: tuple[str, ...]
    more: int
    alike: bool
    what: str
    todo: str
    since: str
    over: str

    @property
    def count(self) -> int:
        return len(self.named) + self.more


def grouped(alerts: Iterable[RoundAlert]) -> list[AlertGroup]:
    """``alerts`` by what they say, the worst kind first, then what most rounds have."""
    found: dict[tuple[object, ...], list[RoundAlert]] = {}
    for alert in alerts:
        found.setdefault(_reason(alert), []).append(alert)
    order = list(IncidentKind)
    groups = sorted(found.values(), key=lambda group: (order.index(group[0].incident.kind), -len(group)))
    return [_group(sorted(group, key=_longest)) for group in groups]


def _reason(alert: RoundAlert) -> tuple[object, ...]:
    """What makes two alerts the same: the kind, and the words without what is the round's own."""
    return alert.incident.kind, alert.incident.over is None, re.sub(r"\d+", "0", _common(alert))


def _common(alert: RoundAlert) -> str:
    return alert.incident.what.replace(alert.folder, "").replace(alert.title, "")


def _longest(alert: RoundAlert) -> tuple[datetime, str]:
    """In order of time, then of titles, where School 2 comes before School 10."""
    return alert.incident.since, re.sub(r"\d+", lambda digits: digits[0].zfill(9), alert.name)


def _group(alerts: Sequence[RoundAlert]) -> AlertGroup:
    first = alerts[0].incident
    names = tuple(alert.name for alert in alerts)
    return AlertGroup(
        named=names[:NAMED],
        more=len(names[NAMED:]),
        alike=len({_common(alert) for alert in alerts}) > 1 or len({alert.folder for alert in alerts}) > 1,
        what=first.what,
        todo=first.todo,
        since=local_moment(first.since, alerts[0].zone),
        over=local_moment(first.over, alerts[0].zone) if first.over else "",
    )
