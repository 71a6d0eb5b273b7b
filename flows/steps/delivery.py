"""Delivery: letters into the outbox to look at, and on their way as `[mail]` says."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.mail_pace import DAY, Pace
from connectors.mailer import Mailer
from connectors.outbox import Outbox
from connectors.smtp import SmtpMailer
from flows.steps.letter_by_letter import DeliveryReport, deliver, message_id
from flows.steps.workplace import OUTBOX
from rounds.ledger import Ledger
from rounds.letters import DeliveryState, Letter
from rounds.round import Mail, Round

__all__ = ["DeliveryReport", "clear", "deliver", "lay_out", "mailer_for", "send"]


def lay_out(
    round_: Round, ledger: Ledger, letters: Sequence[Letter], name: str, stopped: Sequence[Sequence[str]] = ()
) -> Path:
    """Writes ``letters`` as .eml files with an index page into outbox/``name``, and takes away older ones there.

    The page also says of ``stopped`` letters where in each something was seen that must not leave.
    """
    outbox = Outbox(round_.path(str(OUTBOX / name)))
    for letter in letters:
        outbox.send(letter, message_id(ledger, letter))
    outbox.keep_only([letter.key for letter in letters])
    outbox.close(stopped)
    return outbox.folder


def clear(round_: Round, name: str) -> None:
    """Takes away whatever waits in outbox/``name``."""
    folder = round_.path(str(OUTBOX / name))
    if folder.is_dir():
        outbox = Outbox(folder)
        outbox.keep_only(())
        outbox.close()


def send(round_: Round, ledger: Ledger, letters: Sequence[Letter], outbox: Path) -> DeliveryReport:
    """Sends ``letters`` the way `[mail]` says; without one they wait in ``outbox`` to be sent by hand.

    They are planned in either case: the ledger knows of those that a person sends, and marks as sent by hand.
    """
    keys = [letter.key for letter in letters]
    _plan(ledger, letters)
    if round_.mail is None:
        return _wait_in_outbox(ledger, keys, outbox)
    mailer = mailer_for(round_.mail, next((letter.sender for letter in letters), None))
    return deliver(ledger, mailer, letters, _pace(round_, round_.mail, ledger))


def mailer_for(mail: Mail, sender: str | None) -> Mailer:
    """The mailer that `[mail]` names; Gmail sends from ``sender`` unless a `user` is given."""
    if mail.service == "gmail":
        from connectors.gmail import gmail_mailer  # Google's clients take a second to import

        return gmail_mailer(mail.user or sender)
    return SmtpMailer(mail, password=os.environ.get("SAYBACK_SMTP_PASSWORD"))


def _plan(ledger: Ledger, letters: Sequence[Letter]) -> None:
    """Plans ``letters`` in place of those of the same kind that still wait: an older summary, a letter to who left."""
    keys = {letter.key for letter in letters}
    for kind in {"/".join(key.split("/")[:2]) + "/" for key in keys}:  # ROUND/letter/..., ROUND/summary/...
        ledger.drop_superseded(kind, keys)
    ledger.plan(letters)


def _wait_in_outbox(ledger: Ledger, keys: Sequence[str], outbox: Path) -> DeliveryReport:
    ledger.sweep_uncertain()
    states = ledger.delivery_states()
    mine = [states[key] for key in keys if key in states]
    return DeliveryReport(
        already_sent=mine.count(DeliveryState.SENT),
        refused=mine.count(DeliveryState.REFUSED),
        uncertain=mine.count(DeliveryState.UNCERTAIN),
        waiting=mine.count(DeliveryState.PLANNED),
        outbox=outbox,
    )


def _pace(round_: Round, mail: Mail, ledger: Ledger) -> Pace:
    return Pace(mail, ledger.sent_since(datetime.now(UTC) - DAY), ZoneInfo(round_.timezone))
