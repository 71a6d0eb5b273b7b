"""Alembic runs this file; connection and version table come from rounds/migrations/upgrade.py."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table=context.config.attributes["version_table"],
    render_as_batch=True,  # SQLite cannot alter a column: Alembic copies the table instead
)
with context.begin_transaction():
    context.run_migrations()
