"""Every number of a round as it may be told today, after all that was told before; and the release that it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reports.besides import told_besides
from reports.changes import changes_since
from reports.chosen import Chosen, choose
from reports.group_counts import NOT_TOLD, count_groups, count_totals, told_roles
from reports.heard import Heard
from reports.published import Published
from reports.splits import split_themes
from reports.theme_counts import ThemeCount, count_themes
from reports.theme_groups import theme_groups
from rounds.headlines import Headline, Theme
from rounds.interviews import Interview
from rounds.releases import BesidesTold, GroupsTold, Mark, Occasion, Release, SplitTold, TotalsTold
from rounds.round import Round
from rounds.summary import Changes

MOST_THEMES = 5


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """What may be told. ``chosen`` are the headlines on the page; ``themes`` all of them, as they are told."""

    heard: Heard
    chosen: Chosen
    totals: TotalsTold
    groups: tuple[GroupsTold, ...]
    themes: tuple[ThemeCount, ...]
    splits: tuple[SplitTold, ...]
    changes: Changes | None
    marks: tuple[Mark, ...]
    besides: BesidesTold

    @property
    def shown(self) -> tuple[ThemeCount, ...]:
        """The themes that a summary shows."""
        return self.themes[:MOST_THEMES]


def count_round(
    round_: Round,
    interviews: Sequence[Interview],
    headlines: Sequence[Headline],
    themes: Sequence[Theme],
    earlier: Sequence[Release],
    *,
    held: int = 0,
) -> RoundCounts:
    """Counts the kept interviews as they may be told after ``earlier``, all releases so far, the oldest first.

    ``held`` is how many are held and were not withdrawn.
    """
    kept = {interview.id: interview for interview in interviews if interview.held is None}
    heard = Heard(round_, kept)
    published = Published(earlier, kept.values(), round_.floor)
    usable = tuple(headline for headline in headlines if heard.may_be_shown(headline))
    totals, groups = count_totals(heard, published), count_groups(heard, published)
    heard.tell_roles(told_roles(groups))
    by_theme = theme_groups(usable, themes)
    counted = tuple(count_themes(by_theme, heard, published))
    shown = counted[:MOST_THEMES]
    chosen = choose(usable, shown, heard, published)
    besides = BesidesTold(
        held=held,
        left_out=sum(bool(heard.said([headline])) for headline in headlines) - len(usable),
        more_themes=len(counted) - len(shown),
        more_dissent=chosen.more_dissent,
        shown=chosen.marks,
    )
    return RoundCounts(
        heard=heard,
        chosen=chosen,
        totals=totals,
        groups=groups,
        themes=counted,
        splits=split_themes(shown, heard, published),
        changes=changes_since(shown, by_theme, totals, heard, published),
        marks=published.marks,
        besides=told_besides(besides, published),
    )


def summary_release(counts: RoundCounts, at: datetime) -> Release:
    """What a summary says that leaves at ``at``."""
    return Release(
        at=at,
        occasion=Occasion.SUMMARY,
        totals=counts.totals,
        groups=tuple(groups for groups in counts.groups if groups.of != NOT_TOLD),
        themes=tuple(count.told for count in counts.shown),
        splits=tuple(split for split in counts.splits if split.cells),
        marks=counts.marks,
        besides=counts.besides,
    )


def letters_release(counts: RoundCounts, at: datetime) -> Release:
    """What letters say that leave at ``at``: how many interviews and people; of themes only the names."""
    return Release(at=at, occasion=Occasion.LETTERS, totals=counts.totals, marks=counts.marks)
