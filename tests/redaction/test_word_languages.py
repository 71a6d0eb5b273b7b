"""What single words say of the language."""

from __future__ import annotations

import pytest

from redaction.lexicon import Lexicon, fold
from redaction.word_languages import WordLanguages, foreign_words


@pytest.fixture(scope="module")
def languages(lexicon: Lexicon) -> WordLanguages:
    return WordLanguages(lexicon)


@pytest.mark.parametrize("word", ["the", "because", "gonna", "playground", "walked", "mucho", "niño", "xq", "NIÑO"])
def test_english_and_spanish_words_speak_against_another_language(languages: WordLanguages, word: str) -> None:
    assert languages.of(word).weight <= -1


@pytest.mark.parametrize(
    "word", ["không", "waxaan", "mwen", "hindi", "não", "ntawm", "учитель", "學校", "mga", "jikuul"]
)
def test_words_of_other_languages_are_witnesses(languages: WordLanguages, word: str) -> None:
    said = languages.of(word)
    assert said.is_witness
    assert said.weight >= 1


@pytest.mark.parametrize("word", ["Nguyễn", "nguyen", "Thị", "Zebulon", "Xiong", "garcia", "Marisol"])
def test_names_say_little(languages: WordLanguages, word: str) -> None:
    said = languages.of(word)
    assert abs(said.weight) < 0.5
    assert not said.is_witness


@pytest.mark.parametrize(("word", "home"), [("they", "en"), ("nadie", "es"), ("no", None), ("khong", None)])
def test_a_word_of_one_language_counts_for_it(languages: WordLanguages, word: str, home: str | None) -> None:
    assert languages.of(word).home == home


def test_the_list_of_other_languages_is_folded_and_has_no_sentence_marks() -> None:
    assert all(word.isalpha() and fold(word) == word for word in foreign_words())
    assert len({code for codes in foreign_words().values() for code in codes}) > 40


def test_a_word_that_stands_in_no_list_is_not_remembered(languages: WordLanguages) -> None:
    languages.of("playground")
    languages.of("Qworbelina")
    assert "playground" in languages._remembered
    assert not {"Qworbelina", "qworbelina"} & set(languages._remembered)
