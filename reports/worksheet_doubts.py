"""Rows whose interview was found for people, not by them: told until somebody has looked."""

from __future__ import annotations

from collections.abc import Iterator

from reports.worksheet_remarks import ID_FROM_ABOVE, ID_UNKNOWN, remarks_in
from reports.worksheet_table import Table
from reports.worksheet_tabs import CHECK
from rounds.headlines import Problem

_LOOK = "Look whether it stands beside the right story: if not, copy the right id into Interview; then empty this cell."
_MESSAGES = {
    ID_UNKNOWN: f"an id was typed that is no interview of this round, and the row stayed where it was. {_LOOK}",
    ID_FROM_ABOVE: f"no id was typed, and that of the row above was taken. {_LOOK}",
}


def doubtful_interviews(table: Table) -> Iterator[Problem]:
    """A problem for each row that was given its interview, until somebody deletes the words under Check."""
    for row in table.rows:
        for remark in remarks_in(row[CHECK]):
            if remark in _MESSAGES:
                yield Problem(table.sheet, table.cell(CHECK, row.number), _MESSAGES[remark])
