"""Letters to interviewers, the people who get them, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a letter or a summary goes to. ``id`` is random and known to the ledger only."""

    id: str
    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A rendered message. ``key`` is the business key: the same letter to the same person is sent once."""

    key: str
    recipient: Recipient
    sender: str
    reply_to: str
    subject: str
    text: str
    html: str


class DeliveryState(StrEnum):
    """planned -> sending -> sent; refused by the server; uncertain when a run died in between."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one letter. ``digest`` is of its subject, text and html."""

    letter_key: str
    recipient_id: str
    digest: str
    state: DeliveryState
    message_id: str
