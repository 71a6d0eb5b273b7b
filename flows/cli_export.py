"""Commands for other programs: export."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from flows.cli_app import AROUND, HERE, Folder, Json, app


class Target(StrEnum):
    """What files are written."""

    CSV = "csv"
    JSON = "json"
    QDPX = "qdpx"
    ALL = "all"


@app.command(rich_help_panel=AROUND)
def export(
    folder: Folder = HERE,
    to: Annotated[
        Target, typer.Option("--to", help="csv, json, or qdpx (REFI-QDA: NVivo, ATLAS.ti, MAXQDA, QualCoder).")
    ] = Target.ALL,
    out: Annotated[
        Optional[Path],  # noqa: UP045 (Typer reads it)
        typer.Option("--out", help="The folder to write into.", file_okay=False, show_default="interchange in DIR"),
    ] = None,
    with_interviewers: Annotated[
        bool, typer.Option("--with-interviewers", help="Also the codes of the interviewers.")
    ] = False,
    json: Json = False,
) -> int:
    """Write redacted interviews, headlines and themes as files for other programs."""
    from flows.shown_export import show_export
    from flows.steps.export import export as step

    formats = [each.value for each in Target if each is not Target.ALL] if to is Target.ALL else [to.value]
    return show_export(step(folder, formats, out=out, with_interviewers=with_interviewers), json=json)
