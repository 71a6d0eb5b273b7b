"""Whatever people do to a worksheet, each thing that they typed is found in the next one, beside its interview."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.worksheet_file import BACKUPS, load_sheets
from reports.worksheet_merge import collect_written, written_in
from reports.worksheet_read import read_sheets
from reports.worksheet_returned import merge
from reports.worksheet_tabs import MACHINE, interview_ids
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import Prediction, WorksheetPlan, Written
from rounds.interviews import Interview
from rounds.sheets import Sheet
from tests.reports.random_edits import TYPED, RandomEdits
from tests.reports.resaved import as_google_saves, as_libreoffice_saves
from tests.reports.small_worksheet import (
    ANN,
    BEN,
    BEST,
    CAM,
    MISSED,
    Editing,
    interview,
    plan,
    story,
    three_interviews,
)

DAN = "ddddddddd5"
ASKED = {ANN: {"missed", "best"}, BEN: {"missed", "best"}, CAM: {"missed"}, DAN: {"missed"}}
QUESTIONS = {MISSED: "missed", BEST: "best"}
RECORDED = (
    Prediction("Buses are late.", written_at=datetime(2026, 9, 1, 8, tzinfo=UTC)),
    Prediction("Mornings are hard.", written_at=datetime(2026, 9, 2, 8, tzinfo=UTC), is_late=True),
)


def small_plan(interviews: list[Interview]) -> WorksheetPlan:
    made = plan(interviews, blank_rows=2)
    return replace(made, norms=made.norms[:2], predictions=(*made.predictions, *RECORDED))


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


def assert_nothing_is_lost(
    sheets: Sequence[Sheet], edits: RandomEdits, *, same_stories: bool, but: Set[str] = frozenset()
) -> None:
    """Words in a story cannot be told from the story once that was edited: it might be a name that is masked now."""
    wanted = (edits.typed if same_stories and edits.has_hidden_tab else edits.typed - edits.in_stories) - but
    found = set(TYPED.findall(str(texts(sheets))))
    assert wanted <= found, (edits.done, wanted - found)


def assert_ids_are_followed(
    sheets: Sequence[Sheet], edits: RandomEdits, before: list[Interview], told: list[Interview]
) -> None:
    """An id that the worksheet had not shown is no id yet: it goes to the note."""
    here = {each.id for each in told} & {each.id for each in before}
    read = defaultdict[str, set[tuple[tuple[str, ...], str]]](set)
    for headline in read_sheets(sheets, where="the file", earlier="", known=ASKED).headlines:
        for word in TYPED.findall(headline.text):
            read[word].add((headline.interview_ids, headline.question))
    for word, (typed, title) in ((word, each) for word, found in edits.beside.items() for each in found):
        ids = tuple(dict.fromkeys(interview_ids(typed)))
        question = QUESTIONS.get(title, "")
        if (
            ids
            and set(ids) <= {each.id for each in before}
            and any(question in ASKED[each] for each in ids if each in here)
        ):
            assert (ids, question) in read[word], (edits.done, word)


def assert_writing_again_changes_nothing(path: Path, plan_: WorksheetPlan) -> None:
    before = texts(load_sheets(path))
    write_worksheet(plan_, path)
    assert texts(load_sheets(path)) == before


@cache
def first_worksheet(*, is_filled: bool) -> bytes:
    """A worksheet in which nobody has written yet, or one with headlines and themes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "headlines.xlsx"
        write_worksheet(small_plan(three_interviews()), path, written=Written())
        if is_filled:
            fill(path)
            write_worksheet(small_plan(three_interviews()), path)
        return path.read_bytes()


def fill(path: Path) -> None:
    with Editing(path) as book:
        for number, row in enumerate((2, 3, 6, 8), start=100_001):
            text = f"The bus was late and nobody asked typed{number}x"
            book.headlines.type(row, Headline=text, Theme="Being noticed", Pair="A", Note="ours")
        themes = book.workbook["Themes"]
        for row, number in ((7, 100_011), (8, 100_012)):
            themes.cell(row, 1).value, themes.cell(row, 2).value = f"Theme typed{number}x", "a definition"


def handed_in(edits: RandomEdits, path: Path) -> Written:
    """What people wrote. A third of them save a file: some in Excel, some in LibreOffice or Google Sheets."""
    if edits.chance.random() < 0.67:
        return written_in(edits.sheets())
    edits.save()
    program = edits.chance.choice((None,) * 4 + (as_libreoffice_saves, lambda path: as_google_saves(path, rows=20)))
    if program:
        program(path)
    return collect_written(path)


def live(path: Path, seed: int, rounds: Sequence[int] = (1,) * 39 + (2,), copies: float = 0.04) -> None:
    """A worksheet, edited by people and assembled again; or a copy of it merged, with a probability of ``copies``."""
    chance = random.Random(seed)
    numbers = count(1)
    told = three_interviews()
    path.write_bytes(first_worksheet(is_filled=chance.random() < 0.5))
    for _ in range(chance.choice(rounds)):
        with RandomEdits(path, chance, list(ASKED), numbers) as edits:
            edits.make(chance.randint(1, 7))
        written = handed_in(edits, path)
        before, told = told, some_interviews(chance)
        if chance.random() < copies:
            bring_a_copy(path, written, edits, small_plan(told), same_stories=told == before)
        else:
            write_worksheet(small_plan(told), path, written=written)
        sheets = load_sheets(path)
        assert_nothing_is_lost(sheets, edits, same_stories=told == before)
        assert_ids_are_followed(sheets, edits, before, told)
    if seed % 40 == 0 and edits.has_hidden_tab:  # without it a pair that was given looks like one that was typed
        assert_writing_again_changes_nothing(path, small_plan(told))


def bring_a_copy(path: Path, theirs: Written, edits: RandomEdits, plan_: WorksheetPlan, *, same_stories: bool) -> None:
    """Merges a copy, made with ``edits``, into the worksheet that it was made from, where others went on."""
    path.write_bytes(edits.undisturbed)
    there = words_in(path)
    with RandomEdits(path, edits.chance, edits.ids, edits.numbers) as ours:
        ours.make(edits.chance.choice((0, 0, 3)))
    if ours.done:  # what stood there before, others may have deleted or moved
        edits.typed -= there - ours.typed
        for word in there:
            edits.beside.pop(word, None)
    write_worksheet(plan_, path, written=merge(written_in(ours.sheets()), theirs, name="headlines-A.xlsx").written)
    assert_nothing_is_lost(load_sheets(path), ours, same_stories=same_stories, but=there)


def words_in(path: Path) -> set[str]:
    return set(TYPED.findall(str(texts(load_sheets(path)))))


@settings(
    max_examples=500, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**9))
def test_nothing_that_people_type_is_lost_and_headlines_stay_with_their_interviews(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "headlines.xlsx"
    rmtree(tmp_path / BACKUPS, ignore_errors=True)
    live(path, seed)
