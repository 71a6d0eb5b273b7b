"""Withdraw: what somebody takes back is gone from everything that is here, and never comes back."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from flows.__main__ import run
from flows.steps.approving import approve
from flows.steps.assemble import assemble
from flows.steps.circle_back import NotApproved, circle_back
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize
from flows.steps.withdraw import NothingToWithdraw, withdraw
from flows.steps.workplace import WORKSHEET, WithdrawalUnfinished, open_workplace
from reports.worksheet_file import WorksheetError, WorksheetInUse
from rounds.interviews import HeldReason
from tests.flows.leak_scan import find_planted
from tests.flows.small_round import LETTERS, SmallRound, row
from tests.flows.steps.shared_pages import SharedPages
from tests.google.standin import StandIn

TOLD = "Her uncle plays the bandoneon on the porch, so nobody in the house can sleep before school."
HEADLINE = "The bandoneon keeps her awake"
PLANTED = ["bandoneon", "on the porch, so nobody"]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallRound:
    monkeypatch.setenv("SAYBACK_HOME", str(tmp_path / "home"))
    return SmallRound(tmp_path / "round", rows=[row(0, TOLD), row(1), row(2)]).write(LETTERS)


def type_into(path: Path, told: str = HEADLINE) -> None:
    """A headline beside each story, and what people do besides: a row of their own, a copy on a tab of their own."""
    book = openpyxl.load_workbook(path)
    sheet = book["Headlines"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    wall = book.create_sheet("Wall")
    seen = set()
    for line in range(2, sheet.max_row + 1):
        interview, story = sheet.cell(line, columns["Interview"]).value, sheet.cell(line, columns["Story"]).value
        if interview in seen or not story:
            continue
        seen.add(interview)
        mine = "bandoneon" in story
        sheet.cell(line, columns["Headline"]).value = told if mine else "They are tired"
        sheet.cell(line, columns["Theme"]).value = "Mornings at home"
        sheet.cell(line + 1, columns["Note"]).value = "why the bandoneon?" if mine else "ask more"
        wall.append([interview, "ours"])
        wall.append(["copied", story])
    book.save(path)


def walk(small: SmallRound) -> Path:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    assert path
    type_into(path)
    assemble(small.folder)
    read_back(small.folder)
    summarize(small.folder)
    circle_back(small.folder)
    return path


def the_interview(small: SmallRound) -> str:
    with open_workplace(small.folder, alone=False) as place:
        return next(i.id for i in place.notebook.interviews() if any("bandoneon" in note.text for note in i.notes))


def test_a_withdrawn_interview_is_gone_from_every_file(small: SmallRound) -> None:
    path = walk(small)
    approve(small.folder, "A lead")
    assert find_planted(PLANTED, [small.folder], ignore=[small.export])
    report = withdraw(small.folder, code="k0-q0")
    assert (report.interviews, report.headlines, report.worksheet_rows) == (1, 1, 2)
    assert report.backups.rewritten == 2
    assert report.drafts > 0
    assert find_planted(PLANTED, [small.folder], ignore=[small.export]) == {}
    with pytest.raises(NotApproved):
        circle_back(small.folder, send=True)
    assert read_back(small.folder).headlines == 2
    cells = [[cell.value for cell in line] for line in openpyxl.load_workbook(path)["Wall"].iter_rows()]
    assert [line[0] for line in cells if line[0] != "copied"].count(None) == 1
    assert sum(line[0] == "copied" and line[1] is not None for line in cells) == 2


def test_collect_never_reads_it_again_not_even_when_it_is_typed_in_anew(small: SmallRound) -> None:
    walk(small)
    withdraw(small.folder, code="K0Q0")
    collect(small.folder, full=True)
    small.rows[0]["Tell me about a hard morning."] = TOLD + " Edited."
    small.rows.append({**row(3, TOLD), "Card code": "k0 q0"})
    small.write(LETTERS + '[redaction]\nmask = ["bandoneons"]\n')  # new rules redact everything again
    assert collect(small.folder).as_json()["total_kept"] == 2
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.held_counts() == {HeldReason.WITHDRAWN: 2}
    assemble(small.folder)
    assert find_planted(PLANTED, [small.folder], ignore=[small.export, small.folder / "round.toml"]) == {}
    small.rows = small.rows[1:3]
    small.write_export()
    collect(small.folder)
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.held_counts() == {HeldReason.WITHDRAWN: 2}


def test_a_headline_that_also_tells_of_others_stays_with_them(small: SmallRound) -> None:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    assert path
    mine = the_interview(small)
    with open_workplace(small.folder, alone=False) as place:
        other = next(i.id for i in place.notebook.interviews() if i.id != mine)
    book = openpyxl.load_workbook(path)
    sheet = book["Headlines"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = [line for line in range(2, sheet.max_row + 1) if sheet.cell(line, columns["Interview"]).value == mine]
    texts = ["Both sleep little", '"plays the bandoneon on the porch"']
    for line, text in zip(rows, texts, strict=False):
        sheet.cell(line, columns["Headline"]).value = text
        sheet.cell(line, columns["Interview"]).value = f"{mine}; {other}"
    book.save(path)
    read_back(small.folder)
    withdraw(small.folder, interview=mine)
    with open_workplace(small.folder, alone=False) as place:
        assert [(h.text, h.interview_ids) for h in place.notebook.headlines()] == [("Both sleep little", (other,))]
    read_back(small.folder)
    with open_workplace(small.folder, alone=False) as place:
        assert [(h.text, h.interview_ids) for h in place.notebook.headlines()] == [("Both sleep little", (other,))]
    assert find_planted(PLANTED, [small.folder], ignore=[small.export]) == {}


def test_withdrawing_again_finishes_what_was_left(small: SmallRound) -> None:
    path = walk(small)
    with open_workplace(small.folder) as place:  # as if the run had been killed after the notebook
        place.notebook.withdraw([the_interview(small)], frozenset(), at=place.now())
    assert find_planted(PLANTED, [path.parent])
    withdraw(small.folder, code="K0Q0")
    assert find_planted(PLANTED, [small.folder], ignore=[small.export]) == {}


def test_nothing_happens_while_the_worksheet_is_open_or_the_code_is_unknown(small: SmallRound) -> None:
    path = walk(small)
    with pytest.raises(NothingToWithdraw):
        withdraw(small.folder, code="Z9Z9")
    with pytest.raises(NothingToWithdraw):
        withdraw(small.folder, code=" - ")
    path.with_name(f".~lock.{path.name}#").touch()
    with pytest.raises(WorksheetInUse):
        withdraw(small.folder, code="K0Q0")
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.kept_count() == 3


def test_the_command_asks_and_says_what_lies_outside(small: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    walk(small)
    assert run(["withdraw", str(small.folder), "--code", "K0Q0"]) == 2
    assert run(["withdraw", str(small.folder)]) == 2
    assert run(["withdraw", str(small.folder), "--code", "nope", "--yes"]) == 1
    capsys.readouterr()
    assert run(["withdraw", str(small.folder), "--code", "K0Q0", "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["interviews"] == 1
    assert run(["withdraw", str(small.folder), "--code", "K0Q0", "--yes"]) == 0
    said = capsys.readouterr()
    assert "the response in the form" in said.out
    assert "bandoneon" not in said.out + said.err


def test_in_a_google_sheet_stories_go_and_cells_of_people_are_named(small: SmallRound, google_env: StandIn) -> None:
    pages = SharedPages(google_env, google_env.add_spreadsheet("Our worksheet"))
    small.write(LETTERS + f'[worksheet]\ngoogle_sheet = "{pages.id}"\n')
    collect(small.folder)
    assemble(small.folder, early=True)
    mark = next(line["Row"] for line in pages.rows() if "bandoneon" in line["Story"])
    pages.type(mark, Headline=HEADLINE)
    read_back(small.folder)
    report = withdraw(small.folder, code="K0Q0")
    assert [cell.split("!")[0] for cell in report.cells] == ["Headlines"]
    assert all("bandoneon" not in line["Story"] for line in pages.rows())
    assert [line["Headline"] for line in pages.rows() if line["Headline"]] == [HEADLINE]  # for people to empty
    assert find_planted(PLANTED, [small.folder], ignore=[small.export]) == {}


def test_the_worksheet_of_the_last_interview_can_be_withdrawn(small: SmallRound) -> None:
    small.rows = small.rows[:1]
    small.write(LETTERS)
    path = walk(small)
    withdraw(small.folder, code="K0Q0")
    assert path == small.folder / WORKSHEET
    assert find_planted(PLANTED, [small.folder], ignore=[small.export]) == {}


def test_a_quote_of_theirs_beside_another_interview_goes_and_so_does_what_names_them(small: SmallRound) -> None:
    path = walk(small)
    mine = the_interview(small)
    book = openpyxl.load_workbook(path)
    sheet = book["Headlines"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = [line for line in range(2, sheet.max_row + 1) if sheet.cell(line, columns["Interview"]).value != mine]
    sheet.cell(rows[1], columns["Headline"]).value = "“plays the bandoneon on the porch”"
    sheet.cell(rows[1], columns["Theme"]).value = "Mornings at home"
    sheet.cell(rows[2], columns["Note"]).value = f"as in {mine}, with the bandoneon"
    sheet.cell(rows[3], columns["Headline"]).value = "stays as it is"
    book["Wall"].append([f"see {mine} for the bandoneon"])
    book.save(path)
    read_back(small.folder)
    report = withdraw(small.folder, code="K0Q0")
    assert report.headlines == 2
    assert find_planted(PLANTED, [small.folder], ignore=[small.export]) == {}
    assert "stays as it is" in str(list(openpyxl.load_workbook(path)["Headlines"].values))


def test_an_interrupted_withdrawal_stops_every_other_step_until_it_is_finished(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    walk(small)
    with monkeypatch.context() as patch:

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr("flows.steps.withdraw._delete_drafts", killed)
        with pytest.raises(KeyboardInterrupt):
            withdraw(small.folder, code="K0Q0")
    for step in (collect, assemble, read_back, summarize, circle_back):
        with pytest.raises(WithdrawalUnfinished, match="--finish"):
            step(small.folder)
    assert run(["withdraw", str(small.folder), "--finish"]) == 0
    assert find_planted(PLANTED, [small.folder], ignore=[small.export]) == {}
    assemble(small.folder)


def test_a_worksheet_that_cannot_be_read_stops_a_withdrawal_before_anything_is_done(small: SmallRound) -> None:
    path = walk(small)
    content = path.read_bytes()
    path.write_bytes(content[:2000])
    with pytest.raises(WorksheetError):
        withdraw(small.folder, code="K0Q0")
    with open_workplace(small.folder) as place:
        assert place.notebook.kept_count() == 3


def test_withdrawing_what_is_gone_leaves_approved_letters_alone(small: SmallRound) -> None:
    walk(small)
    withdraw(small.folder, code="K0Q0")
    assemble(small.folder)
    read_back(small.folder)
    digest = circle_back(small.folder).digest
    approve(small.folder, "A lead")
    report = withdraw(small.folder, code="K0Q0")
    assert (report.interviews, report.headlines, report.drafts) == (0, 0, 0)
    again = circle_back(small.folder)
    assert (again.digest, again.approved_by) == (digest, "A lead")


def test_an_old_file_put_back_does_not_bring_it_back(small: SmallRound) -> None:
    path = walk(small)
    before = path.read_bytes()
    withdraw(small.folder, code="K0Q0")
    path.write_bytes(before)
    assemble(small.folder)
    assert find_planted(PLANTED, [small.folder], ignore=[small.export]) == {}


def test_finishing_says_that_no_withdrawal_was_interrupted(
    small: SmallRound, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["withdraw", str(small.folder), "--finish"]) == 1
    assert "No withdrawal was interrupted" in capfd.readouterr().err
