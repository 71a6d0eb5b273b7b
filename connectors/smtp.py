"""Letters through a mail server (SMTP, RFC 5321), several over one connection."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from connectors.composed import Composed, take
from connectors.mailer import (
    MailerMisconfigured,
    MailerPostponed,
    MailerRefused,
    MailerUnavailable,
    MailerUncertain,
)
from connectors.smtp_session import TEMPORARY, open_session
from connectors.time_limit import TimeLimit
from rounds.letters import Letter
from rounds.round import Mail

LETTERS_PER_CONNECTION = 100  # many servers want a new one sooner or later, and not all of them say so
_PATIENCE = 10  # a whole letter may take as long as so many single answers: 5 minutes by default, as RFC 5321 advises
_ACCEPTED, _REFUSED = range(200, 300), range(500, 600)
_GO_AHEAD, _CLOSING = 354, 421
_ENHANCED = re.compile(rb"([245]\.\d{1,3}\.\d{1,3})(?![\d.])")  # RFC 2034: the status begins the answer's text


class SmtpMailer:
    """Sends through the server of ``settings``. Connects at the first letter, and again when the server hung up.

    ``password`` is asked for only with a user; ``tls`` replaces the system's certificates (for tests and own CAs).
    ``limit_seconds`` is how long one letter may take up to its text, and once more from there: a server that sends its
    answers byte by byte would outlive the timeout of a single read. By default ten times `timeout_seconds`.
    """

    def __init__(
        self,
        settings: Mail,
        password: str | None = None,
        tls: ssl.SSLContext | None = None,
        *,
        limit_seconds: float | None = None,
    ) -> None:
        self._settings = settings
        self._password = password
        self._tls = tls or ssl.create_default_context()
        self._seconds = limit_seconds or _PATIENCE * settings.timeout_seconds
        self._limit = TimeLimit()
        self._server: smtplib.SMTP | None = None
        self._taken = 0  # letters on this connection

    def send(self, letter: Letter, message_id: str) -> None:
        """Sends ``letter``; returns when the server has taken it.

        Raises MailerUnavailable (no connection, or the server takes no mail now), MailerPostponed (4xx for this
        letter), MailerRefused (5xx for this letter), MailerMisconfigured (certificate, sign-in, sender),
        MailerUncertain (no answer after the text was under way).
        """
        data = take(letter, message_id)
        try:
            with self._limit.seconds(self._seconds):
                server = self._begin(data)
            with self._limit.seconds(self._seconds):
                self._hand_over(server, data)
        except (MailerUncertain, MailerUnavailable):
            self._hang_up()  # whatever state the server is in, the next letter starts afresh
            raise
        self._taken += 1

    def check(self) -> None:
        """Connects and signs in, and sends nothing. Raises MailerUnavailable or MailerMisconfigured."""
        if self._server is None:
            with self._limit.seconds(self._seconds):
                self._connect()

    def close(self) -> None:
        """Says goodbye to the server, if it is still there."""
        self._hang_up()
        self._limit.close()

    def _hang_up(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError), self._limit.seconds(self._settings.timeout_seconds):
                server.quit()
            server.close()

    def _connect(self) -> smtplib.SMTP:
        self._server, self._taken = open_session(self._settings, self._password, self._tls, self._limit), 0
        return self._server

    def _begin(self, data: Composed) -> smtplib.SMTP:
        """A connection on which the server waits for the text; a kept one may have been closed since the last letter.

        Nothing of the letter is on its way before that, so what fails on a kept connection is tried on a fresh one.
        """
        if self._taken >= LETTERS_PER_CONNECTION:
            self._hang_up()
        if self._server is not None:
            try:
                return self._offer(self._server, data)
            except (MailerUnavailable, MailerMisconfigured):  # "too many in this session" comes in several codes
                self._hang_up()
        return self._offer(self._connect(), data)

    def _offer(self, server: smtplib.SMTP, data: Composed) -> smtplib.SMTP:
        self._name_sender(server, data)
        self._name_recipient(server, data)
        self._announce_text(server, data)
        return server

    def _name_sender(self, server: smtplib.SMTP, data: Composed) -> None:
        if data.needs_utf8 and not server.has_extn("smtputf8"):
            raise MailerRefused(f"{_name(data)}: the mail server takes only ASCII characters before the @.", "5.6.7")
        with self._before_text(data):
            code, _ = server.mail(data.sender, ["SMTPUTF8", "BODY=8BITMIME"] if data.needs_utf8 else [])
        if code in _ACCEPTED:
            return
        if code in _REFUSED:
            self._reset(server)
            raise MailerMisconfigured(
                f"The mail server does not accept `sender` of [letters] in round.toml ({code}). Correct it, or sign in."
            )
        raise MailerUnavailable(f"{_name(data)}: the mail server takes no mail now ({code}). Try again later.")

    def _name_recipient(self, server: smtplib.SMTP, data: Composed) -> None:
        with self._before_text(data):
            code, answer = server.rcpt(data.recipient)
        if code in _ACCEPTED:
            return
        self._put_off(server, data, code, answer)
        raise MailerRefused(
            f"{_name(data)}: the mail server refuses its recipient ({code}). Check the address.",
            _reason(code, answer),
        )

    def _announce_text(self, server: smtplib.SMTP, data: Composed) -> None:
        with self._before_text(data):
            code, answer = server.docmd("DATA")
        if code != _GO_AHEAD:
            self._put_off(server, data, code, answer)
            raise _text_refused(data, code, answer)

    def _hand_over(self, server: smtplib.SMTP, data: Composed) -> None:
        with self._after_text(data):
            # Some servers look for spam before they answer. Who hangs up meanwhile leaves an uncertain letter.
            server.sock.settimeout(self._seconds)  # type: ignore[union-attr]
            server.send(_quoted(data.message) + b".\r\n")
            code, answer = server.getreply()
            server.sock.settimeout(self._settings.timeout_seconds)  # type: ignore[union-attr]
        if code in _ACCEPTED:
            return
        if code not in TEMPORARY and code not in _REFUSED:
            raise _uncertain(data)
        self._put_off(server, data, code, answer)
        raise _text_refused(data, code, answer)

    def _put_off(self, server: smtplib.SMTP, data: Composed, code: int, answer: bytes) -> None:
        """Raises what a refusal means that is not for good; makes the connection fit for the next letter."""
        if code == _CLOSING or (code not in TEMPORARY and code not in _REFUSED):
            raise MailerUnavailable(f"{_name(data)}: the mail server ends the session ({code}). Try again later.")
        self._reset(server)
        if code in TEMPORARY:
            reason = _reason(code, answer)
            raise MailerPostponed(f"{_name(data)}: the mail server puts it off ({reason}). Try again later.", reason)

    @contextmanager
    def _before_text(self, data: Composed) -> Iterator[None]:
        try:
            yield
        except (OSError, smtplib.SMTPException):
            raise MailerUnavailable(f"{_name(data)}: the connection was lost before it was sent. Try again.") from None

    @contextmanager
    def _after_text(self, data: Composed) -> Iterator[None]:
        try:
            yield
        except (OSError, smtplib.SMTPException):
            raise _uncertain(data) from None

    def _reset(self, server: smtplib.SMTP) -> None:
        with suppress(smtplib.SMTPException, OSError):
            server.rset()


def _name(data: Composed) -> str:
    return f"Letter {data.letter.key}"


def _quoted(message: bytes) -> bytes:
    """``message`` as it goes over the line: dots doubled at the start of lines, the last line ended."""
    ended = message if message.endswith(b"\r\n") else message + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", ended)


def _reason(code: int, answer: bytes) -> str:
    """``5.1.1`` if the answer begins with such a status of the same kind, else ``550``. Never the server's words."""
    found = _ENHANCED.match(answer)
    return found[1].decode() if found and found[1][:1] == str(code).encode()[:1] else str(code)


def _text_refused(data: Composed, code: int, answer: bytes) -> MailerRefused:
    return MailerRefused(
        f"{_name(data)}: the mail server refuses it ({code}). Look at its text and size.",
        f"{_reason(code, answer)}-text",
    )


def _uncertain(data: Composed) -> MailerUncertain:
    return MailerUncertain(
        f"{_name(data)}: the connection was lost before the mail server confirmed it. It may have arrived."
    )
