"""A letter as a mail message that programs everywhere can show."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from urllib.parse import quote

from connectors.mail_headers import address_header, list_header, text_header
from connectors.mailer import MailerRefused
from rounds.letters import Attachment, Letter
from rounds.mail_address import ascii_domain, is_one_click_page
from rounds.typed_text import refused_character

__all__ = ["as_message", "ascii_domain", "language_of", "needs_smtputf8", "with_headers"]

_LOCAL_OF_ID = re.compile(r"[!-;=?A-~]{1,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-zA-Z0-9]{1,8})*")
_LANGUAGE_OF_PAGE = re.compile(r"<html[^>]*?\slang=[\"']?([a-zA-Z0-9-]+)")
_OPT_OUT = re.compile(r"[A-Za-z0-9-]{1,64}")
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}\.(html|txt)")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)  # Windows takes them for no files
_ENDINGS = {"text/html": ".html", "text/plain": ".txt"}


def as_message(letter: Letter, message_id: str, *, at: datetime | None = None) -> EmailMessage:
    """``letter`` as multipart/alternative, plain text first, all of it UTF-8 in lines that every server takes.

    With attachments that stands in a multipart/mixed, the files behind it. Only an address with letters beyond ASCII
    before its @ makes a message that needs SMTPUTF8 (RFC 6531).

    ``message_id`` with its angle brackets; ``at`` is the Date, by default now.
    Raises MailerRefused, naming the letter's key and the header, when something would break out of a header.
    """
    message = with_headers(letter, at=at)
    message["Message-ID"] = _message_id(letter, message_id)
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    for file in letter.attachments:
        subtype = file.media_type.partition("/")[2]
        message.add_attachment(file.content, subtype=subtype, cte="quoted-printable", filename=file.name)
    message["Content-Language"] = language_of(letter)
    return message


def with_headers(letter: Letter, *, at: datetime | None = None) -> EmailMessage:
    """A message with the headers of ``letter`` and nothing in it: cheap, to see whether it can be sent at all.

    Raises MailerRefused as ``as_message`` does, also for attachments with odd names.
    """
    message = EmailMessage(policy=SMTPUTF8 if needs_smtputf8(letter) else SMTP)
    for header, address, name in _addresses(letter):
        message[header] = address_header(header, _address(letter, header, address, name))
    message["Subject"] = text_header("Subject", _one_line(letter, "Subject", letter.subject))
    message["Date"] = at or datetime.now(UTC)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office note is sent back
    _offer_opt_out(message, letter)
    language_of(letter)
    _check_attachments(letter)
    return message


def needs_smtputf8(letter: Letter) -> bool:
    """Whether an address of ``letter`` has other than ASCII characters before its @."""
    addresses = (letter.sender, letter.reply_to, letter.recipient.email)
    return any(not address.rpartition("@")[0].isascii() for address in addresses)


def language_of(letter: Letter) -> str:
    """The language that the page says it is in, else that of the recipient. Raises MailerRefused for what is none."""
    said = _LANGUAGE_OF_PAGE.search(letter.html)
    language = said[1] if said else letter.recipient.language
    if not _LANGUAGE.fullmatch(language):
        raise _refused(letter, "Content-Language")
    return language


def _refused(letter: Letter, header: str) -> MailerRefused:
    return MailerRefused(
        f"Letter {letter.key}: its {header} has a line break, a control character or no valid address."
        " Correct it in team.csv or round.toml."
    )


def _addresses(letter: Letter) -> tuple[tuple[str, str, str], ...]:
    to = letter.recipient
    return (
        ("From", letter.sender, letter.sender_name),
        ("To", to.email, to.name),
        ("Reply-To", letter.reply_to or letter.sender, ""),
    )


def _address(letter: Letter, header: str, address: str, name: str) -> Address:
    try:
        local, _, domain = _one_line(letter, header, ascii_domain(address)).rpartition("@")
    except ValueError:
        raise _refused(letter, header) from None
    return Address(_one_line(letter, header, name), username=local, domain=domain)


def _one_line(letter: Letter, header: str, value: str) -> str:
    """``value`` if nothing in it could start another header or turn the reading direction."""
    if refused_character(value):
        raise _refused(letter, header)
    return value


def _message_id(letter: Letter, message_id: str) -> str:
    """``message_id`` in ASCII: its domain is that of the sender, which may be an international one."""
    local, at, domain = message_id.removeprefix("<").removesuffix(">").rpartition("@")
    try:
        domain = ascii_domain(f"a@{domain}").partition("@")[2]
    except ValueError:
        raise _refused(letter, "Message-ID") from None
    if not (at and f"<{message_id[1:-1]}>" == message_id and _LOCAL_OF_ID.fullmatch(local)):
        raise _refused(letter, "Message-ID")
    return f"<{local}@{domain}>"


def _offer_opt_out(message: EmailMessage, letter: Letter) -> None:
    """A way to end all mail: one click where a page is set (RFC 8058), else a mail to whom answers go (RFC 2369)."""
    if letter.opt_out and not _OPT_OUT.fullmatch(letter.opt_out):
        raise _refused(letter, "List-Unsubscribe")
    if letter.opt_out_page and not is_one_click_page(letter.opt_out_page):
        raise _refused(letter, "List-Unsubscribe")
    ways = [letter.opt_out_page] if letter.opt_out_page else []
    if letter.opt_out:
        ways.append(f"mailto:{quote(_reply_address(letter), safe='@')}?subject=opt%20out%20{letter.opt_out}")
    if ways:
        message["List-Unsubscribe"] = list_header("List-Unsubscribe", ways)
    if letter.opt_out_page:
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _reply_address(letter: Letter) -> str:
    try:
        return ascii_domain(letter.reply_to or letter.sender)
    except ValueError:
        raise _refused(letter, "Reply-To") from None


def _check_attachments(letter: Letter) -> None:
    """Raises MailerRefused for a name that a program could take for a path or a device, or for another kind of file."""
    names = [file.name.casefold() for file in letter.attachments]
    if len(set(names)) < len(names) or not all(map(_is_safe, letter.attachments)):
        raise MailerRefused(
            f"Letter {letter.key}: an attachment has an odd name or kind. Names have ASCII letters, digits, - and _,"
            " and end in .html or .txt as the file is; no two are the same."
        )


def _is_safe(file: Attachment) -> bool:
    ending = _ENDINGS.get(file.media_type)
    return bool(
        ending and file.name.endswith(ending) and _FILE_NAME.fullmatch(file.name) and not _DEVICES.match(file.name)
    )
