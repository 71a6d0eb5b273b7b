"""For when a schedule wanted a run: so that a night is run once, however late, and whatever the clocks do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds an empty column: an earlier release knew of no schedule."""
    op.add_column("runs", sa.Column("scheduled_for", sa.DateTime(), nullable=True))
