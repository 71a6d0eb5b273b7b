"""The command for whoever chooses whom to listen to next: coverage."""

from __future__ import annotations

from flows.cli_app import AROUND, HERE, Folder, Json, app


@app.command(rich_help_panel=AROUND)
def coverage(folder: Folder = HERE, json: Json = False) -> int:
    """Show the sampling lead how many interviews there are of each group, exactly. Printed only, never written."""
    from flows.shown_coverage import show_coverage
    from flows.steps.coverage import coverage as step
    from flows.steps.failures import without_text

    return show_coverage(without_text(step)(folder), json=json)
