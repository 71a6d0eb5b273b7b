"""What `sayback doctor` shows."""

from __future__ import annotations

from flows.steps.doctor import Examination, Health
from flows.steps.google_login import LoginReport
from flows.terminal import cell, console, print_json, say, warn

_COLOURS = {Health.WORKS: "green", Health.LOOK: "yellow", Health.FAILS: "red"}


def show_examination(found: Examination, *, json: bool) -> int:
    """Prints a table of what works; the exit code is that of the first thing that does not."""
    if json:
        print_json(found.as_json())
        return found.exit_code
    width = max(len(finding.what) for finding in found.findings)
    for finding in found.findings:  # no box: ids and addresses are to be copied, and a box would break them
        colour = _COLOURS[finding.health]
        console.print(
            f"[{colour}]{finding.health:5}[/{colour}]  {cell(f'{finding.what:{width}}')}  {cell(finding.detail)}"
        )
    failures = sum(finding.health is Health.FAILS for finding in found.findings)
    say(f"{failures} to mend; begin with the first." if failures else "Everything that was looked at works.")
    return found.exit_code


def show_login(report: LoginReport) -> int:
    """Prints where the sign-in is kept."""
    say(f"Signed in. The sign-in is kept in {report.token}; nobody else can read it. Delete it to sign out.")
    warn(report.warning)
    say("Next: sayback doctor")
    return 0
