"""What a round's summary says, in a shape that has no field for a raw answer or for a count that must stay unsaid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Quote:
    """Words found in an interview's redacted notes. ``role`` only where that role's number is shown."""

    text: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class RoleHeard:
    """A declared role. ``interviews`` is None where the number is withheld."""

    name: str
    interviews: int | None


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
    """Something that the team did not expect; an overturned prediction is given as it was written."""

    text: str
    overturned: bool = False
    is_quote: bool = False


@dataclass(frozen=True, slots=True)
class Dissent:
    """A headline that contradicts its theme, kept beside it."""

    text: str
    theme: str | None = None
    is_quote: bool = False


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

    ``floor`` is the smallest group whose number is shown. ``left_out`` counts headlines marked as quotes that
    are not word for word in the notes of their interview; they are shown nowhere.
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
