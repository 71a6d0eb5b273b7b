"""The commands. Each opens the step behind it only when it runs: `sayback --help` answers at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

from flows.cli_app import AROUND, HERE, WALK, Folder, Json, Quiet, Workers, app

__all__ = ["app"]


@app.command(rich_help_panel=WALK)
def check(
    folder: Annotated[
        Path,
        typer.Argument(
            help="The round's folder; or the word `form` or `headlines`, then what to check.",
            show_default="this folder",
        ),
    ] = HERE,
    target: Annotated[
        Optional[str],  # noqa: UP045 (Typer reads it)
        typer.Argument(
            help="After `form`: a Google form (id or address), its saved JSON, a round, an export, or a text file with"
            " one question a line. After `headlines`: a text file with one headline a line, JSON Lines, - for standard"
            " input, a worksheet, or a round.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
) -> int:
    """Check a round's settings, sources and people files; `check form X`, a form; `check headlines X`, headlines.

    Of questions the practice asks that they are open, about a story, not leading, and never for somebody's identity;
    of headlines, that they describe or quote. Headlines are never refused: the check ends with 0 whatever it finds.
    """
    from flows.terminal import showing_waits

    of_what = {Path("form"): _check_form, Path("headlines"): _check_headlines}.get(folder)
    if target is not None and of_what is None:
        raise typer.BadParameter(
            "a second argument goes with `form` or `headlines` only: sayback check form TARGET, or sayback check"
            " headlines FILE"
        )
    with showing_waits():
        return of_what(target, json=json) if target is not None and of_what else _check_round(folder, json=json)


def _check_round(folder: Path, *, json: bool) -> int:
    from flows.shown import show_check
    from flows.steps.check import check as step

    if folder == Path("form") and not folder.exists():
        raise typer.BadParameter("name the form: sayback check form TARGET")
    if folder == Path("headlines") and not folder.exists():
        raise typer.BadParameter("name the file, or - for standard input: sayback check headlines FILE")
    return show_check(step(folder), json=json)


def _check_form(target: str, *, json: bool) -> int:
    from flows.shown_form import show_form_check
    from flows.steps.check_form import check_form
    from flows.steps.failures import without_text

    return show_form_check(without_text(check_form)(target), json=json)


def _check_headlines(target: str, *, json: bool) -> int:
    from flows.shown_headlines import show_headlines_check
    from flows.steps.check_headlines import check_headlines
    from flows.steps.failures import without_text

    return show_headlines_check(without_text(check_headlines)(target, sys.stdin.buffer), json=json)


@app.command(rich_help_panel=WALK)
def collect(
    folder: Folder = HERE,
    full: Annotated[
        bool, typer.Option("--full", help="List all responses of Google forms, to notice deleted ones now.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
    workers: Workers = None,
) -> int:
    """Pull new and edited responses, redact them, keep them. Running it again changes nothing."""
    from flows.shown import show_collect
    from flows.terminal import showing_progress, showing_waits
    from flows.tracked import run_collect

    with showing_progress(on=not (json or quiet)), showing_waits(on=not quiet):
        report = run_collect(folder, workers, full=full)
    return show_collect(report, json=json, quiet=quiet)


@app.command(rich_help_panel=WALK)
def assemble(
    folder: Folder = HERE,
    read: Annotated[bool, typer.Option("--read", help="Read what the pairs wrote back into the notebook.")] = False,
    early: Annotated[bool, typer.Option("--early", help="Open it before the round is closed; recorded.")] = False,
    copies: Annotated[
        Optional[list[Path]],  # noqa: UP045 (Typer reads it)
        typer.Option(
            "--copy", help="A copy of the worksheet that came back from a pair; repeat it.", show_default=False
        ),
    ] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write the headline worksheet (.xlsx), or read it back with --read. What people wrote is always kept."""
    from flows.shown import show_assemble
    from flows.shown_read import show_read
    from flows.terminal import showing_waits
    from flows.tracked import run_assemble, run_read

    with showing_waits(on=not quiet):
        if read:
            if copies:
                raise typer.BadParameter("first merge with `assemble --copy`, then `assemble --read`")
            return show_read(run_read(folder), json=json, quiet=quiet)
        return show_assemble(run_assemble(folder, early=early, copies=copies or ()), json=json, quiet=quiet)


