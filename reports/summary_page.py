"""The summary as mail: one page of HTML that also prints on one sheet, and a text that reads well."""

from __future__ import annotations

import re
import textwrap

from reports.chart import theme_bars
from reports.rendering import TEXT_WIDTH, Rendered, render, render_page
from rounds.errors import SaybackError
from rounds.letters import Letter, Recipient
from rounds.round import Round
from rounds.summary import Summary

_NUMBER_WORDS = {1: "One surprise", 2: "Two surprises", 3: "Three surprises"}


class NoSender(SaybackError):
    """round.toml names nobody whom a summary could come from."""


def render_summary(summary: Summary, round_: Round) -> Rendered:
    """The summary for the leads of ``round_``: subject, text and HTML, in English.

    Raises TemplateProblem.
    """
    subject = f"{round_.title}: what we heard in {_many(summary.interviews, 'interview')}"
    context: dict[str, object] = {
        "language": "en",
        "subject": subject,
        "summary": summary,
        "expected": summary.expectations,
        "bars": theme_bars(summary.themes),
        "surprises_title": _NUMBER_WORDS.get(len(summary.surprises), "Surprises"),
        "withheld_roles": [role.name for role in summary.roles if role.interviews is None],
        "floor_note": f"A group under {summary.floor} could be recognised, so it is hidden together with another.",
        "chart_note": _chart_note(summary),
        "text_note": "How many interviews, of those that were asked:",
        "foot": _foot(summary),
    }
    return Rendered(subject, _wrapped(render("summary.txt", context)), render_page("summary.html", context))


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
    )


def _chart_note(summary: Summary) -> str:
    note = "Interviews that said it, of those that were asked."
    if any(not theme.bar_is_exact for theme in summary.themes):
        note += " Pale bars stand for words, not for a number."
    return note


def _foot(summary: Summary) -> list[str]:
    lines = []
    if summary.left_out:
        lines.append(
            f"{_many(summary.left_out, 'headline')} left out: a quote that is not word for word in the notes,"
            " or an interview that may not be quoted or is no longer there."
        )
    held = "is" if summary.held == 1 else "are"
    lines.append(
        f"{_many(summary.held, 'interview')} {held} held and not counted here; “sayback holds” says why."
        if summary.held
        else "No interview is held."
    )
    lines.append("Names and contact details were taken out before anything was stored; words stand in their places.")
    return lines


def _many(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"


def _wrapped(text: str) -> str:
    """Long lines broken at TEXT_WIDTH characters, the rest of an item indented under its start."""
    lines = []
    for line in text.splitlines():
        mark = re.match(r"\s*(?:\d+\. |- )?", line)
        hang = " " * (mark.end() if mark else 0)
        lines += textwrap.wrap(line, TEXT_WIDTH, subsequent_indent=hang, break_long_words=False) or [""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
