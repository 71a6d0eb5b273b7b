"""In which languages interviewers get something to pass on: no withdrawal takes one away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.steps import approving, letters
from flows.steps.approving import letters_to_approve
from flows.steps.circle_back import circle_back
from flows.steps.told_languages import told_in
from flows.steps.withdraw import withdraw
from flows.steps.workplace import open_workplace
from tests.flows.small_round import SmallRound
from tests.flows.steps.heard_round import copy_of, make_heard_round


@pytest.fixture
def round_(tmp_path: Path) -> SmallRound:
    make_heard_round(tmp_path / "heard")
    made = copy_of(tmp_path / "heard", tmp_path / "round")
    team = made.folder / "team.csv"
    team.write_text(team.read_text().replace("bo@example.org,es", "bo@example.org,en"))
    return made


def languages(round_: SmallRound) -> frozenset[str]:
    with open_workplace(round_.folder) as place, place.ledger() as ledger:
        return told_in(place, ledger)


def speaks_spanish(round_: SmallRound) -> str:
    """One interview was held in Spanish; its id."""
    with open_workplace(round_.folder) as place:
        one = next(iter(place.notebook.interviews()))
        place.notebook.save([replace(one, language="es", fingerprint=f"{one.fingerprint}!")], at=place.now())
        return one.id


def test_an_attachment_stays_when_the_last_person_who_spoke_its_language_withdraws(round_: SmallRound) -> None:
    one = speaks_spanish(round_)
    before = letters_to_approve(round_.folder).attachments
    withdraw(round_.folder, interview=one)
    after = letters_to_approve(round_.folder).attachments
    assert before == after
    assert any("carta" in name for name in after)


def test_a_language_that_was_never_told_goes_with_the_last_who_spoke_it(round_: SmallRound) -> None:
    one = speaks_spanish(round_)
    assert "es" in languages(round_)
    withdraw(round_.folder, interview=one)
    assert languages(round_) == {"en"}


def test_what_the_round_declares_needs_no_interview(round_: SmallRound) -> None:
    team = round_.folder / "team.csv"
    team.write_text(team.read_text().replace("bo@example.org,en", "bo@example.org,es"))
    assert languages(round_) == {"en", "es"}
    assert len({tuple(sorted(f.name for f in one.attachments)) for one in circle_back(round_.folder).letters}) == 1


def test_the_summary_is_counted_once_for_an_approval(round_: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    count = letters.current_summary
    monkeypatch.setattr(letters, "current_summary", lambda place: calls.append(1) or count(place))
    assert not hasattr(approving, "current_summary")
    letters_to_approve(round_.folder)
    assert len(calls) == 1
