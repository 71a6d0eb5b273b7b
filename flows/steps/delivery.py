"""Delivery: claim a planned letter, hand it to the mailer, note what became of it. At most once, never twice."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from connectors.mailer import (
    Mailer,
    MailerMisconfigured,
    MailerPostponed,
    MailerRefused,
    MailerUnavailable,
    MailerUncertain,
)
from connectors.outbox import Outbox
from connectors.smtp import SmtpMailer
from flows.steps.workplace import OUTBOX, open_workplace
from rounds.errors import SaybackError
from rounds.ledger import Ledger
from rounds.letters import DeliveryState, Letter
from rounds.round import Mail, Round


@dataclass(slots=True)
class DeliveryReport:
    """Counts of one delivery; ``uncertain`` letters wait for a person."""

    sent: int = 0
    already_sent: int = 0
    refused: int = 0
    uncertain: int = 0
    waiting: int = 0
    outbox: Path | None = None
    problems: list[str] = field(default_factory=list)


def lay_out(round_: Round, ledger: Ledger, letters: Sequence[Letter], name: str) -> Path:
    """Writes ``letters`` as .eml files with an index page into outbox/``name``, and takes away older ones there."""
    outbox = Outbox(round_.path(str(OUTBOX / name)))
    for letter in letters:
        outbox.send(letter, ledger.message_id(letter.key, _domain(letter)))
    outbox.keep_only([letter.key for letter in letters])
    outbox.close()
    return outbox.folder


def clear(round_: Round, name: str) -> None:
    """Takes away whatever waits in outbox/``name``."""
    folder = round_.path(str(OUTBOX / name))
    if folder.is_dir():
        outbox = Outbox(folder)
        outbox.keep_only(())
        outbox.close()


def send(round_: Round, ledger: Ledger, letters: Sequence[Letter], outbox: Path) -> DeliveryReport:
    """Sends ``letters`` the way `[mail]` says; without one they wait in ``outbox`` to be sent by hand."""
    if round_.mail is None:
        return DeliveryReport(waiting=len(letters), outbox=outbox)
    ledger.plan(letters)
    mailer = mailer_for(round_.mail, next((letter.sender for letter in letters), None))
    return deliver(ledger, mailer, [letter.key for letter in letters])


def mailer_for(mail: Mail, sender: str | None) -> Mailer:
    """The mailer that `[mail]` names; Gmail sends from ``sender`` unless a `user` is given."""
    if mail.service == "gmail":
        from connectors.gmail import gmail_mailer  # Google's clients take a second to import

        return gmail_mailer(mail.user or sender)
    return SmtpMailer(mail, password=os.environ.get("SAYBACK_SMTP_PASSWORD"))


def deliver(ledger: Ledger, mailer: Mailer, keys: Sequence[str]) -> DeliveryReport:
    """Sends the planned letters among ``keys``. Stops early when the server is away; the rest stay planned."""
    report = DeliveryReport()
    ledger.sweep_uncertain()  # left behind by a run that died: a person decides, nobody sends it again
    try:
        for position, key in enumerate(keys):
            try:
                _deliver_one(ledger, mailer, key, report)
            except MailerUnavailable as error:
                report.waiting += len(keys) - position
                report.problems.append(str(error))
                break
    finally:
        mailer.close()
    return report


def _deliver_one(ledger: Ledger, mailer: Mailer, key: str, report: DeliveryReport) -> None:
    letter = ledger.claim(key)
    if letter is None:
        _count_settled(ledger, key, report)
        return
    try:
        mailer.send(letter, ledger.message_id(key, _domain(letter)))
    except MailerRefused as error:
        ledger.mark_refused(key, "refused")
        report.refused += 1
        report.problems.append(str(error))
    except MailerUncertain as error:
        ledger.sweep_uncertain()  # the round's lock is ours: nothing else is being sent
        report.uncertain += 1
        report.problems.append(str(error))
    except MailerPostponed as error:
        ledger.release(key)
        report.waiting += 1
        report.problems.append(str(error))
    except (MailerUnavailable, MailerMisconfigured):
        ledger.release(key)
        raise
    else:
        ledger.mark_sent(key)
        report.sent += 1


def _domain(letter: Letter) -> str:
    return letter.sender.rpartition("@")[2]


def _count_settled(ledger: Ledger, key: str, report: DeliveryReport) -> None:
    """A letter that is not planned any more: sent before, refused before, or waiting for a person."""
    state = next((delivery.state for delivery in ledger.deliveries() if delivery.letter_key == key), None)
    report.already_sent += state is DeliveryState.SENT
    report.refused += state is DeliveryState.REFUSED
    report.uncertain += state in (DeliveryState.UNCERTAIN, DeliveryState.SENDING)


class NothingToDecide(SaybackError):
    """No uncertain or refused letter has that key."""


def decide(folder: Path, letter_key: str, *, arrived: bool) -> None:
    """Notes down what a person found out about an uncertain letter: it arrived, or it is to be planned again."""
    with open_workplace(folder) as place, place.ledger() as ledger:
        ledger.sweep_uncertain()
        if not ledger.decide(letter_key, arrived=arrived):
            raise NothingToDecide("No letter of that name is uncertain or refused. `sayback deliveries` lists them.")
