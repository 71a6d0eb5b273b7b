"""A server's limits by the minute and by the day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from connectors.mail_pace import Pace
from connectors.mailer import MailLimitReached
from rounds.round import Mail

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = NOON
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


def pace(clock: Clock, *sent: datetime, **limits: int) -> Pace:
    mail = Mail(host="mail.example.org", **limits)
    return Pace(mail, sent, ZoneInfo("America/Los_Angeles"), clock=clock, sleep=clock.sleep)


def send(one: Pace, number: int) -> None:
    for _ in range(number):
        one.wait()
        one.note_attempt()
        one.note_sent()


def test_without_limits_nothing_waits() -> None:
    clock = Clock()
    one = pace(clock)
    send(one, 500)
    assert clock.slept == []
    assert one.is_free()


def test_letters_of_a_minute_are_spread_over_it() -> None:
    clock = Clock()
    one = pace(clock, per_minute=6)
    assert not one.is_free()
    send(one, 4)
    assert clock.slept == [10.0, 10.0, 10.0]


def test_a_new_run_keeps_the_distance_to_the_last_letter_of_the_one_before() -> None:
    clock = Clock()
    send(pace(clock, NOON - timedelta(seconds=4), per_minute=6), 1)
    assert clock.slept == [6.0]


def test_a_clock_that_was_set_back_makes_nobody_wait_longer_than_usual() -> None:
    clock = Clock()
    send(pace(clock, NOON + timedelta(days=3), per_minute=6), 1)
    assert clock.slept == [10.0]


def test_the_days_letters_of_all_runs_are_counted_and_the_next_moment_is_told_in_the_rounds_time() -> None:
    clock = Clock()
    one = pace(clock, NOON - timedelta(hours=25), NOON - timedelta(hours=20), NOON - timedelta(hours=1), per_day=3)
    send(one, 1)
    assert not one.is_free()
    with pytest.raises(MailLimitReached, match="run it again after 2026-11-03 08:00") as caught:
        one.wait()
    assert caught.value.again_at == NOON + timedelta(hours=4)
    assert caught.value.exit_code == 4
    clock.now += timedelta(hours=4, seconds=1)
    assert one.is_free()
    send(one, 1)


def test_a_refused_letter_keeps_its_distance_and_does_not_count_for_the_day() -> None:
    clock = Clock()
    one = pace(clock, per_minute=6, per_day=1)
    one.wait()
    one.note_attempt()
    one.wait()
    assert clock.slept == [10.0]
