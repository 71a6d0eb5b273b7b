"""Summarize: one page for the leads, looked at again before it is written or mailed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.steps.delivery import DeliveryReport, clear, lay_out
from flows.steps.delivery import send as send_letters
from flows.steps.redactors import second_look
from flows.steps.visible_text import visible_text
from flows.steps.workplace import REPORTS, Workplace, open_workplace
from flows.steps.worksheet_plan import themes_of
from reports.rendering import Rendered
from reports.summary import build_summary
from reports.summary_page import render_summary, summary_letter
from rounds.errors import RoundFileError, SaybackError
from rounds.private_files import write_private
from rounds.round import Round
from rounds.summary import Summary


@dataclass(frozen=True, slots=True)
class SummarizeReport:
    """Where the summary lies, and to whom it went."""

    html: Path
    text: Path
    summary: Summary
    delivery: DeliveryReport | None


MAILS = "summary"


class NothingToSummarize(SaybackError):
    """The notebook holds no kept interview."""


def summarize(folder: Path, *, send: bool = False) -> SummarizeReport:
    """Writes the round summary; with ``send`` mails it to `[[leads]]` (without `[mail]` it waits in the outbox)."""
    with open_workplace(folder) as place:
        if not place.notebook.kept_count():
            raise NothingToSummarize("No interview is kept yet. Run `sayback collect` first, then `sayback holds`.")
        summary = current_summary(place)
        rendered = render_summary(summary, place.round)
        second_look(place).pass_or_stop(
            [
                ("the subject", rendered.subject),
                ("the summary", rendered.text),
                ("the summary's page", visible_text(rendered.html)),
            ]
        )
        html, text = _write(place, rendered)
        _clear_outbox(place.round)
        delivery = _send(place, summary, rendered) if send else None
        return SummarizeReport(html, text, summary, delivery)


def current_summary(place: Workplace) -> Summary:
    """What the notebook says today."""
    notebook = place.notebook
    return build_summary(
        place.round,
        list(notebook.interviews()),
        notebook.headlines(),
        themes_of(place),
        notebook.predictions(),
        held=sum(notebook.held_counts().values()),
        today=datetime.now(ZoneInfo(place.round.timezone)).date(),
    )


def _write(place: Workplace, rendered: Rendered) -> tuple[Path, Path]:
    html, text = place.round.path(str(REPORTS / "summary.html")), place.round.path(str(REPORTS / "summary.txt"))
    write_private(html, rendered.html)
    write_private(text, rendered.text)
    return html, text


def _send(place: Workplace, summary: Summary, rendered: Rendered) -> DeliveryReport:
    round_ = place.round
    if not round_.leads:
        settings = round_.path("round.toml")
        raise RoundFileError(f"{settings}: `summarize --send` needs at least one [[leads]] with an email.")
    with place.ledger() as ledger:
        recipients = [ledger.recipient_for_email(lead.email, language="en", name=lead.name) for lead in round_.leads]
        edition = _edition(round_, summary)
        letters = [summary_letter(rendered, round_, recipient) for recipient in recipients]
        letters = [replace(letter, key=f"{letter.key}/{edition}") for letter in letters]
        return send_letters(round_, ledger, letters, lay_out(round_, ledger, letters, MAILS))


def _clear_outbox(round_: Round) -> None:
    """Mails that wait with an earlier summary might say what may no longer be said."""
    clear(round_, MAILS)


def _edition(round_: Round, summary: Summary) -> str:
    """A changed summary is another letter: leads get it again. The same one, on another day, they do not."""
    undated = render_summary(replace(summary, today=date.min), round_)
    return hashlib.sha256(undated.text.encode()).hexdigest()[:12]
