"""What was told before, and whether so few interviews have changed since that a count must stay as it was told.

Changed are interviews that came, that went (withdrawn, held, gone) and that were edited. Where none has, a theme may
be counted anew: what the team does with headlines tells nothing about a known person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from reports.differencing import Element, tells_on_few
from rounds.interviews import Interview
from rounds.releases import GroupsTold, Mark, Release, SplitTold, ThemeTold, TotalsTold


@dataclass(frozen=True, slots=True)
class Base:
    """What a count was counted over: the interviews of release number ``of``, of the forms ``sources``."""

    of: int
    sources: frozenset[str] | None = None  # None: all forms


def marks_of(interviews: Iterable[Interview]) -> tuple[Mark, ...]:
    """A mark of each interview; digests of what are keyed digests already."""
    return tuple(
        Mark(_digest(interview.id), _digest(interview.id, interview.fingerprint), interview.source)
        for interview in sorted(interviews, key=lambda interview: interview.id)
    )


class Published:
    """All releases so far, the oldest first, against the interviews as they are now."""

    def __init__(self, earlier: Sequence[Release], interviews: Iterable[Interview], floor: int) -> None:
        self.earlier = tuple(earlier)
        self.number = len(self.earlier)  # of the release that this would be
        kept = tuple(interviews)
        self.marks = marks_of(kept)
        self._elements = {interview.id: _element_of(interview) for interview in kept}
        self._floor = floor
        self._known: dict[tuple[frozenset[Base], frozenset[str] | None], bool] = {}

    # What was told

    @property
    def totals(self) -> tuple[TotalsTold, ...]:
        """The totals of every release."""
        return tuple(release.totals for release in self.earlier)

    @property
    def themes(self) -> tuple[ThemeTold, ...]:
        """Every theme of every release."""
        return tuple(theme for release in self.earlier for theme in release.themes)

    @property
    def splits(self) -> tuple[SplitTold, ...]:
        """Every split that was shown."""
        return tuple(split for release in self.earlier for split in release.splits)

    def groups(self, key: str) -> tuple[GroupsTold, ...]:
        """The groups of the segment ``key`` in every release that told them."""
        return tuple(groups for release in self.earlier for groups in release.groups if groups.key == key)

    # What has changed

    @property
    def must_stay(self) -> bool:
        """Whether the count of all interviews has to stay as it was told."""
        return not self.may_count({Base(told.of) for told in self.totals})

    def may_count(self, bases: Iterable[Base], sources: Collection[str] | None = None) -> bool:
        """Whether a count over today's interviews of ``sources`` tells on nobody who knows the counts over ``bases``.

        True where none was told before.
        """
        key = frozenset(bases), None if sources is None else frozenset(sources)
        if key not in self._known:
            self._known[key] = self._may_count(*key)
        return self._known[key]

    def is_unchanged(self, base: Base) -> bool:
        """Whether the interviews of ``base`` are exactly those of today."""
        return self.over(base) == self.today(base.sources)

    def over(self, base: Base) -> frozenset[Element]:
        """The interviews that ``base`` was counted over."""
        return frozenset(_element(mark) for mark in self._of(base.of) if _is_in(mark, base.sources))

    def today(self, sources: Collection[str] | None = None) -> frozenset[Element]:
        """The interviews of today, of the forms ``sources`` or all."""
        return self.over(Base(self.number, None if sources is None else frozenset(sources)))

    def moves(self, base: Base, sources: Collection[str]) -> tuple[int, int, int]:
        """How many interviews came to those of ``base``, how many went, and how many were edited."""
        then, now = dict(self.over(base)), dict(self.today(sources))
        edited = sum(now[key] != then[key] for key in then.keys() & now.keys())
        return len(now.keys() - then.keys()), len(then.keys() - now.keys()), edited

    def elements(self, ids: Iterable[str]) -> frozenset[Element]:
        """These interviews of today."""
        return frozenset(self._elements[interview_id] for interview_id in ids)

    def still_there(self) -> frozenset[str]:
        """The ids of the interviews that the last release was counted over, and that are unchanged."""
        if not self.earlier:
            return frozenset(self._elements)
        last = self.over(Base(self.number - 1))
        return frozenset(interview_id for interview_id, element in self._elements.items() if element in last)

    def _may_count(self, bases: frozenset[Base], sources: frozenset[str] | None) -> bool:
        redeclared = frozenset().union(*(self._redeclared(base.of) for base in bases))
        new = Base(self.number, sources)
        return not any(
            tells_on_few([self._rows(base, forms) for base in bases], self._rows(new, forms), self._floor)
            for forms in {frozenset[str](), redeclared}
        )

    def _rows(self, base: Base, redeclared: Collection[str]) -> frozenset[Element]:
        """The interviews of a base; of forms that were declared anew, whatever state they are in."""
        return frozenset(
            (mark.interview, "") if mark.source in redeclared else _element(mark)
            for mark in self._of(base.of)
            if _is_in(mark, base.sources)
        )

    def _redeclared(self, number: int) -> frozenset[str]:
        """Forms of which every interview reads otherwise: round.toml has changed, and nobody has edited anything."""
        then = {mark.interview: mark for mark in self._of(number)}
        both = [mark for mark in self.marks if mark.interview in then]
        same = {mark.source for mark in both if mark.state == then[mark.interview].state}
        return frozenset(mark.source for mark in both) - same

    def _of(self, number: int) -> tuple[Mark, ...]:
        return self.marks if number == self.number else self.earlier[number].marks


def _is_in(mark: Mark, sources: Collection[str] | None) -> bool:
    return sources is None or mark.source in sources


def _element(mark: Mark) -> Element:
    return mark.interview, mark.state


def _element_of(interview: Interview) -> Element:
    return _digest(interview.id), _digest(interview.id, interview.fingerprint)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(("release", *parts)).encode()).hexdigest()[:20]
