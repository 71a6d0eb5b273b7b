"""What deleted text leaves behind in PostgreSQL, and how it goes: old row versions, and samples in the statistics.

What stays for a time in the write-ahead log and in backups is not ours to delete; docs/postgres.md tells for how long.
"""

from __future__ import annotations

import re
import time
from typing import Any

from sqlalchemy import Connection, text

from rounds.errors import StoreUnavailable
from rounds.store import VersionLine

_ATTEMPTS, _PAUSE_SECONDS = 20, 0.25
_NUMBER = re.compile(r"\d+")
_WAIT_MILLISECONDS = 10_000
_TABLES = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = %s ORDER BY tablename"
_KEY = (
    "SELECT c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
    " WHERE i.indisprimary AND i.indrelid = to_regclass(%s)"
)
# Columns of words: not numbers, times and switches, and nothing that an index holds (keys, ids, codes of sources).
_SAMPLED = text(
    "SELECT c.relname, a.attname FROM pg_catalog.pg_attribute a"
    " JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = :schema"
    " WHERE a.attnum > 0 AND NOT a.attisdropped"
    " AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'bytea'::regtype)"
    " AND NOT EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND a.attnum = ANY (i.indkey))"
)


def keep_no_samples(connection: Connection, schema: str) -> None:
    """Has the server collect no statistics of what people wrote: these would keep samples of deleted text."""
    for table, column in connection.execute(_SAMPLED, {"schema": schema}).all():
        connection.exec_driver_sql(f'ALTER TABLE "{schema}"."{table}" ALTER COLUMN "{column}" SET STATISTICS 0')


def rewrite_tables(connection: Connection, schema: str, line: VersionLine, place: str) -> None:
    """Writes every table of ``schema`` into new files, without deleted rows and sorted by its key.

    Outside of a transaction, on a connection of its own. A row version that a transaction of others can still see
    would go along: then it waits, and at last raises StoreUnavailable.
    """
    driver: Any = connection.connection.dbapi_connection
    driver.execute(f"SET lock_timeout = {_WAIT_MILLISECONDS}")
    tables = [name for (name,) in driver.execute(_TABLES, [schema]).fetchall()]
    for attempt in range(_ATTEMPTS):
        tables = [table for table in tables if not _rewritten(driver, schema, table)]
        if not tables:
            return
        if attempt < _ATTEMPTS - 1:
            time.sleep(_PAUSE_SECONDS)
    raise StoreUnavailable(
        f"The {line.name} in PostgreSQL ({place}): what was deleted is gone from it, but its files still hold it, while"
        " an older transaction of another program is open. It goes later; docs/postgres.md tells more."
    )


def _rewritten(driver: Any, schema: str, table: str) -> bool:
    """Rewrites a table; False if dead rows had to be taken along.

    Their number is the first in the detail of the server's report, in whatever language it speaks.
    """
    details: list[str] = []
    handler = lambda notice: details.append(notice.message_detail or "")  # noqa: E731
    driver.add_notice_handler(handler)
    try:
        driver.execute(_rewriting(driver, schema, table))
    finally:
        driver.remove_notice_handler(handler)
    return not any(int(found[0]) for detail in details if (found := _NUMBER.search(detail)))


def _rewriting(driver: Any, schema: str, table: str) -> str:
    row = driver.execute(_KEY, [f'"{schema}"."{table}"']).fetchone()
    if row is None:
        return f'VACUUM (FULL, VERBOSE) "{schema}"."{table}"'
    return f'CLUSTER (VERBOSE) "{schema}"."{table}" USING "{row[0]}"'
