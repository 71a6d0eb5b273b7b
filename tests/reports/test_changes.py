"""What a summary says of the last one, and what stays where it was."""

from __future__ import annotations

from datetime import time

from tests.reports.counted_rounds import Walk, counts_of, ids, people

STUDENTS = people(30)
CAREGIVERS = people(20, None, source="caregiver")
ROUND = [*STUDENTS, *CAREGIVERS]
FIVE = {name: ids(STUDENTS)[:number] for name, number in zip("ABCDE", (9, 8, 7, 6, 5), strict=True)}


def test_where_only_some_counts_stay_the_changes_say_that_they_differ() -> None:
    walk = Walk()
    walk.tell(ROUND, FIVE)
    fewer = walk.look(ROUND[1:], FIVE).changes
    assert fewer is not None
    assert (fewer.counts_stay, fewer.counts_differ) == (True, False)
    assert fewer.since_time == time(9)
    more = [*ROUND, *people(12, None, source="caregiver", start=100)]
    differ = walk.look(more[1:], FIVE).changes
    assert differ is not None
    assert (differ.counts_stay, differ.counts_differ) == (True, True)


def test_a_theme_that_is_new_while_counts_stay_takes_no_other_ones_place() -> None:
    walk = Walk()
    walk.tell(ROUND, FIVE)
    most = {**FIVE, "Most": ids(ROUND)[1:40]}
    assert next(iter(counts_of(walk.look(ROUND, most)))) == "Most"
    after = walk.look(ROUND[1:], most)
    assert [*counts_of(after)] == [*"ABCDE"]
    assert after.more_themes == 0
