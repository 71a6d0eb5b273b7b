"""Assemble: worksheets out and back; mistakes of the redaction mended without losing what people wrote."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import openpyxl
import pytest

from flows.shown import show_assemble
from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.redactors import ResidueFound
from flows.steps.status import status
from flows.steps.workplace import WORKSHEET, open_workplace
from flows.steps.worksheet_plan import NothingToAssemble
from reports.worksheet_file import WorksheetError, backups_of
from reports.worksheet_read import read_worksheet
from rounds.errors import RoundFileError, SaybackError
from tests.flows.google_round import GoogleRound
from tests.flows.leak_scan import find_planted
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import SmallRound, row
from tests.flows.steps.shared_pages import SharedPages
from tests.google.standin import StandIn
from tests.google.standin.faults import missing


def headlines(small: SmallRound) -> list[str]:
    with open_workplace(small.folder, alone=False) as place:
        return [headline.text for headline in place.notebook.headlines()]


def cells(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value)


def test_an_empty_notebook_has_nothing_to_assemble(small: SmallRound) -> None:
    with pytest.raises(NothingToAssemble, match="sayback collect"):
        assemble(small.folder, early=True)


def test_what_people_wrote_is_read_back_and_survives_new_interviews(small: SmallRound) -> None:
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path)
    assert read_back(small.folder).headlines == 3
    small.rows.append(row(3))
    small.write_export()
    collect(small.folder)
    report = assemble(small.folder, early=True)
    assert report.stories == 4
    read_back(small.folder)
    assert len(headlines(small)) == 3


def test_a_name_seen_in_the_worksheet_is_masked_everywhere_and_human_cells_stay(small: SmallRound) -> None:
    small.rows[0]["Tell me about a hard morning."] = "Her cousin Zephyrkin drives her on days when the bus is late."
    small.write('[redaction]\nkeep = ["Zephyrkin"]\n')  # stands for a name that the redaction does not know
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    type_headlines(path)
    assemble(small.folder, early=True)
    assert "Zephyrkin" in cells(path)

    small.write('[redaction]\nmask = ["Zephyrkin"]\n')
    collect(small.folder)
    report = assemble(small.folder, early=True)
    assert report.backups_rewritten >= 1
    assert "Getting to school depends on who else is at home." in cells(path)
    kept_by_people = (small.export, small.folder / "round.toml")
    assert find_planted(["Zephyrkin"], [small.folder], ignore=kept_by_people) == {}
    assert read_back(small.folder).headlines == 3


def test_a_headline_with_a_known_name_is_refused_by_its_cell_and_the_rest_goes_on(small: SmallRound) -> None:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
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
        assemble(small.folder, early=True)
    assert not (small.folder / WORKSHEET).exists()


def test_a_roster_that_learned_a_name_stops_the_worksheet_until_the_next_collect(small: SmallRound) -> None:
    small.rows[0]["Tell me about a hard morning."] = "Her cousin Zephyrkin drives her on days when the bus is late."
    small.write('[redaction]\nkeep = ["Zephyrkin"]\n')
    collect(small.folder)
    small.write()
    (small.folder / "roster.csv").write_text("first,last,nickname\nZephyrkin,Oswaldine,\n")
    with pytest.raises(ResidueFound, match="PERSON"):
        assemble(small.folder, early=True)
    collect(small.folder)
    assert assemble(small.folder, early=True).stories == 3


def test_a_lost_worksheet_comes_back_with_what_had_been_read(small: SmallRound) -> None:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    type_headlines(path)
    read_back(small.folder)
    before = headlines(small)
    path.unlink()
    assemble(small.folder, early=True)
    read_back(small.folder)
    assert headlines(small) == before


def test_who_takes_their_consent_back_is_gone_from_worksheet_and_backups(small: SmallRound) -> None:
    small.rows = small.rows[:1]
    small.rows[0]["Tell me about a hard morning."] = "There were paper lanterns all along the road on that morning."
    small.write_export()
    collect(small.folder)
    assemble(small.folder, early=True)
    path = assemble(small.folder, early=True).path
    assert "paper lanterns" in cells(path)
    small.rows[0]["Consent"] = "No"
    small.write_export()
    collect(small.folder)
    assemble(small.folder, early=True)
    assert find_planted(["paper lanterns"], [small.folder], ignore=[small.export]) == {}


def test_copies_of_a_story_in_tabs_of_people_lose_what_may_not_be_read_any_more(small: SmallRound) -> None:
    story = "Her cousin Zephyrkin drives her on days when the bus is late and nobody else is awake."
    small.rows[0]["Tell me about a hard morning."] = story
    small.write('[redaction]\nkeep = ["Zephyrkin"]\n')
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Headlines"]).title = "Headlines of pair B"
    book.create_sheet("Mine").append(["pasted", story, "and ours"])
    book.save(path)
    assemble(small.folder)
    small.write('[redaction]\nmask = ["Zephyrkin"]\n')
    collect(small.folder)
    assemble(small.folder)
    assert find_planted(["Zephyrkin"], [path.parent]) == {}
    assert [cell.value for cell in openpyxl.load_workbook(path)["Mine"][1]][::2] == ["pasted", "and ours"]


def folder_of_backups(path: Path) -> list[Path]:
    return sorted((path.parent / "backups").iterdir())


def test_a_backup_loses_a_story_that_no_longer_reads_so_and_keeps_its_headlines(small: SmallRound) -> None:
    story = "Her cousin Zephyrkin drives her on days when the bus is late and nobody else is awake."
    small.rows[0]["Tell me about a hard morning."] = story
    small.write('[redaction]\nkeep = ["Zephyrkin"]\n')  # stands for a name that only another interview gives away
    assert collect(small.folder).as_json()["worksheet_outdated"] is False
    path = assemble(small.folder, early=True).path
    type_headlines(path)
    assemble(small.folder, early=True)
    assert len(folder_of_backups(path)) == 1

    small.rows[0]["Tell me about a hard morning."] = story.replace("Zephyrkin", "[PERSON_1]")
    small.write_export()
    report = collect(small.folder)
    assert report.as_json()["worksheet_outdated"] is True
    assert "sayback assemble" in report.warnings[-1]
    assert assemble(small.folder, early=True).backups_rewritten == 2
    assert [len(read_worksheet(backup).headlines) for backup in folder_of_backups(path)] == [3, 3]
    assert assemble(small.folder, early=True).backups_rewritten == 0
    assert find_planted(["Zephyrkin"], [small.folder], ignore=[small.export, small.folder / "round.toml"]) == {}
    assert read_back(small.folder).headlines == 3


def test_backups_stay_while_their_stories_read_the_same(small: SmallRound) -> None:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    type_headlines(path)
    small.rows.append(row(3))
    small.write_export()
    assert not collect(small.folder).as_json()["worksheet_outdated"]
    assert assemble(small.folder, early=True).backups_rewritten == 0
    long = "She told about the bus. " * 400  # over several cells
    small.rows.append(row(4, long))
    small.write_export()
    collect(small.folder)
    assert assemble(small.folder, early=True).backups_rewritten == 0
    assert assemble(small.folder, early=True).backups_rewritten == 0
    assert len(folder_of_backups(path)) == 3


def test_a_collect_before_any_worksheet_calls_none_out_of_date(small: SmallRound) -> None:
    collect(small.folder)
    small.rows[0]["Tell me about a hard morning."] = "The bus came early, and she was still at the door."
    small.write_export()
    assert not collect(small.folder).as_json()["worksheet_outdated"]


@pytest.fixture
def pages(small: SmallRound, google_env: StandIn) -> SharedPages:
    """The round's worksheet is a Google sheet that the team shares."""
    shared = SharedPages(google_env, google_env.add_spreadsheet("Our worksheet"))
    small.write(f'[worksheet]\ngoogle_sheet = "{shared.id}"\n')
    return shared


