"""Bad and odd input in every field of a mail: refused without a word of it, or what arrives is what was meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses

import pytest

from connectors.mailer import MailerRefused
from connectors.message import as_message, with_headers
from connectors.smtp import SmtpMailer
from rounds.letters import Attachment, Letter
from tests.connectors.bad_mail import ADDRESSES, FINE, NO_ADDRESSES, REFUSED, REFUSED_IN
from tests.connectors.letters import LETTER, MESSAGE_ID, letter_to
from tests.connectors.mail_server import Inbox, running

HEADERS = sorted(
    ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
     "Content-Language"]
)  # fmt: skip


@pytest.fixture(scope="module")
def sent() -> Iterator[tuple[Inbox, SmtpMailer]]:
    """A mail server that speaks SMTPUTF8, and one connection to it for all tests here."""
    inbox = Inbox()
    with running(inbox, enable_SMTPUTF8=True) as settings:
        mailer = SmtpMailer(settings)
        yield inbox, mailer
        mailer.close()


def arrived(sent: tuple[Inbox, SmtpMailer], letter: Letter) -> Message:
    """The letter as the server got it, with just the headers that it should have, to just one mailbox."""
    inbox, mailer = sent
    inbox.messages.clear()
    inbox.recipients.clear()
    mailer.send(letter, MESSAGE_ID)
    [data], [_] = inbox.messages, inbox.recipients
    assert max(map(len, data.split(b"\r\n"))) <= 998
    message = message_from_bytes(data)
    assert sorted(message.keys()) == HEADERS
    return message


def changed(field: str, value: str) -> Letter:
    if field in ("name", "email"):
        return replace(LETTER, recipient=replace(LETTER.recipient, **{field: value}))
    return replace(LETTER, **{field: value})


@pytest.mark.parametrize(("field", "which"), REFUSED_IN)
def test_what_could_break_out_of_a_header_is_refused_without_a_word_of_it(field: str, which: str) -> None:
    value = (REFUSED if field in ("subject", "name") else NO_ADDRESSES)[which]
    letter = changed(field, value)
    for attempt in (lambda: as_message(letter, MESSAGE_ID), lambda: with_headers(letter)):
        with pytest.raises(MailerRefused) as caught:
            attempt()
        said = str(caught.value)
        assert "evil" not in said
        assert len(value) < 5 or value not in said
        assert said.startswith(f"Letter {LETTER.key}: ")
        assert caught.value.__cause__ is None


@pytest.mark.parametrize("which", FINE)
def test_odd_but_honest_subjects_and_names_arrive_as_they_were_typed(
    sent: tuple[Inbox, SmtpMailer], which: str
) -> None:
    text = FINE[which]
    message = arrived(sent, letter_to("ada@example.org", name=text, subject=text))
    assert decoded(str(message["Subject"])) == text
    [(name, address)] = getaddresses([str(message["To"])])
    assert decoded(name) == text
    assert address == "ada@example.org"


@pytest.mark.parametrize("typed", ADDRESSES)
@pytest.mark.parametrize("field", ["email", "sender", "reply_to"])
def test_any_valid_address_is_the_one_that_the_server_sees(
    sent: tuple[Inbox, SmtpMailer], field: str, typed: str
) -> None:
    message = arrived(sent, changed(field, typed))
    inbox, _ = sent
    seen = ADDRESSES[typed]
    if field == "email":
        assert inbox.recipients == [seen]
    header = {"email": "To", "sender": "From", "reply_to": "Reply-To"}[field]
    raw = dict(message.raw_items())[header].encode("ascii", "surrogateescape").decode()
    assert [address for _, address in getaddresses([raw])] == [seen]
    assert ("SMTPUTF8" in inbox.options[-1]) is not seen.isascii()


def test_very_long_lines_and_dots_arrive_whole(sent: tuple[Inbox, SmtpMailer]) -> None:
    text = "x" * 10_000 + "\n.\n..\n.x\n" + "ñ" * 10_000 + "\n"
    html = f"<html lang='en'><p title='{'y' * 10_000}'>{'é' * 10_000}</p>"
    message = arrived(
        sent, replace(LETTER, text=text, html=html, attachments=(Attachment("a.txt", "text/plain", text),))
    )
    alternative, file = message.get_payload()
    plain, page = alternative.get_payload()
    for part, written in ((plain, text), (page, html), (file, text)):
        read = part.get_payload(decode=True).decode().replace("\r\n", "\n")
        assert read.rstrip("\n") == written.rstrip("\n")


def decoded(header: str) -> str:
    unfolded = header.replace("\r\n", "").replace("\n", "")
    return str(make_header(decode_header(unfolded))) if "=?" in unfolded else unfolded
