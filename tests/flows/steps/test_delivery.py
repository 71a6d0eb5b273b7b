"""Delivery through a real mail server: once each, and whatever happened is told."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from connectors.mailer import MailerUncertain
from flows.steps.approving import approve
from flows.steps.assemble import assemble
from flows.steps.circle_back import NotApproved, circle_back
from flows.steps.collect import collect
from flows.steps.deliveries import NothingToDecide, decide, deliveries
from flows.steps.letter_by_letter import deliver
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize
from flows.steps.workplace import open_workplace
from rounds.letters import DeliveryState, Letter
from rounds.round import Mail
from tests.connectors.mail_server import Inbox, running
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, SmallRound


@pytest.fixture
def heard(small: SmallRound) -> SmallRound:
    """A round in which a theme was heard, with letters to write."""
    small.write(LETTERS)
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path)
    read_back(small.folder)
    return small


def use_server(small: SmallRound, mail: Mail) -> None:
    small.write(f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\ntimeout_seconds = 5\n' + LETTERS)


def states(folder: Path) -> list[DeliveryState]:
    return [delivery.state for delivery in deliveries(folder)]


def test_approved_letters_go_to_every_interviewer_once(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        use_server(heard, mail)
        approve(heard.folder, "A lead")
        first = circle_back(heard.folder, send=True).delivery
        second = circle_back(heard.folder, send=True).delivery
    assert first is not None
    assert second is not None
    assert (first.sent, second.sent, second.already_sent) == (2, 0, 2)
    assert sorted(inbox.recipients) == ["ada@example.org", "bo@example.org"]
    subjects = {str(message_from_bytes(message, policy=default)["Subject"]) for message in inbox.messages}
    assert subjects == {"What we heard, and what happens next", "Lo que escuchamos y lo que sigue"}


def test_nothing_is_sent_without_an_approval(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        use_server(heard, mail)
        with pytest.raises(NotApproved):
            circle_back(heard.folder, send=True)
    assert inbox.messages == []


def test_one_refused_recipient_does_not_stop_the_others(heard: SmallRound) -> None:
    inbox = Inbox(answers={"ada@example.org": "550 no such mailbox"})
    with running(inbox) as mail:
        use_server(heard, mail)
        approve(heard.folder, "A lead")
        report = circle_back(heard.folder, send=True).delivery
    assert report is not None
    assert (report.sent, report.refused) == (1, 1)
    assert inbox.recipients == ["bo@example.org"]
    assert "ada@example.org" not in " ".join(report.problems)


def test_when_the_server_is_away_the_letters_wait_and_go_later(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        use_server(heard, mail)
    approve(heard.folder, "A lead")
    report = circle_back(heard.folder, send=True).delivery
    assert report is not None
    assert (report.sent, report.waiting) == (0, 2)
    with running(inbox) as mail:
        use_server(heard, mail)
        report = circle_back(heard.folder, send=True).delivery
    assert report is not None
    assert report.sent == 2


def test_a_run_that_died_while_sending_leaves_an_uncertain_letter_for_a_person(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        use_server(heard, mail)
        approve(heard.folder, "A lead")
        letters = circle_back(heard.folder).letters
        key = letters[0].key
        with open_workplace(heard.folder) as place, place.ledger() as ledger:
            ledger.plan(letters)
            assert ledger.claim(key) is not None  # and here the process dies
        report = circle_back(heard.folder, send=True).delivery
        assert report is not None
        assert (report.sent, report.uncertain) == (1, 1)
        assert sorted(states(heard.folder)) == ["sent", "uncertain"]
        decide(heard.folder, key, arrived=False)
        report = circle_back(heard.folder, send=True).delivery
    assert report is not None
    assert (report.sent, report.already_sent) == (1, 1)
    assert len(inbox.messages) == 2


def test_there_is_nothing_to_decide_about_a_letter_that_nobody_knows(heard: SmallRound) -> None:
    with pytest.raises(NothingToDecide):
        decide(heard.folder, "no-such-letter", arrived=True)


def test_a_summary_goes_to_the_leads_once_and_again_only_when_it_changed(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        use_server(heard, mail)
        counts = [report.sent for _ in range(2) if (report := summarize(heard.folder, send=True).delivery)]
        heard.write(
            f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\n'
            'security = "none"\n[summary]\nto_decide = ["Who calls whom?"]\n' + LETTERS
        )
        changed = summarize(heard.folder, send=True).delivery
    assert counts == [1, 0]
    assert changed is not None
    assert changed.sent == 1
    assert inbox.recipients == ["lead@example.org"] * 2


def test_a_full_mailbox_holds_nobody_else_up(heard: SmallRound) -> None:
    inbox = Inbox(answers={"ada@example.org": "452 mailbox full", "bo@example.org": ""})
    with running(inbox) as mail:
        use_server(heard, mail)
        approve(heard.folder, "A lead")
        report = circle_back(heard.folder, send=True).delivery
    assert report is not None
    assert (report.sent, report.waiting) == (1, 1)
    assert inbox.recipients == ["bo@example.org"]


def test_a_letter_whose_arrival_nobody_knows_becomes_uncertain_at_once(heard: SmallRound) -> None:
    class LosesConnection:
        def send(self, letter: Letter, message_id: str) -> None:
            raise MailerUncertain(f"{letter.key}: it may have arrived.")

        def close(self) -> None:
            pass

    letters = circle_back(heard.folder).letters
    with open_workplace(heard.folder) as place, place.ledger() as ledger:
        ledger.plan(letters)
        report = deliver(ledger, LosesConnection(), letters)
    assert (report.sent, report.uncertain, len(report.problems)) == (0, 2, 2)
    assert states(heard.folder) == ["uncertain", "uncertain"]
