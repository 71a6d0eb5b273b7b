"""A small round, as most are, still names its themes with weights that a lead can use."""

from __future__ import annotations

import re

from reports.summary_page import render_summary
from tests.reports.counted_rounds import Walk, counted_round, counts_of, ids, people

WHO = ids(people(12))
THEMES = {
    "Rides fall through": [*WHO[:7]],
    "Nobody noticed I was gone": WHO[4:9],
    "Mornings at home": WHO[8:],
    "A person who waits for me": WHO[:2],
    "Calls come late": WHO[:11],
}


def test_twelve_interviews_give_a_summary_with_usable_weights() -> None:
    summary = Walk().look(people(12), THEMES)
    assert counts_of(summary) == {
        "Calls come late": "nearly all",
        "Rides fall through": "7 of 12",
        "Nobody noticed I was gone": "5 of 12",
        "Mornings at home": "4 of 12",
        "A person who waits for me": "one or two",
    }
    text = " ".join(render_summary(summary, counted_round()).text.split())
    for name, count in counts_of(summary).items():
        assert re.search(f"{name} .{{0,40}}{count}", text), name


def test_seven_interviews_are_weighed_in_words() -> None:
    seven = {name: [one for one in who if one in WHO[:7]] for name, who in THEMES.items()}
    assert set(counts_of(Walk().look(people(7), seven)).values()) == {"some", "many", "most"}
