"""Counts stay as they were told until enough interviews have changed."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reports.counts import summary_release
from reports.differencing import Element, Row, tells_on_few
from reports.same_people import marks_of
from reports.small_groups import in_words
from rounds.headlines import Theme
from rounds.interviews import HeldReason
from rounds.releases import Occasion
from tests.reports.counted_rounds import Walk, corrected, counted_round, counts_of, edited, ids, people, person, said

ROUND = people(42)
WHO = ids(ROUND)
BUS = {"Buses": [*WHO[::2], WHO[-1], WHO[-3]]}  # of any ten in a row, five


def test_after_a_withdrawal_no_exact_count_is_told_again() -> None:
    walk = Walk()
    first = walk.tell(ROUND, BUS)
    assert (first.interviews, counts_of(first)) == (42, {"Buses": "23 of 42"})
    second = walk.tell(ROUND[1:], BUS)
    assert (second.interviews, second.people, counts_of(second)) == (42, 42, {"Buses": "23 of 42"})
    assert second.changes is not None
    assert second.changes.counts_stay
    assert (second.changes.counted_anew, second.changes.interviews_before) == ((), None)


@pytest.mark.parametrize(("left", "interviews", "count"), [(9, 42, "23 of 42"), (10, 32, "18 of 32")])
def test_counts_move_when_as_many_as_the_floor_have_changed(left: int, interviews: int, count: str) -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    summary = walk.look(ROUND[left:], BUS)
    assert (summary.interviews, counts_of(summary)) == (interviews, {"Buses": count})


def test_who_came_who_went_and_who_was_edited_are_counted_together() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    changed = [*map(edited, ROUND[6:10]), *ROUND[10:], *people(3, start=100)]
    assert counts_of(walk.look(changed, BUS)) == {"Buses": "20 of 39"}  # 6 went, 4 were edited; the 3 may be of the 6
    assert counts_of(walk.look([ROUND[5], *changed], BUS)) == {"Buses": "23 of 42"}
    assert counts_of(walk.look([*ROUND[6:10], *changed[4:]], BUS)) == {"Buses": "23 of 42"}


@pytest.mark.parametrize("code", [None, "a digest of a code"])
@pytest.mark.parametrize("number", [1, 5, 9, 30])
def test_rows_that_got_another_id_hide_nobody_who_withdrew(number: int, code: str | None) -> None:
    told = [replace(one, code_digest=code and f"{code} {one.id}") for one in ROUND]
    walk = Walk()
    walk.tell(told, BUS)
    ids_now = {one.id: f"{one.id} x" for one in told[1 : number + 1]}
    now = [corrected(one, ids_now[one.id]) if one.id in ids_now else one for one in told[1:]]
    buses = {"Buses": [ids_now.get(key, key) for key in BUS["Buses"]]}
    after = walk.tell(now, buses)
    assert (after.interviews, counts_of(after)) == (42, {"Buses": "23 of 42"})


def test_an_id_that_goes_and_one_that_comes_with_the_same_code_are_an_edit() -> None:
    told = [replace(one, code_digest=f"code {one.id}") for one in ROUND]
    walk = Walk()
    walk.tell(told, BUS)
    ids_now = {one.id: f"{one.id} x" for one in told[1:9]}
    now = [edited(replace(one, id=ids_now[one.id])) if one.id in ids_now else one for one in told[1:]]
    assert walk.tell(now, {"Buses": [ids_now.get(key, key) for key in BUS["Buses"]]}).interviews == 42  # 8 and 1
    assert walk.look(now[:-1], BUS).interviews == 40  # 8 edited, 2 went


def test_corrections_beside_the_words_hide_nobody_however_many_they_are() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    now = [*map(corrected, ROUND[1:31]), *ROUND[31:]]
    assert counts_of(walk.look(now, BUS)) == {"Buses": "23 of 42"}
    assert walk.look([*now, *people(10, start=100)], BUS).interviews == 51


def test_two_with_one_code_whose_form_was_declared_anew_do_not_pass_for_one() -> None:
    told = [*(replace(one, code_digest="shared") for one in ROUND[:2]), *ROUND[2:]]
    walk = Walk()
    walk.tell(told, BUS)
    assert walk.look([corrected(one) for one in told[1:]], BUS).interviews == 42


@pytest.mark.parametrize("new", [3, 12])
def test_fifty_releases_are_reckoned_in_seconds(new: int) -> None:
    everybody, walk = people(200 + 50 * new), Walk()
    for day in range(50):
        counts = walk.counts(everybody[day : 200 + day * new], BUS)
        walk.releases.append(summary_release(counts, datetime(2026, 3, 2, tzinfo=UTC) + timedelta(days=day)))
    begun = time.process_time()
    walk.counts(everybody[50:], BUS)
    assert time.process_time() - begun < 3


def test_small_steps_add_up_from_the_release_that_a_count_is_of() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    assert counts_of(walk.tell(ROUND[4:], BUS)) == {"Buses": "23 of 42"}
    assert counts_of(walk.tell(ROUND[8:], BUS)) == {"Buses": "23 of 42"}
    third = walk.tell(ROUND[12:], BUS)
    assert counts_of(third) == {"Buses": "17 of 30"}
    assert third.changes is not None
    assert third.changes.counted_anew == (("Buses", "23 of 42", "17 of 30"),)
    assert (third.changes.interviews_before, third.changes.counts_stay) == (42, False)
    assert counts_of(walk.tell(ROUND[13:], BUS)) == {"Buses": "17 of 30"}


def test_headlines_that_are_sorted_anew_are_counted_anew_where_no_interview_has_changed() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    assert counts_of(walk.tell(ROUND, {"Buses": WHO[:25]})) == {"Buses": "25 of 42"}
    assert counts_of(walk.tell([*ROUND, person("new")], {"Buses": [*WHO[:26], "new"]})) == {"Buses": "25 of 42"}


def test_interviews_that_went_and_all_but_one_came_back_are_held_against_every_release() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    assert counts_of(walk.tell(ROUND[12:], BUS)) == {"Buses": "17 of 30"}
    assert counts_of(walk.tell(ROUND[1:], BUS)) == {"Buses": "17 of 30"}  # 22 of 41 would tell on the one
    assert counts_of(walk.tell(ROUND, BUS)) == {"Buses": "23 of 42"}


def test_sums_of_several_releases_are_looked_at_too() -> None:
    def row(*parts: range) -> Row:
        return frozenset(Element(str(n), "", "") for part in parts for n in part)

    a, b, c, one = range(20), range(20, 40), range(40, 60), range(60, 61)
    told = [row(a), row(a, b), row(a, b, c)]
    assert not tells_on_few(told, row(a, c), 10)
    assert tells_on_few(told, row(a, c, one), 10)  # row(a, c, one) - row(a, b, c) + row(a, b) - row(a)
    assert not tells_on_few(told[:2], row(a, c, one), 10)
    assert not tells_on_few(told, told[1], 10)
    assert not tells_on_few([], row(one), 10)


def test_a_theme_that_is_new_while_few_have_changed_is_told_in_a_word_that_newcomers_cannot_move() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    newcomers = people(3, start=100)
    words = counts_of(walk.look([*ROUND, *newcomers], {**BUS, "Lunch": [*WHO[:13], *ids(newcomers)]}))
    assert words == {"Buses": "23 of 42", "Lunch": "some"}  # 13 of 42; with the newcomers, 16 of 45 were "many"
    assert counts_of(walk.look([*ROUND, *newcomers], {**BUS, "Lunch": ids(newcomers)}))["Lunch"] == "some"
    assert counts_of(walk.look(ROUND, {**BUS, "Lunch": WHO[:13]}))["Lunch"] == "13 of 42"


def test_a_word_of_a_new_theme_stays_and_becomes_a_number_when_enough_have_changed() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    themes = {**BUS, "Lunch": WHO[:13]}
    assert counts_of(walk.tell(ROUND[1:], themes))["Lunch"] == "some"
    assert counts_of(walk.tell(ROUND[2:], {**BUS, "Lunch": WHO[:35]}))["Lunch"] == "some"
    assert counts_of(walk.tell(ROUND[10:], themes))["Lunch"] == "3 of 32"


def test_a_form_with_a_single_new_interview_moves_no_count_and_gets_none() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    one = person("caregiver", source="caregiver")
    later = walk.look([*ROUND, one], said("Buses", WHO[:23]) + said("Night shifts", ["caregiver"]))
    assert counts_of(later) == {"Buses": "23 of 42", "Night shifts": "some"}
    assert later.interviews == 42


def test_a_theme_of_one_form_is_not_moved_by_who_comes_to_another() -> None:
    walk = Walk()
    walk.tell(ROUND, said("Classes", WHO[:20], "class"))
    many = [*ROUND, person("new"), *people(12, source="caregiver")]
    summary = walk.look(many, said("Classes", [*WHO[:20], "new"], "class"))
    assert (summary.interviews, counts_of(summary)) == (55, {"Classes": "20 of 42"})


def test_a_theme_that_spreads_to_a_small_form_does_not_tell_what_was_said_there() -> None:
    walk = Walk()
    both = [*ROUND, *people(3, source="caregiver")]
    walk.tell(both, said("Classes", WHO[:20], "class"))
    spread = said("Classes", WHO[:20], "class") + said("Classes", ["caregiver-9-000"])
    assert counts_of(walk.look(both, spread)) == {"Classes": "20 of 42"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Theme("Buses", id="t-1"), Theme("Rides", id="t-1")),
        (Theme("Buses"), Theme("Rides", replaces=("Buses",))),
        (Theme("Buses", id="t-1"), Theme("Rides", id="t-1", replaces=("Buses",))),
    ],
)
def test_a_renamed_theme_keeps_its_count(before: Theme, after: Theme) -> None:
    walk = Walk(themes=[before])
    walk.tell(ROUND, BUS)
    walk.themes = [after]
    summary = walk.tell(ROUND[1:], {"Rides": BUS["Buses"]})
    assert counts_of(summary) == {"Rides": "23 of 42"}
    assert summary.changes is not None
    assert summary.changes.new_themes == summary.changes.gone_themes == ()
    assert counts_of(walk.look(ROUND[2:], {"Rides": BUS["Buses"]})) == {"Rides": "23 of 42"}


def test_merged_and_split_themes_are_told_in_a_word_while_few_have_changed() -> None:
    walk = Walk(themes=[Theme("Buses", id="t-1"), Theme("Cars", id="t-2")])
    walk.tell(ROUND, {"Buses": WHO[:14], "Cars": WHO[14:20]})
    merged = {"Buses": WHO[:20]}
    walk.themes = [Theme("Buses", id="t-1", replaces=("Cars",))]
    assert counts_of(walk.look(ROUND, merged)) == {"Buses": "20 of 42"}
    assert counts_of(walk.look(ROUND[1:], merged)) == {"Buses": "many"}
    walk.themes = [Theme("Late buses", id="t-1", replaces=("Buses",)), Theme("Full buses", replaces=("Buses",))]
    halves = {"Late buses": WHO[:8], "Full buses": WHO[8:14]}
    assert counts_of(walk.look(ROUND[1:], halves)) == {"Late buses": "14 of 42", "Full buses": "some"}
    walk.themes = [replace(theme, id="") for theme in walk.themes]
    assert counts_of(walk.look(ROUND[1:], halves)) == {"Late buses": "some", "Full buses": "some"}


def test_a_theme_that_left_the_page_comes_back_with_the_count_that_it_had() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    walk.tell(ROUND[1:], {f"Theme {n}": WHO[:41] for n in range(6)} | BUS)
    assert counts_of(walk.tell(ROUND[2:], BUS)) == {"Buses": "23 of 42"}


def test_a_theme_whose_last_headline_went_with_a_withdrawal_stays_as_told_and_is_not_called_gone() -> None:
    walk = Walk(themes=[Theme("Lunch", id="t-1")])
    walk.tell(ROUND, {**BUS, "Lunch": WHO[:1]})
    after = walk.tell(ROUND[1:], {**BUS, "Lunch": WHO[:1]})
    assert counts_of(after)["Lunch"] == "one or two"
    assert after.changes is not None
    assert after.changes.gone_themes == ()
    much_later = walk.tell(ROUND[11:], {**BUS, "Lunch": WHO[:1]})
    assert "Lunch" not in counts_of(much_later)
    assert much_later.changes is not None
    assert much_later.changes.gone_themes == ("Lunch",)


def test_new_and_gone_themes_are_named_where_nobody_came_or_went() -> None:
    walk = Walk()
    assert walk.tell(ROUND, {**BUS, "Lunch": WHO[:5]}).changes is None
    changes = walk.tell(ROUND, {**BUS, "Sleep": WHO[:5]}).changes
    assert changes is not None
    assert (changes.since.isoformat(), changes.new_themes, changes.gone_themes) == (
        "2026-03-02",
        ("Sleep",),
        ("Lunch",),
    )
    assert not changes.counts_stay


def test_a_theme_that_became_sensitive_is_told_in_words_of_what_had_been_told() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    walk.round = counted_round(themes=({"name": "Buses", "sensitive": True},))
    assert counts_of(walk.look(ROUND[1:], BUS)) == {"Buses": "many"}


def test_words_stay_as_counts_do() -> None:
    walk = Walk()
    few = people(9)
    walk.tell(few, {"Buses": ids(few)[:3]})
    assert counts_of(walk.tell(few[1:], {"Buses": ids(few)[:3]})) == {"Buses": "many"}  # 2 of 8 is "some"


def test_order_tells_no_count_that_stays_untold() -> None:
    walk = Walk()
    walk.tell(ROUND, {"Buses": WHO[:20], "Cars": WHO[:19]})
    later = walk.look(ROUND[2:], {"Buses": WHO[:20], "Cars": [*WHO[2:19], *WHO[38:]]})
    assert list(counts_of(later)) == ["Buses", "Cars"]  # today it is 18 and 21


def test_a_form_that_was_declared_anew_does_not_pass_for_people_who_changed_their_answers() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    anew = [edited(interview) for interview in ROUND]
    assert counts_of(walk.look(anew, {"Buses": WHO[:24]})) == {"Buses": "24 of 42"}
    assert counts_of(walk.look(anew[1:], BUS)) == {"Buses": "23 of 42"}


def test_roles_and_coverage_stay_with_the_totals() -> None:
    walk = Walk(counted_round(targets={"9": 20, "10": 20}))
    start = [*people(20), *people(19, "10"), *people(12, "11")]
    first = walk.tell(start, {"Buses": ids(start)[:9]})
    assert [(group.interviews, group.is_met) for group in first.coverage[0].groups] == [
        (20, True),
        (19, False),
        (12, None),
    ]
    second = walk.tell([*start, person("x", "10")], {"Buses": ids(start)[:9]})
    assert second.coverage == first.coverage
    third = walk.look([*start, *people(11, "10", start=50)], {})
    assert [group.interviews for group in third.coverage[0].groups] == [20, 30, 12]


def test_groups_that_are_new_while_few_have_changed_are_withheld_as_their_sum_is_a_total() -> None:
    walk = Walk(counted_round())
    start = [*people(20), *people(19, "10")]
    walk.tell(start, {})
    walk.round = counted_round(targets={"9": 20})
    assert [g.interviews for g in walk.look([*start, person("x")], {}).coverage[0].groups] == [None, None, None]
    assert [g.interviews for g in walk.look(start, {}).coverage[0].groups] == [20, 19, 0]


def test_letters_tell_totals_and_no_count_of_a_theme() -> None:
    walk = Walk()
    walk.write_letters(ROUND, BUS)
    (letters,) = walk.releases
    assert (letters.occasion, letters.totals.interviews, letters.themes) == (Occasion.LETTERS, 42, ())
    summary = walk.look([*ROUND, person("x")], BUS)
    assert (summary.interviews, counts_of(summary), summary.changes) == (42, {"Buses": "many"}, None)
    assert counts_of(walk.look(ROUND, BUS)) == {"Buses": "23 of 42"}


def test_held_interviews_have_gone() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    held = [replace(ROUND[0], held=HeldReason.SOURCE_GONE), *ROUND[1:]]
    assert counts_of(walk.look(held, BUS)) == {"Buses": "23 of 42"}


def test_a_release_says_of_no_interview_what_was_said_there() -> None:
    walk = Walk()
    walk.tell(ROUND, BUS)
    (release,) = walk.releases
    assert {mark.interview for mark in release.marks}.isdisjoint(WHO)
    assert len(release.marks) == 42
    assert all(WHO[0] not in repr(part) for part in (release.themes, release.groups, release.splits, release.marks))
    assert release.marks == marks_of(reversed(ROUND))
    assert in_words(release.themes[0].weight, release.themes[0].said, release.themes[0].asked) == "23 of 42"


def test_what_is_told_again_unchanged_is_the_same_release() -> None:
    walk = Walk(counted_round(targets={"9": 20}, splits=("grade",)))
    both = [*people(40), *people(40, "10")]
    themes = {"Buses": [*ids(both)[:15], *ids(both)[40:60]]}
    walk.tell(both, themes)
    walk.tell(both, themes)
    first, second = walk.releases
    assert first.splits
    assert replace(second, at=first.at) == first
