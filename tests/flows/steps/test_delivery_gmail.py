"""Delivery through Gmail, from an approved round to the local Google."""

from __future__ import annotations

import pytest

from connectors.mailer import MailerMisconfigured
from flows.steps.approving import approve
from flows.steps.circle_back import circle_back
from flows.steps.deliveries import deliveries
from rounds.letters import DeliveryState
from tests.flows.small_round import LETTERS, SmallRound
from tests.flows.steps.test_delivery import heard
from tests.google.standin import StandIn, faults

__all__ = ["heard"]

SENDER = "listening@example.org"


@pytest.fixture
def approved(heard: SmallRound, google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> SmallRound:
    """A round whose letters a lead has approved, and a mailbox that may send them."""
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    google_env.allow_delegation(SENDER, "gmail.send")
    heard.write(f'[mail]\nservice = "gmail"\nuser = "{SENDER}"\n' + LETTERS)
    approve(heard.folder, "A lead")
    return heard


def test_approved_letters_go_through_gmail_once(approved: SmallRound, google_env: StandIn) -> None:
    first = circle_back(approved.folder, send=True).delivery
    second = circle_back(approved.folder, send=True).delivery
    assert first is not None
    assert second is not None
    assert (first.sent, second.sent, second.already_sent) == (2, 0, 2)
    assert sorted(to for sent in google_env.sent_mail for to in sent.recipients) == [
        "ada@example.org",
        "bo@example.org",
    ]
    assert {sent.account for sent in google_env.sent_mail} == {SENDER}


def test_a_letter_that_gmail_did_not_confirm_waits_for_a_person(approved: SmallRound, google_env: StandIn) -> None:
    google_env.faults.add(faults.reset(after_effect=True), method="messages.send")
    first = circle_back(approved.folder, send=True).delivery
    again = circle_back(approved.folder, send=True).delivery
    assert first is not None
    assert again is not None
    assert (first.sent, first.uncertain) == (1, 1)
    assert (again.sent, again.already_sent, again.uncertain) == (0, 1, 1)
    assert len(google_env.sent_mail) == 2


def test_when_the_limit_is_reached_the_rest_stays_planned(approved: SmallRound, google_env: StandIn) -> None:
    google_env.faults.add(faults.too_many(retry_after=20_000), method="messages.send", after=1)
    first = circle_back(approved.folder, send=True).delivery
    assert first is not None
    assert (first.sent, first.waiting) == (1, 1)
    again = circle_back(approved.folder, send=True).delivery
    assert again is not None
    assert (again.sent, again.already_sent) == (1, 1)
    assert len(google_env.sent_mail) == 2


def test_without_delegation_nothing_is_marked_as_sent(approved: SmallRound, google_env: StandIn) -> None:
    google_env.tokens.delegations.clear()
    with pytest.raises(MailerMisconfigured, match="domain-wide delegation"):
        circle_back(approved.folder, send=True)
    assert {delivery.state for delivery in deliveries(approved.folder)} == {DeliveryState.PLANNED}
