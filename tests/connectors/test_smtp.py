"""Letters through a mail server: a real one, in this process."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from connectors.mailer import MailerMisconfigured, MailerPostponed, MailerRefused, MailerUnavailable, MailerUncertain
from connectors.smtp import SmtpMailer
from rounds.round import Mail
from tests.connectors.certificate import write_certificate
from tests.connectors.letters import LETTER, MESSAGE_ID, letter_to
from tests.connectors.mail_server import Inbox, free_port, running


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    return write_certificate(tmp_path_factory.mktemp("tls") / "server.pem")


def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate)


def sign_in(server, session, envelope, mechanism, data: LoginPassword) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"listening", b"right"), handled=False)


def test_a_letter_arrives_with_every_line_it_had(inbox):
    with running(inbox) as settings:
        mailer = SmtpMailer(settings)
        mailer.send(LETTER, MESSAGE_ID)
        mailer.close()
    message = message_from_bytes(inbox.messages[0], policy=default)
    assert isinstance(message, EmailMessage)
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == LETTER.text
    assert message["Message-ID"] == MESSAGE_ID
    assert inbox.recipients == ["lindqvist@district.example"]


def test_many_letters_share_one_connection(inbox):
    with running(inbox) as settings:
        mailer = SmtpMailer(settings)
        for number in range(5):
            mailer.send(letter_to(f"a{number}@b.example"), MESSAGE_ID)
        mailer.close()
    assert len(inbox.messages) == 5
    assert len(inbox.connections) == 1


def test_a_refused_recipient_does_not_keep_the_next_letter_back(inbox):
    inbox.answers["gone@b.example"] = "550 no such user"
    with running(inbox) as settings:
        mailer = SmtpMailer(settings)
        with pytest.raises(MailerRefused) as caught:
            mailer.send(letter_to("gone@b.example"), MESSAGE_ID)
        mailer.send(letter_to("here@b.example"), MESSAGE_ID)
        mailer.close()
    assert inbox.recipients == ["here@b.example"]
    assert "gone@" not in str(caught.value)
    assert LETTER.key in str(caught.value)
    assert caught.value.exit_code == 5


@pytest.mark.parametrize(
    ("step", "problem"),
    [("MAIL", MailerUnavailable), ("a@b.example", MailerPostponed), ("DATA", MailerPostponed)],
)
def test_a_letter_that_is_put_off_can_be_tried_again(inbox, step, problem):
    inbox.answers[step] = "451 greylisted, come back later"
    with running(inbox) as settings:
        mailer = SmtpMailer(settings)
        with pytest.raises(problem) as caught:
            mailer.send(letter_to("a@b.example"), MESSAGE_ID)
        inbox.answers.clear()
        mailer.send(letter_to("a@b.example"), MESSAGE_ID)
        mailer.close()
    assert caught.value.exit_code == 4
    assert inbox.recipients == ["a@b.example"]


def test_a_letter_whose_text_is_refused_is_refused(inbox):
    inbox.answers["DATA"] = "554 looks like spam"
    with running(inbox) as settings:
        mailer = SmtpMailer(settings)
        with pytest.raises(MailerRefused):
            mailer.send(LETTER, MESSAGE_ID)
        mailer.close()


def test_a_refused_sender_is_a_setting_to_mend(inbox):
    inbox.answers["MAIL"] = "550 who are you"
    with running(inbox) as settings:
        mailer = SmtpMailer(settings)
        with pytest.raises(MailerMisconfigured, match="sender"):
            mailer.send(LETTER, MESSAGE_ID)
        mailer.close()


def test_no_server_at_all_means_try_again_later():
    settings = Mail(host="127.0.0.1", port=free_port(), security="none", timeout_seconds=2)
    with pytest.raises(MailerUnavailable, match="does not answer"):
        SmtpMailer(settings).send(LETTER, MESSAGE_ID)


def test_a_connection_that_the_server_closed_meanwhile_is_opened_again(inbox):
    with running(inbox) as settings:
        mailer = SmtpMailer(settings)
        mailer.send(letter_to("a@b.example"), MESSAGE_ID)
        assert mailer._server is not None
        assert mailer._server.sock is not None
        mailer._server.sock.shutdown(socket.SHUT_RDWR)
        mailer.send(letter_to("c@d.example"), MESSAGE_ID)
        mailer.close()
    assert inbox.recipients == ["a@b.example", "c@d.example"]


def test_letters_go_encrypted_and_signed_in_over_starttls(inbox, certificate):
    options = {"tls_context": server_tls(certificate), "require_starttls": True}
    with running(inbox, **options, authenticator=sign_in, auth_required=True) as plain:
        settings = plain.model_copy(update={"security": "starttls", "host": "localhost", "user": "listening"})
        mailer = SmtpMailer(settings, "right", tls=trusting(certificate))
        mailer.send(LETTER, MESSAGE_ID)
        mailer.close()
        with pytest.raises(MailerMisconfigured, match="SAYBACK_SMTP_PASSWORD") as caught:
            SmtpMailer(settings, "wrong-secret", tls=trusting(certificate)).send(LETTER, MESSAGE_ID)
    assert len(inbox.messages) == 1
    assert "wrong-secret" not in str(caught.value)


def test_letters_go_over_tls_from_the_first_byte(inbox, certificate):
    with running(inbox, ssl_context=server_tls(certificate)) as plain:
        settings = plain.model_copy(update={"security": "tls", "host": "localhost"})
        mailer = SmtpMailer(settings, tls=trusting(certificate))
        mailer.send(LETTER, MESSAGE_ID)
        mailer.close()
    assert len(inbox.messages) == 1


def test_a_certificate_that_nobody_vouches_for_stops_everything(inbox, certificate):
    with running(inbox, tls_context=server_tls(certificate)) as plain:
        settings = plain.model_copy(update={"security": "starttls", "host": "localhost"})
        with pytest.raises(MailerMisconfigured, match="not trusted"):
            SmtpMailer(settings).send(LETTER, MESSAGE_ID)
    assert inbox.messages == []


def test_a_server_without_starttls_gets_no_letter_and_no_password(inbox):
    with running(inbox) as plain:
        settings = plain.model_copy(update={"security": "starttls", "user": "listening"})
        with pytest.raises(MailerMisconfigured, match="STARTTLS"):
            SmtpMailer(settings, "right").send(LETTER, MESSAGE_ID)
    assert inbox.messages == []


def test_tls_against_a_port_that_speaks_plainly_names_the_settings(inbox):
    with running(inbox) as plain:
        settings = plain.model_copy(update={"security": "tls"})
        with pytest.raises(MailerMisconfigured, match="security"):
            SmtpMailer(settings).send(LETTER, MESSAGE_ID)


def test_an_address_with_accents_goes_to_a_server_that_knows_them_and_is_refused_by_others(inbox):
    with running(inbox, enable_SMTPUTF8=True) as settings:
        mailer = SmtpMailer(settings)
        mailer.send(letter_to("josé@escuela.example"), MESSAGE_ID)
        mailer.send(letter_to("jo@schüle.example"), MESSAGE_ID)
        mailer.close()
    assert inbox.recipients == ["josé@escuela.example", "jo@xn--schle-mva.example"]
    assert "SMTPUTF8" in inbox.options[0]
    assert "SMTPUTF8" not in inbox.options[1]
    with running(inbox, enable_SMTPUTF8=False) as settings:
        mailer = SmtpMailer(settings)
        with pytest.raises(MailerRefused):
            mailer.send(letter_to("josé@escuela.example"), MESSAGE_ID)
        mailer.close()


@contextmanager
def dying_server(die_after: bytes) -> Iterator[Mail]:
    """A server that hangs up without an answer as soon as it has read ``die_after``."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"220 ready\r\n")
            received = b""
            while chunk := connection.recv(65536):
                received += chunk
                if die_after in received.upper():
                    return
                if received.endswith(b"\r\n"):
                    connection.sendall(b"354 go ahead\r\n" if received.endswith(b"DATA\r\n") else b"250 OK\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield Mail(host="127.0.0.1", port=listener.getsockname()[1], security="none", timeout_seconds=5)
    finally:
        thread.join()
        listener.close()


@pytest.mark.parametrize(
    ("die_after", "failure"),
    [
        (b"MAIL FROM", MailerUnavailable),
        (b"RCPT TO", MailerUnavailable),
        (b"DATA\r\n", MailerUnavailable),
        (b"\r\n.\r\n", MailerUncertain),
    ],
)
def test_a_connection_lost_after_the_text_leaves_the_letter_uncertain_and_before_it_unsent(
    die_after: bytes, failure: type[Exception]
):
    with dying_server(die_after) as settings, closing(SmtpMailer(settings)) as mailer, pytest.raises(failure):
        mailer.send(LETTER, MESSAGE_ID)


def test_a_server_that_never_answers_is_given_up(inbox):
    listener = socket.create_server(("127.0.0.1", 0))
    settings = Mail(host="127.0.0.1", port=listener.getsockname()[1], security="none", timeout_seconds=0.2)
    with pytest.raises(MailerUnavailable):
        SmtpMailer(settings).send(LETTER, MESSAGE_ID)
    listener.close()


def test_closing_twice_or_before_the_first_letter_is_harmless():
    mailer = SmtpMailer(Mail(host="127.0.0.1", port=1, security="none"))
    mailer.close()
    mailer.close()
