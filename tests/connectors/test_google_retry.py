"""Waiting for Google: how long, how often, and when it is enough. No test waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from connectors.google_faults import FaultKind, GoogleFault
from connectors.google_retry import (
    Patience,
    keep_pace,
    paced_by,
    patience,
    wait_to_look,
    waiting_shown_to,
    with_patience,
)
from connectors.source import SourceError


class Clock:
    """Time that passes only when somebody waits or works."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def patience(self, seconds: float = 180.0, jitter: float = 1.0) -> Patience:
        return Patience(
            seconds, clock=lambda: self.now, sleep=self.sleep, uniform=lambda low, high: low + jitter * (high - low)
        )


def failing(clock: Clock, *faults: GoogleFault | None, took: float = 0.0) -> Callable[[float], str]:
    """An attempt that meets `faults` in turn (None: an answer), the last one for ever; each takes `took` seconds."""
    left = list(faults)

    def attempt(seconds: float) -> str:
        clock.now += took
        fault = left.pop(0) if len(left) > 1 else left[0]
        if fault is not None:
            raise fault
        return "answer"

    return attempt


def quota(retry_after: float | None = None) -> GoogleFault:
    return GoogleFault(FaultKind.QUOTA, 429, retry_after=retry_after)


def down(*, sent: bool = True) -> GoogleFault:
    return GoogleFault(FaultKind.UNAVAILABLE, 503, sent=sent)


def test_before_it_is_looked_what_took_effect_a_second_passes_and_is_told() -> None:
    clock = Clock()
    budget, heard = clock.patience(10.0, jitter=0.0), list[float]()
    with waiting_shown_to(lambda seconds, why: heard.append(seconds)):
        assert wait_to_look(down(), budget, 0) == 1.0
        assert wait_to_look(GoogleFault(FaultKind.UNAVAILABLE, 503, retry_after=20.0), budget, 1) == 0.0
    assert clock.waits == heard == [1.0]
    assert budget.left == 9.0


def test_waits_double_up_to_half_a_minute() -> None:
    clock = Clock()
    with pytest.raises(GoogleFault):
        with_patience(failing(clock, quota()), clock.patience(), repeatable=True)
    assert clock.waits == [1, 2, 4, 8, 16, 32, 32, 32, 32]


def test_jitter_is_full() -> None:
    clock = Clock()
    with_patience(failing(clock, down(), down(), None), clock.patience(jitter=0.25), repeatable=True)
    assert clock.waits == [0.25, 0.5]


def test_retry_after_is_a_minimum() -> None:
    clock = Clock()
    with_patience(failing(clock, quota(7), quota(0.5), None), clock.patience(), repeatable=True)
    assert clock.waits == [7, 2]


def test_a_longer_wait_than_the_patience_is_not_begun() -> None:
    clock = Clock()
    with pytest.raises(GoogleFault) as caught:
        with_patience(failing(clock, quota(600)), clock.patience(), repeatable=True)
    assert (clock.waits, caught.value.retry_after) == ([], 600)


def test_no_patience_means_one_attempt_and_no_wait() -> None:
    clock = Clock()
    with pytest.raises(GoogleFault):
        with_patience(failing(clock, down()), clock.patience(0, jitter=0), repeatable=True)
    assert clock.waits == []


def test_ten_minutes_without_quota_end_after_the_patience() -> None:
    clock = Clock()
    shown: list[tuple[float, FaultKind]] = []
    with waiting_shown_to(lambda seconds, why: shown.append((seconds, why))), pytest.raises(GoogleFault) as caught:
        with_patience(failing(clock, quota(30), took=0.2), clock.patience(), repeatable=True)
    assert shown == [(32 if number > 4 else 30, FaultKind.QUOTA) for number in range(len(shown))]
    assert 150 < clock.now <= 180.5
    assert caught.value.waited == pytest.approx(clock.now, abs=1)


