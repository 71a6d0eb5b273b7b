"""The summary as mail: one page of HTML that also prints on one sheet, and a text that reads well."""

from __future__ import annotations

from reports.chart import theme_bars
from reports.letter_texts import sender_name
from reports.rendering import Rendered, render, render_page
from reports.summary_fit import left_off_paper, print_for
from reports.summary_words import (
    change_lines,
    chart_note,
    expected_counts,
    foot,
    many,
    next_steps,
    roles_line,
    segment_lines,
    since,
    split_lines,
    told_line,
)
from reports.text_lines import wrapped
from rounds.errors import SaybackError
from rounds.letters import Letter, Recipient
from rounds.round import Round
from rounds.summary import Summary

DRAFT = "Draft for the team."
DRAFT_NEXT = "“sayback summarize --send” makes the one that may be handed out."


class NoSender(SaybackError):
    """round.toml names nobody whom a summary could come from."""


def render_summary(summary: Summary, round_: Round, *, draft: bool = False) -> Rendered:
    """The summary for the leads of ``round_``: subject, text and HTML, in English.

    A ``draft`` says that it is one. Raises TemplateProblem.
    """
    context = _context(summary, round_, draft=draft)
    context["off"] = off = left_off_paper(context)
    context["print"] = print_for(off.keys)
    subject = str(context["subject"])
    return Rendered(subject, wrapped(render("summary.txt", context)), render_page("summary.html", context))


def summary_letter(rendered: Rendered, round_: Round, recipient: Recipient) -> Letter:
    """The rendered summary, addressed to one lead.

    Raises NoSender when round.toml has no [letters] to take the sender from.
    """
    if round_.letters is None:
        raise NoSender("round.toml has no [letters]. Add it with `sender`, the address that the summary comes from.")
    return Letter(
        key=f"{round_.name}/summary/{recipient.id}",
        recipient=recipient,
        sender=round_.letters.sender,
        reply_to=round_.letters.reply_to or round_.letters.sender,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        sender_name=sender_name(round_.letters, "en"),
    )


def _context(summary: Summary, round_: Round, *, draft: bool) -> dict[str, object]:
    steps = next_steps(summary, round_)
    return {
        "language": "en",
        "subject": _subject(summary, draft=draft),
        "preheader": _preheader(summary, steps),
        "draft": f"{DRAFT} {DRAFT_NEXT}" if draft else "",
        "draft_short": DRAFT,
        "draft_next": DRAFT_NEXT,
        "summary": summary,
        "expected": summary.expectations,
        "bars": theme_bars(summary.themes),
        "next_steps": steps,
        "roles_line": roles_line(summary),
        "coverage": tuple(segment_lines(segment) for segment in summary.coverage),
        "changes": change_lines(summary),
        "since": since(summary),
        "on_page": {theme.name for theme in summary.themes},
        "splits": split_lines(summary.splits),
        "told": told_line(summary.told_back),
        "expected_counts": expected_counts(summary.expectations),
        "chart_note": chart_note(summary),
        "foot": foot(summary),
    }


def _subject(summary: Summary, *, draft: bool) -> str:
    heard = many(summary.interviews, "interview")
    what = f"what we heard in {heard}" if summary.themes or summary.surprises else f"{heard} so far"
    return f"{'Draft: ' if draft else ''}{summary.title}: {what}"


def _preheader(summary: Summary, steps: tuple[str, ...]) -> str:
    """What mail programs show beside the subject, before the mail is opened."""
    if summary.to_decide:
        return f"{many(len(summary.to_decide), 'question')} for you to decide. First: {summary.to_decide[0]}"
    return steps[0] if steps else "What was heard, whom we heard it from, and what is next."
