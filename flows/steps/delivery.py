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
from rounds.ledger_overview import BY_HAND, DeliveryEntry
from rounds.letters import MAY_HAVE_LEFT, DeliveryState, Letter
from rounds.round import Mail, Round

__all__ = [
    "DRAFTS",
    "MAILS",
    "MAIL_DRAFTS",
    "DeliveryReport",
    "amend_outbox",
    "clear",
    "day",
    "deliver",
    "lay_out",
    "mailer_for",
    "send",
]

DRAFTS, MAILS, MAIL_DRAFTS = "letters", "summary", "summary-draft"  # folders of the outbox
# Which kinds of letters lie in which folder: the second parts of their keys.
_KINDS = {DRAFTS: ("letter", "direct"), MAILS: ("summary",), MAIL_DRAFTS: ()}


def lay_out(
    round_: Round, ledger: Ledger, letters: Sequence[Letter], name: str, stopped: Sequence[Sequence[str]] = ()
) -> Path:
    """Writes ``letters`` as .eml files with an index page into outbox/``name``, and takes away older ones there.

    Nothing lies there of those that left, or may have: the page names them apart, so that nobody sends them twice. It
    also says of ``stopped`` letters where in each something was seen that must not leave.
    """
    outbox = Outbox(round_.path(str(OUTBOX / name)))
    left = _note_gone(round_, ledger, outbox)
    to_send = [letter for letter in letters if letter.key not in left]
    for letter in to_send:
        outbox.send(letter, message_id(ledger, letter))
    outbox.keep_only([letter.key for letter in to_send])
    outbox.close(stopped)
    return outbox.folder


def amend_outbox(round_: Round, ledger: Ledger) -> None:
    """Takes whatever left, or may have, out of the whole outbox. To be called when something has left."""
    for name in _KINDS:
        outbox = Outbox(round_.path(str(OUTBOX / name)))
        if outbox.folder.is_dir():
            _note_gone(round_, ledger, outbox)
            outbox.amend(list(ledger.delivery_states()))


def _note_gone(round_: Round, ledger: Ledger, outbox: Outbox) -> set[str]:
    """Tells ``outbox`` which letters of its kinds left, or may have; returns their keys."""
    prefixes = tuple(f"{round_.name}/{kind}/" for kind in _KINDS[outbox.folder.name])
    gone = [one for one in ledger.overview() if one.state in MAY_HAVE_LEFT and one.letter_key.startswith(prefixes)]
    for one in sorted(gone, key=lambda one: one.changed_at):
        outbox.gone(one.letter_key, one.language, _became(one, ZoneInfo(round_.timezone)))
    return {one.letter_key for one in gone}


def _became(entry: DeliveryEntry, zone: ZoneInfo) -> str:
    if entry.state is not DeliveryState.SENT:
        return "It may have arrived: see `sayback deliveries`."
    by_hand = " by hand" if entry.reason_code == BY_HAND else ""
    return f"Sent{by_hand} on {day(entry.changed_at.astimezone(zone))}; do not send again."


def day(moment: datetime) -> str:
    """A day as messages say it: ``Nov 22, 2026``."""
    return f"{moment:%b} {moment.day}, {moment.year}"


def clear(round_: Round, name: str) -> None:
    """Takes away whatever waits in outbox/``name``."""
    folder = round_.path(str(OUTBOX / name))
    if folder.is_dir():
        outbox = Outbox(folder)
        outbox.keep_only(())
        outbox.close()


def send(round_: Round, ledger: Ledger, letters: Sequence[Letter], outbox: Path) -> DeliveryReport:
    """Sends ``letters`` the way `[mail]` says; without one they wait in ``outbox`` to be sent by hand.

    They are planned in either case: the ledger knows of those that a person sends, and marks as sent by hand. What
    left does not stay in the outbox.
    """
    keys = [letter.key for letter in letters]
    _plan(ledger, letters)
    if round_.mail is None:
        report = _wait_in_outbox(ledger, keys, outbox)
    else:
        mailer = mailer_for(round_.mail, next((letter.sender for letter in letters), None))
        try:
            report = deliver(ledger, mailer, letters, _pace(round_, round_.mail, ledger))
        finally:
            amend_outbox(round_, ledger)
    report.round_folder = round_.folder
    return report


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
