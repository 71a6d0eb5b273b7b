from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.google_answers import UNEXPECTED, answer_text, count_files, moments, since_filter
from rounds.choices import split_choices
from tests.connectors.google_form_samples import answer, upload

CHICAGO = ZoneInfo("America/Chicago")


def test_an_answer_is_its_text_with_plain_line_ends() -> None:
    assert answer_text(answer("q", "one\r\ntwo\rthree\n four ")) == "one\ntwo\nthree\n four "


@pytest.mark.parametrize("given_answer", [answer("q"), answer("q", ""), {"questionId": "q"}, {"textAnswers": None}])
def test_an_answer_without_text_is_blank(given_answer: dict[str, Any]) -> None:
    assert answer_text(given_answer) == ""


def test_several_choices_are_read_back_as_the_options_they_were() -> None:
    options = ["Bus, or tram", "Bike", "A lift; sometimes"]
    text = answer_text(answer("q", "A lift; sometimes", "Bus, or tram"))
    assert split_choices(text, options) == (("Bus, or tram", "A lift; sometimes"), False)


def test_what_is_typed_under_other_comes_as_it_is() -> None:
    text = answer_text(answer("q", "Bike", "my uncle's van"))
    assert text == "Bike;my uncle's van"
    assert split_choices(text, ["Bus", "Bike"]) == (("Bike",), True)


def test_a_grade_and_its_feedback_are_not_part_of_an_answer() -> None:
    graded = answer("q", "four", grade={"score": 2, "correct": True, "feedback": {"text": "Well done"}})
    assert answer_text(graded) == "four"


def test_uploaded_files_are_counted_and_never_named() -> None:
    files = upload("q", "Marisol.png", "note.pdf")
    assert answer_text(files) == ""
    assert count_files(files) == 2
    assert count_files(None) == count_files(answer("q", "text")) == 0


@pytest.mark.parametrize(
    "damaged",
    [
        "text",
        ["text"],
        {"textAnswers": "text"},
        {"textAnswers": {"answers": "text"}},
        {"textAnswers": {"answers": [{"value": 7}]}},
        {"textAnswers": {"answers": [{"value": ["text"]}]}},
    ],
)
def test_another_shape_is_noticed(damaged: Any) -> None:
    with pytest.raises(UNEXPECTED):
        answer_text(damaged)


def test_a_response_that_was_never_edited_has_two_equal_moments() -> None:
    submitted, edited = moments("2026-01-05T08:00:00.123Z", "2026-01-05T08:00:00.123999Z", CHICAGO)
    assert submitted == edited == datetime(2026, 1, 5, 8, 0, 0, 123000, tzinfo=UTC)
    assert submitted is not None
    assert submitted.tzinfo is CHICAGO


def test_an_edit_a_millisecond_later_is_one() -> None:
    submitted, edited = moments("2026-01-05T08:00:00.123Z", "2026-01-05T08:00:00.124000Z", CHICAGO)
    assert submitted is not None
    assert edited is not None
    assert edited - submitted == timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("text", "microsecond"),
    [
        ("2026-01-05T08:00:00Z", 0),
        ("2026-01-05T08:00:00.5Z", 500_000),
        ("2026-01-05T08:00:00.120Z", 120_000),
        ("2026-01-05T08:00:00.120999Z", 120_000),
        ("2026-01-05T08:00:00.120999999Z", 120_000),
        ("2026-01-05T10:00:00.120999+02:00", 120_000),
    ],
)
def test_every_way_to_write_a_moment_is_cut_to_the_millisecond(text: str, microsecond: int) -> None:
    assert moments(text, text, UTC)[1] == datetime(2026, 1, 5, 8, 0, 0, microsecond, tzinfo=UTC)


def test_a_moment_that_is_not_given_is_none_or_that_of_the_submission() -> None:
    assert moments(None, None, UTC) == (None, None)
    submitted, edited = moments("2026-01-05T08:00:00.123Z", None, UTC)
    assert submitted == edited
    assert moments(None, "2026-01-05T08:00:00.123Z", UTC) == (None, submitted)


@pytest.mark.parametrize("text", ["yesterday", "2026-02-31T08:00:00.123Z", "2026-01-05T08:00:00", "2026-01-05", 7, {}])
def test_what_is_no_moment_is_noticed(text: Any) -> None:
    for pair in ((text, None), (None, text), (text, text)):
        if any(pair):
            with pytest.raises(UNEXPECTED):
                moments(*pair, UTC)


def test_the_filter_is_in_utc_with_milliseconds() -> None:
    assert since_filter(datetime(2026, 1, 5, 8, tzinfo=UTC)) == "timestamp >= 2026-01-05T08:00:00.000Z"
    west = timezone(timedelta(hours=-6))
    assert since_filter(datetime(2026, 1, 5, 20, 0, 0, 123999, west)) == "timestamp >= 2026-01-06T02:00:00.123Z"


@given(st.datetimes(datetime(2010, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_asking_since_the_moment_of_a_response_is_asking_since_its_millisecond(moment: datetime) -> None:
    written = moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
    _, edited = moments(f"{written[:23]}Z", written, CHICAGO)
    assert edited is not None
    assert since_filter(edited) == f"timestamp >= {written[:23]}Z"
