"""Letters as the bytes that leave. What was composed for the outbox is kept, and exactly that is sent."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.message import as_message, ascii_domain, needs_smtputf8
from rounds.letters import Letter

MOST_KEPT = 2_000  # letters of some 40 KB each


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter as servers see it: addresses of the envelope with ASCII domains, and the message with its headers."""

    letter: Letter
    message_id: str
    sender: str
    recipient: str
    needs_utf8: bool
    message: bytes


_kept: dict[str, Composed] = {}  # by Message-ID; in the memory of this process only


def compose(letter: Letter, message_id: str, *, keep: bool = False) -> Composed:
    """``letter`` composed; ``keep`` remembers it until it is taken. Raises MailerRefused if it makes no valid mail."""
    composed = Composed(
        letter,
        message_id,
        message=as_message(letter, message_id).as_bytes(),
        sender=ascii_domain(letter.sender),
        recipient=ascii_domain(letter.recipient.email),
        needs_utf8=needs_smtputf8(letter),
    )
    if keep and (message_id in _kept or len(_kept) < MOST_KEPT):
        _kept[message_id] = composed
    return composed


def take(letter: Letter, message_id: str) -> Composed:
    """What was kept of exactly this letter, which is then forgotten; else it is composed anew."""
    kept = _kept.pop(message_id, None)
    return kept if kept is not None and kept.letter == letter else compose(letter, message_id)
