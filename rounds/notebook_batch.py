"""The rows that a batch of interviews puts into the notebook: collected first, then sent table by table.

One message per interview and part would make a database over the network ten times slower.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update

from rounds.interviews import Interview
from rounds.notebook_audit import forget_records, record_rows
from rounds.notebook_interviews import (
    Revision,
    chunks,
    interview_columns,
    note_rows,
    revision_row,
    segment_rows,
    set_gone,
)
from rounds.tables_notebook import audits, interviews, notes, revisions, round_names, segments

_Rows = list[dict[str, Any]]
_BY_ID = interviews.c.id == bindparam("of_id")


@dataclass(slots=True)
class PendingRows:
    """What is to be written. Each interview comes once at most."""

    at: datetime
    touched: set[str] = field(default_factory=set)
    _inserted: _Rows = field(default_factory=list)
    _changed: _Rows = field(default_factory=list)
    _moved: _Rows = field(default_factory=list)
    _restored: list[str] = field(default_factory=list)
    _forgotten: list[str] = field(default_factory=list)
    _segments: _Rows = field(default_factory=list)
    _notes: _Rows = field(default_factory=list)
    _audits: _Rows = field(default_factory=list)
    _names: _Rows = field(default_factory=list)
    _revisions: _Rows = field(default_factory=list)

    def insert(self, interview: Interview) -> None:
        """An interview that is not stored yet, as version 1."""
        first = replace(interview, version=1)
        self._inserted.append({"id": first.id, **_with_version(first)})
        self._add_parts(first, Revision.NEW)
        self._add_record(first)

    def replace(self, interview: Interview, reason: Revision) -> None:
        """An interview, with its version, in the place of the stored one."""
        self._changed.append({"of_id": interview.id, **_with_version(interview)})
        self._add_parts(interview, reason)

    def renew_record(self, interview: Interview) -> None:
        """What was masked in it, and its names, in the place of what is stored."""
        self.touched.add(interview.id)
        self._forgotten.append(interview.id)
        self._add_record(interview)

    def move(self, interview: Interview) -> None:
        """Only its row in the source is another one now."""
        self.touched.add(interview.id)
        self._moved.append({"of_id": interview.id, "to_row": interview.row})

    def restore(self, interview_id: str) -> None:
        """Its row came back to the source, unchanged."""
        self.touched.add(interview_id)
        self._restored.append(interview_id)

    def write(self, connection: Connection) -> None:
        """Sends everything, once."""
        forget_records(connection, self._forgotten)
        _empty_parts(connection, [row["of_id"] for row in self._changed])
        if self._inserted:
            connection.execute(insert(interviews), self._inserted)
        if self._changed:
            columns = [name for name in self._changed[0] if name != "of_id"]
            values: Mapping[str, Any] = {name: bindparam(f"new_{name}") for name in columns}
            rows = [
                {name if name == "of_id" else f"new_{name}": value for name, value in row.items()}
                for row in self._changed
            ]
            connection.execute(update(interviews).where(_BY_ID).values(values), rows)
        tables = (segments, notes, audits, round_names, revisions)
        for table, rows in zip(
            tables, (self._segments, self._notes, self._audits, self._names, self._revisions), strict=True
        ):
            if rows:
                connection.execute(insert(table), rows)
        set_gone(connection, self._restored, False, self.at)
        if self._moved:
            connection.execute(update(interviews).where(_BY_ID).values(row=bindparam("to_row")), self._moved)

    def _add_parts(self, interview: Interview, reason: Revision) -> None:
        self.touched.add(interview.id)
        self._segments += segment_rows(interview)
        self._notes += note_rows(interview)
        self._revisions.append(revision_row(interview, reason, self.at))

    def _add_record(self, interview: Interview) -> None:
        counts, names = record_rows(interview)
        self._audits += counts
        self._names += names


def _with_version(interview: Interview) -> dict[str, Any]:
    return {**interview_columns(interview), "gone": False, "version": interview.version}


def _empty_parts(connection: Connection, ids: Iterable[str]) -> None:
    for chunk in chunks(ids):
        for part in (segments, notes):
            connection.execute(delete(part).where(part.c.interview_id.in_(chunk)))
