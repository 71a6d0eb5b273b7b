"""Which texts are held for their language: measured on labelled snippets."""

from __future__ import annotations

import pytest

from redaction.language import Reading, judge, read_languages
from redaction.lexicon import Lexicon
from redaction.names.rampart import LANGUAGES
from rounds.interviews import HeldReason
from tests.redaction.language_samples import SAMPLES
from tests.redaction.other_language_samples import NOT_YET_HELD, OTHER_LANGUAGES, READABLE, WITHIN_A_NOTE

OWN = [text for language, text in SAMPLES if language in LANGUAGES]
FOREIGN = [(language, text) for language, text in SAMPLES if language not in LANGUAGES]
GIBBERISH = "blorp fnarg wibbet skroo plim drogg zant mivvle quorp hesk trull yand"


@pytest.mark.parametrize("text", [*OWN, *(text for _, text in READABLE)])
def test_english_spanish_and_both_together_are_not_held(lexicon: Lexicon, text: str) -> None:
    assert judge([text], None, LANGUAGES, lexicon).held is None


@pytest.mark.parametrize(("language", "text"), [*FOREIGN, *OTHER_LANGUAGES, *WITHIN_A_NOTE])
def test_another_language_is_held_whatever_was_declared(lexicon: Lexicon, language: str, text: str) -> None:
    for declared in (None, "en", "es"):
        held = judge([text], declared, LANGUAGES, lexicon).held
        assert held in {HeldReason.LANGUAGE_UNSUPPORTED, HeldReason.LANGUAGE_UNSURE}


@pytest.mark.xfail(strict=True, reason="known misses: whoever improves the detection moves them up")
@pytest.mark.parametrize("text", [text for _, text in NOT_YET_HELD])
def test_some_short_answers_in_other_languages_pass_unnoticed(lexicon: Lexicon, text: str) -> None:
    assert judge([text], None, LANGUAGES, lexicon).held is not None


def test_nine_of_ten_other_languages_are_named_rightly(lexicon: Lexicon) -> None:
    rows = [*FOREIGN, *OTHER_LANGUAGES, *WITHIN_A_NOTE]
    right = sum(read_languages(text, lexicon).other == language for language, text in rows)
    assert right >= 0.9 * len(rows)


@pytest.mark.parametrize("text", [text for _, text in READABLE])
def test_case_does_not_make_a_text_foreign(lexicon: Lexicon, text: str) -> None:
    assert judge([text.lower()], None, LANGUAGES, lexicon).held is None
    assert judge([text.upper()], None, LANGUAGES, lexicon).held is None


@pytest.mark.parametrize(("language", "text"), [*FOREIGN, *OTHER_LANGUAGES])
def test_case_does_not_make_a_text_readable(lexicon: Lexicon, language: str, text: str) -> None:
    assert judge([text.lower()], None, LANGUAGES, lexicon).held is not None
    assert judge([text.upper()], None, LANGUAGES, lexicon).held is not None


@pytest.mark.parametrize(
    ("texts", "declared", "language"),
    [
        (["The bus is late every day."], None, "en"),
        (["El camión siempre llega tarde."], None, "es"),
        (["The bus is late every day."], "es", "es"),
        (["El camión siempre llega tarde, le dije to the teacher."], None, "es"),
        (["She told us that the bus was late y ya."], None, "en"),
        (["ok", "Nadie nos llama cuando falta."], None, "es"),
        ([], None, "en"),
    ],
)
def test_the_language_is_the_declared_one_else_that_of_most_words(
    lexicon: Lexicon, texts: list[str], declared: str | None, language: str
) -> None:
    judged = judge(texts, declared, LANGUAGES, lexicon)
    assert (judged.language, judged.held) == (language, None)


def test_a_declared_language_without_a_model_is_held_whatever_stands_there(lexicon: Lexicon) -> None:
    assert judge(["The bus is late."], "vi", LANGUAGES, lexicon).held is HeldReason.LANGUAGE_UNSUPPORTED


def test_spanish_is_held_where_there_is_no_model_for_it(lexicon: Lexicon) -> None:
    text = "Mi hija no quiere ir porque las niñas se burlan de ella."
    assert judge([text], None, ["en"], lexicon).held is HeldReason.LANGUAGE_UNSUPPORTED
    assert judge(["She said buenos días to us at the door."], None, ["en"], lexicon).held is None


def test_a_long_text_in_no_language_is_unsure(lexicon: Lexicon) -> None:
    assert judge([GIBBERISH], "en", LANGUAGES, lexicon).held is HeldReason.LANGUAGE_UNSURE


def test_one_foreign_answer_among_readable_ones_holds(lexicon: Lexicon) -> None:
    texts = ["The bus is late every day and nobody calls us.", "Nadie nos llama.", "Con tôi rất thích cô giáo lớp ba."]
    judged = judge(texts, None, LANGUAGES, lexicon)
    assert (judged.language, judged.held) == ("vi", HeldReason.LANGUAGE_UNSUPPORTED)


def test_no_text_is_no_reason(lexicon: Lexicon) -> None:
    assert judge(["", " ", "12:30 :)"], "en", LANGUAGES, lexicon).held is None


def test_a_reading_counts_the_words_of_each_language(lexicon: Lexicon) -> None:
    assert read_languages("they said que ya nadie viene", lexicon) == Reading(english=2, spanish=3)
