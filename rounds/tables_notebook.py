"""The notebook's tables, as the newest migration leaves them (a test compares both)."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)

from rounds.column_types import NAMING, UtcDateTime

metadata = MetaData(naming_convention=NAMING)


def _interview_id() -> Column[str]:
    return Column("interview_id", String, ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)


def _worksheet() -> Column[str]:
    return Column("worksheet", String, ForeignKey("worksheets.name", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True)


# `held` is the reason that the redactor gave; `gone` covers it while the row is missing from its source.
# `later`: a later thought, no interview of its own.
interviews = Table(
    "interviews",
    metadata,
    Column("id", String, primary_key=True),
    Column("source", String, nullable=False, index=True),
    Column("row", Integer, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("engine", String, nullable=False),
    Column("interviewer", String),
    Column("language", String),
    Column("people", Integer, nullable=False),
    Column("submitted_on", Date),
    Column("distress", Boolean, nullable=False),
    Column("declined", Boolean, nullable=False),
    Column("code_digest", String),
    Column("held", String),
    Column("gone", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    Column("later", Boolean, nullable=False, server_default=false()),
)

segments = Table(
    "segments",
    metadata,
    _interview_id(),
    _position(),
    Column("key", String, nullable=False),
    Column("value", String, nullable=False),
)

# `spans` is a list of [start, end, entity, score]; offsets in characters of `text`.
notes = Table(
    "notes",
    metadata,
    _interview_id(),
    _position(),
    Column("question", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("translation_of", String),
)

# `counts` is a list of [entity, recognizer, band of scores, number]: no text, no place, no length.
audits = Table("audits", metadata, _interview_id(), Column("counts", JSON, nullable=False))

# Keyed digests of the names that an interview gives away, encrypted: without the key nobody sees who shares a name.
round_names = Table("round_names", metadata, _interview_id(), Column("sealed", Text, nullable=False))

# What happened to an interview and when. No text, on purpose: the notes of an older version are gone.
revisions = Table(
    "revisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("interview_id", String, ForeignKey("interviews.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", String, nullable=False),
    Column("engine", String, nullable=False),
)

worksheets = Table(
    "worksheets",
    metadata,
    Column("name", String, primary_key=True),
    Column("read_at", UtcDateTime, nullable=False),
    Column("no_predictions", Boolean, nullable=False),
)

headlines = Table(
    "headlines",
    metadata,
    _worksheet(),
    _position(),
    Column("id", String, nullable=False),
    Column("question", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("theme", Text),
    Column("pair", String),
    Column("dissent", Boolean, nullable=False),
    Column("surprise", Boolean, nullable=False),
    Column("place", String, nullable=False),
    Column("source_changed", Boolean, nullable=False, server_default=false()),
)

# No foreign key to interviews: what people wrote stays even when an interview goes.
headline_interviews = Table(
    "headline_interviews",
    metadata,
    Column("worksheet", String, primary_key=True),
    Column("headline", Integer, primary_key=True),
    _position(),
    Column("interview_id", String, nullable=False, index=True),
    ForeignKeyConstraint(["worksheet", "headline"], ["headlines.worksheet", "headlines.position"], ondelete="CASCADE"),
)

themes = Table(
    "themes",
    metadata,
    _worksheet(),
    _position(),
    Column("name", Text, nullable=False),
    Column("definition", Text, nullable=False),
    Column("place_in_order", Integer, nullable=False),
    Column("theme_id", String, nullable=False, server_default=text("''")),
    Column("replaces", JSON, nullable=False, server_default=text("'[]'")),
)

predictions = Table(
    "predictions",
    metadata,
    _worksheet(),
    _position(),
    Column("text", Text, nullable=False),
    Column("outcome", String, nullable=False),
    Column("written_at", UtcDateTime),
    Column("is_late", Boolean, nullable=False, server_default=false()),
)

# Recorded before the worksheet is opened, and never changed afterwards; `predictions` says what became of them.
predictions_made = Table(
    "predictions_made",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
)

# What left the building: only what was said there, and marks of the interviews that it was counted over.
releases = Table(
    "releases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("content", JSON, nullable=False),
)

# Numbers that interviewers reported: how many of those whom they had listened to they have told what came of it.
told_reports = Table(
    "told_reports",
    metadata,
    Column("id", String, primary_key=True),
    Column("source", String, nullable=False),
    Column("interviewer", String),
    Column("told", Integer, nullable=False),
    Column("listened_to", Integer, nullable=False),
    Column("submitted_at", UtcDateTime),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("step", String, nullable=False),
    Column("started", UtcDateTime, nullable=False),
    Column("finished", UtcDateTime, nullable=False),
    Column("outcome", String, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("scheduled_for", UtcDateTime),
    Index("ix_runs_step", "step"),
)

facts = Table(
    "facts",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
