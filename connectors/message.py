"""A letter as a mail message that programs everywhere can show."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8

from email_validator import validate_email

from connectors.mailer import MailerRefused
from rounds.letters import Letter

_MESSAGE_ID = re.compile(r"<[^<>\s@]+@[^<>\s@]+>")


def as_message(letter: Letter, message_id: str, *, at: datetime | None = None) -> EmailMessage:
    """``letter`` as multipart/alternative, plain text first, all of it UTF-8 in lines that every server takes.

    Only an address with letters beyond ASCII before its @ makes a message that needs SMTPUTF8 (RFC 6531).

    ``message_id`` with its angle brackets; ``at`` is the Date, by default now.
    Raises MailerRefused, naming the letter's key and the header, when something would break out of a header.
    """
    message = EmailMessage(policy=SMTPUTF8 if needs_smtputf8(letter) else SMTP)
    if not (_MESSAGE_ID.fullmatch(message_id) and message_id.isprintable()):
        raise _refused(letter, "Message-ID")
    _set(message, letter, "From", letter.sender)
    _set(message, letter, "To", letter.recipient.email, name=letter.recipient.name)
    _set(message, letter, "Reply-To", letter.reply_to or letter.sender)
    message["Subject"] = _one_line(letter, "Subject", letter.subject)
    message["Date"] = at or datetime.now(UTC)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office note is sent back
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = _one_line(letter, "Content-Language", letter.recipient.language)
    return message


def needs_smtputf8(letter: Letter) -> bool:
    """Whether an address of ``letter`` has other than ASCII characters before its @."""
    addresses = (letter.sender, letter.reply_to, letter.recipient.email)
    return any(not address.rpartition("@")[0].isascii() for address in addresses)


def ascii_domain(address: str) -> str:
    """The address with an internationalised domain in its ASCII form (IDNA), which every server understands.

    Raises ValueError for what is no address.
    """
    checked = validate_email(address, check_deliverability=False, test_environment=True)
    return f"{checked.local_part}@{checked.ascii_domain}"


def _set(message: EmailMessage, letter: Letter, header: str, address: str, name: str = "") -> None:
    try:
        local, _, domain = _one_line(letter, header, ascii_domain(address)).rpartition("@")
        message[header] = Address(_one_line(letter, header, name), username=local, domain=domain)
    except (ValueError, IndexError, MessageError):
        raise _refused(letter, header) from None


def _one_line(letter: Letter, header: str, value: str) -> str:
    """``value`` if nothing in it could start another header or turn the reading direction."""
    if any(not character.isprintable() for character in value):
        raise _refused(letter, header)
    return value


def _refused(letter: Letter, header: str) -> MailerRefused:
    return MailerRefused(
        f"Letter {letter.key}: its {header} has a line break, a control character or no valid address."
        " Correct it in team.csv or round.toml."
    )
