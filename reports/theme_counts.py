"""How much a theme was heard, as it may be told: counted anew, as it was told before, or in a word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from reports.heard import Heard
from reports.published import Base, Published
from reports.small_groups import EXACT, bar_of, in_words, rough_weight, weigh
from reports.split_groups import tells_on_a_group, tells_on_a_new_group
from reports.theme_groups import ThemeGroup, is_sensitive
from reports.worksheet_tabs import heading_key
from rounds.releases import ThemeTold


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme's group of headlines with what may be told of it. ``is_kept``: as it was told, though not so any more."""

    group: ThemeGroup
    told: ThemeTold
    is_kept: bool = False

    @property
    def words(self) -> str:
        """The count as it is said aloud, in English."""
        return in_words(self.told.weight, self.told.said, self.told.asked)

    @property
    def bar(self) -> float:
        """The length of its bar, from 0 to 1."""
        return bar_of(self.told.weight, self.told.said, self.told.asked)


def count_themes(groups: Sequence[ThemeGroup], heard: Heard, published: Published) -> list[ThemeCount]:
    """A count for every theme that has headlines, or whose count has to stay although it has none any more.

    In the order in which they are told: a theme's place says no more than its count does. While counts stay, themes
    that are new to the page come after those that were on it, and take no other's place there.
    """
    names = [{heading_key(name) for name in (group.theme.name, *group.theme.replaces)} for group in groups]
    counts = []
    for nth, group in enumerate(groups):
        others: set[str] = set().union(*names[:nth], *names[nth + 1 :])
        found = _count(group, heard, published, others)
        if found is not None:
            counts.append(found)
    last = published.last_summary if published.must_stay else None

    def order(count: ThemeCount) -> tuple[object, ...]:
        group = count.group
        is_new = last is not None and not any(told in last.themes for told in related(group, published))
        return group.place, is_new, -count.bar, group.theme.name.casefold()

    return sorted(counts, key=order)


def related(group: ThemeGroup, published: Published) -> list[ThemeTold]:
    """What was told of this theme, or of one that it replaces or was split from, the oldest first."""
    theme = group.theme
    ours = {heading_key(name) for name in (theme.name, *theme.replaces)}
    return [
        told
        for told in published.themes
        if (theme.id and told.id == theme.id) or ours & {heading_key(name) for name in (told.name, *told.replaces)}
    ]


def _count(group: ThemeGroup, heard: Heard, published: Published, others: Collection[str]) -> ThemeCount | None:
    kin = related(group, published)
    before = _same(group, kin, others)
    asking = heard.forms(group.headlines) if group.headlines else (before.sources if before else ())
    sources = frozenset(asking)
    if published.may_count(_bases(kin, published, sources), sources):
        told = _anew(group, heard, published, sources, before)
        if not _tells(told, group, kin, heard, published):
            return ThemeCount(group, told) if group.headlines else None
    if before is not None and (group.headlines or group.is_defined):
        return ThemeCount(group, _as_told(group, heard, before), is_kept=True)
    return ThemeCount(group, _rough(group, heard, published, sources)) if group.headlines else None


def _bases(kin: Sequence[ThemeTold], published: Published, sources: frozenset[str]) -> set[Base]:
    """The counts that a new one could be set against: those of the same theme, or else all that were told."""
    own = {Base(told.of, frozenset(told.sources)) for told in kin if not told.rough}
    if own:
        names = {heading_key(told.name) for told in kin}
        return own | {Base(s.of, frozenset(s.sources)) for s in published.splits if heading_key(s.theme) in names}
    of = {told.of for told in published.themes if not told.rough} | {told.of for told in published.totals}
    return {Base(number, sources) for number in of}


def _same(group: ThemeGroup, kin: Sequence[ThemeTold], others: Collection[str]) -> ThemeTold | None:
    """What was told last of this very theme, renamed or not; None where another was merged into it since."""
    theme = group.theme
    name, replaced = heading_key(theme.name), {heading_key(each) for each in theme.replaces}
    own = [told for told in kin if (theme.id and told.id == theme.id) or heading_key(told.name) == name]
    renamed = [told for told in kin if heading_key(told.name) in replaced - set(others)]
    if not own and not renamed:
        return None
    last = (own or renamed)[-1]
    merged = replaced - {heading_key(each) for each in (last.name, *last.replaces)} - {name}
    return None if merged else last


