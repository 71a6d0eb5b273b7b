"""The notebook's journal: what was run when, and a few facts such as when the round was closed. No text of people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from rounds.tables_notebook import facts, runs


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run of a step; ``counts`` is what it reported. ``scheduled_for``: when a schedule wanted it, None by hand.

    ``outcome`` is ``done``, ``failed`` or ``crashed``. Of a crashed run ``finished`` is when that was noticed.
    """

    step: str
    started: datetime
    finished: datetime
    outcome: str
    counts: Mapping[str, Any]
    scheduled_for: datetime | None = None


KEEP_DAYS = 400  # more than a year of nights, so that this one can be compared with the last
DONE, FAILED, CRASHED = "done", "failed", "crashed"
_RUNNING = "running"  # a fact: the mark of the run that holds the lock, or that died with it


@dataclass(frozen=True, slots=True)
class RunMark:
    """A run that has begun: whoever holds the round's lock and finds one knows that this run crashed."""

    step: str
    started: datetime
    host: str
    scheduled_for: datetime | None = None


def add_run(connection: Connection, run: RunRecord) -> None:
    """Notes down a run that has ended, and forgets those that ended more than ``KEEP_DAYS`` before."""
    values = {
        "step": run.step,
        "started": run.started,
        "finished": run.finished,
        "outcome": run.outcome,
        "counts": dict(run.counts),
        "scheduled_for": run.scheduled_for,
    }
    connection.execute(insert(runs), values)
    _forget_old(connection, run.finished)


def _forget_old(connection: Connection, now: datetime) -> None:
    """Keeps the very first run, and of each step the newest that ended well, that failed, that crashed."""
    newest = select(func.max(runs.c.id)).group_by(runs.c.step, runs.c.outcome)
    first = select(func.min(runs.c.id)).scalar_subquery()
    old = runs.c.finished < now - timedelta(days=KEEP_DAYS)
    connection.execute(delete(runs).where(old & runs.c.id.not_in(newest) & (runs.c.id != first)))


def load_runs(connection: Connection, limit: int, step: str | None = None) -> list[RunRecord]:
    """The newest runs first, of one step or of all."""
    names = ("step", "started", "finished", "outcome", "counts", "scheduled_for")
    query: Select[Any] = select(*(runs.c[name] for name in names))
    if step is not None:
        query = query.where(runs.c.step == step)
    rows = connection.execute(query.order_by(runs.c.id.desc()).limit(limit)).mappings()
    return [RunRecord(**row) for row in rows]


def put_fact(connection: Connection, key: str, value: str | None) -> None:
    """Replaces the fact; None removes it."""
    connection.execute(delete(facts).where(facts.c.key == key))
    if value is not None:
        connection.execute(insert(facts), {"key": key, "value": value})


def load_fact(connection: Connection, key: str) -> str | None:
    """The fact, None if there is none."""
    return connection.scalar(select(facts.c.value).where(facts.c.key == key))


def load_last_good(connection: Connection, step: str, until: datetime) -> RunRecord | None:
    """The run of ``step`` that ended well and started last, of those that started at ``until`` or before."""
    names = ("step", "started", "finished", "outcome", "counts", "scheduled_for")
    query = select(*(runs.c[name] for name in names))
    query = query.where((runs.c.step == step) & (runs.c.outcome == DONE) & (runs.c.started <= until))
    row = connection.execute(query.order_by(runs.c.started.desc(), runs.c.id.desc()).limit(1)).mappings().first()
    return RunRecord(**row) if row else None


def load_first_start(connection: Connection) -> datetime | None:
    """When the first run of any step started."""
    first: datetime | None = connection.scalar(select(func.min(runs.c.started)))
    return first


def begin_run(connection: Connection, mark: RunMark) -> RunRecord | None:
    """Notes down that a run has begun. Returns the run that crashed before it, if one did."""
    crashed = settle_crash(connection, mark.started)
    values = {"step": mark.step, "started": mark.started.isoformat(), "host": mark.host}
    scheduled = {"scheduled_for": mark.scheduled_for.isoformat()} if mark.scheduled_for else {}
    put_fact(connection, _RUNNING, json.dumps(values | scheduled))
    return crashed


def end_run(connection: Connection, run: RunRecord) -> None:
    """Notes down that the run which had begun has ended."""
    add_run(connection, run)
    put_fact(connection, _RUNNING, None)


def settle_crash(connection: Connection, now: datetime, ended: datetime | None = None) -> RunRecord | None:
    """Notes down as crashed the run whose mark was left behind, and returns it; None if there is no mark.

    Nor has the run crashed that started at ``ended``: it failed, and had lost the store when it was to note that down.

    Only for whoever holds the round's lock: else the run may well go on.
    """
    mark = load_mark(connection)
    if mark is None:
        return None
    if mark.started == ended:
        end_run(connection, RunRecord(mark.step, mark.started, now, FAILED, {}, mark.scheduled_for))
        return None
    crashed = RunRecord(mark.step, mark.started, now, CRASHED, {}, mark.scheduled_for)
    end_run(connection, crashed)
    return crashed


def load_mark(connection: Connection) -> RunMark | None:
    """The mark of the run that is in work, or that crashed."""
    text = load_fact(connection, _RUNNING)
    if text is None:
        return None
    data = json.loads(text)
    scheduled_for = data.get("scheduled_for")
    return RunMark(
        data["step"],
        datetime.fromisoformat(data["started"]),
        data["host"],
        datetime.fromisoformat(scheduled_for) if scheduled_for else None,
    )
