"""What `sayback summarize` prints, and how it ends."""

from __future__ import annotations

import json

import pytest

from flows.__main__ import run
from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, SmallRound


@pytest.fixture
def heard(small: SmallRound) -> SmallRound:
    small.write(LETTERS)
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path)
    read_back(small.folder)
    return small


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["summarize", *arguments]) == 0
    out, err = capsys.readouterr()
    return " ".join((out + err).split())


def test_it_says_whether_it_is_a_draft_a_dry_run_or_to_be_sent_by_hand(
    heard: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(heard.folder)
    told = printed(capsys, folder)
    assert f"It is a draft for the team. `sayback summarize {folder} --send`" in told
    assert "summary-draft.html" in told
    assert "Dry run: the mails lie in" in printed(capsys, folder, "--send", "--dry-run")
    by_hand = printed(capsys, folder, "--send")
    assert "draft" not in by_hand.replace(folder, "")
    assert "There is no [mail] server" in by_hand
    assert printed(capsys, folder, "--quiet") == ""


def test_before_anything_was_read_back_it_says_why_no_mail_goes(
    small: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write(LETTERS)
    collect(small.folder)
    assert "No mail to the leads yet" in printed(capsys, str(small.folder), "--send")


def test_json_says_the_same_for_programs(heard: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(printed(capsys, str(heard.folder), "--dry-run", "--json"))
    assert data["draft"] is True
    assert data["laid_out"].endswith("summary-draft")
    assert data["sent"] == 0
    final = json.loads(printed(capsys, str(heard.folder), "--send", "--json"))
    assert (final["draft"], final["laid_out"], final["waiting"]) == (False, None, 1)


def test_without_leads_it_is_a_file_to_fix(heard: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    settings = heard.folder / "round.toml"
    settings.write_text(settings.read_text().replace('leads = [{email = "lead@example.org"}]', ""))
    assert run(["summarize", str(heard.folder), "--send"]) == 1
    assert "[[leads]]" in capsys.readouterr().err


def test_a_night_that_mails_nobody_says_why(heard: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(heard.folder)
    printed(capsys, folder, "--send")
    assert run(["deliveries", folder, "--mark-sent", "all", "--by-hand", "--yes"]) == 0
    capsys.readouterr()
    told = printed(capsys, folder, "--send")
    assert "No mail: 1 lead has this summary already, and nothing is new that is worth a mail." in told
    assert "half of the interviewers have reported, and when all have" in told
