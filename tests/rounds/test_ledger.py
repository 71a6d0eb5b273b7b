from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rounds.errors import StoreError
from rounds.keys import Keyring
from rounds.ledger import Approval, Ledger, SyncCounts
from rounds.letters import DeliveryState, Letter, letters_digest
from rounds.store import LEDGER, NOTEBOOK
from tests.rounds.databases import Database
from tests.rounds.samples import (
    KEYRING,
    LATER,
    NOON,
    TEAM,
    interview,
    letter,
    readback,
)


class Clock:
    """A clock that stands still until a test sets it."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock, database: Database) -> Iterator[Ledger]:
    with database.ledger(tmp_path, KEYRING, clock) as ledger:
        yield ledger


@pytest.fixture
def planned(ledger: Ledger) -> Letter:
    """A letter to the first of the team, planned."""
    ledger.sync_team(TEAM)
    one = letter(ledger.recipients()[0])
    ledger.plan([one])
    return one


def states(ledger: Ledger) -> dict[str, DeliveryState]:
    return {delivery.letter_key: delivery.state for delivery in ledger.deliveries()}


# Recipients


def test_recipients_are_the_team_members_with_an_address_by_name(ledger: Ledger) -> None:
    assert ledger.sync_team(TEAM) == SyncCounts(added=3)
    assert [(one.name, one.email, one.language) for one in ledger.recipients()] == [
        ("Amina Öztürk", "amina@school.example", "es"),
        ("Jordan Ruiz", "jordan.ruiz@school.example", "en"),
    ]


def test_syncing_the_same_team_again_changes_nothing(ledger: Ledger) -> None:
    ledger.sync_team(TEAM)
    before = ledger.recipients()
    assert ledger.sync_team(TEAM[::-1]) == SyncCounts(unchanged=3)
    assert ledger.recipients() == before


def test_a_changed_address_keeps_the_recipient(ledger: Ledger) -> None:
    ledger.sync_team(TEAM)
    before = {one.name: one.id for one in ledger.recipients()}
    moved = replace(TEAM[0], code="c-07", email="jr@school.example")
    assert ledger.sync_team([moved, *TEAM[1:]]) == SyncCounts(updated=1, unchanged=2)
    after = {one.name: one for one in ledger.recipients()}
    assert after["Jordan Ruiz"].email == "jr@school.example"
    assert after["Jordan Ruiz"].id == before["Jordan Ruiz"]


def test_a_member_who_left_is_inactive_and_the_same_recipient_on_return(ledger: Ledger) -> None:
    ledger.sync_team(TEAM)
    before = ledger.recipients()
    assert ledger.sync_team(TEAM[1:]) == SyncCounts(unchanged=2, left=1)
    assert [one.name for one in ledger.recipients()] == ["Amina Öztürk"]
    assert ledger.sync_team(TEAM[1:]) == SyncCounts(unchanged=2)
    assert ledger.sync_team(TEAM) == SyncCounts(updated=1, unchanged=2)
    assert ledger.recipients() == before


def test_a_corrected_code_beside_the_same_mailbox_keeps_the_recipient(ledger: Ledger) -> None:
    ledger.sync_team(TEAM)
    before = ledger.recipients()
    corrected = replace(TEAM[0], code="C-70", email=str(TEAM[0].email).upper())
    assert ledger.sync_team([corrected, *TEAM[1:]]) == SyncCounts(updated=1, unchanged=2)
    assert [one.id for one in ledger.recipients()] == [one.id for one in before]
    assert ledger.sync_team([corrected, *TEAM[1:]]) == SyncCounts(unchanged=3)
    assert ledger.sync_team(TEAM[1:]) == SyncCounts(unchanged=2, left=1)
    assert ledger.sync_team([replace(corrected, code="C-71"), *TEAM[1:]]) == SyncCounts(updated=1, unchanged=2)
    assert [one.id for one in ledger.recipients()] == [one.id for one in before]


def test_a_code_given_to_somebody_else_beside_a_corrected_one_mixes_up_nobody(ledger: Ledger) -> None:
    ledger.sync_team(TEAM)
    new = replace(TEAM[1], code="C-10", names=("Kim Lee",), email="kim@school.example")
    ledger.sync_team([*TEAM, new])
    one, other = replace(TEAM[0], code="C-77"), replace(TEAM[1], code="C-88")
    ids = {each.email: each.id for each in ledger.recipients()}
    assert ledger.sync_team([one, other, TEAM[2], new]) == SyncCounts(updated=2, unchanged=2)
    assert {each.email: each.id for each in ledger.recipients()} == ids


def test_ids_of_recipients_are_random_not_derived(tmp_path: Path, database: Database) -> None:
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with database.ledger(tmp_path / name) as ledger:
            ledger.sync_team(TEAM)
            found += [one.id for one in ledger.recipients()]
    assert len(set(found)) == 4


def test_a_lead_is_one_recipient_and_never_one_of_the_team(ledger: Ledger) -> None:
    ledger.sync_team(TEAM)
    lead = ledger.recipient_for_email("amina@school.example", "en", "Principal")
    assert ledger.recipient_for_email("Amina@school.example", "es", "Principal A.").id == lead.id
    assert lead.id not in {one.id for one in ledger.recipients()}
    assert ledger.sync_team(TEAM) == SyncCounts(unchanged=3)
    assert len(ledger.recipients()) == 2


# What the file shows


def test_no_name_address_code_or_letter_stands_in_the_file(
    ledger: Ledger, planned: Letter, tmp_path: Path, database: Database
) -> None:
    ledger.recipient_for_email("principal@school.example", "en", "Morgan Vale")
    ledger.approve("letters", letters_digest([planned]), "Morgan Vale", NOON)
    found = database.stored_bytes(tmp_path).lower()
    texts = ["ruiz", "jordi", "amina", "park", "school.example/", "@school", "c-07", "vale", "buses", "what we heard"]
    without_message_ids = found.replace(b"@school.example>", b"")
    assert [text for text in texts if text.encode() in without_message_ids] == []
    assert "Öztürk".encode() not in found


def test_no_column_joins_the_notebook_to_the_ledger(tmp_path: Path, database: Database) -> None:
    with database.notebook(tmp_path) as notebook, database.ledger(tmp_path, KEYRING) as ledger:
        interviews = [interview(f"{member.code:>10}", interviewer=member.code) for member in TEAM]
        notebook.save(interviews, at=NOON)
        notebook.save_readback(readback(), "worksheet.xlsx", NOON)
        ledger.sync_team(TEAM)
        ledger.plan([letter(one, f"letter/{one.id}") for one in ledger.recipients()])
        ledger.approve("letters", "digest", "Morgan Vale", LATER)
    known = database.columns(tmp_path, NOTEBOOK)
    known.pop("notebook_version.version_num")
    values = {value for part in known.values() for value in part if isinstance(value, str)}
    for name, part in database.columns(tmp_path, LEDGER).items():
        if name != "ledger_version.version_num":
            assert not part & values, name


def test_another_key_is_told_at_once_and_changes_nothing(tmp_path: Path, database: Database) -> None:
    database.ledger(tmp_path, KEYRING).close()
    before = database.columns(tmp_path, LEDGER)
    with pytest.raises(StoreError, match="written with another installation key"):
        database.ledger(tmp_path, Keyring(bytes(32)))
    assert database.columns(tmp_path, LEDGER) == before


# Deliveries


def test_a_letter_is_claimed_once_with_the_very_texts_that_were_planned(
    ledger: Ledger, planned: Letter, clock: Clock
) -> None:
    assert ledger.claim(planned.key) == planned
    assert ledger.claim(planned.key) is None
    assert ledger.claim("unknown") is None
    clock.now = LATER
    ledger.mark_sent(planned.key)
    assert ledger.claim(planned.key) is None
    (delivery,) = ledger.deliveries()
    assert (delivery.state, delivery.recipient_id) == (DeliveryState.SENT, planned.recipient.id)
    assert delivery.changed_at == LATER


def test_two_runs_at_once_never_claim_the_same_letter(ledger: Ledger, tmp_path: Path, database: Database) -> None:
    ledger.sync_team(TEAM)
    keys = [f"letter/{number}" for number in range(12)]
    ledger.plan([letter(ledger.recipients()[0], key) for key in keys])
    claimed, start = list[str](), threading.Barrier(3)

    def run() -> None:
        with database.ledger(tmp_path, KEYRING) as own:
            start.wait()
            claimed.extend(key for key in keys if own.claim(key))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(keys)


def test_a_planned_letter_is_replaced_when_it_changed(ledger: Ledger, planned: Letter) -> None:
    before = ledger.deliveries()
    ledger.plan([planned])
    assert ledger.deliveries() == before
    changed = replace(planned, text="You told us more.")
    ledger.plan([changed])
    assert ledger.deliveries()[0].digest != before[0].digest
    assert ledger.claim(planned.key) == changed


@pytest.mark.parametrize("state", [DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNCERTAIN])
def test_a_letter_that_may_have_left_is_never_replaced(ledger: Ledger, planned: Letter, state: DeliveryState) -> None:
    ledger.claim(planned.key)
    if state is DeliveryState.SENT:
        ledger.mark_sent(planned.key)
    if state is DeliveryState.UNCERTAIN:
        ledger.sweep_uncertain()
    before = ledger.deliveries()
    ledger.plan([replace(planned, text="Something else.")])
    assert ledger.deliveries() == before
    assert before[0].state is state


def test_a_refused_letter_is_planned_again_once_its_address_is_corrected(ledger: Ledger, planned: Letter) -> None:
    ledger.claim(planned.key)
    ledger.mark_refused(planned.key, "5.1.1")
    ledger.plan([planned])
    assert (ledger.deliveries()[0].state, ledger.deliveries()[0].reason_code) == (DeliveryState.REFUSED, "5.1.1")
    corrected = replace(planned, recipient=replace(planned.recipient, email="right@school.example"))
    ledger.plan([corrected])
    assert (ledger.deliveries()[0].state, ledger.deliveries()[0].reason_code) == (DeliveryState.PLANNED, None)
    assert ledger.claim(planned.key) == corrected


def test_a_letter_that_the_server_surely_did_not_take_is_released(ledger: Ledger, planned: Letter) -> None:
    ledger.claim(planned.key)
    ledger.release(planned.key)
    assert ledger.claim(planned.key) == planned


def test_letters_of_a_run_that_died_are_uncertain_and_the_others_go_on(
    ledger: Ledger, tmp_path: Path, database: Database
) -> None:
    ledger.sync_team(TEAM)
    ledger.plan([letter(ledger.recipients()[0], f"letter/{number}") for number in range(3)])
    ledger.claim("letter/0")
    ledger.mark_sent("letter/0")
    ledger.claim("letter/1")
    with database.ledger(tmp_path, KEYRING) as next_run:
        assert next_run.sweep_uncertain() == 1
        assert next_run.sweep_uncertain() == 0
        assert [bool(next_run.claim(f"letter/{number}")) for number in range(3)] == [False, False, True]
        assert states(next_run) == {
            "letter/0": DeliveryState.SENT,
            "letter/1": DeliveryState.UNCERTAIN,
            "letter/2": DeliveryState.SENDING,
        }


def test_a_late_answer_of_the_server_settles_an_uncertain_letter(ledger: Ledger, planned: Letter) -> None:
    ledger.claim(planned.key)
    ledger.sweep_uncertain()
    ledger.mark_sent(planned.key)
    assert states(ledger) == {planned.key: DeliveryState.SENT}


@pytest.mark.parametrize(("arrived", "state"), [(True, DeliveryState.SENT), (False, DeliveryState.PLANNED)])
def test_a_person_decides_about_an_uncertain_letter(
    ledger: Ledger, planned: Letter, arrived: bool, state: DeliveryState
) -> None:
    assert not ledger.decide(planned.key, arrived=arrived)
    ledger.claim(planned.key)
    ledger.sweep_uncertain()
    assert ledger.decide(planned.key, arrived=arrived)
    assert states(ledger) == {planned.key: state}


def test_a_person_can_have_a_refused_letter_tried_again_but_not_call_it_sent(ledger: Ledger, planned: Letter) -> None:
    ledger.claim(planned.key)
    ledger.mark_refused(planned.key, "550")
    assert not ledger.decide(planned.key, arrived=True)
    assert ledger.decide(planned.key, arrived=False)
    assert ledger.claim(planned.key) == planned


def test_only_a_letter_that_was_being_sent_can_be_settled(ledger: Ledger, planned: Letter) -> None:
    for settle in (ledger.mark_sent, ledger.release, lambda key: ledger.mark_refused(key, "550")):
        with pytest.raises(ValueError, match="letter/1 was not being sent"):
            settle(planned.key)
    assert states(ledger) == {planned.key: DeliveryState.PLANNED}


@pytest.mark.parametrize("words", ["550 no such user jordan", "jordan@school.example", "", "x" * 41, "A"])
def test_the_words_of_a_server_are_no_reason_code(ledger: Ledger, planned: Letter, words: str) -> None:
    ledger.claim(planned.key)
    with pytest.raises(ValueError, match="a reason code") as caught:
        ledger.mark_refused(planned.key, words)
    assert "jordan" not in str(caught.value)


def test_one_letter_is_settled_and_the_next_claimed_in_one_step_or_neither(ledger: Ledger, planned: Letter) -> None:
    second = replace(planned, key="letter/2")
    ledger.plan([second])
    with pytest.raises(ValueError, match="was not being sent"):
        ledger.mark_sent_and_claim(planned.key, second)
    assert set(states(ledger).values()) == {DeliveryState.PLANNED}
    ledger.claim(planned.key)
    assert ledger.mark_sent_and_claim(planned.key, replace(second, text="Not what was planned.")) == second
    assert states(ledger) == {planned.key: DeliveryState.SENT, second.key: DeliveryState.SENDING}
    assert ledger.mark_sent_and_claim(second.key, planned) is None


def test_a_letter_that_was_put_off_waits_with_the_servers_code(ledger: Ledger, planned: Letter) -> None:
    ledger.claim(planned.key)
    ledger.release(planned.key, "4.7.1")
    [entry] = ledger.overview()
    assert (entry.state, entry.reason_code, entry.kind, entry.language) == (
        DeliveryState.PLANNED, "4.7.1", "team", planned.recipient.language,
    )  # fmt: skip


def test_what_left_in_a_day_is_counted_without_what_a_person_sent(
    ledger: Ledger, planned: Letter, clock: Clock
) -> None:
    others = [replace(planned, key=f"letter/{nth}") for nth in range(2, 6)]
    ledger.plan(others)
    ledger.claim("letter/2")
    ledger.mark_sent("letter/2")
    clock.now = LATER
    for key in ("letter/3", "letter/4"):
        ledger.claim(key)
    ledger.mark_sent("letter/3")
    ledger.mark_uncertain("letter/4")
    assert ledger.mark_sent_by_hand(["letter/5", "letter/2"]) == 1
    assert ledger.sent_since(NOON) == [LATER, LATER]
    assert ledger.sent_since(NOON - timedelta(hours=1)) == [NOON, LATER, LATER]


def test_planned_letters_of_an_older_edition_are_forgotten_and_others_stay(
    ledger: Ledger, planned: Letter, tmp_path: Path
) -> None:
    old = replace(planned, key="spring/summary/1/first", text="An older edition.")
    ledger.plan([old, replace(planned, key="spring/summary/1/second"), replace(planned, key="spring/summary/2/first")])
    ledger.claim("spring/summary/2/first")
    assert ledger.drop_superseded("spring/summary/", {"spring/summary/1/second"}) == 1
    assert list(states(ledger)) == ["letter/1", "spring/summary/1/second", "spring/summary/2/first"]
    assert ledger.stored_letter(old.key) is None


def test_letters_are_planned_all_or_none(ledger: Ledger, planned: Letter) -> None:
    stranger = letter(replace(planned.recipient, id="unknown"), "letter/3")
    with pytest.raises(StoreError, match="not changed"):
        ledger.plan([letter(planned.recipient, "letter/2"), stranger])
    assert list(states(ledger)) == [planned.key]


def test_the_message_id_is_the_same_for_every_attempt_and_tells_no_key(ledger: Ledger, planned: Letter) -> None:
    own = ledger.message_id(planned.key, "school.example")
    assert own == ledger.message_id(planned.key, "school.example")
    assert own != ledger.message_id("letter/2", "school.example")
    assert ledger.deliveries()[0].message_id == own
    assert own.startswith("<") and own.endswith("@school.example>")  # noqa: PT018
    assert "letter" not in own


# Approvals


def test_an_approval_is_for_exactly_what_was_approved(ledger: Ledger) -> None:
    assert ledger.approved("letters", "digest") is None
    ledger.approve("letters", "digest", "Morgan Vale", NOON)
    assert ledger.approved("letters", "digest") == Approval("letters", "digest", "Morgan Vale", NOON)
    assert ledger.approved("letters", "another") is None
    assert ledger.approved("summary", "digest") is None


def test_a_later_approval_takes_the_place_of_the_earlier_one(ledger: Ledger) -> None:
    ledger.approve("letters", "first", "Morgan Vale", NOON)
    ledger.approve("letters", "second", "Sam Hill", LATER)
    assert ledger.approved("letters", "first") is None
    assert ledger.approved("letters", "second") == Approval("letters", "second", "Sam Hill", LATER)


def test_a_withdrawn_approval_is_none_until_somebody_approves_again(ledger: Ledger) -> None:
    assert not ledger.withdraw_approval("letters", NOON)
    ledger.approve("letters", "first", "Morgan Vale", NOON)
    ledger.approve("letters", "digest", "Morgan Vale", NOON)
    assert ledger.withdraw_approval("letters", LATER)
    assert ledger.approved("letters", "digest") is None
    assert ledger.approved("letters", "first") is None
    ledger.approve("letters", "digest", "Sam Hill", LATER)
    assert ledger.approved("letters", "digest") == Approval("letters", "digest", "Sam Hill", LATER)