def test_a_long_pull_with_separate_hiccups_finishes() -> None:
    clock = Clock()
    budget = clock.patience()
    for _page in range(40):
        with_patience(failing(clock, quota(20), None, took=2.0), budget, repeatable=True)
    assert clock.now > 180


def test_answers_that_trickle_use_the_patience_up() -> None:
    clock = Clock()
    budget = clock.patience()
    with_patience(failing(clock, None, took=100.0), budget, repeatable=True)
    assert budget.left == 180 - 100 + 30


def test_an_attempt_gets_what_is_left_but_at_least_half_a_minute() -> None:
    clock = Clock()
    budget = clock.patience()
    assert budget.attempt_seconds() == 180
    budget.spend(179)
    assert budget.attempt_seconds() == 30
    assert clock.patience(5).attempt_seconds() == 5
    assert clock.patience(0).attempt_seconds() == 30


def test_time_between_requests_costs_nothing() -> None:
    clock = Clock()
    budget = clock.patience()
    with_patience(failing(clock, down(), None), budget, repeatable=True)
    clock.now += 3600
    with_patience(failing(clock, down(), None), budget, repeatable=True)
    assert len(clock.waits) == 2


@pytest.mark.parametrize(
    "kind", [kind for kind in FaultKind if kind not in (FaultKind.QUOTA, FaultKind.UNAVAILABLE, FaultKind.UNREACHABLE)]
)
def test_what_will_not_pass_is_not_asked_again(kind: FaultKind) -> None:
    clock = Clock()
    with pytest.raises(GoogleFault) as caught:
        with_patience(failing(clock, GoogleFault(kind, 403)), clock.patience(), repeatable=True)
    assert (clock.waits, caught.value.uncertain) == ([], False)


def test_a_request_that_may_have_taken_effect_is_not_repeated() -> None:
    clock = Clock()
    with pytest.raises(GoogleFault) as caught:
        with_patience(failing(clock, down()), clock.patience(), repeatable=False)
    assert (clock.waits, caught.value.uncertain) == ([], True)


@pytest.mark.parametrize("fault", [quota(), down(sent=False), GoogleFault(FaultKind.UNREACHABLE, sent=False)])
def test_a_request_that_did_nothing_is_repeated_whatever_it_is(fault: GoogleFault) -> None:
    clock = Clock()
    assert with_patience(failing(clock, fault, None), clock.patience(), repeatable=False) == "answer"


def test_without_any_network_we_do_not_try_for_minutes() -> None:
    clock = Clock()
    fault = GoogleFault(FaultKind.UNREACHABLE, sent=False)
    with pytest.raises(GoogleFault):
        with_patience(failing(clock, fault), clock.patience(), repeatable=True)
    assert clock.now == 1 + 2 + 4 + 8


def test_a_network_that_went_away_gets_the_whole_patience() -> None:
    clock = Clock()
    budget = clock.patience()
    with_patience(failing(clock, None), budget, repeatable=True)
    with pytest.raises(GoogleFault):
        with_patience(failing(clock, GoogleFault(FaultKind.UNREACHABLE, sent=False)), budget, repeatable=True)
    assert clock.now > 140


def test_the_patience_is_read_from_the_environment() -> None:
    assert patience({}).seconds == 180
    assert patience({"SAYBACK_GOOGLE_PATIENCE": "900"}).seconds == 900
    assert patience({"SAYBACK_GOOGLE_PATIENCE": "0"}).seconds == 0


@pytest.mark.parametrize("given", ["ten", "-1", "nan", "inf"])
def test_a_patience_that_is_no_number_is_explained(given: str) -> None:
    with pytest.raises(SourceError, match="SAYBACK_GOOGLE_PATIENCE is not a number of seconds"):
        patience({"SAYBACK_GOOGLE_PATIENCE": given})


def test_the_pace_of_others_is_kept() -> None:
    asked: list[str] = []
    with paced_by(asked.append):
        keep_pace("forms")
    keep_pace("sheets")
    assert asked == ["forms"]
