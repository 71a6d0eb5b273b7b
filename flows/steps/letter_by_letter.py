"""Letter by letter: claim it, hand it to the mailer, note what became of it. At most once, never twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from connectors.mail_pace import Pace
from connectors.mailer import (
    Mailer,
    MailerMisconfigured,
    MailerPostponed,
    MailerRefused,
    MailerUnavailable,
    MailerUncertain,
    MailLimitReached,
)
from flows.steps.interrupts import StopAsked, finished_first
from flows.steps.progress import progress
from rounds.ledger import Ledger
from rounds.letters import DeliveryState, Letter


@dataclass(slots=True)
class DeliveryReport:
    """Counts of one delivery; ``uncertain`` letters wait for a person.

    ``outbox`` is where they wait to be sent by hand, without `[mail]`; ``again_at`` when a daily limit lets more go;
    ``round_folder`` the round's folder as it was typed.
    """

    sent: int = 0
    already_sent: int = 0
    refused: int = 0
    uncertain: int = 0
    waiting: int = 0
    outbox: Path | None = None
    problems: list[str] = field(default_factory=list)
    again_at: datetime | None = None
    round_folder: Path = Path()


def deliver(ledger: Ledger, mailer: Mailer, letters: Sequence[Letter], pace: Pace | None = None) -> DeliveryReport:
    """Sends those of ``letters`` that are planned, as fast as ``pace`` allows, and closes ``mailer``.

    Stops early when the server is away or the day's letters are used up; the rest stay planned. An interrupt ends it
    behind the letter in hand.
    """
    ledger.sweep_uncertain()  # left behind by a run that died: a person decides, nobody sends it again
    report, waiting = _settled_before(ledger, letters)
    progress().begin("Sending", len(waiting))
    run = _Run(ledger, mailer, waiting, pace, report)
    try:
        while run.left:
            if pace is not None:
                pace.wait()  # nothing is claimed meanwhile: whoever interrupts it leaves no doubt behind
            with finished_first() as stop:
                run.send_at_once(stop)
    except MailerUnavailable as error:
        report.waiting += run.left
        report.problems.append(str(error))
        report.again_at = error.again_at if isinstance(error, MailLimitReached) else None
    finally:
        mailer.close()
    return report


def _settled_before(ledger: Ledger, letters: Sequence[Letter]) -> tuple[DeliveryReport, list[Letter]]:
    """Letters that are not planned any more, counted: sent or refused before, or waiting for a person. The others."""
    states, waiting = ledger.delivery_states(), list[Letter]()
    report = DeliveryReport()
    for letter in letters:
        state = states.get(letter.key)
        report.already_sent += state is DeliveryState.SENT
        report.refused += state is DeliveryState.REFUSED
        report.uncertain += state in (DeliveryState.UNCERTAIN, DeliveryState.SENDING)
        if state is DeliveryState.PLANNED:
            waiting.append(letter)
    return report, waiting


class _Run:
    """One run through the letters that wait. One letter at a time is *sending*, in the ledger and on the line."""

    def __init__(
        self, ledger: Ledger, mailer: Mailer, letters: Sequence[Letter], pace: Pace | None, report: DeliveryReport
    ) -> None:
        self._ledger = ledger
        self._mailer = mailer
        self._letters = letters
        self._pace = pace
        self._report = report
        self._place = 0

    @property
    def left(self) -> int:
        """How many are not settled."""
        return len(self._letters) - self._place

    def send_at_once(self, stop: StopAsked) -> None:
        """Sends the next letter, and those behind it that need not wait, until somebody asks to stop."""
        in_hand = self._ledger.claim(self._letters[self._place].key)
        if in_hand is None:  # its recipient opted out meanwhile
            self._next()
        while in_hand is not None:
            in_hand = self._send(in_hand, stop)

    def _send(self, letter: Letter, stop: StopAsked) -> Letter | None:
        """Sends ``letter`` and notes what became of it; the next one if it was claimed with that."""
        ledger, report, key = self._ledger, self._report, letter.key
        if self._pace is not None:
            self._pace.note_attempt()
        try:
            self._mailer.send(letter, message_id(ledger, letter))
        except MailerRefused as error:
            ledger.mark_refused(key, error.code)
            report.refused += 1
            report.problems.append(str(error))
        except MailerUncertain as error:
            ledger.mark_uncertain(key)
            self._note_sent()
            report.uncertain += 1
            report.problems.append(str(error))
        except MailerPostponed as error:
            ledger.release(key, error.code)
            report.waiting += 1
            report.problems.append(str(error))
        except (MailerUnavailable, MailerMisconfigured):
            ledger.release(key)
            raise
        else:
            report.sent += 1
            self._note_sent()
            return self._sent(key, stop)
        self._next()
        return None

    def _note_sent(self) -> None:
        if self._pace is not None:
            self._pace.note_sent()

    def _sent(self, key: str, stop: StopAsked) -> Letter | None:
        if stop or self.left < 2 or not (self._pace is None or self._pace.is_free()):
            self._ledger.mark_sent(key)
            self._next()
            return None
        upcoming = self._ledger.mark_sent_and_claim(key, self._letters[self._place + 1])
        self._next()
        if upcoming is None:
            self._next()
        return upcoming

    def _next(self) -> None:
        self._place += 1
        progress().advance(1, 0)


def message_id(ledger: Ledger, letter: Letter) -> str:
    """The Message-ID of a letter, at its sender's domain."""
    return ledger.message_id(letter.key, letter.sender.rpartition("@")[2])
