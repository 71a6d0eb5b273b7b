"""What `sayback doctor` shows."""

from __future__ import annotations

from rich.table import Table

from flows.steps.doctor import Examination, Health
from flows.steps.google_login import LoginReport
from flows.terminal import cell, console, print_json, say, warn

_COLOURS = {Health.WORKS: "green", Health.LOOK: "yellow", Health.FAILS: "red"}


def show_examination(found: Examination, *, json: bool) -> int:
    """Prints a table of what works; the exit code is that of the first thing that does not."""
    if json:
        print_json(found.as_json())
        return found.exit_code
    table = Table(title="What works", title_justify="left", show_header=False)
    for _ in range(3):
        table.add_column(overflow="fold")  # ids and addresses are to be copied: nothing of them may be left out
    for finding in found.findings:
        colour = _COLOURS[finding.health]
        table.add_row(f"[{colour}]{finding.health}[/{colour}]", cell(finding.what), cell(finding.detail))
    console.print(table)
    failures = sum(finding.health is Health.FAILS for finding in found.findings)
    say(f"{failures} to mend; begin with the first." if failures else "Everything that was looked at works.")
    return found.exit_code


def show_login(report: LoginReport) -> int:
    """Prints where the sign-in is kept."""
    say(f"Signed in. The sign-in is kept in {report.token}; nobody else can read it. Delete it to sign out.")
    warn(report.warning)
    say("Next: sayback doctor")
    return 0
