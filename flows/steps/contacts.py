"""The contact register: people who asked to hear back directly. Read into the ledger, and nowhere else."""

from __future__ import annotations

from flows.steps.workplace import Workplace
from rounds.ledger import Ledger


def sync_contacts(place: Workplace, ledger: Ledger) -> None:
    """Brings the ledger's contacts to what the register says. Does nothing for a round without [contacts]."""
