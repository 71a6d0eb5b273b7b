"""Predictions: recorded with the time before the worksheet is opened, late afterwards, and never lost."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import openpyxl
import pytest

import flows.steps.assemble_file as in_file
import flows.steps.assemble_google as in_google
from flows.__main__ import run
from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.predictions import PredictionRefused, predict
from flows.steps.read_back import read_back
from flows.steps.redactors import ResidueFound
from flows.steps.status import status
from flows.steps.workplace import OPENED_FACT, WORKSHEET, open_workplace
from rounds.headlines import Prediction
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import SmallRound
from tests.flows.steps.shared_pages import SharedPages
from tests.google.standin import StandIn

BUS, PHONES = "The bus will come up often.", "Nobody will speak of phones."


def texts(small: SmallRound) -> list[str]:
    return [each.text for each in predict(small.folder).predictions]


def stored(small: SmallRound) -> list[Prediction]:
    with open_workplace(small.folder, alone=False) as place:
        return place.notebook.predictions()


def type_predictions(path: Path, *rows: tuple[str, str]) -> None:
    """Types (prediction, outcome) from the first row of the tab on; an empty prediction leaves the text as it is."""
    book = openpyxl.load_workbook(path)
    sheet = book["Predictions"]
    for number, (text, outcome) in enumerate(rows, start=8):
        if text:
            sheet.cell(number, 1).value = text
        sheet.cell(number, 2).value = outcome
    book.save(path)


def test_predictions_are_listed_with_when_they_were_written_and_each_once(small: SmallRound) -> None:
    assert predict(small.folder).none_written is None
    report = predict(small.folder, [BUS, f"  {PHONES}\n", BUS.upper(), " "])
    assert (report.added, report.known) == (2, 1)
    assert [(each.text, each.is_late) for each in report.predictions] == [(BUS.upper(), False), (PHONES, False)]
    assert all(each.written_at and each.written_at.tzinfo for each in report.predictions)


def test_names_and_contact_details_are_refused_and_nothing_is_recorded(small: SmallRound) -> None:
    with pytest.raises(PredictionRefused, match=r"prediction 2 \(PERSON\)") as caught:
        predict(small.folder, [BUS, "Marisol Alvarez will tell us.", PHONES])
    assert "Marisol" not in str(caught.value)
    assert texts(small) == []


def test_one_can_be_taken_back_until_the_worksheet_is_opened(small: SmallRound) -> None:
    collect(small.folder)
    predict(small.folder, [BUS, PHONES])
    assert [each.text for each in predict(small.folder, drop=1).predictions] == [PHONES]
    with pytest.raises(PredictionRefused, match="no prediction 2"):
        predict(small.folder, drop=2)
    assemble(small.folder, early=True)
    with pytest.raises(PredictionRefused, match="was opened on"):
        predict(small.folder, drop=1)
    assert texts(small) == [PHONES]


def test_after_the_opening_a_prediction_is_recorded_as_late_and_not_counted(small: SmallRound) -> None:
    collect(small.folder)
    predict(small.folder, [BUS])
    path = assemble(small.folder, early=True).path
    assert [each.is_late for each in predict(small.folder, [PHONES]).predictions] == [False, True]
    report = assemble(small.folder)
    assert (report.predictions, report.late_predictions, report.opened_now) == (1, 1, False)
    type_predictions(path, ("", "held"), ("", "held"))
    read = read_back(small.folder)
    assert (read.predictions, read.late, read.all_held, read.problems) == (1, 1, True, ())


class Killed(BaseException):
    """The program ends here."""


def killed_behind(step: object) -> object:
    def wrapped(*arguments: object, **named: object) -> object:
        step(*arguments, **named)
        raise Killed

    return wrapped


def test_a_run_that_died_behind_the_writing_leaves_no_time_for_predictions(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect(small.folder)
    predict(small.folder, [BUS])
    with monkeypatch.context() as dying:
        dying.setattr(in_file, "write_worksheet", killed_behind(in_file.write_worksheet))
        with pytest.raises(Killed):
            assemble(small.folder, early=True)
    assert (small.folder / WORKSHEET).exists()
    assert [each.is_late for each in predict(small.folder, [PHONES]).predictions] == [False, True]
    assert assemble(small.folder).late_predictions == 1


def test_a_run_that_died_while_it_wrote_to_google_leaves_none_written(
    small: SmallRound, google_env: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = SharedPages(google_env, google_env.add_spreadsheet("Our worksheet"))
    small.write(f'[worksheet]\ngoogle_sheet = "{pages.id}"\n')
    collect(small.folder)
    with monkeypatch.context() as dying:
        dying.setattr(in_google, "bring_up_to_date", killed_behind(in_google.bring_up_to_date))
        with pytest.raises(Killed):
            assemble(small.folder, early=True)
    report = predict(small.folder, [BUS])
    assert [each.is_late for each in report.predictions] == [True]
    assert report.none_written


def test_a_worksheet_that_was_never_started_opens_nothing(small: SmallRound) -> None:
    small.rows[0]["Tell me about a hard morning."] = "Her cousin Zephyrkin drives her on days when the bus is late."
    small.write('[redaction]\nkeep = ["Zephyrkin"]\n')
    collect(small.folder)
    small.write()
    (small.folder / "roster.csv").write_text("first,last,nickname\nZephyrkin,Oswaldine,\n")
    with pytest.raises(ResidueFound):
        assemble(small.folder, early=True)
    assert predict(small.folder, [BUS]).opened is None


@pytest.fixture
def unrecorded(small: SmallRound) -> SmallRound:
    """A round of an earlier release: with a worksheet, and headlines that were read back, but no recorded opening."""
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path)
    read_back(small.folder)
    with open_workplace(small.folder) as place:
        place.notebook.set_fact(OPENED_FACT, None)
        place.notebook.set_fact("no_predictions", None)
    return small


@pytest.mark.parametrize("is_lost", [False, True])
def test_beside_a_worksheet_of_an_earlier_release_predictions_are_late(
    unrecorded: SmallRound, is_lost: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if is_lost:
        (unrecorded.folder / WORKSHEET).unlink()
    assert [each.is_late for each in predict(unrecorded.folder, [BUS]).predictions] == [True]
    assert assemble(unrecorded.folder).opened_now is False
    read_back(unrecorded.folder)
    assert [each.is_late for each in stored(unrecorded)] == [True]
    with pytest.raises(PredictionRefused, match="not recorded when"):
        predict(unrecorded.folder, drop=1)
    opened = status(unrecorded.folder).opened
    assert opened
    assert opened.at is None
    run(["status", str(unrecorded.folder)])
    assert "yes (when was not recorded)" in capsys.readouterr().out


def test_none_written_cannot_be_chosen_beside_a_worksheet_of_an_earlier_release(unrecorded: SmallRound) -> None:
    with pytest.raises(PredictionRefused, match="Predictions tab"):
        predict(unrecorded.folder, none=True)


def test_predictions_that_were_recorded_while_there_was_no_worksheet_stay_in_time(small: SmallRound) -> None:
    collect(small.folder)
    predict(small.folder, [BUS])
    (small.folder / WORKSHEET).parent.mkdir()
    openpyxl.Workbook().save(small.folder / WORKSHEET)
    assert [each.is_late for each in predict(small.folder, [PHONES]).predictions] == [False, True]


def test_none_written_can_be_chosen_and_taken_back_by_writing_one(small: SmallRound) -> None:
    chosen = predict(small.folder, none=True).none_written
    assert chosen
    assert chosen.chosen
    assert predict(small.folder, none=True).none_written == chosen
    assert predict(small.folder, [BUS]).none_written is None
    with pytest.raises(PredictionRefused, match="recorded predictions"):
        predict(small.folder, none=True)


def test_opening_with_neither_goes_on_and_records_that_none_was_written(
    small: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(small.folder)
    assert run(["assemble", str(small.folder), "--early"]) == 0
    assert "No prediction was written before the worksheet was opened" in " ".join(capsys.readouterr().err.split())
    none = predict(small.folder).none_written
    assert none
    assert not none.chosen
    assert read_back(small.folder).no_predictions
    predict(small.folder, [BUS])
    assert run(["assemble", str(small.folder)]) == 0
    assert read_back(small.folder).no_predictions
    assert [each.is_late for each in stored(small)] == [True]


def test_a_row_added_in_the_tab_is_dated_when_it_is_first_read(small: SmallRound) -> None:
    collect(small.folder)
    predict(small.folder, [BUS])
    path = assemble(small.folder, early=True).path
    type_predictions(path, ("", "overturned"), ("We saw it coming.", "held"))
    read_back(small.folder)
    first = stored(small)
    assert [(each.text, each.is_late, each.written_at is None) for each in first] == [
        (BUS, False, False), ("We saw it coming.", True, False),
    ]  # fmt: skip
    assemble(small.folder)
    read_back(small.folder)
    assert stored(small) == first


def test_predictions_that_are_not_judged_are_told_without_failing(
    small: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(small.folder)
    predict(small.folder, [BUS])
    assemble(small.folder, early=True)
    assert run(["assemble", str(small.folder), "--read"]) == 0
    assert "Predictions!B8: not judged yet" in capsys.readouterr().err


def test_a_lost_worksheet_shows_them_again_with_their_outcomes(small: SmallRound) -> None:
    collect(small.folder)
    predict(small.folder, [BUS, PHONES])
    path = assemble(small.folder, early=True).path
    type_predictions(path, ("", "held"), ("", "unheard"), ("We saw it coming.", "held"))
    read_back(small.folder)
    before = stored(small)
    path.unlink()
    assemble(small.folder)
    read_back(small.folder)
    assert stored(small) == before


def test_the_command_takes_texts_a_file_or_standard_input(
    small: SmallRound, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = str(small.folder)
    listed = tmp_path / "predictions.txt"
    listed.write_text(f"\ufeff{BUS}\n\n  {PHONES}  \n", encoding="utf-8")
    assert run(["predict", folder, "Mornings are hard.", "--from", str(listed), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["text"] for each in told["predictions"]] == ["Mornings are hard.", BUS, PHONES]
    assert [each["late"] for each in told["predictions"]] == [False] * 3
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Nobody walks.\n")))
    monkeypatch.chdir(small.folder)
    assert run(["predict", "--from", "-"]) == 0
    assert run(["predict", "Few will speak of the office."]) == 0
    assert run(["predict", "--drop", "4"]) == 0
    assert texts(small) == ["Mornings are hard.", BUS, PHONES, "Few will speak of the office."]


@pytest.mark.parametrize("arguments", [["--none", "--drop", "1"], ["A text here.", "--none"], ["--drop", "0"]])
def test_one_thing_at_a_time(small: SmallRound, arguments: list[str]) -> None:
    assert run(["predict", str(small.folder), *arguments]) == 2


def test_a_folder_that_was_mistyped_is_no_prediction(small: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["predict", str(small.folder) + "x", "Mornings are hard."]) == 1
    assert texts(small) == []


@pytest.mark.parametrize(
    ("content", "message"), [(b"\xff\xfe\x00", "UTF-8"), (b" \n", "no prediction"), (None, "read")]
)
def test_a_file_that_cannot_be_used_is_explained(
    small: SmallRound, tmp_path: Path, content: bytes | None, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "predictions.txt"
    if content is not None:
        listed.write_bytes(content)
    assert run(["predict", str(small.folder), "--from", str(listed)]) == 1
    assert message in capsys.readouterr().err
