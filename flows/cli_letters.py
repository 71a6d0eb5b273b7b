"""The commands around letters: approve, deliveries."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from flows.cli_app import AROUND, HERE, Folder, Json, app

Key = Optional[str]  # noqa: UP045 (Typer reads it)
Ids = Optional[list[str]]  # noqa: UP045 (Typer reads it)


@app.command(rich_help_panel=AROUND)
def approve(
    folder: Folder = HERE,
    who: Annotated[str, typer.Option("--who", help="Who decides, as it shall be recorded.", show_default=False)] = "",
    quotes: Annotated[bool, typer.Option("--quotes", help="Decide about quotes, one by one.")] = False,
    allow: Annotated[Ids, typer.Option("--allow", help="Nobody could tell who said it: allow the quote ID.")] = None,
    refuse: Annotated[Ids, typer.Option("--refuse", help="Somebody could tell: do not quote ID.")] = None,
    undo: Annotated[Ids, typer.Option("--undo", help="Make the quote ID undecided again.")] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the approval back.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask once more.")] = False,
    json: Json = False,
) -> int:
    """Approve exactly the letters as they are now. Any later change voids the approval."""
    from flows import approve_letters as run

    about_quotes = quotes or any((allow, refuse, undo))
    if withdraw and (about_quotes or yes):
        raise typer.BadParameter("--withdraw stands alone")
    if withdraw:
        return run.take_back(folder)
    if about_quotes:
        if yes:
            raise typer.BadParameter("--yes approves letters; quotes are decided one by one")
        return run.decide_on_quotes(folder, who, allow or [], refuse or [], undo or [], json=json)
    return run.approve_letters(folder, who, yes=yes, json=json)


@app.command(rich_help_panel=AROUND)
def deliveries(
    folder: Folder = HERE,
    show: Annotated[Key, typer.Option(help="Whom this letter is for: name and address, on the terminal only.")] = None,
    resend: Annotated[Key, typer.Option(help="It did not arrive, or was marked by mistake: plan it again.")] = None,
    mark_sent: Annotated[Key, typer.Option(help="It arrived, or with --by-hand: you sent it.")] = None,
    by_hand: Annotated[
        bool, typer.Option("--by-hand", help="With --mark-sent LETTER, or `summaries`, `letters` or `all` that wait.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask once more.")] = False,
    json: Json = False,
) -> int:
    """List what became of each mail: planned, sending, sent, refused, uncertain; decide on some.

    LETTER is a name from the list, or the name of its mail file in the outbox.
    """
    from flows import decide_deliveries as run
    from flows.shown_deliveries import show_deliveries
    from flows.steps.deliveries import deliveries as step

    if sum(map(bool, (show, resend, mark_sent))) > 1:
        raise typer.BadParameter("--show, --resend and --mark-sent: one at a time")
    if by_hand and not mark_sent:
        raise typer.BadParameter("--by-hand goes with --mark-sent: LETTER, `summaries`, `letters` or `all`")
    if show:
        return run.show(folder, show, json=json)
    if resend:
        run.resend(folder, resend, yes=yes)
    if mark_sent:
        run.mark_sent(folder, mark_sent, by_hand=by_hand, yes=yes, quiet=json)
    return show_deliveries(folder, step(folder), json=json)
