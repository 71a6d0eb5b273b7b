"""The command for a round that outgrows its files: move-stores."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli_app import AROUND, HERE, Folder, Json, app


@app.command("move-stores", rich_help_panel=AROUND)
def move_stores(
    folder: Folder = HERE,
    notebook: Annotated[str, typer.Option(help="Where the notebook goes: an address as in `stores`.")] = "",
    ledger: Annotated[str, typer.Option(help="Where the ledger goes.")] = "",
    json: Json = False,
) -> int:
    """Move notebook and ledger elsewhere, such as from files into PostgreSQL. Nothing is lost on the way."""
    from flows.shown_move_stores import show_move
    from flows.steps.failures import without_text
    from flows.steps.move_stores import move_stores as step

    if not notebook or not ledger:
        raise typer.BadParameter("name both new places: --notebook ADDRESS --ledger ADDRESS (docs/postgres.md)")
    return show_move(without_text(step)(folder, notebook=notebook, ledger=ledger), json=json)
