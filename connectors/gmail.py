"""Letters through Gmail's API (``users.messages.send``), as one mailbox of the school.

Gmail may put a Message-ID of its own in place of ours, so nothing here relies on it: that a letter is sent once is
the ledger's doing, and a request that may have taken effect is never repeated.
"""

from __future__ import annotations

import base64
from typing import Any

from connectors.composed import take
from connectors.google_account import AccountKind
from connectors.google_connection import Google, sign_in
from connectors.google_faults import FaultKind, GoogleFault
from connectors.google_messages import explanation
from connectors.google_uses import GMAIL_SEND
from connectors.google_waiting import duration
from connectors.mailer import MailerMisconfigured, MailerNotAllowed, MailerRefused, MailerUnavailable, MailerUncertain
from rounds.errors import Refused, SaybackError
from rounds.letters import Letter

_SENDING_LIMIT = 600.0  # seconds: limits by the minute pass sooner, the daily one of an account takes hours
_LATER = frozenset({FaultKind.UNAVAILABLE, FaultKind.UNREACHABLE, FaultKind.NOT_GOOGLE, FaultKind.CONFLICT})


class GmailMailer:
    """Sends as the mailbox that ``google`` is signed in as, with no scope but ``gmail.send``.

    The sender of a letter should be that mailbox or one of its aliases: Gmail writes its own address over another.
    """

    def __init__(self, google: Google) -> None:
        self._google = google

    def send(self, letter: Letter, message_id: str) -> None:
        """Sends ``letter``; returns when Gmail has taken it.

        Raises MailerUnavailable (a limit, no connection), MailerRefused (this letter), MailerMisconfigured (sign-in,
        delegation, scope), MailerUncertain (no answer, or no proper one, after the letter was under way).
        """
        raw = base64.urlsafe_b64encode(take(letter, message_id).message).decode("ascii")
        failure: SaybackError | None = None
        try:
            answer = self._post({"raw": raw})
        except GoogleFault as fault:
            failure = _failure(f"Letter {letter.key}", fault)
        except ValueError:  # an answer, but no JSON
            answer = {}
        if failure is not None:
            raise failure
        if not (isinstance(answer, dict) and answer.get("id")):
            raise _uncertain(f"Letter {letter.key}")

    def check(self) -> None:
        """Asks for a sign-in that may send, and sends nothing. Raises SourceError, SourceRefused, SourceUnavailable."""
        self._google.check_sign_in()

    def close(self) -> None:
        """Closes the connections."""
        self._google.close()

    def _post(self, body: dict[str, str]) -> Any:
        # What the session repeats is only what Gmail has refused for now, or what never reached it.
        return self._google.gmail().users().messages().send(userId="me", body=body).execute(num_retries=0)


def gmail_mailer(mailbox: str | None) -> GmailMailer:
    """A mailer, not connected yet: a service account sends as ``mailbox``, a person who signed in as that person.

    Raises SourceError or SourceRefused when there is no sign-in that could be used, MailerMisconfigured without a
    mailbox.
    """
    google = sign_in(GMAIL_SEND)
    if google.session.account.kind is AccountKind.USER:
        return GmailMailer(google)
    google.close()
    if mailbox is None:
        raise MailerMisconfigured(
            "A service account has no mailbox to send from: set `user` of [mail] or `sender` of [letters] in round.toml"
        )
    return GmailMailer(sign_in(GMAIL_SEND, subject=mailbox))


def _failure(name: str, fault: GoogleFault) -> SaybackError:
    if fault.kind is FaultKind.UNAVAILABLE and fault.sent and fault.service != "token":  # without a token nothing left
        return _uncertain(name)
    if fault.kind is FaultKind.INVALID:
        return MailerRefused(
            f"{name}: Gmail refuses it ({fault.status}). Check the recipient's address, and its size.",
            f"gmail-{fault.status}",
        )
    if fault.kind in (FaultKind.QUOTA, FaultKind.DAILY_QUOTA):
        return MailerUnavailable(f"{name} was not sent: {_limit(fault)}")
    explained = explanation(fault, "Gmail")
    if fault.kind in _LATER:
        return MailerUnavailable(f"{name} was not sent. {explained}")
    kind = MailerNotAllowed if isinstance(explained, Refused) else MailerMisconfigured
    return kind(f"No letter can be sent through Gmail. {explained}")


def _uncertain(name: str) -> MailerUncertain:
    return MailerUncertain(
        f"{name}: Gmail did not confirm it. It may have arrived; look into the mailbox's Sent folder."
    )


def _limit(fault: GoogleFault) -> str:
    """Limits of a minute pass while we wait; those that are left count what is sent in a day."""
    if fault.kind is FaultKind.DAILY_QUOTA:
        return "Google's limit for a day is used up. Send the others tomorrow."
    if fault.retry_after is not None and fault.retry_after >= _SENDING_LIMIT:
        later = duration(fault.retry_after)
        return f"the mailbox has sent as much mail as Google allows in a day. Send the others in {later}."
    return "Gmail takes no more mail at the moment. Send the others later."
