"""`make demo`: the example round, from its exports to its letters, through the real Prefect flows.

Needs no account and no network service. Everything it writes lies in ./demo; running it again starts anew.
"""

from __future__ import annotations

import csv
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rich.table import Table

R = TypeVar("R")

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLE = PROJECT / "examples" / "attendance"
PLACE = PROJECT / "demo"


def main() -> int:
    """Walks the example round and shows what came of it."""
    started = time.monotonic()
    _set_environment()
    folder = _fresh_copy()
    rows = _walk(folder)
    _show(rows, folder, time.monotonic() - started)
    return 0


def _set_environment() -> None:
    """A Prefect of its own: an ephemeral server in ./demo, quiet, and nothing is sent to anybody."""
    os.environ.pop("PREFECT_API_URL", None)
    os.environ.update(
        PREFECT_HOME=str(PLACE / ".prefect"),
        PREFECT_PROFILES_PATH=str(PLACE / ".prefect" / "profiles.toml"),
        PREFECT_SERVER_ALLOW_EPHEMERAL_MODE="true",
        PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS="120",
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
        PREFECT_LOGGING_LEVEL="WARNING",
        PREFECT_LOGGING_SERVER_LEVEL="ERROR",
        PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY="false",
        DO_NOT_TRACK="1",
    )


def _fresh_copy() -> Path:
    folder = PLACE / "attendance"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("finished", "worksheets"))
    return folder


def _walk(folder: Path) -> list[tuple[str, str, Path]]:
    """Runs the steps as flows; a row per step: name, what it did, where to look."""
    from flows.terminal import showing_progress

    with showing_progress(on=sys.stderr.isatty()):
        _say("Starting Prefect (a private server in ./demo/.prefect) ...")
        from flows.assemble import assemble, assemble_read
        from flows.circle_back import circle_back
        from flows.collect import collect
        from flows.steps.close import close
        from flows.steps.predictions import predict
        from flows.summarize import summarize

        place = str(folder)
        collected = _timed("collect", lambda: collect(place))
        predicted = _timed("predict", lambda: predict(folder, _predictions(folder)))
        closed = _timed("close", lambda: close(folder, who="Muna Odowa"))
        assembled = _timed("assemble", lambda: assemble(place))
        _fill_in(assembled.path)
        _timed("assemble again", lambda: assemble(place))
        read = _timed("assemble --read", lambda: assemble_read(place))
        summary = _timed("summarize", lambda: summarize(place, send=True))
        letters = _timed("circle-back", lambda: circle_back(place))
    held = sum(collected.total_held.values())
    rows = f"{collected.total('read')} rows read, {collected.total_kept} kept, {held} held"
    return [
        ("collect", rows, folder / "notebook.db"),
        ("predict", f"{len(predicted.predictions)} predictions, before anybody reads a story", folder / "notebook.db"),
        ("close", f"{closed.kept} interviews can be read together", folder / "notebook.db"),
        ("assemble", f"{assembled.stories} stories for pairs {', '.join(assembled.pairs)}", assembled.path),
        ("assemble --read", f"{read.headlines} headlines ({read.quotes} quotes), {read.themes} themes", assembled.path),
        ("summarize", f"one page; mails to {summary.delivery.waiting} leads wait to be sent by hand", summary.html),
        ("circle-back", f"{len(letters.letters)} letters drafted, waiting for approval", letters.folder / "index.html"),
    ]


def _fill_in(worksheet: Path) -> None:
    """What the pairs of the example made of the worksheet takes its place, as when they have saved it."""
    shutil.copyfile(EXAMPLE / "worksheets" / "headlines.xlsx", worksheet)


def _predictions(folder: Path) -> list[str]:
    """What the team of the example expected to hear."""
    with (folder / "pairs" / "predictions.csv").open(encoding="utf-8", newline="") as file:
        return [line["prediction"] for line in csv.DictReader(file)]


def _timed(name: str, step: Callable[[], R]) -> R:
    started = time.monotonic()
    result = step()
    _say(f"{name}: {time.monotonic() - started:.1f} s")
    return result


def _say(text: str) -> None:
    from flows.terminal import errors

    errors.print(text, style="dim")


def _show(rows: list[tuple[str, str, Path]], folder: Path, seconds: float) -> None:
    from flows.terminal import console, say

    table = Table("Step", "What it did, and where to look", title="A whole listening round", title_justify="left")
    for step, what, where in rows:
        table.add_row(step, f"{what}\n[dim]{_short(where)}[/dim]")
    console.print(table)
    say(f"Done in {seconds:.0f} s. Held rows and what to do: {_command()} holds {_short(folder)}")
    say(f"What became of the mails to the leads: {_command()} deliveries {_short(folder)}")
    say(f"A lead approves the letters with: {_command()} approve {_short(folder)} --who NAME")
    say("`make demo` starts anew, and replaces the folder demo: copy what you want to keep.")


def _short(path: Path) -> str:
    return os.path.relpath(path)


def _command() -> str:
    return os.path.relpath(Path(sys.executable).parent / "sayback")


if __name__ == "__main__":
    sys.exit(main())
