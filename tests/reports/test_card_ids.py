"""Card ids: stable, told apart, forgiving to read, and never one for another after a slip of the pen."""

from __future__ import annotations

import random

import pytest

from reports.card_ids import ALPHABET, SHORTEST, CardIds, code_of, grouped, is_card_id, plain

MARKS = [f"{number:010x}:hard_morning:{number % 5 + 1}" for number in range(50_000)]


@pytest.fixture(scope="module")
def many() -> CardIds:
    return CardIds(MARKS)


def colliding() -> tuple[str, str]:
    """Two headlines whose shortest ids are the same."""
    seen: dict[str, str] = {}
    for mark in MARKS:
        code = code_of(mark, SHORTEST)
        if code in seen:
            return seen[code], mark
        seen[code] = mark
    raise AssertionError("none of these collide")


def test_50_000_headlines_have_50_000_ids_and_most_are_short(many: CardIds) -> None:
    ids = list(many.by_headline.values())
    assert len(set(ids)) == 50_000
    assert sum(len(plain(identifier)) == SHORTEST for identifier in ids) > 49_800
    assert all(is_card_id(identifier) for identifier in ids)


def test_every_one_of_50_000_is_found_again(many: CardIds) -> None:
    assert all(many.find(identifier).headline_id == headline for headline, identifier in many.by_headline.items())


def test_an_id_does_not_change_from_one_release_to_the_next() -> None:
    ids = CardIds(["aaaaaaaaa2:missed:1"])
    assert ids.by_headline == {"aaaaaaaaa2:missed:1": "1VA-CFR"}


def test_the_order_of_the_headlines_makes_no_difference(many: CardIds) -> None:
    shuffled = MARKS[:]
    random.Random(5).shuffle(shuffled)
    assert CardIds(shuffled).by_headline == many.by_headline


def test_an_id_has_no_letter_that_looks_like_a_digit_and_a_dash_in_the_middle(many: CardIds) -> None:
    for identifier in list(many.by_headline.values())[:500]:
        assert not set(identifier) & set("ILOU")
        assert identifier == grouped(plain(identifier))
        assert identifier[3] == "-"


def test_an_id_is_read_however_it_is_written() -> None:
    mark = next(mark for mark in MARKS if {"0", "1"} <= set(code_of(mark, SHORTEST)))
    ids = CardIds([mark])
    identifier = ids.by_headline[mark]
    written = [
        identifier.lower(), identifier.replace("-", ""), identifier.replace("-", " "), identifier.replace("-", " – "),
        identifier.replace("0", "O"), identifier.replace("0", "o"), identifier.replace("1", "I"),
        identifier.replace("1", "l"), f"  {identifier} ",
    ]  # fmt: skip
    assert [ids.find(each).headline_id for each in written] == [mark] * len(written)


def test_one_wrong_character_never_gives_an_id() -> None:
    for mark in MARKS[:60]:
        code = code_of(mark, SHORTEST)
        for place in range(len(code)):
            wrong = [code[:place] + other + code[place + 1 :] for other in ALPHABET if other != code[place]]
            assert not any(map(is_card_id, wrong))


def test_two_characters_that_changed_places_never_give_an_id() -> None:
    for mark in MARKS[:200]:
        for length in (SHORTEST, SHORTEST + 3):
            code = code_of(mark, length)
            for one in range(length):
                for two in range(one + 1, length):
                    swapped = list(code)
                    swapped[one], swapped[two] = code[two], code[one]
                    assert "".join(swapped) == code or not is_card_id("".join(swapped))


def test_a_slip_is_answered_with_the_id_that_was_meant(many: CardIds) -> None:
    few = CardIds(MARKS[:300])
    identifier = few.by_headline[MARKS[7]]
    wrong = identifier[:-1] + ("A" if identifier[-1] != "A" else "B")
    found = few.find(wrong)
    assert (found.headline_id, found.is_id, found.near) == (None, False, (identifier,))


def test_an_id_of_another_round_is_unknown_and_nothing_is_suggested() -> None:
    other = grouped(code_of("ffffffffff:other:1", SHORTEST))
    found = CardIds(MARKS[:20]).find(other)
    assert (found.headline_id, found.is_id, found.near) == (None, True, ())


@pytest.mark.parametrize("typed", ["", "-", "K7", "mornings at home", "🙂🙂🙂🙂🙂🙂", "UUUUUU"])
def test_what_is_no_id_is_none(typed: str) -> None:
    assert not is_card_id(typed)
    assert CardIds(MARKS[:20]).find(typed).headline_id is None


def test_headlines_that_collide_get_longer_ids_and_others_keep_theirs() -> None:
    one, two = colliding()
    alone, together = CardIds([one, MARKS[0]]), CardIds([one, two, MARKS[0]])
    assert together.by_headline[MARKS[0]] == alone.by_headline[MARKS[0]]
    assert len(plain(together.by_headline[one])) == len(plain(together.by_headline[two])) == SHORTEST + 3
    assert together.by_headline[one] != together.by_headline[two]


def test_a_card_printed_before_the_collision_is_read_as_a_question() -> None:
    one, two = colliding()
    printed = CardIds([one]).by_headline[one]
    together = CardIds([one, two])
    found = together.find(printed)
    assert found.headline_id is None
    assert set(found.several) == {together.by_headline[one], together.by_headline[two]}


def test_a_long_id_is_still_read_when_the_other_headline_is_gone() -> None:
    one, two = colliding()
    long_id = CardIds([one, two]).by_headline[one]
    assert CardIds([one]).find(long_id).headline_id == one
