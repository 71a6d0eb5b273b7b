"""Copies of stores that an upgrade left behind: they go by hand, with a withdrawal, and when they are old."""

from __future__ import annotations

from datetime import timedelta

from flows.steps.workplace import Workplace
from rounds.round import Round
from rounds.store_copies import stores_of


def drop_copies_of(round_: Round) -> int:
    """Deletes every copy of the round's stores; returns how many. Under the round's lock. Raises StoreError."""
    return sum(store.drop_copies() for store in stores_of(round_))


def drop_old_copies(place: Workplace) -> int:
    """Deletes copies that are older than backups may be (`backup_days`); returns how many.

    Those of a ledger in PostgreSQL are left to whoever sends letters: a nightly collect need not reach it at all.
    """
    notebook, ledger = stores_of(place.round)
    oldest = place.now() - timedelta(days=place.round.worksheet.backup_days)
    return sum(store.drop_copies(oldest) for store in ((notebook, ledger) if ledger.is_file else (notebook,)))
