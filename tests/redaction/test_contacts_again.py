"""A contact that was found once is masked wherever else it stands in the interview; ordinary words are not."""

from __future__ import annotations

import pytest

from redaction.contacts_again import ContactsAgain
from redaction.lexicon import Lexicon
from rounds.interviews import InputSpan


def again(lexicon: Lexicon, entity: str, contact: str, text: str) -> list[str]:
    seen = [(contact, InputSpan(0, len(contact), entity, 0.9))]
    return [text[span.start : span.end] for span in ContactsAgain(lexicon, seen).find(text)]


@pytest.mark.parametrize(
    ("entity", "contact", "text", "found"),
    [
        ("ID", "48213", "so i typed 48213 again", ["48213"]),
        ("PHONE", "555-0147", "its 555 0147 ok? 555.0147", ["555 0147", "555.0147"]),
        ("EMAIL", "jay@mail.example", "JAY@mail.example, not jay", ["JAY@mail.example"]),
        ("HANDLE", "jay_k09", "everybody knows jay_k09", ["jay_k09"]),
        ("ADDRESS", "1420 Cedar Ridge", "back to 1420 cedar ridge", ["1420 cedar ridge"]),
        ("BIRTHDATE", "3/14/2011", "the 3/14/2011 one", ["3/14/2011"]),
        ("ID", "４８２１３", "48213", ["48213"]),
    ],
)
def test_a_contact_is_found_again(lexicon: Lexicon, entity: str, contact: str, text: str, found: list[str]) -> None:
    assert again(lexicon, entity, contact, text) == found


@pytest.mark.parametrize(
    ("entity", "contact", "text"),
    [
        ("HANDLE", "sunshine", "we had sunshine all day"),
        ("BIRTHDATE", "2011", "since 2011 the bus is late"),
        ("ID", "123", "room 123"),  # too short
        ("ID", "48213", "1482134 and 48213a"),  # part of another
        ("ADDRESS", "1420 Cedar", "1420\nCedar"),  # another line
        ("PHONE", "()", "()"),
        ("PERSON", "Deshawn", "Deshawn"),  # names have their own rules
        ("SCHOOL", "Lincoln High", "Lincoln High"),
    ],
)
def test_what_is_no_contact_by_itself_is_not_looked_for(lexicon: Lexicon, entity: str, contact: str, text: str) -> None:
    assert again(lexicon, entity, contact, text) == []
