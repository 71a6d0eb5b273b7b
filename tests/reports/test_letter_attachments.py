"""Large print and the phone script."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reports.letter import write_letter
from reports.letter_attachments import MOST_SPOKEN_WORDS, spoken_words
from reports.rendering import TEXT_WIDTH
from rounds.summary import Quote
from tests.reports.example_round import ENGLISH_RECIPIENT, SPANISH_RECIPIENT, example_round
from tests.reports.test_letter import SUMMARY, round_with

ENGLISH = ["letter-large-print.html", "phone-script.txt"]
SPANISH = ["carta-letra-grande.html", "guion-telefono.txt"]
QUOTES = (Quote("I would pick up for a person.", "caregiver"),)


def attached(language="en", round_=None, summary=SUMMARY, told_in=(), direct=False):
    recipient = SPANISH_RECIPIENT if language == "es" else ENGLISH_RECIPIENT
    letter = write_letter(
        round_ or example_round(), summary, recipient,
        quotes=QUOTES, language=language, told_in=told_in, direct=direct,
    )  # fmt: skip
    return {file.name: file for file in letter.attachments}


@pytest.mark.parametrize(
    ("language", "told_in", "names"),
    [
        ("en", ["en"], ENGLISH),
        ("es", [], SPANISH),
        ("en", ["es", "en", "so"], [*ENGLISH, *SPANISH]),
        ("es", ["en"], [*SPANISH, *ENGLISH]),
    ],
)
def test_an_interviewer_gets_every_language_that_people_spoke(language, told_in, names):
    files = attached(language, told_in=told_in)
    assert list(files) == names
    assert all(name.isascii() for name in files)
    assert {file.media_type for file in files.values()} == {"text/html", "text/plain"}


def test_somebody_who_hears_directly_gets_large_print_in_their_language_only():
    assert list(attached(direct=True, told_in=["es", "en"])) == ["letter-large-print.html"]


def test_a_missing_spanish_text_does_not_stop_an_english_letter():
    assert list(attached(round_=round_with(signed="The listening team"), told_in=["es"])) == [
        "letter-large-print.html",
        "phone-script.txt",
    ]


def test_attachments_name_nobody():
    for language in ("en", "es"):
        for file in attached(language, told_in=["en", "es"]).values():
            assert "Lindqvist" not in file.content
            assert "Ibarra" not in file.content


def test_large_print_has_the_words_of_the_letter_in_at_least_18_points_and_no_fixed_layout():
    page = attached()["letter-large-print.html"].content
    assert 'lang="en"' in page
    assert "I would pick up for a person." in page
    assert "<table" not in page
    assert "px; width" not in page
    sizes = [int(size) for size in re.findall(r"font-size: (\d+)pt", page)]
    assert min(sizes) >= 18


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_script_takes_under_a_minute_and_reads_like_speech(language):
    script = attached(language)["phone-script.txt" if language == "en" else "guion-telefono.txt"].content
    assert 60 < spoken_words(script.replace("\n", " ").replace("  ", "\n\n")) <= MOST_SPOKEN_WORDS
    assert "\n\n\n" not in script
    assert " ”" not in script
    assert all(len(line) <= TEXT_WIDTH for line in script.splitlines())
    assert ("29 people" if language == "en" else "29 personas") in script


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_left_on_voice_mail_does_not_say_what_it_is_about(language):
    script = attached(language)["phone-script.txt" if language == "en" else "guion-telefono.txt"].content
    message = script.split("VOICE MAIL" if language == "en" else "BUZÓN DE VOZ")[1].split("”")[0]
    for telling in ("school", "listen", "talk", "heard", "interview", "escuela", "escuch", "habl", "convers", "team"):
        assert telling not in message.replace("le habla", "")


def test_long_texts_leave_the_call_short():
    long = " ".join(["word"] * 20)
    themes = tuple(replace(theme, name=f"{long} {n}") for n, theme in enumerate(SUMMARY.themes[:1]))
    round_ = round_with(decisions=[{"what": f"{long}."}, {"what": f"{long}."}], limits=[{"what": long, "why": long}])
    script = attached(round_=round_, summary=replace(SUMMARY, themes=themes))["phone-script.txt"].content
    assert script.lower().count("word word") <= 40
    assert "This is what we are doing." in script


def test_a_script_before_anything_is_decided_has_no_empty_line_to_say():
    script = attached(round_=round_with(decisions=[], limits=[]))["phone-script.txt"].content
    assert "What we are doing" not in script
    assert "“”" not in script
    assert "You will hear from us by May 15, 2026." in script