def first_marks(pages: SharedPages) -> list[str]:
    return [row["Row"] for row in pages.rows() if row["Row"].endswith(":1")]


def test_a_round_with_a_google_sheet_writes_there_and_nowhere_else(small: SmallRound, pages: SharedPages) -> None:
    with pytest.raises(NothingToAssemble):
        assemble(small.folder, early=True)
    collect(small.folder)
    with pytest.raises(WorksheetError, match="sayback assemble"):
        read_back(small.folder)
    report = assemble(small.folder, early=True)
    assert (report.path, report.stories, report.unsettled) == (None, 3, 0)
    assert pages.id in report.where
    assert not (small.folder / WORKSHEET).exists()
    for mark in first_marks(pages):
        pages.type(mark, Headline="It depends on who else is at home.", Theme="Mornings at home")
    assert read_back(small.folder).headlines == 3
    assert assemble(small.folder, early=True).backup  # the tab Side by side is new
    assert assemble(small.folder, early=True).backup is None
    assert [path.name for path in (small.folder / "worksheets").glob("*")] == ["backups"]


def test_a_collect_says_when_the_google_sheet_is_out_of_date(small: SmallRound, pages: SharedPages) -> None:
    assert collect(small.folder).outdated is None
    assert status(small.folder).worksheet is None
    assemble(small.folder, early=True)
    assert pages.id in (status(small.folder).worksheet or "")
    small.rows[0] = row(0, "The bus came early and left without her, and the next one came an hour later that day.")
    small.write_export()
    assert pages.id in (collect(small.folder).outdated or "")


