"""A theme by a segment, such as by grade: only where a lead asked for it, and only where no group is small.

The simple rule: a split is shown whole or withheld whole. It is shown where in every group at least ``floor``
interviews said it and at least ``floor`` did not, so that no cell is small, none is 0 % or 100 %, and nothing can be
worked out from the margins; and where the same holds for what has changed since anything was told of this theme or
of the sizes of these groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.coverage import asking_forms
from reports.differencing import Row
from reports.heard import Heard
from reports.published import Base, Published
from reports.small_groups import EXACT
from reports.split_groups import Groups, groups_by, is_large
from reports.theme_counts import ThemeCount, related
from reports.theme_groups import is_sensitive
from reports.worksheet_tabs import heading_key
from rounds.releases import CellTold, SplitTold, ThemeTold
from rounds.round import Segment
from rounds.summary import Split, SplitCell


def split_themes(counts: Sequence[ThemeCount], heard: Heard, published: Published) -> tuple[SplitTold, ...]:
    """Every theme by every segment that ``[summary] splits`` names; without cells where the split is withheld."""
    segments = [segment for segment in map(heard.round.segment, heard.round.summary.splits) if segment]
    return tuple(split for count in counts for split in _ThemeSplits(count, heard, published).by(segments))


def shown_splits(splits: Sequence[SplitTold], heard: Heard) -> tuple[Split, ...]:
    """The splits for the summary, withheld ones without cells."""
    labels = {segment.key: segment.label for segment in heard.round.segments}
    return tuple(
        Split(split.theme, labels[split.segment], tuple(SplitCell(c.group, c.said, c.asked) for c in split.cells))
        for split in splits
    )


class _ThemeSplits:
    """The splits of one theme; each that is shown is another thing that the next could be compared with."""

    def __init__(self, count: ThemeCount, heard: Heard, published: Published) -> None:
        self._count, self._heard, self._published = count, heard, published
        self._floor = heard.round.floor
        self._said = heard.said(count.group.headlines)
        self._asked = heard.asked(count.group.headlines) | self._said
        self._rows: list[Row] = [published.elements(self._asked)]  # what is told besides
        kin = [*related(count.group, published), count.told]
        names = {heading_key(told.name) for told in kin}
        self._themes = [told for told in kin if not told.rough]
        self._splits = [split for split in published.splits if heading_key(split.theme) in names]

    def by(self, segments: Sequence[Segment]) -> list[SplitTold]:
        sensitive = is_sensitive(self._count.group.theme, self._heard.round)
        return [self._withheld(segment) if sensitive else self._by(segment) for segment in segments]

    def _by(self, segment: Segment) -> SplitTold:
        groups = self._groups(segment) if self._is_counted_today() else None
        if groups is not None and self._may_be_shown(segment, groups):
            return self._shown(segment, groups)
        return self._as_told(segment) or self._withheld(segment)

    def _is_counted_today(self) -> bool:
        told = self._count.told
        base = Base(told.of, frozenset(told.sources))
        return told.weight == EXACT and not self._count.is_kept and self._published.is_unchanged(base)

    def _groups(self, segment: Segment) -> Groups | None:
        return groups_by(segment, self._asked, self._heard)

    def _forms(self, segment: Segment) -> frozenset[str]:
        return asking_forms(self._heard.round, segment) & set(self._count.told.sources)

    def _may_be_shown(self, segment: Segment, groups: Groups) -> bool:
        if len(groups) < 2 or not all(map(self._is_large, groups.values())):
            return False
        rest = self._asked.difference(*groups.values())  # the theme's count without the split's is a count of these
        parts = [*groups.values(), frozenset(rest)]
        if rest and not self._is_large(rest):
            return False
        if not all(self._is_large_change(base, parts) for base in self._bases(segment)):
            return False
        told = self._told_rows()
        for ids in groups.values():
            row = self._published.elements(ids)
            if self._published.tells(told, row):
                return False
            told = [*told, row]
        self._rows += [self._published.elements(ids) for ids in groups.values()]
        return True

    def _is_large(self, ids: Iterable[str]) -> bool:
        return is_large(frozenset(ids), self._said, self._floor)

    def _bases(self, segment: Segment) -> set[Base]:
        """Whatever was told of this theme, of its splits, and of the sizes of the segment's groups."""
        told: list[ThemeTold | SplitTold] = [*self._themes, *self._splits]
        bases = {Base(each.of, frozenset(each.sources)) for each in told}
        sizes = self._published.groups(segment.key)
        mine = frozenset(self._count.told.sources)
        return bases | {Base(each.of, frozenset(each.sources) & mine) for each in sizes}

    def _is_large_change(self, base: Base, parts: Sequence[frozenset[str]]) -> bool:
        """Whether nobody left since, whose group is not known any more, and no cell of then or of the change is small.

        Where people came to a single group, the total of then says what that group had been.
        """
        then = self._published.over(base)
        if not then <= self._published.today():
            return False
        for part in parts:
            old = frozenset(key for key in part if self._published.elements([key]) <= then)
            if not all(not ids or self._is_large(ids) for ids in (old, part - old)):
                return False
        return True

    def _told_rows(self) -> list[Row]:
        """Each count that was told of this theme, as the interviews that it was over; nobody has left since."""
        rows = [*self._rows]
        rows += [self._published.over(Base(each.of, frozenset(each.sources))) for each in self._themes]
        for split in self._splits:
            declared = self._heard.round.segment(split.segment)
            then = self._published.over(Base(split.of, frozenset(split.sources)))
            groups = (self._groups(declared) or {}) if declared else {}
            rows += [then & self._published.elements(ids) for ids in groups.values()]
        return rows

    def _shown(self, segment: Segment, groups: Groups) -> SplitTold:
        cells = tuple(CellTold(name, len(ids & self._said), len(ids)) for name, ids in groups.items())
        sources = tuple(sorted(self._forms(segment)))
        before = self._last(segment)
        of = self._published.number
        same = before and (before.cells, before.sources) == (cells, sources)
        if before and same and self._published.is_unchanged(Base(before.of, frozenset(sources))):
            of = before.of
        return SplitTold(self._count.group.theme.name, segment.key, cells, sources, of)

    def _as_told(self, segment: Segment) -> SplitTold | None:
        before = self._last(segment)
        if before is None:
            return None
        return SplitTold(self._count.group.theme.name, segment.key, before.cells, before.sources, before.of)

    def _last(self, segment: Segment) -> SplitTold | None:
        name = heading_key(self._count.group.theme.name)
        shown = [each for each in self._splits if each.segment == segment.key and heading_key(each.theme) == name]
        return shown[-1] if shown else None

    def _withheld(self, segment: Segment) -> SplitTold:
        return SplitTold(self._count.group.theme.name, segment.key, (), (), self._published.number)
