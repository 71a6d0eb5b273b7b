"""Who asks Google: what may be said of a sign-in. No token and no key is in here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AccountKind(StrEnum):
    """Where the credentials come from, which decides what a person has to do when they are refused."""

    SERVICE_ACCOUNT = "service account"
    DELEGATED = "service account for a mailbox"  # domain-wide delegation
    KEYLESS = "workload identity"
    USER = "signed-in person"


@dataclass(frozen=True, slots=True)
class Account:
    """One sign-in. ``address`` is what people share forms and sheets with; "" when Google alone knows it."""

    kind: AccountKind
    address: str = ""
    client_id: str = ""  # a service account's number, which an admin enters for delegation
    scopes: tuple[str, ...] = ()
