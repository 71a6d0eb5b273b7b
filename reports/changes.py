"""What is different from the last summary that left, as it may be told."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from reports.heard import Heard
from reports.published import Published
from reports.small_groups import in_words
from reports.theme_counts import ThemeCount
from reports.theme_groups import ThemeGroup
from reports.worksheet_tabs import heading_key
from rounds.releases import Release, ThemeTold, TotalsTold
from rounds.summary import Changes


def changes_since(
    shown: Sequence[ThemeCount],
    groups: Sequence[ThemeGroup],
    totals: TotalsTold,
    heard: Heard,
    published: Published,
) -> Changes | None:
    """Against the last summary; None where there was none. ``groups`` are all themes, also those not ``shown``."""
    last = published.last_summary
    if last is None:
        return None
    at = last.at.astimezone(ZoneInfo(heard.round.timezone))
    stays = published.must_stay or any(count.is_kept or count.told.rough for count in shown)
    return Changes(
        since=at.date(),
        since_time=at.time(),
        new_themes=tuple(count.group.theme.name for count in shown if not _is_known(count.group, published.themes)),
        gone_themes=() if stays else _gone(last, groups),
        counted_anew=_counted_anew(shown, last, published.number),
        interviews_before=last.totals.interviews if totals.interviews != last.totals.interviews else None,
        counts_stay=stays,
        counts_differ=stays and _differ(shown, totals, last, published.number),
    )


def _is_known(group: ThemeGroup, told: Sequence[ThemeTold]) -> bool:
    return any(_is_of(group, each) for each in told)


def _is_of(group: ThemeGroup, told: ThemeTold) -> bool:
    """Whether ``told`` was told of this theme, or of one that it replaces."""
    theme = group.theme
    names = {heading_key(name) for name in (theme.name, *theme.replaces)}
    return bool(theme.id and theme.id == told.id) or heading_key(told.name) in names


def _gone(last: Release, groups: Sequence[ThemeGroup]) -> tuple[str, ...]:
    """Themes that nothing stands for any more. Not told while few interviews have changed: it would be theirs."""
    alive = [group for group in groups if group.headlines]
    return tuple(told.name for told in last.themes if not any(_is_of(group, told) for group in alive))


def _counted_anew(shown: Sequence[ThemeCount], last: Release, number: int) -> tuple[tuple[str, str, str], ...]:
    found = []
    for count in shown:
        before = next((told for told in last.themes if _is_of(count.group, told)), None)
        if before and count.told.of == number and not count.told.rough:
            was = in_words(before.weight, before.said, before.asked)
            if was != count.words:
                found.append((count.group.theme.name, was, count.words))
    return tuple(found)


def _differ(shown: Sequence[ThemeCount], totals: TotalsTold, last: Release, number: int) -> bool:
    """Whether some numbers are those of today although others stay, so that they are out of different interviews."""
    anew = any(count.told.of == number and not count.told.rough for count in shown)
    return anew or (totals.interviews, totals.people) != (last.totals.interviews, last.totals.people)
