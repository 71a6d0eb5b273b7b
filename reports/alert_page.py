"""The mail to whoever looks after unattended rounds: what is wrong, since when, what to do, and what is over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reports.alert import GROUPS, RoundAlert, grouped
from reports.rendering import Rendered, render, render_page
from reports.text_lines import wrapped
from rounds.letters import Letter, Recipient

_COMMAND = re.compile(r"\bsayback [a-z-]+ (?:'[^'\n]*'|[\w./-]*\w)")
_NO_BREAK = "\u00a0"
_FOOT = (
    "Sayback tells this once when it begins, and once when it is over.",
    "Where each round stands: sayback status DIR, or for all of them: sayback status FOLDER --all",
    "Who gets this mail stands in [alerts] of round.toml or district.toml. No word of an interview is ever in it.",
)


def render_alert(alerts: Sequence[RoundAlert]) -> Rendered:
    """One mail about all of ``alerts``: subject, text and HTML, in English. Raises TemplateProblem."""
    lasting = [one for one in alerts if one.incident.over is None]
    parts = {
        "wrong": grouped(one for one in lasting if not one.incident.passing),
        "to_know": grouped(one for one in lasting if one.incident.passing),
        "over": grouped(one for one in alerts if one.incident.over is not None),
    }
    subject = _subject(alerts)
    context = {
        "language": "en",
        "subject": subject,
        "headline": subject.removeprefix("Sayback: "),
        "preheader": next((group.what for groups in parts.values() for group in groups), ""),
        "cut": sum(max(0, len(groups) - GROUPS) for groups in parts.values()),
        "foot": _FOOT,
        **{name: groups[:GROUPS] for name, groups in parts.items()},
    }
    return Rendered(subject, _wrapped(render("alert.txt", context)), render_page("alert.html", context))


def alert_letter(rendered: Rendered, recipient: Recipient, sender: str, key: str) -> Letter:
    """The rendered mail, addressed. ``key`` names it in messages, and holds no address."""
    return Letter(
        key=key,
        recipient=recipient,
        sender=sender,
        reply_to=sender,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        sender_name="Sayback",
    )


def _wrapped(text: str) -> str:
    """In short lines, but for commands: those are to be copied."""
    whole = _COMMAND.sub(lambda command: command[0].replace(" ", _NO_BREAK), text)
    return wrapped(whole).replace(_NO_BREAK, " ")


def _subject(alerts: Sequence[RoundAlert]) -> str:
    """``Sayback: 2 rounds need you, 1 is well again``"""
    wrong = _titles(one for one in alerts if one.incident.over is None and not one.incident.passing)
    sick = {one.folder for one in alerts if one.incident.over is None and not one.incident.passing}
    well = _titles(one for one in alerts if one.incident.over is not None and one.folder not in sick)
    known = _titles(one for one in alerts if one.incident.over is None and one.incident.passing)
    parts = []
    if wrong:
        parts.append(f"{wrong[0]} needs you" if len(wrong) == 1 else f"{len(wrong)} rounds need you")
    if well and wrong:
        parts.append(f"{len(well)} {'is' if len(well) == 1 else 'are'} well again")
    elif well:
        parts.append(f"{well[0]} is well again" if len(well) == 1 else f"{len(well)} rounds are well again")
    if not parts:
        parts.append(f"to know about {known[0] if len(known) == 1 else f'{len(known)} rounds'}")
    return f"Sayback: {', '.join(parts)}"


def _titles(alerts: Iterable[RoundAlert]) -> list[str]:
    """What the rounds are called, each once; two of the same name are two."""
    return list({one.folder: one.title for one in alerts}.values())
