"""`sayback deliveries`: what became of each letter, for whom to look, and what a person decides."""

from __future__ import annotations

import json
import os
import pty
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from connectors.outbox import file_name
from flows.cli import app
from flows.decide_deliveries import mark_sent, resend
from flows.shown_deliveries import show_deliveries
from flows.steps.deliveries import (
    ALL,
    NothingToDecide,
    addressed,
    decide,
    deliveries,
    sent_by_hand,
    to_mark,
    undo_by_hand,
)
from flows.steps.delivery import lay_out, send
from flows.steps.workplace import open_workplace
from rounds.ledger_overview import DeliveryEntry
from rounds.letters import DeliveryState, Letter
from tests.flows.small_round import LETTERS, SmallRound

UNCERTAIN, REFUSED, PLANNED = "small/letter/1", "small/letter/2", "small/letter/3"


@pytest.fixture
def round_folder(small: SmallRound) -> Path:
    """A round with an uncertain, a refused and a planned letter, and one to a lead that was sent."""
    small.write(LETTERS)
    with open_workplace(small.folder) as place, place.ledger() as ledger:
        ledger.sync_team(place.team())
        ada, bo = ledger.recipients()
        lead = ledger.recipient_for_email("lead@example.org", "en", "Morgan Vale")
        texts = ("listening@example.org", "listening@example.org", "What we heard", "Words.", "<p>Words.</p>")
        people = ((UNCERTAIN, ada), (REFUSED, bo), (PLANNED, ada), ("small/summary/1", lead))
        ledger.plan([Letter(key, person, *texts) for key, person in people])
        for key in (UNCERTAIN, REFUSED, "small/summary/1"):
            ledger.claim(key)
        ledger.mark_uncertain(UNCERTAIN)
        ledger.mark_refused(REFUSED, "5.1.1")
        ledger.mark_sent("small/summary/1")
    return small.folder


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["deliveries", str(folder), *arguments], env={"COLUMNS": "200"})
    return result.exit_code, result.output


def states(folder: Path) -> dict[str, tuple[str, str | None]]:
    return {entry.letter_key: (str(entry.state), entry.reason_code) for entry in deliveries(folder)}


def test_every_letter_is_listed_with_what_helps_to_find_it_and_no_name_or_address(round_folder: Path) -> None:
    _, shown = run(round_folder)
    for words in ("uncertain", "refused", "5.1.1", "interviewer", "lead", "1 planned", "--show LETTER", "the address"):
        assert words in shown
    assert not [word for word in ("Ada", "Bo ", "Morgan", "@example") if word in shown]


def test_json_has_every_field_and_no_name_or_address(round_folder: Path) -> None:
    _, shown = run(round_folder, "--json")
    found = {entry["letter"]: entry for entry in json.loads(shown)}
    entry = found[REFUSED]
    assert (entry["for"], entry["language"], entry["state"], entry["reason"]) == ("team", "es", "refused", "5.1.1")
    assert entry["since"].endswith("+00:00")
    assert entry["message_id"].startswith("<")
    assert found["small/summary/1"]["for"] == "lead"
    assert "ada@" not in shown


def test_whom_a_letter_is_for_is_shown_on_a_terminal_only(round_folder: Path) -> None:
    assert addressed(round_folder, UNCERTAIN).email == "ada@example.org"
    code, shown = run(round_folder, "--show", UNCERTAIN)
    assert code == 2
    assert "ada@" not in shown
    with pytest.raises(NothingToDecide):
        addressed(round_folder, "small/letter/9")


def test_a_person_at_a_terminal_sees_whom_a_letter_is_for(round_folder: Path) -> None:
    command = [sys.executable, "-m", "flows", "deliveries", str(round_folder), "--show", UNCERTAIN]
    shown = b""

    def read(descriptor: int) -> bytes:
        nonlocal shown
        chunk = os.read(descriptor, 4096)
        shown += chunk
        return chunk

    pty.spawn(command, read)
    assert b"ada@example.org" in shown
    assert b"Ada Lindqvist" in shown


