"""How long a mail server may take, when a fresh connection is made, and what of its answers is kept."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from connectors.mailer import MailerMisconfigured, MailerPostponed, MailerRefused, MailerUnavailable, MailerUncertain
from connectors.smtp import SmtpMailer
from rounds.round import Mail
from tests.connectors.letters import LETTER, MESSAGE_ID, letter_to
from tests.connectors.mail_server import Inbox, running
from tests.connectors.test_smtp import certificate, inbox, server_tls, sign_in, trusting

__all__ = ["certificate", "inbox"]


@contextmanager
def trickling_server(after: bytes, seconds: float = 30) -> Iterator[Mail]:
    """A server that answers ``after`` one byte at a time, and never to the end: each read is fast enough."""
    listener = socket.create_server(("127.0.0.1", 0))

    def trickle(connection: socket.socket) -> None:
        until = time.monotonic() + seconds
        with suppress(OSError):
            connection.sendall(b"250-")
            while time.monotonic() < until:
                connection.sendall(b"x")
                time.sleep(0.05)

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            if not after:
                return trickle(connection)
            connection.sendall(b"220 ready\r\n")
            received = b""
            while chunk := connection.recv(65536):
                received += chunk
                if after in received.upper():
                    return trickle(connection)
                if received.endswith(b"\r\n"):
                    connection.sendall(b"354 go ahead\r\n" if received.endswith(b"DATA\r\n") else b"250 OK\r\n")
        return None

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield Mail(host="127.0.0.1", port=listener.getsockname()[1], security="none", timeout_seconds=2)
    finally:
        thread.join()
        listener.close()


@pytest.mark.parametrize(
    ("after", "failure"),
    [(b"", MailerUnavailable), (b"RCPT TO", MailerUnavailable), (b"\r\n.\r\n", MailerUncertain)],
)
def test_an_answer_that_trickles_is_given_up_when_the_letters_time_is_over(after: bytes, failure: type[Exception]):
    with trickling_server(after) as settings, closing(SmtpMailer(settings, limit_seconds=0.3)) as mailer:
        began = time.monotonic()
        with pytest.raises(failure):
            mailer.send(LETTER, MESSAGE_ID)
        assert time.monotonic() - began < 2


def test_a_server_that_trickles_over_tls_is_given_up_too(inbox, certificate):
    async def never(*args):
        await asyncio.sleep(3)
        return "250 OK"

    inbox.handle_DATA = never
    with running(inbox, ssl_context=server_tls(certificate)) as plain:
        settings = plain.model_copy(update={"security": "tls", "host": "localhost"})
        mailer = SmtpMailer(settings, tls=trusting(certificate), limit_seconds=0.3)
        with closing(mailer), pytest.raises(MailerUncertain):
            mailer.send(LETTER, MESSAGE_ID)


def test_after_many_letters_a_fresh_connection_is_made(inbox, monkeypatch):
    monkeypatch.setattr("connectors.smtp.LETTERS_PER_CONNECTION", 3)
    with running(inbox) as settings, closing(SmtpMailer(settings)) as mailer:
        for number in range(7):
            mailer.send(letter_to(f"a{number}@b.example"), MESSAGE_ID)
    assert len(inbox.messages) == 7
    assert len(inbox.connections) == 3


@pytest.mark.parametrize("answer", ["421 too many letters", "552 5.3.2 too many in this session"])
def test_a_server_that_wants_a_fresh_connection_gets_one(inbox, answer):
    class Tired(Inbox):
        async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
            if session.peer in self.connections:
                return answer
            return await super().handle_MAIL(server, session, envelope, address, options)

    tired = Tired()
    with running(tired) as settings, closing(SmtpMailer(settings)) as mailer:
        for number in range(3):
            mailer.send(letter_to(f"a{number}@b.example"), MESSAGE_ID)
    assert len(tired.connections) == len(tired.messages) == 3


@pytest.mark.parametrize(
    ("step", "answer", "code"),
    [
        ("gone@b.example", "550 no such user 9.9.9", "550"),
        ("gone@b.example", "550 5.1.1 no such user gone@b.example", "5.1.1"),
        ("gone@b.example", "550 4.1.1 a code of another kind", "550"),
        ("DATA", "554 5.7.1 looks like spam", "5.7.1-text"),
    ],
)
def test_a_refusal_keeps_the_servers_code_and_none_of_its_words(inbox, step, answer, code):
    inbox.answers[step] = answer
    with running(inbox) as settings, closing(SmtpMailer(settings)) as mailer, pytest.raises(MailerRefused) as caught:
        mailer.send(letter_to("gone@b.example"), MESSAGE_ID)
    assert caught.value.code == code
    assert "gone@" not in str(caught.value)
    assert "spam" not in str(caught.value)


def test_a_letter_that_is_put_off_keeps_the_servers_code(inbox):
    inbox.answers["a@b.example"] = "451 4.7.1 greylisted"
    with running(inbox) as settings, closing(SmtpMailer(settings)) as mailer, pytest.raises(MailerPostponed) as caught:
        mailer.send(letter_to("a@b.example"), MESSAGE_ID)
    assert caught.value.code == "4.7.1"


def test_a_password_is_never_sent_readably_nor_shown():
    settings = Mail(host="mail.example.org", security="none", user="listening")
    with pytest.raises(MailerMisconfigured, match="read the password"):
        SmtpMailer(settings, "right").send(LETTER, MESSAGE_ID)
    with pytest.raises(MailerMisconfigured, match="SAYBACK_SMTP_PASSWORD"):
        SmtpMailer(settings).send(LETTER, MESSAGE_ID)


def test_a_password_with_an_accent_is_told_and_not_quoted(inbox, certificate):
    options = {"tls_context": server_tls(certificate), "authenticator": sign_in}
    with running(inbox, **options) as plain:
        settings = plain.model_copy(update={"security": "starttls", "host": "localhost", "user": "listening"})
        mailer = SmtpMailer(settings, "señor-secreto", tls=trusting(certificate))
        with closing(mailer), pytest.raises(MailerMisconfigured, match="character") as caught:
            mailer.send(LETTER, MESSAGE_ID)
    assert "secreto" not in str(caught.value)
    assert caught.value.__suppress_context__
