from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_datetime
from hypothesis import given
from hypothesis import strategies as st

from connectors.timestamps import has_timestamp_shape, is_locale, is_timezone, parse_timestamp

MOMENTS = st.datetimes(datetime(2008, 1, 1), datetime(2099, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
ZONES = st.sampled_from(["UTC", "America/Los_Angeles", "America/Sao_Paulo", "Europe/Berlin", "Asia/Kolkata"])


def utc(text: str, locale: str = "en_US", zone: str = "UTC") -> str | None:
    moment = parse_timestamp(text, locale=locale, timezone=zone)
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025/05/19 5:58:39 PM GMT-3", "2025-05-19 20:58:39"),
        ("2025/05/19 5:58:39 PM GMT+5:30", "2025-05-19 12:28:39"),
        ("2025/05/19 5:58:39 PM GMT", "2025-05-19 17:58:39"),
        ("2025/05/19 5:58:39 PM UTC\u22123", "2025-05-19 20:58:39"),
        ("2025/05/19 5:58:39 p.m. GMT-5", "2025-05-19 22:58:39"),
        ("2025/05/19 5:58:39 p.\u00a0m. GMT-5", "2025-05-19 22:58:39"),
        ("2025/05/19 5:58:39 p. m. CEST", "2025-05-19 15:58:39"),
        ("2025/05/19 5:58:39 a. m. GMT-5", "2025-05-19 10:58:39"),
        ("2025/05/19 5:58:39\u202fPM GMT-3", "2025-05-19 20:58:39"),
        ("2025/05/19 12:00:00 AM EST", "2025-05-19 05:00:00"),
        ("2025/05/19 12:00:00 PM EST", "2025-05-19 17:00:00"),
        ("2020/06/05 11:34:01 AM EST", "2020-06-05 16:34:01"),  # June, and yet the standard time
        ("2020/06/05 11:34:01 AM EDT", "2020-06-05 15:34:01"),
        ("2020/06/05 11:34:01 AM PST", "2020-06-05 19:34:01"),
        ("2020/06/05 11:34:01 AM HST", "2020-06-05 21:34:01"),
        ("2020/06/05 11:34:01 AM OEZ", "2020-06-05 09:34:01"),
        ("2020/06/05 11:34:01 AM MEZ", "2020-06-05 10:34:01"),
        ("2020/06/05 11:34:01 AM MESZ", "2020-06-05 09:34:01"),
        ("2020/06/05 11:34:01 EET", "2020-06-05 09:34:01"),
        ("2019-06-25 06:59:49", "2019-06-25 06:59:49"),
        ("2020-06-25T06:59:49Z", "2020-06-25 06:59:49"),
        ("2020-06-25T06:59:49.123456789-07:00", "2020-06-25 13:59:49"),
        ("2020-06-25T06:59", "2020-06-25 06:59:00"),
        ("  11/17/2020 18:23:58 ", "2020-11-17 18:23:58"),
        ("11/17/2020, 6:23:58 PM", "2020-11-17 18:23:58"),
        ("4/9/2025 0:13:09", "2025-04-09 00:13:09"),
    ],
)
def test_every_shape_that_was_seen_is_read(text: str, expected: str) -> None:
    assert utc(text) == expected


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("26/03/2025 17:02:03", "es_ES", "2025-03-26 17:02:03"),
        ("26/03/2025 17:02:03", "en-GB", "2025-03-26 17:02:03"),
        ("10.03.2023 12:28:23", "de", "2023-03-10 12:28:23"),
        ("10.03.2023, 12:28:23", "de_AT", "2023-03-10 12:28:23"),
        ("26-3-2025 17:02:03", "nl_NL", "2025-03-26 17:02:03"),
        ("26.3.2025 17.02.03", "fi", "2025-03-26 17:02:03"),
        ("2025. 3. 26. 17:02:03", "hu", "2025-03-26 17:02:03"),
        ("2025/3/26 5:02:03 午後 GMT+9", "ja", "2025-03-26 08:02:03"),
        ("03/04/2025 17:02:03", "en_US", "2025-03-04 17:02:03"),
        ("03/04/2025 17:02:03", "es_MX", "2025-04-03 17:02:03"),
    ],
)
def test_the_locale_decides_the_order_of_day_and_month(text: str, locale: str, expected: str) -> None:
    assert utc(text, locale) == expected


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("26/03/2025 17:02:03", "en_US"),
        ("11/17/2020 18:23:58", "en_GB"),
        ("10.03.2023 12:28:23", "en_US"),  # dots are never American
        ("", "en_US"),
        ("yesterday at noon", "en_US"),
        ("2025/05/19", "en_US"),
        ("17:58:39", "en_US"),
        ("05/06/07 17:58:39", "en_US"),
        ("2025/02/30 17:58:39", "en_US"),
        ("2025/05/19 25:58:39", "en_US"),
        ("2025/05/19 17:58:39 PM", "en_US"),
        ("2025/05/19 5:58:39 PM XYZ", "en_US"),
        ("2025/05/19 5:58:39 PM GMT+19", "en_US"),
        ("2025/05/19 5:58:39 and then we left for home", "en_US"),
        ("1899/12/30 00:00:00", "en_US"),
        ("2025/05-19 17:58:39", "en_US"),
        ("2025/05/19 5:58:39 PM " + "x" * 100_000, "en_US"),
    ],
)
def test_what_cannot_be_read_for_sure_is_none(text: str, locale: str) -> None:
    assert utc(text, locale) is None


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Kolkata", "2025-06-19 06:30:00"), ("Europe/Dublin", "2025-06-19 11:00:00"),
        ("Asia/Jerusalem", "2025-06-19 10:00:00"), ("UTC", None),
    ],
)  # fmt: skip
def test_a_label_with_several_meanings_counts_only_in_a_zone_that_uses_it(zone: str, expected: str | None) -> None:
    assert utc("2025/06/19 12:00:00 PM IST", zone=zone) == expected


