"""Several interviews in a response of a Google form: each edit of the response says what became of all of them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.steps.collect import collect
from flows.steps.workplace import open_workplace
from rounds.interviews import HeldReason, Interview
from tests.flows.google_round import START, STORIES, answers, choice_item, response_id, text_item
from tests.google.standin import StandIn
from tests.google.standin.files import google_time

FIRST, SECOND = ("00a1", "00a2"), ("00b1", "00b2")  # consent and story of each group

FORM: dict[str, Any] = {
    "info": {"title": "Two at a time"},
    "items": [
        choice_item(FIRST[0], "First: may we?", "Yes", "No"),
        text_item(FIRST[1], "First: tell me about a hard morning.", paragraph=True),
        choice_item(SECOND[0], "Second: may we?", "Yes", "No"),
        text_item(SECOND[1], "Second: tell me about a hard morning.", paragraph=True),
    ],
}


class Hall:
    """A round of one form in which a response may hold two interviews."""

    def __init__(self, google: StandIn, folder: Path) -> None:
        self.google, self.folder = google, folder
        self.form_id = google.add_form(FORM)
        folder.mkdir()
        groups = "".join(
            "[[sources.repeat]]\ncolumns = [\n"
            f'  {{ title = "{name}: may we?", id = "{consent}", role = "consent", yes = ["Yes"] }},\n'
            f'  {{ title = "{name}: tell me", id = "{story}", role = "note", key = "hard_morning" }},\n]\n'
            for name, (consent, story) in (("First", FIRST), ("Second", SECOND))
        )
        (folder / "round.toml").write_text(
            f'name = "hall"\ntitle = "Hall"\n[[sources]]\nkey = "hall"\ngoogle_form = "{self.form_id}"\ncolumns = []\n'
            + groups
        )

    def say(self, nth: int, first: str, second: str) -> None:
        """The ``nth`` response, or its edit, with these stories; "" leaves a group blank."""
        at = google_time(START + timedelta(hours=len(self.google.requests) + nth))
        texts = {}
        for (consent, story), text in ((FIRST, first), (SECOND, second)):
            texts |= {consent: "Yes" if text else "", story: text}
        given = {"responseId": response_id(nth), "createTime": google_time(START), "lastSubmittedTime": at}
        self.google.add_responses(self.form_id, [given | {"answers": answers(texts)}])

    def stored(self) -> list[Interview]:
        with open_workplace(self.folder, alone=False) as place:
            return list(place.notebook.interviews(kept_only=False))

    def kept(self) -> list[str]:
        return sorted(one.notes[0].text for one in self.stored() if one.held is None)


@pytest.fixture
def hall(google_env: StandIn, tmp_path: Path) -> Hall:
    return Hall(google_env, tmp_path / "round")


def test_each_group_is_an_interview(hall: Hall) -> None:
    hall.say(0, STORIES[0], STORIES[1])
    hall.say(1, STORIES[2], "")
    assert collect(hall.folder).total_kept == 3
    assert not collect(hall.folder).changed


def test_a_group_that_was_blanked_is_gone_at_the_next_pull_with_its_notes(hall: Hall) -> None:
    hall.say(0, STORIES[0], STORIES[1])
    collect(hall.folder)
    hall.say(0, STORIES[0], "")
    report = collect(hall.folder)
    assert (report.total("vanished"), hall.kept()) == (1, [STORIES[0]])
    assert [(one.held, one.notes) for one in hall.stored() if one.held] == [(HeldReason.SOURCE_GONE, ())]


def test_a_story_that_moved_to_the_other_group_is_not_there_twice(hall: Hall) -> None:
    hall.say(0, "", STORIES[1])
    collect(hall.folder)
    hall.say(0, STORIES[1], "")
    collect(hall.folder)
    assert hall.kept() == [STORIES[1]]


def test_a_group_that_is_filled_in_again_comes_back(hall: Hall) -> None:
    hall.say(0, STORIES[0], STORIES[1])
    collect(hall.folder)
    hall.say(0, STORIES[0], "")
    collect(hall.folder)
    hall.say(0, STORIES[0], STORIES[2])
    collect(hall.folder)
    assert hall.kept() == sorted([STORIES[0], STORIES[2]])
