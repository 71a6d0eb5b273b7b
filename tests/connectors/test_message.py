"""A letter as a mail message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mailer import MailerRefused
from connectors.message import as_message, ascii_domain, needs_smtputf8
from rounds.letters import Attachment, Letter
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


shown = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=300)
pitfalls = st.sampled_from(
    [
        'Lindqvist, Ada "Bo" <x@y.example>', "=?utf-8?q?x?=", "a, " * 60, "Ñ, " * 60, "x" * 200, "(c)", "a\\b",
        "👩\u200d👩\u200d👧 Ada", "שלום, عالم", "two  blanks", " at the ends ", "o" * 59 + " " + "p" * 61, "a;b:c@d",
    ]
)  # fmt: skip


@given(subject=shown | pitfalls, name=shown | pitfalls)
def test_any_subject_and_name_that_can_be_shown_arrive_unchanged(subject, name):
    letter = letter_to("a@b.example", subject=subject, name=name)
    data = as_message(letter, MESSAGE_ID).as_bytes()
    message, plain = _as_received(letter), message_from_bytes(data)
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert [address.addr_spec for address in message["To"].addresses] == ["a@b.example"]
    assert sorted(plain.keys()) == sorted(as_message(LETTER, MESSAGE_ID).keys())
    assert _decoded(plain["Subject"]) == subject
    # The parser of the standard library keeps the blanks between encoded words, which readers of mail leave out.
    assert message["To"].addresses[0].display_name.split() == name.split() or _decoded(_display(plain["To"])) == name


def _decoded(header: str) -> str:
    return str(make_header(decode_header(header))) if "=?" in header else header


def _display(header: str) -> str:
    return header.replace("\r\n", "").rpartition(" <")[0]


FILES = (
    Attachment("letter-large-print.html", "text/html", "<!DOCTYPE html><p>Mañana &amp; más</p>"),
    Attachment("phone-script.txt", "text/plain", "Hello.\n\n.a dot\n" + "x" * 3000 + "\n"),
)


def test_attachments_stand_behind_the_letter_in_a_mixed_message():
    message = _as_received(letter_to("a@b.example", attachments=FILES))
    assert message.get_content_type() == "multipart/mixed"
    letter, *files = message.iter_parts()
    assert letter.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    assert [(part.get_filename(), part.get_content_type()) for part in files] == [
        (file.name, file.media_type) for file in FILES
    ]
    for part, file in zip(files, FILES, strict=True):
        assert part.get_content_disposition() == "attachment"
        assert part["Content-Transfer-Encoding"] == "quoted-printable"
        assert part.get_content_charset() == "utf-8"
        assert part.get_content().replace("\r\n", "\n").rstrip("\n") == file.content.rstrip("\n")
    data = as_message(letter_to("a@b.example", attachments=FILES), MESSAGE_ID).as_bytes()
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert message["Content-Language"] == "en"


body = st.text(st.characters(exclude_categories=("Cs",)), max_size=400)


@given(text=body, html=body, content=body)
def test_any_text_arrives_as_it_was_written_but_for_its_line_ends(text, html, content):
    files = (Attachment("a.txt", "text/plain", content),)
    message = _as_received(letter_to("a@b.example", text=text, html=html, attachments=files))
    letter, file = message.iter_parts()
    read = [part.get_content() for part in [*letter.iter_parts(), file]]
    for written, arrived in zip((text, html, content), read, strict=True):
        assert _in_lines(arrived) == _in_lines(written)


def _in_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


@pytest.mark.parametrize(
    "name",
    ["", "a", ".txt", "../a.txt", "a/b.txt", "a\\b.txt", "a.html", "a.exe.txt ", "a\r\nX: y.txt", 'a".txt', "ñ.txt",
     "a" * 90 + ".txt", "con.txt", "LPT1.txt", "a.txt\u202e", "a b.txt", "-rf.txt", "a.TXT", "=?utf-8?q?a?=.txt"],
)  # fmt: skip
def test_an_attachment_with_an_odd_name_is_refused_and_not_named(name):
    with pytest.raises(MailerRefused, match="attachment has an odd name") as caught:
        as_message(letter_to("a@b.example", attachments=(Attachment(name, "text/plain", "x"),)), MESSAGE_ID)
    assert len(name) < 5 or name not in str(caught.value)


def test_two_attachments_of_one_name_and_other_kinds_of_files_are_refused():
    for files in ([("a.txt", "text/plain"), ("A.txt", "text/plain")], [("a.html", "application/pdf")], [("a.txt", "")]):
        with pytest.raises(MailerRefused, match="odd name or kind"):
            as_message(letter_to("a@b.example", attachments=tuple(Attachment(*f, "x") for f in files)), MESSAGE_ID)


def test_who_wants_no_more_mail_can_answer_with_a_word():
    message = as_message(letter_to("a@b.example", opt_out="k7q2m4x9ab"), MESSAGE_ID)
    assert message["List-Unsubscribe"] == "<mailto:answers@district.example?subject=opt%20out%20k7q2m4x9ab>"
    assert message["List-Unsubscribe-Post"] is None
    assert as_message(LETTER, MESSAGE_ID)["List-Unsubscribe"] is None


def test_one_click_comes_first_where_there_is_a_page_for_it():
    page = "https://district.example/stop?word=k7q2m4x9ab&" + "x" * 150
    letter = letter_to("a@b.example", opt_out="k7q2m4x9ab", opt_out_page=page, reply_to="jörg@schüle.example")
    mail = "mailto:j%C3%B6rg@xn--schle-mva.example?subject=opt%20out%20k7q2m4x9ab"
    message = _as_received(letter)
    assert "".join(str(message["List-Unsubscribe"]).split()) == f"<{page}>,<{mail}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    raw = as_message(letter, MESSAGE_ID).as_bytes()
    assert f"List-Unsubscribe: <{page}>,\r\n <{mail}>\r\n".encode() in raw  # no encoded words in addresses


@pytest.mark.parametrize(
    "page",
    ["http://a.example/x", "https://", "https://a.example/\r\nX: y", "https://a.example/a b", "https://a.example/ñ",
     "https://a.example/>, <mailto:x@y.example", "javascript:x", "https://a.example/" + "x" * 600, "https://u:p@a.example/"],
)  # fmt: skip
def test_an_opt_out_page_that_is_no_plain_https_address_is_refused(page):
    with pytest.raises(MailerRefused, match="List-Unsubscribe") as caught:
        as_message(letter_to("a@b.example", opt_out="word", opt_out_page=page), MESSAGE_ID)
    assert page[8:] not in str(caught.value) or page == "https://"


@pytest.mark.parametrize("word", ["a b", "a\r\nX: y", "ñ", "a&cc=x@y.example", "x" * 80])
def test_an_opt_out_word_that_is_no_word_is_refused(word):
    with pytest.raises(MailerRefused, match="List-Unsubscribe"):
        as_message(letter_to("a@b.example", opt_out=word), MESSAGE_ID)


def test_the_language_is_that_of_the_page_and_not_what_the_reader_would_have_liked():
    letter = letter_to("a@b.example", html='<!DOCTYPE html>\n<html lang="es"><body>Hola</body></html>')
    assert as_message(letter, MESSAGE_ID)["Content-Language"] == "es"


def test_everything_is_ascii_for_a_sender_with_an_international_domain():
    letter = letter_to("a@bücher.example", sender="listening@schüle.example", reply_to="")
    data = as_message(letter, "<0a1b@schüle.example>").as_bytes()
    assert data.isascii()
    message = message_from_bytes(data, policy=default)
    assert message["Message-ID"] == "<0a1b@xn--schle-mva.example>"
    assert message["Reply-To"].addresses[0].addr_spec == "listening@xn--schle-mva.example"


def test_only_letters_before_the_at_need_smtputf8():
    assert not needs_smtputf8(letter_to("ada@schüle.example", name="Jörg", subject="Año"))
    letter = letter_to("jörg@schüle.example", name="Jörg, der Ältere")
    assert needs_smtputf8(letter)
    header = as_message(letter, MESSAGE_ID).as_bytes().decode().partition("\r\nReply-To")[0].partition("To: ")[2]
    assert header.startswith("=?utf-8?")
    assert header.endswith("<jörg@xn--schle-mva.example>")


def test_an_international_domain_is_written_in_ascii():
    assert ascii_domain("büro@schüle.example") == "büro@xn--schle-mva.example"
    assert b"xn--schle-mva.example" in as_message(letter_to("buero@schüle.example"), MESSAGE_ID).as_bytes(policy=SMTP)


def test_mail_programs_show_who_signs_beside_the_address_of_the_sender() -> None:
    named = replace(LETTER, sender_name="El equipo de escucha, Cedar Hollow")
    header = _as_received(named)["From"]
    assert [(one.display_name, one.addr_spec) for one in header.addresses] == [(named.sender_name, named.sender)]
