"""The mail to whoever looks after unattended rounds: what is wrong, since when, what to do, and what is over."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Sequence
from shlex import quote

from reports.alert import GROUPS, RoundAlert, grouped
from reports.alert_commands import NO_BREAK, pieces, unbroken
from reports.rendering import Rendered, render, render_page
from reports.text_lines import wrapped
from rounds.letters import Letter, Recipient

_TO_KNOW = "to know"
_FOOT = (
    "Sayback tells this once when it begins, and once when it is over.",
    "Who gets this mail stands in [alerts] of round.toml or district.toml. No word of an interview is ever in it.",
)


def render_alert(alerts: Sequence[RoundAlert]) -> Rendered:
    """One mail about all of ``alerts``: subject, text and HTML, in English. Raises TemplateProblem."""
    lasting = [one for one in alerts if one.incident.over is None]
    parts = {
        "wrong": grouped(one for one in lasting if one.incident.asks_somebody),
        "to_know": grouped(one for one in lasting if not one.incident.asks_somebody),
        "over": grouped(one for one in alerts if one.incident.over is not None),
    }
    subject = _subject(alerts)
    context = {
        "language": "en",
        "subject": subject,
        "headline": _headline(subject.removeprefix("Sayback: ")),
        "preheader": next((group.what for groups in parts.values() for group in groups), ""),
        "cut": sum(max(0, len(groups) - GROUPS) for groups in parts.values()),
        "foot": _FOOT,
        "host": socket.gethostname(),
        "look": _look({one.folder for one in alerts}),
        "pieces": pieces,
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
    return wrapped(unbroken(text)).replace(NO_BREAK, " ")


def _headline(subject: str) -> str:
    """With a capital, but for what may be the name of a folder."""
    return f"To know{subject.removeprefix(_TO_KNOW)}" if subject.startswith(f"{_TO_KNOW} about ") else subject


def _look(folders: set[str]) -> str:
    """The command that shows how the rounds in ``folders`` stand."""
    if len(folders) == 1:
        return f"sayback status {quote(*folders)}"
    above = os.path.commonpath(folders) if all(map(os.path.isabs, folders)) else ""
    return f"sayback status {quote(above) if above.strip('/') else 'FOLDER'} --all"


def _subject(alerts: Sequence[RoundAlert]) -> str:
    """``Sayback: 2 rounds need you, 1 is well again``"""
    wrong = _titles(one for one in alerts if one.incident.asks_somebody)
    sick = {one.folder for one in alerts if one.incident.asks_somebody}
    well = _titles(one for one in alerts if one.incident.over is not None and one.folder not in sick)
    known = _titles(one for one in alerts if one.incident.over is None and not one.incident.asks_somebody)
    parts = []
    if wrong:
        parts.append(f"{wrong[0]} needs you" if len(wrong) == 1 else f"{len(wrong)} rounds need you")
    if well:
        many = f"{len(well)} {'' if wrong else 'rounds '}are well again"
        parts.append(f"{well[0]} is well again" if len(well) == 1 else many)
    if not parts:
        parts.append(f"{_TO_KNOW} about {known[0] if len(known) == 1 else f'{len(known)} rounds'}")
    return f"Sayback: {', '.join(parts)}"


def _titles(alerts: Iterable[RoundAlert]) -> list[str]:
    """What the rounds are called, each once; two of the same name are two."""
    return list({one.folder: one.name for one in alerts}.values())
