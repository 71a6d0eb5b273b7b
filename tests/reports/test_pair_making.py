"""Who reads together, where team.csv says nothing of pairs, and what becomes of pairs when the team changes."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from reports.pair_making import pairs_of
from rounds.team import TeamMember


def member(code: str, language: str = "en", pair: str | None = None) -> TeamMember:
    return TeamMember(code, (f"Name of {code}",), None, language, pair)


codes = st.lists(st.integers(1, 99), unique=True, max_size=15)
languages = st.sampled_from(["en", "es", "so"])


@st.composite
def teams(draw: st.DrawFn) -> list[TeamMember]:
    return [member(f"t{number}", draw(languages)) for number in draw(codes)]


def test_the_pair_column_decides_as_soon_as_one_member_has_a_pair() -> None:
    pairs = pairs_of([member("a", pair="Blue"), member("b", pair="Blue"), member("c"), member("d", pair="Red")])
    assert (pairs.members, pairs.made) == ({"Blue": ("a", "b"), "Red": ("d",)}, False)


def test_fewer_than_four_people_read_all_together() -> None:
    pairs = pairs_of([member("b"), member("a"), member("c")])
    assert (pairs.members, pairs.all_together) == ({"A": ("a", "b", "c")}, True)
    assert not pairs_of([member(code) for code in "abcd"]).all_together


@given(teams(), st.randoms(use_true_random=False))
def test_pairs_are_even_and_do_not_depend_on_the_order_of_the_team(team: list[TeamMember], draw: random.Random) -> None:
    pairs = pairs_of(team, "autumn")
    draw.shuffle(team)
    assert pairs_of(team, "autumn") == pairs
    everybody = [code for members in pairs.members.values() for code in members]
    assert sorted(everybody) == sorted(each.code for each in team)
    if len(team) >= 4:
        sizes = sorted(map(len, pairs.members.values()))
        assert sizes in ([2] * (len(team) // 2), [2] * (len(team) // 2 - 1) + [3])


@given(teams())
def test_no_two_people_of_one_language_pair_up_where_nobody_has_to(team: list[TeamMember]) -> None:
    language = {each.code: each.language for each in team}
    most = max((list(language.values()).count(each) for each in language.values()), default=0)
    pairs = pairs_of(team, "autumn")
    if len(team) >= 4 and most <= len(team) // 2:
        assert all(len({language[code] for code in members}) > 1 for members in pairs.members.values())


def test_another_round_makes_other_pairs() -> None:
    team = [member(f"t{number}") for number in range(12)]
    assert len({str(pairs_of(team, f"round {number}").members) for number in range(5)}) > 1


@given(teams(), teams())
def test_who_stays_in_the_team_stays_with_their_pair_unless_somebody_would_be_alone(
    before: list[TeamMember], after: list[TeamMember]
) -> None:
    earlier, still = pairs_of(before, "autumn"), {each.code for each in after}
    now = pairs_of(after, "autumn", earlier=earlier.members)
    if earlier.all_together or now.all_together:
        return
    sizes = sorted(map(len, now.members.values()))
    assert sizes in ([2] * (len(after) // 2), [2] * (len(after) // 2 - 1) + [3])
    whole = [name for name, members in earlier.members.items() if len(members) == 2 and set(members) <= still]
    assert all(set(earlier.members[name]) <= set(now.members[name]) for name in whole)


def test_a_pair_that_is_new_never_gets_the_name_of_one_that_has_begun() -> None:
    team = [member(code) for code in "abcdef"]
    now = pairs_of(team, "autumn", earlier={"A": ("a", "b"), "B": ("x", "y")}, taken={"A", "B", "C"})
    assert set(now.members) == {"A", "D", "E"}
    assert now.members["A"] == ("a", "b")


def test_who_is_left_alone_keeps_the_name_of_the_pair() -> None:
    now = pairs_of(
        [member(code) for code in "abcz"], "autumn", earlier={"A": ("a", "b"), "B": ("c", "gone")}, taken={"A", "B"}
    )
    assert now.members == {"A": ("a", "b"), "B": ("c", "z")}


def test_who_is_left_alone_gets_a_partner_who_did_none_of_the_pairs_finished_interviews() -> None:
    team = [member(code) for code in "abcd"]
    for own in "abc":
        now = pairs_of(team, "autumn", earlier={"A": ("a", "b", "c"), "B": ("d", "gone")}, did={("B", own): 2})
        assert own not in now.members["B"]


def test_two_who_are_left_alone_go_on_under_the_name_with_fewer_interviews_of_their_own() -> None:
    team = [member(code) for code in "abcd"]
    earlier = {"A": ("a", "b"), "B": ("c", "gone"), "C": ("d", "away")}
    assert pairs_of(team, "autumn", earlier=earlier).members["B"] == ("c", "d")
    assert pairs_of(team, "autumn", earlier=earlier, did={("B", "d"): 1}).members["C"] == ("c", "d")


def test_who_becomes_the_third_goes_where_they_did_nothing() -> None:
    earlier = {"A": ("a", "b"), "B": ("c", "d"), "C": ("e", "gone")}
    team = [member(code) for code in "abcde"]
    assert "e" in pairs_of(team, "autumn", earlier=earlier, did={("A", "e"): 1}).members["B"]
    assert "e" in pairs_of(team, "autumn", earlier=earlier, did={("B", "e"): 1}).members["A"]
