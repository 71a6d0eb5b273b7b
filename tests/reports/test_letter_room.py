"""What a letter has room for: themes before quotes, and the same in every letter."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from reports.letter import MOST_WORDS, LetterWriter, count_words
from reports.letter_room import Room
from rounds.round import Round
from rounds.summary import Quote, Summary
from tests.reports.example_round import ENGLISH_RECIPIENT, SPANISH_RECIPIENT, example_round
from tests.reports.test_letter import SUMMARY, round_with, words_of

SHORT = Quote("I stopped explaining to anybody.", "Student", "en")
LONG = Quote(" ".join(["and then we walked home again"] * 9), "Student", "en")


def writer(*quotes: Quote, round_: Round | None = None, summary: Summary = SUMMARY) -> LetterWriter:
    return LetterWriter(round_ or example_round(), summary, quotes=quotes, languages=("en", "es"))


def texts(one: LetterWriter) -> dict[tuple[str, bool], str]:
    """What each kind of letter says, by language and whether it is direct."""
    people = {"en": ENGLISH_RECIPIENT, "es": SPANISH_RECIPIENT}
    return {
        (language, direct): one.write(people[language], language=language, direct=direct).text
        for language, direct in product(people, (False, True))
    }


def test_quotes_are_left_out_from_the_end_before_a_theme_is():
    one = writer(SHORT, LONG)
    assert one.room is not None
    assert (one.room.themes, one.room.quotes) == (5, 1)
    for text in texts(one).values():
        said = " ".join(text.split())
        assert SHORT.text in said
        assert LONG.text not in said


def test_letters_in_both_languages_direct_and_to_pass_on_tell_the_same_themes():
    longer = " ".join(["palabra"] * 25)
    themes = tuple(replace(theme, name_es=f"{longer} {n}") for n, theme in enumerate(SUMMARY.themes))
    one = writer(SHORT, summary=replace(SUMMARY, themes=themes))
    assert one.room is not None
    assert 1 <= one.room.themes < 5
    for (language, _), text in texts(one).items():
        said = " ".join(text.split())
        told = [(theme.name_es if language == "es" else theme.name) in said for theme in themes[:5]]
        assert told == [number < one.room.themes for number in range(5)]


@pytest.mark.parametrize("words", range(0, 60, 6))
def test_no_letter_is_too_long_whatever_the_quotes(words):
    one = writer(SHORT, Quote(" ".join(["word"] * words) or "Well.", None, "es"), LONG)
    assert all(count_words(words_of_text(text)) <= MOST_WORDS for text in texts(one).values())


def words_of_text(text: str) -> str:
    return max(text.split("\n----\n\n"), key=len).removeprefix("Hello,").removeprefix("Hola:")


def test_a_letter_in_which_one_theme_is_too_much_does_not_narrow_the_others():
    one = writer(SHORT, round_=round_with(promise={"en": "Short.", "es": " ".join(["palabra"] * 220)}))
    assert one.room is not None
    assert one.room.themes == 5
    assert one.room.quotes == 1


def test_a_quote_in_another_language_is_introduced_with_it():
    said = {key: " ".join(text.split()) for key, text in texts(writer(SHORT)).items()}
    assert f"Dicho en inglés: “{SHORT.text}” – estudiante" in said["es", False]
    assert "Said in" not in said["en", False]
    spanish = Quote("Cuando llama la máquina, cuelgo.", None, "es")
    english = words_of(writer(spanish).write(ENGLISH_RECIPIENT, language="en"))
    assert f"Said in Spanish: “{spanish.text}”" in " ".join(english.split())


def test_the_introduction_of_a_language_is_left_out_before_a_quote_is():
    rooms = [writer(Quote(" ".join(["home"] * words), None, "en")).room for words in range(1, 90)]
    assert Room(5, 1, said_in=True) in rooms
    assert Room(5, 1, said_in=False) in rooms
    assert rooms[-1] == Room(5)
