"""Brings one store to the newest version, inside a transaction of the caller."""

from __future__ import annotations

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, inspect, select, table

from rounds.errors import StoreError
from rounds.store import VersionLine

HERE = Path(__file__).parent
_one_at_a_time = threading.Lock()  # Alembic's `op` is one for the whole process: two threads would mix their stores up


def migration_config(line: VersionLine) -> Config:
    """Alembic's settings for one line of versions. There is no file, so no logging is configured."""
    config = Config()
    for name, value in {
        "script_location": str(HERE),
        "version_locations": str(HERE / line.name),
        "path_separator": "newline",  # a checkout's path may hold spaces, commas, colons
    }.items():
        config.set_main_option(name, value.replace("%", "%%"))
    return config


def upgrade(connection: Connection, line: VersionLine, version: str = "head") -> None:
    """Runs the migrations that this store lacks. Its transaction is the caller's: all of them, or none.

    Every table keeps its rows: raises StoreError when one would have more or fewer than before.
    """
    config = migration_config(line)
    config.attributes.update(connection=connection, version_table=line.table)
    before = _row_counts(connection, line)
    with _one_at_a_time:
        command.upgrade(config, version)
    after = _row_counts(connection, line)
    changed = [table for table, rows in before.items() if after.get(table) != rows]
    if changed:
        raise StoreError(
            f"The {line.name} was not upgraded: {', '.join(changed)} would have had more or fewer rows than before."
            " Nothing was changed. Please report it."
        )


def _row_counts(connection: Connection, line: VersionLine) -> dict[str, int]:
    schema = connection.scalar(select(func.current_schema())) if connection.dialect.name == "postgresql" else None
    names = (name for name in inspect(connection).get_table_names(schema) if name != line.table)
    return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}
