"""How a part in another language is told from a borrowed phrase, and what that costs."""

from __future__ import annotations

import time

import pytest

from redaction.language import read_languages
from redaction.lexicon import Lexicon
from redaction.other_languages import find_other_language, read_words
from redaction.word_languages import WordLanguages


@pytest.fixture(scope="module")
def languages(lexicon: Lexicon) -> WordLanguages:
    return WordLanguages(lexicon)


@pytest.mark.parametrize(
    "phrase", ["bà ngoại", "habibi", "nyob zoo", "hola amigo", "déjà vu", "мама", "李明", "wallahi"]
)
def test_a_borrowed_phrase_is_no_part(languages: WordLanguages, phrase: str) -> None:
    for text in (f"She said {phrase} and smiled at the door.", f"Me dijo {phrase} y se fue.", phrase):
        assert find_other_language(text, read_words(text, languages), languages) is None


@pytest.mark.parametrize(
    "sentence", ["con toi khong thich", "hindi siya pumasok kasi", "он не хочет туда", "mwen pa konnen anyen"]
)
def test_a_sentence_of_four_words_is_one(languages: WordLanguages, sentence: str) -> None:
    for text in (f"She said {sentence} and smiled at the door.", f"Me dijo: {sentence}. Luego se fue.", sentence):
        assert find_other_language(text, read_words(text, languages), languages) is not None


def test_accents_may_be_written_apart(languages: WordLanguages) -> None:
    assert [one.word for one in read_words("nin\u0303o Kho\u0302ng", languages)] == ["niño", "Không"]


def test_mail_addresses_and_handles_are_no_words(languages: WordLanguages) -> None:
    text = "Write to qwen_by77@example or @zant_mivvle"
    assert [one.word for one in read_words(text, languages)] == ["write", "to", "or"]


@pytest.mark.parametrize(
    "junk", ["a", "é", "ệ ", "con toi ", "a.", "的", "a@", "A", "\u0301", "ñ\u0323 ", "the ", "x\n", "ͺ", "ก็", "🙂 "]
)
def test_the_time_grows_with_the_length_only(lexicon: Lexicon, junk: str) -> None:
    begin = time.process_time()
    read_languages(junk * (100_000 // len(junk)), lexicon)
    assert time.process_time() - begin < 3
