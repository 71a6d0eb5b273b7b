"""What was masked in each interview, in counts; and the digests of the names that it gives away, encrypted."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds both tables, empty: the next collect redacts anew and fills them."""
    for table, column in (("audits", sa.Column("counts", sa.JSON(), nullable=False)), ("round_names", _sealed())):
        op.create_table(
            table,
            sa.Column("interview_id", sa.String(), nullable=False),
            column,
            sa.ForeignKeyConstraint(
                ["interview_id"], ["interviews.id"], name=f"fk_{table}_interview_id", ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("interview_id", name=f"pk_{table}"),
        )


def _sealed() -> sa.Column[str]:
    return sa.Column("sealed", sa.Text(), nullable=False)
