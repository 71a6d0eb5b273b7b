"""Copies of the worksheet that come back from pairs: refused, merged, skipped, and told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from flows.shown import show_assemble
from flows.steps.assemble import assemble
from flows.steps.assemble_report import AssembleReport
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.withdraw import withdraw
from flows.steps.workplace import WORKSHEET, open_workplace
from reports.worksheet_file import WorksheetError, backups_of
from reports.worksheet_merge import collect_written, is_blank
from rounds.errors import RoundFileError
from tests.flows.pair_work import headings
from tests.flows.small_round import STORIES, SmallRound, row


@pytest.fixture(scope="module")
def assembled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One round for all: redacting takes longer than merging."""
    folder = tmp_path_factory.mktemp("assembled") / "round"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYBACK_KEY", "7e" * 32)
        collect(SmallRound(folder).write().folder)
        assemble(folder, early=True)
    return folder


@pytest.fixture
def small(assembled: Path, tmp_path: Path) -> SmallRound:
    return SmallRound(Path(shutil.copytree(assembled, tmp_path / "round")))


@pytest.fixture
def worksheet(small: SmallRound) -> Path:
    return small.folder / WORKSHEET


def copy_of(worksheet: Path, name: str, texts: dict[int, str] | None = None) -> Path:
    """A copy that a pair sends back, with a headline typed into some rows."""
    copy = Path(shutil.copy(worksheet, worksheet.parents[1] / name))
    type_into(copy, texts or {})
    return copy


def type_into(path: Path, texts: dict[int, str]) -> None:
    book = openpyxl.load_workbook(path)
    for number, text in texts.items():
        book["Headlines"].cell(number, headings(book["Headlines"])["Headline"]).value = text
    book.save(path)


def headlines(worksheet: Path) -> list[str]:
    return [each.cell("Headline") for each in collect_written(worksheet).rows if not is_blank(each)]


