"""Decisions about single quotes; recipients without a rowid, which would tell who came before whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds an empty table: nothing is decided yet, so nothing is quoted. Recipients are kept, in another order."""
    if op.get_bind().dialect.name == "sqlite":  # in PostgreSQL the ledger sorts its rows after each change instead
        with op.batch_alter_table("recipients", recreate="always", table_kwargs={"sqlite_with_rowid": False}):
            pass
    op.create_table(
        "quote_decisions",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_quote_decisions"),
    )
