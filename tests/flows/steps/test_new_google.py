from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from flows.__main__ import run
from flows.steps.columns import check_columns
from flows.steps.origins import open_origins
from rounds.round import Role, Round
from rounds.round_file import load_round
from tests.flows.google_round import FORM, answers, choice_item, response, text_item
from tests.google.standin import StandIn
from tests.google.standin.faults import Fault


def item(question_id: str, title: str, **kind: Any) -> dict[str, Any]:
    return {"title": title, "questionItem": {"question": {"questionId": question_id, **kind}}}


ENGLISH: dict[str, Any] = {
    "info": {"title": "Listening - students"},
    "settings": {"emailCollectionType": "VERIFIED"},
    "items": [
        text_item("0000e001", "Interviewer"),
        choice_item("0000e002", "Did the student agree that we take notes?", "Yes, gladly", "No"),
        choice_item("0000e003", "Grade", "9", "10", "11"),
        text_item("0000e004", "Tell me about the last time you missed school.", paragraph=True),
        text_item("0000e005", 'Tell me about a "hard" morning.\nTake your time.', paragraph=True),
        text_item("0000e006", "Student's phone"),
        item("0000e007", "How was it?", scaleQuestion={"low": 1, "high": 5}),
        item("0000e008", "Recording", fileUploadQuestion={"folderId": "f"}),
    ],
}
SPANISH: dict[str, Any] = {
    "info": {"title": "Listening - familias"},
    "items": [
        text_item("0000f001", "Entrevistadora"),
        choice_item("0000f002", "¿Dio la familia permiso para usar las notas?", "Sí", "No"),
        choice_item("0000f003", "Grado", "9", "10", "11"),
        text_item("0000f004", "Cuénteme de la última vez que su hija faltó a la escuela.", paragraph=True),
        text_item("0000f005", "Cuénteme de una reunión en la escuela.", paragraph=True),
    ],
}


def fits(folder: Path) -> Round:
    """The drafted round, after its sources were asked whether its columns fit."""
    round_ = load_round(folder)
    with open_origins(round_) as origins:
        for source in round_.sources:
            assert check_columns(source, origins.open(source).form()) == []
    return round_


def roles(round_: Round, number: int = 0) -> dict[str, Role]:
    return {column.id or column.title: column.role for column in round_.sources[number].columns}


def test_a_form_without_responses_gives_a_round_from_what_the_form_knows(google_env: StandIn, tmp_path: Path) -> None:
    form_id = google_env.add_form(ENGLISH)
    folder = tmp_path / "new"
    assert run(["new", str(folder), "--form", form_id, "--yes"]) == 0
    round_ = fits(folder)
    source = round_.sources[0]
    assert (source.google_form, source.file, source.key) == (form_id, None, "listening_students")
    assert roles(round_) == {
        "respondent_email": Role.DISCARD,
        "0000e001": Role.INTERVIEWER,
        "0000e002": Role.CONSENT,
        "0000e003": Role.SEGMENT,
        "0000e004": Role.NOTE,
        "0000e005": Role.NOTE,
        "0000e006": Role.DISCARD,
        "0000e007": Role.DISCARD,
        "0000e008": Role.DISCARD,
    }
    assert source.single(Role.CONSENT).yes == ("Yes, gladly",)  # type: ignore[union-attr]
    assert [segment.values for segment in round_.segments] == [("9", "10", "11")]


def test_the_draft_of_a_form_names_the_next_steps_and_no_identity(google_env: StandIn, tmp_path: Path) -> None:
    quiz = {**ENGLISH, "settings": {"quizSettings": {"isQuiz": True}, "emailCollectionType": "RESPONDER_INPUT"}}
    run(["new", str(tmp_path), "--form", google_env.add_form(quiz)])
    text = (tmp_path / "round.toml").read_text()
    for expected in ("sayback check form DIR", "sayback check DIR", "is a quiz", "it may be `interviewer`"):
        assert expected in text
    assert "Form 1: Listening - students - 0 responses" in text
    assert "\nidentity" not in text
    assert "\nlocale" not in text
    assert {column.role for column in load_round(tmp_path).sources[0].columns} == {Role.DISCARD}


