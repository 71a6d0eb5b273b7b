"""Files in Drive: every form and every spreadsheet is one, with a name and with people who may see it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.google.standin.errors import no_permission, not_found

FORM = "application/vnd.google-apps.form"
SHEET = "application/vnd.google-apps.spreadsheet"
ROLES = ("none", "reader", "commenter", "writer", "owner")


@dataclass
class DriveFile:
    """A file. `everyone` is the role of any account that `roles` doesn't name; `drive` is a shared drive's id or ""."""

    id: str
    name: str
    mime_type: str
    created: datetime
    owner: str
    everyone: str = "writer"
    roles: dict[str, str] = field(default_factory=dict)
    trashed: bool = False
    drive: str = ""
    version: int = 1
    modified: datetime | None = None

    def role(self, account: str) -> str:
        return "owner" if account == self.owner else self.roles.get(account, self.everyone)

    def allows(self, account: str, role: str) -> bool:
        return ROLES.index(self.role(account)) >= ROLES.index(role)

    def touch(self, now: datetime) -> None:
        """Somebody changed it."""
        self.version += 1
        self.modified = now


def checked(file: DriveFile | None, account: str, role: str = "reader") -> DriveFile:
    """The file, when it exists and the account has at least this role.

    Raises:
        ApiError: 404 or 403, as Forms and Sheets answer.
    """
    if file is None:
        raise not_found()
    if not file.allows(account, role):
        raise no_permission()
    return file


def new_id(prefix: str = "1") -> str:
    """An id as Drive gives them: 44 characters."""
    return prefix + secrets.token_urlsafe(33)[: 44 - len(prefix)]


def now(ahead: float = 0.0) -> datetime:
    """The present time (UTC), moved by so many seconds."""
    return datetime.now(UTC) + timedelta(seconds=ahead)


def google_time(moment: datetime, digits: int = 6) -> str:
    """A time as Google's JSON writes it: UTC with `Z`, and no, three or six decimals, whatever it takes.

    Args:
        moment: an aware time.
        digits: 3 cuts to milliseconds.
    """
    at = moment.astimezone(UTC)
    micro = at.microsecond if digits == 6 else at.microsecond // 1000 * 1000
    fraction = "" if not micro else f".{micro // 1000:03d}" if micro % 1000 == 0 else f".{micro:06d}"
    return at.strftime("%Y-%m-%dT%H:%M:%S") + fraction + "Z"