def test_new_interviews_come_into_the_google_sheet_and_a_copy_of_before_is_kept(
    small: SmallRound, pages: SharedPages
) -> None:
    collect(small.folder)
    assemble(small.folder, early=True)
    pages.type(first_marks(pages)[0], Headline="It depends on who else is at home.")
    small.rows.append(row(3))
    small.write_export()
    collect(small.folder)
    report = assemble(small.folder, early=True)
    assert report.stories == 4
    assert report.backup
    assert "It depends on who else" in cells(report.backup)
    assert len(first_marks(pages)) == 4
    read_back(small.folder)
    assert headlines(small) == ["It depends on who else is at home."]


def test_a_name_seen_in_the_google_sheet_is_masked_there_and_in_the_copies(
    small: SmallRound, pages: SharedPages
) -> None:
    settings = f'[worksheet]\ngoogle_sheet = "{pages.id}"\n'
    small.rows[0]["Tell me about a hard morning."] = "Her cousin Zephyrkin drives her on days when the bus is late."
    small.write(settings + '[redaction]\nkeep = ["Zephyrkin"]\n')  # a name that the redaction does not know
    collect(small.folder)
    assemble(small.folder, early=True)
    assert "Zephyrkin" in str(pages.rows())
    small.write(settings + '[redaction]\nmask = ["Zephyrkin"]\n')
    collect(small.folder)
    report = assemble(small.folder, early=True)
    assert report.backups_rewritten == 1
    assert "Zephyrkin" not in str(pages.rows())
    assert ["Zephyrkin" in cells(backup) for backup in backups_of(small.folder / WORKSHEET)] == [False]


def test_a_headline_with_a_known_name_in_a_google_sheet_is_refused_by_its_cell(
    small: SmallRound, pages: SharedPages
) -> None:
    collect(small.folder)
    assemble(small.folder, early=True)
    pages.type(first_marks(pages)[0], Headline="Marisol Alvarez waits for the bus alone.")
    report = read_back(small.folder)
    assert report.headlines == 0
    assert [(problem.sheet, problem.cell) for problem in report.problems] == [("Headlines", "F2")]
    assert assemble(small.folder, early=True).cells_to_reword == 1


def test_what_was_written_in_the_file_moves_into_the_google_sheet(small: SmallRound, google_env: StandIn) -> None:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    assert path
    type_headlines(path)
    pages = SharedPages(google_env, google_env.add_spreadsheet("Our worksheet"))
    small.write(f'[worksheet]\ngoogle_sheet = "{pages.id}"\ntab_per_pair = true\n')
    report = assemble(small.folder, early=True)
    assert report.carried
    assert not path.exists()
    assert report.backup in backups_of(path)
    assert read_back(small.folder).headlines == 3
    titles = [tab.title for tab in google_env.spreadsheets[pages.id].tabs if tab.title.startswith("Headlines")]
    assert titles == [f"Headlines {pair}" for pair in report.pairs]