@app.command(rich_help_panel=WALK)
def summarize(
    folder: Folder = HERE,
    send: Annotated[
        bool,
        typer.Option(
            "--send",
            help="Make the one that may be handed out, and mail it to the leads; without a mail server it waits in the"
            " outbox.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Lay the mails out in the outbox, as drafts; send and record nothing.")
    ] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write the leads' one-page summary (HTML and text): a draft, or with --send the one that may be handed out."""
    from flows.shown import show_summary
    from flows.tracked import run_summarize

    return show_summary(folder, run_summarize(folder, send, dry_run=dry_run), json=json, quiet=quiet)


@app.command("circle-back", rich_help_panel=WALK)
def circle_back(
    folder: Folder = HERE,
    send: Annotated[bool, typer.Option("--send", help="Send the letters; needs an approval of exactly these.")] = False,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Draft a letter per interviewer to pass on to the people they listened to (.eml files in the outbox)."""
    from flows.shown_letters import show_circle_back
    from flows.terminal import showing_progress
    from flows.tracked import run_circle_back

    with showing_progress(on=send and not (json or quiet)):
        report = run_circle_back(folder, send)
    return show_circle_back(report, json=json, quiet=quiet)


@app.command(rich_help_panel=AROUND)
def new(
    folder: Annotated[Path, typer.Argument(help="The folder of the new round; it is created.")],
    more: Annotated[Optional[list[Path]], typer.Argument(help="Further exports.", show_default=False)] = None,  # noqa: UP045 (Typer reads it)
    exports: Annotated[
        Optional[list[Path]],  # noqa: UP045
        typer.Option("--from", help="A form's export (.csv, .zip, .csv.gz, .xlsx).", show_default=False),
    ] = None,
    forms: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--form", help="A Google form: its id, or the address at which you edit it.", show_default=False),
    ] = None,
    sheets: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--sheet", help="The Google sheet that a form writes to: id or address.", show_default=False),
    ] = None,
    google: Annotated[
        str, typer.Option("--google", help="Make a new form of this title in Google Forms.", show_default=False)
    ] = "",
    topic: Annotated[
        str, typer.Option(help="Of the new form: attendance, student_work, transitions, belonging or caregivers.")
    ] = "attendance",
    language: Annotated[str, typer.Option(help="Of the new form: en, es, or both for two forms.")] = "en",
    questions: Annotated[int, typer.Option(min=4, max=8, help="How many open questions the new form asks.")] = 5,
    who: Annotated[
        str, typer.Option(help="Who sees the notes as typed, for the new form's notice.", show_default="the team")
    ] = "",
    subject: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--as", help="Whom the service account acts for (domain-wide delegation).", show_default=False),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Accept every guessed column, consent included.")] = False,
    title: Annotated[str, typer.Option(help="What the round is called in summaries and letters.")] = "",
    timezone: Annotated[str, typer.Option(help="Where the round happens, such as America/Los_Angeles.")] = "UTC",
    json: Json = False,
) -> int:
    """Draft round.toml from exports, Google forms or sheets; or make a new form with --google.

    Every column gets a guessed role and the reason. Shared questions are aligned across forms and languages.
    """
    from flows.new_options import google_origins, making_options
    from flows.shown_new import show_new
    from flows.steps.failures import without_text
    from flows.terminal import ask_about_columns, showing_waits

    files = [*(exports or []), *(more or [])]
    if google:
        if files or forms or sheets:
            raise typer.BadParameter("--google makes a new form: leave out --from, --form and --sheet")
        from flows.steps.new_form import new_form

        made = making_options(topic, language)
        with showing_waits(on=not json):
            report = without_text(new_form)(
                folder, google, **made, stories=questions, who=who, title=title, timezone=timezone, subject=subject
            )
        return show_new(report, json=json, zone_given=timezone != "UTC")
    from flows.steps.new import new as step

    origins = google_origins(forms or [], sheets or [])
    if not files and not origins:
        raise typer.BadParameter("name what to start from: --from EXPORT, --form ID, --sheet ID, or --google TITLE")
    asks = None if yes or json or not sys.stdin.isatty() else ask_about_columns
    with showing_waits(on=not json):
        report = step(
            folder, files, accept=yes, title=title, timezone=timezone, confirm=asks, origins=origins, subject=subject
        )
    return show_new(report, json=json, zone_given=timezone != "UTC")


@app.command(rich_help_panel=AROUND)
def preview(
    folder: Folder = HERE,
    show: Annotated[int, typer.Option(help="How many redacted interviews to show.")] = 3,
) -> int:
    """Show, in memory only, what redaction makes of the first interviews and what would be held."""
    from flows.shown import show_preview
    from flows.steps.failures import without_text
    from flows.steps.preview import preview as step
    from flows.terminal import showing_waits

    with showing_waits():
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
    from flows.shown_status import show_holds
    from flows.steps.incidents import held_seen
    from flows.steps.status import holds as step

    code = show_holds(step(folder), json=json)
    if not json:  # a person looked, so growth up to here is known (docs/alerts.md)
        held_seen(folder)
    return code


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


@app.command(rich_help_panel=AROUND)
def doctor(
    folder: Folder = HERE,
    form: Annotated[Optional[list[str]], typer.Option(help="A Google form to try, by id or address.")] = None,  # noqa: UP045
    sheet: Annotated[Optional[list[str]], typer.Option(help="A linked spreadsheet to try.")] = None,  # noqa: UP045
    json: Json = False,
) -> int:
    """Look whether everything can be reached: key, sign-in to Google, each source, mail. Changes nothing."""
    from flows.shown_doctor import show_examination
    from flows.steps.doctor import examine
    from flows.steps.failures import without_text
    from flows.terminal import showing_waits

    with showing_waits():
        return show_examination(without_text(examine)(folder, tuple(form or ()), tuple(sheet or ())), json=json)


@app.command("google-login", rich_help_panel=AROUND)
def google_login(
    client: Annotated[Path, typer.Argument(help="The client file of your district's own app (Cloud console, OAuth).")],
    may: Annotated[
        Optional[list[str]],  # noqa: UP045 (Typer reads it)
        typer.Option(
            "--may",
            help="What it may do: read (forms, sheets), create (forms), worksheet, mail. Repeat it for several.",
        ),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser; without, the address is printed.")] = True,
    port: Annotated[
        int, typer.Option(min=1024, max=65535, help="Where the answer is awaited without a browser.")
    ] = 8765,
) -> int:
    """Sign in to Google as a person, once; the sign-in is kept in a file that only you can read."""
    from flows.shown_doctor import show_login
    from flows.steps.failures import without_text
    from flows.steps.google_login import google_login as step

    return show_login(without_text(step)(client, may or ["read"], open_browser=browser, port=port))


from flows import (  # noqa: E402 (they add their commands)
    cli_cards,  # noqa: F401
    cli_close,  # noqa: F401
    cli_contacts,  # noqa: F401
    cli_coverage,  # noqa: F401
    cli_export,  # noqa: F401
    cli_letters,  # noqa: F401
    cli_move_stores,  # noqa: F401
    cli_nightly,  # noqa: F401
    cli_status,  # noqa: F401
    cli_themes,  # noqa: F401
    cli_upgrade,  # noqa: F401
    cli_withdraw,  # noqa: F401
)