def test_two_forms_in_two_languages_share_the_keys_of_the_same_questions(google_env: StandIn, tmp_path: Path) -> None:
    ids = [google_env.add_form(form) for form in (ENGLISH, SPANISH)]
    edit = f"https://docs.google.com/forms/d/{ids[1]}/edit#responses"
    assert run(["new", str(tmp_path), "--form", ids[0], "--form", edit, "--yes"]) == 0
    round_ = fits(tmp_path)
    assert [source.language for source in round_.sources] == ["en", "es"]
    assert [source.key for source in round_.sources] == ["students", "familias"]
    keys = [{column.id: column.key for column in source.columns} for source in round_.sources]
    assert keys[0]["0000e004"] == keys[1]["0000f004"]
    assert keys[0]["0000e003"] == keys[1]["0000f003"]
    assert keys[0]["0000e005"] != keys[1]["0000f005"]
    text = (tmp_path / "round.toml").read_text()
    assert '#   students: "Tell me about the last time you missed school."' in text
    assert (
        '#   familias: "Cuénteme de la última vez que su hija faltó a la escuela." - words that mean the same' in text
    )


def test_answers_are_looked_at_but_never_written(google_env: StandIn, tmp_path: Path, capsys: Any) -> None:
    form_id = google_env.add_form(FORM)
    google_env.add_responses(form_id, [response(nth, f"Zebulon told nobody, {nth} times.") for nth in range(6)])
    assert run(["new", str(tmp_path), "--form", form_id, "--yes"]) == 0
    text = (tmp_path / "round.toml").read_text()
    shown = capsys.readouterr()
    assert "6 responses" in text
    assert "Zebulon" not in text + shown.out + shown.err
    assert "Lindqvist" not in text + shown.out + shown.err


def test_a_linked_sheet_gives_a_round_that_names_its_tab(google_env: StandIn, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Timestamp", "Interviewer", "Consent given?", "Tell me about a hard morning."]]
    story = "The bus came early {} times and nobody told him, so he walked to school in the rain."
    rows += [[datetime(2026, 10, day, 9, 30), "Ada", "Yes", story.format(day)] for day in range(1, 7)]
    sheet_id = google_env.add_spreadsheet("Students (Responses)", tabs={"Notes": [["x"]], "Form Responses 1": rows})
    assert run(["new", str(tmp_path), "--sheet", sheet_id, "--yes"]) == 0
    round_ = fits(tmp_path)
    source = round_.sources[0]
    assert (source.google_sheet, source.key, source.identity) == (sheet_id, "students", "timestamp+interviewer")
    assert source.tab is not None
    assert list(roles(round_).values()) == [Role.TIMESTAMP, Role.INTERVIEWER, Role.CONSENT, Role.NOTE]


def test_a_form_and_an_export_make_one_round(google_env: StandIn, tmp_path: Path) -> None:
    export = tmp_path / "staff.csv"
    export.write_text("Timestamp,Tell me about a hard morning.\n")
    form_id = google_env.add_form(FORM)
    assert run(["new", str(tmp_path / "new"), "--from", str(export), "--form", form_id, "--yes"]) == 0
    assert [bool(source.google_form) for source in load_round(tmp_path / "new").sources] == [False, True]


def test_the_person_for_whom_the_service_account_acts_is_written_down(google_env: StandIn, tmp_path: Path) -> None:
    google_env.allow_delegation("lead@district.example")
    form_id = google_env.add_form(FORM)
    assert run(["new", str(tmp_path), "--form", form_id, "--as", "lead@district.example"]) == 0
    assert load_round(tmp_path).google.subject == "lead@district.example"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--from EXPORT, --form ID"),
        (["--form", "1FAIpQLSdZ4yJx0aQ2m7vR5tB9nK3cW8uE6hL1gF0pO"], "the address at which people answer"),
        (["--form", "https://docs.google.com/forms/d/e/1FAIpQLSdZ4yJx0aQ/viewform"], "at which people answer"),
        (["--form", "not an id"], "neither the id nor the address"),
        (["--google", "Title", "--form", "1aBcDeFgHiJkLmNoP"], "leave out --from"),
        (["--google", "Title", "--topic", "lunch"], "--topic is one of"),
        (["--google", "Title", "--language", "fr"], "--language is en"),
        (["--google", "Title", "--questions", "3"], "--questions"),
    ],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2_and_asks_google_nothing(
    arguments: list[str], said: str, google_env: StandIn, tmp_path: Path, capsys: Any
) -> None:
    assert run(["new", str(tmp_path / "new"), *arguments]) == 2
    assert said in " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert not google_env.requests
    assert not (tmp_path / "new").exists()


