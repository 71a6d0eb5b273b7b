"""Several interviews typed into one response: each with its own id, consent and code."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from flows.steps.collect import collect
from flows.steps.preview import preview
from flows.steps.workplace import open_workplace
from rounds.errors import RoundFileError
from rounds.interviews import HeldReason, Interview
from rounds.round_file import load_round

STORY = "Tell me about a hard morning."
HEADER = ["Timestamp", "Interviewer", "First: may we?", f"First: {STORY}", "First code",
          "Second: may we?", f"Second: {STORY}", "Second code"]  # fmt: skip

ROUND = f"""
name = "several"
title = "Several at once"
[[sources]]
key = "hall"
file = "answers.csv"
identity = "timestamp+interviewer"
columns = [
    {{ title = "Timestamp", role = "timestamp" }},
    {{ title = "Interviewer", role = "interviewer" }},
]
[[sources.repeat]]
columns = [
    {{ title = "First: may we?", role = "consent", yes = ["Yes"] }},
    {{ title = "First: {STORY}", role = "note", key = "hard_morning" }},
    {{ title = "First code", role = "code" }},
]
[[sources.repeat]]
columns = [
    {{ title = "Second: may we?", role = "consent", yes = ["Yes"] }},
    {{ title = "Second: {STORY}", role = "note", key = "hard_morning" }},
    {{ title = "Second code", role = "code" }},
]
"""

MISSED = "She missed the bus twice last week because her little brother was sick and nobody else was home."
WALKED = "He walks forty minutes when it rains. The office asked him for a note and he did not have one."
ALARM = "The alarm goes off at five. She makes breakfast for two cousins before she leaves the house."


def answer(minute: int, *cells: str) -> list[str]:
    return [f"2026/10/01 3:{minute:02d}:08 PM GMT-7", "Ada Lindqvist", *cells]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "round.toml").write_text(ROUND, encoding="utf-8")
    return tmp_path


def write(folder: Path, *rows: list[str]) -> None:
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])


def stored(folder: Path) -> list[Interview]:
    with open_workplace(folder, alone=False) as place:
        return list(place.notebook.interviews(kept_only=False))


def test_each_interview_of_a_response_has_its_own_id_consent_and_code(folder: Path) -> None:
    write(folder, answer(1, "Yes", MISSED, "K1Q1", "No", WALKED, "K2Q2"))
    report = collect(folder)
    first, second = sorted(stored(folder), key=lambda interview: interview.held is not None)
    assert (report.total_kept, report.total_held) == (1, {"no_consent": 1})
    assert first.id != second.id
    assert [note.text for note in first.notes] == [MISSED]
    assert (second.held, second.notes) == (HeldReason.NO_CONSENT, ())
    assert None not in (first.code_digest, second.code_digest)
    assert first.code_digest != second.code_digest


def test_a_group_in_which_nothing_was_filled_in_is_no_interview(folder: Path) -> None:
    write(folder, answer(1, "Yes", MISSED, "K1Q1", "", "", ""), answer(2, "", "", "", "Yes", WALKED, "K2Q2"))
    assert collect(folder).total_kept == 2
    assert {interview.notes[0].text for interview in stored(folder)} == {MISSED, WALKED}


def test_a_response_with_nothing_in_any_group_is_held_and_counted(folder: Path) -> None:
    write(folder, answer(1, "", "", "", "", "", ""))
    assert collect(folder).total_held == {"consent_unknown": 1}


def test_an_edit_of_one_interview_leaves_the_other_as_it_was(folder: Path) -> None:
    write(folder, answer(1, "Yes", MISSED, "K1Q1", "Yes", WALKED, "K2Q2"))
    collect(folder)
    before = {interview.notes[0].text: interview.id for interview in stored(folder)}
    write(folder, answer(1, "Yes", MISSED, "K1Q1", "Yes", ALARM, "K2Q2"))
    report = collect(folder)
    after = {interview.notes[0].text: interview.id for interview in stored(folder)}
    assert (report.total("edited"), report.total("unchanged"), report.total("vanished")) == (1, 1, 0)
    assert after == {MISSED: before[MISSED], ALARM: before[WALKED]}


def test_running_again_changes_nothing(folder: Path) -> None:
    write(folder, answer(1, "Yes", MISSED, "K1Q1", "Yes", WALKED, "K2Q2"))
    collect(folder)
    assert not collect(folder).changed


def test_a_preview_shows_each_interview(folder: Path) -> None:
    write(folder, answer(1, "Yes", MISSED, "K1Q1", "Yes", WALKED, "K2Q2"))
    shown = preview(folder)
    assert (shown.read, shown.would_keep) == (2, 2)


def test_declaring_a_second_interview_later_keeps_the_id_of_the_first(folder: Path) -> None:
    rows = [answer(1, "Yes", MISSED, "K1Q1", "Yes", WALKED, "K2Q2")]
    write(folder, *rows)
    single = ROUND[: ROUND.rindex("[[sources.repeat]]")]
    (folder / "round.toml").write_text(single, encoding="utf-8")
    collect(folder)
    [alone] = stored(folder)
    (folder / "round.toml").write_text(ROUND, encoding="utf-8")
    collect(folder)
    assert alone.id in {interview.id for interview in stored(folder)}
    assert len(stored(folder)) == 2


@pytest.mark.parametrize(
    ("text", "by", "complaint"),
    [
        ('{ title = "Second code", role = "code" }', '{ title = "First code", role = "code" }', "declared twice"),
        ('{ title = "Interviewer"', '{ title = "Code", role = "code" },\n{ title = "Interviewer"', "more than one"),
        ("[[sources.repeat]]\ncolumns = [", "[[sources.repeat]]\ncolumns = [\n{ title = \"x\", role = \"note\", key ="
         ' "hard_morning" },', "two columns have the key"),
    ],
)  # fmt: skip
def test_groups_that_cannot_be_interviews_are_refused(folder: Path, text: str, by: str, complaint: str) -> None:
    (folder / "round.toml").write_text(ROUND.replace(text, by, 1), encoding="utf-8")
    with pytest.raises(RoundFileError, match=complaint):
        load_round(folder)


@pytest.mark.parametrize(
    "origin",
    ['file = "a.csv"\ngoogle_form = "1aBcDeFgHiJkLmNoP"', "", 'google_sheet = "1aBcDeFgHiJkLmNoP"\nform = "x"'],
)
def test_a_source_has_exactly_one_origin(folder: Path, origin: str) -> None:
    (folder / "round.toml").write_text(ROUND.replace('file = "answers.csv"', origin), encoding="utf-8")
    with pytest.raises(RoundFileError, match=r"exactly one of|goes with `file`"):
        load_round(folder)


def test_the_address_at_which_people_answer_is_explained(folder: Path) -> None:
    address = "https://docs.google.com/forms/d/e/1FAIpQLSdExample000000/viewform"
    (folder / "round.toml").write_text(ROUND.replace('file = "answers.csv"', f'google_form = "{address}"'))
    with pytest.raises(RoundFileError, match="at which people answer") as caught:
        load_round(folder)
    assert "1FAIpQLSdExample" not in str(caught.value)
