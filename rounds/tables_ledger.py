"""The ledger's tables, as the newest migration leaves them (a test compares both).

Whatever names or reaches a person is in a ``sealed`` column, encrypted; digests are keyed for this
store alone, so that no column of it can be matched with one of the notebook.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, MetaData, String, Table

from rounds.column_types import NAMING, UtcDateTime

metadata = MetaData(naming_convention=NAMING)

# `kind` is team, lead or contact. `digest` finds the row again: of the interviewer's code, the lead's address, or the
# contact code. A contact is stored only while the register has it; of one who was deleted on request (kind `deleted`),
# or left it after the letter was sent (`had letter`), digests of code and mailbox stay, each with an empty record.
# Without a rowid no row tells whether it came before another.
recipients = Table(
    "recipients",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("digest", String, nullable=False, unique=True),
    Column("active", Boolean, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("letter_key", String, primary_key=True),
    Column("recipient_id", String, ForeignKey("recipients.id"), nullable=False, index=True),
    Column("digest", String, nullable=False),
    Column("state", String, nullable=False),
    Column("message_id", String, nullable=False),
    Column("reason_code", String),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("what", String, nullable=False, index=True),
    Column("digest", String, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Column("sealed", LargeBinary, nullable=False),
)

# One quote, one decision. `digest` is keyed for this store alone: nobody can match it with a note of the notebook.
quote_decisions = Table(
    "quote_decisions",
    metadata,
    Column("digest", String, primary_key=True),
    Column("allowed", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

# A known word, sealed when the ledger was made: tells at once whether this is the key that sealed it.
key_check = Table(
    "key_check",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