def test_the_same_response_downloaded_in_two_browsers_gives_the_same_value() -> None:
    texts = ["2025/05/19 5:58:39 PM GMT-3", "2025/05/19 3:58:39 PM EST", "2025/05/19 10:58:39 p. m. MESZ"]
    found = [parse_timestamp(text, locale="en_US", timezone="America/Los_Angeles") for text in texts]
    assert {moment.isoformat() for moment in found if moment} == {"2025-05-19T13:58:39-07:00"}


def test_of_a_repeated_hour_the_first_is_meant_and_a_skipped_hour_is_moved_on() -> None:
    zone = "America/Los_Angeles"
    assert utc("11/2/2025 1:30:00", zone=zone) == "2025-11-02 08:30:00"
    assert utc("3/9/2025 2:30:00", zone=zone) == "2025-03-09 10:30:00"
    moment = parse_timestamp("3/9/2025 2:30:00", locale="en_US", timezone=zone)
    assert moment is not None
    assert moment.isoformat() == "2025-03-09T03:30:00-07:00"


@given(moment=MOMENTS, hours=st.integers(-11, 14), quarters=st.sampled_from([0, 30, 45]), zone=ZONES)
def test_a_forms_own_csv_is_read_back_to_the_same_instant(moment, hours, quarters, zone) -> None:
    offset = timedelta(hours=hours, minutes=0 if hours == 14 else quarters * (1 if hours >= 0 else -1))
    minutes = f":{quarters}" if quarters and hours != 14 else ""
    text = f"{moment:%Y/%m/%d} {moment.hour % 12 or 12}:{moment:%M:%S} {moment:%p} GMT{hours:+d}{minutes}"
    if hours == 0:
        offset = timedelta(minutes=quarters)
    found = parse_timestamp(text, locale="en_US", timezone=zone)
    assert found is not None
    assert found.astimezone(UTC) == moment.replace(tzinfo=timezone(offset)).astimezone(UTC)


@given(
    moment=MOMENTS,
    locale=st.sampled_from(["en_US", "en_GB", "es_ES", "es_MX", "de", "fr", "pt_BR", "nl", "sv", "ja"]),
    zone=ZONES,
)
def test_a_time_written_in_a_locale_is_read_back_in_that_locale(moment: datetime, locale: str, zone: str) -> None:
    order = {"en_US": "MM/dd/y", "de": "dd.MM.y", "nl": "dd-MM-y", "sv": "y-MM-dd", "ja": "y/MM/dd"}
    text = format_datetime(moment, order.get(locale, "dd/MM/y") + " H:mm:ss", locale=locale)
    found = parse_timestamp(text, locale=locale, timezone=zone)
    assert found is not None
    assert found.astimezone(UTC) == moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@given(text=st.text(max_size=60) | st.from_regex(r"[0-9/.: -]{8,30}[APM ]{0,4}[A-Z+0-9:-]{0,8}", fullmatch=True))
def test_no_text_makes_it_raise_and_every_result_is_in_the_asked_zone(text: str) -> None:
    found = parse_timestamp(text, locale="en_US", timezone="America/Los_Angeles")
    assert found is None or found.tzinfo == ZoneInfo("America/Los_Angeles")
    assert found is None or has_timestamp_shape(text)


@pytest.mark.parametrize("title", ["Timestamp", "Tell me about 2025", "Grade [9/10/11]", "Were you there on 5/19?"])
def test_titles_do_not_look_like_timestamps(title: str) -> None:
    assert not has_timestamp_shape(title)


def test_locales_and_zones_that_do_not_exist_are_known_as_such() -> None:
    assert is_locale("en_US")
    assert is_locale("es-MX")
    assert not is_locale("xx_YY")
    assert not is_locale("")
    assert is_timezone("America/Los_Angeles")
    assert not is_timezone("America")
    assert not is_timezone("../etc/passwd")
    with pytest.raises(ValueError, match="unknown locale"):
        parse_timestamp("x", locale="klingon", timezone="UTC")
