"""The commands around letters: approve, deliveries."""

from __future__ import annotations

import sys
from typing import Annotated, Optional

import typer

from flows.cli_app import AROUND, HERE, Folder, Json, app


@app.command(rich_help_panel=AROUND)
def approve(
    folder: Folder = HERE,
    who: Annotated[str, typer.Option("--who", help="Who approves, as it shall be recorded.")] = ...,  # type: ignore[assignment]
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask once more.")] = False,
) -> int:
    """Approve exactly the letters as they are now. Any later change voids the approval."""
    from flows.shown import show_approval
    from flows.steps.approving import approve as step
    from flows.steps.circle_back import circle_back as draft
    from flows.terminal import confirm_letters

    if not yes and not sys.stdin.isatty():
        raise typer.BadParameter("there is nobody to ask: read the letters, then approve them with --yes")
    drafted = draft(folder)
    if not yes and not confirm_letters(drafted):
        return 3
    return show_approval(step(folder, who, seen=drafted.digest))


@app.command(rich_help_panel=AROUND)
def deliveries(
    folder: Folder = HERE,
    resend: Annotated[Optional[str], typer.Option(help="This letter did not arrive: plan it again.")] = None,  # noqa: UP045
    mark_sent: Annotated[Optional[str], typer.Option(help="This uncertain letter did arrive.")] = None,  # noqa: UP045
    json: Json = False,
) -> int:
    """List what became of each mail: planned, sending, sent, refused, uncertain; decide on uncertain ones."""
    from flows.shown import show_deliveries
    from flows.steps.delivery import decide
    from flows.steps.status import deliveries as step

    if resend:
        decide(folder, resend, arrived=False)
    if mark_sent:
        decide(folder, mark_sent, arrived=True)
    return show_deliveries(step(folder), json=json)
