"""Letters as files in a folder."""

from __future__ import annotations

import stat
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.mailer import MailerRefused
from connectors.outbox import Outbox, file_name
from rounds.letters import Attachment
from rounds.private_files import CannotWrite
from tests.connectors.letters import LETTER, MESSAGE_ID, letter_to


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_letter_becomes_a_mail_file_and_a_page_that_only_the_owner_can_read(tmp_path):
    outbox = Outbox(tmp_path / "outbox")
    outbox.send(LETTER, MESSAGE_ID)
    outbox.close()
    files = list((tmp_path / "outbox").iterdir())
    assert {path.suffix for path in files} == {".eml", ".html"}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    name = file_name(LETTER.key)
    message = message_from_bytes((tmp_path / "outbox" / f"{name}.eml").read_bytes(), policy=default)
    assert message["Message-ID"] == MESSAGE_ID
    assert (tmp_path / "outbox" / f"{name}.html").read_text() == LETTER.html


def test_the_index_lists_subject_language_and_links_but_no_address(tmp_path):
    outbox = Outbox(tmp_path)
    outbox.send(replace(LETTER, subject="Heard & <next>"), MESSAGE_ID)
    outbox.send(replace(LETTER, key="attendance-spring/letter/z9"), MESSAGE_ID)
    outbox.close()
    page = (tmp_path / "index.html").read_text()
    assert "2 letters are here" in page
    assert "Heard &amp; &lt;next&gt;" in page
    assert f'href="{file_name(LETTER.key)}.eml"' in page
    assert "<td>en</td>" in page
    assert "@district" not in page
    assert "Lindqvist" not in page


FILES = (
    Attachment("letter-large-print.html", "text/html", "<!DOCTYPE html><p>Mañana</p>"),
    Attachment("phone-script.txt", "text/plain", "Hello."),
)


def test_the_mail_file_opens_with_its_attachments_and_the_index_links_to_them(tmp_path):
    outbox = Outbox(tmp_path)
    for number in range(3):
        outbox.send(replace(LETTER, key=f"round/letter/{number}", attachments=FILES), MESSAGE_ID)
    outbox.keep_only([f"round/letter/{number}" for number in range(3)])
    outbox.close()
    mail = next(tmp_path.glob("*.eml"))
    message = message_from_bytes(mail.read_bytes(), policy=default)
    assert [part.get_filename() for part in message.iter_attachments()] == [file.name for file in FILES]
    attached = sorted(path for path in tmp_path.iterdir() if "--" in path.name)
    assert len(attached) == 2  # written once for the three letters
    page = (tmp_path / "index.html").read_text()
    for path, file in zip(attached, FILES, strict=True):
        assert path.read_text() == file.content
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert page.count(f'<a href="{path.name}">{file.name}</a>') == 3


def test_attachments_go_with_the_letters_that_they_belonged_to(tmp_path):
    Outbox(tmp_path).send(replace(LETTER, attachments=FILES), MESSAGE_ID)
    outbox = Outbox(tmp_path)
    outbox.send(replace(LETTER, attachments=FILES[1:]), MESSAGE_ID)
    outbox.keep_only([LETTER.key])
    assert [path.name.partition("--")[0] for path in tmp_path.glob("*--*")] == ["phone-script"]
    Outbox(tmp_path).keep_only(())
    assert list(tmp_path.iterdir()) == []


def test_an_index_made_later_lists_attachments_as_the_mail_file_names_them(tmp_path):
    Outbox(tmp_path).send(replace(LETTER, attachments=FILES), MESSAGE_ID)
    Outbox(tmp_path).close()
    assert "letter-large-print.html<br>phone-script.txt" in (tmp_path / "index.html").read_text()


@pytest.mark.parametrize(
    ("key", "kind"),
    [("r/letter/a", "an interviewer, to pass on"), ("r/direct/a", "somebody who asked"), ("r/summary/a/1f", "a lead")],
)
def test_the_index_says_whom_a_letter_is_for_and_names_nobody(tmp_path, key, kind):
    outbox = Outbox(tmp_path)
    outbox.send(replace(LETTER, key=key), MESSAGE_ID)
    outbox.close()
    page = (tmp_path / "index.html").read_text()
    assert f"<td>{kind}" in page
    assert "Lindqvist" not in page
    assert "@" not in page.partition("<body>")[2]


