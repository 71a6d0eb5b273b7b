"""Totals, roles and coverage of a round as they may be told: counted anew, as they were told before, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reports.coverage import asking_forms, segment_counts, told_groups
from reports.heard import ROLE_SEGMENT, Heard
from reports.published import Base, Published
from rounds.releases import GroupsTold, GroupTold, TotalsTold
from rounds.round import Segment
from rounds.summary import GroupHeard, RoleHeard, SegmentHeard


def count_totals(heard: Heard, published: Published) -> TotalsTold:
    """How many interviews and people there are in the whole round, or were when that was counted last."""
    before = published.totals[-1] if published.totals else None
    if before and published.must_stay:
        return before
    people = sum(interview.people for interview in heard.interviews.values())
    told = TotalsTold(len(heard.interviews), people, published.number)
    if before and replace(told, of=before.of) == before and published.is_unchanged(Base(before.of)):
        return before
    return told


def count_groups(heard: Heard, published: Published) -> tuple[GroupsTold, ...]:
    """The roles, and each declared segment that has targets or by which a lead wants to see the themes."""
    round_ = heard.round
    everything = frozenset(source.key for source in round_.sources) | {i.source for i in heard.interviews.values()}
    found = []
    if heard.role_counts:
        segment = round_.segment(ROLE_SEGMENT)
        targets = segment.targets if segment else {}
        found.append(_groups(ROLE_SEGMENT, heard.role_counts, targets, everything, published, round_.floor))
    for segment in _shown_segments(heard):
        sources = asking_forms(round_, segment)
        counts = segment_counts(round_, segment, heard.interviews.values())
        found.append(_groups(segment.key, counts, segment.targets, sources, published, round_.floor))
    return tuple(found)


def told_roles(groups: tuple[GroupsTold, ...]) -> tuple[RoleHeard, ...]:
    """The roles for the summary."""
    roles = next((each for each in groups if each.key == ROLE_SEGMENT), None)
    return tuple(RoleHeard(group.name, group.interviews) for group in roles.groups) if roles else ()


def told_coverage(heard: Heard, groups: tuple[GroupsTold, ...]) -> tuple[SegmentHeard, ...]:
    """Coverage for the summary: the declared segments that have targets, as they may be told."""
    told = {each.key: each for each in groups}
    return tuple(
        SegmentHeard(segment.label, tuple(map(_group, told[segment.key].groups)))
        for segment in heard.round.segments
        if segment.targets and segment.key in told
    )


def _shown_segments(heard: Heard) -> list[Segment]:
    """Roles are counted once, for both places: two tables of the same with other groups withheld could be compared."""
    splits = heard.round.summary.splits
    return [each for each in heard.round.segments if each.key != ROLE_SEGMENT and (each.targets or each.key in splits)]


def _groups(
    key: str,
    counts: Mapping[str, int],
    targets: Mapping[str, int],
    sources: frozenset[str],
    published: Published,
    floor: int,
) -> GroupsTold:
    earlier = published.groups(key)
    before = earlier[-1] if earlier else None
    bases = {Base(told.of, frozenset(told.sources)) for told in earlier}
    if not bases:  # the sum of the groups is a total
        bases = {Base(told.of, sources) for told in published.totals}
    if not published.may_count(bases, sources):
        return _as_told(before, targets) if before else _withheld(key, counts, targets, sources)
    groups = told_groups(counts, targets, floor, [group for told in earlier for group in told.groups])
    told = GroupsTold(key, groups, tuple(sorted(sources)), published.number)
    if before and replace(told, of=before.of) == before and published.is_unchanged(Base(before.of, sources)):
        return before
    return told


def _as_told(before: GroupsTold, targets: Mapping[str, int]) -> GroupsTold:
    """As it was told. Against another target than that of then, nothing is said."""
    groups = tuple(
        group if group.target == targets.get(group.name) else GroupTold(group.name, group.interviews)
        for group in before.groups
    )
    return replace(before, groups=groups)


NOT_TOLD = -1  # the number of no release: nothing of these groups was told


def _withheld(key: str, counts: Mapping[str, int], targets: Mapping[str, int], sources: frozenset[str]) -> GroupsTold:
    """Nothing but the names: few interviews have changed since a total was told, and the groups' sum is one, too."""
    groups = tuple(GroupTold(name, None, targets.get(name)) for name in counts)
    return GroupsTold(key, groups, tuple(sorted(sources)), NOT_TOLD)


def _group(group: GroupTold) -> GroupHeard:
    return GroupHeard(group.name, group.interviews, group.target, group.is_met)
