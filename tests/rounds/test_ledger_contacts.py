from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from rounds.contacts import Contact
from rounds.ledger import Ledger
from rounds.ledger_contacts import ContactSync
from rounds.letters import DeliveryState, Recipient
from rounds.opt_outs import OptOuts
from tests.rounds.databases import Database
from tests.rounds.samples import KEYRING, LEDGER_URL, TEAM, letter

ANA = Contact(2, ("Q7M2",), "ana@example.org", "es")
BEN = Contact(3, ("T4XK",), "ben@example.org", "en")
CAL = Contact(4, ("W9PD",), "cal@example.org", "en")


@pytest.fixture
def opt_outs(tmp_path: Path) -> OptOuts:
    return OptOuts(tmp_path / "opt-outs", KEYRING)


@pytest.fixture
def ledger(tmp_path: Path, opt_outs: OptOuts, database: Database) -> Iterator[Ledger]:
    (tmp_path / "round").mkdir()
    with database.ledger(tmp_path / "round", KEYRING, opt_outs=opt_outs) as ledger:
        yield ledger


def by_address(ledger: Ledger) -> dict[str, Recipient]:
    return {one.email: one for one in ledger.contacts()}


def direct(recipient: Recipient) -> str:
    return f"round/direct/{recipient.id}"


def send(ledger: Ledger, *recipients: Recipient) -> None:
    """Everybody gets the letter."""
    plan(ledger, *recipients)
    for one in recipients:
        ledger.claim(direct(one))
        ledger.mark_sent(direct(one))


def plan(ledger: Ledger, *recipients: Recipient) -> None:
    ledger.plan([letter(one, direct(one)) for one in recipients])


def test_contacts_are_added_changed_and_left_alone(ledger: Ledger) -> None:
    assert ledger.sync_contacts([ANA, BEN]) == ContactSync(added=2)
    before = by_address(ledger)
    assert ledger.sync_contacts([BEN, ANA]) == ContactSync(unchanged=2)
    moved = replace(BEN, email="benjamin@example.org", language="es")
    assert ledger.sync_contacts([ANA, moved]) == ContactSync(updated=1, unchanged=1)
    after = by_address(ledger)
    assert after["benjamin@example.org"].id == before["ben@example.org"].id
    assert after["benjamin@example.org"].language == "es"
    assert {one.name for one in after.values()} == {""}


def test_contacts_are_neither_the_team_nor_leads(ledger: Ledger) -> None:
    ledger.sync_team(TEAM)
    ledger.recipient_for_email("ana@example.org", "en", "A lead")
    ledger.sync_contacts([ANA])
    assert len(ledger.recipients()) == 2
    assert len(ledger.contacts()) == 1


def test_somebody_who_is_no_longer_in_the_register_is_really_deleted(
    ledger: Ledger, tmp_path: Path, database: Database
) -> None:
    ledger.sync_contacts([ANA, BEN])
    ana = by_address(ledger)["ana@example.org"]
    plan(ledger, *ledger.contacts())
    assert ledger.sync_contacts([BEN]) == ContactSync(unchanged=1, deleted=1)
    assert [one.letter_key for one in ledger.deliveries()] == [direct(by_address(ledger)["ben@example.org"])]
    assert ana.id.encode() not in database.stored_bytes(tmp_path / "round")


def test_one_who_comes_back_is_somebody_new(ledger: Ledger) -> None:
    ledger.sync_contacts([ANA, BEN])
    before = by_address(ledger)["ana@example.org"].id
    ledger.sync_contacts([BEN])
    ledger.sync_contacts([ANA, BEN])
    assert by_address(ledger)["ana@example.org"].id != before


# Who had the letter and comes back