def test_the_same_form_twice_is_refused(google_env: StandIn, tmp_path: Path) -> None:
    form_id = google_env.add_form(FORM)
    assert run(["new", str(tmp_path), "--form", form_id, "--form", form_id]) == 2
    assert not (tmp_path / "round.toml").exists()


def test_a_form_and_the_sheet_that_it_writes_to_are_refused(google_env: StandIn, tmp_path: Path, capsys: Any) -> None:
    sheet_id = google_env.add_spreadsheet(tabs={"Form Responses 1": [["Timestamp", "Story"]]})
    form_id = google_env.add_form({**FORM, "linkedSheetId": sheet_id})
    assert run(["new", str(tmp_path), "--form", form_id, "--sheet", sheet_id]) == 2
    assert "counted twice" in capsys.readouterr().err


def test_the_same_tab_twice_is_refused(google_env: StandIn, tmp_path: Path) -> None:
    sheet_id = google_env.add_spreadsheet(tabs={"Form Responses 1": [["Timestamp", "Tell me about a day."]]})
    gid = load_gid(google_env, sheet_id, tmp_path)
    address = f"https://docs.google.com/spreadsheets/d/{sheet_id}/edit#gid={gid}"
    assert run(["new", str(tmp_path / "twice"), "--sheet", sheet_id, "--sheet", address]) == 2


def load_gid(google: StandIn, sheet_id: str, folder: Path) -> int:
    assert run(["new", str(folder / "once"), "--sheet", sheet_id]) == 0
    tab = load_round(folder / "once").sources[0].tab
    assert tab is not None
    return tab


def test_a_form_without_questions_is_refused(google_env: StandIn, tmp_path: Path, capsys: Any) -> None:
    assert run(["new", str(tmp_path), "--form", google_env.add_form({"info": {"title": "Empty"}})]) == 1
    assert "has no questions yet" in capsys.readouterr().err


def test_a_picture_in_a_form_is_no_column_to_read(google_env: StandIn, tmp_path: Path) -> None:
    picture = {"title": "Our school", "imageItem": {"image": {"altText": "a door"}}}
    strange = {"title": "Something new", "questionItem": {"question": {"questionId": "0000eeee"}}}
    form_id = google_env.add_form({**FORM, "items": [picture, *FORM["items"], strange]})
    assert run(["new", str(tmp_path), "--form", form_id, "--yes"]) == 0
    assert roles(fits(tmp_path))["0000eeee"] is Role.DISCARD


def test_nothing_is_written_when_one_of_two_forms_is_not_shared(google_env: StandIn, tmp_path: Path) -> None:
    ids = [google_env.add_form(FORM), google_env.add_form(SPANISH, everyone="none")]
    assert run(["new", str(tmp_path), "--form", ids[0], "--form", ids[1]]) == 3
    assert not (tmp_path / "round.toml").exists()


def test_an_existing_round_is_not_touched_and_google_not_asked(google_env: StandIn, tmp_path: Path) -> None:
    (tmp_path / "round.toml").write_text("mine")
    assert run(["new", str(tmp_path), "--form", google_env.add_form(FORM)]) == 1
    assert run(["new", str(tmp_path), "--google", "Listening"]) == 1
    assert (tmp_path / "round.toml").read_text() == "mine"
    assert not google_env.requests