def test_a_google_sheet_that_was_lost_is_written_again_from_what_was_read(
    small: SmallRound, pages: SharedPages
) -> None:
    collect(small.folder)
    assemble(small.folder, early=True)
    pages.type(first_marks(pages)[1], Headline="It depends on who else is at home.")
    read_back(small.folder)
    another = SharedPages(pages.google, pages.google.add_spreadsheet("A new one"))
    small.write(f'[worksheet]\ngoogle_sheet = "{another.id}"\n')
    assert assemble(small.folder, early=True).carried
    assert [row["Headline"] for row in another.rows() if row["Headline"]] == ["It depends on who else is at home."]


def test_the_google_sheet_of_another_round_or_of_a_form_is_not_touched(small: SmallRound, pages: SharedPages) -> None:
    collect(small.folder)
    assemble(small.folder, early=True)
    before = pages.rows()
    text = (small.folder / "round.toml").read_text(encoding="utf-8")
    (small.folder / "round.toml").write_text(text.replace('name = "small"', 'name = "other"'), encoding="utf-8")
    with pytest.raises(WorksheetError, match="round"):
        assemble(small.folder, early=True)
    (small.folder / "round.toml").write_text(
        text.replace('file = "answers.csv"', f'google_sheet = "{pages.id}"'), encoding="utf-8"
    )
    with pytest.raises(RoundFileError, match="student"):
        assemble(small.folder, early=True)
    with pytest.raises(RoundFileError, match="student"):
        read_back(small.folder)
    assert pages.rows() == before


def test_nothing_reaches_google_while_a_story_holds_what_must_not_leave(small: SmallRound, pages: SharedPages) -> None:
    small.rows[0]["Tell me about a hard morning."] = "Her cousin Zephyrkin drives her on days when the bus is late."
    settings = f'[worksheet]\ngoogle_sheet = "{pages.id}"\n[redaction]\n'
    small.write(settings + 'keep = ["Zephyrkin"]\n')
    collect(small.folder)
    small.write(settings + 'mask = ["Zephyrkin"]\n')
    with pytest.raises(ResidueFound):
        assemble(small.folder, early=True)
    assert pages.google.spreadsheets[pages.id].rows("Sheet1") == []


