"""The commands for those who get letters themselves: contacts, opt-out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.cli_app import AROUND, HERE, Folder, Json, app


@app.command(rich_help_panel=AROUND)
def contacts(
    folder: Folder = HERE,
    delete: Annotated[bool, typer.Option("--delete", help="Delete one contact for good, by the contact code.")] = False,
    code: Annotated[
        str,
        typer.Option("--code", help="With --delete. Left out, it is asked for and not shown.", show_default=False),
    ] = "",
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="It is right that none of the known contacts is in the register.")
    ] = False,
    json: Json = False,
) -> int:
    """Read the contact register and count: who hears back directly, in which language, who opted out."""
    from flows.shown_contacts import show_contacts, show_deleted
    from flows.steps.contacts import contacts as step
    from flows.steps.contacts import delete_contact
    from flows.steps.failures import without_text
    from flows.terminal import showing_waits

    if not delete:
        if code:
            raise typer.BadParameter("--code goes with --delete")
        with showing_waits(on=not json):
            return show_contacts(without_text(step)(folder, emptying=yes), json=json)
    if not code:
        if not sys.stdin.isatty():
            raise typer.BadParameter("there is nobody to ask: give --code")
        code = typer.prompt("The contact code", hide_input=True)
    return show_deleted(without_text(delete_contact)(folder, code), json=json)


@app.command("opt-out", rich_help_panel=AROUND)
def opt_out(
    folder: Folder = HERE,
    word: Annotated[
        str,
        typer.Argument(
            help="The word in their letter. Left out, the address is asked for and not shown.", show_default=False
        ),
    ] = "",
    undo: Annotated[bool, typer.Option("--undo", help="They want mail again.")] = False,
    json: Json = False,
) -> int:
    """Send somebody no more mail: no letter, no summary, in this round and every later one."""
    from flows.shown_contacts import show_opt_out
    from flows.steps.failures import without_text
    from flows.steps.opting_out import opt_out as step

    if word:
        return show_opt_out(without_text(step)(folder, word=word, undo=undo), json=json)
    if not sys.stdin.isatty():
        raise typer.BadParameter("there is nobody to ask: give the word that stands in their letter")
    address = typer.prompt("Their mail address", hide_input=True)
    return show_opt_out(without_text(step)(folder, address=address, undo=undo), json=json)
