"""What may be counted aloud."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.small_groups import bar_of, rough_weight, theme_count, weigh, withhold

splits = st.dictionaries(st.text(max_size=3), st.integers(0, 40), min_size=1, max_size=6)
floors = st.integers(5, 30)


def test_a_small_grade_hides_with_one_other_so_that_nothing_can_be_subtracted_from_the_total():
    assert withhold({"9": 12, "10": 3, "11": 14}, 10) == {"9": None, "10": None, "11": 14}


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((12, 14), (12, 14)),
        ((12, 0, 14), (12, 0, 14)),
        ((10, 10), (10, 10)),
        ((12, 1), (None, None)),
        ((12, 1, 0), (None, None, None)),
        ((4, 5, 20), (None, None, None)),
        ((4, 6, 20), (None, None, 20)),
        ((9, 9, 20, 30), (None, None, None, 30)),
        ((3, 12, 12, 20), (None, None, None, 20)),
        ((3, 0, 12, 20), (None, 0, None, 20)),
        ((3,), (None,)),
        ((0,), (0,)),
    ],
)
def test_a_split_with_floor_ten(counts, shown):
    keyed = {str(index): count for index, count in enumerate(counts)}
    assert tuple(withhold(keyed, 10).values()) == shown


@given(splits, floors)
def test_every_count_under_the_floor_is_withheld_and_every_shown_one_is_true(counts, floor):
    shown = withhold(counts, floor)
    assert list(shown) == list(counts)
    for key, number in counts.items():
        assert shown[key] in (None, number)
        if 0 < number < floor:
            assert shown[key] is None


@given(splits, floors)
def test_withheld_counts_are_never_alone_and_never_few(counts, floor):
    hidden = [counts[key] for key, number in withhold(counts, floor).items() if number is None]
    everything = len(hidden) == len(counts)
    assert not hidden or everything or (len(hidden) >= 2 and sum(hidden) >= floor)


def _all_splits(total: int, cells: int) -> Iterator[tuple[int, ...]]:
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _all_splits(total - first, cells - 1):
            yield (first, *rest)


@pytest.mark.parametrize(
    ("floor", "cells", "largest_total"), [(3, 2, 20), (3, 3, 20), (4, 3, 24), (3, 4, 13), (5, 3, 24)]
)
def test_somebody_who_knows_the_rule_the_floor_and_the_total_cannot_pin_a_withheld_count(floor, cells, largest_total):
    for total in range(largest_total + 1):
        behind: dict[tuple[int | None, ...], list[tuple[int, ...]]] = defaultdict(list)
        for split in _all_splits(total, cells):
            shown = withhold({str(index): number for index, number in enumerate(split)}, floor)
            behind[tuple(shown.values())].append(split)
        for shown_row, possible in behind.items():
            for index, number in enumerate(shown_row):
                if number is None:
                    assert len({split[index] for split in possible}) > 1, (shown_row, total)


def test_impossible_numbers_are_a_bug_of_the_caller():
    with pytest.raises(ValueError):
        withhold({"9": -1}, 10)
    with pytest.raises(ValueError):
        withhold({"9": 1}, 1)
    with pytest.raises(ValueError):
        theme_count(3, 2)


@pytest.mark.parametrize(
    ("said", "asked", "english", "spanish"),
    [
        (0, 29, "few, if any", "pocas o ninguna"),
        (1, 29, "one or two", "una o dos"),
        (2, 29, "one or two", "una o dos"),
        (3, 29, "3 of 29", "3 de 29"),
        (7, 29, "7 of 29", "7 de 29"),
        (27, 29, "27 of 29", "27 de 29"),
        (28, 29, "nearly all", "casi todas"),
        (29, 29, "nearly all", "casi todas"),
        (3, 10, "3 of 10", "3 de 10"),
        (2, 9, "some", "algunas"),
        (3, 9, "many", "muchas"),
        (6, 9, "most", "la mayoría"),
        (9, 9, "most", "la mayoría"),
        (1, 1, "some", "algunas"),
        (3, 3, "some", "algunas"),
        (2, 6, "some", "algunas"),
        (4, 6, "most", "la mayoría"),
        (0, 0, "few, if any", "pocas o ninguna"),
    ],
)
def test_a_theme_is_counted_aloud(said, asked, english, spanish):
    assert theme_count(said, asked) == english
    assert theme_count(said, asked, language="es") == spanish


counts_of_themes = st.integers(0, 200).flatmap(lambda asked: st.tuples(st.integers(0, asked), st.just(asked)))


@given(counts_of_themes)
def test_a_sensitive_theme_is_never_counted_in_numbers(pair):
    said, asked = pair
    words = theme_count(said, asked, sensitive=True)
    assert not any(character.isdigit() for character in words)
    assert words not in {"one or two", "nearly all"}


@given(counts_of_themes, st.booleans())
def test_a_number_is_said_only_where_at_least_three_said_it_and_two_did_not(pair, sensitive):
    said, asked = pair
    if theme_count(said, asked, sensitive=sensitive) == f"{said} of {asked}":
        assert not sensitive
        assert asked >= 10
        assert 3 <= said <= asked - 2


@given(st.lists(counts_of_themes, min_size=2, max_size=40), st.booleans())
def test_a_bar_says_no_more_than_its_word(pairs, sensitive):
    lengths: dict[str, set[float]] = defaultdict(set)
    for said, asked in pairs:
        bar = bar_of(weigh(said, asked, sensitive=sensitive), said, asked)
        assert 0 <= bar <= 1
        lengths[theme_count(said, asked, sensitive=sensitive)].add(bar)
    assert all(len(bars) == 1 for bars in lengths.values())


@pytest.mark.parametrize("asked", range(2, 60))
@pytest.mark.parametrize("sensitive", [False, True])
def test_no_word_stands_for_a_single_number(asked, sensitive):
    numbers = defaultdict(set)
    for said in range(1, asked + 1):
        numbers[weigh(said, asked, sensitive=sensitive)].add(said)
        numbers["rough", rough_weight(said, asked)].add(said)
    assert all(len(said) > 1 for word, said in numbers.items()), numbers


@pytest.mark.parametrize(
    ("said", "asked", "words"),
    [
        (1, 29, "few, if any"),
        (2, 29, "few, if any"),
        (3, 29, "some"),
        (12, 29, "many"),
        (29, 29, "most"),
        (5, 5, "some"),
    ],
)
def test_a_sensitive_theme_is_told_in_words(said, asked, words):
    assert theme_count(said, asked, sensitive=True) == words
