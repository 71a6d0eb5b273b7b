"""What left the building: the numbers that were said there, and over which interviews they were counted.

A release holds nothing else. It never says which interview said what: ``marks`` only tell, later, how many interviews
came, went or were edited since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Occasion(StrEnum):
    """What left: a summary to the leads, or letters to the people who were listened to."""

    SUMMARY = "summary"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Mark:
    """An interview that a release was counted over: ``interview`` is a digest of its id, ``state`` of its content.

    ``source`` is the key of its form. ``code`` is a digest of its withdrawal code, which stays when a correction gives
    the interview another id; "" where it has none. ``words`` are a few bits of a digest of what was answered: enough
    to see that a correction left it as it was, and too few to confirm a guess.
    """

    interview: str
    state: str
    source: str
    code: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class TotalsTold:
    """The whole round. ``of`` is the number of the release, from 0, whose interviews were counted."""

    interviews: int
    people: int
    of: int


@dataclass(frozen=True, slots=True)
class GroupTold:
    """One group of a segment; None where the number or the answer was withheld."""

    name: str
    interviews: int | None
    target: int | None = None
    is_met: bool | None = None


@dataclass(frozen=True, slots=True)
class GroupsTold:
    """The groups of one segment, counted over the forms ``sources`` as they were in release ``of``."""

    key: str
    groups: tuple[GroupTold, ...]
    sources: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class ThemeTold:
    """A theme: its weight as reports/small_groups.py names it, with the two numbers where that is an exact count.

    ``sources`` are the forms that asked, as they were in release ``of``. ``rough``: told in a word, because
    few interviews had changed since other counts were told; it is no count that another could be compared with.
    """

    name: str
    id: str
    replaces: tuple[str, ...]
    weight: str
    said: int | None
    asked: int | None
    sources: tuple[str, ...]
    of: int
    rough: bool = False


@dataclass(frozen=True, slots=True)
class CellTold:
    """One group of a split: ``said`` of ``asked`` interviews."""

    group: str
    said: int
    asked: int


@dataclass(frozen=True, slots=True)
class SplitTold:
    """A theme by a segment, where it was shown; ``theme`` is its name."""

    theme: str
    segment: str
    cells: tuple[CellTold, ...]
    sources: tuple[str, ...]
    of: int


@dataclass(frozen=True, slots=True)
class BesidesTold:
    """What a summary counts besides: interviews that are ``held``, headlines that are ``left_out``, what has no room.

    ``shown`` are digests of the ids of the headlines on the page, in its order.
    """

    held: int
    left_out: int
    more_themes: int
    more_dissent: int
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldSum:
    """``told`` of ``listened_to`` people have heard back, by so many ``reports`` of interviewers.

    ``over`` has a keyed digest of each of these interviewers, and one of what they reported.
    """

    told: int
    listened_to: int
    reports: int
    over: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Release:
    """One release: when it left (with a time zone), what it said, and marks of the interviews that there were.

    ``besides`` is None for letters, which say nothing of it; so is ``told``, who heard back.
    """

    at: datetime
    occasion: Occasion
    totals: TotalsTold
    groups: tuple[GroupsTold, ...] = ()
    themes: tuple[ThemeTold, ...] = ()
    splits: tuple[SplitTold, ...] = ()
    marks: tuple[Mark, ...] = ()
    besides: BesidesTold | None = None
    told: ToldSum | None = None