def test_json_says_where_the_draft_is(google_env: StandIn, tmp_path: Path, capsys: Any) -> None:
    form_id = google_env.add_form(FORM)
    google_env.add_responses(form_id, [{"answers": answers({"0000bbbb": "Yes"})}])
    assert run(["new", str(tmp_path), "--form", form_id, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sources"] == ["attendance_listening"]


@pytest.mark.parametrize("zone", ["Mars/Phobos", "Pacific", "", "../../etc/passwd", "\ud800"])
@pytest.mark.parametrize("origin", ["--google", "--form", "--sheet", "--from"])
def test_a_wrong_time_zone_is_wrong_usage_before_anything_is_asked(
    origin: str, zone: str, google_env: StandIn, tmp_path: Path, capsys: Any
) -> None:
    start = {"--google": "Title", "--from": str(tmp_path / "none.csv")}.get(origin, "1aBcDeFgHiJkLmNoP")
    folder = tmp_path / "new"
    assert run(["new", str(folder), origin, start, "--timezone", zone]) == 2
    said = capsys.readouterr().err
    assert "--timezone America/Los_Angeles" in said
    assert "passwd" not in said
    assert not google_env.requests
    assert not folder.exists()


def test_a_blank_title_of_a_new_form_is_wrong_usage(google_env: StandIn, tmp_path: Path, capsys: Any) -> None:
    assert run(["new", str(tmp_path / "new"), "--google", "  "]) == 2
    assert "--google" in capsys.readouterr().err
    assert not google_env.requests


@pytest.mark.parametrize("accepted", [["--yes"], []])
def test_typed_answers_that_recur_are_not_drafted(accepted: list[str], google_env: StandIn, tmp_path: Path) -> None:
    items = [
        text_item("0000bb01", "Who did you talk to?"),
        text_item("0000bb02", "Class"),
        text_item("0000bb03", "Story", paragraph=True),
    ]
    form_id = google_env.add_form({"info": {"title": "Typed"}, "items": items})
    given = ["Dana Quillfeather", "Dana Quillfeather", "Sam"] * 4
    google_env.add_responses(
        form_id,
        [
            {"answers": answers({"0000bb01": who, "0000bb02": f"Room {who}", "0000bb03": "It was hard."})}
            for who in given
        ],
    )
    assert run(["new", str(tmp_path), "--form", form_id, *accepted]) == 0
    text = (tmp_path / "round.toml").read_text()
    assert not [word for word in ("Dana", "Quillfeather", "Sam") if word in text]


@pytest.mark.parametrize(
    "rows",
    [
        [["Zephyrina Quillfeather", "Yes", "She walked home crying."], ["Bo", "Yes", "It rained."]],
        [["Zephyrina Quillfeather", "She walked home crying"], ["Bo", "Yes"]],
        [["", "Zephyrina Quillfeather", "crying"], *[[datetime(2026, 10, day, 9, 30), "Bo", "x"] for day in (1, 2, 3)]],
    ],
)
def test_a_sheet_without_a_header_is_refused_and_not_quoted(
    rows: list[list[Any]], google_env: StandIn, tmp_path: Path, capsys: Any
) -> None:
    sheet_id = google_env.add_spreadsheet(tabs={"Sheet1": rows})
    assert run(["new", str(tmp_path), "--sheet", sheet_id, "--yes"]) == 1
    shown = capsys.readouterr()
    assert '"Timestamp"' in shown.err
    assert not [word for word in ("Quillfeather", "crying") if word in shown.out + shown.err]
    assert not (tmp_path / "round.toml").exists()


def test_a_sheet_in_a_language_that_we_lack_is_known_by_its_times(google_env: StandIn, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Ajan hetki", "Tell me about a hard morning."]]
    rows += [[datetime(2026, 10, day, 9, 30), f"The bus came early {day} times."] for day in range(1, 5)]
    sheet_id = google_env.add_spreadsheet(tabs={"Sheet1": rows})
    assert run(["new", str(tmp_path), "--sheet", sheet_id, "--yes"]) == 0


def test_half_a_character_in_titles_does_not_stop_a_draft(google_env: StandIn, tmp_path: Path) -> None:
    form: dict[str, Any] = {
        "info": {"title": "Half \ud83d"},
        "items": [text_item("0000bb01", "\ud83d Tell me about it?", paragraph=True), text_item("0000bb02", "x \udc00")],
    }
    form_id = google_env.add_form(FORM)
    body = json.dumps({**form, "formId": form_id}).encode()
    google_env.faults.add(
        Fault("answer", headers={"Content-Type": "application/json"}, body=body), method="forms.get", times=None
    )
    assert run(["new", str(tmp_path), "--form", form_id, "--yes"]) == 0
    round_ = fits(tmp_path)
    assert round_.sources[0].columns[0].title == "\ufffd Tell me about it?"
    assert round_.title == "Half \ufffd"
