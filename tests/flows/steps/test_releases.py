"""What leaves is noted down, and later counts are held against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.steps.approving import approve
from flows.steps.circle_back import NotApproved, circle_back
from flows.steps.collect import collect
from flows.steps.coverage import coverage
from flows.steps.summarize import summarize
from flows.steps.workplace import open_workplace
from rounds.releases import Occasion, Release
from tests.flows.small_round import SmallRound, row
from tests.flows.steps.heard_round import copy_of, make_heard_round


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYBACK_KEY", "7e" * 32)
        return make_heard_round(tmp_path_factory.mktemp("heard") / "round")


@pytest.fixture
def heard(made: Path, tmp_path: Path) -> SmallRound:
    return copy_of(made, tmp_path / "round")


def releases(folder: Path) -> list[Release]:
    with open_workplace(folder) as place:
        return place.notebook.releases()


def test_a_summary_for_the_team_is_no_release_and_one_that_waits_in_the_outbox_is(heard: SmallRound) -> None:
    summarize(heard.folder)
    summarize(heard.folder, dry_run=True)
    assert releases(heard.folder) == []
    summarize(heard.folder, send=True)
    (release,) = releases(heard.folder)
    assert (release.occasion, release.totals.interviews, len(release.marks)) == (Occasion.SUMMARY, 12, 12)
    assert release.themes
    summarize(heard.folder, send=True)
    assert releases(heard.folder) == [release]


def test_letters_are_a_release_when_they_are_sent_and_not_before(heard: SmallRound) -> None:
    circle_back(heard.folder)
    with pytest.raises(NotApproved):
        circle_back(heard.folder, send=True)
    approve(heard.folder, "A lead")
    assert releases(heard.folder) == []
    circle_back(heard.folder, send=True)
    (release,) = releases(heard.folder)
    assert (release.occasion, release.totals.interviews, release.themes) == (Occasion.LETTERS, 12, ())
    circle_back(heard.folder, send=True)  # noting it down voids no approval
    assert releases(heard.folder) == [release]


def test_after_a_release_a_single_new_interview_moves_no_number(heard: SmallRound) -> None:
    before = summarize(heard.folder, send=True).summary
    heard.rows.append(row(12))
    heard.write_export()
    collect(heard.folder)
    after = summarize(heard.folder).summary
    assert (after.interviews, after.people) == (before.interviews, before.people) == (12, 12)
    assert [theme.count for theme in after.themes] == [theme.count for theme in before.themes]
    assert after.roles == before.roles
    assert after.changes is not None
    assert after.changes.counts_stay
    assert coverage(heard.folder).interviews == 13


def test_a_release_holds_no_id_of_an_interview_and_no_word_that_was_told(heard: SmallRound) -> None:
    summarize(heard.folder, send=True)
    with open_workplace(heard.folder) as place:
        stored = repr(place.notebook.releases())
        for interview in place.notebook.interviews():
            assert interview.id not in stored
            assert interview.fingerprint not in stored
            assert all(note.text not in stored for note in interview.notes)