@pytest.mark.parametrize(
    "back",
    [
        pytest.param(ANA, id="the same row"),
        pytest.param(replace(ANA, codes=("Q7M3",)), id="under a corrected code"),
        pytest.param(replace(ANA, email="ANA@example.org", language="en"), id="typed otherwise"),
        pytest.param(replace(ANA, email="ana.v@example.com"), id="with another address"),
    ],
)
def test_one_who_had_the_letter_and_was_gone_for_one_reading_gets_no_second_one(ledger: Ledger, back: Contact) -> None:
    ledger.sync_contacts([ANA, BEN])
    send(ledger, by_address(ledger)["ana@example.org"])
    assert ledger.sync_contacts([BEN]) == ContactSync(unchanged=1, deleted=1)
    for _ in range(2):
        assert ledger.sync_contacts([back, BEN]) == ContactSync(unchanged=1, had_before=1)
        assert list(by_address(ledger)) == ["ben@example.org"]


def test_of_one_who_had_the_letter_and_is_gone_nothing_stays_but_digests(
    ledger: Ledger, tmp_path: Path, database: Database
) -> None:
    ledger.sync_contacts([ANA, BEN])
    ana = by_address(ledger)["ana@example.org"]
    send(ledger, ana)
    ledger.sync_contacts([BEN])
    assert ledger.deliveries() == []
    found = database.stored_bytes(tmp_path / "round")
    assert not any(mark in found for mark in (ana.id.encode(), b"Q7M2", b"ana@example.org"))
    assert sorted(ledger.recipient_kinds().values()) == ["contact", "had letter", "had letter"]


def test_one_who_had_no_letter_yet_gets_one_when_the_row_comes_back(ledger: Ledger) -> None:
    ledger.sync_contacts([ANA, BEN])
    plan(ledger, *ledger.contacts())
    ledger.sync_contacts([BEN])
    assert ledger.sync_contacts([ANA, BEN]) == ContactSync(added=1, unchanged=1)


def test_a_letter_that_arrived_after_all_is_remembered_when_its_contact_goes(ledger: Ledger) -> None:
    ledger.sync_contacts([ANA, BEN])
    ana = by_address(ledger)["ana@example.org"]
    plan(ledger, ana)
    ledger.claim(direct(ana))
    ledger.sync_contacts([BEN])
    ledger.sweep_uncertain()
    ledger.decide(direct(ana), arrived=True)
    ledger.sync_contacts([BEN])
    assert ledger.sync_contacts([ANA, BEN]) == ContactSync(unchanged=1, had_before=1)


def test_whoever_moves_to_a_mailbox_of_their_own_gets_one_though_the_others_had_theirs(ledger: Ledger) -> None:
    home = Contact(2, ("AAAA",), "home@example.org", "en")
    ledger.sync_contacts([home, BEN])
    send(ledger, by_address(ledger)["home@example.org"])
    ledger.sync_contacts([BEN])
    back = replace(home, codes=("AAAA", "BBBB"), email="new@example.org")
    assert ledger.sync_contacts([back, BEN]) == ContactSync(added=1, unchanged=1, had_before=1)
    assert "new@example.org" in by_address(ledger)


def test_one_who_had_the_letter_can_still_be_deleted_when_the_register_has_them_no_more(ledger: Ledger) -> None:
    ledger.sync_contacts([ANA, BEN])
    send(ledger, by_address(ledger)["ana@example.org"])
    assert not ledger.delete_gone("Q7M2")
    ledger.sync_contacts([BEN])
    assert ledger.delete_contact("Q7M2") is None
    assert ledger.delete_gone("Q7M2")
    assert not ledger.delete_gone("Q7M2")
    assert ledger.sync_contacts([replace(ANA, email="x@example.org"), BEN]) == ContactSync(unchanged=1, refused=1)


# A mail of which nobody knows whether it arrived


