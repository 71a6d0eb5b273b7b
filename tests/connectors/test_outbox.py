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

from connectors.outbox import Outbox, file_name
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
