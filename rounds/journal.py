"""The notebook's journal: what was run when, and a few facts such as when the round was closed. No text of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

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


def add_run(connection: Connection, run: RunRecord) -> None:
    """Notes down a run that has ended."""
    values = {
        "step": run.step,
        "started": run.started,
        "finished": run.finished,
        "outcome": run.outcome,
        "counts": dict(run.counts),
        "scheduled_for": run.scheduled_for,
    }
    connection.execute(insert(runs), values)


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
