"""Circle back: a letter per interviewer, to pass on. Drafted freely, sent only with an approval of exactly these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.steps.delivery import DeliveryReport, lay_out
from flows.steps.delivery import send as send_letters
from flows.steps.letter_look import Stopped
from flows.steps.letters import draft_letters
from flows.steps.releases import record_letters
from flows.steps.workplace import Workplace, open_workplace
from rounds.errors import Refused
from rounds.ledger import Ledger
from rounds.letters import Letter, letters_digest

APPROVAL = "circle-back"
DRAFTS = "letters"


class NotApproved(Refused):
    """A lead has not approved exactly these letters to exactly these people."""


@dataclass(frozen=True, slots=True)
class CircleBackReport:
    """What was drafted, whether it is approved, and what was sent. ``stopped`` letters do not leave.

    ``opted_out`` counts people who want no mail, and get none.
    """

    folder: Path
    letters: tuple[Letter, ...]
    stopped: tuple[Stopped, ...]
    digest: str
    approved_by: str | None
    delivery: DeliveryReport | None
    opted_out: int = 0


def circle_back(folder: Path, *, send: bool = False, may_wait: bool = False) -> CircleBackReport:
    """Drafts the letters as .eml files; with ``send`` delivers them.

    Without an approval of exactly these nothing is planned or sent: raises NotApproved, or with ``may_wait`` reports
    letters that nobody approved and no delivery.
    """
    with open_workplace(folder) as place, place.ledger() as ledger:
        drafts = draft_letters(place, ledger)
        digest = letters_digest(drafts.letters)
        approval = ledger.approved(APPROVAL, digest)
        laid_out = lay_out(place.round, ledger, drafts.letters, DRAFTS, drafts.stopped_at)
        none_may_leave = bool(drafts.stopped and not drafts.letters)
        waits = none_may_leave or (may_wait and approval is None)
        approved = approval is not None
        delivery = _send(place, ledger, drafts.letters, laid_out, approved=approved) if send and not waits else None
        return CircleBackReport(
            laid_out,
            drafts.letters,
            drafts.stopped,
            digest,
            approval.who if approval else None,
            delivery,
            drafts.opted_out,
        )


def _send(
    place: Workplace, ledger: Ledger, letters: Sequence[Letter], drafts: Path, *, approved: bool
) -> DeliveryReport:
    if not approved:
        raise NotApproved(
            "These letters are not approved: nothing was sent. Look at them in the outbox, then have a lead run"
            f' `sayback approve {place.round.folder} --who "NAME"`. Any change to them voids the approval.'
        )
    if letters:
        record_letters(place)
    return send_letters(place.round, ledger, letters, drafts)
