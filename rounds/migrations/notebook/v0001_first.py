"""Interviews with their revisions, what was read back from worksheets, and the journal."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Creates the tables of the first version."""
    _create_interviews()
    _create_worksheets()
    _create_journal()


def _create_interviews() -> None:
    op.create_table(
        "interviews",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("interviewer", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("distress", sa.Boolean(), nullable=False),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("code_digest", sa.String(), nullable=True),
        sa.Column("held", sa.String(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_interviews"),
    )
    op.create_index("ix_interviews_source", "interviews", ["source"])
    op.create_table(
        "segments",
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name="fk_segments_interview_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("interview_id", "position", name="pk_segments"),
    )
    op.create_table(
        "notes",
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("translation_of", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["interview_id"], ["interviews.id"], name="fk_notes_interview_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("interview_id", "position", name="pk_notes"),
    )
    op.create_table(
        "revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interviews.id"], name="fk_revisions_interview_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_revisions"),
    )
    op.create_index("ix_revisions_interview_id", "revisions", ["interview_id"])


def _create_worksheets() -> None:
    op.create_table(
        "worksheets",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("no_predictions", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_worksheets"),
    )
    op.create_table(
        "headlines",
        sa.Column("worksheet", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=True),
        sa.Column("pair", sa.String(), nullable=True),
        sa.Column("dissent", sa.Boolean(), nullable=False),
        sa.Column("surprise", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["worksheet"], ["worksheets.name"], name="fk_headlines_worksheet", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("worksheet", "position", name="pk_headlines"),
    )
    op.create_table(
        "headline_interviews",
        sa.Column("worksheet", sa.String(), nullable=False),
        sa.Column("headline", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("interview_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["worksheet", "headline"],
            ["headlines.worksheet", "headlines.position"],
            name="fk_headline_interviews_worksheet",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("worksheet", "headline", "position", name="pk_headline_interviews"),
    )
    op.create_index("ix_headline_interviews_interview_id", "headline_interviews", ["interview_id"])
    op.create_table(
        "themes",
        sa.Column("worksheet", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("place_in_order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["worksheet"], ["worksheets.name"], name="fk_themes_worksheet", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("worksheet", "position", name="pk_themes"),
    )
    op.create_table(
        "predictions",
        sa.Column("worksheet", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["worksheet"], ["worksheets.name"], name="fk_predictions_worksheet", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("worksheet", "position", name="pk_predictions"),
    )


def _create_journal() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("started", sa.DateTime(), nullable=False),
        sa.Column("finished", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index("ix_runs_step", "runs", ["step"])
    op.create_table(
        "facts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_facts"),
    )
