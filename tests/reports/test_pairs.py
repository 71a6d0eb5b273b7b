from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.pairs import SINGLE_PAIR, PairsError, assign_pairs
from rounds.team import TeamMember
from tests.reports.small_worksheet import held, interview, story


def member(code: str, pair: str | None) -> TeamMember:
    return TeamMember(code, (f"Name of {code}",), None, "en", pair)


TEAM = [member("t1", "Blue"), member("t2", "Blue"), member("t3", "Green"), member("t4", "Green")]


def many(lengths: list[int], *, source: str = "student", who: str = "t9") -> list:
    return [
        interview(f"{source}{n}", story("missed", "x" * length), source=source, interviewer=who)
        for n, length in enumerate(lengths)
    ]


def test_without_pairs_everybody_is_one_pair() -> None:
    assert assign_pairs(many([5, 9]), [member("t9", None)]) == {"student0": SINGLE_PAIR, "student1": SINGLE_PAIR}


def test_held_interviews_go_to_nobody() -> None:
    assert assign_pairs([held("h")], TEAM) == {}


def test_nobody_reads_an_interview_that_they_did() -> None:
    interviews = many([900, 800, 700], who="t1") + many([10], source="caregiver", who="t3")
    pairs = assign_pairs(interviews, TEAM)
    assert [pairs[each.id] for each in interviews] == ["Green", "Green", "Green", "Blue"]


def test_an_interview_that_every_pair_did_is_explained_without_names() -> None:
    team = [*TEAM, member("t1", "Green")]
    with pytest.raises(PairsError, match=r"^1 interviews can go to no pair: the people who did them \(t1\)") as caught:
        assign_pairs(many([5], who="t1"), team)
    assert "Name of" not in str(caught.value)


def test_pairs_get_about_as_much_to_read_and_of_every_form() -> None:
    draw = random.Random(7)
    interviews = many([draw.randint(200, 3000) for _ in range(24)])
    interviews += many([draw.randint(200, 3000) for _ in range(12)], source="caregiver")
    pairs = assign_pairs(interviews, TEAM)
    for source in ("student", "caregiver"):
        load = dict.fromkeys(("Blue", "Green"), 0)
        for each in interviews:
            if each.source == source:
                load[pairs[each.id]] += len(each.notes[0].text)
        assert abs(load["Blue"] - load["Green"]) < 0.1 * sum(load.values())


def test_earlier_answers_stay_where_they_still_may_be() -> None:
    interviews = [*many([500, 400, 300]), *many([50], source="caregiver", who="t1")]
    kept = {"student0": "Blue", "student1": "Blue", "student2": "Gone", "caregiver0": "Blue"}
    pairs = assign_pairs(interviews, TEAM, kept=kept)
    assert pairs["student0"] == pairs["student1"] == "Blue"
    assert pairs["student2"] == pairs["caregiver0"] == "Green"


@given(st.lists(st.integers(0, 2000), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_interviews_and_team_does_not_matter(lengths: list[int], draw: random.Random) -> None:
    interviews, team = many(lengths), list(TEAM)
    expected = assign_pairs(interviews, team)
    draw.shuffle(interviews)
    draw.shuffle(team)
    assert assign_pairs(interviews, team) == expected
