"""What can go wrong with Google, sorted by what a person does next. No fault carries text of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Literal

from connectors.google_account import Account

_REASON = re.compile(r"[A-Za-z][A-Za-z_]{0,63}")

Needs = Literal["read", "write"]


class FaultKind(StrEnum):
    """Why Google did not do what was asked."""

    NOT_SIGNED_IN = "not_signed_in"
    KEY_REVOKED = "key_revoked"
    TOKEN_EXPIRED = "token_expired"  # noqa: S105 (a name, not a password)
    CLOCK = "clock"
    DELEGATION = "delegation"
    ADMIN_BLOCKED = "admin_blocked"
    SCOPE = "scope"
    NOT_SHARED = "not_shared"
    MISSING = "missing"
    API_OFF = "api_off"
    OFFICE_FILE = "office_file"
    STORAGE = "storage"
    INVALID = "invalid"
    CONFLICT = "conflict"
    QUOTA = "quota"
    DAILY_QUOTA = "daily_quota"
    UNAVAILABLE = "unavailable"
    UNREACHABLE = "unreachable"
    UNTRUSTED = "untrusted"
    NOT_GOOGLE = "not_google"


class GoogleFault(Exception):
    """A request that Google refused, or that never reached it.

    ``status`` is HTTP's (0 without an answer), ``reason`` Google's own word for it ("" if it is not one plain word).
    ``retry_after``: seconds until it is worth asking again, when Google says so. ``sent``: whether the request may have
    reached Google; ``uncertain``: whether it may have taken effect although no success came back.
    ``service``: forms, sheets, drive or gmail; "token" when signing in failed. ``seconds_off``: how far this computer's
    clock is ahead of Google's. ``project``: the Cloud project's number.
    """

    def __init__(
        self, kind: FaultKind, status: int = 0, reason: str = "", *,
        service: str = "", retry_after: float | None = None, sent: bool = True, seconds_off: float = 0.0,
        project: str = "",
    ) -> None:  # fmt: skip
        self.kind = kind
        self.status = status
        self.reason = reason if _REASON.fullmatch(reason) else ""
        self.service = service
        self.retry_after = retry_after
        self.sent = sent
        self.uncertain = False
        self.seconds_off = seconds_off
        self.project = project if project.isascii() and project.isalnum() else ""
        self.account: Account | None = None
        self.waited = 0.0  # seconds of patience that went into it
        super().__init__(" ".join(filter(None, [kind.value, str(status or ""), self.reason, service])))


@contextmanager
def explained(what: str, *, account: str = "", needs: Needs = "read") -> Iterator[None]:
    """Turns a GoogleFault of the block into the error that says what a person must do about ``what``.

    ``what`` names the thing with its id, such as "the form 1aBc"; ``account`` is the address to share it with (by
    default that of the sign-in); ``needs`` tells which role to give. Raises SourceError (exit 1), SourceRefused
    (exit 3) or SourceUnavailable (exit 4), without the fault as its cause.
    """
    from connectors.google_messages import explanation

    fault: GoogleFault | None = None
    try:
        yield
    except GoogleFault as caught:
        fault = caught
    if fault is not None:
        raise explanation(fault, what, account=account, needs=needs) from None
