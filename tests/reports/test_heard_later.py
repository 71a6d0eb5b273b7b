"""A theme that later thoughts speak of is counted over everybody: all were asked to add something."""

from __future__ import annotations

from dataclasses import replace

from reports.heard import Heard
from rounds.headlines import Headline, HeadlineKind
from rounds.round import Round
from tests.rounds.samples import interview

ROUND = Round.model_validate(
    {
        "name": "x",
        "title": "X",
        "sources": [
            {
                "key": key,
                "file": f"{key}.csv",
                "later": key == "later",
                "columns": [{"title": "T", "role": "note", "key": f"{key}_story"}, {"title": "C", "role": "code"}],
            }
            for key in ("students", "staff", "later")
        ],
    }
)
INTERVIEWS = {f"{n}": interview(f"{n}", source="students" if n < 4 else "staff") for n in range(6)}


def test_a_headline_of_a_later_thought_is_out_of_all_interviews() -> None:
    said = Headline("h1", ("1",), "later_story", HeadlineKind.DESCRIPTIVE, "The bus waits now", None, "A", place="D2")
    heard = Heard(ROUND, INTERVIEWS)
    assert heard.said_of_asked([said]) == (1, 6)
    assert heard.said_of_asked([replace(said, question="students_story")]) == (1, 4)
