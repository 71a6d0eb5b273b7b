"""A session with a mail server: connected, encrypted, signed in; or the reason why not, in our words."""

from __future__ import annotations

import ipaddress
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from connectors.mailer import MailerMisconfigured, MailerUnavailable
from connectors.time_limit import TimeLimit
from rounds.round import Mail

TEMPORARY = range(400, 500)


def open_session(settings: Mail, password: str | None, tls: ssl.SSLContext, limit: TimeLimit) -> smtplib.SMTP:
    """Connects, encrypts and signs in as ``settings`` say; ``limit`` holds the connection from its first byte on.

    Raises MailerUnavailable (no answer), MailerMisconfigured (certificate, security, sign-in).
    """
    _check_password(settings, password)
    with _explained(settings):
        server = _connected(settings, tls, limit)
        try:
            if settings.security == "starttls":
                server.starttls(context=tls)
            server.ehlo_or_helo_if_needed()
            if settings.user is not None:
                server.login(settings.user, password or "")
        except BaseException:
            server.close()
            raise
    return server


def _connected(settings: Mail, tls: ssl.SSLContext, limit: TimeLimit) -> smtplib.SMTP:
    if settings.security == "tls":
        return _OverTls(limit, settings.host, settings.port, timeout=settings.timeout_seconds, context=tls)
    return _Plain(limit, settings.host, settings.port, timeout=settings.timeout_seconds)


class _Plain(smtplib.SMTP):
    def __init__(self, limit: TimeLimit, *args: Any, **options: Any) -> None:
        limit.held = self  # before connecting: the greeting may trickle, too
        super().__init__(*args, **options)


class _OverTls(smtplib.SMTP_SSL):
    def __init__(self, limit: TimeLimit, *args: Any, **options: Any) -> None:
        limit.held = self
        super().__init__(*args, **options)


def _check_password(settings: Mail, password: str | None) -> None:
    if settings.user is None:
        return
    if not password:
        raise MailerMisconfigured(
            "[mail] in round.toml names a user, and there is no password: set the environment variable"
            " SAYBACK_SMTP_PASSWORD, or take `user` out."
        )
    if settings.security == "none" and not _is_this_machine(settings.host):
        raise MailerMisconfigured(
            'With `security = "none"` of [mail] in round.toml everybody on the way could read the password.'
            ' Set it to "starttls" or "tls", or take `user` out.'
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


@contextmanager
def _explained(settings: Mail) -> Iterator[None]:
    """Failures on the way to a session, as ours."""
    place = f"{settings.host}:{settings.port}"
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code in TEMPORARY:
            raise MailerUnavailable(f"The mail server {place} cannot check sign-ins now. Try later.") from None
        raise MailerMisconfigured(
            f"The mail server {place} does not accept the user of [mail] in round.toml with the password in"
            " SAYBACK_SMTP_PASSWORD. Correct one of them."
        ) from None
    except UnicodeEncodeError:  # it quotes the password
        raise MailerMisconfigured(
            "The user of [mail] in round.toml or the password in SAYBACK_SMTP_PASSWORD has a character that mail"
            " servers cannot take. Use letters, digits and signs of an English keyboard."
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
    except ssl.SSLEOFError:  # the line went dead, or our time was over
        raise MailerUnavailable(f"The mail server {place} does not answer. Try again later.") from None
    except ssl.SSLError:
        raise MailerMisconfigured(
            f"The mail server {place} does not speak TLS this way. Check `port` and `security` of [mail]"
            ' in round.toml: 587 is usually "starttls", 465 "tls".'
        ) from None
    except (OSError, smtplib.SMTPException):
        raise MailerUnavailable(f"The mail server {place} does not answer. Try again later.") from None
