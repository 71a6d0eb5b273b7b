"""What people type into a question for the language."""

from __future__ import annotations

import pytest

from redaction.language_names import language_code


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("English", "en"), ("Inglés", "en"), (" ENGLISH ", "en"), ("en-US", "en"), ("Español", "es"), ("spanish", "es"),
        ("Spanish (Español)", "es"), ("español/spanish", "es"), ("Spanglish", "es"), ("Somali", "so"),
        ("Tiếng Việt", "vi"), ("Tagalog", "tl"), ("Haitian Creole", "ht"), ("Hmong.", "hmn"),
    ],
)  # fmt: skip
def test_a_typed_language_gives_its_code(answer: str, code: str) -> None:
    assert language_code(answer) == code


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("English and Spanish", "en"), ("español e inglés", "es"), ("Spanish/English", "es"),
        ("inglés y español", "en"), ("Spanish with some English", "es"), ("English, Somali", "so"),
        ("Spanish & Tagalog", "tl"),
    ],
)  # fmt: skip
def test_of_two_languages_it_is_the_first_unless_one_has_no_model(answer: str, code: str) -> None:
    assert language_code(answer) == code


@pytest.mark.parametrize("answer", ["Klingon", "", " ", "/", "English and Klingon", "both", "and", "e" * 100_000])
def test_what_is_no_known_language_gives_none(answer: str) -> None:
    assert language_code(answer) is None
