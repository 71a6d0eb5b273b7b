"""Summarize: one page for the leads, looked at again before it is written or mailed."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.steps.assemble import themes_of
from flows.steps.delivery import DeliveryReport, deliver, mailer_for
from flows.steps.redactors import second_look
from flows.steps.visible_text import visible_text
from flows.steps.workplace import REPORTS, Workplace, open_workplace
from reports.rendering import Rendered
from reports.summary import build_summary
from reports.summary_page import render_summary, summary_letter
from rounds.errors import RoundFileError
from rounds.letters import Letter, letters_digest
from rounds.private_files import write_private
from rounds.summary import Summary


@dataclass(frozen=True, slots=True)
class SummarizeReport:
    """Where the summary lies, and to whom it went."""

    html: Path
    text: Path
    summary: Summary
    delivery: DeliveryReport | None


def summarize(folder: Path, *, send: bool = False) -> SummarizeReport:
    """Writes the round summary for leads; with ``send`` mails it to `[[leads]]` (to the outbox without `[mail]`)."""
    with open_workplace(folder) as place:
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
        delivery = _send(place, rendered) if send else None
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


def _send(place: Workplace, rendered: Rendered) -> DeliveryReport:
    round_ = place.round
    if not round_.leads:
        raise RoundFileError(
            f"{round_.path('round.toml')}: `summarize --send` needs at least one [[leads]] with an email."
        )
    ledger = place.ledger()
    try:
        recipients = [ledger.recipient_for_email(lead.email, language="en", name=lead.name) for lead in round_.leads]
        letters = [_edition(summary_letter(rendered, round_, recipient)) for recipient in recipients]
        ledger.plan(letters)
        return deliver(place, ledger, mailer_for(round_, os.environ), [letter.key for letter in letters])
    finally:
        ledger.close()


def _edition(letter: Letter) -> Letter:
    """A changed summary is another letter: leads get it again, and the same one only once."""
    return replace(letter, key=f"{letter.key}/{letters_digest([letter])[:12]}")
