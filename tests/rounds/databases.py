"""The two kinds of database that the tests of stores run on."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rounds.keys import Keyring
from rounds.ledger import Ledger
from rounds.notebook import Notebook
from rounds.store import LEDGER, NOTEBOOK, Store, VersionLine
from tests.postgres_cluster import Cluster
from tests.rounds import samples


@dataclass(frozen=True, slots=True)
class Files:
    """SQLite: one file per store in the folder of the round."""

    name = "sqlite"

    def url(self, line: VersionLine) -> str:
        return f"sqlite:///{line.name}.db"

    def store(self, folder: Path, line: VersionLine, *, migrate: bool = False) -> Store:
        return Store.open(self.url(line), folder, line, migrate=migrate)

    def notebook(self, folder: Path, **how: Any) -> Notebook:
        return Notebook.open(self.url(NOTEBOOK), folder, **how)

    def ledger(self, folder: Path, keyring: Keyring = samples.KEYRING, *clock: Any, **how: Any) -> Ledger:
        return Ledger.open(self.url(LEDGER), folder, keyring, *clock, **how)

    def stored_bytes(self, folder: Path) -> bytes:
        """All that lies in the files of the stores."""
        return samples.stored_bytes(folder)

    def columns(self, folder: Path, line: VersionLine) -> dict[str, set[object]]:
        """All values of every column of a store."""
        with closing(sqlite3.connect(folder / f"{line.name}.db")) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return _columns(connection, tables)


@dataclass(frozen=True, slots=True)
class Schemas:
    """PostgreSQL: a schema per folder, in one database for notebooks and one for ledgers, each with its owner."""

    cluster: Cluster

    name = "postgres"

    def url(self, line: VersionLine) -> str:
        return self.cluster.url_for(*OWNERS[line])

    def schema(self, folder: Path) -> str:
        return "t-" + hashlib.sha256(str(folder).encode()).hexdigest()[:16]

    def store(self, folder: Path, line: VersionLine, *, migrate: bool = False) -> Store:
        return Store.open(self.url(line), folder, line, schema=self.schema(folder), migrate=migrate)

    def notebook(self, folder: Path, **how: Any) -> Notebook:
        return Notebook.open(self.url(NOTEBOOK), folder, schema=self.schema(folder), **how)

    def ledger(self, folder: Path, keyring: Keyring = samples.KEYRING, *clock: Any, **how: Any) -> Ledger:
        return Ledger.open(self.url(LEDGER), folder, keyring, *clock, schema=self.schema(folder), **how)

    def stored_bytes(self, folder: Path) -> bytes:
        """All that the server keeps of the folder's schema in its files, and the statistics of its tables."""
        return b"\n".join(self._bytes(database, self.schema(folder)) for database, _ in OWNERS.values())

    def columns(self, folder: Path, line: VersionLine) -> dict[str, set[object]]:
        """All values of every column of a store."""
        schema = self.schema(folder)
        with self.cluster.connect(OWNERS[line][0]) as connection:
            connection.execute(f'SET search_path TO "{schema}"')
            query = "SELECT tablename FROM pg_tables WHERE schemaname = %s"
            return _columns(connection, [str(name) for (name,) in connection.execute(query, [schema]).fetchall()])

    def _bytes(self, database: str, schema: str) -> bytes:
        with self.cluster.connect(database) as connection:
            connection.execute("CHECKPOINT")  # what is only in memory is written
            rows = connection.execute(_FILES, [schema]).fetchall()
            samples_kept = connection.execute(_STATISTICS, [schema]).fetchall()
        return b"\n".join([bytes(content) for (content,) in rows] + [str(samples_kept).encode()])  # type: ignore[arg-type]


OWNERS = {
    NOTEBOOK: ("sayback_test_notebooks", "sayback_test_notebook_owner"),
    LEDGER: ("sayback_test_ledgers", "sayback_test_ledger_owner"),
}

# Tables, their indexes and their out-of-line texts.
_FILES = """
WITH own AS (
  SELECT c.oid, c.reltoastrelid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = %s AND c.relkind IN ('r', 'i')
)
SELECT pg_read_binary_file(path) FROM (
  SELECT pg_relation_filepath(oid) AS path FROM own
  UNION ALL SELECT pg_relation_filepath(reltoastrelid) FROM own WHERE reltoastrelid <> 0
) AS paths
"""
_STATISTICS = """
SELECT attname, most_common_vals::text, histogram_bounds::text FROM pg_stats WHERE schemaname = %s
"""


def _columns(connection: Any, tables: list[str]) -> dict[str, set[object]]:
    found: dict[str, set[object]] = {}
    for table in tables:
        cursor = connection.execute(f"SELECT * FROM {table}")
        rows = cursor.fetchall()
        for place, (name, *_) in enumerate(cursor.description):
            found[f"{table}.{name}"] = {_hashable(row[place]) for row in rows}
    return found


def _hashable(value: object) -> object:
    return str(value) if isinstance(value, list | dict) else value


Database = Files | Schemas
