"""Approve: a lead agrees to exactly these letters to exactly these people, and that is noted down."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.steps.circle_back import APPROVAL, DRAFTS, NotApproved
from flows.steps.delivery import lay_out
from flows.steps.letters import draft_letters
from flows.steps.workplace import open_workplace
from rounds.letters import letters_digest


@dataclass(frozen=True, slots=True)
class ApproveReport:
    """What an approval covers."""

    letters: int
    languages: dict[str, int]
    digest: str
    who: str


def approve(folder: Path, who: str, *, seen: str | None = None) -> ApproveReport:
    """Records that ``who`` approved the letters as they are now. The approval holds for exactly these.

    ``seen`` is the digest of the letters that ``who`` was shown. Raises NotApproved when they changed since.
    """
    with open_workplace(folder) as place, place.ledger() as ledger:
        letters = draft_letters(place, ledger).letters
        digest = letters_digest(letters)
        if seen not in (None, digest):
            raise NotApproved("The letters changed while they were looked at. Nothing was approved: look again.")
        lay_out(place.round, ledger, letters, DRAFTS)
        ledger.approve(APPROVAL, digest, who, at=place.now())
        languages = [letter.recipient.language for letter in letters]
        return ApproveReport(
            len(letters), {name: languages.count(name) for name in sorted(set(languages))}, digest, who
        )
