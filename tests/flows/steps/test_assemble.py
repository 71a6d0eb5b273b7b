"""Assemble: worksheets out and back; mistakes of the redaction mended without losing what people wrote."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from flows.steps.assemble import NothingToAssemble, assemble, read_back
from flows.steps.collect import collect
from flows.steps.redactors import ResidueFound
from flows.steps.workplace import WORKSHEET, open_workplace
from tests.flows.leak_scan import find_planted
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import SmallRound, row


def headlines(small: SmallRound) -> list[str]:
    with open_workplace(small.folder, alone=False) as place:
        return [headline.text for headline in place.notebook.headlines()]


def cells(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value)


def test_an_empty_notebook_has_nothing_to_assemble(small: SmallRound) -> None:
    with pytest.raises(NothingToAssemble, match="sayback collect"):
        assemble(small.folder)


def test_what_people_wrote_is_read_back_and_survives_new_interviews(small: SmallRound) -> None:
    collect(small.folder)
    type_headlines(assemble(small.folder).path)
    assert read_back(small.folder).headlines == 3
    small.rows.append(row(3))
    small.write_export()
    collect(small.folder)
    report = assemble(small.folder)
    assert report.stories == 4
    read_back(small.folder)
    assert len(headlines(small)) == 3


def test_a_name_seen_in_the_worksheet_is_masked_everywhere_and_human_cells_stay(small: SmallRound) -> None:
    small.rows[0]["Tell me about a hard morning."] = "Her cousin Zephyrkin drives her on days when the bus is late."
    small.write('[redaction]\nkeep = ["Zephyrkin"]\n')  # stands for a name that the redaction does not know
    collect(small.folder)
    path = assemble(small.folder).path
    type_headlines(path)
    assemble(small.folder)
    assert "Zephyrkin" in cells(path)

    small.write('[redaction]\nmask = ["Zephyrkin"]\n')
    collect(small.folder)
    report = assemble(small.folder)
    assert report.backups_deleted >= 1
    assert "Getting to school depends on who else is at home." in cells(path)
    kept_by_people = (small.export, small.folder / "round.toml")
    assert find_planted(["Zephyrkin"], [small.folder], ignore=kept_by_people) == {}
    assert read_back(small.folder).headlines == 3


def test_a_headline_with_a_known_name_is_refused_by_its_cell_and_the_rest_goes_on(small: SmallRound) -> None:
    collect(small.folder)
    path = assemble(small.folder).path
    type_headlines(path)
    book = openpyxl.load_workbook(path)
    sheet = book["Headlines"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Headline")
    sheet.cell(2, column).value = "Marisol Alvarez waits for the bus alone."
    book.save(path)
    report = read_back(small.folder)
    assert report.headlines == 2
    (problem,) = [problem for problem in report.problems if "name or contact" in problem.message]
    assert (problem.sheet, problem.cell) == ("Headlines", f"{sheet.cell(2, column).column_letter}2")
    assert "Marisol" not in str(problem)


def test_when_the_roster_cannot_be_read_nothing_leaves(small: SmallRound) -> None:
    collect(small.folder)
    (small.folder / "roster.csv").unlink()
    with pytest.raises(Exception, match=r"roster\.csv"):
        assemble(small.folder)
    assert not (small.folder / WORKSHEET).exists()


def test_a_roster_that_learned_a_name_stops_the_worksheet_until_the_next_collect(small: SmallRound) -> None:
    small.rows[0]["Tell me about a hard morning."] = "Her cousin Zephyrkin drives her on days when the bus is late."
    small.write('[redaction]\nkeep = ["Zephyrkin"]\n')
    collect(small.folder)
    small.write()
    (small.folder / "roster.csv").write_text("first,last,nickname\nZephyrkin,Oswaldine,\n")
    with pytest.raises(ResidueFound, match="PERSON"):
        assemble(small.folder)
    collect(small.folder)
    assert assemble(small.folder).stories == 3


def test_a_lost_worksheet_comes_back_with_what_had_been_read(small: SmallRound) -> None:
    collect(small.folder)
    path = assemble(small.folder).path
    type_headlines(path)
    read_back(small.folder)
    before = headlines(small)
    path.unlink()
    assemble(small.folder)
    read_back(small.folder)
    assert headlines(small) == before


def test_who_takes_their_consent_back_is_gone_from_worksheet_and_backups(small: SmallRound) -> None:
    small.rows = small.rows[:1]
    small.rows[0]["Tell me about a hard morning."] = "There were paper lanterns all along the road on that morning."
    small.write_export()
    collect(small.folder)
    assemble(small.folder)
    path = assemble(small.folder).path
    assert "paper lanterns" in cells(path)
    small.rows[0]["Consent"] = "No"
    small.write_export()
    collect(small.folder)
    assemble(small.folder)
    assert find_planted(["paper lanterns"], [small.folder], ignore=[small.export]) == {}


def folder_of_backups(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").iterdir())


def test_a_backup_that_shows_a_story_as_it_no_longer_reads_goes_and_headlines_stay(small: SmallRound) -> None:
    story = "Her cousin Zephyrkin drives her on days when the bus is late and nobody else is awake."
    small.rows[0]["Tell me about a hard morning."] = story
    small.write('[redaction]\nkeep = ["Zephyrkin"]\n')  # stands for a name that only another interview gives away
    assert collect(small.folder).as_json()["worksheet_outdated"] is False
    path = assemble(small.folder).path
    type_headlines(path)
    assemble(small.folder)
    assert len(folder_of_backups(path)) == 1

    small.rows[0]["Tell me about a hard morning."] = story.replace("Zephyrkin", "[PERSON_1]")
    small.write_export()
    report = collect(small.folder)
    assert report.as_json()["worksheet_outdated"] is True
    assert "sayback assemble" in report.warnings[-1]
    assert assemble(small.folder).backups_deleted == 2
    assert folder_of_backups(path) == []
    assert find_planted(["Zephyrkin"], [small.folder], ignore=[small.export, small.folder / "round.toml"]) == {}
    assert read_back(small.folder).headlines == 3


def test_backups_stay_while_their_stories_read_the_same(small: SmallRound) -> None:
    collect(small.folder)
    path = assemble(small.folder).path
    type_headlines(path)
    small.rows.append(row(3))
    small.write_export()
    assert not collect(small.folder).as_json()["worksheet_outdated"]
    assert assemble(small.folder).backups_deleted == 0
    long = "She told about the bus. " * 400  # over several cells
    small.rows.append(row(4, long))
    small.write_export()
    collect(small.folder)
    assert assemble(small.folder).backups_deleted == 0
    assert assemble(small.folder).backups_deleted == 0
    assert len(folder_of_backups(path)) == 3


def test_a_collect_before_any_worksheet_calls_none_out_of_date(small: SmallRound) -> None:
    collect(small.folder)
    small.rows[0]["Tell me about a hard morning."] = "The bus came early, and she was still at the door."
    small.write_export()
    assert not collect(small.folder).as_json()["worksheet_outdated"]