def test_a_person_decides_about_uncertain_and_refused_letters(round_folder: Path) -> None:
    decide(round_folder, UNCERTAIN, arrived=True)
    decide(round_folder, REFUSED.removeprefix("small/"), arrived=False)  # as the terminal shows it
    assert states(round_folder)[UNCERTAIN] == ("sent", "seen")
    assert states(round_folder)[REFUSED] == ("planned", None)
    for key in (UNCERTAIN, PLANNED, "small/letter/9"):
        with pytest.raises(NothingToDecide):
            decide(round_folder, key, arrived=True)


def test_a_letter_that_was_sent_by_hand_is_never_sent_from_here(round_folder: Path) -> None:
    assert sent_by_hand(round_folder, to_mark(round_folder, REFUSED)) == 1
    assert sent_by_hand(round_folder, to_mark(round_folder, ALL)) == 1
    assert states(round_folder)[PLANNED] == states(round_folder)[REFUSED] == ("sent", "by-hand")
    assert states(round_folder)[UNCERTAIN] == ("uncertain", None)
    with pytest.raises(NothingToDecide):
        sent_by_hand(round_folder, to_mark(round_folder, ALL))
    with open_workplace(round_folder) as place, place.ledger() as ledger:
        letter = ledger.stored_letter(PLANNED)
        assert letter is not None
        ledger.plan([letter])
        assert ledger.claim(PLANNED) is None


def test_marking_by_hand_wants_a_yes_and_other_slips_are_wrong_usage(round_folder: Path) -> None:
    before = states(round_folder)
    for arguments in (
        ("--mark-sent", "all", "--by-hand"),
        ("--mark-sent", "all"),
        ("--by-hand",),
        ("--show", PLANNED, "--resend", PLANNED),
        ("--show", PLANNED, "--json"),
    ):
        assert run(round_folder, *arguments)[0] == 2
    assert states(round_folder) == before
    assert "1 marked as sent by hand: 1 letter." in run(round_folder, "--mark-sent", "all", "--by-hand", "--yes")[1]
    assert states(round_folder)[PLANNED] == ("sent", "by-hand")


SUMMARY = "small/summary/2"


@pytest.fixture
def with_summary(round_folder: Path) -> Path:
    """The same with a summary that waits, and a mail file in the outbox for each mail that waits."""
    with open_workplace(round_folder) as place, place.ledger() as ledger:
        letter = ledger.stored_letter(PLANNED)
        assert letter is not None
        summary = replace(letter, key=SUMMARY)
        ledger.plan([summary])
        lay_out(place.round, ledger, [letter], "letters", [["text (PERSON)"]])
        lay_out(place.round, ledger, [summary], "summary")
    return round_folder


def mail_files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "outbox").rglob("*.eml"))


def test_summaries_that_were_handed_out_are_marked_without_the_letters(with_summary: Path) -> None:
    _, shown = run(with_summary, "--mark-sent", "summaries", "--by-hand", "--yes")
    assert "1 summary" in shown
    assert states(with_summary)[SUMMARY] == ("sent", "by-hand")
    assert states(with_summary)[PLANNED] == ("planned", None)
    assert to_mark(with_summary, "letters") == to_mark(with_summary, "all") == (PLANNED,)
    with pytest.raises(NothingToDecide):
        to_mark(with_summary, "summaries")


def test_the_question_counts_what_would_be_marked_and_no_marks_nothing(
    with_summary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda question, default: bool(asked.append(question)))
    with pytest.raises(typer.Exit):
        mark_sent(with_summary, "all", by_hand=True, yes=False)
    assert "1 summary and 1 letter: did you send both of them yourself?" in asked[0]
    assert states(with_summary)[PLANNED] == ("planned", None)


def test_a_letter_can_be_named_by_its_mail_file_which_goes_when_it_is_marked(with_summary: Path) -> None:
    name = file_name(PLANNED) + ".eml"
    assert name in mail_files(with_summary)
    run(with_summary, "--mark-sent", name, "--by-hand", "--yes")
    assert states(with_summary)[PLANNED] == ("sent", "by-hand")
    assert mail_files(with_summary) == [file_name(SUMMARY) + ".eml"]
    page = (with_summary / "outbox" / "letters" / "index.html").read_text()
    assert "0 letters are here" in page
    assert "Sent by hand on" in page
    assert "It may have arrived" in page  # the uncertain one
    assert "1 letter is stopped" in page  # what the page said before stays


