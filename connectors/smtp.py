"""Letters through a mail server (SMTP, RFC 5321), several over one connection."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from connectors.mailer import MailerMisconfigured, MailerPostponed, MailerRefused, MailerUnavailable, MailerUncertain
from connectors.message import as_message, ascii_domain, needs_smtputf8
from rounds.letters import Letter
from rounds.round import Mail

_READY, _GO_AHEAD = 250, 354
_TEMPORARY = range(400, 500)
_CLOSING = 421


class SmtpMailer:
    """Sends through the server of ``settings``. Connects at the first letter, and again when the server hung up.

    ``password`` is asked for only with a user; ``tls`` replaces the system's certificates (for tests and own CAs).
    """

    def __init__(self, settings: Mail, password: str | None = None, tls: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._password = password
        self._tls = tls or ssl.create_default_context()
        self._server: smtplib.SMTP | None = None

    def send(self, letter: Letter, message_id: str) -> None:
        """Sends ``letter``; returns when the server has taken it.

        Raises MailerUnavailable (4xx, no connection), MailerRefused (5xx for this letter), MailerMisconfigured
        (certificate, sign-in, sender), MailerUncertain (no answer after the text was under way).
        """
        data = _Envelope(letter, message_id)
        server = self._begin(data)
        try:
            self._name_recipient(server, data)
            self._hand_over(server, data)
        except (MailerUncertain, MailerUnavailable):
            self.close()  # whatever state the server is in, the next letter starts afresh
            raise

    def check(self) -> None:
        """Connects and signs in, and sends nothing. Raises MailerUnavailable or MailerMisconfigured."""
        if self._server is None:
            self._server = self._connected()

    def close(self) -> None:
        """Says goodbye to the server, if it is still there."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _begin(self, data: _Envelope) -> smtplib.SMTP:
        """A connection on which the sender was accepted; a kept one may have been closed since the last letter."""
        if self._server is not None:
            try:
                self._name_sender(self._server, data)
            except MailerUnavailable:
                self.close()
            else:
                return self._server
        self._server = self._connected()
        try:
            self._name_sender(self._server, data)
        except MailerUnavailable:
            self.close()
            raise
        return self._server

    def _connected(self) -> smtplib.SMTP:
        settings = self._settings
        with self._explained():
            if settings.security == "tls":
                server: smtplib.SMTP = smtplib.SMTP_SSL(
                    settings.host, settings.port, timeout=settings.timeout_seconds, context=self._tls
                )
            else:
                server = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout_seconds)
        try:
            with self._explained():
                if settings.security == "starttls":
                    server.starttls(context=self._tls)
                server.ehlo_or_helo_if_needed()
                if settings.user is not None:
                    server.login(settings.user, self._password or "")
        except BaseException:
            server.close()
            raise
        return server

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Failures on the way to a session, as ours."""
        place = f"{self._settings.host}:{self._settings.port}"
        try:
            yield
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code in _TEMPORARY:
                raise MailerUnavailable(f"The mail server {place} cannot check sign-ins now. Try later.") from None
            raise MailerMisconfigured(
                f"The mail server {place} does not accept the user of [mail] in round.toml with the password in"
                " SAYBACK_SMTP_PASSWORD. Correct one of them."
            ) from None
        except smtplib.SMTPNotSupportedError:
            raise MailerMisconfigured(
                f"The mail server {place} does not offer STARTTLS or a way to sign in. Check `port` and `security`"
                ' ("starttls", "tls" or "none") of [mail] in round.toml.'
            ) from None
        except ssl.SSLCertVerificationError:
            raise MailerMisconfigured(
                f"The certificate of the mail server {place} is not trusted. Check `host` of [mail] in round.toml."
            ) from None
        except ssl.SSLError:
            raise MailerMisconfigured(
                f"The mail server {place} does not speak TLS this way. Check `port` and `security` of [mail]"
                ' in round.toml: 587 is usually "starttls", 465 "tls".'
            ) from None
        except (OSError, smtplib.SMTPException):
            raise MailerUnavailable(f"The mail server {place} does not answer. Try again later.") from None

    def _name_sender(self, server: smtplib.SMTP, data: _Envelope) -> None:
        if data.needs_utf8 and not server.has_extn("smtputf8"):
            raise MailerRefused(f"{data.name}: the mail server takes only ASCII characters before the @.")
        with self._before_data(data):
            code, _ = server.mail(data.sender, ["SMTPUTF8", "BODY=8BITMIME"] if data.needs_utf8 else [])
        if code in _TEMPORARY:
            raise MailerUnavailable(f"{data.name}: the mail server takes no mail now ({code}). Try again later.")
        if code != _READY:
            self._reset(server)
            raise MailerMisconfigured(
                f"The mail server does not accept `sender` of [letters] in round.toml ({code}). Correct it, or sign in."
            )

    def _name_recipient(self, server: smtplib.SMTP, data: _Envelope) -> None:
        with self._before_data(data):
            code, _ = server.rcpt(data.recipient)
        if code in _TEMPORARY:
            self._postpone(server, data, code)
        if code not in (_READY, 251):
            self._reset(server)
            raise MailerRefused(f"{data.name}: the mail server refuses its recipient ({code}). Check the address.")

    def _hand_over(self, server: smtplib.SMTP, data: _Envelope) -> None:
        with self._before_data(data):
            code, _ = server.docmd("DATA")
        if code == _GO_AHEAD:
            with self._after_data(data):
                server.send(data.text + b".\r\n")
                code, _ = server.getreply()
        if code in _TEMPORARY:
            self._postpone(server, data, code)
        if code != _READY:
            self._reset(server)
            raise MailerRefused(f"{data.name}: the mail server refuses it ({code}). Look at its text and size.")

    def _postpone(self, server: smtplib.SMTP, data: _Envelope, code: int) -> None:
        if code == _CLOSING:
            raise MailerUnavailable(f"{data.name}: the mail server is closing ({code}). Try again later.")
        self._reset(server)
        raise MailerPostponed(f"{data.name}: the mail server puts it off ({code}). Try again later.")

    @contextmanager
    def _before_data(self, data: _Envelope) -> Iterator[None]:
        try:
            yield
        except (OSError, smtplib.SMTPException):
            raise MailerUnavailable(f"{data.name}: the connection was lost before it was sent. Try again.") from None

    @contextmanager
    def _after_data(self, data: _Envelope) -> Iterator[None]:
        try:
            yield
        except (OSError, smtplib.SMTPException):
            raise MailerUncertain(
                f"{data.name}: the connection was lost before the mail server confirmed it. It may have arrived."
            ) from None

    def _reset(self, server: smtplib.SMTP) -> None:
        with suppress(smtplib.SMTPException, OSError):
            server.rset()


class _Envelope:
    """A letter as the server sees it: sender, recipient, and its text with dots doubled at the start of lines."""

    def __init__(self, letter: Letter, message_id: str) -> None:
        message = as_message(letter, message_id)
        self.name = f"Letter {letter.key}"
        self.sender = ascii_domain(letter.sender)
        self.recipient = ascii_domain(letter.recipient.email)
        self.needs_utf8 = needs_smtputf8(letter)
        text = message.as_bytes()
        ended = text if text.endswith(b"\r\n") else text + b"\r\n"
        self.text = re.sub(rb"(?m)^\.", b"..", ended)
