"""A real mail server in this process, which notes what it got and answers as it is told."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session

from rounds.round import Mail


@dataclass
class Inbox:
    """What the server got, and what it was told to answer."""

    answers: dict[str, str] = field(default_factory=dict)
    messages: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    connections: set[Any] = field(default_factory=set)
    options: list[list[str]] = field(default_factory=list)

    async def handle_MAIL(self, server, session: Session, envelope: Envelope, address: str, options):  # noqa: N802
        if answer := self.answers.get("MAIL"):
            return answer
        self.options.append(options)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session: Session, envelope: Envelope, address: str, options):  # noqa: N802
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session: Session, envelope: Envelope):  # noqa: N802
        if answer := self.answers.get("DATA"):
            return answer
        self.messages.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        self.connections.add(session.peer)
        return "250 taken"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(inbox: Inbox, **options: Any) -> Iterator[Mail]:
    """A server for ``inbox``; yields the settings that reach it."""
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield Mail(host="127.0.0.1", port=controller.port, security="none", timeout_seconds=5)
    finally:
        controller.stop()
