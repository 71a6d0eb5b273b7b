from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from connectors.sheet_values import Habits, cell_text, date_text, is_stamp, stamp_text, stamp_time, zone_name

NEW_YORK = Habits("en_US", "America/New_York")
BERLIN = Habits("de_DE", "Europe/Berlin")


def serial(*parts: int, milliseconds: int = 0) -> float:
    return (datetime(*parts) + timedelta(milliseconds=milliseconds) - datetime(1899, 12, 30)) / timedelta(days=1)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ("two\r\nlines\rthree", "two\nlines\nthree"),
        (" kept as typed ", " kept as typed "),
        (12, "12"),
        (12.0, "12"),
        (-0.0, "0"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (5551234567, "5551234567"),
        (5551234567.0, "5551234567"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("0042", "0042"),
        (float("inf"), "inf"),
    ],
)
def test_a_value_is_the_text_that_an_export_gives(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (serial(2026, 3, 4), "2026-03-04"),
        (serial(2026, 3, 4, 17, 58, 39), "2026-03-04 17:58:39"),
        (serial(2026, 3, 4, 17, 58, 39, milliseconds=499), "2026-03-04 17:58:39"),
        (serial(2026, 3, 4, 23, 59, 59, milliseconds=500), "2026-03-05 00:00:00"),
        (serial(1931, 12, 24), "1931-12-24"),
        (14.5 / 24, "14:30:00"),
        (0, "00:00:00"),
        (1.5, "36:00:00"),
        (-3, "-3"),
        (1e12, "1000000000000"),
        (2_958_465.999_999_99, "2958465.99999999"),
        (float("nan"), "nan"),
    ],
)
def test_a_date_a_time_and_a_duration_have_one_spelling_in_every_locale(number: float, text: str) -> None:
    assert date_text(number) == text
    assert cell_text(number, is_date=True) == text


def test_a_serial_number_is_a_time_in_the_zone_of_the_sheet_and_comes_in_that_of_the_round() -> None:
    typed = serial(2025, 5, 19, 17, 58, 39, milliseconds=612)
    time = stamp_time(typed, NEW_YORK, "Europe/Berlin")
    assert time == datetime(2025, 5, 19, 21, 58, 40, tzinfo=UTC)
    assert time.isoformat() == "2025-05-19T23:58:40+02:00"
    assert stamp_text(typed) == "2025-05-19 17:58:40"


def test_an_hour_that_the_clocks_repeat_is_the_first_and_one_that_they_skip_is_moved_on() -> None:
    twice, never = serial(2025, 11, 2, 1, 30), serial(2025, 3, 9, 2, 30)
    assert stamp_time(twice, NEW_YORK, "UTC") == datetime(2025, 11, 2, 5, 30, tzinfo=UTC)
    assert stamp_time(never, NEW_YORK, "UTC") == datetime(2025, 3, 9, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "habits", "time"),
    [
        ("11/17/2020 18:23:58", NEW_YORK, datetime(2020, 11, 17, 23, 23, 58, tzinfo=UTC)),
        ("10.03.2023 12:28:23", BERLIN, datetime(2023, 3, 10, 11, 28, 23, tzinfo=UTC)),
        ("2025/05/19 5:58:39 PM GMT-3", BERLIN, datetime(2025, 5, 19, 20, 58, 39, tzinfo=UTC)),
        ("26/03/2025 17:02:03", NEW_YORK, None),
        ("last Tuesday", NEW_YORK, None),
        ("11/17/2020 18:23:58", Habits("xx_YY", "America/New_York"), None),
    ],
)
def test_a_time_that_somebody_pasted_as_text_is_read_in_the_locale_of_the_sheet(text, habits, time) -> None:
    found = stamp_time(text, habits, "America/Chicago")
    assert found == time
    assert found is None or str(found.tzinfo) == "America/Chicago"
    assert stamp_text(text) == text


@pytest.mark.parametrize("value", [None, "", True, 7, 12.5, 1e9, -1, float("inf")])
def test_what_is_no_time_of_our_days_is_none(value: object) -> None:
    assert stamp_time(value, NEW_YORK, "UTC") is None
    assert not is_stamp(value)


def test_a_number_with_a_time_of_day_is_told_from_a_count() -> None:
    assert is_stamp(serial(2025, 5, 19, 17, 58, 39))
    assert not is_stamp(45_000)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("America/Mexico_City", "America/Mexico_City"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("GMT-07:00", "Etc/GMT+7"),
        ("GMT+2", "Etc/GMT-2"),
        ("GMT+00:00", "Etc/GMT"),
        ("GMT+05:30", None),
        ("GMT+99:00", None),
        ("Mars/Olympus", None),
        ("", None),
    ],
)
def test_the_time_zone_of_a_sheet_gets_a_name_where_it_has_one(given: str, name: str | None) -> None:
    assert zone_name(given) == name
