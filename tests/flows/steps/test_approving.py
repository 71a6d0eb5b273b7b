"""An approval is for exactly these letters to exactly these people: any change voids it, and nothing else does."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.steps import letters as drafting
from flows.steps.approving import NothingToWithdraw, approve, letters_to_approve, withdraw_approval
from flows.steps.circle_back import NotApproved, circle_back
from flows.steps.collect import collect
from flows.steps.deliveries import deliveries
from flows.steps.quote_deciding import decide_quotes, quotes_to_decide
from rounds.letters import Attachment, Letter
from tests.connectors.mail_server import Inbox, running
from tests.flows.small_round import LETTERS, SmallRound, row
from tests.flows.steps.heard_round import OFFICE, THEME, copy_of, make_heard_round, with_quotes

WHO = "A lead of ours"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYBACK_KEY", "7e" * 32)
        return make_heard_round(tmp_path_factory.mktemp("heard") / "round")


@pytest.fixture
def round_(heard: Path, tmp_path: Path) -> SmallRound:
    return copy_of(heard, tmp_path / "round").write(LETTERS)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def in_settings(old: str, new: str) -> Callable[[SmallRound], None]:
    return lambda round_: rewrite(round_.folder / "round.toml", old, new)


def in_team(old: str, new: str) -> Callable[[SmallRound], None]:
    return lambda round_: rewrite(round_.folder / "team.csv", old, new)


def one_more_interview(round_: SmallRound) -> None:
    round_.rows.append(row(12))
    round_.write_export()
    collect(round_.folder)


def a_quote_allowed(round_: SmallRound) -> None:
    round_.write(with_quotes(OFFICE))
    decide_quotes(round_.folder, WHO, allow=[quotes_to_decide(round_.folder).each[0].id])


CHANGES = {
    "one word": in_settings("Names are taken out", "All names are taken out"),
    "who signs": in_settings("The listening team", "A listening team"),
    "the sender": in_settings("listening@example.org", "letters@example.org"),
    "one person more": in_team("BO,", "CY,Cy Marsh,,cy@example.org,en,A\nBO,"),
    "one person less": in_team("BO,Bo Sandoval,,bo@example.org,es,B\n", ""),
    "an address": in_team("bo@example.org", "bo.sandoval@example.org"),
    "a language": in_team("bo@example.org,es", "bo@example.org,en"),
    "a name": in_team("Ada Lindqvist", "Ada M. Lindqvist"),
    "a number of the summary": one_more_interview,
    "a quote": a_quote_allowed,
    "the page that ends all mail": in_settings("hear_by", 'opt_out_page = "https://example.org/?w={word}"\nhear_by'),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_voids_an_approval(round_: SmallRound, change: Callable[[SmallRound], None]) -> None:
    approve(round_.folder, WHO)
    assert circle_back(round_.folder).approved_by == WHO
    change(round_)
    assert circle_back(round_.folder).approved_by is None
    with pytest.raises(NotApproved):
        circle_back(round_.folder, send=True)
    assert deliveries(round_.folder) == []


def test_a_change_of_an_attachment_alone_voids_an_approval(round_: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    approve(round_.folder, WHO)
    write = drafting.LetterWriter.write

    def with_one_more(*args: object, **options: object) -> Letter:
        letter = write(*args, **options)  # type: ignore[arg-type]
        return replace(letter, attachments=(*letter.attachments, Attachment("more.txt", "text/plain", "More.")))

    monkeypatch.setattr(drafting.LetterWriter, "write", with_one_more)
    assert circle_back(round_.folder).approved_by is None


def test_an_approval_holds_while_nothing_changes(round_: SmallRound) -> None:
    approve(round_.folder, WHO)
    rewrite(round_.folder / "round.toml", "hear_by", "# a remark for ourselves\nhear_by")
    collect(round_.folder)
    assert circle_back(round_.folder).approved_by == WHO
    assert letters_to_approve(round_.folder).approval is not None


def test_nothing_is_approved_that_changed_while_it_was_looked_at(round_: SmallRound) -> None:
    seen = letters_to_approve(round_.folder).digest
    rewrite(round_.folder / "round.toml", "The listening team", "A listening team")
    with pytest.raises(NotApproved, match="changed while"):
        approve(round_.folder, WHO, seen=seen)
    assert circle_back(round_.folder).approved_by is None


def test_an_approval_can_be_taken_back(round_: SmallRound) -> None:
    approve(round_.folder, WHO)
    withdraw_approval(round_.folder)
    with pytest.raises(NotApproved):
        circle_back(round_.folder, send=True)
    with pytest.raises(NothingToWithdraw):
        withdraw_approval(round_.folder)


def test_it_tells_what_is_sent_to_how_many(round_: SmallRound) -> None:
    round_.write(with_quotes(OFFICE))
    report = letters_to_approve(round_.folder)
    assert report.addressed == {("team", "en"): 1, ("team", "es"): 1}
    assert (len(report.letters), report.sent_before, report.to_send, report.opted_out) == (2, 0, 2, 0)
    assert (report.themes, report.decisions) == ((THEME,), ())
    assert report.attachments["phone-script.txt"] == 2
    assert (report.folder / "index.html").exists()
    assert [one.state for one in report.quotes.each] == ["undecided"]
    assert report.grades.keys() == {"en", "es"}


def test_a_letter_without_a_date_is_warned_about_and_can_be_approved(round_: SmallRound) -> None:
    decided = '[[letters.decisions]]\nwhat = {en = "We call back.", es = "Devolvemos la llamada."}\n'
    round_.write(LETTERS.replace("hear_by = 2027-01-29\n", "") + decided)
    report = letters_to_approve(round_.folder)
    assert report.decisions == ("We call back.",)
    assert any("by when people will hear" in warning for warning in report.warnings)
    assert approve(round_.folder, WHO).letters == 2


def test_letters_that_stop_are_told_by_place_and_are_not_approved(
    round_: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(round_.folder / "round.toml", "Names are taken out", "Marisol Alvarez takes names out")
    report = letters_to_approve(round_.folder)
    assert (len(report.letters), len(report.stopped)) == (0, 2)
    assert "Alvarez" not in " ".join(place for one in report.stopped for place in one.places)
    with pytest.raises(NotApproved, match="no letter that may leave"):
        approve(round_.folder, WHO)
    assert run(["approve", str(round_.folder), "--who", WHO, "--yes"]) == 3
    printed = "".join(capsys.readouterr())
    assert "2 letters stopped" in printed
    assert "Alvarez" not in printed


def test_the_letters_that_do_not_stop_can_be_approved(round_: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(round_.folder / "round.toml", ', es = "Se quitan los nombres antes de leer."', "")
    rewrite(round_.folder / "team.csv", "BO,", "CY,Cy Marsh,,cy@example.org,en,A\nBO,")
    assert run(["approve", str(round_.folder), "--who", WHO, "--yes"]) == 5
    printed = "".join(capsys.readouterr())
    assert "1 letter stopped" in printed
    assert f"{WHO} approved 2 letters (2 in English)" in printed


def test_a_second_round_of_letters_asks_again_and_says_how_many_were_sent(round_: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        server = f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n'
        round_.write(server + LETTERS)
        approve(round_.folder, WHO)
        circle_back(round_.folder, send=True)
        report = letters_to_approve(round_.folder)
        assert (report.sent_before, report.to_send, report.approval is not None) == (2, 0, True)
        rewrite(round_.folder / "team.csv", "BO,", "CY,Cy Marsh,,cy@example.org,en,A\nBO,")
        report = letters_to_approve(round_.folder)
        assert (report.sent_before, report.to_send, report.approval) == (2, 1, None)
        with pytest.raises(NotApproved):
            circle_back(round_.folder, send=True)
        approve(round_.folder, WHO)
        circle_back(round_.folder, send=True)
    assert sorted(inbox.recipients) == ["ada@example.org", "bo@example.org", "cy@example.org"]


def test_an_approval_holds_until_the_last_letter_is_sent(round_: SmallRound) -> None:
    inbox = Inbox(answers={"ada@example.org": "452 mailbox full"})
    with running(inbox) as mail:
        round_.write(f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n' + LETTERS)
        approve(round_.folder, WHO)
        circle_back(round_.folder, send=True)
        inbox.answers.clear()
        assert circle_back(round_.folder, send=True).approved_by == WHO
    assert sorted(inbox.recipients) == ["ada@example.org", "bo@example.org"]


# The command


def test_the_command_shows_asks_and_records(round_: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(round_.folder)
    assert run(["circle-back", folder, "--send"]) == 3
    assert run(["approve", folder, "--who", WHO]) == 2  # there is nobody to ask
    assert run(["approve", folder, "--yes"]) == 2  # and nobody is named
    assert run(["approve", folder, "--who", WHO, "--yes"]) == 0
    printed = capsys.readouterr().out
    assert "2 letters, to be read in" in printed
    assert "2 to interviewers, to pass on (1 in English, 1 in Spanish)" in printed
    assert f"{WHO} approved 2 letters" in printed
    assert "@example.org" not in printed
    assert run(["approve", folder, "--who", "Somebody else", "--yes"]) == 0
    assert f"Approved by {WHO}" in capsys.readouterr().out
    assert run(["approve", folder, "--withdraw"]) == 0
    assert run(["circle-back", folder, "--send"]) == 3


def test_as_json_it_only_shows_unless_it_is_told_yes(round_: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(round_.folder)
    assert run(["approve", folder, "--json"]) == 3
    shown = json.loads(capsys.readouterr().out)
    assert (shown["letters"], shown["approved"], shown["recipients"]) == (2, False, {"team": {"en": 1, "es": 1}})
    assert run(["approve", folder, "--json", "--yes", "--who", WHO]) == 0
    assert json.loads(capsys.readouterr().out)["approved"]
    assert run(["approve", folder, "--json"]) == 0


def test_quotes_are_decided_by_id_where_nobody_can_be_asked(
    round_: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(round_.write(with_quotes(OFFICE)).folder)
    assert run(["approve", folder, "--quotes", "--who", WHO]) == 2
    capsys.readouterr()
    assert run(["approve", folder, "--quotes", "--json"]) == 0
    (quote,) = json.loads(capsys.readouterr().out)["quotes"]
    assert (quote["quote"], quote["state"], quote["in_letters"]) == (OFFICE, "undecided", False)
    assert run(["approve", folder, "--allow", quote["id"]]) == 2  # who allows it?
    assert run(["approve", folder, "--allow", quote["id"], "--refuse", quote["id"], "--who", WHO]) == 2
    assert run(["approve", folder, "--allow", "no-such-id", "--who", WHO]) == 1
    capsys.readouterr()
    assert run(["approve", folder, "--allow", quote["id"], "--who", WHO, "--json"]) == 0
    (quote,) = json.loads(capsys.readouterr().out)["quotes"]
    assert (quote["state"], quote["in_letters"], quote["who"]) == ("allowed", True, WHO)


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ([""], "refused"),  # Enter
        (["yes"], "refused"),
        (["skip"], "undecided"),
        (["no", ""], "refused"),  # whoever means "no, do not quote it"
        (["no", "no"], "refused"),
        (["n", "quote"], "allowed"),
        (["n", "n"], "refused"),
        (["no", "y", "yes", "quote"], "allowed"),  # what could mean either is asked again
        (["no", "perhaps", ""], "refused"),
        (["y"], "refused"),
        (["s"], "undecided"),
        (["perhaps", "no", "QUOTE"], "allowed"),
    ],
)
def test_to_allow_a_quote_takes_two_deliberate_answers(
    round_: SmallRound, typed: list[str], state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(typed)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda _question, default: next(answers) or default)
    round_.write(with_quotes(OFFICE))
    assert run(["approve", str(round_.folder), "--quotes", "--who", WHO]) == 0
    assert next(answers, None) is None
    assert quotes_to_decide(round_.folder).each[0].state == state
