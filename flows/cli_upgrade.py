"""The command for after an update of Sayback: upgrade."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli_app import AROUND, HERE, Json, Place, app


@app.command(rich_help_panel=AROUND)
def upgrade(
    place: Place = HERE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    drop_copies: Annotated[
        bool, typer.Option("--drop-copies", help="Delete the copies that upgrades left, and do nothing else.")
    ] = False,
    json: Json = False,
) -> int:
    """After an update of Sayback: bring the stores of rounds to the new release. Each is copied first."""
    from flows.shown_upgrade import show_upgrade
    from flows.steps import upgrade as steps
    from flows.steps.failures import without_text

    if dry_run and drop_copies:
        raise typer.BadParameter("--dry-run and --drop-copies do not go together")
    if drop_copies:
        return show_upgrade(without_text(steps.drop_copies)(place), json=json, dropping=True)
    return show_upgrade(without_text(steps.upgrade)(place, dry_run=dry_run), json=json)
