"""Brings one store to the newest version, inside a transaction of the caller."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from rounds.store import VersionLine

HERE = Path(__file__).parent


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


def upgrade(connection: Connection, line: VersionLine) -> None:
    """Runs the migrations that this store lacks. Its transaction is the caller's: all of them, or none."""
    config = migration_config(line)
    config.attributes.update(connection=connection, version_table=line.table)
    command.upgrade(config, "head")
