"""Summarize: one page for the leads, looked at again before it is written or mailed.

What is written without being sent is a draft: its numbers are not counted as published, and it says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from flows.steps.current_summary import current_summary
from flows.steps.delivery import MAIL_DRAFTS, MAILS, DeliveryReport, clear, lay_out
from flows.steps.delivery import send as send_letters
from flows.steps.events import logged
from flows.steps.later import told_sum_moved
from flows.steps.left_before import had_before, note_what_left_before
from flows.steps.letter_look import stop_unless_clean
from flows.steps.opting_out import offering_opt_out
from flows.steps.releases import record_summary
from flows.steps.same_round import refuse_renamed
from flows.steps.summary_mails import any_new, as_planned, letters_go, mails, not_refused, not_sent
from flows.steps.workplace import OUTBOX, REPORTS, Workplace, open_workplace
from reports.rendering import Rendered
from reports.summary_page import render_summary, summary_letter
from rounds.errors import RoundFileError, SaybackError
from rounds.letters import Recipient
from rounds.private_files import write_private
from rounds.round import Round
from rounds.summary import LettersGo, Summary


@dataclass(frozen=True, slots=True)
class SummarizeReport:
    """Where the summary lies, and to whom it went. A draft went to nobody.

    ``laid_out`` is where the mails of a dry run lie. ``not_yet``: it was to be sent, but says too little to be.
    ``opted_out`` counts leads who want no mail, and get none.
    """

    html: Path
    text: Path
    summary: Summary
    delivery: DeliveryReport | None
    is_draft: bool = True
    laid_out: Path | None = None
    not_yet: bool = False
    opted_out: int = 0


class NothingToSummarize(SaybackError):
    """The notebook holds no kept interview."""


@logged("summarize")
def summarize(folder: Path, *, send: bool = False, dry_run: bool = False) -> SummarizeReport:
    """Writes the round summary, as a draft; with ``send`` the one that may be handed out, and mails it to `[[leads]]`.

    Without `[mail]` the mails wait in the outbox. Nothing is sent before a headline can be shown. With ``dry_run`` the
    mails are laid out in the outbox, as drafts, and nothing is sent or recorded, whatever ``send`` says.
    """
    with open_workplace(folder) as place:
        _check(place, for_leads=send or dry_run)
        note_what_left_before(place)
        summary = replace(current_summary(place), letters=_letters_go(place))
        has_news = bool(summary.themes or summary.surprises)
        final = send and has_news and not dry_run
        rendered = render_summary(summary, place.round, draft=not final)
        stop_unless_clean(place, rendered)
        html, text = _write(place, rendered, draft=not final)
        _clear_outbox(place.round, sending=send and not dry_run)
        return SummarizeReport(
            html,
            text,
            summary,
            delivery=_send(place, summary, rendered) if final else None,
            is_draft=not final,
            laid_out=_lay_out_drafts(place, rendered) if dry_run and has_news else None,
            not_yet=(send or dry_run) and not has_news,
            opted_out=_opted_out(place) if send or dry_run else 0,
        )


def _check(place: Workplace, *, for_leads: bool) -> None:
    settings = place.round.path("round.toml")
    if for_leads and not place.round.leads:
        raise RoundFileError(
            f"{settings}: `summarize --send` mails the summary to the leads, and there are none. Add [[leads]] with"
            ' email = "...", once for each of them. Nothing was written or sent.'
        )
    if for_leads and place.round.letters is None:
        raise RoundFileError(
            f"{settings}: `summarize --send` needs somebody whom the mail comes from. Add [letters] with `sender`."
            " Nothing was written or sent."
        )
    if for_leads:
        with place.ledger() as ledger:
            refuse_renamed(place, ledger)
    if not place.notebook.kept_count():
        held = sum(place.notebook.held_counts().values())
        raise NothingToSummarize(
            f"No interview is kept yet, {held} are held: there is nothing to summarize. `sayback holds` says why each"
            " is held and what to do."
            if held
            else "No interview is kept yet: there is nothing to summarize. Run `sayback collect` first."
        )


def _letters_go(place: Workplace) -> LettersGo:
    if place.round.letters is None:
        return LettersGo.NOT_YET
    with place.ledger() as ledger:
        return letters_go(place.round, ledger)


def _write(place: Workplace, rendered: Rendered, *, draft: bool) -> tuple[Path, Path]:
    """A draft lies beside the page that was handed out, until the next one is."""
    drafts, released = _files(place.round, "summary-draft"), _files(place.round, "summary")
    html, text = drafts if draft else released
    write_private(html, rendered.html)
    write_private(text, rendered.text)
    if not draft:
        for file in drafts:
            file.unlink(missing_ok=True)
    return html, text


def _files(round_: Round, name: str) -> tuple[Path, Path]:
    return round_.path(str(REPORTS / f"{name}.html")), round_.path(str(REPORTS / f"{name}.txt"))


def _send(place: Workplace, summary: Summary, rendered: Rendered) -> DeliveryReport:
    """Mails it to each lead who does not have it yet. Its numbers are noted down before it can leave, and once."""
    round_ = place.round
    with place.ledger() as ledger:
        letters = as_planned(
            place, ledger, offering_opt_out(place, mails(round_, ledger, summary, rendered, had_before(place)))
        )
        if any_new(ledger, letters) or summary.held != _held_told(place) or told_sum_moved(place):
            record_summary(place)
        # With a mail server nothing waits: no copies are left lying about.
        folder = round_.path(str(OUTBOX / MAILS))
        outbox = folder if round_.mail else lay_out(round_, ledger, not_sent(ledger, letters), MAILS)
        to_go = not_refused(ledger, letters)
        report = send_letters(round_, ledger, to_go, outbox)
        report.refused += len(letters) - len(to_go)
        return report


def _held_told(place: Workplace) -> int | None:
    """How many were held as the last summary told it. A page that says something else is handed out, too."""
    told = [release.besides.held for release in place.notebook.releases() if release.besides]
    return told[-1] if told else None


def _lay_out_drafts(place: Workplace, rendered: Rendered) -> Path:
    """The mails as they would go, but for the line that says draft; the ledger learns of no lead."""
    leads = enumerate(place.round.leads, start=1)
    recipients = [Recipient(f"draft-{number}", lead.name, lead.email, "en") for number, lead in leads]
    letters = offering_opt_out(place, [summary_letter(rendered, place.round, one) for one in recipients])
    with place.ledger() as ledger:
        return lay_out(place.round, ledger, letters, MAIL_DRAFTS)


def _opted_out(place: Workplace) -> int:
    """How many leads want no mail."""
    opt_outs = place.opt_outs()
    return sum(opt_outs.has(email) for email in {lead.email for lead in place.round.leads})


def _clear_outbox(round_: Round, *, sending: bool) -> None:
    """Takes older drafts away. Mails that wait to be sent by hand were released, and make way for newer ones only.

    A withdrawal takes them away itself.
    """
    clear(round_, MAIL_DRAFTS)
    if sending:
        clear(round_, MAILS)
