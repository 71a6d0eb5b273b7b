"""Hands alerts over to mailers: each way is opened once, and one that fails is not asked again in this run."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from connectors.mailer import Mailer, MailerRefused, MailerUncertain
from connectors.outbox import Outbox
from connectors.smtp import SmtpMailer
from flows.steps.alert_settings import Way
from flows.steps.failures import UnexpectedFailure, without_text
from reports.alert import RoundAlert
from reports.alert_page import alert_letter, render_alert
from reports.rendering import Rendered
from rounds.errors import SaybackError
from rounds.letters import Letter, Recipient
from rounds.mail_address import mailbox

LIMIT = 60.0  # seconds for a whole mail: a server that hangs must not keep the night


class Handed(StrEnum):
    """What became of a mail: sent, laid out, refused for good, or not taken by anybody."""

    SENT = "sent"
    OUTBOX = "outbox"
    REFUSED = "refused"
    NOT = "not"


@dataclass(slots=True)
class AlertMail:
    """The mailers of one run. Into ``problems`` go sentences about what could not be sent, without addresses."""

    problems: list[str]
    _open: dict[Way, Mailer] = field(default_factory=dict)
    _failed: set[Way] = field(default_factory=set)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for mailer in self._open.values():
            with suppress(SaybackError, OSError):  # what was handed over is not touched
                mailer.close()

    def hand_over(self, address: str, alerts: Sequence[RoundAlert], ways: Sequence[Way], outbox: Path) -> Handed:
        """One mail about ``alerts`` to ``address``: by the first of ``ways`` that takes it, else in ``outbox``."""
        rendered = render_alert(alerts)
        if not ways:
            return self._lay_out(_letter(rendered, address, address), outbox)
        for way in ways:
            if way not in self._failed:
                handed = self._send(_letter(rendered, address, way.sender), way)
                if handed is not Handed.NOT or way not in self._failed:
                    return handed
        return Handed.NOT

    def _send(self, letter: Letter, way: Way) -> Handed:
        try:
            without_text(self._mailer(way).send)(letter, _message_id(letter))
            return Handed.SENT
        except MailerRefused as error:
            self._note(f"{error} It is the mail “{letter.subject}” to somebody in [alerts].")
            return Handed.REFUSED
        except MailerUncertain as error:  # told once more, rather than never
            self._note(str(error))
        except SaybackError as error:
            self._note(f"Nobody could be told by mail: {error}")
            self._failed.add(way)
        except UnexpectedFailure as error:
            self._note(f"Nobody could be told by mail, for a bug: {error}")
            self._failed.add(way)
        return Handed.NOT

    def _mailer(self, way: Way) -> Mailer:
        if way not in self._open:
            self._open[way] = without_text(_mailer_for)(way)
        return self._open[way]

    def _lay_out(self, letter: Letter, outbox: Path) -> Handed:
        try:
            Outbox(outbox).send(letter, _message_id(letter))
        except SaybackError as error:
            self._note(f"A mail could not be laid out: {error}")
            return Handed.NOT
        return Handed.OUTBOX

    def _note(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def _mailer_for(way: Way) -> Mailer:
    if way.mail.service == "gmail":
        from connectors.gmail import gmail_mailer  # Google's clients take a second to import

        return gmail_mailer(way.mail.user or way.sender)
    return SmtpMailer(way.mail, os.environ.get("SAYBACK_SMTP_PASSWORD"), limit_seconds=LIMIT)


def _letter(rendered: Rendered, address: str, sender: str) -> Letter:
    digest = hashlib.sha256("\0".join((mailbox(address), rendered.subject, rendered.text)).encode()).hexdigest()
    return alert_letter(rendered, Recipient(digest[:12], "", address, "en"), sender, f"alert/{digest[:20]}")


def _message_id(letter: Letter) -> str:
    """The same for the same words to the same person: a mail that comes twice is one to most mail programs."""
    return f"<{letter.key.replace('/', '.')}@{letter.sender.rpartition('@')[2]}>"
