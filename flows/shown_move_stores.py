"""What move-stores prints."""

from __future__ import annotations

from flows.steps.move_stores import MoveReport
from flows.terminal import print_json, say
from rounds.counted import counted


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
        say(f'{store} = "{address}"')
    if report.left:
        say(f"\nWhen `sayback status` is as it should be, delete {' and '.join(report.left)}: a withdrawal does not")
        say("reach them any more.")
    return 0
