"""The command for people who take back what they told: withdraw."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.cli_app import AROUND, HERE, Folder, Json, app


@app.command(rich_help_panel=AROUND)
def withdraw(
    folder: Folder = HERE,
    code: Annotated[
        str, typer.Option("--code", help="As on the card. Left out, it is asked for and not shown.", show_default=False)
    ] = "",
    interview: Annotated[
        str, typer.Option("--interview", help="The id of the interview instead of a code.", show_default=False)
    ] = "",
    finish: Annotated[bool, typer.Option("--finish", help="Finish a withdrawal that was interrupted.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask once more.")] = False,
    json: Json = False,
) -> int:
    """Destroy everything about an interview whose person takes it back, by the code on their card. For good."""
    from flows.shown_withdraw import show_withdrawal
    from flows.steps.withdraw import find_withdrawal
    from flows.steps.withdraw import withdraw as step
    from rounds.counted import counted

    if sum(map(bool, (code, interview, finish))) > 1:
        raise typer.BadParameter("give a code, an interview id, or --finish")
    if finish:
        return show_withdrawal(step(folder), json=json)
    if not (code or interview):
        if not sys.stdin.isatty():
            raise typer.BadParameter("there is nobody to ask: give --code or --interview")
        code = typer.prompt("The code on the card", hide_input=True)
    found = find_withdrawal(folder, code=code, interview=interview)
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter("there is nobody to ask: add --yes")
        thoughts = f", {counted(found.thoughts, 'later thought')}" if found.thoughts else ""
        what = f"{counted(len(found.ids), 'interview')}{thoughts} and {counted(found.headlines, 'headline')} about it"
        if not typer.confirm(f"Destroy {what} for good?"):
            return 3
    return show_withdrawal(step(folder, code=code, interview=interview), json=json)
