"""Check form: every kind of target, what is wrong with a target, and what is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from connectors.source import SourceError
from flows.shown_form import show_form_check
from flows.steps.check_form import check_form
from rounds.errors import RoundFileError
from tests.flows.small_round import SmallRound
from tests.google.standin import StandIn

GOOD = "Tell me about a morning when getting here was hard."


def text_item(title: str, **question: Any) -> dict[str, Any]:
    asked = question or {"textQuestion": {"paragraph": True}}
    id_ = f"{crc32(title.encode()):08x}"
    return {"title": title, "itemId": id_, "questionItem": {"question": {"questionId": id_, **asked}}}


def saved(folder: Path, *items: dict[str, Any], **form: Any) -> str:
    path = folder / "form.json"
    data = {"formId": "1abcDEFghiJKL", "info": {"title": "Listening"}, "items": list(items), **form}
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


def rules_in(target: str) -> dict[str, str]:
    """The rules found in questions, by question."""
    return {
        finding["question"] or "": finding["rule"] or ""
        for finding in check_form(target).as_json()
        if finding["question"]
    }


def test_a_text_file_has_one_question_a_line(tmp_path: Path) -> None:
    path = tmp_path / "questions.txt"
    path.write_text(f"# our draft\n\n{GOOD}\nDo you like school?\r\nStudent's full name\n", encoding="utf-8-sig")
    assert rules_in(str(path)) == {"Do you like school?": "yes_no", "Student's full name": "asks_identity"}
    assert check_form(str(path)).has_errors


def test_warnings_never_block(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "questions.txt"
    path.write_text("Don't you think attendance matters?\nInterviewer name\n")
    report = check_form(str(path))
    assert show_form_check(report, json=True) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert list(first) == ["question", "rule", "severity", "message", "suggestion", "source"]
    assert first["suggestion"] == "Tell me about a time when attendance mattered to you."
    assert first["source"] == 'HTH Unboxed, "What you can gain from empathy interviews"'


def test_an_error_ends_with_one_and_is_shown_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "questions.txt"
    path.write_text("Student's full name\n")
    assert show_form_check(check_form(str(path)), json=False) == 1
    shown = capsys.readouterr().out
    assert '"Student\'s full name"' in shown
    assert "asks_identity" in shown
    assert "Instead: Leave it out" in shown
    assert "1 question: 1 error, 1 warning" in shown


def test_a_saved_form_is_checked_with_its_kinds(tmp_path: Path) -> None:
    scale = text_item("Lunch", scaleQuestion={"low": 1, "high": 5})
    target = saved(tmp_path, text_item("Interviewer name"), text_item("Your name"), text_item(GOOD), scale)
    assert rules_in(target) == {"Lunch": "closed_scale"}


def test_the_address_that_google_collects_is_no_question(tmp_path: Path) -> None:
    settings = {"emailCollectionType": "VERIFIED"}
    by_interviewer = check_form(saved(tmp_path, text_item("Interviewer name"), text_item(GOOD), settings=settings))
    assert {finding.rule: finding.severity for finding in by_interviewer.findings}["collects_mail"] == "info"
    assert not by_interviewer.has_errors
    asked = saved(tmp_path, text_item("Email"), text_item(GOOD))
    assert rules_in(asked) == {"Email": "asks_contact"}


def test_a_round_is_checked_source_by_source(small: SmallRound) -> None:
    small.extra_header = ("Parent phone",)
    small.write()
    report = check_form(str(small.folder))
    assert [source.name for source in report.sources] == ["student"]
    assert {(one["question"], one["rule"], one["form"]) for one in report.as_json() if one["question"]} == {
        ("Parent phone", "asks_contact", "student")
    }
    assert check_form(str(small.folder / "round.toml")).as_json() == report.as_json()
    assert rules_in(str(small.export)) == {"Parent phone": "asks_contact"}


def test_a_live_form_is_read_without_its_responses(google_env: StandIn) -> None:
    form_id = google_env.add_form(
        {"info": {"title": "Listening"}, "items": [text_item("Home address"), text_item(GOOD)]}
    )
    assert rules_in(form_id) == {"Home address": "asks_contact"}
    assert rules_in(f"https://docs.google.com/forms/d/{form_id}/edit") == {"Home address": "asks_contact"}
    assert not [one for one in google_env.requests if "responses" in one.path]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", "", "is empty"),
        ("blank.txt", "# only a remark\n\n", "holds no question"),
        ("broken.json", "{", "is not JSON"),
        ("deep.json", "[" * 100_000, "is not JSON"),
        ("list.json", "[1, 2]", "no form"),
        ("other.json", '{"a": 1}', "no form"),
        ("misshapen.json", '{"items": 5}', "misshapen.json"),
        ("bare.json", '{"formId": "x", "items": []}', "no questions"),
        ("notes.docx", "x", "none of what can be checked"),
        ("latin.txt", b"\xf1\xff", "not UTF-8"),
    ],
)
def test_what_cannot_be_checked_is_explained(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(SourceError, match=message) as refused:
        check_form(str(path))
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "target", ["missing.txt", "no/such/file.json", "two words", "https://example.org/form", "x\0y", "y" * 5000]
)
def test_a_target_that_is_not_there_is_explained(target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError):
        check_form(target)


def test_the_address_at_which_people_answer_is_explained() -> None:
    with pytest.raises(SourceError, match="at which you edit the form"):
        check_form("https://docs.google.com/forms/d/e/1FAIpQLSdabcdefgh/viewform")


def test_a_folder_without_a_round_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"no round\.toml"):
        check_form(str(tmp_path))
    (tmp_path / "round.toml").write_text("name = 3")
    with pytest.raises(RoundFileError):
        check_form(str(tmp_path))