def _anew(
    group: ThemeGroup, heard: Heard, published: Published, sources: frozenset[str], before: ThemeTold | None
) -> ThemeTold:
    said, asked = heard.said_of_asked(group.headlines)
    weight = weigh(said, asked, sensitive=is_sensitive(group.theme, heard.round))
    exact = weight == EXACT
    told = ThemeTold(
        name=group.theme.name,
        id=group.theme.id,
        replaces=group.theme.replaces,
        weight=weight,
        said=said if exact else None,
        asked=asked if exact else None,
        sources=tuple(sorted(sources)),
        of=published.number,
    )
    if before and _numbers(told) == _numbers(before) and published.is_unchanged(Base(before.of, sources)):
        return replace(told, of=before.of)  # the same count over the same interviews is no other count
    return told


def _numbers(told: ThemeTold) -> tuple[object, ...]:
    return told.weight, told.said, told.asked, told.sources, told.rough


def _tells(told: ThemeTold, group: ThemeGroup, kin: Sequence[ThemeTold], heard: Heard, published: Published) -> bool:
    """Whether the new count gives something away although enough interviews have changed."""
    splits_wanted = bool(heard.round.summary.splits)
    if any(_tells_on_all(each, told, published, none_too=splits_wanted) for each in kin if not each.rough):
        return True
    names = {heading_key(each.name) for each in kin}
    splits = [split for split in published.splits if heading_key(split.theme) in names]
    said = heard.said(group.headlines)
    asked = heard.asked(group.headlines) | said
    forms = {each.of: each.sources for each in kin}
    if any(tells_on_a_group(each, forms.get(each.of, each.sources), asked, said, heard, published) for each in splits):
        return True
    segments = [segment for segment in map(heard.round.segment, heard.round.summary.splits) if segment]
    bases = {Base(each.of, frozenset(each.sources)) for each in kin if each.said is not None}
    return any(
        tells_on_a_new_group(segment, base, asked, said, heard, published) for segment in segments for base in bases
    )


def _tells_on_all(before: ThemeTold, now: ThemeTold, published: Published, *, none_too: bool) -> bool:
    """Whether the two counts can only be if everybody who came said it, or everybody who went had said it.

    That nobody who came said it may be told, as to be silent about something is no statement; but not with
    ``none_too``, in a round with splits, where it would be a cell of 0 %.
    """
    came, went, edited = published.moves(Base(before.of, frozenset(before.sources)), now.sources)
    least_then, most_then = _range(before, published)
    least_now, most_now = _range(now, published)
    up, down = came + edited, went + edited
    all_came, all_went = least_now - most_then >= up, most_now - least_then <= -down
    if none_too and up + down:
        return all_came or all_went
    return (up > 0 and all_came) or (down > 0 and all_went)


def _range(told: ThemeTold, published: Published) -> tuple[int, int]:
    """Between which numbers a count is, for whoever knows how many were asked."""
    if told.said is not None:
        return told.said, told.said
    asked = len(published.over(Base(told.of, frozenset(told.sources))))
    fits = [n for n in range(asked + 1) if told.weight in (weigh(n, asked), weigh(n, asked, sensitive=True))]
    return (fits[0], fits[-1]) if fits else (0, asked)


def _as_told(group: ThemeGroup, heard: Heard, before: ThemeTold) -> ThemeTold:
    """As it was told, under the name of today; in words if it has become sensitive since."""
    theme = group.theme
    told = replace(before, name=theme.name, id=theme.id or before.id, replaces=theme.replaces)
    if told.weight == EXACT and told.said is not None and told.asked and is_sensitive(theme, heard.round):
        return replace(told, weight=weigh(told.said, told.asked, sensitive=True), said=None, asked=None)
    return told


def _rough(group: ThemeGroup, heard: Heard, published: Published, sources: frozenset[str]) -> ThemeTold:
    """A word over the interviews that the last release knew: who came since then cannot move it."""
    there = published.still_there()
    said = heard.said(group.headlines)
    asked = heard.asked(group.headlines) | said
    return ThemeTold(
        name=group.theme.name,
        id=group.theme.id,
        replaces=group.theme.replaces,
        weight=rough_weight(len(said & there), len(asked & there)),
        said=None,
        asked=None,
        sources=tuple(sorted(sources)),
        of=published.number,
        rough=True,
    )
