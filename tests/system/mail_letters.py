"""A ledger with letters planned in it, such as a large round has."""

from __future__ import annotations

from pathlib import Path

from rounds.keys import Keyring
from rounds.ledger import Ledger
from rounds.letters import Attachment, Letter, Recipient
from rounds.team import TeamMember

KEYRING = Keyring(bytes(range(32)))
_URL = "sqlite:///ledger.db"
_PARAGRAPH = "We heard that mornings are hard: — “the bus left without me” — y que las mañanas son difíciles.\n"


def open_ledger(folder: Path) -> Ledger:
    """The ledger in ``folder``."""
    return Ledger.open(_URL, folder, KEYRING)


def plan_letters(folder: Path, number: int, paragraphs: int = 12) -> list[Letter]:
    """Plans ``number`` letters to as many invented people; about 25 KB each as a mail with the default size."""
    with open_ledger(folder) as ledger:
        ledger.sync_team([_member(nth) for nth in range(number)])
        letters = [_letter(recipient, paragraphs) for recipient in ledger.recipients()]
        ledger.plan(letters)
    return letters


def _member(nth: int) -> TeamMember:
    return TeamMember(f"C-{nth:05d}", (f"Ada Nº {nth}",), f"a{nth}@example.org", ("en", "es")[nth % 2], "A")


def _letter(recipient: Recipient, paragraphs: int) -> Letter:
    text = f"Dear {recipient.name},\n.a dot begins this line\n" + _PARAGRAPH * paragraphs
    rows = "".join(f'<tr><td style="font: 16px/1.5 sans-serif; padding: 8px">{_PARAGRAPH}</td></tr>' * paragraphs)
    page = f'<!DOCTYPE html><html lang="{recipient.language}"><body><table>{rows}</table>{{}}</body></html>'
    return Letter(
        key=f"spring/letter/{recipient.id}",
        recipient=recipient,
        sender="listening@example.org",
        reply_to="answers@example.org",
        subject="What we heard, and what happens next",
        text=text,
        html=page.format(recipient.name),
        attachments=(Attachment("to-read-aloud.html", "text/html", page.format("to read aloud") * 3),),
    )
