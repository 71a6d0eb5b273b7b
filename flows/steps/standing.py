"""How a round stands: what its notebook, its incidents and its mark of a run say. Looks only, and never raises."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flows.steps.failures import UnexpectedFailure, without_text
from flows.steps.going_on import was_killed
from flows.steps.incident_words import TEXT_LEFT, text_left_todo
from flows.steps.troubles import noted, unnoted, without_path
from flows.steps.workplace import CLOSED_FACT
from rounds.errors import SaybackError
from rounds.glance import Glance, glance
from rounds.incident_file import read_log
from rounds.incidents import IncidentKind, IncidentLog
from rounds.notebook import SCRUB_DUE_FACT
from rounds.round import Alerts, Round
from rounds.round_file import load_round
from rounds.standing import Condition, Running, Standing, Trouble

NIGHTS = ("collect",)  # the steps whose runs tell whether new responses come in, at night or by hand
NO_ALERTS = Alerts.model_construct(to=())  # its times are the defaults


@dataclass(frozen=True, slots=True)
class Look:
    """What could be seen of a round: ``error`` is why not all of it. ``glance`` is None before the first collect."""

    folder: Path
    at: datetime
    log: IncidentLog
    round: Round | None = None
    glance: Glance | None = None
    error: SaybackError | None = None
    alerts: Alerts | None = None  # those of the district, for a round that has none

    @property
    def killed(self) -> bool:
        """Whether a run has left its mark, and is surely not going on."""
        return bool(self.glance and self.glance.mark and was_killed(self.glance.mark, self.folder))


def look(folder: Path, now: datetime | None = None, alerts: Alerts | None = None) -> Look:
    """Looks at the round in ``folder``; ``alerts`` are those of its district."""
    seen = Look(folder, now or datetime.now(UTC), read_log(folder), alerts=alerts)
    try:
        round_ = without_text(load_round)(folder)
        seen = replace(seen, round=round_)
        return replace(seen, glance=without_text(_glance)(round_))
    except SaybackError as error:
        return replace(seen, error=error)
    except UnexpectedFailure as bug:
        return replace(seen, error=SaybackError(f"It cannot be looked at ({bug}). Please report this line."))


def _glance(round_: Round) -> Glance | None:
    return glance(round_, NIGHTS, facts=(CLOSED_FACT, SCRUB_DUE_FACT))


def standing(seen: Look) -> Standing:
    """How the round stands; what could not be read is told as a trouble."""
    troubles = _troubles(seen)
    name = seen.folder.resolve().name
    return Standing(
        name=seen.round.name if seen.round else name,
        folder=name,
        condition=_condition(troubles, seen.glance),
        kept=seen.glance.kept if seen.glance else None,
        held=sum(seen.glance.held.values()) if seen.glance else None,
        last_good=(seen.glance.last_good if seen.glance else None) or seen.log.last_good,
        troubles=troubles,
        running=_running(seen),
    )


def _condition(troubles: Iterable[Trouble], glance: Glance | None) -> Condition:
    kinds = {trouble.kind for trouble in troubles}
    if kinds:
        return Condition.LATE if kinds == {IncidentKind.LATE.value} else Condition.NEEDS_SOMEBODY
    return Condition.WELL if glance and glance.last_good else Condition.NOT_BEGUN


def _running(seen: Look) -> Running | None:
    mark = seen.glance.mark if seen.glance else None
    return Running(mark.started, mark.host) if mark and not seen.killed else None


def _troubles(seen: Look) -> tuple[Trouble, ...]:
    """What is wrong, each thing once, the worst first."""
    found = noted(seen.log.open)
    if seen.glance:
        alerts = (seen.round.alerts if seen.round else None) or seen.alerts
        more = unnoted(seen.log.open, seen.glance, alerts or NO_ALERTS, seen.at, killed=seen.killed)
        found += more if alerts or _runs_at_night(seen) else _without_late(more)
        if CLOSED_FACT in seen.glance.facts:  # nobody waits for its responses any more
            found = _without_late(found)
        if SCRUB_DUE_FACT in seen.glance.facts and not _running(seen):  # else that run does it at its end
            found += _text_left(found, seen.folder)
    if seen.error:
        found = _broken(found, str(seen.error), seen.folder)
    return tuple(sorted(found, key=lambda trouble: trouble.rank))


def _text_left(found: Iterable[Trouble], folder: Path) -> list[Trouble]:
    kind = IncidentKind.TEXT_LEFT
    if any(one.kind == kind for one in found):
        return []
    rank = 1 + list(IncidentKind).index(kind)
    return [Trouble(kind.value, None, TEXT_LEFT, text_left_todo(folder), rank)]


def _broken(found: list[Trouble], why: str, folder: Path) -> list[Trouble]:
    """``found`` with why the round cannot be looked at; a night that failed for the same is that, and no second one."""
    what = without_path(why, folder)
    same = [one for one in found if one.kind == IncidentKind.FAILED and without_path(one.what, folder) == what]
    broken = Trouble(
        "broken",
        since=same[0].since if same else None,
        what=what,
        todo=same[0].todo if same else "",
        rank=0,
    )
    return [broken, *(one for one in found if one not in same)]


def _without_late(troubles: Iterable[Trouble]) -> list[Trouble]:
    return [one for one in troubles if one.kind != IncidentKind.LATE]


def _runs_at_night(seen: Look) -> bool:
    scheduled = seen.glance and any(run.scheduled_for for run in seen.glance.runs)
    return bool(scheduled or seen.log.last_try)
