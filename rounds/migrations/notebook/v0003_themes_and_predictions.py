"""What themes were called before, when predictions were written, and whether a story changed under its headline."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds columns, all with what is true of older rows, and an empty table."""
    op.add_column("headlines", _flag("source_changed"))
    op.add_column("themes", sa.Column("theme_id", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("themes", sa.Column("replaces", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))
    op.add_column("predictions", sa.Column("written_at", sa.DateTime()))
    op.add_column("predictions", _flag("is_late"))
    op.create_table(
        "predictions_made",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_predictions_made"),
    )


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
