"""What `sayback new` prints: the guesses of a draft, or the forms that were made and what to do in them."""

from __future__ import annotations

from rich.table import Table

from flows.shown import DONE
from flows.steps.new import NewReport
from flows.terminal import cell, console, print_json, say, warn
from rounds.round import Role


def show_new(report: NewReport, *, json: bool, zone_given: bool = True) -> int:
    """Prints the forms that were made, or the guesses of the draft, and what to do next.

    ``zone_given``: whether somebody said where the round happens.
    """
    if json:
        made = [{"title": form.title, "edit": form.edit, "answer": form.answer} for form in report.made]
        print_json(
            {
                "path": report.path,
                "confirmed": report.confirmed,
                "sources": [source.key for source in report.sources],
                "made": made,
            }
        )
        return DONE
    if report.made:
        _show_made(report)
    else:
        _show_guesses(report)
    if not zone_given:
        warn("Times count as UTC: set `timezone` in round.toml (or give --timezone), such as America/Los_Angeles.")
    folder = report.path.parent
    if any(source.google_form for source in report.sources):
        say(f"Next: read it, then `sayback check form {folder}`, `sayback check {folder}`, `sayback preview {folder}`.")
    else:
        say(f"Next: read it, then `sayback preview {folder}`.")
    return DONE


def _show_guesses(report: NewReport) -> None:
    for source in report.sources:
        table = Table(
            "Column", "Title", "Role", "Why", title=f"{source.key}: {cell(source.origin)}", title_justify="left"
        )
        for guess in source.guesses:
            agreed = f"; counts as yes: {', '.join(guess.yes)}" if guess.yes else ""
            table.add_row(guess.question.letter, cell(guess.question.title), guess.role, cell(guess.reason + agreed))
        console.print(table)
        for remark in source.remarks:
            warn(f"{source.key}: {remark}")
        for guess in source.guesses:
            if guess.warning:
                warn(f"{source.key}, {guess.question.letter} {guess.question.title}: {guess.warning}")
    if not any(guess.role is Role.CONSENT for source in report.sources for guess in source.guesses):
        warn("No column asks for consent, so every interview will be held: see `consent_elsewhere` in the draft.")
    say(
        f"Drafted {report.path}."
        + ("" if report.confirmed else " Every column is `discard` until you confirm it there.")
    )


def _show_made(report: NewReport) -> None:
    for form in report.made:
        say(f"Made the form: {form.title}\n   edit it   {form.edit}\n   answer it {form.answer}")
    say(
        "It is published and takes responses. Who may answer is a setting that Sayback cannot see or change: open the"
        " form for editing, click Published (or Share), then Manage beside Responders, and under General access choose"
        " your school's domain if every interviewer has an account there, or Anyone with the link. Try the answer link"
        " in a private window. Under Editors name only people who may see notes as they were typed."
    )
    if owner := next((form.owner for form in report.made if form.owner), ""):
        warn(
            f"The form belongs to {owner}, and nobody else can open it for editing. Better make it with a person's"
            " sign-in (sayback google-login CLIENT.json --may create, or --as person@your.district)."
        )
    say(f"Wrote {report.path}; it knows each question by its id, so you may reword them in Google Forms.")
