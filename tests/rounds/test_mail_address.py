"""Which addresses count, and which characters may stand in what is mailed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.mail_address import ascii_domain, checked_address, is_one_click_page, mailbox
from rounds.typed_text import one_line, refused_character, several_lines


@given(st.text(max_size=80) | st.emails())
def test_whatever_is_typed_is_an_address_or_an_error_that_does_not_quote_it(text: str) -> None:
    said, address = "", ""
    try:
        address = checked_address(text)
    except ValueError as error:
        said = f"{type(error).__name__}: {error}"
    assert len(text) < 5 or text not in said
    assert said.startswith("ValueError: ") or checked_address(address) == address
    assert refused_character(address) is None
    assert said or ascii_domain(address).rpartition("@")[2].isascii()


def test_letters_of_two_alphabets_that_look_alike_are_no_address() -> None:
    for address in ("a@p\u0430ypal.com", "a@\u03bfffice.example", "\u0430da@example.org"):
        with pytest.raises(ValueError, match="two alphabets"):
            checked_address(address)
    assert checked_address("анна@пример.рф") == "анна@пример.рф"
    assert checked_address("anna@例えexample.org") == "anna@例えexample.org"


def test_one_mailbox_may_be_written_in_several_ways() -> None:
    assert mailbox("Ada.Lind+x@GMAIL.com") == mailbox("adalind@googlemail.com")
    assert mailbox("Ada@example.org") == mailbox("ada@example.org")
    assert mailbox("a.da@example.org") != mailbox("ada@example.org")


def test_a_page_for_one_click_is_a_plain_https_address() -> None:
    assert is_one_click_page("https://example.org:8443/stop/{word}?x=1&y=%20")
    for page in (
        "http://example.org/",
        "https://",
        "https://example.org/ x",
        "https://a@example.org/",
        "https://é.org/",
    ):
        assert not is_one_click_page(page)


@pytest.mark.parametrize(
    "text", ["Señor O’Malley", "שלום", "می\u200cخواهم", "👩\u200d👧", "a\xa0b", "\U0001fae8", "=?x?="]
)
def test_honest_text_may_stand_in_a_line(text: str) -> None:
    assert one_line(text) == text == several_lines(text)


@given(st.text(st.characters(categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=1))
def test_no_control_character_may_stand_in_a_line(sign: str) -> None:
    with pytest.raises(ValueError, match="has "):
        one_line(f"a{sign}b")
    if sign in "\n\r\t":
        assert several_lines(f"a{sign}b")
    else:
        with pytest.raises(ValueError, match="has "):
            several_lines(f"a{sign}b")
