"""`sayback nightly`: a line for each round, an exit code for the scheduler, nothing to say when all is well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.steps.workplace import open_workplace
from rounds.incident_file import read_log
from rounds.journal import RunMark
from tests.connectors.mail_server import Inbox, running
from tests.flows.small_round import SmallRound, row
from tests.flows.steps.test_telling import alerts, mail_settings, make


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(["nightly", *arguments])
    captured = capsys.readouterr()
    return code, captured.out + captured.err


def test_each_round_gets_a_line_and_a_sick_one_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("adams", "brown", "clark"):
        make(tmp_path / name, "")
    (tmp_path / "brown" / "answers.csv").unlink()
    code, shown = said(capsys, str(tmp_path))
    assert code == 1
    lines = shown.splitlines()
    assert lines[0] == "adams: done, 3 new or edited interviews; 3 kept, 0 held"
    assert lines[1].startswith("brown: failed: ")
    assert lines[2].startswith("clark: done")
    assert "Nobody is named in [alerts]" in shown
    assert f"sayback nightly {tmp_path / 'brown'}" in shown


def test_a_quiet_night_says_nothing_unless_somebody_has_to_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = make(tmp_path / "small", "")
    assert said(capsys, str(small.folder), "--quiet") == (0, "")
    small.rows = [row(nth, Consent="") for nth in range(8)]
    small.write_export()
    code, shown = said(capsys, str(small.folder), "--quiet")
    assert code == 3
    assert "small: 8 interviews are held, 8 more than before." in shown
    assert run(["holds", str(small.folder)]) in (0, 5)
    capsys.readouterr()
    assert said(capsys, str(small.folder), "-q") == (0, "")


def test_a_night_says_that_somebody_may_need_help_also_when_quiet_and_mails_it_once_as_something_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        small = make(tmp_path / "small", alerts("lead@example.org") + mail_settings(mail))
        settings = small.folder / "round.toml"
        column = '[[sources.columns]]\ntitle = "Worried?"\nrole = "distress"\n'
        settings.write_text(settings.read_text().replace("[alerts]", f"{column}[alerts]"))
        small.extra_header = ("Worried?",)
        small.rows = [row(0), row(1, **{"Worried?": "Yes"}), row(2)]
        small.write_export()
        code, shown = said(capsys, str(small.folder), "-q")
        assert (code, shown.split()) == (
            0,
            f"Note: small: somebody may need help soon: sayback status {small.folder}".split(),
        )
        assert said(capsys, str(small.folder), "-q") == (0, "")
    (message,) = inbox.messages
    assert b"Subject: Sayback: A small round needs you" in message


def test_a_scheduled_run_that_was_done_is_skipped_and_one_by_hand_runs(
    small: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, str(small.folder))
    code, shown = said(capsys, str(small.folder), "--scheduled")  # in the same minute
    if read_log(small.folder).last_good.second < 50:  # type: ignore[union-attr]
        assert (code, shown) == (0, "round: done already for this night\n")
    assert said(capsys, str(small.folder))[1].startswith("round: done, 0 new")


def test_a_look_runs_nothing_and_finds_what_crashed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        small = make(tmp_path / "small", alerts("lead@example.org") + mail_settings(mail))
        with open_workplace(small.folder) as place:
            place.notebook.begin_run(RunMark("collect", place.now(), "a-computer"))
        code, shown = said(capsys, str(small.folder), "--look")
        assert (code, shown) == (0, "small: 1 thing to look at: crashed\n1 mail sent about what is new or over.\n")
        assert said(capsys, str(small.folder), "--look", "--quiet") == (0, "")
    assert len(inbox.messages) == 1
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.kept_count() == 0


def test_json_is_one_object_with_everything(small: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    small.export.unlink()
    code, shown = said(capsys, str(small.folder), "--json")
    told = json.loads(shown)
    assert (code, told["exit_code"]) == (1, 1)
    assert told["rounds"][0]["outcome"] == "failed"
    assert told["rounds"][0]["incidents"][0]["kind"] == "failed"
    assert told["told"]["nobody_to_tell"] == [str(small.folder)]


def test_a_place_without_a_round_is_a_file_to_fix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = said(capsys, str(tmp_path))
    assert code == 1
    assert "round.toml" in shown
