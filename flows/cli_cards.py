"""Commands for paper: cards, wall."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from flows.cli_app import AROUND, HERE, Folder, Json, app


@app.command(rich_help_panel=AROUND)
def cards(
    folder: Folder = HERE,
    headlines: Annotated[bool, typer.Option("--headlines", help="Cards of headlines; this is the default.")] = False,
    interviews: Annotated[bool, typer.Option("--interviews", help="Interviews in large type, to read.")] = False,
    size: Annotated[str, typer.Option(help="Of headline cards: sticky (3 x 3 in) or 3x5 (5 x 3 in).")] = "sticky",
    paper: Annotated[str, typer.Option(help="What the printer holds: letter or a4.")] = "letter",
    pair: Annotated[
        Optional[str],  # noqa: UP045 (Typer reads it)
        typer.Option("--pair", help="Only what this pair wrote, or reads.", show_default="all"),
    ] = None,
    blank: Annotated[int, typer.Option(min=0, max=500, help="So many empty headline cards besides.")] = 0,
    json: Json = False,
) -> int:
    """Write headline cards for a wall, or interviews in large type, as pages to print."""
    if size not in ("sticky", "3x5"):
        raise typer.BadParameter("--size is sticky or 3x5")
    if paper not in ("letter", "a4"):
        raise typer.BadParameter("--paper is letter or a4")
    if interviews and (headlines or blank or size != "sticky"):
        raise typer.BadParameter("--interviews goes without --headlines, --size and --blank")
    from flows.shown_cards import show_cards
    from flows.steps.cards import cards_of_headlines, cards_of_interviews
    from flows.steps.failures import without_text
    from flows.terminal import showing_waits
    from reports.cards import CardSize, Paper

    with showing_waits(on=not json):
        if interviews:
            report = without_text(cards_of_interviews)(folder, paper=Paper(paper), pair=pair)
        else:
            report = without_text(cards_of_headlines)(
                folder, size=CardSize(size), paper=Paper(paper), pair=pair, blank=blank
            )
    return show_cards(report, of_interviews=interviews, json=json)


@app.command(rich_help_panel=AROUND)
def wall(
    first: Annotated[
        Path, typer.Argument(help="The round's folder; leave it out in that folder.", metavar="DIR", show_default=False)
    ],
    second: Annotated[
        Optional[Path],  # noqa: UP045 (Typer reads it)
        typer.Argument(help="The list of ids.", metavar="FILE", show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    json: Json = False,
) -> int:
    """Put the themes of a wall into the worksheet: from a list of card ids under the name of each theme.

    "Mornings at home: K7Q-2MD, 8ZT-4AB", with more ids in the lines below. Each theme needs its colon.
    Or csv with the columns theme and id.
    """
    from flows.shown_cards import show_wall
    from flows.steps.failures import without_text
    from flows.steps.wall import wall as step
    from flows.terminal import showing_waits

    folder, listed = (HERE, first) if second is None else (first, second)
    if listed.is_dir():
        raise typer.BadParameter("name the list of ids too: sayback wall DIR FILE")
    with showing_waits(on=not json):
        return show_wall(without_text(step)(folder, listed, dry_run=dry_run), json=json)
