"""The command that tells where a round stands, or how many rounds are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from flows.cli_app import AROUND, HERE, Json, app


@app.command(rich_help_panel=AROUND)
def status(
    folder: Annotated[
        Path,
        typer.Argument(
            help="The round's folder; with --all a folder of rounds, or a table of them.", show_default="this folder"
        ),
    ] = HERE,
    everyone: Annotated[
        bool, typer.Option("--all", help="Show all rounds of a place on one page, those that need somebody first.")
    ] = False,
    html: Annotated[
        Optional[Path],  # noqa: UP045 (Typer reads it)
        typer.Option("--html", help="With --all: also write the page as this file.", show_default=False),
    ] = None,
    json: Json = False,
) -> int:
    """Show where the round stands, in counts; with --all, how many rounds are well and which are not."""
    if everyone:
        return _all(folder, html, json=json)
    if html:
        raise typer.BadParameter("--html goes with --all")
    from flows.next_runs import next_run_of
    from flows.shown_status import show_status
    from flows.steps.failures import without_text
    from flows.steps.status import status as step

    report = without_text(step)(folder)
    return show_status(report, json=json, next_run=next_run_of([folder]))


def _all(place: Path, page: Path | None, *, json: bool) -> int:
    from flows.next_runs import next_run_of
    from flows.shown_status_all import show_status_all
    from flows.steps.failures import without_text
    from flows.steps.status_all import status_all, write_page
    from rounds.district import rounds_in

    found = without_text(status_all)(place)
    if page:
        write_page(found, page)
    return show_status_all(found, json=json, page=page, next_run=next_run_of(rounds_in(place)))
