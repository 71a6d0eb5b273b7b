"""Takes the drafts to somebody out of the outbox: those of one contact, or of all who opted out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from connectors.outbox import INDEX, Outbox
from flows.steps.workplace import OUTBOX
from rounds.letters import Recipient
from rounds.mail_address import checked_address, mailbox
from rounds.round import Round


def delete_drafts_to(round_: Round, recipient: Recipient) -> int:
    """Deletes every mail file to ``recipient`` in the outbox, and the page beside it. Returns how many mails.

    A file that carries the recipient's id goes, too, whatever is in it.
    """
    wanted = mailbox(recipient.email)
    return _delete(round_, lambda path: recipient.id in path.name or wanted in _addresses(path))


def delete_drafts(round_: Round, to: Callable[[str], bool]) -> int:
    """Deletes every mail file to an address for which ``to`` is true. Returns how many mails."""
    return _delete(round_, lambda path: any(to(address) for address in _addresses(path)))


def _delete(round_: Round, concerns: Callable[[Path], bool]) -> int:
    mails = [path for path in sorted(round_.path(str(OUTBOX)).rglob("*.eml")) if concerns(path)]
    for mail in mails:
        for path in mail.parent.glob(f"{mail.stem}.*"):
            path.unlink(missing_ok=True)
    for folder in {mail.parent for mail in mails}:
        if (folder / INDEX).exists():
            Outbox(folder).close()  # lists what is left
    return len(mails)


def _addresses(path: Path) -> set[str]:
    """To whom a mail file goes, as addresses are compared."""
    with suppress(OSError):  # another run took it away meanwhile
        header = message_from_bytes(path.read_bytes(), policy=default)["To"]
        return {_plain(one.addr_spec) for one in header.addresses} if header else set()
    return set()


def _plain(address: str) -> str:
    try:
        return mailbox(checked_address(address))
    except ValueError:
        return mailbox(address)
