"""Copies of a store in PostgreSQL, made before it is upgraded: schemas beside its own, which only its owner may read.

A copy is made by the same migrations as its original, so it is a whole store of that version: keys, references,
sequences. Every function works inside the caller's transaction.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, insert, inspect, select, text

from rounds.errors import StoreError
from rounds.store import VersionLine
from rounds.store_postgres_scrub import keep_no_samples

_MARK = "@before-"
_LONGEST_END = 17  # 0005-261123022601, of a store that was left by going back
_LONGEST_NAME = 63  # bytes; PostgreSQL cuts off the rest of a longer one
_COPIES = text(
    "SELECT nspname, obj_description(oid, 'pg_namespace') FROM pg_catalog.pg_namespace"
    " WHERE starts_with(nspname, :start) ORDER BY nspname"
)
_READERS = text(
    "SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END"
    " FROM pg_catalog.pg_namespace n, aclexplode(n.nspacl) a WHERE n.nspname = :name AND a.grantee <> n.nspowner"
)
_SEQUENCES = text(
    "SELECT a.attname, pg_get_serial_sequence(:name, a.attname) FROM pg_catalog.pg_attribute a"
    " WHERE a.attrelid = to_regclass(:name) AND a.attnum > 0 AND NOT a.attisdropped"
    " AND pg_get_serial_sequence(:name, a.attname) IS NOT NULL"
)


def copy_schema(connection: Connection, schema: str, line: VersionLine, version: str) -> str:
    """Copies the store in ``schema``, which is of ``version``, into a schema of its own; returns that one's name.

    It takes the place of an earlier copy for the same upgrade. Raises StoreError when it is not as the store is.
    """
    from rounds.migrations.upgrade import upgrade

    name = f"{_start(schema)}{line.head}"
    _drop(connection, name)
    connection.exec_driver_sql(f'CREATE SCHEMA "{name}"')
    _close_to_others(connection, name)
    connection.exec_driver_sql(_comment(name, f"{line.name} as it was before {line.head}"))
    connection.exec_driver_sql(f'SET LOCAL search_path TO "{name}", pg_temp')
    upgrade(connection, line, version)
    keep_no_samples(connection, name)
    connection.exec_driver_sql(f'SET LOCAL search_path TO "{schema}", pg_temp')
    _fill(connection, schema, name, line)
    return name


def way_back(connection: Connection, schema: str, copy: str, line: VersionLine) -> str:
    """The statements that put ``copy`` in the place of ``schema``, as one transaction.

    What stands there now is a copy from then on, closed to others, and goes when copies go.
    """
    now = f"{_start(schema)}{line.head}-{datetime.now(UTC):%y%m%d%H%M%S}"
    steps = [
        "BEGIN",
        f'ALTER SCHEMA "{schema}" RENAME TO "{now}"',
        *(f'REVOKE ALL ON SCHEMA "{now}" FROM {reader}' for reader in _readers(connection, schema)),
        _comment(now, f"{line.name} as it was before going back"),
        f'ALTER SCHEMA "{copy}" RENAME TO "{schema}"',
        "COMMIT",
    ]
    return "; ".join(steps) + ";"


def drop_schemas(connection: Connection, schema: str, older_than: datetime | None = None) -> int:
    """Drops the copies of the store in ``schema``, all or those made before ``older_than``; returns how many went."""
    names = [name for name, made in _copies(connection, schema) if older_than is None or made < older_than]
    for name in names:
        _drop(connection, name)
    return len(names)


def has_copies(connection: Connection, schema: str) -> bool:
    """Whether there is a copy of the store in ``schema``."""
    return bool(_copies(connection, schema))


def _copies(connection: Connection, schema: str) -> list[tuple[str, datetime]]:
    rows = connection.execute(_COPIES, {"start": _start(schema)}).all()
    return [(name, _made(comment)) for name, comment in rows]


def _made(comment: str | None) -> datetime:
    try:
        return datetime.fromisoformat((comment or "").partition("; ")[2])
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)  # somebody changed the comment: then it is as old as can be


def _start(schema: str) -> str:
    """How the names of its copies begin. No round's own schema has an @ in its name."""
    if len(schema) + len(_MARK) + _LONGEST_END <= _LONGEST_NAME:
        return schema + _MARK
    return f"{schema[:28]}-{hashlib.sha256(schema.encode()).hexdigest()[:8]}{_MARK}"


def _close_to_others(connection: Connection, name: str) -> None:
    """Default privileges may have opened the new schema to analysts; without USAGE nobody reaches its tables."""
    for reader in _readers(connection, name):
        connection.exec_driver_sql(f'REVOKE ALL ON SCHEMA "{name}" FROM {reader}')


def _readers(connection: Connection, name: str) -> list[str]:
    return list(connection.scalars(_READERS, {"name": name}))


def _comment(name: str, what: str) -> str:
    """The moment behind the semicolon tells when the copy is old."""
    return f"COMMENT ON SCHEMA \"{name}\" IS '{what}; {datetime.now(UTC).isoformat()}'"


def _drop(connection: Connection, name: str) -> None:
    connection.exec_driver_sql(f'DROP SCHEMA IF EXISTS "{name}" CASCADE')


def _fill(connection: Connection, schema: str, name: str, line: VersionLine) -> None:
    inspector = inspect(connection)
    ordered = [table for table, _ in inspector.get_sorted_table_and_fkc_names(schema) if table and table != line.table]
    for table in ordered:
        theirs, ours = (Table(table, MetaData(), schema=one, autoload_with=connection) for one in (schema, name))
        if [column.name for column in theirs.columns] != [column.name for column in ours.columns]:
            raise StoreError(f'The schema "{schema}" could not be copied: {table} is not as we made it.')
        # In the order of keys: nothing tells which row came before another.
        connection.execute(
            insert(ours).from_select(list(theirs.columns.keys()), select(theirs).order_by(*theirs.primary_key))
        )
        number_on(connection, ours, name)
        if _rows(connection, theirs) != _rows(connection, ours):
            raise StoreError(f'The copy of the schema "{schema}" could not be checked. Nothing was changed. Try again.')


def number_on(connection: Connection, table: Table, schema: str) -> None:
    """New rows of a table that was filled from elsewhere get numbers after those that it has."""
    quoted = f'"{schema}"."{table.name}"'
    for column, sequence in connection.execute(_SEQUENCES, {"name": quoted}).all():
        highest: Any = connection.scalar(select(func.max(table.c[column])))
        if highest is not None:
            connection.execute(select(func.setval(sequence, highest)))


def _rows(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
