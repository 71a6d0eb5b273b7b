"""The commands. Each opens the step behind it only when it runs: `sayback --help` answers at once."""

from __future__ import annotations

import sys
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


@app.command(rich_help_panel=WALK)
def check(folder: Folder = HERE, json: Json = False) -> int:
    """Check round.toml, the exports it names, and the templates, before anything is read into a store."""
    from flows.shown import show_check
    from flows.steps.check import check as step

    return show_check(step(folder), json=json)


@app.command(rich_help_panel=WALK)
def collect(folder: Folder = HERE, json: Json = False, quiet: Quiet = False, workers: Workers = None) -> int:
    """Pull new and edited responses, redact them, keep them. Running it again changes nothing."""
    from flows.shown import show_collect
    from flows.terminal import showing_progress
    from flows.tracked import run_collect

    with showing_progress(on=not (json or quiet)):
        report = run_collect(folder, workers)
    return show_collect(report, json=json, quiet=quiet)


@app.command(rich_help_panel=WALK)
def assemble(
    folder: Folder = HERE,
    read: Annotated[bool, typer.Option("--read", help="Read what the pairs wrote back into the notebook.")] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write the headline worksheet (.xlsx), or read it back with --read. What people wrote is always kept."""
    from flows.shown import show_assemble, show_read
    from flows.tracked import run_assemble, run_read

    if read:
        return show_read(run_read(folder), json=json, quiet=quiet)
    return show_assemble(run_assemble(folder), json=json, quiet=quiet)


@app.command(rich_help_panel=WALK)
def summarize(
    folder: Folder = HERE,
    send: Annotated[
        bool, typer.Option("--send", help="Mail it to the leads; without a mail server it waits in the outbox.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write the leads' one-page summary (HTML and text)."""
    from flows.shown import show_summary
    from flows.tracked import run_summarize

    return show_summary(run_summarize(folder, send), json=json, quiet=quiet)


@app.command("circle-back", rich_help_panel=WALK)
def circle_back(
    folder: Folder = HERE,
    send: Annotated[bool, typer.Option("--send", help="Send the letters; needs an approval of exactly these.")] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Draft a letter per interviewer to pass on to the people they listened to (.eml files in the outbox)."""
    from flows.shown import show_circle_back
    from flows.tracked import run_circle_back

    return show_circle_back(run_circle_back(folder, send), json=json, quiet=quiet)


@app.command(rich_help_panel=AROUND)
def new(
    folder: Annotated[Path, typer.Argument(help="The folder of the new round; it is created.")],
    exports: Annotated[list[Path], typer.Option("--from", help="A form's export (.csv, .zip, .csv.gz, .xlsx).")],
    more: Annotated[Optional[list[Path]], typer.Argument(help="Further exports.", show_default=False)] = None,  # noqa: UP045 (Typer reads it)
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Accept every guessed column, consent included.")] = False,
    title: Annotated[str, typer.Option(help="What the round is called in summaries and letters.")] = "",
    timezone: Annotated[str, typer.Option(help="Where the round happens, such as America/Los_Angeles.")] = "UTC",
    json: Json = False,
) -> int:
    """Draft round.toml from exports: every column with a guessed role and the reason."""
    from flows.shown import show_new
    from flows.steps.new import new as step
    from flows.terminal import ask_about_columns

    asks = None if yes or json or not sys.stdin.isatty() else ask_about_columns
    report = step(folder, [*exports, *(more or [])], accept=yes, title=title, timezone=timezone, confirm=asks)
    return show_new(report, json=json)


@app.command(rich_help_panel=AROUND)
def preview(
    folder: Folder = HERE,
    show: Annotated[int, typer.Option(help="How many redacted interviews to show.")] = 3,
) -> int:
    """Show, in memory only, what redaction makes of the first interviews and what would be held."""
    from flows.shown import show_preview
    from flows.steps.failures import without_text
    from flows.steps.preview import preview as step

    return show_preview(without_text(step)(folder, show))


@app.command(rich_help_panel=AROUND)
def redact(
    roster: Annotated[Optional[Path], typer.Option(help="A csv with the columns first,last,nickname.")] = None,  # noqa: UP045 (Typer reads it)
    lang: Annotated[str, typer.Option(help="auto, en or es; a line's own `lang` wins.")] = "auto",
    workers: Annotated[int, typer.Option(min=1, help="How many processes redact.")] = 1,
) -> int:
    """Redact JSON Lines from standard input: {"id","text","lang"?} -> {"id","text","spans","held"}."""
    from flows.steps.redact import redact as step

    if lang not in ("auto", "en", "es"):
        raise typer.BadParameter("--lang is auto, en or es")
    for line in step(sys.stdin.buffer, roster=roster, lang=lang, workers=workers):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 0


@app.command(rich_help_panel=AROUND)
def holds(folder: Folder = HERE, json: Json = False) -> int:
    """List held interviews: where the row is, why it is held, what to do."""
    from flows.shown import show_holds
    from flows.steps.status import holds as step

    return show_holds(step(folder), json=json)


@app.command(rich_help_panel=AROUND)
def approve(
    folder: Folder = HERE,
    who: Annotated[str, typer.Option("--who", help="Who approves, as it shall be recorded.")] = ...,  # type: ignore[assignment]
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask once more.")] = False,
) -> int:
    """Approve exactly the letters as they are now. Any later change voids the approval."""
    from flows.shown import show_approval
    from flows.steps.circle_back import approve as step
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


@app.command(rich_help_panel=AROUND)
def status(folder: Folder = HERE, json: Json = False) -> int:
    """Show where the round stands, in counts."""
    from flows.shown import show_status
    from flows.steps.status import status as step

    return show_status(step(folder), json=json)


@app.command(rich_help_panel=AROUND)
def audit(
    folder: Folder = HERE,
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print a line per interview, entity, recognizer, score.")] = False,
) -> int:
    """Show what redaction masked and what found it, in counts: no text, no names."""
    from flows.shown import show_audit
    from flows.steps.audit import audit as step

    return show_audit(step(folder), json=json, csv=csv)
