"""What is said before letters are approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reports.letter import write_letter
from reports.letter_warnings import grade_warnings, letter_grades, letter_warnings, typed_grades
from tests.reports.example_round import ENGLISH_RECIPIENT, SPANISH_RECIPIENT, example_round
from tests.reports.test_letter import SUMMARY, round_with
from tests.reports.test_readability import HARD

SPANISH_LETTER = ("en", "es")


def warned(round_=None, summary=SUMMARY, **more) -> str:
    return "\n".join(letter_warnings(round_ or example_round(), summary, **more))


def test_letters_with_a_date_and_room_for_all_give_no_warning():
    assert warned(languages=SPANISH_LETTER, told_in=("en", "es")) == ""


def test_letters_without_a_date_by_which_people_hear_are_warned_about():
    assert "does not say by when people will hear again: add `hear_by`" in warned(round_with(hear_by=None))
    without = warned(round_with(hear_by=None, limits=[]))
    assert "by when people will hear again, nor what you cannot do and why" in without


def test_dates_that_have_passed_are_warned_about():
    said = warned(summary=replace(SUMMARY, today=date(2026, 6, 1)))
    assert "`hear_by` of [letters] has passed" in said
    assert "letters.decisions[1].by has passed" in said
    assert "decisions[2]" not in said


def test_a_missing_translation_is_a_warning_where_only_attachments_need_it():
    round_ = round_with(signed="The listening team")
    said = warned(round_, told_in=("en", "es"))
    assert "Some interviews were told in Spanish, but no copy in Spanish is attached: letters.signed has no" in said
    assert warned(round_, told_in=("en",)) == ""
    assert "attached" not in warned(round_, languages=("en", "es"), told_in=("es",))  # that letter is stopped


def test_a_spanish_copy_that_is_too_long_is_a_warning_and_a_letter_that_is_stops():
    texts = {"en": "Short.", "es": " ".join(["palabra"] * 200)}
    assert "no copy in Spanish is attached: it has more than 249 words" in warned(
        round_with(promise=texts), told_in=("es",)
    )


def test_themes_without_room_are_counted():
    themes = tuple(replace(theme, name=" ".join(["word"] * 30)) for theme in SUMMARY.themes)
    assert "The letter in English has room for 2 of 5 themes" in warned(summary=replace(SUMMARY, themes=themes))


def letters(round_):
    return [
        write_letter(round_, SUMMARY, recipient, quotes=(), language=recipient.language)
        for recipient in (ENGLISH_RECIPIENT, SPANISH_RECIPIENT)
    ]


def test_the_letters_of_the_example_read_below_grade_8():
    grades = letter_grades(letters(example_round()))
    assert set(grades) == {"en", "es"}
    assert all(grade.grade < 7 for grade in grades.values())
    assert grade_warnings(grades) == ()


def test_a_letter_in_officialese_is_over_grade_8_and_named_by_its_language():
    hard = {"en": f"{HARD} " * 3, "es": "Corto."}
    (warning,) = grade_warnings(letter_grades(letters(round_with(promise=hard, purpose=hard, decisions=[]))))
    assert "The letter in English reads at grade" in warning
    assert "stakeholders" not in warning


def test_what_was_typed_is_graded_by_key_and_a_limit_with_its_reason():
    grades = typed_grades(example_round().letters)
    assert {key for key, language in grades if language == "en"} == {
        "letters.purpose",
        "letters.promise",
        "letters.decisions[1].what",
        "letters.decisions[2].what",
        "letters.limits[1]",
    }
