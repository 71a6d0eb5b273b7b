"""How reports of interviewers are laid out in the notebook: numbers, a code and a time. Every function works inside the
caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from rounds.notebook_interviews import chunks
from rounds.tables_notebook import told_reports
from rounds.told import ToldReport

_COLUMNS = ("id", "source", "interviewer", "told", "listened_to", "submitted_at")


def save(connection: Connection, source: str, reports: Sequence[ToldReport], *, all_of_it: bool) -> None:
    """Puts ``reports`` in the place of those with the same id, or ``all_of_it``: of all that came from ``source``."""
    if all_of_it:
        connection.execute(delete(told_reports).where(told_reports.c.source == source))
    else:
        forget(connection, source, [report.id for report in reports])
    if reports:
        by_id = {report.id: {name: getattr(report, name) for name in _COLUMNS} for report in reports}
        connection.execute(insert(told_reports), list(by_id.values()))


def forget(connection: Connection, source: str, ids: Iterable[str]) -> None:
    """Deletes these reports of ``source``."""
    for chunk in chunks(ids):
        where = (told_reports.c.source == source) & told_reports.c.id.in_(chunk)
        connection.execute(delete(told_reports).where(where))


def load(connection: Connection) -> list[ToldReport]:
    """All reports, oldest first."""
    rows = connection.execute(select(told_reports)).mappings()
    found = [ToldReport(*(row[name] for name in _COLUMNS)) for row in rows]
    without = datetime.min.replace(tzinfo=UTC)  # a report without a time comes first
    return sorted(found, key=lambda report: (report.submitted_at or without, report.id))
