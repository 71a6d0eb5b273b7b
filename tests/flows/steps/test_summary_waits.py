"""Mails that wait to be sent by hand: what takes them away, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize
from flows.steps.withdraw import withdraw
from flows.steps.workplace import open_workplace
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, SmallRound


@pytest.fixture
def waiting(small: SmallRound) -> SmallRound:
    """A round whose summary waits in the outbox to be sent by hand."""
    small.write(LETTERS)
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path)
    read_back(small.folder)
    summarize(small.folder, send=True)
    return small


def mails(small: SmallRound, folder: str = "summary") -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (small.folder / "outbox" / folder).glob("*.eml")}


@pytest.mark.parametrize("options", [{}, {"dry_run": True}, {"dry_run": True, "send": True}])
def test_a_draft_leaves_mails_alone_that_wait_to_be_sent_by_hand(waiting: SmallRound, options: dict[str, bool]) -> None:
    before = mails(waiting)
    assert len(before) == 1
    summarize(waiting.folder, **options)
    assert mails(waiting) == before
    assert len(mails(waiting, "summary-draft")) == len(options and [1])
    summarize(waiting.folder, send=True)
    assert len(mails(waiting)) == 1
    assert mails(waiting, "summary-draft") == {}


def test_a_withdrawal_takes_them_away_and_the_drafts_too(waiting: SmallRound) -> None:
    summarize(waiting.folder, dry_run=True)
    with open_workplace(waiting.folder) as place:
        one = next(iter(place.notebook.interviews())).id
    withdraw(waiting.folder, interview=one)
    assert mails(waiting) == mails(waiting, "summary-draft") == {}