def test_a_mark_by_hand_is_undone_after_a_question(with_summary: Path) -> None:
    sent_by_hand(with_summary, [PLANNED])
    assert run(with_summary, "--resend", PLANNED)[0] == 2  # there is nobody to ask
    assert states(with_summary)[PLANNED] == ("sent", "by-hand")
    assert "marked as sent by hand by mistake" in run(with_summary)[1]
    run(with_summary, "--resend", PLANNED, "--yes")
    assert states(with_summary)[PLANNED] == ("planned", None)
    for sent in ("small/summary/1", PLANNED):  # one that a server took, and one that waits
        with pytest.raises(NothingToDecide):
            resend(with_summary, sent, yes=True)
    with pytest.raises(NothingToDecide):
        undo_by_hand(with_summary, "small/summary/1")


def test_drafts_that_nobody_approved_are_not_marked(small: SmallRound) -> None:
    small.write(LETTERS)
    with open_workplace(small.folder) as place, place.ledger() as ledger:
        ledger.sync_team(place.team())
        texts = ("listening@example.org", "listening@example.org", "What we heard", "Words.", "<p>Words.</p>")
        lay_out(place.round, ledger, [Letter("small/letter/1", ledger.recipients()[0], *texts)], "letters")
    for what in ("letters", "all", file_name("small/letter/1") + ".eml"):
        with pytest.raises(NothingToDecide):
            to_mark(small.folder, what)
    assert len(mail_files(small.folder)) == 1


def test_the_list_fits_eighty_columns_and_its_hints_can_be_copied(
    capsys: pytest.CaptureFixture[str],
) -> None:
    at, key = datetime(2026, 11, 22, 9, 5, tzinfo=UTC), "a1b2c3d4e5f6a7b8c9d0"
    kinds = (("letter", "team"), ("direct", "contact"), (f"summary/{key}", "lead"))
    reasons = ((DeliveryState.SENT, "by-hand"), (DeliveryState.REFUSED, "gmail-400"), (DeliveryState.UNCERTAIN, None))
    waiting = ((DeliveryState.PLANNED, "4.7.1"),)
    entries = [
        DeliveryEntry(
            f"small/{kind}/{key[:12] if whom == 'lead' else key}", whom, "es", state, at, reason, "<1@example.org>"
        )
        for kind, whom in kinds
        for state, reason in (*reasons, *waiting)
    ]
    show_deliveries(Path("my round"), entries, json=False)
    shown = capsys.readouterr().out
    rows = [line for line in shown.splitlines() if "/" in line and "sayback" not in line]
    assert len(rows) == len(entries)
    assert max(map(len, rows)) <= 80
    assert "Nov 22" in rows[0]
    for command in ("--mark-sent summaries --by-hand", "--mark-sent letters --by-hand", "--resend LETTER"):
        assert f"sayback deliveries 'my round' {command}" in shown


def test_letters_that_wait_in_the_outbox_are_planned_and_older_ones_forgotten(small: SmallRound) -> None:
    small.write(LETTERS)
    with open_workplace(small.folder) as place, place.ledger() as ledger:
        ledger.sync_team(place.team())
        texts = ("listening@example.org", "listening@example.org", "What we heard", "Words.", "<p>Words.</p>")
        letters = [Letter(f"small/letter/{one.id}", one, *texts) for one in ledger.recipients()]
        first = send(place.round, ledger, letters, small.folder / "outbox")
        assert (first.waiting, first.already_sent) == (2, 0)
        assert send(place.round, ledger, letters[:1], small.folder / "outbox").waiting == 1
        assert list(ledger.delivery_states()) == [letters[0].key]
    sent_by_hand(small.folder, to_mark(small.folder, ALL))
    with open_workplace(small.folder) as place, place.ledger() as ledger:
        again = send(place.round, ledger, letters[:1], small.folder / "outbox")
    assert (again.waiting, again.already_sent) == (0, 1)