@pytest.mark.parametrize("state", [DeliveryState.SENDING, DeliveryState.UNCERTAIN])
def test_while_a_mail_is_uncertain_its_contact_is_kept_and_gets_no_other(ledger: Ledger, state: DeliveryState) -> None:
    ledger.sync_contacts([ANA, BEN])
    ana = by_address(ledger)["ana@example.org"]
    plan(ledger, ana)
    ledger.claim(direct(ana))
    if state is DeliveryState.UNCERTAIN:
        ledger.sweep_uncertain()
    assert ledger.sync_contacts([BEN]) == ContactSync(unchanged=1, kept=1)
    assert [one.email for one in ledger.contacts()] == ["ben@example.org"]
    assert ledger.sync_contacts([BEN]) == ContactSync(unchanged=1, kept=1)
    ledger.sweep_uncertain()
    ledger.decide(direct(ana), arrived=True)
    assert ledger.sync_contacts([BEN]) == ContactSync(unchanged=1, deleted=1)
    assert ledger.deliveries() == []


def test_one_who_was_kept_and_returns_is_the_same_and_gets_no_second_letter(ledger: Ledger) -> None:
    ledger.sync_contacts([ANA])
    ana = ledger.contacts()[0]
    plan(ledger, ana)
    ledger.claim(direct(ana))
    ledger.sweep_uncertain()
    ledger.sync_contacts([])
    assert ledger.contacts() == []
    assert ledger.sync_contacts([ANA]) == ContactSync(updated=1)
    assert ledger.contacts() == [ana]


def test_a_corrected_code_or_a_sorted_register_makes_nobody_somebody_new(ledger: Ledger) -> None:
    home = Contact(2, ("AAAA", "BBBB"), "home@example.org", "en")
    ledger.sync_contacts([home, ANA])
    before = by_address(ledger)
    ledger.sync_contacts([replace(ANA, codes=("Q7M3",)), replace(home, codes=("BBBB", "AAAA"))])
    assert by_address(ledger) == before
    ledger.sync_contacts([ANA, replace(home, codes=("BBBB",))])
    assert by_address(ledger) == before
    ledger.sync_contacts([ANA, replace(home, codes=("BBBB",)), Contact(9, ("AAAA",), "own@example.org", "en")])
    after = by_address(ledger)
    assert after["home@example.org"] == before["home@example.org"]
    assert after["own@example.org"].id not in {one.id for one in before.values()}


def test_swapped_and_shuffled_registers_always_end_as_the_register_says(ledger: Ledger) -> None:
    """Whatever came before: codes that move between mailboxes must not collide."""
    chance = random.Random(3)
    for _ in range(60):
        codes = chance.sample("ABCDEFGH", chance.randint(1, 6))
        mailboxes = [f"{name}@example.org" for name in "uvwxyz"[: chance.randint(1, 4)]]
        groups: dict[str, list[str]] = {}
        for code in codes:
            groups.setdefault(chance.choice(mailboxes), []).append(code)
        ledger.sync_contacts([Contact(2, tuple(own), mailbox, "en") for mailbox, own in groups.items()])
        assert sorted(by_address(ledger)) == sorted(groups)


def test_it_is_noticed_when_no_known_contact_is_in_the_register(ledger: Ledger) -> None:
    assert ledger.contacts_missing_from([]) == 0
    ledger.sync_contacts([ANA, BEN])
    assert ledger.contacts_missing_from([BEN, CAL]) == 0
    assert ledger.contacts_missing_from([CAL]) == 2
    assert ledger.contacts_missing_from([]) == 2


# Deleting on request


def test_a_deleted_contact_leaves_no_trace_but_a_digest_and_is_never_taken_again(
    ledger: Ledger, tmp_path: Path, database: Database
) -> None:
    ledger.sync_contacts([ANA, BEN, CAL])
    ana = by_address(ledger)["ana@example.org"]
    plan(ledger, *ledger.contacts())
    ledger.claim(direct(ana))
    ledger.mark_sent(direct(ana))
    assert ledger.delete_contact("NONE") is None
    assert ledger.delete_contact("Q7M2") == ana
    found = database.stored_bytes(tmp_path / "round")
    assert ana.id.encode() not in found
    assert b"Q7M2" not in found
    assert ledger.sync_contacts([ANA, BEN, CAL]) == ContactSync(unchanged=2, refused=1)
    assert len(ledger.contacts()) == 2
    assert ledger.delete_contact("Q7M2") is None


