"""Which texts are held for their language: measured on labelled snippets."""

from __future__ import annotations

import pytest

from redaction.language import detect, judge, language_code
from redaction.lexicon import Lexicon
from rounds.interviews import HeldReason
from tests.redaction.language_samples import SAMPLES

ENGLISH = [text for language, text in SAMPLES if language == "en"]
FOREIGN = [(language, text) for language, text in SAMPLES if language != "en"]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_not_held(lexicon: Lexicon, text: str) -> None:
    assert judge([text], "en", ["en"], lexicon).held is None


@pytest.mark.parametrize(("language", "text"), FOREIGN)
def test_another_language_is_held_even_when_english_was_declared(lexicon: Lexicon, language: str, text: str) -> None:
    held = judge([text], "en", ["en"], lexicon).held
    assert held in {HeldReason.LANGUAGE_UNSUPPORTED, HeldReason.LANGUAGE_UNSURE}


def test_nine_of_ten_other_languages_are_named_rightly(lexicon: Lexicon) -> None:
    right = sum(detect(text, lexicon) == language for language, text in FOREIGN)
    assert right >= 0.9 * len(FOREIGN)


def test_a_declared_language_without_a_model_is_held_whatever_stands_there(lexicon: Lexicon) -> None:
    assert judge(["The bus is late."], "es", ["en"], lexicon).held is HeldReason.LANGUAGE_UNSUPPORTED


def test_a_long_text_in_no_language_is_unsure(lexicon: Lexicon) -> None:
    text = "blorp fnarg wibbet skroo plim drogg zant mivvle quorp hesk trull yand"
    assert judge([text], "en", ["en"], lexicon).held is HeldReason.LANGUAGE_UNSURE


def test_one_foreign_answer_among_english_ones_holds(lexicon: Lexicon) -> None:
    texts = [
        "The bus is late every day and nobody calls us.",
        "Mi hija no quiere ir porque las niñas se burlan de ella.",
    ]
    assert judge(texts, None, ["en"], lexicon).language == "es"


def test_no_text_is_no_reason(lexicon: Lexicon) -> None:
    assert judge(["", " ", "12:30 :)"], "en", ["en"], lexicon).held is None


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("English", "en"), ("Inglés", "en"), (" ENGLISH ", "en"), ("en-US", "en"), ("Español", "es"), ("spanish", "es"),
        ("Spanish (Español)", "es"), ("Somali", "so"), ("Tiếng Việt", "vi"), ("Tagalog", "tl"), ("Klingon", None),
        ("English and Spanish", None), ("", None),
    ],
)  # fmt: skip
def test_a_typed_language_gives_its_code_or_none(answer: str, code: str | None) -> None:
    assert language_code(answer) == code
