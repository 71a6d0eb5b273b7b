"""Shows what became of copies of the worksheet that came back from pairs."""

from __future__ import annotations

from datetime import datetime

from flows.steps.assemble_report import AssembleReport, ReturnedCopy
from flows.terminal import say, warn
from rounds.counted import counted


def say_returned(report: AssembleReport) -> None:
    """Tells for each copy what was taken over, where two versions stand, and that the copies may go now."""
    for copy in report.returned:
        say(_told(copy))
        if copy.left_out:
            rows = counted(copy.left_out, "row")
            warn(f"{copy.name}: {rows} left out: their interview was withdrawn after the copy was made.")
    if report.conflicts:
        warn(
            f"{counted(report.conflicts, 'conflict')}: two people wrote different words in one place, and both stand"
            ' there now. On the Headlines tab look for "two versions" under Check; on other tabs both are in one cell,'
            " or a second tab has a number. `assemble --read` names the cells."
        )
    if report.returned:
        copies = "This copy is" if len(report.returned) == 1 else f"These {len(report.returned)} copies are"
        say(f"{copies} merged and may be deleted, wherever they lie: they hold stories.")


def returned_json(report: AssembleReport) -> list[dict[str, object]]:
    """The same for a program."""
    return [
        {
            "file": copy.name,
            "rows": copy.rows,
            "conflicts": copy.conflicts,
            "left_out": copy.left_out,
            "merged_before": copy.merged_before or None,
        }
        for copy in report.returned
    ]


def _told(copy: ReturnedCopy) -> str:
    if copy.merged_before:
        return f"{copy.name}: skipped, its content was merged on {datetime.fromisoformat(copy.merged_before):%d %B %Y}."
    if not copy.rows:
        return f"{copy.name}: nothing new."
    return f"{copy.name}: {counted(copy.rows, 'row')} taken over, {counted(copy.conflicts, 'conflict')}."
