from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import flows.steps.new_form as step
from flows.__main__ import run
from flows.steps.columns import check_columns
from flows.steps.origins import open_origins
from reports.question_bank import Topic
from rounds.private_files import CannotWrite
from rounds.round import Role, Round
from rounds.round_file import load_round
from tests.google.standin import StandIn
from tests.google.standin.errors import storage_exceeded
from tests.google.standin.faults import Fault, missing

PERSON_FIELDS = {Role.INTERVIEWER, Role.CONSENT, Role.LANGUAGE, Role.PEOPLE, Role.CODE, Role.DISTRESS, Role.DECLINED}


@pytest.fixture
def person(google_env: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """A person has signed in, and may make forms."""
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(google_env.user_file(tmp_path)))
    return google_env


def fits(folder: Path) -> Round:
    round_ = load_round(folder)
    with open_origins(round_) as origins:
        for source in round_.sources:
            assert check_columns(source, origins.open(source).form()) == []
    return round_


@pytest.mark.parametrize(("language", "yes"), [("en", "Yes"), ("es", "Sí")])
@pytest.mark.parametrize("topic", list(Topic))
def test_a_form_is_made_and_its_round_reads_every_question(
    topic: Topic, language: str, yes: str, person: StandIn, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    made = ["new", str(folder), "--google", "Listening", "--topic", topic, "--language", language, "--questions", "6"]
    assert run(made) == 0
    assert not person.violations
    round_ = fits(folder)
    (source,) = round_.sources
    assert source.google_form in person.forms
    assert source.language == language
    assert all(column.id and column.role is not Role.DISCARD for column in source.columns)
    assert {column.role for column in source.columns} >= PERSON_FIELDS | {Role.PROBE, Role.CUE, Role.SEGMENT}
    assert len(source.with_role(Role.NOTE)) == 6
    assert source.single(Role.CONSENT).yes == (yes,)  # type: ignore[union-attr]
    assert {segment.key for segment in round_.segments} == {"role", "grade_band"}
    state = person.forms[source.google_form].json["publishSettings"]["publishState"]
    assert state["isPublished"]
    assert state["isAcceptingResponses"]


def test_both_makes_two_forms_with_the_same_keys_and_the_same_choices(person: StandIn, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert run(["new", str(folder), "--google", "Listening", "--language", "both"]) == 0
    english, spanish = fits(folder).sources
    assert [column.key for column in english.columns] == [column.key for column in spanish.columns]
    assert (english.key, spanish.key) == ("english", "spanish")
    role = load_round(folder).segment("role")
    assert role is not None
    assert "Student / Estudiante" in role.values
    assert len(role.values) == 4
    text = (folder / "round.toml").read_text()
    assert 'spanish: "Cuéntame de una mañana en que fue difícil llegar a la escuela." - the same question' in text
    assert "Sayback made these forms" in text


def test_a_round_drafted_from_a_made_form_reads_the_same_columns(person: StandIn, tmp_path: Path) -> None:
    run(["new", str(tmp_path / "made"), "--google", "Listening", "--language", "both"])
    made = load_round(tmp_path / "made")
    ids = [word for source in made.sources for word in ("--form", source.google_form or "")]
    assert run(["new", str(tmp_path / "again"), *ids, "--yes"]) == 0
    again = load_round(tmp_path / "again")
    for first, second in zip(made.sources, again.sources, strict=True):
        assert {column.id: column.role for column in first.columns} == {c.id: c.role for c in second.columns}
        assert first.single(Role.CONSENT).yes == second.single(Role.CONSENT).yes  # type: ignore[union-attr]
    notes = [{column.key for column in source.with_role(Role.NOTE)} for source in again.sources]
    assert notes[0] == notes[1]


def test_the_check_finds_nothing_to_mend_in_what_was_made(person: StandIn, tmp_path: Path, capsys: Any) -> None:
    run(["new", str(tmp_path / "new"), "--google", "Listening", "--language", "both"])
    capsys.readouterr()
    assert run(["check", "form", str(tmp_path / "new"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run(["check", str(tmp_path / "new")]) == 0


def test_the_links_and_what_to_click_are_printed(person: StandIn, tmp_path: Path, capsys: Any) -> None:
    run(["new", str(tmp_path / "new"), "--google", "Listening"])
    said = capsys.readouterr().out
    form_id = load_round(tmp_path / "new").sources[0].google_form
    assert f"https://docs.google.com/forms/d/{form_id}/edit" in said
    for expected in ("answer it http", "Anyone with the link", "sayback check form"):
        assert expected in said


def test_json_has_the_links(person: StandIn, tmp_path: Path, capsys: Any) -> None:
    run(["new", str(tmp_path / "new"), "--google", "Listening", "--json"])
    (made,) = json.loads(capsys.readouterr().out)["made"]
    assert set(made) == {"title", "edit", "answer"}


def test_the_notice_says_who_sees_the_notes(person: StandIn, tmp_path: Path) -> None:
    run(["new", str(tmp_path / "new"), "--google", "Listening", "--who", "the attendance team of Cedar Flat"])
    (form,) = person.forms.values()
    description = form.json["info"]["description"]
    assert "the attendance team of Cedar Flat can see them as they were typed" in description
    assert "voluntary" in description


def test_a_service_account_without_a_drive_is_refused_and_nothing_is_written(
    google_env: StandIn, tmp_path: Path, capsys: Any
) -> None:
    google_env.faults.add(Fault("answer", storage_exceeded()), method="forms.create")
    assert run(["new", str(tmp_path / "new"), "--google", "Listening"]) == 3
    assert "--as person@your.district" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("method", ["forms.create", "forms.batchUpdate"])
def test_a_form_that_cannot_be_made_leaves_no_folder_behind(person: StandIn, tmp_path: Path, method: str) -> None:
    person.faults.add(missing(), method=method)
    assert run(["new", str(tmp_path / "a" / "new"), "--google", "Listening"]) != 0
    assert not (tmp_path / "a").exists()


def test_acting_for_a_person_is_written_into_the_round(google_env: StandIn, tmp_path: Path) -> None:
    google_env.allow_delegation("lead@district.example")
    assert run(["new", str(tmp_path / "new"), "--google", "Listening", "--as", "lead@district.example"]) == 0
    assert fits(tmp_path / "new").google.subject == "lead@district.example"


def test_a_form_of_a_service_account_brings_a_warning(google_env: StandIn, tmp_path: Path, capsys: Any) -> None:
    google_env.service_account_has_drive = True
    assert run(["new", str(tmp_path / "new"), "--google", "Listening"]) == 0
    assert "nobody else can open it" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_to_is_noticed_before_a_form_is_made(person: StandIn, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert run(["new", str(tmp_path / "file" / "new"), "--google", "Listening"]) == 1
    assert not person.forms


def test_the_ids_are_told_when_the_round_cannot_be_written(
    person: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def full(*_: object) -> None:
        raise CannotWrite("The disk is full.")

    monkeypatch.setattr(step, "write_round", full)
    assert run(["new", str(tmp_path / "new"), "--google", "Listening", "--language", "both"]) == 1
    said = capsys.readouterr().err
    assert len(person.forms) == 2
    assert all(f"--form {form_id}" in said for form_id in person.forms)


def test_the_ids_are_told_when_the_command_is_interrupted(
    person: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(step, "write_round", interrupted)
    assert run(["new", str(tmp_path / "new"), "--google", "Listening"]) == 1
    assert next(iter(person.forms)) in capsys.readouterr().err


def test_the_first_form_is_told_when_the_second_fails(person: StandIn, tmp_path: Path, capsys: Any) -> None:
    person.faults.add(missing(), method="forms.batchUpdate", after=1)
    assert run(["new", str(tmp_path / "new"), "--google", "Listening", "--language", "both"]) != 0
    said = capsys.readouterr().err
    assert len(person.forms) == 2
    assert all(form_id in said for form_id in person.forms)
    assert not (tmp_path / "new" / "round.toml").exists()
