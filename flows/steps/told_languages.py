"""The languages in which interviewers get something to pass on: those that the round declares, and that it ever told.

Kept interviews can add one and never take one away: an attachment that is no longer there would tell that the last
person who spoke its language withdrew.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from flows.steps.workplace import Workplace
from rounds.ledger import Ledger

_FACT = "languages told"


def told_in(place: Workplace, ledger: Ledger) -> frozenset[str]:
    """The languages of the forms, the team and the register, of the kept interviews, and of all drafts before."""
    declared = {source.language for source in place.round.sources} | {member.language for member in place.team()}
    register = {one.language for one in ledger.contacts()} if place.round.contacts is not None else set()
    spoken = {one.language for one in place.notebook.interviews() if one.language and one.held is None}
    return frozenset(declared | register | spoken | _noted(place))


def note_told(place: Workplace, languages: Collection[str]) -> None:
    """Notes down that letters were drafted for people of these languages; nothing takes that back."""
    before = _noted(place)
    if not before.issuperset(languages):
        place.notebook.set_fact(_FACT, json.dumps(sorted(before.union(languages))))


def _noted(place: Workplace) -> set[str]:
    return set(json.loads(place.notebook.fact(_FACT) or "[]"))
