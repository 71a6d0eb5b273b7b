"""What a draft takes over from its sources (titles, formulas, locale), and the questions to a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from flows.__main__ import run
from flows.steps.new import new
from flows.steps.new_google import GoogleOrigin
from flows.terminal import ask_about_columns
from reports.column_guess import ColumnGuess
from rounds.form import Question
from rounds.round import Role
from rounds.round_file import load_round
from tests.connectors.made_exports import write_xlsx
from tests.flows.google_round import choice_item, text_item
from tests.google.standin import StandIn

STORY = "The bus came early {} times and nobody told him, so he walked to school in the rain."
HEADER = [
    "Timestamp",
    "Interviewer",
    "¿La persona está de acuerdo?",
    "Consent form seen",
    "Tell me about a hard morning.",
]


def rows(time: Any = datetime) -> list[list[Any]]:
    """Six responses, with a column of formulas that looks like a consent."""
    return [
        HEADER,
        *([time(2026, 10, day, 9, 30), "Ada", "Sí", f"=C{day + 1}", STORY.format(day)] for day in range(1, 7)),
    ]


def roles(folder: Path) -> dict[str, Role]:
    return {column.title: column.role for column in load_round(folder).sources[0].columns}


DRAFTED = dict(zip(HEADER, [Role.TIMESTAMP, Role.INTERVIEWER, Role.CONSENT, Role.DISCARD, Role.NOTE], strict=True))


def test_a_column_of_formulas_in_a_sheet_is_not_read_and_the_others_are(google_env: StandIn, tmp_path: Path) -> None:
    sheet_id = google_env.add_spreadsheet("Mornings (Responses)", tabs={"Form Responses 1": rows()})
    assert run(["new", str(tmp_path), "--sheet", sheet_id, "--yes"]) == 0
    assert roles(tmp_path) == DRAFTED
    assert "holds formulas of your own" in (tmp_path / "round.toml").read_text()


def test_a_timestamp_that_is_worked_out_does_not_stop_a_draft(google_env: StandIn, tmp_path: Path) -> None:
    table = [[f"=F{number}" if number > 1 else row[0], *row[1:]] for number, row in enumerate(rows(), start=1)]
    sheet_id = google_env.add_spreadsheet(tabs={"Form Responses 1": table})
    assert run(["new", str(tmp_path), "--sheet", sheet_id, "--yes"]) == 0
    assert roles(tmp_path) == DRAFTED | {"Timestamp": Role.DISCARD}


def test_a_column_of_formulas_in_a_workbook_is_not_read_and_the_others_are(tmp_path: Path) -> None:
    export = write_xlsx(tmp_path / "Mornings.xlsx", {"Form Responses 1": rows()})
    assert run(["new", str(tmp_path / "new"), "--from", str(export), "--yes"]) == 0
    assert roles(tmp_path / "new") == DRAFTED


@pytest.mark.parametrize("locale", ["de_DE", "en_US"])
def test_the_draft_of_a_sheet_leaves_the_locale_to_the_sheet(locale: str, google_env: StandIn, tmp_path: Path) -> None:
    sheet_id = google_env.add_spreadsheet(locale=locale, tabs={"Form Responses 1": rows()})
    assert run(["new", str(tmp_path), "--sheet", sheet_id]) == 0
    text = (tmp_path / "round.toml").read_text()
    assert "locale" not in text
    assert "day/month" not in text


FORM: dict[str, Any] = {
    "info": {"title": "Listening - students"},
    "items": [choice_item("0000e001", "Agreed?", "Yes", "No"), text_item("0000e002", "Tell me about a hard morning.")],
}


def test_a_round_from_one_form_has_the_title_of_the_form(google_env: StandIn, tmp_path: Path) -> None:
    form_id = google_env.add_form(FORM)
    sheet_id = google_env.add_spreadsheet("Mornings (Responses)", tabs={"Form Responses 1": rows()})
    export = write_xlsx(tmp_path / "Walks (Responses).xlsx", {"Form Responses 1": [HEADER]})
    for folder, arguments, title in (
        ("one", ["--form", form_id], "Listening - students"),
        ("two", ["--sheet", sheet_id], "Mornings"),
        ("three", ["--from", str(export)], "Walks"),
        ("four", ["--form", form_id, "--sheet", sheet_id], "four"),
        ("five", ["--form", form_id, "--title", "Autumn"], "Autumn"),
    ):
        assert run(["new", str(tmp_path / folder), *arguments]) == 0
        assert (load_round(tmp_path / folder).title, load_round(tmp_path / folder).name) == (title, folder)


def test_the_person_is_told_which_form_is_asked_about(google_env: StandIn, tmp_path: Path) -> None:
    ids = [google_env.add_form({**FORM, "info": {"title": title}}) for title in ("Students", "Families")]
    asked: list[str] = []

    def confirm(guesses: Sequence[ColumnGuess], form: str) -> Sequence[ColumnGuess]:
        asked.append(form)
        return guesses

    new(tmp_path / "two", [], accept=False, confirm=confirm, origins=[GoogleOrigin(form=one) for one in ids])
    new(tmp_path / "one", [], accept=False, confirm=confirm, origins=[GoogleOrigin(form=ids[0])])
    assert asked == ["Students (form 1 of 2)", "Families (form 2 of 2)", "Students"]


def answered(monkeypatch: pytest.MonkeyPatch, *typed: str) -> tuple[list[Role], list[str]]:
    """The roles after ``typed`` ("" is Enter), and the defaults that were offered."""
    lines, offered = iter(typed), list[str]()

    def prompt(_: str, default: str) -> str:
        offered.append(default)
        return next(lines) or default

    monkeypatch.setattr("typer.prompt", prompt)
    guesses = [
        ColumnGuess(Question(title, 1, letter), role, "a reason", key=title.lower())
        for title, letter, role in (("One", "A", Role.NOTE), ("Two", "B", Role.SEGMENT), ("Three", "C", Role.DISCARD))
    ]
    return [guess.role for guess in ask_about_columns(guesses, "Students (form 1 of 2)")], offered


def test_back_goes_to_the_column_before_and_offers_what_was_said_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given, offered = answered(monkeypatch, "code", "consent", "back", "back", "consent", "discard", "")
    assert given == [Role.CONSENT, Role.DISCARD, Role.DISCARD]
    assert offered == ["note", "segment", "discard", "consent", "code", "consent", "discard"]
    shown = capsys.readouterr().out
    assert shown.index("Students (form 1 of 2)") < shown.index("A  One")


def test_back_at_the_first_column_stays_there(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert answered(monkeypatch, "Back", "", "", "")[0] == [Role.NOTE, Role.SEGMENT, Role.DISCARD]
    assert "first column of the form" in capsys.readouterr().out
