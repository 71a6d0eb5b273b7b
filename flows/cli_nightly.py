"""The command for schedules without a server: nightly."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli_app import AROUND, HERE, Json, Place, Workers, app


@app.command(rich_help_panel=AROUND)
def nightly(
    place: Place = HERE,
    scheduled: Annotated[
        bool, typer.Option("--scheduled", help="A schedule starts this (cron, systemd): what was done is not repeated.")
    ] = False,
    look: Annotated[
        bool, typer.Option("--look", help="Run nothing: only see what is late, crashed or about to end, and tell.")
    ] = False,
    workers: Workers = None,
    json: Json = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say only what somebody has to know.")] = False,
) -> int:
    """Collect every round at PLACE, note down what is wrong, and tell the people of `alerts` by mail, once."""
    from datetime import UTC, datetime

    from flows.shown_nightly import line_shower, show_nights
    from flows.steps.failures import without_text
    from flows.steps.nights import run_nights

    # A schedule is as exact as a minute: two that start the same night seconds apart mean the same one.
    scheduled_for = datetime.now(UTC).replace(second=0, microsecond=0) if scheduled else None
    report = without_text(run_nights)(
        place, workers, scheduled_for=scheduled_for, only_look=look, shown=line_shower(json=json, quiet=quiet)
    )
    return show_nights(report, json=json, quiet=quiet)
