"""What a round's summary says, in a shape that has no field for a raw answer or for a count that must stay unsaid."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Quote:
    """Words found in an interview's redacted notes. ``role`` only where that role's number is shown.

    ``language`` is that of the words ("en", "es"), None where it is not known.
    """

    text: str
    role: str | None = None
    language: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RoleHeard:
    """A declared role. ``interviews`` is None where the number is withheld."""

    name: str
    interviews: int | None


@dataclass(frozen=True, slots=True)
class GroupHeard:
    """A declared group of a segment against whom the round hoped to hear.

    ``interviews`` is None where the number is withheld, ``target`` where none was set; ``is_met`` is None where
    there is no target, or where telling would give a withheld number away.
    """

    name: str
    interviews: int | None
    target: int | None = None
    is_met: bool | None = None


@dataclass(frozen=True, slots=True)
class SegmentHeard:
    """The groups of one declared segment, in their declared order."""

    label: str
    groups: tuple[GroupHeard, ...]


@dataclass(frozen=True, slots=True)
class SplitCell:
    """One group of a theme's split: ``said`` of ``asked`` interviews."""

    group: str
    said: int
    asked: int


@dataclass(frozen=True, slots=True)
class Split:
    """A theme by a segment, for which a lead asked. ``cells`` is empty where the whole split is withheld."""

    theme: str
    segment: str
    cells: tuple[SplitCell, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different from the last summary that left the building, in words that give no small count away.

    ``since`` is its date. ``new_themes`` and ``gone_themes`` are names; ``counted_anew`` are themes whose count is
    another now, as (name, what it was, what it is). ``counts_stay``: interviews came, went or were edited, but fewer
    than the floor, so that counts are still those of ``since``; ``counts_differ``: not all of them are.
    ``since_time`` is the time of day, as it was where the round happens.
    """

    since: date
    new_themes: tuple[str, ...] = ()
    gone_themes: tuple[str, ...] = ()
    counted_anew: tuple[tuple[str, str, str], ...] = ()
    interviews_before: int | None = None
    counts_stay: bool = False
    counts_differ: bool = False
    since_time: time | None = None


class LettersGo(StrEnum):
    """How far the letters to the people are who were listened to."""

    NOT_YET = "not yet"
    GOING = "going"
    WENT = "went"


@dataclass(frozen=True, slots=True)
class ToldBack:
    """How many of the people who were listened to have heard back, as interviewers report it.

    ``reports`` of ``interviewers`` have reported. ``told`` and ``listened_to`` are None while fewer than three of
    several have: numbers would then be about one or two interviewers, and not about the round.
    """

    told: int | None
    listened_to: int | None
    reports: int
    interviewers: int


@dataclass(frozen=True, slots=True)
class ThemeHeard:
    """A theme with how much it was heard: ``count`` as it may be said aloud, ``bar`` from 0 to 1 for a chart.

    ``bar_is_exact`` is false where the bar, like the words, is only a rough weight. ``name_es`` is for letters.
    """

    name: str
    definition: str
    count: str
    bar: float
    bar_is_exact: bool
    quotes: tuple[Quote, ...] = ()
    name_es: str | None = None
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Surprise:
    """Something that the team did not expect; an overturned prediction is given as it was written.

    ``language`` is that of a quote's words.
    """

    text: str
    overturned: bool = False
    is_quote: bool = False
    language: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Dissent:
    """A headline that contradicts its theme, kept beside it. ``language`` is that of a quote's words."""

    text: str
    theme: str | None = None
    is_quote: bool = False
    language: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Expectations:
    """What became of the predictions, as they were written.

    ``late`` were written after the stories could be read, and are none.
    """

    held: tuple[str, ...] = ()
    overturned: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
    still_open: int = 0
    late: int = 0

    @property
    def written(self) -> int:
        """How many predictions there are."""
        return len(self.held) + len(self.overturned) + len(self.unheard) + self.still_open

    @property
    def all_held(self) -> bool:
        """Whether every prediction held: a reason to look again, not a success."""
        return self.written > 0 and len(self.held) == self.written


@dataclass(frozen=True, slots=True)
class Summary:
    """A listening round on one page. ``interviews``, ``people`` and ``held`` are of the whole round.

    ``held`` does not count interviews that were withdrawn. ``floor`` is the smallest group whose number is shown.
    ``left_out`` counts headlines about kept interviews that may not be shown: quotes that are not word for word in the
    notes, or of somebody who may not be quoted. ``coverage`` are the declared segments against their targets;
    ``splits`` only what a lead asked for; ``changes`` is None for the first summary, ``told_back`` without reports.
    ``letters`` says how far the letters are.
    """

    title: str
    purpose: str
    today: date
    floor: int
    interviews: int
    people: int
    roles: tuple[RoleHeard, ...]
    headlines: int
    surprises: tuple[Surprise, ...]
    themes: tuple[ThemeHeard, ...]
    more_themes: int
    dissent: tuple[Dissent, ...]
    more_dissent: int
    expectations: Expectations
    to_decide: tuple[str, ...]
    promised: tuple[str, ...]
    left_out: int
    held: int
    coverage: tuple[SegmentHeard, ...] = ()
    splits: tuple[Split, ...] = ()
    changes: Changes | None = None
    told_back: ToldBack | None = None
    letters: LettersGo = LettersGo.NOT_YET
