"""Export: what is written where, and what is not written at all."""

from __future__ import annotations

import csv
import json
import stat
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.export import NothingToExport, export
from flows.steps.read_back import read_back
from flows.steps.redactors import ResidueFound
from flows.steps.workplace import open_workplace
from rounds.headlines import Headline, HeadlineKind, ReadBack, Theme
from rounds.private_files import CannotWrite
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import SmallRound

CSV = ("interviews.csv", "headlines.csv", "themes.csv", "predictions.csv")


def save(small: SmallRound, *headlines: Headline, themes: tuple[Theme, ...] = ()) -> None:
    """Puts headlines into the notebook as if they had been read back."""
    with open_workplace(small.folder) as place:
        readback = ReadBack(headlines, themes, (), no_predictions=False, problems=())
        place.notebook.save_readback(readback, "worksheets/headlines.xlsx", place.now())


def a_headline(small: SmallRound, text: str, nth: int = 0) -> Headline:
    with open_workplace(small.folder, alone=False) as place:
        interview = list(place.notebook.interviews(kept_only=False))[nth]
    return Headline("h1", (interview.id,), "hard_morning", HeadlineKind.DESCRIPTIVE, text, theme="Buses")


def test_what_pairs_wrote_is_exported_with_the_interviews(small: SmallRound) -> None:
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path, theme="Mornings at home")
    read_back(small.folder)
    report = export(small.folder)
    assert report.files == (*CSV, "round.json", "round.qdpx")
    assert (report.interviews, report.headlines, report.left_out) == (3, 3, 0)
    document = json.loads((report.folder / "round.json").read_text(encoding="utf-8"))
    assert {one["theme"] for one in document["headlines"]} == {"Mornings at home"}
    assert document["interviews"][0]["segments"] == {"grade": "9"}
    with zipfile.ZipFile(report.folder / "round.qdpx") as archive:
        assert len(archive.namelist()) == 4


def test_the_files_are_for_their_owner_only(small: SmallRound) -> None:
    collect(small.folder)
    report = export(small.folder)
    assert stat.S_IMODE(report.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in report.folder.iterdir()} == {0o600}
    assert sorted(path.name for path in report.folder.iterdir()) == sorted(report.files)


def test_a_second_export_is_the_same_bytes(small: SmallRound) -> None:
    collect(small.folder)
    folder = export(small.folder).folder
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    export(small.folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_only_what_is_asked_for_is_written_where_it_is_asked_for(small: SmallRound, tmp_path: Path) -> None:
    collect(small.folder)
    report = export(small.folder, ["json"], out=tmp_path / "for analysts")
    assert [path.name for path in (tmp_path / "for analysts").iterdir()] == ["round.json"]
    assert report.files == ("round.json",)
    assert not (small.folder / "interchange").exists()


def test_a_round_without_interviews_has_nothing_to_export(small: SmallRound) -> None:
    with pytest.raises(NothingToExport, match="sayback collect"):
        export(small.folder)
    assert not (small.folder / "interchange").exists()


def test_a_name_in_a_headline_stops_the_export_and_is_not_told(small: SmallRound) -> None:
    collect(small.folder)
    folder = export(small.folder).folder
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    save(small, a_headline(small, "Deshawn waits for the bus."))
    with pytest.raises(ResidueFound, match="headline h1") as stopped:
        export(small.folder)
    assert "Deshawn" not in str(stopped.value)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    "theme",
    [
        Theme("Marisol and the bus"),
        Theme("Buses", definition="call 509-555-0147"),
        Theme("Buses", replaces=("Deshawn",)),
    ],
)
def test_a_name_or_number_anywhere_in_a_theme_stops_the_export(small: SmallRound, theme: Theme) -> None:
    collect(small.folder)
    save(small, themes=(theme,))
    with pytest.raises(ResidueFound, match="theme 1"):
        export(small.folder)


def test_held_interviews_stay_and_headlines_about_them_too(small: SmallRound) -> None:
    collect(small.folder)
    save(small, a_headline(small, "The bus was late."))
    small.rows[0]["Consent"] = "No"
    small.write_export()
    collect(small.folder)
    report = export(small.folder)
    assert (report.interviews, report.headlines, report.held, report.left_out) == (2, 0, 1, 1)
    assert "The bus was late." not in (report.folder / "headlines.csv").read_text(encoding="utf-8")


def test_interviewers_and_their_codes_leave_only_when_asked(small: SmallRound) -> None:
    collect(small.folder)
    folder = export(small.folder).folder
    with (folder / "interviews.csv").open(encoding="utf-8-sig", newline="") as file:
        assert "interviewer" not in next(csv.reader(file))
    export(small.folder, ["csv"], with_interviewers=True)
    with (folder / "interviews.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {line["interviewer"] for line in csv.DictReader(file)} == {"AL"}


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_left(small: SmallRound, tmp_path: Path) -> None:
    collect(small.folder)
    blocked = tmp_path / "a file"
    blocked.write_text("mine")
    with pytest.raises(CannotWrite, match="--out"):
        export(small.folder, out=blocked)
    assert blocked.read_text() == "mine"


def test_a_file_that_cannot_be_replaced_leaves_no_unfinished_files(small: SmallRound, tmp_path: Path) -> None:
    collect(small.folder)
    (tmp_path / "out" / "round.json").mkdir(parents=True)
    with pytest.raises(CannotWrite):
        export(small.folder, ["json"], out=tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["round.json"]


def test_the_command_says_what_it_wrote_and_what_is_missing(small: SmallRound) -> None:
    collect(small.folder)
    ran = CliRunner().invoke(app, ["export", str(small.folder), "--to", "qdpx"])
    assert ran.exit_code == 0
    assert "round.qdpx" in ran.output
    assert "no headlines yet" in " ".join(ran.output.split())
    as_json = CliRunner().invoke(app, ["export", str(small.folder), "--json"])
    assert json.loads(as_json.output)["interviews"] == 3
