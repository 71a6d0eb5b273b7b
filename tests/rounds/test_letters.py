from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.letters import Attachment, Letter, Recipient, letters_digest
from tests.rounds.samples import letter

AMINA = Recipient("r1", "Amina", "amina@school.example", "es")
JORDAN = Recipient("r2", "Jordan", "jordan@school.example", "en")
LETTERS = [letter(AMINA, "letter/1"), letter(JORDAN, "letter/2")]


def test_the_order_of_letters_does_not_change_their_digest() -> None:
    assert letters_digest(LETTERS) == letters_digest(LETTERS[::-1])


TEXTS = [part.name for part in fields(Letter) if part.name not in ("recipient", "attachments")]


@pytest.mark.parametrize("name", [part.name for part in fields(Attachment)])
def test_a_change_to_any_part_of_an_attachment_changes_the_digest(name: str) -> None:
    file = Attachment("letter.html", "text/html", "<p>Thank you</p>")
    one, other = replace(LETTERS[0], attachments=(file,)), replace(file, **{name: getattr(file, name) + "."})
    assert letters_digest([one]) != letters_digest([replace(one, attachments=(other,))])
    assert letters_digest([one]) != letters_digest([LETTERS[0]])


@pytest.mark.parametrize("name", TEXTS)
def test_a_change_to_any_part_of_one_letter_changes_the_digest(name: str) -> None:
    changed = replace(LETTERS[0], **{name: getattr(LETTERS[0], name) + "."})
    assert letters_digest([changed, LETTERS[1]]) != letters_digest(LETTERS)


@pytest.mark.parametrize("name", [part.name for part in fields(Recipient)])
def test_a_change_to_any_part_of_a_recipient_changes_the_digest(name: str) -> None:
    recipient = replace(AMINA, **{name: getattr(AMINA, name) + "x"})
    assert letters_digest([replace(LETTERS[0], recipient=recipient), LETTERS[1]]) != letters_digest(LETTERS)


def test_one_letter_more_or_less_changes_the_digest() -> None:
    digests = {letters_digest(some) for some in ([], LETTERS[:1], LETTERS, [*LETTERS, LETTERS[0]])}
    assert len(digests) == 4


@given(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))
def test_text_that_moves_from_one_part_to_the_next_changes_the_digest(a: str, b: str, c: str, d: str) -> None:
    one, other = letter(AMINA, subject=a, text=b), letter(AMINA, subject=c, text=d)
    assert (letters_digest([one]) == letters_digest([other])) == ((a, b) == (c, d))
