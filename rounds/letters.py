"""Letters to interviewers, the people who get them, and what became of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a letter or a summary goes to. ``id`` is random and known to the ledger only."""

    id: str
    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that goes with a letter. ``name`` is plain ASCII; ``media_type`` is text/html or text/plain."""

    name: str
    media_type: str
    content: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A rendered message. ``key`` is the business key: the same letter to the same person is sent once.

    ``opt_out`` is a word that its recipient sends back to get no more mail, ``opt_out_page`` an https address that
    does the same with one click (RFC 8058); both are empty where nothing of the kind is offered. ``sender_name`` is
    what mail programs show beside the address of ``sender``.
    """

    key: str
    recipient: Recipient
    sender: str
    reply_to: str
    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...] = ()
    opt_out: str = ""
    opt_out_page: str = ""
    sender_name: str = ""


class DeliveryState(StrEnum):
    """planned -> sending -> sent; refused by the server; uncertain when a run died in between."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


# What the server has, or may have: past recall.
MAY_HAVE_LEFT = frozenset({DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.SENDING})


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one letter. ``digest`` changes with anything that the letter says or whom it goes to.

    ``reason_code`` is the server's code where it refused; ``changed_at`` is when the state was reached.
    """

    letter_key: str
    recipient_id: str
    digest: str
    state: DeliveryState
    message_id: str
    reason_code: str | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody agreed to send exactly these letters: ``digest`` is that of ``letters_digest``."""

    what: str
    digest: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QuoteDecision:
    """Whether one quote may stand in letters: somebody asked themselves whether anyone could tell who said it."""

    allowed: bool
    who: str
    at: datetime


def letter_parts(letter: Letter) -> tuple[str, ...]:
    """Everything that makes a letter what it is: what it says, from whom, to whom."""
    to = letter.recipient
    return (
        letter.key, to.id, to.name, to.email, to.language,
        letter.sender, letter.reply_to, letter.subject, letter.text, letter.html,
        *(part for file in letter.attachments for part in (file.name, file.media_type, file.content)),
        letter.opt_out, letter.opt_out_page, letter.sender_name,
    )  # fmt: skip


def letters_digest(letters: Iterable[Letter]) -> str:
    """What an approval is for: any change to any letter or recipient gives another digest, their order does not."""
    each = sorted(_digest(letter_parts(letter)) for letter in letters)
    return _digest(each).hex()


def _digest(parts: Iterable[str | bytes]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(encoded).to_bytes(8, "big") + encoded)  # lengths keep ("ab", "c") apart from ("a", "bc")
    return digest.digest()
