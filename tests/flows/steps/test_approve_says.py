"""What `approve` and `circle-back` say: exactly what stands in the letters, and what is for a person to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.steps.approving import approve
from flows.steps.circle_back import circle_back
from flows.steps.opting_out import opt_out
from flows.steps.quote_deciding import decide_quotes, quotes_to_decide
from tests.connectors.mail_server import Inbox, running
from tests.flows.small_round import SmallRound
from tests.flows.steps.heard_round import ALARM, OFFICE, THEME, copy_of, make_heard_round, with_quotes

WHO = "A lead of ours"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYBACK_KEY", "7e" * 32)
        return make_heard_round(tmp_path_factory.mktemp("heard") / "round")


@pytest.fixture
def round_(heard: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallRound:
    monkeypatch.setenv("SAYBACK_KEY_FILE", str(tmp_path / "keys" / "key"))
    return copy_of(heard, tmp_path / "round").write(with_quotes(OFFICE, ALARM))


def with_room_for_one_quote(round_: SmallRound) -> None:
    """A promise that leaves room for the first quote and not for the second."""
    promise = '"Names are taken out before anybody reads. ' + "We keep it. " * 41 + '"'
    settings = round_.folder / "round.toml"
    text = settings.read_text()
    settings.write_text(text.replace('"Names are taken out before anybody reads."', promise))


def allow_all(round_: SmallRound) -> None:
    decide_quotes(round_.folder, WHO, allow=[one.id for one in quotes_to_decide(round_.folder).each])


def approved(round_: SmallRound, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(["approve", str(round_.folder), "--who", WHO, "--yes"]) == 0
    return "".join(capsys.readouterr())


def test_it_lists_exactly_the_quotes_that_stand_in_the_letters(
    round_: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    with_room_for_one_quote(round_)
    allow_all(round_)
    said = approved(round_, capsys)
    assert "Quotes: 1 of 2 fits" in said
    assert f"left out: “{ALARM}”" in said
    for letter in circle_back(round_.folder).letters:
        text = " ".join(letter.text.split())
        assert OFFICE in text
        assert ALARM not in text
        assert THEME in text or "Las mañanas en casa" in text
    assert run(["approve", str(round_.folder), "--json"]) == 0
    quotes = json.loads(capsys.readouterr().out)["quotes"]
    assert [quote["in_letters"] for quote in quotes] == [True, False]


def test_after_each_quote_that_is_let_in_it_says_whether_it_fits(
    round_: SmallRound, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_room_for_one_quote(round_)
    answers = iter(["no", "quote", "no", "quote"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda _question, default: next(answers) or default)
    assert run(["approve", str(round_.folder), "--quotes", "--who", WHO]) == 0
    said = capsys.readouterr().out
    first, second = said.split("May be quoted.")[1:]
    assert "It fits: 1 of 1 allowed quote in the letters." in first
    assert "Left out all the same, as the letters have no room for it: 1 of 2 allowed quotes fit." in second


def test_a_quote_in_the_language_of_not_every_letter_is_told(
    round_: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    allow_all(round_)
    said = approved(round_, capsys)
    assert said.count("in English; the Spanish letter shows it as it was said") == 2
    (spanish,) = (one for one in circle_back(round_.folder).letters if one.recipient.language == "es")
    assert f"Dicho en inglés: “{OFFICE}”" in " ".join(spanish.text.split())


def test_its_hints_name_the_folder_as_it_was_typed(
    round_: SmallRound, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(round_.folder.parent)
    for typed in ("round", "./round/../round"):
        assert run(["approve", typed, "--who", WHO, "--yes"]) == 0
        said = capsys.readouterr().out
        folder = Path(typed)
        assert f"`sayback approve {folder} --quotes` asks about each" in said
        assert f"sayback circle-back {folder} --send" in said
    assert run(["approve", "round", "--withdraw"]) == 0
    assert run(["circle-back", "round", "--send"]) == 3
    assert "`sayback approve round --who" in capsys.readouterr().err


def test_nothing_is_asked_about_before_somebody_is_named(
    round_: SmallRound, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: pytest.fail("nobody is named"))
    assert run(["approve", str(round_.folder), "--quotes"]) == 2
    said = "".join(capsys.readouterr())
    assert "--who" in said
    assert OFFICE not in said


def test_each_question_says_what_to_type(round_: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    answers = iter(["what?", "n", "y", "", "s"])

    def prompt(question: str, default: str) -> str:
        asked.append(question)
        return next(answers) or default

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", prompt)
    assert run(["approve", str(round_.folder), "--quotes", "--who", WHO]) == 0
    assert [question.strip().split(" ")[1] for question in asked] == ["yes", "yes", "quote", "quote", "yes"]
    assert [one.state for one in quotes_to_decide(round_.folder).each] == ["refused", "undecided"]


def test_the_letters_question_says_what_to_type(
    round_: SmallRound, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda _question, default: default)
    assert run(["approve", str(round_.folder), "--who", WHO]) == 3
    assert "Type y to approve. n or Enter: nothing is approved." in capsys.readouterr().out


def test_an_interviewer_who_opted_out_leaves_people_to_be_told_by_somebody_else(
    round_: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    opt_out(round_.folder, address="bo@example.org")
    told = "1 interviewer gets no letter: somebody else should tell the people whom they listened to"
    assert told in approved(round_, capsys)
    assert run(["circle-back", str(round_.folder)]) == 0
    said = "".join(capsys.readouterr())
    assert told in said
    assert "bo@example.org" not in said
    assert run(["circle-back", str(round_.folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["not_passed_on"] == 1


def test_who_opted_out_after_the_letter_came_has_it_to_pass_on(round_: SmallRound) -> None:
    with running(Inbox()) as mail:
        text = (round_.folder / "round.toml").read_text()
        server = f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n'
        (round_.folder / "round.toml").write_text(text + server)
        approve(round_.folder, WHO)
        circle_back(round_.folder, send=True)
    opt_out(round_.folder, address="bo@example.org")
    report = circle_back(round_.folder)
    assert (report.opted_out, report.not_passed_on) == (1, 0)


def test_opting_out_reminds_of_the_people_whom_an_interviewer_listened_to(
    round_: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["opt-out", str(round_.folder), circle_back(round_.folder).letters[0].opt_out]) == 0
    assert "somebody else should tell the people whom they listened to" in capsys.readouterr().out
