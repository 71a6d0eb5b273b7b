"""What every way of sending letters offers, and how it can fail."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from rounds.errors import SaybackError, TryAgain
from rounds.letters import Letter

NOT_VALID = "not-valid"


class Mailer(Protocol):
    """Sends letters, one at a time. A copy of outbox.py is a good start for a new one."""

    def send(self, letter: Letter, message_id: str) -> None:
        """Hands ``letter`` over; returns only when whoever took it is now responsible for it.

        ``message_id`` is its Message-ID (RFC 5322), the same for every attempt.
        Raises MailerUnavailable, MailerPostponed, MailerRefused, MailerUncertain, or MailerMisconfigured.
        """

    def check(self) -> None:
        """Looks whether letters could be sent now; sends nothing. Raises a SaybackError that says what is missing."""

    def close(self) -> None:
        """Ends the connection, if there is one. Letters that were handed over are not touched."""


class MailerUnavailable(TryAgain):
    """The letter was certainly not sent, and the same attempt may work later."""


class MailLimitReached(MailerUnavailable):
    """As many letters as `per_day` allows went out; from ``again_at`` on the next may go."""

    def __init__(self, message: str, again_at: datetime) -> None:
        super().__init__(message)
        self.again_at = again_at


class MailerPostponed(TryAgain):
    """This one letter was put off (a full mailbox, greylisting); it was not sent, and others may be.

    ``code`` is the server's: ``451``, or ``4.7.1`` where it says more (RFC 3463).
    """

    def __init__(self, message: str, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code


class MailerRefused(SaybackError):
    """This one letter will not be taken, for its recipient or its content; others may be.

    ``code`` is the server's: ``550``, or ``5.1.1`` where it says more (RFC 3463); with ``-text`` behind it when the
    recipient was fine and the text was not. ``not-valid``: no server was asked, as the letter makes no valid mail.
    """

    exit_code = 5

    def __init__(self, message: str, code: str = NOT_VALID) -> None:
        super().__init__(message)
        self.code = code


class MailerUncertain(SaybackError):
    """The letter may or may not have been sent: the connection died before the answer. A person must decide."""

    exit_code = 5


class MailerMisconfigured(SaybackError):
    """No letter can be sent until a setting is mended; the message names it."""


class MailerNotAllowed(MailerMisconfigured):
    """No letter can be sent until a person acts outside: signs in, gives a right, switches something on."""

    exit_code = 3
