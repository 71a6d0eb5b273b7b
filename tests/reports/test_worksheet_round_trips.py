"""Whatever people do to a worksheet, each thing that they typed is found in the next one, beside its interview."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.worksheet_file import BACKUPS, load_sheets
from reports.worksheet_read import read_sheets
from reports.worksheet_tabs import MACHINE
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import WorksheetPlan, Written
from rounds.interviews import Interview
from rounds.sheets import Sheet
from tests.reports.random_edits import TYPED, RandomEdits
from tests.reports.small_worksheet import ANN, BEN, BEST, CAM, MISSED, interview, plan, story, three_interviews

DAN = "ddddddddd5"
ASKED = {ANN: {"missed", "best"}, BEN: {"missed", "best"}, CAM: {"missed"}, DAN: {"missed"}}
QUESTIONS = {MISSED: "missed", BEST: "best"}


def small_plan(interviews: list[Interview]) -> WorksheetPlan:
    made = plan(interviews, blank_rows=2)
    return replace(made, norms=made.norms[:2])


def some_interviews(chance: random.Random) -> list[Interview]:
    """The round as it goes on: an interview more, one held, an answer edited."""
    told = three_interviews()
    if chance.random() < 0.4:
        told.append(interview(DAN, story("missed", "My alarm did not ring.")))
    if chance.random() < 0.3:
        told.pop(chance.randrange(3))
    if chance.random() < 0.3:
        told[0] = replace(told[0], notes=(story("missed", "Edited since."), *told[0].notes[1:]))
    return told


def texts(sheets: Sequence[Sheet]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Every cell of every tab but the hidden one."""
    return {
        sheet.title: tuple(tuple(cell.text for cell in row) for row in sheet.rows)
        for sheet in sheets
        if sheet.title != MACHINE
    }


def assert_nothing_is_lost(sheets: Sequence[Sheet], edits: RandomEdits, *, same_stories: bool) -> None:
    """Words in a story cannot be told from the story once that was edited: it might be a name that is masked now."""
    wanted = edits.typed if same_stories and edits.has_hidden_tab else edits.typed - edits.in_stories
    found = set(TYPED.findall(str(texts(sheets))))
    assert wanted <= found, (edits.done, wanted - found)


def assert_ids_are_followed(sheets: Sequence[Sheet], edits: RandomEdits, told: list[Interview]) -> None:
    here = {each.id for each in told}
    read = {
        word: (headline.interview_ids, headline.question)
        for headline in read_sheets(sheets, where="the file", earlier="", known=ASKED).headlines
        for word in TYPED.findall(headline.text)
    }
    for word, (identifier, title) in edits.beside.items():
        question = QUESTIONS.get(title)
        if identifier in here and question in ASKED[identifier]:
            assert read[word] == ((identifier,), question), (edits.done, word)


def assert_writing_again_changes_nothing(path: Path, plan_: WorksheetPlan) -> None:
    before = texts(load_sheets(path))
    write_worksheet(plan_, path)
    assert texts(load_sheets(path)) == before


@cache
def first_worksheet() -> bytes:
    """A worksheet in which nobody has written yet."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "headlines.xlsx"
        write_worksheet(small_plan(three_interviews()), path, written=Written())
        return path.read_bytes()


def live(path: Path, seed: int) -> None:
    """A worksheet, one to three times edited by people and assembled again."""
    chance = random.Random(seed)
    numbers = count(1)
    told = three_interviews()
    path.write_bytes(first_worksheet())
    for _ in range(chance.choice((1,) * 8 + (2, 3))):
        with RandomEdits(path, chance, list(ASKED), numbers) as edits:
            edits.make(chance.randint(1, 7))
        before, told = told, some_interviews(chance)
        write_worksheet(small_plan(told), path)
        sheets = load_sheets(path)
        assert_nothing_is_lost(sheets, edits, same_stories=told == before)
        assert_ids_are_followed(sheets, edits, told)
    if seed % 8 == 0 and edits.has_hidden_tab:  # without it a pair that was given looks like one that was typed
        assert_writing_again_changes_nothing(path, small_plan(told))


@settings(
    max_examples=500, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**9))
def test_nothing_that_people_type_is_lost_and_headlines_stay_with_their_interviews(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "headlines.xlsx"
    rmtree(tmp_path / BACKUPS, ignore_errors=True)
    live(path, seed)
