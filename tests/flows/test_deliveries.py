"""`sayback deliveries`: what became of each letter, for whom to look, and what a person decides."""

from __future__ import annotations

import json
import os
import pty
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.steps.deliveries import ALL, NothingToDecide, addressed, decide, deliveries, sent_by_hand
from flows.steps.delivery import send
from flows.steps.workplace import open_workplace
from rounds.letters import Letter
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
    assert sent_by_hand(round_folder, REFUSED) == 1
    assert sent_by_hand(round_folder, ALL) == 1
    assert states(round_folder)[PLANNED] == states(round_folder)[REFUSED] == ("sent", "by-hand")
    assert states(round_folder)[UNCERTAIN] == ("uncertain", None)
    with pytest.raises(NothingToDecide):
        sent_by_hand(round_folder, ALL)
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
    assert "1 mail marked" in run(round_folder, "--mark-sent", "all", "--by-hand", "--yes")[1]
    assert states(round_folder)[PLANNED] == ("sent", "by-hand")


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
    sent_by_hand(small.folder, ALL)
    with open_workplace(small.folder) as place, place.ledger() as ledger:
        again = send(place.round, ledger, letters[:1], small.folder / "outbox")
    assert (again.waiting, again.already_sent) == (0, 1)
