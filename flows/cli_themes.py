"""Commands around headlines and themes: themes."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli_app import AROUND, HERE, Folder, Json, app


@app.command(rich_help_panel=AROUND)
def themes(
    folder: Folder = HERE,
    html: Annotated[
        bool, typer.Option("--html", help="Also write reports/themes.html, to print in large type.")
    ] = False,
    json: Json = False,
) -> int:
    """Show a card for each theme: definition, headlines, how many interviews, what contradicts it."""
    from flows.shown_themes import show_themes
    from flows.steps.failures import without_text
    from flows.steps.themes import themes as step

    return show_themes(without_text(step)(folder, html=html), json=json)
