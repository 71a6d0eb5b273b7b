"""Approve: a lead agrees to exactly these letters to exactly these people, and that is noted down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from flows.steps.circle_back import APPROVAL, DRAFTS, NotApproved
from flows.steps.delivery import lay_out
from flows.steps.gone_out import WentOut, went_out
from flows.steps.letter_look import Stopped
from flows.steps.letter_quotes import Candidates
from flows.steps.letters import Drafts, draft_letters
from flows.steps.workplace import open_workplace
from reports.letter_room import Room
from reports.letter_warnings import grade_warnings, letter_grades, letter_warnings
from rounds.errors import SaybackError
from rounds.ledger import Ledger
from rounds.ledger_contacts import ContactSync
from rounds.letters import Approval, DeliveryState, Letter, letters_digest
from rounds.round import Round

NO_LETTER = "There is no letter that may leave: nothing was approved."


@dataclass(frozen=True, slots=True)
class LettersToApprove:
    """What would be sent to how many, as it lies in ``folder`` to be read.

    ``addressed`` counts letters by whom they are for (``team``: an interviewer; ``contact``: somebody who asked to hear
    back) and language. ``opted_out`` people get none; ``not_passed_on`` of them are interviewers: somebody else
    should tell people. ``sent_before`` of ``letters`` are not sent again. ``themes`` and ``quotes`` are what each
    letter tells; ``written_in`` the languages of letters and attachments; ``grades`` the reading grades by language.
    ``approval`` is for exactly these letters; ``before`` tells when which went out. ``contacts`` is what changed in the
    contact register since it was read last, None without one.
    """

    folder: Path
    letters: tuple[Letter, ...]
    stopped: tuple[Stopped, ...]
    digest: str
    addressed: dict[tuple[str, str], int]
    opted_out: int
    not_passed_on: int
    sent_before: int
    themes: tuple[str, ...]
    decisions: tuple[str, ...]
    limits: tuple[str, ...]
    quotes: Candidates
    attachments: dict[str, int]
    written_in: tuple[str, ...]
    grades: dict[str, float]
    warnings: tuple[str, ...]
    approval: Approval | None
    before: WentOut | None = None
    contacts: ContactSync | None = None

    @property
    def to_send(self) -> int:
        """How many were not sent yet."""
        return len(self.letters) - self.sent_before


@dataclass(frozen=True, slots=True)
class ApproveReport:
    """What an approval covers."""

    letters: int
    languages: dict[str, int]
    digest: str
    who: str


class NothingToWithdraw(SaybackError):
    """Nobody approved any letters of this round."""


def letters_to_approve(folder: Path) -> LettersToApprove:
    """Drafts the letters anew and tells what an approval would be for. Raises SaybackError."""
    with open_workplace(folder) as place, place.ledger() as ledger:
        drafts, letters = draft_letters(place, ledger), place.round.letters
        digest = letters_digest(drafts.letters)
        room = drafts.room or Room(0)
        grades = letter_grades(drafts.letters)
        kinds = ledger.recipient_kinds()
        return LettersToApprove(
            folder=lay_out(place.round, ledger, drafts.letters, DRAFTS, drafts.stopped_at),
            letters=drafts.letters,
            stopped=drafts.stopped,
            digest=digest,
            addressed=Counter((kinds[one.recipient.id], one.recipient.language) for one in drafts.letters),
            opted_out=drafts.opted_out,
            not_passed_on=drafts.not_passed_on,
            sent_before=_sent_before(ledger, drafts.letters),
            themes=tuple(theme.name for theme in drafts.summary.themes[: room.themes]),
            decisions=tuple(decision.what.in_language("en") for decision in letters.decisions) if letters else (),
            limits=tuple(limit.what.in_language("en") for limit in letters.limits) if letters else (),
            quotes=replace(drafts.candidates, room=room.quotes),
            attachments=Counter(file.name for one in drafts.letters for file in one.attachments),
            written_in=drafts.written_in,
            grades={language: grade.grade for language, grade in sorted(grades.items())},
            warnings=(*_warnings(place.round, drafts), *grade_warnings(grades)),
            approval=ledger.approved(APPROVAL, digest),
            contacts=drafts.contacts,
            before=went_out(place.round, ledger, drafts.letters, [one.letter_key for one in drafts.stopped]),
        )


def approve(folder: Path, who: str, *, seen: str | None = None) -> ApproveReport:
    """Records that ``who`` approved the letters as they are now. The approval holds for exactly these.

    ``seen`` is the digest of the letters that ``who`` was shown. Raises NotApproved when they changed since, or when
    there is no letter that may leave.
    """
    with open_workplace(folder) as place, place.ledger() as ledger:
        drafts = draft_letters(place, ledger)
        letters = drafts.letters
        digest = letters_digest(letters)
        if seen not in (None, digest):
            raise NotApproved("The letters changed while they were looked at. Nothing was approved: look again.")
        if not letters:
            raise NotApproved(NO_LETTER)
        lay_out(place.round, ledger, letters, DRAFTS, drafts.stopped_at)
        ledger.approve(APPROVAL, digest, who, at=place.now())
        languages = Counter(letter.recipient.language for letter in letters)
        return ApproveReport(len(letters), dict(sorted(languages.items())), digest, who)


def withdraw_approval(folder: Path) -> None:
    """Takes the approval back: nothing more is sent. Raises NothingToWithdraw when there is none."""
    with open_workplace(folder) as place, place.ledger() as ledger:
        if not ledger.withdraw_approval(APPROVAL, at=place.now()):
            raise NothingToWithdraw("No letters of this round are approved: there is nothing to take back.")


def _sent_before(ledger: Ledger, letters: tuple[Letter, ...]) -> int:
    sent = {each.letter_key for each in ledger.deliveries() if each.state is DeliveryState.SENT}
    return sum(letter.key in sent for letter in letters)


def _warnings(round_: Round, drafts: Drafts) -> tuple[str, ...]:
    languages = {letter.recipient.language for letter in drafts.letters}
    return letter_warnings(round_, drafts.summary, languages=languages, told_in=drafts.told_in)
