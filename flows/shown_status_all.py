"""What is shown of many rounds: totals, a line for each that is not well, and the well ones by name only."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.next_runs import NextRun
from flows.shown_status import say_troubles
from flows.steps.status_all import StatusAll
from flows.terminal import console, print_json, say
from rounds.counted import counted
from rounds.standing import NEEDS_A_LOOK, Condition, Standing, totals

_FEWEST_LINES = 5  # of names, however much is wrong


def show_status_all(found: StatusAll, *, json: bool, page: Path | None = None, next_run: NextRun | None = None) -> int:
    """Prints the sick rounds first, each on a line of its own. ``page`` is where it was written as HTML."""
    if json:
        print_json({**found.as_json(), "next_run": next_run.as_json() if next_run else None})
        return found.exit_code
    say(_headline(found))
    say(f"next run: {(next_run or NextRun()).said(found.zone)}")
    say_troubles(found.troubles, found.zone)
    sick = [one for one in found.standings if one.condition in NEEDS_A_LOOK]
    if sick:
        for line in _lines(sick, found.zone):
            say(line)
        say(f"Times are those of {found.zone.key if found.zone else f'this computer ({found.at.astimezone():%Z})'}.")
        say("`sayback status` with a round's folder tells all that is wrong there, and what to do.")
    room = console.height - len(sick) - 10 if console.is_terminal else None
    for condition, title in ((Condition.NOT_BEGUN, "Nothing collected yet"), (Condition.WELL, "Well")):
        _say_names(title, [one.name for one in found.standings if one.condition is condition], room)
    if page:
        say(f"The page: {page}")
    return found.exit_code


def _headline(found: StatusAll) -> str:
    counts = " · ".join(
        f"{number} {condition.said_of(number)}" for condition, number in totals(found.standings).items()
    )
    running = sum(one.running is not None for one in found.standings)
    return f"{counted(len(found.standings), 'round')} in {found.called}: {counts}" + (
        f" ({running} running now)" if running else ""
    )


def _lines(sick: Sequence[Standing], zone: ZoneInfo | None) -> Iterator[str]:
    """A heading, and a line for each round; on a terminal cut where that ends. Names are never cut: one types them."""
    width = max(len("Round"), *(len(one.name) for one in sick))
    rows = [("Round", "Last good run", "Kept", "Held", "What is wrong")]
    for one in sick:
        rows.append((one.name, _day(one.last_good, zone), _number(one.kept), _number(one.held), _wrong(one, zone)))
    for name, last, kept, held, wrong in rows:
        line = f"{name:<{width}}  {last:<16}  {kept:>5}  {held:>5}  {wrong}"
        cut = console.is_terminal and len(line) > console.width
        yield f"{line[: console.width - 1]}…" if cut else line


def _wrong(one: Standing, zone: ZoneInfo | None) -> str:
    worst = one.troubles[0]
    since = f" since {_day(worst.since, zone)}" if worst.since else ""
    more = f" (and {len(one.troubles) - 1} more)" if one.troubles[1:] else ""
    return f"{worst.kind.replace('_', ' ')}{since}{more}: {' '.join(worst.what.split())}"


def _day(moment: datetime | None, zone: ZoneInfo | None) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else "–"


def _number(count: int | None) -> str:
    return "–" if count is None else str(count)


def _say_names(title: str, names: Sequence[str], room: int | None) -> None:
    """As running text; on a terminal no more lines than there is room for, so that the sick ones stay in sight."""
    if not names:
        return
    lines = textwrap.wrap("  ".join(names), console.width, break_long_words=False, break_on_hyphens=False)
    fit = len(lines) if room is None else max(_FEWEST_LINES, room)
    say(f"{title} ({len(names)}):")
    for line in lines[:fit]:
        say(line)
    if lines[fit:]:
        left = len(" ".join(lines[fit:]).split())
        say(f"and {left} more (all of them: --html FILE or --json)")