def test_the_index_says_how_many_letters_were_stopped_and_where(tmp_path):
    Outbox(tmp_path).close([["text (PERSON)", "page, words (PERSON)"], ["text (PERSON)"]])
    page = (tmp_path / "index.html").read_text()
    assert "2 letters are stopped" in page
    assert "<li>text (PERSON): in 2</li>" in page
    assert "<li>page, words (PERSON): in 1</li>" in page
    Outbox(tmp_path).close()
    assert "stopped" not in (tmp_path / "index.html").read_text().partition("<body>")[2]


def test_a_letter_that_cannot_be_a_mail_leaves_no_file(tmp_path):
    with pytest.raises(MailerRefused):
        Outbox(tmp_path).send(replace(LETTER, attachments=(Attachment("../x.txt", "text/plain", "x"),)), MESSAGE_ID)
    assert list(tmp_path.iterdir()) == []
    assert not list(tmp_path.parent.glob("x*.txt"))


def test_a_letter_written_again_replaces_its_files(tmp_path):
    outbox = Outbox(tmp_path)
    outbox.send(LETTER, MESSAGE_ID)
    outbox.send(replace(LETTER, html="<p>better</p>"), MESSAGE_ID)
    assert len(_contents(tmp_path)) == 2
    assert _contents(tmp_path)[f"{file_name(LETTER.key)}.html"] == b"<p>better</p>"


def test_a_second_run_lists_the_letters_of_the_first_too(tmp_path):
    for key in ("a/letter/1", "a/letter/2"):
        outbox = Outbox(tmp_path)
        outbox.send(replace(LETTER, key=key), MESSAGE_ID)
        outbox.close()
    assert "2 letters are here" in (tmp_path / "index.html").read_text()


def test_nothing_stays_of_letters_that_are_gone_and_the_index_sets_them_apart(tmp_path):
    outbox = Outbox(tmp_path)
    for key in ("a/letter/1", "a/letter/2"):
        outbox.send(replace(LETTER, key=key, attachments=FILES), MESSAGE_ID)
    outbox.close([["text (PERSON)"]])
    for keys in (["a/letter/1"], ["a/letter/1", "a/letter/2"]):
        later = Outbox(tmp_path)
        for key in keys:
            later.gone(key, "en", "Sent on Nov 22, 2026; do not send again.")
        later.amend(["a/letter/1", "a/letter/2"])
        page = (tmp_path / "index.html").read_text()
        assert "<td>Sent on Nov 22, 2026; do not send again.</td><td>en</td><td>an interviewer" in page
        assert page.count("<li>text (PERSON): in 1</li>") == 1
        assert f"{2 - len(keys)} letter" in page
        assert ('<td class="short">letter/2</td>' in page) == (
            f"{file_name('a/letter/2')}.eml" in page or len(keys) == 2
        )
        assert [path.name for path in tmp_path.glob("*.eml")] == [f"{file_name('a/letter/2')}.eml"][: 2 - len(keys)]
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]  # the attachments went with the last


def test_an_outbox_without_letters_has_an_index_that_says_so(tmp_path):
    Outbox(tmp_path / "new").close()
    assert "0 letters are here" in (tmp_path / "new" / "index.html").read_text()


def test_a_letter_that_cannot_be_written_is_reported_and_leaves_nothing_half_there(tmp_path):
    (tmp_path / "outbox").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite):
        Outbox(tmp_path / "outbox").send(LETTER, MESSAGE_ID)
    assert [path.name for path in tmp_path.iterdir()] == ["outbox"]


def test_no_address_stands_in_a_file_name(tmp_path):
    Outbox(tmp_path).send(replace(letter_to("secret@x.example"), key="round/letter/secret@x.example"), MESSAGE_ID)
    assert all("secret" not in name for name in _contents(tmp_path))


@given(st.text(min_size=1, max_size=200))
def test_a_file_name_is_safe_on_every_system(key):
    name = file_name(key)
    assert name == file_name(key)
    assert name.isascii()
    assert all(character.isalnum() or character == "-" for character in name)
    assert 0 < len(name) <= 60


@given(st.sets(st.text("aA/-: é", min_size=1, max_size=12), min_size=2, max_size=8))
def test_keys_that_look_alike_get_different_files(keys):
    assert len({file_name(key) for key in keys}) == len(keys)
