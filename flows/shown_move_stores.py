"""What move-stores prints."""

from __future__ import annotations

from flows.steps.move_stores import MoveReport
from flows.terminal import print_json, say
from rounds.counted import counted
from rounds.store_address import has_password, masked


def show_move(report: MoveReport, *, json: bool) -> int:
    """Prints what was moved, and what is left to do by hand."""
    if json:
        print_json(report.as_json())
        return 0
    for store, rows in report.rows.items():
        say(f"{report.round}: the {store} was moved, {counted(rows, 'row')}.")
    say("Now write this into round.toml. Until then nothing works on this round:\n")
    say("[stores]")
    for store, address in report.settings.items():
        say(f'{store} = "{masked(address)}"')
    if any(map(has_password, report.settings.values())):
        say("\n*** stands for the password. Better leave it out there: docs/postgres.md tells where it belongs.")
    if report.left:
        say(f"\nWhen `sayback status` is as it should be, delete {' and '.join(report.left)}: a withdrawal does not")
        say("reach them any more.")
    return 0
