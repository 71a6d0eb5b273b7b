"""Each night is run once: over clock changes, sleep, late starts and clocks that are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.steps.collect import STEP
from flows.steps.nightly import nightly
from flows.steps.nightly_guard import NoZone, is_done, moment_of
from rounds.incident_file import INCIDENTS_FILE
from rounds.journal import DONE, FAILED, RunRecord
from rounds.notebook import Notebook
from rounds.round import Round
from rounds.round_file import load_round
from tests.flows.small_round import SmallRound

SOON, MINUTE, HOUR = timedelta(seconds=4), timedelta(minutes=1), timedelta(hours=1)


class Nights:
    """Runs of one round, each as the guard decides about it: a real notebook, and only the clock is said."""

    def __init__(self, round_: Round, notebook: Notebook) -> None:
        self.round, self.notebook = round_, notebook
        self.ran: list[datetime] = []

    def wanted(self, scheduled_for: datetime | None, now: datetime | None = None, outcome: str = DONE) -> bool:
        """Whether the run that is started ``now`` (by default on time) collects; it does so within a minute."""
        now = now or (scheduled_for or datetime.now(UTC)) + SOON
        if scheduled_for and is_done(self.round, self.notebook, scheduled_for, now):
            return False
        self.notebook.end_run(RunRecord(STEP, now, now + MINUTE, outcome, {}, scheduled_for))
        self.ran.append(now)
        return True


@pytest.fixture
def nights(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Nights]:
    zone = getattr(request, "param", "America/Los_Angeles")
    small = SmallRound(tmp_path / "round").write()
    file = small.folder / "round.toml"
    file.write_text(f'timezone = "{zone}"\n{file.read_text()}')
    with Notebook.open("sqlite:///notebook.db", small.folder) as notebook:
        yield Nights(load_round(small.folder), notebook)


def fires(zone: str, day: date, at: time) -> list[datetime]:
    """The moments of ``day`` at which the wall shows ``at``: as naive schedulers fire, twice when it shows it twice.

    A time that the wall does not show that day fires as soon as it shows a later one.
    """
    wall = datetime.combine(day, at)
    both = [wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC) for fold in (0, 1)]
    shown = [one for one in both if one.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall]
    return sorted(set(shown)) or [max(both)]


CHANGES = {
    "America/Los_Angeles": (date(2026, 3, 8), date(2026, 11, 1)),
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "Australia/Lord_Howe": (date(2026, 10, 4), date(2026, 4, 5)),
}


@pytest.mark.parametrize("nights", CHANGES, indirect=True)
@pytest.mark.parametrize("at", [time(1, 45), time(2, 15), time(2, 30), time(23, 30)], ids=str)
def test_a_night_on_which_clocks_change_is_run_once(nights: Nights, at: time) -> None:
    zone = nights.round.timezone
    effective = []
    for change in sorted(CHANGES[zone]):
        for day in (change - timedelta(days=1), change, change + timedelta(days=1)):
            effective.append(sum(nights.wanted(moment) for moment in fires(zone, day, at)))
    assert effective == [1] * 6


def test_the_clocks_of_these_tests_do_show_a_time_twice() -> None:
    assert len(fires("America/Los_Angeles", date(2026, 11, 1), time(1, 30))) == 2
    assert len(fires("Europe/Berlin", date(2026, 10, 25), time(2, 30))) == 2
    first, second = fires("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45))
    assert second - first == HOUR / 2


def test_a_repeated_hour_is_noticed_though_cron_starts_seconds_later(nights: Nights) -> None:
    first, second = fires("America/Los_Angeles", date(2026, 11, 1), time(1, 30))
    assert nights.wanted(first + SOON)
    assert not nights.wanted(second + 5 * SOON)


def test_the_second_time_is_run_when_the_first_one_failed(nights: Nights) -> None:
    first, second = fires("America/Los_Angeles", date(2026, 11, 1), time(1, 30))
    assert nights.wanted(first, outcome=FAILED)
    assert nights.wanted(second)


def test_three_nights_asleep_are_caught_up_once(nights: Nights) -> None:
    due = [datetime(2026, 11, day, 10, 15, tzinfo=UTC) for day in (10, 11, 12)]
    awake = datetime(2026, 11, 12, 16, 0, tzinfo=UTC)
    assert [nights.wanted(one, awake + nth * MINUTE) for nth, one in enumerate(due)] == [True, False, False]
    assert nights.wanted(due[-1] + timedelta(days=1))


def test_a_schedule_before_midnight_caught_up_in_the_morning_leaves_the_next_night_alone(nights: Nights) -> None:
    due = fires("America/Los_Angeles", date(2026, 10, 31), time(23, 30))[0]
    assert nights.wanted(due, due + 8 * HOUR)
    for day in (date(2026, 11, 1), date(2026, 11, 2)):
        assert nights.wanted(fires("America/Los_Angeles", day, time(23, 30))[0])


def test_schedules_of_twice_a_day_and_every_hour_run_each_time(nights: Nights) -> None:
    for day in (31, 1):
        for at in (time(2, 15), time(14, 15)):
            assert nights.wanted(fires("America/Los_Angeles", date(2026, 10 + (day == 1), day), at)[0])
    hours = [datetime(2026, 11, 3, hour, tzinfo=UTC) for hour in range(12)]
    assert all(nights.wanted(hour) for hour in hours)


def test_two_schedulers_of_one_night_run_it_once(nights: Nights) -> None:
    due = datetime(2026, 11, 10, 10, 15, tzinfo=UTC)
    assert nights.wanted(due, due + SOON)
    assert not nights.wanted(due, due + 2 * MINUTE)
    assert not nights.wanted(due, due + SOON - timedelta(seconds=2))  # by a clock that is two seconds behind


def test_a_run_by_hand_always_runs_and_counts_for_what_was_due_before(nights: Nights) -> None:
    due = datetime(2026, 11, 10, 10, 15, tzinfo=UTC)
    assert nights.wanted(None, due + HOUR)
    assert nights.wanted(None, due + HOUR + MINUTE)
    assert not nights.wanted(due, due + 2 * HOUR)
    assert nights.wanted(due + timedelta(days=1))


def test_a_clock_that_was_years_ahead_does_not_stop_the_nights(nights: Nights) -> None:
    due = datetime(2026, 11, 10, 10, 15, tzinfo=UTC)
    assert nights.wanted(due - timedelta(days=1))
    assert nights.wanted(due.replace(year=2031))  # the clock was wrong
    assert nights.wanted(due)
    assert not nights.wanted(due, due + 3 * MINUTE)
    assert nights.wanted(due + timedelta(days=1))


def test_a_clock_that_jumps_back_a_little_runs_the_night_once_and_the_next_ones_too(nights: Nights) -> None:
    due = datetime(2026, 11, 10, 10, 15, tzinfo=UTC)
    assert nights.wanted(due, due + 4 * MINUTE)
    assert not nights.wanted(due, due + SOON)  # it was set back by some minutes, and the schedule fires again
    assert nights.wanted(due + timedelta(days=1))


@pytest.mark.parametrize("zone", ["UTC", "America/Los_Angeles"])
def test_a_round_without_a_time_zone_goes_by_the_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    import time as clock

    monkeypatch.setenv("TZ", zone)
    clock.tzset()
    try:
        small = SmallRound(tmp_path / "round").write()
        first, second = fires("America/Los_Angeles", date(2026, 11, 1), time(1, 30))
        with Notebook.open("sqlite:///notebook.db", small.folder) as notebook:
            nights = Nights(load_round(small.folder), notebook)
            assert nights.wanted(first)
            assert nights.wanted(second) is (zone == "UTC")
    finally:
        monkeypatch.undo()
        clock.tzset()


def test_a_scheduler_whose_clock_is_ahead_runs_a_night_once(nights: Nights) -> None:
    due = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    early = due - timedelta(seconds=45)  # by the clock of the computer that collects
    assert nights.wanted(due, now=early)
    assert not nights.wanted(due, now=early + SOON)
    assert not nights.wanted(due - SOON, now=early + 2 * SOON)
    assert nights.wanted(due + HOUR, now=due + HOUR)


def test_a_night_that_was_wanted_years_ahead_does_not_stop_the_nights_until_then(nights: Nights) -> None:
    now = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    assert nights.wanted(now.replace(year=2030), now=now)
    assert nights.wanted(now + HOUR)


def test_a_time_without_a_zone_is_refused_and_nothing_noted_down(tmp_path: Path) -> None:
    small = SmallRound(tmp_path / "round").write()
    with pytest.raises(NoZone, match="no time zone"):
        nightly(small.folder, scheduled_for=datetime(2026, 11, 22, 10, 15))
    with pytest.raises(NoZone):
        moment_of("2026-11-22T10:15:00")
    assert not (small.folder / INCIDENTS_FILE).exists()
