"""The letter that goes back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.letter import MOST_WORDS, LetterProblem, count_words, letter_problems, write_letter
from reports.letter_texts import role_label
from reports.rendering import TEXT_WIDTH
from rounds.letters import Letter
from rounds.round import Round
from rounds.round_file import load_round
from rounds.summary import Quote, Summary, ThemeHeard
from tests.reports.example_round import ENGLISH_RECIPIENT, SETTINGS, SPANISH_RECIPIENT, example_round
from tests.reports.test_summary import summary_of
from tests.reports.test_summary_page import visible

SUMMARY = summary_of()
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "attendance"
SPOKEN = replace(SUMMARY, today=date(2026, 11, 16))


def round_with(**letters: Any) -> Round:
    """The example with changed parts of [letters]; None takes one out."""
    changed = {key: value for key, value in (SETTINGS["letters"] | letters).items() if value is not None}
    return example_round(letters=changed)


def letter_in(language: str, round_: Round | None = None, summary: Summary = SUMMARY, quotes=()) -> Letter:
    recipient = SPANISH_RECIPIENT if language == "es" else ENGLISH_RECIPIENT
    told = [Quote(quote) for quote in quotes]
    return write_letter(round_ or example_round(), summary, recipient, quotes=told, language=language)


def words_of(letter: Letter) -> str:
    """The letter itself, without the lines around it."""
    return max(letter.text.split("\n----\n\n"), key=len)


def _said(letter: Letter) -> tuple[str, str]:
    return " ".join(letter.text.split()), visible(letter.html)


def test_an_english_letter_says_thanks_why_when_how_many_what_and_what_now():
    for said in _said(letter_in("en")):
        for part in (
            "For Ms. Lindqvist: please give this letter to the people you listened to.",
            "Thank you for your time and your trust. We wanted to learn what makes it hard to come to school.",
            "We listened to 29 people in 26 conversations in February and March 2026.",
            "Nobody noticed I was gone",
            "The east bus will wait five minutes at each stop. By April 6, 2026.",
            "You will hear from us again by May 15, 2026.",
            "We cannot add a second bus this year. There are no drivers to hire.",
            "listening@district.example",
            "Only the listening team reads the notes",
            "Tell the person who listened to you, and we take out what you said. You need not say why.",
            "The listening team",
        ):
            assert part in said


def test_a_spanish_letter_is_spanish_from_its_subject_to_its_signature():
    letter = letter_in("es")
    assert letter.subject == "Lo que escuchamos y lo que sigue"
    assert 'lang="es"' in letter.html
    for said in _said(letter):
        for part in (
            "Para Sra. Ibarra: por favor, entregue esta carta",
            "Escuchamos a 29 personas en 26 conversaciones en febrero y marzo de 2026.",
            "Nadie notó que faltaba",
            "Para el 6 de abril de 2026.",
            "Recibirá más noticias nuestras a más tardar el 15 de mayo de 2026.",
            "Dígaselo a la persona que le escuchó y borraremos lo que nos contó.",
            "El equipo de escucha",
        ):
            assert part in said
        for english in ("What", "Rides", "Thank", "team", "April"):
            assert english not in said


def test_another_language_gets_the_english_letter():
    assert write_letter(example_round(), SUMMARY, ENGLISH_RECIPIENT, quotes=(), language="so").subject.startswith(
        "What"
    )


def test_the_letter_carries_its_key_and_addresses():
    letter = letter_in("en", round_with(reply_to="answers@district.example"))
    assert letter.key == "attendance-spring/letter/r1"
    assert (letter.sender, letter.reply_to) == ("listening@district.example", "answers@district.example")
    assert letter.recipient is ENGLISH_RECIPIENT
    assert "write to answers@district.example" in " ".join(letter.text.split())


def test_a_letter_names_no_theme_counts_and_at_most_five_themes():
    text = letter_in("en").text
    assert "9 of 26" not in text
    assert "Work after school" not in text


def test_when_nothing_is_decided_the_letter_says_when_people_will_hear():
    english, spanish = (letter_in(language, round_with(decisions=[])).text for language in ("en", "es"))
    assert "Nothing is decided yet. You will hear from us by May 15, 2026." in " ".join(english.split())
    assert "Todavía no se ha decidido nada. Recibirá noticias nuestras" in " ".join(spanish.split())


@pytest.mark.parametrize("hear_by", [None, date(2026, 3, 15)])
def test_nothing_decided_and_no_date_to_come_is_a_problem_to_mend(hear_by):
    with pytest.raises(LetterProblem, match="hear_by"):
        letter_in("en", round_with(decisions=[], hear_by=hear_by))


def test_a_date_that_has_passed_is_not_promised_again():
    assert "May" not in letter_in("en", summary=replace(SUMMARY, today=date(2026, 6, 1))).text


def test_without_limits_there_is_no_heading_for_them():
    assert "cannot" not in letter_in("en", round_with(limits=[])).text


def test_a_letter_before_anything_was_heard_is_a_problem():
    with pytest.raises(LetterProblem, match="read the headline worksheet back"):
        letter_in("en", summary=replace(SUMMARY, themes=()))


def test_settings_without_letters_are_a_problem():
    assert letter_problems(example_round(letters=None), SUMMARY, "en") == ("round.toml has no [letters].",)


def test_every_missing_spanish_text_is_listed_and_the_english_letter_is_not_held_up():
    round_ = round_with(signed="The listening team", limits=[{"what": "No bus", "why": {"en": "Why", "es": "Porque"}}])
    undeclared = replace(SUMMARY.themes[0], name="My neighbor's words", name_es=None, declared=False)
    declared = replace(SUMMARY.themes[1], name_es=None)
    summary = replace(SUMMARY, themes=(undeclared, declared))
    problems = " ".join(letter_problems(round_, summary, "es"))
    assert "letters.signed" in problems
    assert "letters.limits[1].what" in problems
    assert "letters.limits[1].why" not in problems
    assert 'Themes have no Spanish name: number 1 of the summary, "Rides fall through".' in problems
    assert "neighbor" not in problems
    assert letter_problems(round_, summary, "en") == ()


def test_a_quote_that_was_approved_stands_in_a_letter_with_its_names_as_words():
    approved = "“My friend [PERSON_1] saves me a seat in homeroom.”"
    text = letter_in("en", quotes=[approved]).text
    assert "“My friend saves me a seat in homeroom.”" in " ".join(text.split())


def test_no_bracket_remains_wherever_it_was_typed():
    bracketed = {"en": "We asked [PERSON_1] at [SCHOOL_1] [really]", "es": "Hablamos con [PERSON_1] en la [SCHOOL_1]"}
    round_ = round_with(purpose=bracketed, promise=bracketed, decisions=[{"what": bracketed}], quotes=["[PHONE_1]"])
    for language in ("en", "es"):
        letter = letter_in(language, round_, quotes=["[PHONE_1]"])
        for said in _said(letter):
            assert "[" not in said
            assert "]" not in said


def test_what_people_typed_cannot_become_markup_and_reads_the_same_in_both_parts():
    attack = "<b>Bold</b> & *stars* _lines_ #1 {{ 7 * 7 }} 1. one"
    letter = letter_in("en", round_with(signed=attack, promise=attack))
    for said in _said(letter):
        assert attack in said
    assert "<b>Bold" not in letter.html


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_example_letter_is_under_250_words_in_both_parts(language):
    letter = letter_in(language)
    assert 150 < count_words(words_of(letter)) < 250
    assert _letters_only(letter.text) == _letters_only(visible(letter.html))


def _letters_only(text):
    """The words of a text without the dashes that stand for bullets."""
    return [word for word in text.split() if any(character.isalnum() for character in word)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_too_many_words_shorten_the_list_of_themes(language):
    long = " ".join(["word"] * 20)
    themes = tuple(replace(t, name=f"{long} {n}", name_es=f"{long} {n}") for n, t in enumerate(SUMMARY.themes))
    letter = letter_in(language, summary=replace(SUMMARY, themes=themes))
    assert count_words(words_of(letter)) <= MOST_WORDS
    assert f"{long} 0" in " ".join(letter.text.split())
    assert f"{long} 4" not in " ".join(letter.text.split())


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_letter_that_cannot_be_short_enough_says_what_to_shorten(language):
    long = " ".join(["word"] * 200)
    with pytest.raises(LetterProblem, match=r"\d+ words with a single theme.*letters\.promise \(200 words\)") as caught:
        letter_in(language, round_with(promise={"en": long, "es": long}))
    assert "word word" not in str(caught.value)


texts = st.lists(st.sampled_from(["bus", "school", "más", "[PERSON_1]", "-", "1.", "#", "&"]), max_size=60).map(
    " ".join
)


@settings(max_examples=30, deadline=None)
@given(
    purpose=texts, promise=texts, names=st.lists(texts, min_size=1, max_size=7), language=st.sampled_from(["en", "es"])
)
def test_whatever_the_settings_a_letter_is_short_and_free_of_brackets_or_a_clear_problem(
    purpose, promise, names, language
):
    round_ = round_with(purpose={"en": purpose, "es": purpose or "a"}, promise={"en": promise, "es": promise or "a"})
    themes = tuple(ThemeHeard(name, "", "some", 0.2, False, name_es=name or "a") for name in names)
    letter, problem = None, ""
    try:
        letter = letter_in(language, round_, replace(SUMMARY, themes=themes))
    except LetterProblem as caught:
        problem = str(caught)
    assert (letter is None) == ("Shorten" in problem)
    if letter is not None:
        assert count_words(words_of(letter)) < 250
        assert "[" not in letter.text
        assert all(len(line) <= TEXT_WIDTH for line in letter.text.splitlines())


def test_the_note_to_the_interviewer_is_not_printed():
    assert ".cover, .foot { display: none !important; }" in letter_in("en").html


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_letter_of_the_example_round_that_comes_with_the_product_fits_with_all_its_themes(language):
    round_ = load_round(EXAMPLE)
    themes = tuple(
        ThemeHeard(idea.name, idea.definition, "some", 0.2, False, name_es=idea.name_es, declared=True)
        for idea in round_.themes[:5]
    )
    letter = letter_in(language, round_, replace(SUMMARY, themes=themes, today=date(2026, 11, 16)))
    text = " ".join(letter.text.split())
    assert count_words(words_of(letter)) < 250
    for theme in themes:
        assert (theme.name_es if language == "es" else theme.name) in text


def test_without_anything_it_cannot_do_the_letter_says_when_people_hear_about_the_rest():
    said = " ".join(letter_in("en", round_with(limits=[])).text.split())
    assert "Other things are still open. You will hear from us again by May 15, 2026." in said
    assert "cannot do" not in said


@pytest.mark.parametrize("language", ["en", "es"])
def test_one_person_in_one_conversation_is_said_in_the_singular(language):
    said = " ".join(letter_in(language, summary=replace(SUMMARY, people=1, interviews=1)).text.split())
    assert ("1 person in 1 conversation in" if language == "en" else "1 persona en 1 conversación en") in said


def test_a_quote_keeps_its_language_and_is_marked_with_it():
    quotes = [Quote("Cuando llama la máquina, cuelgo."), Quote("No.", language="es"), Quote("I stopped explaining.")]
    html = write_letter(example_round(), SUMMARY, ENGLISH_RECIPIENT, quotes=quotes, language="en").html
    assert re.findall(r'lang="(\w+)"[^>]*>“', html) == ["es", "es", "en"]
    spanish = write_letter(example_round(), SUMMARY, SPANISH_RECIPIENT, quotes=quotes, language="es").html
    assert re.findall(r'lang="(\w+)"[^>]*>“', spanish) == ["es", "es", "en"]


def test_placeholders_in_a_quote_read_as_words_of_its_own_language():
    quote = Quote("La maestra [PERSON_1] me llama en español.", language="es")
    text = write_letter(example_round(), SUMMARY, ENGLISH_RECIPIENT, quotes=[quote], language="en").text
    assert "“La maestra me llama en español.”" in text


@pytest.mark.parametrize(
    ("role", "english", "spanish"),
    [
        ("Student", "Student", "estudiante"),
        ("caregivers", "caregivers", "familiar"),
        ("Estudiante", "student", "estudiante"),
        ("Work site mentor", "Work site mentor", None),
        ("Madre de familia en la escuela", "Madre de familia en la escuela", "Madre de familia en la escuela"),
    ],
)
def test_a_role_is_told_in_the_letters_language_or_not_at_all(role, english, spanish):
    assert (role_label(role, "en"), role_label(role, "es")) == (english, spanish)
    for language, label in (("en", english), ("es", spanish)):
        recipient = SPANISH_RECIPIENT if language == "es" else ENGLISH_RECIPIENT
        quotes = [Quote("I would pick up for a person.", role)]
        text = write_letter(example_round(), SUMMARY, recipient, quotes=quotes, language=language).text
        onwards = "Lo que estamos haciendo" if language == "es" else "What we are doing"
        assert (f"person.” – {label} {onwards}" if label else f"person.” {onwards}") in " ".join(text.split())


def test_a_quote_without_a_role_has_no_label():
    assert "” –" not in letter_in("en", quotes=["I stopped explaining."]).text


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_direct_letter_has_no_name_and_no_line_to_pass_it_on_and_says_how_to_get_no_more_mail(language):
    recipient = SPANISH_RECIPIENT if language == "es" else ENGLISH_RECIPIENT
    letter = write_letter(example_round(), SUMMARY, recipient, quotes=(), language=language, direct=True)
    for part in (*_said(letter), letter.html, *(file.content for file in letter.attachments)):
        assert recipient.name not in part
    start = "Hola: " if language == "es" else "Hello, "
    end = "responda a este correo y díganoslo." if language == "es" else "answer this mail and say so."
    for said in _said(letter):
        assert said.startswith(start) or f" {start}" in said
        assert end in said
        assert "give this letter" not in said
        assert "entregue esta carta" not in said


def test_a_direct_letter_does_not_ask_to_mail_the_code_that_finds_the_words():
    round_ = load_round(EXAMPLE)
    letter = write_letter(round_, SPOKEN, ENGLISH_RECIPIENT, quotes=(), language="en", direct=True)
    assert "Give the code on your card to the person who listened to you" in " ".join(letter.text.split())
    passed_on = write_letter(round_, SPOKEN, ENGLISH_RECIPIENT, quotes=(), language="en")
    assert "Tell us the code on your card" in " ".join(passed_on.text.split())


def test_the_word_that_ends_all_mail_stands_in_the_letter_and_is_kept_with_it():
    letter = write_letter(
        example_round(), SUMMARY, ENGLISH_RECIPIENT, quotes=(), language="en", direct=True,
        opt_out="abcd234567", opt_out_page="https://example.org/abcd234567",
    )  # fmt: skip
    assert (letter.opt_out, letter.opt_out_page) == ("abcd234567", "https://example.org/abcd234567")
    for said in _said(letter):
        assert "answer this mail with this word: abcd234567" in said


def test_a_very_long_decision_is_named_by_its_key_and_not_quoted():
    decisions = [{"what": "Short."}, {"what": " ".join(["endless"] * 230)}]
    with pytest.raises(LetterProblem, match=r"letters\.decisions\[2\]\.what \(230 words\)") as caught:
        letter_in("en", round_with(decisions=decisions))
    assert "endless" not in str(caught.value)


def test_everything_that_a_spanish_letter_misses_is_said_at_once():
    themes = tuple(replace(theme, name_es=None) for theme in SUMMARY.themes[:4])
    with pytest.raises(LetterProblem) as caught:
        letter_in("es", round_with(signed="Us", purpose="To learn"), replace(SUMMARY, themes=themes))
    for part in ("letters.signed", "letters.purpose", *(f'"{theme.name}"' for theme in themes)):
        assert part in str(caught.value)
    assert str(caught.value).count("name_es") == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_direct_letter_has_room_for_what_the_others_tell(language):
    round_ = load_round(EXAMPLE)
    quotes = [Quote("Nobody ever asked me why.", "Student"), Quote("Cuando llama la máquina, cuelgo.", "Student")]
    themes = tuple(ThemeHeard(idea.name, "", "some", 0.2, False, name_es=idea.name_es) for idea in round_.themes[:5])
    for direct in (False, True):
        letter = write_letter(
            round_, replace(SPOKEN, themes=themes), ENGLISH_RECIPIENT, quotes=quotes, language=language, direct=direct
        )
        assert (themes[4].name_es if language == "es" else themes[4].name) in " ".join(letter.text.split())
