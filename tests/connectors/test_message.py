"""A letter as a mail message."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mailer import MailerRefused
from connectors.message import as_message, ascii_domain
from rounds.letters import Letter
from tests.connectors.letters import LETTER, MESSAGE_ID, letter_to


def _as_received(letter: Letter) -> EmailMessage:
    message = message_from_bytes(as_message(letter, MESSAGE_ID).as_bytes(), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_text_comes_first_and_both_parts_arrive_as_they_were_written():
    message = _as_received(LETTER)
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(html, EmailMessage)
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n") == LETTER.text
    assert html.get_content().strip() == LETTER.html


def test_the_headers_say_who_wrote_to_whom_and_that_a_program_did():
    message = as_message(LETTER, MESSAGE_ID, at=datetime(2026, 3, 16, 9, 30, tzinfo=UTC))
    assert message["From"] == "listening@district.example"
    assert message["To"] == '"Ms. Lindqvist" <lindqvist@district.example>'
    assert message["Reply-To"] == "answers@district.example"
    assert message["Message-ID"] == MESSAGE_ID
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "en"
    assert message["Date"] == "Mon, 16 Mar 2026 09:30:00 +0000"
    assert message["Precedence"] is None


def test_without_an_address_for_answers_they_go_to_the_sender():
    assert as_message(letter_to("a@b.example", reply_to=""), MESSAGE_ID)["Reply-To"] == "listening@district.example"


def test_every_line_is_short_ascii_with_carriage_returns_so_that_any_server_takes_it():
    letter = letter_to("a@b.example", html="<p>" + "ñ" * 5000 + "</p>", subject="á" * 300, text="x" * 3000)
    data = as_message(letter, MESSAGE_ID).as_bytes()
    assert data.isascii()
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert _as_received(letter)["Subject"] == "á" * 300


@pytest.mark.parametrize(
    "breaker", ["\r\nBcc: other@x.example", "\nX: y", "\r", "\x00", "\u2028", "\u202egnp.exe", "\x0b"]
)
@pytest.mark.parametrize("field", ["subject", "name", "sender", "reply_to", "email", "message_id"])
def test_nothing_breaks_out_of_a_header(field, breaker):
    letter, message_id = LETTER, MESSAGE_ID
    if field == "message_id":
        message_id = f"<a{breaker}@b.example>"
    elif field == "email":
        letter = letter_to(f"a{breaker}@b.example")
    elif field == "name":
        letter = letter_to("a@b.example", name=f"Ms. {breaker}")
    else:
        letter = letter_to("a@b.example", **{field: f"a{breaker}@b.example"})
    with pytest.raises(MailerRefused) as caught:
        as_message(letter, message_id)
    assert breaker not in str(caught.value)
    assert LETTER.key in str(caught.value)


@pytest.mark.parametrize(
    "address", ["", "no-at", "@b.example", "a@", "a b@c.example", "a@b.example, c@d.example", "a@b..example"]
)
def test_what_is_not_an_address_is_refused_and_not_repeated(address):
    with pytest.raises(MailerRefused) as caught:
        as_message(letter_to(address), MESSAGE_ID)
    assert not address or address not in str(caught.value)


printable = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=60)


@given(subject=printable, name=printable)
def test_any_printable_subject_and_name_arrive_unchanged(subject, name):
    message = _as_received(letter_to("a@b.example", subject=subject, name=name))
    assert str(message["Subject"] or "").split() == subject.split()
    assert [address.addr_spec for address in message["To"].addresses] == ["a@b.example"]
    # The parser of the standard library puts a space between encoded words, which readers of mail join.
    assert message["To"].addresses[0].display_name.replace(" ", "") == name.replace(" ", "")


def test_an_international_domain_is_written_in_ascii():
    assert ascii_domain("büro@schüle.example") == "büro@xn--schle-mva.example"
    assert b"xn--schle-mva.example" in as_message(letter_to("buero@schüle.example"), MESSAGE_ID).as_bytes(policy=SMTP)
