"""What is wrong with an unattended round, since when, and who was told. Words of our own only, never of a note.

An incident is told once when it begins and once when it is over. It is known by its kind and what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

OF_THE_PLACE = "place:"  # begins what an incident is about that concerns a folder of rounds, and no single one
REFUSED = "-"  # before the digest of somebody whose mail was refused for good


class IncidentKind(StrEnum):
    """What can go wrong while nobody looks, the worst first."""

    DISTRESS = "distress"
    CRASHED = "crashed"
    FAILED = "failed"
    LATE = "late"
    FORM_CHANGED = "form_changed"
    CREDENTIAL = "credential"
    EXPORT_GONE = "export_gone"
    HELD_GROWS = "held_grows"
    TEXT_LEFT = "text_left"


@dataclass(frozen=True, slots=True)
class Incident:
    """``about`` tells two of a kind apart: a source's key, a step. ``what`` and ``todo`` are sentences.

    ``over`` is when it was found mended; None while it lasts. ``told`` and ``told_over``: whether the mails left.
    ``passing``: only to be known, nothing to wait for; with the mail it is over. ``told_to`` are digests of those who
    have the present news already while others wait for it.
    """

    kind: IncidentKind
    about: str
    since: datetime
    what: str
    todo: str
    told: bool = False
    over: datetime | None = None
    told_over: bool = False
    passing: bool = False
    told_to: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[IncidentKind, str]:
        return self.kind, self.about

    @property
    def asks_somebody(self) -> bool:
        """Whether a person has to do something: it lasts, or it is about somebody who needs help."""
        return self.over is None and (not self.passing or self.kind is IncidentKind.DISTRESS)

    @property
    def is_news(self) -> bool:
        """Whether somebody has still to be told: that it began, or that it is over."""
        return not (self.told if self.over is None else self.told_over)


@dataclass(frozen=True, slots=True)
class NightMark:
    """How the latest scheduled night of a round ended. By ``scheduled_for``, so no two clocks are compared."""

    scheduled_for: datetime
    outcome: str

    @property
    def good(self) -> bool:
        """Collected, or with nothing to be done: a run had done it, or the clocks were set back."""
        return self.outcome in ("done", "skipped")


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody is telling of the round: ``owner`` names the process and its computer."""

    owner: str
    since: datetime


@dataclass(frozen=True, slots=True)
class IncidentLog:
    """What is remembered of a round from night to night, beside its stores.

    ``last_good`` and ``last_try`` are starts of nightly runs, ``last_night`` how the last scheduled one ended;
    ``held_level`` is the number of held interviews that growth is counted from; ``undeclared`` the undeclared columns
    of each source that are known, by their places; ``distress`` digests of the interviews whose wish that somebody look
    after a person was told.
    ``begun`` is the start of a nightly run that did not end: it is at work, or was killed; ``ended`` that of the last
    one that did end, however. ``turn``: who is telling
    just now. ``unread`` are incidents of a newer release, as they stand in the file.
    """

    incidents: tuple[Incident, ...] = ()
    last_good: datetime | None = None
    last_try: datetime | None = None
    held_level: int | None = None
    undeclared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    distress: tuple[str, ...] = ()
    last_night: NightMark | None = None
    begun: datetime | None = None
    ended: datetime | None = None
    turn: Turn | None = None
    unread: tuple[str, ...] = ()

    @property
    def open(self) -> list[Incident]:
        """What is wrong and not over, the worst first."""
        order = list(IncidentKind)
        lasting = [one for one in self.incidents if one.over is None]
        return sorted(lasting, key=lambda one: (order.index(one.kind), one.since))


def reconciled(
    known: Sequence[Incident], found: Sequence[Incident], is_over: Callable[[Incident], bool], now: datetime
) -> tuple[Incident, ...]:
    """``known`` incidents after a look that ``found`` these: new ones, those that go on, and those that are over.

    ``is_over`` decides about each open one that was not found. One that begins again before anybody was told that it
    was over simply goes on.
    """
    finds = {one.key: one for one in found}
    after = []
    for one in known:
        again = finds.pop(one.key, None)
        if again is not None:
            after.append(_going_on(one, again))
        elif one.over is None and not one.passing and is_over(one):
            after.append(replace(one, over=now, told_to=()))
        else:
            after.append(one)
    return (*after, *finds.values())


def _going_on(one: Incident, again: Incident) -> Incident:
    told_to = one.told_to if one.over is None and again.over is None else ()
    return replace(again, since=one.since, told=one.told, told_to=told_to)


def marked_told(one: Incident, addressee: str, everybody: frozenset[str], now: datetime) -> Incident:
    """``one`` when ``addressee`` has the news; when ``everybody`` has it, it is told.

    Whose mail is refused (REFUSED before the name) keeps nobody else waiting; when all are refused, it is not told.
    """
    have = {*one.told_to, addressee}
    if everybody - {each.removeprefix(REFUSED) for each in have}:
        return replace(one, told_to=tuple(sorted(have)))
    if all(each.startswith(REFUSED) for each in have):
        return replace(one, told_to=())
    over = one.over or (now if one.passing else None)
    return replace(one, told=True, told_to=(), over=over, told_over=over is not None)
