"""Circle back: a letter per interviewer, to pass on. Drafted freely, sent only with an approval of exactly these."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from connectors.outbox import Outbox
from flows.steps.delivery import DeliveryReport, deliver, mailer_for
from flows.steps.redactors import second_look
from flows.steps.summarize import current_summary
from flows.steps.visible_text import visible_text
from flows.steps.workplace import OUTBOX, Workplace, open_workplace
from reports.letter import write_letter
from rounds.errors import Refused, RoundFileError
from rounds.ledger import Ledger
from rounds.letters import Letter, letters_digest

APPROVAL = "circle-back"


class NotApproved(Refused):
    """A lead has not approved exactly these letters to exactly these people."""


@dataclass(frozen=True, slots=True)
class CircleBackReport:
    """What was drafted, whether it is approved, and what was sent."""

    folder: Path
    letters: tuple[Letter, ...]
    digest: str
    approved_by: str | None
    delivery: DeliveryReport | None


def circle_back(folder: Path, *, send: bool = False) -> CircleBackReport:
    """Drafts the letters as .eml files; with ``send`` delivers them. Raises NotApproved without an approval."""
    with open_workplace(folder) as place:
        ledger = place.ledger()
        try:
            letters = draft_letters(place, ledger)
            digest = letters_digest(letters)
            approval = ledger.approved(APPROVAL, digest)
            drafts = write_drafts(place, ledger, letters)
            delivery = _send(place, ledger, letters, approved=approval is not None) if send else None
            return CircleBackReport(drafts, tuple(letters), digest, approval.who if approval else None, delivery)
        finally:
            ledger.close()


def draft_letters(place: Workplace, ledger: Ledger) -> list[Letter]:
    """One letter per interviewer with an address, looked at again as it would leave. Raises SaybackError."""
    if not place.round.team:
        raise RoundFileError(
            f"{place.round.path('round.toml')}: letters go to the interviewers; set `team` to a team.csv."
        )
    ledger.sync_team(place.team())
    summary = current_summary(place)
    quotes = place.round.letters.quotes if place.round.letters else ()
    letters = [
        write_letter(place.round, summary, recipient, quotes=quotes, language=recipient.language)
        for recipient in ledger.recipients()
    ]
    look = second_look(place)
    for letter in letters:
        look.pass_or_stop((f"letter {letter.key}, {part}", text) for part, text in _texts(letter))
    return letters


def _texts(letter: Letter) -> list[tuple[str, str]]:
    """What the letter says. Its address line names its recipient, once, and may."""
    name = letter.recipient.name
    return [
        ("subject", letter.subject),
        ("text", letter.text.replace(name, "", 1)),
        ("page", visible_text(letter.html).replace(name, "", 1)),
    ]


def write_drafts(place: Workplace, ledger: Ledger, letters: Sequence[Letter]) -> Path:
    """Writes the letters as .eml files with an index page to look at."""
    outbox = Outbox(place.round.path(str(OUTBOX)) / "letters")
    for letter in letters:
        outbox.send(letter, ledger.message_id(letter.key, letter.sender.rpartition("@")[2]))
    outbox.close()
    return outbox.folder


def _send(place: Workplace, ledger: Ledger, letters: Sequence[Letter], *, approved: bool) -> DeliveryReport:
    if not approved:
        raise NotApproved(
            "These letters are not approved: nothing was sent. Look at them in the outbox, then have a lead run"
            f' `sayback approve {place.round.folder} --who "NAME"`. Any change to them voids the approval.'
        )
    if place.round.mail is None:
        return DeliveryReport(waiting=len(letters), outbox=place.round.path(str(OUTBOX)) / "letters")
    ledger.plan(letters)
    return deliver(place, ledger, mailer_for(place.round, os.environ), [letter.key for letter in letters])


@dataclass(frozen=True, slots=True)
class ApproveReport:
    """What an approval covers."""

    letters: int
    languages: dict[str, int]
    digest: str
    who: str


def approve(folder: Path, who: str) -> ApproveReport:
    """Records that ``who`` approved the letters as they are now. The approval holds for exactly these."""
    with open_workplace(folder) as place:
        ledger = place.ledger()
        try:
            letters = draft_letters(place, ledger)
            digest = letters_digest(letters)
            write_drafts(place, ledger, letters)
            ledger.approve(APPROVAL, digest, who, at=place.now())
            languages = [letter.recipient.language for letter in letters]
            return ApproveReport(
                len(letters), {name: languages.count(name) for name in sorted(set(languages))}, digest, who
            )
        finally:
            ledger.close()
