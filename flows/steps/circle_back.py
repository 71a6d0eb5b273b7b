"""Circle back: a letter per interviewer, to pass on. Drafted freely, sent only with an approval of exactly these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from flows.steps.delivery import DRAFTS, DeliveryReport, lay_out
from flows.steps.delivery import send as send_letters
from flows.steps.events import logged
from flows.steps.gone_out import WentOut, went_out
from flows.steps.left_before import note_what_left_before
from flows.steps.letter_look import Stopped
from flows.steps.letters import draft_letters
from flows.steps.releases import record_letters
from flows.steps.summary_mails import any_to_go
from flows.steps.workplace import Workplace, open_workplace
from rounds.errors import Refused
from rounds.ledger import Ledger
from rounds.letters import Letter, letters_digest

__all__ = ["APPROVAL", "DRAFTS", "CircleBackReport", "NotApproved", "SentBefore", "circle_back"]

APPROVAL = "circle-back"


class NotApproved(Refused):
    """A lead has not approved exactly these letters to exactly these people."""


class SentBefore(NotApproved):
    """Nobody approved these letters, and nobody needs to: all went out before."""


@dataclass(frozen=True, slots=True)
class CircleBackReport:
    """What was drafted, whether it is approved, and what was sent. ``stopped`` letters do not leave.

    ``opted_out`` counts people who want no mail, and get none; ``not_passed_on`` of them are interviewers, for whom
    somebody else should tell the people whom they listened to. ``before`` tells which had gone out before this run;
    ``round_folder`` is the round's folder as it was typed.
    """

    folder: Path
    letters: tuple[Letter, ...]
    stopped: tuple[Stopped, ...]
    digest: str
    approved_by: str | None
    delivery: DeliveryReport | None
    opted_out: int = 0
    not_passed_on: int = 0
    before: WentOut | None = None
    round_folder: Path = Path()


@logged("circle-back")
def circle_back(folder: Path, *, send: bool = False, may_wait: bool = False) -> CircleBackReport:
    """Drafts the letters as .eml files; with ``send`` delivers them.

    Without an approval of exactly these nothing is planned or sent: raises NotApproved, or with ``may_wait`` reports
    letters that nobody approved and no delivery. Raises SentBefore where all went out before, and are not approved.
    """
    with open_workplace(folder) as place, place.ledger() as ledger:
        note_what_left_before(place)
        drafts = draft_letters(place, ledger)
        digest = letters_digest(drafts.letters)
        approval = ledger.approved(APPROVAL, digest)
        laid_out = lay_out(place.round, ledger, drafts.letters, DRAFTS, drafts.stopped_at)
        before = went_out(place.round, ledger, drafts.letters, [one.letter_key for one in drafts.stopped])
        none_may_leave = bool(drafts.stopped and not drafts.letters)
        may_wait = may_wait and not (before and before.all)  # an approval would send nothing
        waits = none_may_leave or (may_wait and approval is None)
        if send and approval is None and not waits:
            raise _not_approved(place, before)
        delivery = _send(place, ledger, drafts.letters, laid_out) if send and not waits else None
        return CircleBackReport(
            laid_out,
            drafts.letters,
            drafts.stopped,
            digest,
            approval.who if approval else None,
            delivery,
            drafts.opted_out,
            drafts.not_passed_on,
            before,
            place.round.folder,
        )


def _not_approved(place: Workplace, before: WentOut | None) -> NotApproved:
    if before and before.all:
        return SentBefore(f"{before.said()} Nothing was sent now.")
    which = f"{before.said()} {before.left()}" if before else "These letters are"
    return NotApproved(
        f"{which} not approved: nothing was sent. Look at them in the outbox, then have a lead run"
        f' `sayback approve {quote(str(place.round.folder))} --who "NAME"`. Any change to them voids the approval.'
    )


def _send(place: Workplace, ledger: Ledger, letters: Sequence[Letter], drafts: Path) -> DeliveryReport:
    if any_to_go(ledger, letters):
        record_letters(place)
    return send_letters(place.round, ledger, letters, drafts)