def shown(report: AssembleReport, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = show_assemble(report, json=False, quiet=False)
    told = capsys.readouterr()
    return code, " ".join((told.out + told.err).split())


def test_copies_of_two_pairs_are_merged_and_stay_as_they_are(
    small: SmallRound, worksheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = [copy_of(worksheet, "A.xlsx", {2: "from A"}), copy_of(worksheet, "B.xlsx", {3: "from B", 8: "also B"})]
    before = [copy.read_bytes() for copy in copies]
    report = assemble(small.folder, copies=copies)
    assert headlines(worksheet) == ["from A", "from B", "also B"]
    assert [(copy.name, copy.rows, copy.conflicts) for copy in report.returned] == [("A.xlsx", 1, 0), ("B.xlsx", 2, 0)]
    assert [copy.read_bytes() for copy in copies] == before
    code, told = shown(report, capsys)
    assert code == 0
    assert "B.xlsx: 2 rows taken over, 0 conflicts." in told
    assert "These 2 copies are merged and may be deleted, wherever they lie: they hold stories." in told
    assert read_back(small.folder).headlines == 3


def test_a_conflict_is_told_and_stays_a_problem_until_somebody_decides(
    small: SmallRound, worksheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = [copy_of(worksheet, "A.xlsx", {2: "from A"}), copy_of(worksheet, "B.xlsx", {2: "from B"})]
    report = assemble(small.folder, copies=copies)
    code, told = shown(report, capsys)
    assert (code, report.conflicts) == (5, 1)
    assert "1 conflict: two people wrote different words" in told
    assert "from B" not in told
    read = read_back(small.folder)
    assert read.headlines == 2
    assert [problem.cell[1:] for problem in read.problems if "two pairs" in problem.message] == ["3"]
    assert show_assemble(report, json=True, quiet=False) == 5
    assert json.loads(capsys.readouterr().out)["returned"][1] == {
        "file": "B.xlsx", "rows": 1, "conflicts": 1, "left_out": 0, "merged_before": None,
    }  # fmt: skip


def test_the_same_copy_given_again_is_skipped_and_said_so(
    small: SmallRound, worksheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copy_of(worksheet, "A.xlsx", {2: "from A"})
    assemble(small.folder, copies=[copy])
    again = Path(shutil.copy(copy, copy.with_name("A (2).xlsx")))
    type_into(again, {})  # saved anew
    report = assemble(small.folder, copies=[again, copy])
    assert all(each.merged_before for each in report.returned)
    assert "A (2).xlsx: skipped, its content was merged on" in shown(report, capsys)[1]
    assert headlines(worksheet) == ["from A"]


def test_a_worksheet_taken_back_from_a_backup_gets_the_copy_once_more(small: SmallRound, worksheet: Path) -> None:
    copy = copy_of(worksheet, "A.xlsx", {2: "from A"})
    assemble(small.folder, copies=[copy])
    shutil.copy(backups_of(worksheet)[-1], worksheet)
    assert assemble(small.folder, copies=[copy]).returned[0].rows == 1
    assert headlines(worksheet) == ["from A"]


def test_a_lost_worksheet_comes_back_from_the_copies(small: SmallRound, worksheet: Path) -> None:
    type_into(worksheet, {2: "in ours"})
    assemble(small.folder)
    copy = copy_of(worksheet, "A.xlsx", {3: "from A"})
    worksheet.unlink()
    assemble(small.folder, copies=[copy])
    assert headlines(worksheet) == ["in ours", "from A"]


@pytest.mark.parametrize("kind", ["missing", "folder", "damaged", "empty", "plain", "own", "other round"])
def test_what_is_no_copy_of_this_round_stops_everything(
    small: SmallRound, worksheet: Path, tmp_path: Path, kind: str
) -> None:
    good, bad = copy_of(worksheet, "A.xlsx", {2: "from A"}), tmp_path / "bad.xlsx"
    words = {"missing": "does not exist", "folder": "no file", "damaged": "damaged", "empty": "damaged"}
    words |= {"plain": "no Headlines tab", "own": "itself", "other round": 'of the round "another"'}
    if kind == "folder":
        bad.mkdir()
    elif kind == "damaged":
        bad.write_bytes(worksheet.read_bytes()[:3000])
    elif kind == "empty":
        bad.write_bytes(b"")
    elif kind == "plain":
        openpyxl.Workbook().save(bad)
    elif kind == "own":
        bad = worksheet.parent / ".." / WORKSHEET.parent.name / worksheet.name
    elif kind == "other round":
        book = openpyxl.load_workbook(worksheet)
        book["sayback"]["C1"] = "another"
        book.save(bad)
    before = worksheet.read_bytes()
    with pytest.raises(WorksheetError, match=words[kind]) as failure:
        assemble(small.folder, copies=[good, bad])
    assert failure.value.exit_code == 1
    assert bad.name in str(failure.value)
    assert worksheet.read_bytes() == before
    assert backups_of(worksheet) == ()


def test_a_copy_without_its_hidden_tab_is_known_by_the_ids_in_it(small: SmallRound, worksheet: Path) -> None:
    copy = copy_of(worksheet, "A.xlsx", {2: "from A"})
    book = openpyxl.load_workbook(copy)
    del book["sayback"]
    book.save(copy)
    assemble(small.folder, copies=[copy])
    assert headlines(worksheet) == ["from A"]
    columns = headings(book["Headlines"])
    for number in range(2, book["Headlines"].max_row + 1):
        for heading in ("Interview", "Row"):
            cell = book["Headlines"].cell(number, columns[heading])
            cell.value = f"zzzzzzzzz9{str(cell.value)[10:]}"
    book.save(copy)
    with pytest.raises(WorksheetError, match="names no interview of this round"):
        assemble(small.folder, copies=[copy])


def test_a_copy_whose_headings_were_changed_is_named(small: SmallRound, worksheet: Path) -> None:
    copy = copy_of(worksheet, "A.xlsx")
    book = openpyxl.load_workbook(copy)
    book["Headlines"].cell(1, headings(book["Headlines"])["Story"]).value = "Tale"
    book.save(copy)
    with pytest.raises(WorksheetError, match=r"A\.xlsx.*Story"):
        assemble(small.folder, copies=[copy])


def test_rows_of_an_interview_that_is_held_meanwhile_are_set_aside_and_its_story_stays_out(
    small: SmallRound, worksheet: Path
) -> None:
    copy = copy_of(worksheet, "A.xlsx", {2: "first", 8: "second", 14: "third"})
    book = openpyxl.load_workbook(copy)
    story = next(each.value for each in book["Headlines"]["D"] if each.value and "brother" in str(each.value))
    book.create_sheet("Quotes")["A1"] = story
    book["Quotes"]["A2"] = "a thought of ours"
    book.save(copy)
    small.rows[0]["Consent"] = "No"
    small.write_export()
    collect(small.folder)
    report = assemble(small.folder, copies=[copy])
    assert report.set_aside == 1
    assert sorted(headlines(worksheet)) == ["first", "second", "third"]
    texts = [
        str(cell.value) for tab in openpyxl.load_workbook(worksheet) for line in tab for cell in line if cell.value
    ]
    assert not [text for text in texts if STORIES[0][:30] in text]
    assert "a thought of ours" in texts


def test_what_is_about_a_withdrawn_interview_does_not_come_back(
    small: SmallRound, worksheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copy_of(worksheet, "A.xlsx", {2: "first", 8: "second", 14: "third"})
    gone = collect_written(copy).rows[0].interview
    withdraw(small.folder, interview=gone)
    report = assemble(small.folder, copies=[copy])
    assert report.returned[0].left_out == 1
    assert len(headlines(worksheet)) == 2
    assert "1 row left out: their interview was withdrawn" in shown(report, capsys)[1]
    assert gone not in {str(cell.value) for tab in openpyxl.load_workbook(worksheet) for line in tab for cell in line}


def test_new_interviews_and_a_copy_from_before_come_together(small: SmallRound, worksheet: Path) -> None:
    copy = copy_of(worksheet, "A.xlsx", {2: "from A"})
    small.rows.append(row(3))
    small.write_export()
    collect(small.folder)
    report = assemble(small.folder, copies=[copy])
    assert (report.stories, headlines(worksheet)) == (4, ["from A"])


def test_a_name_in_a_copy_is_told_like_any_other(small: SmallRound, worksheet: Path) -> None:
    copy = copy_of(worksheet, "A.xlsx", {2: "Marisol Alvarez waits alone."})
    assert assemble(small.folder, copies=[copy]).cells_to_reword == 1


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("headlines Deshawn Brown.xlsx", "copy 2"),
        ("headlines_DeshawnBrown2.xlsx", "copy 2"),
        ("from 509-555-0147.xlsx", "copy 2"),
        ("pair_B-2.xlsx", "pair_B-2.xlsx"),
    ],
)
def test_a_file_name_that_gives_somebody_away_stays_out_of_the_worksheet(
    small: SmallRound, worksheet: Path, name: str, label: str
) -> None:
    copies = [copy_of(worksheet, "A.xlsx", {2: "from A"}), copy_of(worksheet, name, {2: "from B"})]
    report = assemble(small.folder, copies=copies)
    checks = [row.check for row in collect_written(worksheet).rows if row.check]
    assert checks == [f"two versions: also from {label}"]
    assert [each.name for each in report.returned] == ["A.xlsx", name]  # for whoever typed that name


def test_pairs_of_a_copy_that_lost_its_memory_are_not_noted_as_typed(small: SmallRound, worksheet: Path) -> None:
    copy = copy_of(worksheet, "A.xlsx", {2: "from A"})
    book = openpyxl.load_workbook(copy)
    del book["sayback"]
    pair = headings(book["Headlines"])["Pair"]
    for number in range(2, book["Headlines"].max_row + 1):
        book["Headlines"].cell(number, pair).value = "A"
    book.save(copy)
    before = {row.cell("Pair") for row in collect_written(worksheet).rows}
    report = assemble(small.folder, copies=[copy])
    assert report.returned[0].rows == 1
    assert report.pairs == ("B",)
    assert before == {""}
    with open_workplace(small.folder) as place:
        assert json.loads(place.notebook.fact("pairs") or "{}")["typed"] == {}


def test_with_a_google_sheet_a_copy_is_refused(small: SmallRound, worksheet: Path) -> None:
    copy = copy_of(worksheet, "A.xlsx", {2: "from A"})
    small.write('[worksheet]\ngoogle_sheet = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdef"\n')
    with pytest.raises(RoundFileError, match="--copy merges copies of a worksheet file"):
        assemble(small.folder, copies=[copy])