def test_a_row_of_somebodys_own_in_the_google_sheet_is_not_called_held(
    small: SmallRound, pages: SharedPages, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(small.folder)
    assemble(small.folder, early=True)
    pages.insert_row(2, Note="Morning group, read aloud")
    pages.type(first_marks(pages)[0], Headline="It depends on who else is at home.")
    for _ in range(2):
        report = assemble(small.folder, early=True)
        assert (report.set_aside, report.without_interview) == (0, 1)
        show_assemble(report, json=False, quiet=False)
        told = " ".join(capsys.readouterr().err.split())
        assert "1 row without a known interview id" in told
        assert "held" not in told
        assert "elete" not in told
    small.rows[0]["Consent"] = "No"
    small.write_export()
    collect(small.folder)
    report = assemble(small.folder, early=True)
    assert (report.set_aside, report.without_interview) == (1, 1)


def test_a_row_of_somebodys_own_in_a_file_is_not_called_held(
    small: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    assert path
    type_headlines(path)
    book = openpyxl.load_workbook(path)
    book["Headlines"].insert_rows(2)
    book["Headlines"].cell(2, 6).value = "Morning group, read aloud"
    book.save(path)
    for _ in range(2):
        report = assemble(small.folder, early=True)
        assert (report.set_aside, report.without_interview) == (0, 1)
    show_assemble(report, json=False, quiet=False)
    told = " ".join(capsys.readouterr().err.split())
    assert "1 row on the tab Set aside without a known interview id" in told
    assert "held" not in told
    small.rows[0]["Consent"] = "No"
    small.write_export()
    collect(small.folder)
    report = assemble(small.folder, early=True)
    assert (report.set_aside, report.without_interview) == (1, 1)


def test_people_are_told_where_the_google_sheet_is_and_what_would_not_stay(
    small: SmallRound, pages: SharedPages, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(small.folder)
    report = assemble(small.folder, early=True)
    assert show_assemble(report, json=False, quiet=False) == 0
    assert pages.id in capsys.readouterr().out
    assert show_assemble(replace(report, unsettled=2, set_aside=1), json=False, quiet=False) == 5
    told = capsys.readouterr()
    assert "2 cells would not stay" in told.out + told.err
    assert "Set aside" not in told.out + told.err
    show_assemble(report, json=True, quiet=False)
    assert json.loads(capsys.readouterr().out)["url"].endswith(f"/{pages.id}/edit")


def test_a_move_into_the_google_sheet_that_broke_off_is_finished(small: SmallRound, google_env: StandIn) -> None:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    assert path
    type_headlines(path)
    pages = SharedPages(google_env, google_env.add_spreadsheet("Our worksheet"))
    small.write(f'[worksheet]\ngoogle_sheet = "{pages.id}"\n')
    google_env.faults.add(missing(), method="values.batchGet", after=2)  # after the writing, when it is read again
    with pytest.raises(SaybackError):
        assemble(small.folder, early=True)
    assert path.exists()
    page = google_env.spreadsheets[pages.id].tab("Headlines")
    page.delete_rows(1, 1)  # as if one row had never come
    assert assemble(small.folder, early=True).unsettled == 0
    assert read_back(small.folder).headlines == 3
    assert not path.exists()


def test_two_worksheets_that_differ_are_left_to_a_person(small: SmallRound, pages: SharedPages) -> None:
    collect(small.folder)
    assemble(small.folder, early=True)
    settings = (small.folder / "round.toml").read_text(encoding="utf-8")
    small.write()
    path = assemble(small.folder, early=True).path
    assert path
    type_headlines(path)
    (small.folder / "round.toml").write_text(settings, encoding="utf-8")
    before = pages.rows()
    with pytest.raises(WorksheetError, match="3 rows"):
        assemble(small.folder, early=True)
    assert pages.rows() == before
    assert path.exists()


def test_copies_of_a_held_story_are_named_until_somebody_deletes_them(
    small: SmallRound, pages: SharedPages, capsys: pytest.CaptureFixture[str]
) -> None:
    collect(small.folder)
    assemble(small.folder, early=True)
    told = next(row for row in pages.rows() if row["Story"] == small.rows[0]["Tell me about a hard morning."])
    pages.google.spreadsheets[pages.id].add_tab("Quotes", [["Ours"], [told["Story"]]])
    small.rows[0]["Consent"] = "No"
    small.write_export()
    collect(small.folder)
    for _ in range(2):
        report = assemble(small.folder, early=True)
        assert report.copies == ("Quotes!A2",)
    show_assemble(report, json=False, quiet=False)
    assert "Quotes!A2" in capsys.readouterr().err
    pages.google.spreadsheets[pages.id].set("Quotes", "A2", None)
    assert assemble(small.folder, early=True).copies == ()
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.fact("worksheet_copies") is None


def test_a_tab_whose_heading_was_changed_is_neither_read_nor_made_twice(small: SmallRound, pages: SharedPages) -> None:
    collect(small.folder)
    assemble(small.folder, early=True)
    pages.type(first_marks(pages)[0], Headline="It depends on who else is at home.")
    read_back(small.folder)
    pages.google.spreadsheets[pages.id].set("Headlines", "F1", "Titular")
    titles = [tab.title for tab in pages.google.spreadsheets[pages.id].tabs]
    for step in (partial(assemble, early=True), read_back):
        with pytest.raises(WorksheetError, match='"Headline"'):
            step(small.folder)
    assert [tab.title for tab in pages.google.spreadsheets[pages.id].tabs] == titles
    assert headlines(small) == ["It depends on who else is at home."]


def test_the_sheet_that_a_form_of_the_round_is_linked_to_is_not_touched(tmp_path: Path, google_env: StandIn) -> None:
    pages = SharedPages(google_env, google_env.add_spreadsheet("Attendance", tabs={"Hidden": [["anything"]]}))
    made = GoogleRound(
        google_env, tmp_path / "round", settings=f'worksheet = {{google_sheet = "{pages.id}"}}\n'
    ).write()
    google_env.forms[made.form_id].json["linkedSheetId"] = pages.id
    collect(made.folder)
    google_env.requests.clear()
    for step in (partial(assemble, early=True), read_back):
        with pytest.raises(RoundFileError, match="writes to"):
            step(made.folder)
    assert google_env.requests == []
