"""Letter by letter: one is claimed at a time, and what became of each is noted before anything else happens."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from connectors.mail_pace import Pace
from connectors.mailer import MailerMisconfigured, MailerPostponed, MailerRefused, MailerUnavailable, MailerUncertain
from flows.steps.letter_by_letter import deliver
from rounds.ledger import Ledger
from rounds.letters import DeliveryState, Letter
from rounds.round import Mail
from tests.rounds.samples import KEYRING, LEDGER_URL, TEAM, letter


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(LEDGER_URL, tmp_path, KEYRING) as ledger:
        yield ledger


@pytest.fixture
def letters(ledger: Ledger) -> list[Letter]:
    """Six letters, planned."""
    ledger.sync_team(TEAM)
    made = [letter(ledger.recipients()[0], f"spring/letter/{nth}") for nth in range(6)]
    ledger.plan(made)
    return made


class Told:
    """A mailer that does as it is told for the letter of each number, and notes what it was given."""

    def __init__(self, ledger: Ledger, told: dict[int, Exception | Callable[[], None]] | None = None) -> None:
        self.ledger, self.told = ledger, told or {}
        self.given: list[Letter] = []
        self.sending: list[int] = []
        self.closed = False

    def send(self, one: Letter, message_id: str) -> None:
        self.given.append(one)
        self.sending.append(Counter(self.ledger.delivery_states().values())[DeliveryState.SENDING])
        act = self.told.get(int(one.key.rpartition("/")[2]))
        if isinstance(act, Exception):
            raise act
        if act is not None:
            act()

    def check(self) -> None: ...

    def close(self) -> None:
        self.closed = True


def states(ledger: Ledger) -> list[str]:
    return [str(state) for _, state in sorted(ledger.delivery_states().items())]


def test_every_letter_goes_once_and_one_at_a_time_is_being_sent(ledger: Ledger, letters: list[Letter]) -> None:
    mailer = Told(ledger)
    assert deliver(ledger, mailer, letters).sent == 6
    again = deliver(ledger, mailer, letters)
    assert (again.sent, again.already_sent) == (0, 6)
    assert mailer.given == letters
    assert mailer.sending == [1] * 6
    assert mailer.closed


def test_each_failure_ends_in_its_state_with_its_code(ledger: Ledger, letters: list[Letter]) -> None:
    mailer = Told(
        ledger,
        {
            1: MailerRefused("no such mailbox", "5.1.1"),
            2: MailerUncertain("no answer"),
            3: MailerPostponed("greylisted", "4.7.1"),
            4: MailerRefused("its Subject is not valid"),
        },
    )
    report = deliver(ledger, mailer, letters)
    assert (report.sent, report.refused, report.uncertain, report.waiting) == (2, 2, 1, 1)
    assert states(ledger) == ["sent", "refused", "uncertain", "planned", "refused", "sent"]
    codes = [entry.reason_code for entry in ledger.overview()]
    assert codes == [None, "5.1.1", None, "4.7.1", "not-valid", None]


def test_when_the_server_is_away_the_rest_waits_and_what_left_before_is_not_counted_as_waiting(
    ledger: Ledger, letters: list[Letter]
) -> None:
    deliver(ledger, Told(ledger), letters[4:])
    report = deliver(ledger, Told(ledger, {2: MailerUnavailable("away")}), letters)
    assert (report.sent, report.already_sent, report.waiting) == (2, 2, 2)
    assert states(ledger) == ["sent", "sent", "planned", "planned", "sent", "sent"]


def test_a_setting_to_mend_stops_everything_and_leaves_nothing_in_doubt(ledger: Ledger, letters: list[Letter]) -> None:
    mailer = Told(ledger, {2: MailerMisconfigured("wrong sender")})
    with pytest.raises(MailerMisconfigured):
        deliver(ledger, mailer, letters)
    assert states(ledger) == ["sent", "sent", *["planned"] * 4]
    assert mailer.closed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_takes_effect_behind_the_letter_in_hand(
    ledger: Ledger, letters: list[Letter], number: signal.Signals
) -> None:
    usual = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            deliver(ledger, Told(ledger, {1: lambda: os.kill(os.getpid(), number)}), letters)
        assert signal.getsignal(signal.SIGTERM) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGTERM, usual)
    assert states(ledger) == ["sent", "sent", *["planned"] * 4]
    assert deliver(ledger, Told(ledger), letters).sent == 4


def test_a_second_interrupt_takes_effect_at_once_and_leaves_a_letter_for_a_person(
    ledger: Ledger, letters: list[Letter]
) -> None:
    def twice() -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        deliver(ledger, Told(ledger, {1: twice}), letters)
    report = deliver(ledger, Told(ledger), letters)
    assert (report.sent, report.uncertain) == (4, 1)


def test_nothing_is_claimed_while_a_limit_makes_it_wait(ledger: Ledger, letters: list[Letter]) -> None:
    seen: list[int] = []

    def sleep(seconds: float) -> None:
        seen.append(Counter(ledger.delivery_states().values())[DeliveryState.SENDING])
        if len(seen) == 3:
            raise KeyboardInterrupt

    pace = Pace(Mail(host="mail.example.org", per_minute=60), sleep=sleep)
    with pytest.raises(KeyboardInterrupt):
        deliver(ledger, Told(ledger), letters, pace)
    assert seen == [0, 0, 0]
    assert states(ledger) == [*["sent"] * 3, *["planned"] * 3]


def test_the_days_limit_is_kept_and_the_rest_waits(ledger: Ledger, letters: list[Letter]) -> None:
    mailer = Told(ledger)
    report = deliver(ledger, mailer, letters, Pace(Mail(host="mail.example.org", per_day=4)))
    assert (report.sent, report.waiting, len(mailer.given)) == (4, 2, 4)
    assert report.again_at is not None
    assert states(ledger) == [*["sent"] * 4, *["planned"] * 2]


def test_a_letter_that_is_planned_otherwise_than_the_caller_thinks_goes_as_it_is_planned(
    ledger: Ledger, letters: list[Letter]
) -> None:
    outdated = [replace(one, text="An older text.") for one in letters]
    mailer = Told(ledger)
    deliver(ledger, mailer, outdated)
    assert mailer.given == letters
