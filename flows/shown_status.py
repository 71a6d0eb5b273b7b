"""What is shown of where a round stands, of what waits for a person, and of many rounds at once."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from rich.table import Table

from flows.next_runs import NextRun
from flows.shown_close import status_rows
from flows.steps.status import Hold, NightRun, Status
from flows.terminal import console, counts_table, print_json, say, warn
from rounds.counted import counted
from rounds.interviews import REMEDIES
from rounds.moments import short_moment
from rounds.standing import Trouble

_DONE = 0
_RUNS_SHOWN = 5
_UNITS = ("kB", "MB", "GB")


def show_holds(rows: list[Hold] | None, *, json: bool) -> int:
    """Prints held rows with reason and remedy. None: nothing was collected yet."""
    if json:
        print_json([row.as_json() for row in rows or ()])
        return _DONE
    if not rows:
        say("Nothing collected yet." if rows is None else "Nothing is held.")
        return _DONE
    table = Table("Source", "Reason", "Rows", title=f"{counted(len(rows), 'row')} held", title_justify="left")
    for source, reason in sorted({(row.source, row.reason) for row in rows}):
        places = [str(row.row) for row in rows if (row.source, row.reason) == (source, reason)]
        table.add_row(source, str(reason), ", ".join(places))
    console.print(table)
    say("What to do:")
    for reason in sorted({row.reason for row in rows}):
        say(f"  {reason}: {REMEDIES[reason]}")
    return _DONE


def show_status(report: Status, *, json: bool, next_run: NextRun | None = None) -> int:
    """Prints where the round stands. ``next_run``: when a schedule starts it next, as far as one is known."""
    if json:
        print_json({**report.as_json(), "next_run": next_run.as_json() if next_run else None})
        return report.exit_code
    console.print(counts_table(report.title, _rows(report, next_run or NextRun())))
    say_troubles(report.standing.troubles, report.zone)
    for place in report.distress:
        warn(f"{place}: the interviewer asked for somebody to look after this person soon.")
    return report.exit_code


def _rows(report: Status, next_run: NextRun) -> dict[str, object]:
    soon = {"next run": next_run.said(report.zone)}
    if not report.begun:
        seen = report.standing.troubles
        return {"interviews": "not to be seen now" if seen else "nothing collected yet"} | _of_runs(report) | soon
    rows: dict[str, object] = {"interviews kept": report.kept}
    rows |= {f"held: {reason}": count for reason, count in report.held.items()}
    rows |= {f"redacted by {engine.partition('+')[0]}": count for engine, count in report.engines.items()}
    rows |= _of_runs(report) | soon
    if report.store:
        rows["store"] = f"{report.store.kind}, {in_bytes(report.store.size)}"
    return rows | {
        "worksheet": report.worksheet or "not assembled",
        "headlines read back": report.headlines,
        "themes": report.themes,
        **status_rows(report),
    }


def _of_runs(report: Status) -> dict[str, object]:
    """When it was last done well and when not, how long the last runs took, and what goes on now."""
    rows: dict[str, object] = {}
    last_good = report.standing.last_good
    if report.begun or last_good:
        rows["last good run"] = short_moment(last_good, report.zone) if last_good else "none"
    if failed := report.last_failed:
        rows[f"last run that {failed.outcome}"] = short_moment(failed.started, report.zone)
    if shown := report.runs[:_RUNS_SHOWN]:
        rows["last runs took"] = ", ".join(map(_took, shown))
    if running := report.standing.running:
        rows["running now"] = f"since {short_moment(running.since, report.zone)} on {running.host}"
    return rows


def _took(run: NightRun) -> str:
    return in_seconds(run.seconds) + ("" if run.outcome == "done" else f" ({run.outcome})")


def say_troubles(troubles: Iterable[Trouble], zone: ZoneInfo | None = None) -> None:
    """Prints what is wrong, since when, and what to do."""
    for trouble in troubles:
        since = f" since {short_moment(trouble.since, zone)}" if trouble.since else ""
        warn(f"{trouble.kind.replace('_', ' ')}{since}. {trouble.what} {trouble.todo}".strip())


def in_seconds(seconds: float) -> str:
    """``0.4 s``, ``8 s``, ``3 min``, ``2 h``."""
    if seconds >= 2 * 3600:
        return f"{seconds / 3600:.0f} h"
    if seconds >= 2 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"


def in_bytes(size: float) -> str:
    """``96 kB``, ``1.2 MB``: thousands, as disks are sold."""
    unit = 0
    while (size := size / 1000) >= 1000 and unit < len(_UNITS) - 1:
        unit += 1
    return f"{size:.0f} {_UNITS[unit]}" if size >= 10 else f"{size:.1f} {_UNITS[unit]}"
