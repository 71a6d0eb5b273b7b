"""Closing a round: recorded once, lifted on purpose, and never in the way of collecting."""

from __future__ import annotations

import json

import pytest

from flows.__main__ import run
from flows.steps.assemble import assemble
from flows.steps.close import CannotClose, close
from flows.steps.closing import NotClosed
from flows.steps.collect import collect
from flows.steps.predictions import predict
from flows.steps.status import status
from tests.flows.small_round import SmallRound, row


def said(capsys: pytest.CaptureFixture[str]) -> str:
    out, err = capsys.readouterr()
    return " ".join((out + err).split())


def test_a_round_with_nothing_to_read_cannot_be_closed(small: SmallRound) -> None:
    with pytest.raises(CannotClose, match="sayback collect"):
        close(small.folder)
    with pytest.raises(CannotClose, match="is not closed"):
        close(small.folder, reopen=True)


def test_closing_records_when_who_and_how_many_and_the_first_time_counts(small: SmallRound) -> None:
    small.rows.append(row(3, Consent="No"))
    small.write_export()
    collect(small.folder)
    first = close(small.folder, who="  Ada \n Lindqvist ")
    assert first.closing
    assert (first.closing.who, first.closing.kept, first.closing.held) == ("Ada Lindqvist", 3, 1)
    assert first.held == {"no_consent": 1}
    again = close(small.folder, who="Somebody else")
    assert (again.was_closed, again.closing) == (True, first.closing)


def test_the_worksheet_opens_when_the_round_is_closed(small: SmallRound) -> None:
    collect(small.folder)
    with pytest.raises(NotClosed, match="sayback close"):
        assemble(small.folder)
    close(small.folder)
    report = assemble(small.folder)
    assert report.opening
    assert (report.opened_now, report.opening.early) == (True, False)
    assert assemble(small.folder).opened_now is False


def test_collect_goes_on_and_what_came_after_is_counted(small: SmallRound) -> None:
    small.rows.append(row(3, Consent="No"))
    small.write_export()
    collect(small.folder)
    close(small.folder)
    assert status(small.folder).came_after == 0
    small.rows[3]["Consent"] = "Yes"
    small.rows += [row(4), row(5, Consent="No")]
    small.write_export()
    collect(small.folder)
    now = status(small.folder)
    assert (now.kept, now.came_after, now.closed and now.closed.kept) == (5, 2, 3)


def test_reopening_lifts_it_but_not_that_the_worksheet_was_opened(small: SmallRound) -> None:
    collect(small.folder)
    close(small.folder)
    assert close(small.folder, reopen=True).closing is None
    with pytest.raises(NotClosed):
        assemble(small.folder)
    close(small.folder)
    opened = assemble(small.folder).opening
    close(small.folder, reopen=True)
    assert assemble(small.folder).opening == opened
    assert status(small.folder).closed is None


def test_an_early_opening_is_said_and_stays_recorded(small: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    collect(small.folder)
    run(["assemble", str(small.folder), "--early"])
    assert "Opened early" in said(capsys)
    close(small.folder)
    run(["assemble", str(small.folder)])
    assert "Opened early" not in said(capsys)
    run(["status", str(small.folder), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["worksheet_opened"]["early"] is True
    assert told["closed"]["kept"] == 3


def test_close_shows_coverage_holds_and_missing_predictions(
    small: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    small.rows += [row(nth) for nth in range(3, 11)] + [row(11, Consent="No")]
    small.write_export()
    settings = (small.folder / "round.toml").read_text()
    targets = 'values = ["9", "10"], targets = {"9" = 12}'
    (small.folder / "round.toml").write_text(settings.replace('values = ["9", "10"]', targets))
    collect(small.folder)
    assert run(["close", str(small.folder), "--who", "Ada"]) == 0
    text = said(capsys)
    assert "closed by Ada, with 11 interviews kept" in text
    assert "11 of 12, not yet" in text
    assert "1 interview held: no_consent 1. `sayback holds`" in text
    assert "No prediction is recorded" in text
    predict(small.folder, ["The bus will come up often."])
    assert run(["close", str(small.folder)]) == 0
    text = said(capsys)
    assert "is closed already, since" in text
    assert "1 prediction recorded" in text
    assert run(["close", str(small.folder), "--reopen"]) == 0
    assert "open again" in said(capsys)
    assert run(["close", str(small.folder), "--reopen"]) == 1


def test_close_prints_one_json_object(small: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    collect(small.folder)
    assert run(["close", str(small.folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["closed"]["kept"] == told["kept"] == 3
    assert {"was_closed", "worksheet_opened", "held", "came_after", "coverage", "none_written"} <= told.keys()
