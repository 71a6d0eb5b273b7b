"""A thousand letters through a real mail server: all of them arrive, each once, as they were planned."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from connectors.mailer import MailerMisconfigured
from connectors.smtp import SmtpMailer
from flows.steps.letter_by_letter import deliver, message_id
from rounds.letters import DeliveryState, Letter
from tests.system.exim import PASSWORD, Exim, running_exim
from tests.system.mail_letters import open_ledger, plan_letters

pytestmark = pytest.mark.system
LETTERS = 1_000


@pytest.fixture(scope="module")
def exim():
    with running_exim() as server:
        yield server


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def content(part: EmailMessage | None) -> str:
    assert part is not None
    return part.get_content().replace("\r\n", "\n")


def assert_is(message: EmailMessage, letter: Letter) -> None:
    assert message["To"].addresses[0].addr_spec == letter.recipient.email
    assert message["To"].addresses[0].display_name == letter.recipient.name
    assert message["Envelope-to"] == letter.recipient.email
    assert message["Subject"] == letter.subject
    assert content(message.get_body(("plain",))) == letter.text
    assert content(message.get_body(("html",))).rstrip("\n") == letter.html
    files = [(part.get_filename(), content(part).rstrip("\n")) for part in message.iter_attachments()]
    assert files == [(file.name, file.content) for file in letter.attachments]


def test_a_thousand_letters_arrive_each_once_with_all_that_was_planned(exim: Exim, tmp_path: Path) -> None:
    letters = plan_letters(tmp_path, LETTERS)
    with open_ledger(tmp_path) as ledger:
        report = deliver(ledger, SmtpMailer(exim.settings, PASSWORD, exim.trusting()), letters)
        states = Counter(ledger.delivery_states().values())
        planned = {message_id(ledger, letter): letter for letter in letters}
    assert (report.sent, report.problems) == (LETTERS, [])
    assert states == {DeliveryState.SENT: LETTERS}
    arrived = [parsed(raw) for raw in exim.arrived()]
    assert Counter(str(message["Message-ID"]) for message in arrived) == dict.fromkeys(planned, 1)
    for message in arrived:
        assert_is(message, planned[str(message["Message-ID"])])


def test_a_refused_mailbox_is_told_by_the_servers_code_and_holds_nobody_up(exim: Exim, tmp_path: Path) -> None:
    first, second = plan_letters(tmp_path, 2)
    gone = replace(first, recipient=replace(first.recipient, email="gone@example.org"))
    with open_ledger(tmp_path) as ledger:
        ledger.plan([gone])
        report = deliver(ledger, SmtpMailer(exim.settings, PASSWORD, exim.trusting()), [gone, second])
        [refused] = [entry for entry in ledger.overview() if entry.state is DeliveryState.REFUSED]
    assert (report.sent, report.refused) == (1, 1)
    assert refused.reason_code == "5.1.1"
    assert "gone@" not in " ".join(report.problems)


def test_a_wrong_password_sends_nothing_and_leaves_everything_planned(exim: Exim, tmp_path: Path) -> None:
    letters = plan_letters(tmp_path, 2)
    with open_ledger(tmp_path) as ledger:
        with pytest.raises(MailerMisconfigured, match="SAYBACK_SMTP_PASSWORD"):
            deliver(ledger, SmtpMailer(exim.settings, "another", exim.trusting()), letters)
        assert set(ledger.delivery_states().values()) == {DeliveryState.PLANNED}
