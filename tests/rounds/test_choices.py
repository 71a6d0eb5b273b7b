from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rounds.choices import split_choices

OPTIONS = ["Bus", "Walk", "A car, or a van", "A car", "Bike; scooter"]


@pytest.mark.parametrize(
    ("text", "chosen", "other"),
    [
        ("", (), False),
        ("  ", (), False),
        ("Bus", ("Bus",), False),
        (" bUS ", ("Bus",), False),
        ("Bus;Walk", ("Bus", "Walk"), False),
        ("Walk, Bus", ("Bus", "Walk"), False),
        ("A car, or a van", ("A car, or a van",), False),
        ("A car, Bus", ("Bus", "A car"), False),
        ("Bus, A car, or a van, Walk", ("Bus", "Walk", "A car, or a van"), False),
        ("Bus;A car, or a van;Walk", ("Bus", "Walk", "A car, or a van"), False),
        ("Bike; scooter", ("Bike; scooter",), False),
        ("Bus, Bike; scooter", ("Bus", "Bike; scooter"), False),
        ("Bus;Bike; scooter", ("Bus", "Bike; scooter"), False),
        ("my aunt", (), True),
        ("Bus;my aunt", ("Bus",), True),
        ("Bus, my aunt", ("Bus",), True),
        ("Bus;my aunt, walk", ("Bus",), True),  # the comma belongs to what somebody typed
        ("Bus, my aunt; walk", ("Bus",), True),
        ("Busses", (), True),
        ("Bus;", ("Bus",), False),
    ],
)
def test_options_and_other_text_are_told_apart(text: str, chosen: tuple[str, ...], other: bool) -> None:
    assert split_choices(text, OPTIONS) == (chosen, other)


def test_the_shorter_option_is_taken_where_the_longer_one_would_leave_something_over() -> None:
    assert split_choices("a, b, c", ["a, b", "a", "b, c"]) == (("a", "b, c"), False)


def test_without_options_everything_is_other() -> None:
    assert split_choices("Bus", []) == ((), True)


def test_an_option_declared_twice_is_reported_once() -> None:
    assert split_choices("bus", ["Bus", "BUS"]) == (("Bus",), False)


def test_a_long_text_of_separators_is_read_at_once() -> None:
    assert split_choices("x, " * 50_000, ["Bus"]) == ((), True)


WORD = st.sampled_from(["a", "b", "ab"])
JOINT = st.sampled_from([", ", ",", "; ", ";", " "])
TEXTS = st.one_of(
    WORD, st.tuples(WORD, JOINT, WORD).map("".join), st.tuples(WORD, JOINT, WORD, JOINT, WORD).map("".join)
)
SETS = st.lists(TEXTS, min_size=1, max_size=4, unique_by=lambda text: "".join(text.split()))


@given(options=SETS, separator=st.sampled_from([";", ", "]), data=st.data())
def test_any_subset_joined_with_either_separator_comes_back(options: list[str], separator: str, data) -> None:
    subset = tuple(option for option in options if data.draw(st.booleans()))
    text = separator.join(subset)
    assume(len(_readings(text, options)) == 1)
    assert split_choices(text, options) == (subset, False)


def _readings(text: str, options: list[str]) -> set[frozenset[str]]:
    """Every set of options that, in some order and with some separator, makes this text."""
    return {
        frozenset(order)
        for size in range(len(options) + 1)
        for order in permutations(options, size)
        for separator in (";", ", ")
        if _plain(separator.join(order)) == _plain(text)
    }


def _plain(text: str) -> str:
    """As the function compares: without blank pieces or doubled blanks, which it does not see."""
    return "".join(text.split())
