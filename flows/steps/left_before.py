"""Mails that an earlier version sent, which noted down no release: what they said is taken to be what holds today.

The interviews of that day are not known any more. So today's counts are noted down before anything else changes: from
here on a few people cannot move them, and leads get the next mail when there is news.
"""

from __future__ import annotations

import json
from datetime import datetime

from flows.steps.current_summary import current_summary
from flows.steps.releases import record_letters, record_summary
from flows.steps.summary_mails import edition
from flows.steps.workplace import Workplace
from rounds.letters import MAY_HAVE_LEFT, DeliveryState
from rounds.store import LEDGER, store_exists

HAD_FACT = "summary_had"  # JSON: edition, until; the summary that leads have who got their last one until then


def note_what_left_before(place: Workplace) -> None:
    """Notes down today's counts where mails of the round left or wait and no release is known.

    To be called before a step changes anything.
    """
    notebook = place.notebook
    if notebook.releases() or not notebook.kept_count():
        return
    kinds = _kinds_that_left(place)
    if "summary" in kinds:
        had = {"edition": edition(current_summary(place)), "until": place.now().isoformat()}
        record_summary(place)
        notebook.set_fact(HAD_FACT, json.dumps(had))
    elif "letter" in kinds:
        record_letters(place)


def had_before(place: Workplace) -> tuple[str, datetime] | None:
    """The edition that leads have to whom an earlier version sent a summary, and until when it did."""
    fact = place.notebook.fact(HAD_FACT)
    if fact is None:
        return None
    had = json.loads(fact)
    return had["edition"], datetime.fromisoformat(had["until"])


def _kinds_that_left(place: Workplace) -> set[str]:
    """``summary`` and ``letter``, as far as such mails left, may have left or wait to be sent by hand."""
    if not store_exists(place.round.stores.ledger, place.round.folder, LEDGER, schema=place.round.database_schema):
        return set()
    out = MAY_HAVE_LEFT | {DeliveryState.PLANNED}
    with place.ledger() as ledger:
        keys = [key.split("/") for key, state in ledger.delivery_states().items() if state in out]
    return {key[1] for key in keys if len(key) > 2 and key[0] == place.round.name}
