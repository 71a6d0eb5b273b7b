"""A look at a notebook from outside: counts, dates and size. Creates, scrubs and changes nothing, and loads no note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, text

from rounds import journal
from rounds.journal import RunMark, RunRecord
from rounds.notebook import Notebook
from rounds.notebook_interviews import KEPT
from rounds.round import Round
from rounds.round_id import ROUND_ID_FACT, in_postgres, refuse_another_folder
from rounds.store import LEDGER, NOTEBOOK, Store, store_exists
from rounds.store_sqlite import SqliteStore
from rounds.tables_notebook import interviews, runs

GOOD = "done"  # the outcome of a run that did what it should


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """``kind`` is ``file`` or ``PostgreSQL``, never an address; ``size`` in bytes."""

    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What a notebook says of its round. ``runs`` are the newest first; ``facts`` those of the wanted ones it has.

    ``distress``: source and row of each interview that was marked for somebody to look after a person. ``mark``: that
    of a run that goes on, or was killed.
    """

    kept: int
    held: dict[str, int]
    engines: dict[str, int]
    runs: tuple[RunRecord, ...]
    last_good: datetime | None
    facts: frozenset[str]
    distress: tuple[tuple[str, int], ...]
    mark: RunMark | None
    store: StoreFacts


def glance(round_: Round, steps: Sequence[str], *, facts: Sequence[str] = (), runs: int = 10) -> Glance | None:
    """What the notebook of ``round_`` says, with the last ``runs`` of ``steps``; None where nothing was collected yet.

    Raises StoreError as opening does.
    """
    store = _open(round_)
    if store is None:
        return None
    try:
        notebook = Notebook(store)
        with store.reading() as connection:
            if in_postgres(round_):  # a schema of another folder's round is not ours to look at
                refuse_another_folder(round_.folder, journal.load_fact(connection, ROUND_ID_FACT))
            engines, newest, last = _engines(connection), _runs(connection, steps, runs), _last_good(connection, steps)
            distress, mark = _distress(connection), journal.load_mark(connection)
            known = frozenset(key for key in facts if journal.load_fact(connection, key) is not None)
        held = {str(reason): count for reason, count in notebook.held_counts().items()}
        return Glance(notebook.kept_count(), held, engines, newest, last, known, distress, mark, _kind_and_size(store))
    finally:
        store.close()


def has_notebook(round_: Round) -> bool:
    """Whether anything was collected yet, or begun to be. Raises StoreError where that cannot be told."""
    return store_exists(round_.stores.notebook, round_.folder, NOTEBOOK, schema=round_.database_schema)


def has_ledger(round_: Round) -> bool:
    """Whether any mail was ever planned, or begun to be. Raises StoreError where that cannot be told."""
    return store_exists(round_.stores.ledger, round_.folder, LEDGER, schema=round_.database_schema)


def _open(round_: Round) -> Store | None:
    """Not through Notebook.open, which would scrub a file that is due for it."""
    if not has_notebook(round_):
        return None
    return Store.open(round_.stores.notebook, round_.folder, NOTEBOOK, schema=round_.database_schema)


def _kind_and_size(store: Store) -> StoreFacts:
    if isinstance(store, SqliteStore):
        return StoreFacts("file", store.path.stat().st_size)
    with store.reading() as connection:
        sizes = text(
            "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c WHERE c.relkind = 'r'"
            " AND c.relnamespace = current_schema()::regnamespace"
        )
        return StoreFacts("PostgreSQL", int(connection.scalar(sizes) or 0))


def _engines(connection: Connection) -> dict[str, int]:
    """How many kept interviews each version of the engine redacted; a version begins what stands before ``+``."""
    query = select(interviews.c.engine, func.count()).where(KEPT & interviews.c.later.is_(False))
    rows = connection.execute(query.group_by(interviews.c.engine).order_by(interviews.c.engine))
    return {str(engine): int(number) for engine, number in rows}


def _distress(connection: Connection) -> tuple[tuple[str, int], ...]:
    query = select(interviews.c.source, interviews.c.row).where(interviews.c.distress)
    rows = connection.execute(query.order_by(interviews.c.source, interviews.c.row, interviews.c.id))
    return tuple((source, row) for source, row in rows)


def _runs(connection: Connection, steps: Sequence[str], limit: int) -> tuple[RunRecord, ...]:
    columns = (runs.c.step, runs.c.started, runs.c.finished, runs.c.outcome, runs.c.counts, runs.c.scheduled_for)
    query = select(*columns).where(runs.c.step.in_(steps)).order_by(runs.c.id.desc()).limit(limit)
    return tuple(RunRecord(**row) for row in connection.execute(query).mappings())


def _last_good(connection: Connection, steps: Sequence[str]) -> datetime | None:
    where = runs.c.step.in_(steps) & (runs.c.outcome == GOOD)
    query = select(runs.c.finished).where(where).order_by(runs.c.id.desc()).limit(1)
    return connection.scalar(query)
