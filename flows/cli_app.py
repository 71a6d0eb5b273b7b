"""What all commands share: the app that they are put into, and their common arguments and options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

app = typer.Typer(
    name="sayback",
    help="From empathy interview notes to letters back: check, collect, assemble, summarize, circle-back.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a pretty traceback shows local variables, and those may be a note
    add_completion=False,
    rich_markup_mode="rich",
)

Folder = Annotated[Path, typer.Argument(help="The round's folder, with its round.toml.", show_default="this folder")]
Place = Annotated[
    Path,
    typer.Argument(help="A round's folder, a folder of rounds, or a table of them (.csv).", show_default="this folder"),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Workers = Annotated[
    Optional[int],  # noqa: UP045 (Typer reads it)
    typer.Option("--workers", min=1, help="How many processes redact.", show_default="by the work, at most 4"),
]
HERE = Path()

WALK = "The five steps"
AROUND = "Around the steps"


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"sayback {version('sayback')}")
        raise typer.Exit


@app.callback()
def sayback(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show it.")] = False,
) -> None:
    """From empathy interview notes to letters back: check, collect, assemble, summarize, circle-back."""
