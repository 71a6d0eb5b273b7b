"""What leaves is noted down, and later counts are held against it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from flows.steps.approving import approve
from flows.steps.circle_back import NotApproved, circle_back
from flows.steps.collect import collect
from flows.steps.coverage import coverage
from flows.steps.summarize import summarize
from flows.steps.withdraw import withdraw
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


def test_letters_that_all_went_before_are_no_release(heard: SmallRound) -> None:
    approve(heard.folder, "A lead")
    circle_back(heard.folder, send=True)
    with open_workplace(heard.folder) as place, place.ledger() as ledger:
        ledger.mark_sent_by_hand(list(ledger.delivery_states()))
        one = next(iter(place.notebook.interviews()))
        place.notebook.save([replace(one, fingerprint="corrected")], at=place.now())
    before = releases(heard.folder)
    approve(heard.folder, "A lead")
    circle_back(heard.folder, send=True)
    assert releases(heard.folder) == before


def sent_by_an_earlier_version(heard: SmallRound) -> None:
    """A summary left under a key of then, and no release was noted down."""
    summarize(heard.folder, send=True)
    with open_workplace(heard.folder) as place, place.ledger() as ledger:
        ledger.mark_sent_by_hand(list(ledger.delivery_states()))
    with closing(sqlite3.connect(heard.folder / "ledger.db")) as ledger_file, ledger_file:
        (key,) = ledger_file.execute("SELECT letter_key FROM deliveries").fetchone()
        old = key.rpartition("/")[0] + "/0123456789ab"
        ledger_file.execute("UPDATE deliveries SET letter_key = ?", [old])
    with closing(sqlite3.connect(heard.folder / "notebook.db")) as notebook_file, notebook_file:
        notebook_file.execute("DELETE FROM releases")


def mails(heard: SmallRound) -> list[str]:
    with open_workplace(heard.folder) as place, place.ledger() as ledger:
        return list(ledger.delivery_states())


def test_after_an_update_a_withdrawal_does_not_move_what_an_earlier_version_mailed(heard: SmallRound) -> None:
    sent_by_an_earlier_version(heard)
    told = summarize(heard.folder).summary
    with closing(sqlite3.connect(heard.folder / "notebook.db")) as notebook_file, notebook_file:
        notebook_file.execute("DELETE FROM releases")
    with open_workplace(heard.folder) as place:
        gone = next(iter(place.notebook.interviews())).id
    withdraw(heard.folder, interview=gone)
    assert len(releases(heard.folder)) == 1
    after = summarize(heard.folder).summary
    assert (after.interviews, after.people) == (told.interviews, told.people)
    assert [theme.count for theme in after.themes] == [theme.count for theme in told.themes]


def test_after_an_update_leads_do_not_get_the_same_summary_again(heard: SmallRound) -> None:
    sent_by_an_earlier_version(heard)
    before = mails(heard)
    summarize(heard.folder, send=True)
    summarize(heard.folder, send=True)
    assert mails(heard) == before


def test_without_mails_nothing_is_taken_to_have_left(heard: SmallRound) -> None:
    collect(heard.folder)
    summarize(heard.folder)
    assert releases(heard.folder) == []
