"""Headlines that share words stand next to each other; nothing else is claimed."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.similar_headlines import Likeness, side_by_side

BUS = "The bus left before the bell on rainy mornings."
MIXED = (
    BUS,
    "Her grandmother translates every letter for the family.",
    "«El camión sale antes de la campana cuando llueve.»",
    "Mornings with rain, the buss leaves before the bel rings.",  # misspelt
    "La abuela traduce todas las cartas para la familia.",
    "He keeps a drum in his locker.",
    "Every letter goes to the grandmother, who translates it.",
)


def order(*texts: str) -> list[int]:
    return [place.index for place in side_by_side(texts)]


def test_headlines_that_share_words_are_neighbours_also_misspelt() -> None:
    found = order(*MIXED)
    assert sorted(found) == list(range(len(MIXED)))
    assert abs(found.index(0) - found.index(3)) == 1
    assert abs(found.index(1) - found.index(6)) == 1


def test_likeness_is_said_in_words_and_only_of_the_one_above() -> None:
    _, same, _ = side_by_side((BUS, MIXED[5], BUS.upper()))
    assert (same.index, same.likeness, same.begins) == (2, Likeness.ALIKE, False)
    assert {str(each) for each in Likeness} == {"alike", "somewhat alike", ""}


def test_small_words_and_placeholders_make_nothing_alike() -> None:
    for texts in (
        ("[PERSON_1] said that they were at [SCHOOL_1]", "[PERSON_1] told us it was [SCHOOL_1]"),
        ("El que no está en la casa", "La que se va de la escuela no es"),
        ("", "", "😀", "[PHONE_1]"),
    ):
        assert {place.likeness for place in side_by_side(texts)} == {Likeness.NOT}


def test_accents_and_case_do_not_matter() -> None:
    found = side_by_side(("Perdió el CAMIÓN de la mañana", "Lee novelas", "perdio el camion por la manana"))
    assert [place.index for place in found] == [0, 2, 1]
    assert found[1].likeness is Likeness.ALIKE


def test_those_that_are_like_no_other_come_last_and_each_group_begins_once() -> None:
    found = side_by_side(("He keeps a drum", BUS, "They grow tomatoes", "The bus left before the bell"))
    assert [place.index for place in found] == [1, 3, 0, 2]
    assert [place.begins for place in found] == [True, False, True, False]


def test_nothing_and_a_single_headline_are_no_problem() -> None:
    assert side_by_side(()) == ()
    assert order("one") == [0]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(st.sampled_from(MIXED), st.text(max_size=12)), max_size=15))
def test_each_headline_stands_there_once_and_always_in_the_same_place(texts: list[str]) -> None:
    found = side_by_side(texts)
    assert sorted(place.index for place in found) == list(range(len(texts)))
    assert found == side_by_side(texts)
    assert not found or found[0].begins


def test_many_headlines_that_are_all_but_the_same_take_no_longer() -> None:
    started = time.process_time()
    side_by_side([f"Bus {nth} was late on a Monday in October when the snow came" for nth in range(2_000)])
    assert time.process_time() - started < 3
