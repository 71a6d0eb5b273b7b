"""Commands around the closing of a round: close, predict."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from flows.cli_app import AROUND, HERE, Folder, Json, app


@app.command(rich_help_panel=AROUND)
def close(
    folder: Folder = HERE,
    who: Annotated[str, typer.Option("--who", help="Who closes it, as it shall be recorded.")] = "",
    reopen: Annotated[bool, typer.Option("--reopen", help="Go on listening: the round is open again.")] = False,
    json: Json = False,
) -> int:
    """Close the round: all interviews are in, and can be read together. Collect goes on working."""
    from flows.shown_close import show_close
    from flows.steps.close import close as step
    from flows.steps.failures import without_text

    return show_close(without_text(step)(folder, who=who, reopen=reopen), json=json)


@app.command(rich_help_panel=AROUND)
def predict(
    words: Annotated[
        Optional[list[str]],  # noqa: UP045 (Typer reads it)
        typer.Argument(
            metavar="[DIR] [TEXT]...",
            help="The round's folder (without it, this one), then predictions, one sentence in quotation marks each.",
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(
            "--from", help="A text file with one prediction a line; - for standard input.", show_default=False
        ),
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="Record that the team chose to write none.")] = False,
    drop: Annotated[
        Optional[int],  # noqa: UP045
        typer.Option("--drop", help="Take back the one of this number, before the worksheet is opened.", min=1),
    ] = None,
    json: Json = False,
) -> int:
    """Record what you expect to hear, before the worksheet is opened; without a text, list it."""
    from flows.shown_close import show_predictions
    from flows.steps.failures import without_text
    from flows.steps.predictions import predict as step
    from flows.steps.predictions import predictions_in

    folder, texts = _folder_and_texts(words or [])
    if sum(map(bool, (texts or file, none, drop))) > 1:
        raise typer.BadParameter("use one at a time: texts (or --from), --none, --drop")
    if file is not None:
        texts = [*texts, *without_text(predictions_in)(file)]
    return show_predictions(without_text(step)(folder, texts, none=none, drop=drop), json=json)


def _folder_and_texts(words: list[str]) -> tuple[Path, list[str]]:
    """A first word that is a folder, or looks like one, is the folder: a sentence has spaces."""
    if words and (Path(words[0]).exists() or not any(mark.isspace() for mark in words[0].strip())):
        return Path(words[0]), words[1:]
    return HERE, words
