"""What is wrong with a place of rounds itself, and rounds that must not be begun: told once, and they stop nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from flows.steps.nightly import Outcome
from flows.steps.nights import NightsReport, run_nights
from flows.steps.place_look import look_at_place, usable_district
from rounds.district import District, rounds_in
from rounds.incident_file import read_log
from rounds.known_rounds import LIST_FILE
from tests.connectors.mail_server import Inbox, running
from tests.flows.small_round import SmallRound

DISTRICT = """
[alerts]
to = ["data@example.org"]
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
"""


@pytest.fixture
def rounds(tmp_path: Path) -> dict[str, Path]:
    """Three rounds in a folder of a district, two of one school."""
    names = ("adams", "west/fall", "west/spring")
    return {name: SmallRound(tmp_path / "d" / name).write().folder for name in names}


def how(report: NightsReport) -> dict[str, Outcome]:
    return {str(night.folder.relative_to(report.place)): night.outcome for night in report.nights}


def open_at(folder: Path) -> list[str]:
    return [one.what for one in read_log(folder).open]


def test_a_copied_folder_stops_two_rounds_and_no_other(tmp_path: Path, rounds: dict[str, Path]) -> None:
    place = tmp_path / "d"
    store = f"sqlite:///{tmp_path}/one.db"
    for name in ("adams", "west/fall"):
        SmallRound(rounds[name]).write(f'[stores]\nnotebook = "{store}"\nledger = "sqlite:///ledger.db"\n')
    report = run_nights(place)
    assert how(report) == {"adams": "failed", "west/fall": "failed", "west/spring": "done"}
    for name in ("adams", "west/fall"):
        assert "have a store in common" in "".join(open_at(rounds[name]))
    assert not (tmp_path / "one.db").exists()
    assert report.exit_code == 1
    SmallRound(rounds["adams"]).write()
    assert set(how(run_nights(place)).values()) == {"done"}
    assert open_at(rounds["adams"]) == []


def test_a_round_that_lost_its_round_toml_is_sick_and_in_words_that_help(
    tmp_path: Path, rounds: dict[str, Path]
) -> None:
    run_nights(tmp_path / "d")
    (rounds["adams"] / "round.toml").rename(rounds["adams"] / "round.toml.old")
    report = run_nights(tmp_path / "d")
    assert how(report) == {"adams": "failed", "west/fall": "done", "west/spring": "done"}
    assert "was it renamed, or is it a link to something that is gone?" in "".join(open_at(rounds["adams"]))
    assert report.wrong == ()


def test_a_round_toml_above_other_rounds_is_sick_and_those_go_on(tmp_path: Path, rounds: dict[str, Path]) -> None:
    place = tmp_path / "d"
    run_nights(place)
    for above in (place, place / "west"):
        shutil.copy(rounds["adams"] / "round.toml", above)
    report = run_nights(place)
    sick = {name for name, outcome in how(report).items() if outcome == "failed"}
    assert (sick, len(report.nights)) == ({".", "west"}, 5)
    assert not (place / "west" / "notebook.db").exists()
    assert "lies above other rounds" in "".join(open_at(place / "west"))


def test_a_round_that_is_gone_is_told_once_by_mail_and_when_it_is_back(tmp_path: Path, rounds: dict[str, Path]) -> None:
    place, inbox = tmp_path / "d", Inbox()
    with running(inbox) as server:
        (place / "district.toml").write_text(DISTRICT.format(port=server.port))
        assert run_nights(place).wrong == ()
        away = rounds["adams"].rename(tmp_path / "away")
        for _ in range(2):
            report = run_nights(place)
            assert report.wrong == (f"The round {rounds['adams']} is not there any more: nothing new comes in.",)
            assert report.exit_code == 1
        assert len(inbox.messages) == 1
        away.rename(rounds["adams"])
        assert run_nights(place).wrong == ()
        assert len(inbox.messages) == 2
    assert open_at(place) == []


def test_a_school_that_is_not_mounted_is_told_as_one(tmp_path: Path, rounds: dict[str, Path]) -> None:
    place = tmp_path / "d"
    run_nights(place)
    (place / "west").rename(tmp_path / "west")
    report = run_nights(place)
    assert report.wrong == (f"All 2 rounds in {place / 'west'} are not there any more: nothing new comes in.",)
    (place / LIST_FILE).write_text("adams\n")
    assert run_nights(place).wrong == ()


def test_a_slip_in_district_toml_costs_no_night_and_is_told(tmp_path: Path, rounds: dict[str, Path]) -> None:
    place = tmp_path / "d"
    (place / "district.toml").write_text("chunk = 'many'\n")
    assert usable_district(place) == District(folder=place)
    report = run_nights(place)
    assert set(how(report).values()) == {"done"}
    assert [("chunk" in one, "many" in one) for one in report.wrong] == [(True, False)]
    assert open_at(place) == [*report.wrong]
    (place / "district.toml").write_text("chunk = 10\n")
    assert run_nights(place).wrong == ()
    assert open_at(place) == []


def test_a_place_that_cannot_be_written_to_is_said_and_stops_nothing(tmp_path: Path, rounds: dict[str, Path]) -> None:
    place = tmp_path / "d"
    (place / LIST_FILE).mkdir()
    report = run_nights(place)
    assert set(how(report).values()) == {"done"}
    assert "cannot be written" in report.wrong[0]


def test_a_table_and_a_single_round_keep_no_list(tmp_path: Path, rounds: dict[str, Path]) -> None:
    table = tmp_path / "d" / "rounds.csv"
    table.write_text("folder\nadams\nwest/fall\n")
    for place in (table, rounds["adams"]):
        assert look_at_place(place, rounds_in(place)) == ()
    assert not [*tmp_path.rglob(LIST_FILE)]
