"""What the benchmark of pulls is made of; the pulls themselves against a small local Google."""

from __future__ import annotations

import pytest

from benchmarks.google_pull import READ, Turn, bare_loop, declared, lines, sayback
from benchmarks.local_google import filled_form, local_google
from connectors.google_form_shape import form_from_json
from tests.google.fixtures import google, google_env
from tests.google.forms import listening_form
from tests.google.standin import StandIn

__all__ = ["google", "google_env"]


def test_both_pulls_read_every_response(google_env: StandIn) -> None:
    form_id = filled_form(google_env, 7)
    with bare_loop(google_env.url, google_env.access_token(), form_id) as bare, sayback(form_id) as ours:
        assert bare() == ours() == 7


def test_the_local_google_runs_in_a_process_of_its_own_and_counts() -> None:
    with local_google([3]) as other, sayback(other.forms[3]) as pull:
        assert pull() == 3
        assert other.requests() == 3  # the questions to declare, then structure and responses
        assert other.seconds() > 0


def test_the_columns_that_a_round_declares_are_the_first() -> None:
    assert len(declared(form_from_json(listening_form()).questions)) == READ


def test_time_is_told_as_a_share_beyond_the_bare_loop_within_each_turn() -> None:
    turns = [Turn(bare=1.0, ours=1.1), Turn(bare=2.0, ours=2.6), Turn(bare=1.0, ours=0.9)]
    shown = [line.split() for line in lines(turns, few=100, many=140, requests=2)]
    assert shown[1][5:] == ["+0.10", "-0.10", "to", "+0.30", "0.2", "ok"]
    assert shown[2][5:] == ["1.40", "1.3", "FAIL"]
    assert shown[3][-3:] == ["2", "2", "ok"]


@pytest.mark.parametrize("requests", [3, 20])
def test_more_requests_than_the_bar_fail(requests: int) -> None:
    assert list(lines([Turn(1, 1)], 1, 1, requests))[3].endswith("FAIL")
