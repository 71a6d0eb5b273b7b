"""One page about many rounds for whoever looks after them: the sick ones first. Opens anywhere, without any script."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from reports.rendering import render
from rounds.moments import short_moment
from rounds.standing import NEEDS_A_LOOK, Condition, Standing, Trouble, sick_first, totals

TEMPLATE = "status.html"


def status_page(
    place: str,
    at: datetime,
    standings: Iterable[Standing],
    troubles: Iterable[Trouble] = (),
    zone: ZoneInfo | None = None,
) -> str:
    """The whole page as HTML; ``troubles`` are of all rounds. Without ``zone`` times are those of this computer."""

    def when(moment: datetime | None) -> str:
        """``2026-11-20 02:15 PST``; a dash where nobody knows."""
        return short_moment(moment, zone) if moment else "–"

    ordered = sick_first(standings)
    context = {
        "place": place,
        "at": when(at),
        "zone": zone.key if zone else "",
        "troubles": list(troubles),
        "rounds": len(ordered),
        "totals": [
            (condition.said_of(number), number, _mark(condition)) for condition, number in totals(ordered).items()
        ],
        "sick": [one for one in ordered if one.condition in NEEDS_A_LOOK],
        "not_begun": [one for one in ordered if one.condition is Condition.NOT_BEGUN],
        "well": [one for one in ordered if one.condition is Condition.WELL],
        "running": sum(one.running is not None for one in ordered),
        "when": when,
        "mark": _mark,
    }
    return render(TEMPLATE, context)


def _mark(condition: Condition) -> str:
    """The name of a condition as a class of the page."""
    return condition.value.replace(" ", "-")