def test_of_two_who_share_a_mailbox_one_can_be_deleted(ledger: Ledger) -> None:
    home = Contact(2, ("AAAA", "BBBB"), "home@example.org", "en")
    ledger.sync_contacts([home])
    before = ledger.contacts()
    for code, left in (("AAAA", before), ("BBBB", [])):
        ledger.delete_contact(code)
        assert ledger.contacts() == left
    assert ledger.sync_contacts([home]) == ContactSync(refused=2)


def test_a_deleted_contact_does_not_come_back_under_another_code(ledger: Ledger) -> None:
    ledger.sync_contacts([ANA, BEN])
    ledger.delete_contact("Q7M2")
    for email in ("ana@example.org", "Ana@Example.org"):
        back = replace(ANA, codes=("Q7M3",), email=email)
        assert ledger.sync_contacts([back, BEN]) == ContactSync(unchanged=1, again=1)
    assert list(by_address(ledger)) == ["ben@example.org"]


def test_deleting_one_of_a_family_does_not_bar_the_other_who_shares_the_mailbox(ledger: Ledger) -> None:
    home = Contact(2, ("AAAA", "BBBB"), "home@example.org", "en")
    ledger.sync_contacts([home, BEN])
    ledger.delete_contact("AAAA")
    assert ledger.sync_contacts([home, BEN]) == ContactSync(unchanged=2, refused=1)
    assert ledger.sync_contacts([BEN]) == ContactSync(unchanged=1, deleted=1)
    assert ledger.sync_contacts([home, BEN]) == ContactSync(added=1, unchanged=1, refused=1)
    ledger.delete_contact("BBBB")
    assert ledger.sync_contacts([replace(home, codes=("CCCC",)), BEN]) == ContactSync(unchanged=1, again=1)


# Opting out


def test_nothing_is_planned_or_claimed_for_somebody_who_opted_out(ledger: Ledger, opt_outs: OptOuts) -> None:
    ledger.sync_contacts([ANA, BEN])
    ledger.sync_team(TEAM)
    people = by_address(ledger)
    plan(ledger, *people.values())
    opt_outs.add(opt_outs.word("ana@example.org"))
    assert ledger.claim(direct(people["ana@example.org"])) is None
    assert [one.recipient_id for one in ledger.deliveries()] == [people["ben@example.org"].id]
    plan(ledger, *people.values(), ledger.recipient_for_email("ana@example.org", "en", "A lead"))
    assert [one.recipient_id for one in ledger.deliveries()] == [people["ben@example.org"].id]
    assert ledger.claim(direct(people["ben@example.org"])) is not None


def test_letters_that_wait_are_dropped_and_those_that_were_sent_are_kept(ledger: Ledger, opt_outs: OptOuts) -> None:
    ledger.sync_contacts([ANA, BEN])
    ana = by_address(ledger)["ana@example.org"]
    plan(ledger, ana)
    ledger.plan([letter(ana, "round/sent")])
    ledger.claim("round/sent")
    ledger.mark_sent("round/sent")
    opt_outs.add(opt_outs.word("ana@example.org"))
    assert ledger.drop_opted_out() == 1
    assert [one.letter_key for one in ledger.deliveries()] == ["round/sent"]


def test_rows_of_recipients_have_no_number_that_would_tell_who_came_first(tmp_path: Path) -> None:
    Ledger.open(LEDGER_URL, tmp_path, KEYRING).close()
    with (
        closing(sqlite3.connect(tmp_path / "ledger.db")) as connection,
        pytest.raises(sqlite3.OperationalError, match="no such column"),
    ):
        connection.execute("SELECT rowid FROM recipients")
