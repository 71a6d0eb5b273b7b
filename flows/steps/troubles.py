"""What is wrong with a round: its open incidents, and what its journal says where nobody has noted that down."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType

from connectors.source import SignInRefused
from flows.steps.columns import ColumnsChanged
from rounds.glance import GOOD, Glance
from rounds.incidents import Incident, IncidentKind
from rounds.journal import CRASHED, RunRecord
from rounds.round import Alerts
from rounds.standing import Trouble

_BAD_ENDS = frozenset({IncidentKind.CRASHED, IncidentKind.FAILED})
_EXPLAINED = MappingProxyType(  # reasons in the journal that an incident tells in better words
    {ColumnsChanged.__name__: IncidentKind.FORM_CHANGED, SignInRefused.__name__: IncidentKind.CREDENTIAL}
)
_KIND = re.compile(r"(?<=[a-z])(?=[A-Z])")  # between the words of SourceMissing


def noted(incidents: Iterable[Incident]) -> list[Trouble]:
    """The incidents that are open, as they were noted down. That a person needs help is nothing for a page of many."""
    lasting = (one for one in incidents if one.kind is not IncidentKind.DISTRESS)
    return [_trouble(one.kind, one.since, one.what, one.todo) for one in lasting]


def unnoted(known: Iterable[Incident], glance: Glance, alerts: Alerts, now: datetime, *, killed: bool) -> list[Trouble]:
    """What the journal says beyond what is ``known``. ``killed``: a run has left its mark, and is dead."""
    found: list[Trouble] = []
    kinds = {one.kind for one in known if not one.passing}
    if not kinds & _BAD_ENDS:
        found = _killed(glance) if killed else [] if _is_explained(glance, kinds) else _ended_badly(glance)
    return found if found or kinds & {*_BAD_ENDS, IncidentKind.LATE} else _late(glance, alerts, now)


def _trouble(kind: IncidentKind, since: datetime, what: str, todo: str) -> Trouble:
    return Trouble(kind.value, since, what, todo, rank=1 + list(IncidentKind).index(kind))


def _killed(glance: Glance) -> list[Trouble]:
    if glance.mark is None:
        return []
    what = "The last run was cut off: its process was killed, or its machine went down."
    todo = "Nothing is lost: the next run takes up where it stopped."
    return [_trouble(IncidentKind.CRASHED, glance.mark.started, what, todo)]


def _ended_badly(glance: Glance) -> list[Trouble]:
    """The newest runs did not do what they should; since the first of them."""
    bad = list(takewhile(lambda run: run.outcome != GOOD, glance.runs))
    if not bad:
        return []
    kind = IncidentKind.CRASHED if bad[0].outcome == CRASHED else IncidentKind.FAILED
    why = f": {reason}" if (reason := reason_of(bad[0])) else ""
    todo = "`sayback collect` with the round's folder tells more, or mends it."
    return [_trouble(kind, bad[-1].started, f"The last run {bad[0].outcome}{why}.", todo)]


def _is_explained(glance: Glance, kinds: Collection[IncidentKind]) -> bool:
    """Whether the last run failed for nothing but what incidents of these ``kinds`` tell already."""
    reason = glance.runs[0].counts.get("reason") if glance.runs else None
    return isinstance(reason, str) and all(_EXPLAINED.get(part) in kinds for part in reason.split(", "))


def _late(glance: Glance, alerts: Alerts, now: datetime) -> list[Trouble]:
    if glance.last_good is None or now - glance.last_good <= timedelta(hours=alerts.late_hours):
        return []
    what = f"No good run for more than {alerts.late_hours} hours."
    todo = "See that its worker, its timer or its machine runs."
    return [_trouble(IncidentKind.LATE, glance.last_good, what, todo)]


def reason_of(run: RunRecord) -> str:
    """Why a run failed, as its record says it: ``source missing``. Empty where it says nothing."""
    reason = run.counts.get("reason")
    if not isinstance(reason, str):
        return ""
    return ", ".join(_KIND.sub(" ", part).lower() if part.isalpha() else part for part in reason.split(", "))


def without_path(message: str, folder: Path) -> str:
    """Without the way to the round's folder: a page for many readers shows its name only."""
    for path in dict.fromkeys((str(folder.resolve()), str(folder.absolute()), str(folder))):
        if path not in (".", "/"):
            message = message.replace(f"{path}/", "").replace(path, folder.resolve().name)
    return message
