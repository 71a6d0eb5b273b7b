from __future__ import annotations

import pytest

from redaction.near_misses import NearMisses, are_one_edit_apart

NAMES = NearMisses(["marisol", "okonkwo", "jaylen", "ana"])


@pytest.mark.parametrize(
    "word", ["marsol", "marissol", "maarisol", "marizol", "mairsol", "okonkow", "marisol", "jaylenn"]
)
def test_one_slip_is_near(word: str) -> None:
    assert NAMES.is_near(word)


@pytest.mark.parametrize(
    "word", ["marsl", "mraiosl", "parisol", "marisolita", "mariso1x", "jayle", "anna", "", "okonkkko"]
)
def test_two_slips_another_first_letter_and_short_words_are_not(word: str) -> None:
    assert not NAMES.is_near(word)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("abc", "abc", True),
        ("abc", "abcd", True),
        ("abc", "xabc", True),
        ("abc", "acb", True),
        ("abc", "abd", True),
        ("abc", "bca", False),
        ("abc", "abcde", False),
        ("abcd", "badc", False),
        ("", "", True),
        ("", "a", True),
    ],
)
def test_one_edit(one: str, other: str, apart: bool) -> None:
    assert are_one_edit_apart(one, other) is are_one_edit_apart(other, one) is apart
