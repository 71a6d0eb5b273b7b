"""Who reads which interview, from the name typed in a form to the Pair column of the worksheet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from flows.__main__ import run
from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.workplace import open_workplace
from rounds.headlines import Prediction
from tests.flows.pair_work import headings
from tests.flows.small_round import SmallRound, row
from tests.flows.steps.shared_pages import SharedPages
from tests.google.standin import StandIn
from tests.reports.small_worksheet import ANN, BEN, plan

TEAM = {
    "JR": "JR,Jordan Ruiz,,jruiz@example.org,es",
    "MO": "MO,Muna Odowa,Ms. O,muna@example.org,en",
    "PT": "PT,Patrice Thornquist,,patrice@example.org,en",
    "LE": "LE,Lupe Escandón,,lupe@example.org,es",
    "HB": "HB,Henrik Boe,,henrik@example.org,en",
}
TYPED = ("J. Ruiz", "ruiz, jordan", "jruiz@example.org", "Ms. O", "lupe escandon", "P. Thornquist")


def write_team(small: SmallRound, codes: Sequence[str]) -> None:
    lines = ["code,name,also_typed_as,email,language", *(TEAM[code] for code in codes)]
    (small.folder / "team.csv").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def team(small: SmallRound) -> SmallRound:
    small.rows = [row(nth, Interviewer=TYPED[nth % len(TYPED)]) for nth in range(12)]
    small.write()
    write_team(small, ["JR", "MO", "PT", "LE"])
    collect(small.folder)
    return small


def pair_cells(path: Path) -> dict[str, str]:
    """The pair that stands beside the first row of each interview."""
    sheet = openpyxl.load_workbook(path)["Headlines"]
    columns = headings(sheet)
    found: dict[str, str] = {}
    for line in range(2, sheet.max_row + 1):
        interview = sheet.cell(line, columns["Interview"]).value
        if interview:
            found.setdefault(str(interview), str(sheet.cell(line, columns["Pair"]).value))
    return found


def type_beside(path: Path, interview: str, heading: str, text: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Headlines"]
    columns = headings(sheet)
    line = next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, columns["Interview"]).value == interview)
    sheet.cell(line, columns[heading]).value = text
    book.save(path)


def test_a_name_as_typed_in_the_form_is_known_and_nobody_reads_their_own(team: SmallRound) -> None:
    report = assemble(team.folder, early=True)
    assert report.sharing
    members = report.sharing.pairs.members
    assert (report.sharing.pairs.made, report.sharing.unknown, len(members)) == (True, 0, 2)
    cells = pair_cells(report.path)
    with open_workplace(team.folder, alone=False) as place:
        by = {each.row: (each.id, each.interviewer) for each in place.notebook.interviews()}
    assert [by[nth + 2][1] for nth in range(6)] == ["JR", "JR", "JR", "MO", "LE", "PT"]
    assert all(code not in members[cells[key]] for key, code in by.values())


def test_interviews_of_somebody_unknown_are_counted_and_told(
    team: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    team.rows.append(row(12, Interviewer="Nobody Known"))
    team.write_export()
    collect(team.folder)
    assert run(["assemble", str(team.folder), "--early"]) == 0
    out, err = capsys.readouterr()
    assert "1 interview by somebody whose name is not in team.csv" in err
    assert "No pairs in team.csv, so these were made: A: " in out


def test_fewer_than_four_read_together_and_are_told_that_they_read_their_own(
    team: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    write_team(team, ["JR", "MO", "PT"])
    run(["assemble", str(team.folder), "--early"])
    assert "also interviews that they did themselves" in capsys.readouterr().out


def test_what_somebody_wrote_beside_stays_when_their_pair_is_no_more(team: SmallRound) -> None:
    write_team(team, ["JR", "MO", "PT", "LE", "HB"])
    path = assemble(team.folder, early=True).path
    before = pair_cells(path)
    begun = next(key for key, pair in before.items() if pair == "B")
    type_beside(path, begun, "Note", "read it twice")
    settings = (team.folder / "team.csv").read_text(encoding="utf-8").splitlines()
    named = [f"{settings[0]},pair", *(f"{line},{'A' if nth < 2 else 'C'}" for nth, line in enumerate(settings[1:]))]
    (team.folder / "team.csv").write_text("\n".join(named), encoding="utf-8")
    report = assemble(team.folder)
    assert report.sharing
    after = pair_cells(path)
    assert after[begun] == "B"
    assert report.sharing.left == {"B": 1}
    assert {pair for key, pair in after.items() if key != begun} == {"A", "C"}
    assert report.sharing.moved == sum(before[key] != after[key] for key in after) > 0


def test_interviews_that_stay_with_somebody_who_did_them_are_told(
    team: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    path = assemble(team.folder, early=True).path
    with open_workplace(team.folder, alone=False) as place:
        own = next(each.id for each in place.notebook.interviews() if each.interviewer == "JR")
    type_beside(path, own, "Headline", "It depends on who is at home.")
    lines = (team.folder / "team.csv").read_text(encoding="utf-8").splitlines()
    pair = pair_cells(path)[own]
    other = "B" if pair == "A" else "A"
    pairs = ["pair", pair, pair, other, other]  # JR comes into the pair that has begun with their interview
    named = [f"{line},{name}" for line, name in zip(lines, pairs, strict=True)]
    (team.folder / "team.csv").write_text("\n".join(named), encoding="utf-8")
    assert run(["assemble", str(team.folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["with_those_who_did_them"] == 1
    assert pair_cells(path)[own] == pair
    run(["assemble", str(team.folder)])
    assert "1 interview with a pair one of whose members did them" in " ".join(capsys.readouterr().err.split())


def test_who_is_left_alone_is_not_put_beside_somebody_who_did_what_was_begun(team: SmallRound) -> None:
    write_team(team, ["JR", "MO", "PT", "LE", "HB"])
    report = assemble(team.folder, early=True)
    with open_workplace(team.folder, alone=False) as place:
        by = {each.id: each.interviewer for each in place.notebook.interviews()}
    members = report.sharing.pairs.members
    two, three = sorted(members, key=lambda name: len(members[name]))
    begun = {members[three][0], members[three][1]} & set(by.values())
    typed = [key for key, pair in pair_cells(report.path).items() if pair == two and by[key] in begun]
    assert typed
    for key in typed:
        type_beside(report.path, key, "Headline", "It depends on who is at home.")
    write_team(team, [code for code in ("JR", "MO", "PT", "LE", "HB") if code != members[two][0]])
    now = assemble(team.folder).sharing
    assert now.own == 0
    assert members[two][1] in now.pairs.members[two]
    assert not begun & set(now.pairs.members[two])


def test_pairs_that_were_made_stay_when_somebody_joins(team: SmallRound) -> None:
    first = assemble(team.folder, early=True).sharing
    write_team(team, ["JR", "MO", "PT", "LE", "HB"])
    second = assemble(team.folder).sharing
    assert first
    assert second
    assert all(set(codes) <= set(second.pairs.members[name]) for name, codes in first.pairs.members.items())


def test_a_pair_that_people_type_wins_and_goes_on_winning(team: SmallRound) -> None:
    path = assemble(team.folder, early=True).path
    before = pair_cells(path)
    chosen = next(key for key, pair in before.items() if pair == "A")
    for typed, stays in (("b", "b"), (None, "B"), ("A", "A"), ("both", "both")):
        if typed:
            type_beside(path, chosen, "Pair", typed)
        for _ in range(2):
            assemble(team.folder)
            assert pair_cells(path)[chosen] == stays
        if typed == "b":
            type_beside(path, chosen, "Pair", "")
    assert {key: pair for key, pair in pair_cells(path).items() if key != chosen} == {
        key: pair for key, pair in before.items() if key != chosen
    }


def test_assembling_again_moves_nothing(team: SmallRound) -> None:
    path = assemble(team.folder, early=True).path
    before = pair_cells(path)
    report = assemble(team.folder)
    assert pair_cells(path) == before
    assert report.sharing
    assert report.sharing.moved == 0


def test_in_a_shared_sheet_a_blank_row_shows_its_new_pair_and_a_typed_one_stays(pages: SharedPages) -> None:
    first = plan()
    pages.bring_up_to_date(first)
    pages.type(f"{ANN}:missed:1", Pair="Z")
    moved = replace(first, stories=tuple(replace(each, pair="B") for each in first.stories))
    pages.bring_up_to_date(moved)
    assert pages.row(f"{ANN}:missed:1")["Pair"] == "Z"
    assert {row["Pair"] for row in pages.rows() if row["Row"].startswith(BEN)} == {"B"}
    assert pages.google.violations == []


def test_in_a_shared_sheet_recorded_predictions_are_added_below(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    late = Prediction("Mornings are hard.", written_at=datetime(2026, 10, 9, tzinfo=UTC), is_late=True)
    for _ in range(2):
        pages.bring_up_to_date(replace(plan(), predictions=(late,)))
    rows = [row for row in pages.google.spreadsheets[pages.id].rows("Predictions")[7:] if any(row)]
    assert [row[0] for row in rows] == ["They do not like it here.", late.text]
    assert rows[1][3] == "2026-10-09, after the worksheet was opened"


@pytest.fixture
def pages(google_env: StandIn) -> SharedPages:
    return SharedPages(google_env, google_env.add_spreadsheet("Our worksheet"))
