"""What was told before, and whether so few interviews have changed since that a count must stay as it was told.

Changed are interviews that came, that went (withdrawn, held, gone) and that were edited; people are counted and not
ids. Where none has, a theme may be counted anew: what the team does with headlines tells nothing about a known person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from reports.differencing import Element, Row, tells_on_few
from reports.same_people import marks_of, people_of
from rounds.interviews import Interview
from rounds.releases import BesidesTold, GroupsTold, Mark, Occasion, Release, SplitTold, ThemeTold, TotalsTold


@dataclass(frozen=True, slots=True)
class Base:
    """What a count was counted over: the interviews of release number ``of``, of the forms ``sources``."""

    of: int
    sources: frozenset[str] | None = None  # None: all forms


class Published:
    """All releases so far, the oldest first, against the interviews as they are now."""

    def __init__(self, earlier: Sequence[Release], interviews: Iterable[Interview], floor: int) -> None:
        self.earlier = tuple(earlier)
        self.number = len(self.earlier)  # of the release that this would be
        kept = tuple(interviews)
        self.marks = marks_of(kept)
        history = [*(release.marks for release in earlier), self.marks]
        self._people = people_of(history)
        self._words: dict[str, str] = {}  # by state: what another version of our rules makes of them is no edit
        for mark in (mark for marks in history for mark in marks):
            self._words.setdefault(mark.state, mark.words)
        ids = sorted(interview.id for interview in kept)
        self._elements = {key: self._element(mark) for key, mark in zip(ids, self.marks, strict=True)}
        self._floor = floor
        self._rows: dict[tuple[Base, frozenset[str]], Row] = {}
        self._known: dict[tuple[tuple[Row, ...], Row], bool] = {}

    # What was told

    @property
    def totals(self) -> tuple[TotalsTold, ...]:
        """The totals of every release."""
        return tuple(release.totals for release in self.earlier)

    @property
    def last_summary(self) -> Release | None:
        """The last summary that left."""
        return next((each for each in reversed(self.earlier) if each.occasion is Occasion.SUMMARY), None)

    @property
    def besides(self) -> BesidesTold | None:
        """What the last summary counted besides."""
        return next((release.besides for release in reversed(self.earlier) if release.besides), None)

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
        ordered = sorted(bases, key=lambda base: (base.of, base.sources is not None, sorted(base.sources or ())))
        new = Base(self.number, None if sources is None else frozenset(sources))
        redeclared = frozenset[str]().union(*(self._redeclared(base.of) for base in ordered))
        return not any(
            self.tells([self._row(base, forms) for base in ordered], self._row(new, forms))
            for forms in {frozenset[str](), redeclared}
        )

    def tells(self, told: Iterable[Row], new: Row) -> bool:
        """``tells_on_few``, reckoned once for all themes that were counted over the same interviews."""
        key = tuple(dict.fromkeys(told)), new
        if key not in self._known:
            self._known[key] = tells_on_few(*key, self._floor)
        return self._known[key]

    def is_unchanged(self, base: Base) -> bool:
        """Whether the interviews of ``base`` are exactly those of today."""
        return self.over(base) == self.today(base.sources)

    def over(self, base: Base) -> Row:
        """The interviews that ``base`` was counted over."""
        return self._row(base, frozenset())

    def today(self, sources: Collection[str] | None = None) -> Row:
        """The interviews of today, of the forms ``sources`` or all."""
        return self.over(Base(self.number, None if sources is None else frozenset(sources)))

    def moves(self, base: Base, sources: Collection[str]) -> tuple[int, int, int]:
        """How many people came to those of ``base``, how many went, and how many answered otherwise than then."""
        then, now = self.over(base), self.today(sources)
        before, after = ({one.person for one in row} for row in (then, now))
        answered = {(one.person, one.words) for one in now} - {(one.person, one.words) for one in then}
        edited = {person for person, _ in answered} & before
        return len(after - before), len(before - after), len(edited)

    def elements(self, ids: Iterable[str]) -> Row:
        """These interviews of today."""
        return frozenset(self._elements[interview_id] for interview_id in ids)

    def still_there(self) -> frozenset[str]:
        """The ids of the interviews that the last release was counted over, and that are unchanged."""
        if not self.earlier:
            return frozenset(self._elements)
        last = self.over(Base(self.number - 1))
        return frozenset(interview_id for interview_id, element in self._elements.items() if element in last)

    def _row(self, base: Base, redeclared: frozenset[str]) -> Row:
        """The interviews of a base; of forms that were declared anew, whatever state they are in."""
        key = base, redeclared
        if key not in self._rows:
            marks = [mark for mark in self._of(base.of) if base.sources is None or mark.source in base.sources]
            self._rows[key] = frozenset(
                Element(self._people[mark.interview], "", mark.interview)
                if mark.source in redeclared
                else self._element(mark)
                for mark in marks
            )
        return self._rows[key]

    def _element(self, mark: Mark) -> Element:
        return Element(self._people[mark.interview], self._words[mark.state], mark.state)

    def _redeclared(self, number: int) -> frozenset[str]:
        """Forms of which every interview reads otherwise: round.toml has changed, and nobody has edited anything."""
        then = {mark.interview: mark for mark in self._of(number)}
        both = [mark for mark in self.marks if mark.interview in then]
        same = {mark.source for mark in both if mark.state == then[mark.interview].state}
        return frozenset(mark.source for mark in both) - same

    def _of(self, number: int) -> tuple[Mark, ...]:
        return self.marks if number == self.number else self.earlier[number].marks
