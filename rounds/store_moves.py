"""Moves a store elsewhere, such as from a file into PostgreSQL: every row of every table, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import Connection, MetaData, Table, func, insert, select

from rounds import tables_ledger, tables_notebook
from rounds.column_types import NUL_STANDS_AS
from rounds.errors import StoreError
from rounds.store import LEDGER, NOTEBOOK, Store

_TABLES: dict[str, MetaData] = {NOTEBOOK.name: tables_notebook.metadata, LEDGER.name: tables_ledger.metadata}
_AT_ONCE = 500  # rows: a round's notes never stand in memory as a whole


def move_rows(old: Store, new: Store) -> int:
    """Copies all rows of ``old`` into ``new``, which is empty; returns how many there are. ``old`` stays as it is.

    Rows that an earlier try left in ``new`` are fine if they are the same. Both are open stores of one line and of this
    release. Raises StoreError when ``new`` holds something else, or the rows do not read the same there; then, as
    after any other exception, ``new`` is as it was.
    """
    if old.line is not new.line:
        raise ValueError("a notebook cannot become a ledger")
    rows = 0
    with old.reading() as source, new.writing() as target:
        for table in _TABLES[old.line.name].sorted_tables:
            if _count(target, table):
                if _digest(source, table) != _digest(target, table):
                    raise StoreError(
                        f"The {new.line.name} to move to ({new.place}) is in use: it has rows of its own. Name an empty"
                        " one. Nothing was changed."
                    )
            else:
                _fill(source, target, table)
                new.number_on(target, table)
                if _digest(source, table) != _digest(target, table):
                    raise StoreError(
                        f"The {old.line.name} does not read the same in its new place ({new.place}). Nothing was"
                        " changed. Please report it."
                    )
            rows += _count(target, table)
    return rows


def _fill(source: Connection, target: Connection, table: Table) -> None:
    for some in _rows(source, table):
        target.execute(insert(table), some)


def _rows(connection: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    """In the order of keys: where keys are random, nothing tells any more which row came before another."""
    query = select(table).order_by(*table.primary_key)
    # Without yield_per psycopg would fetch the whole table at once, and only then hand it out in parts.
    found = connection.execute(query, execution_options={"yield_per": _AT_ONCE})
    for part in found.mappings().partitions():
        yield [dict(row) for row in part]


def _digest(connection: Connection, table: Table) -> str:
    """The same for the same rows, whatever order the database sorts texts in."""
    rows = [hashlib.sha256(_line(row)).hexdigest() for some in _rows(connection, table) for row in some]
    return hashlib.sha256("".join(sorted(rows)).encode()).hexdigest()


def _line(row: dict[str, object]) -> bytes:
    return json.dumps(row, default=repr, sort_keys=True).replace("\\u0000", _AS_JSON).encode()


_AS_JSON = json.dumps(NUL_STANDS_AS)[1:-1]  # what PostgreSQL has in the place of a NUL


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
