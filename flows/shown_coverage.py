"""What `sayback coverage` shows."""

from __future__ import annotations

from dataclasses import asdict

from rich.table import Table

from flows.steps.coverage import CoverageReport, SegmentCoverage
from flows.terminal import cell, console, print_json, say
from rounds.counted import counted

WHY = (
    "Exact numbers, for choosing whom to listen to next. Do not pass them on: who knows a small group could work out"
    " who is in it, and with the summary beside it, who said what."
)


def show_coverage(report: CoverageReport, *, json: bool) -> int:
    """Prints the groups against their targets, and why this stays here."""
    if json:
        print_json({"keep_to_yourself": WHY, **asdict(report)})
        return 0
    people = "1 person" if report.people == 1 else f"{report.people} people"
    say(f"{counted(report.interviews, 'interview')} with {people}; {report.held} held and not counted.")
    for segment in report.segments:
        console.print(_table(segment))
    if not report.segments:
        say("No [[segments]] are declared in round.toml, so there are no groups to count.")
    say(WHY)
    return 0


def _table(segment: SegmentCoverage) -> Table:
    table = Table(title=cell(segment.label), title_justify="left", pad_edge=False)
    table.add_column("Group", overflow="fold")
    for heading in ("Heard", "Hoped for", "Still to hear"):
        table.add_column(heading, justify="right")
    for group in segment.groups:
        target = "" if group.target is None else str(group.target)
        missing = "" if group.target is None else str(max(0, group.target - group.interviews))
        table.add_row(cell(group.name), str(group.interviews), target, missing)
    return table
