"""Was this night done already? So that each night is run once: however late, and whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flows.steps.collect import STEP
from rounds.errors import SaybackError
from rounds.journal import RunRecord
from rounds.notebook import Notebook
from rounds.round import Round

CLOCKS_DIFFER = timedelta(minutes=5)  # between computers that share a round; a start beyond that lies in the future
SAME_TIME = timedelta(minutes=30)  # on the clock on the wall: a schedule is rarely denser


class NoZone(SaybackError):
    """A time without a time zone."""

    exit_code = 2


def is_done(round_: Round, notebook: Notebook, scheduled_for: datetime, now: datetime) -> bool:
    """Whether the run that a schedule wanted at ``scheduled_for`` needs no running at ``now``.

    It is done when a good run, by a schedule or by hand, started after it was due: so runs that are late because the
    computer slept catch up once. And where the clock on the wall shows the time of the last good scheduled run again
    on the same date, as it does when clocks are set back. And where the last good one was for this very moment, or for
    a later one: a scheduler whose clock is ahead of this one begins runs before they are due.

    A start that lies in the future was noted by a clock that was wrong: it would stop all nights until then, so it does
    not count.
    """
    last = notebook.last_good_run(STEP, now + CLOCKS_DIFFER)
    if last is None:
        return False
    if scheduled_for <= last.started or was_for(scheduled_for, last.scheduled_for, now):
        return True
    return _is_same_time_again(scheduled_for, last, zone_of(round_))


def was_for(scheduled_for: datetime, last: datetime | None, now: datetime) -> bool:
    """Whether a run that was wanted at ``last`` was that of ``scheduled_for``, or of a later night.

    What is later than the clocks differ was said by a clock that was wrong: it must not stop all nights until then.
    """
    return last is not None and (last == scheduled_for or scheduled_for <= last <= now + CLOCKS_DIFFER)


def moment_of(said: str | None) -> datetime | None:
    """When a night was wanted, as a parameter says it. Raises NoZone."""
    return zoned(datetime.fromisoformat(said)) if said else None


def zoned(scheduled_for: datetime) -> datetime:
    """Raises NoZone for a time of which nobody can tell when it is."""
    if scheduled_for.utcoffset() is None:
        raise NoZone(
            f"scheduled_for {scheduled_for.isoformat()} has no time zone. Write it with one: ...T10:15:00+00:00."
        )
    return scheduled_for


def zone_of(round_: Round) -> ZoneInfo | None:
    """Where the round happens; None, which means this computer's own zone, where round.toml does not say."""
    return ZoneInfo(round_.timezone) if "timezone" in round_.model_fields_set else None


def _is_same_time_again(scheduled_for: datetime, last: RunRecord, zone: ZoneInfo | None) -> bool:
    if last.scheduled_for is None:
        return False
    now, before = scheduled_for.astimezone(zone), last.scheduled_for.astimezone(zone)
    if now.utcoffset() == before.utcoffset() or now.date() != before.date():
        return False
    return abs(now.replace(tzinfo=UTC) - before.replace(tzinfo=UTC)) < SAME_TIME
