"""What a notebook says, in a canonical form: equal bytes where nights came to the same end, whatever happened before.

Left out is the history of how it came about: times, versions, revisions, runs, and facts (they hold times, random ids).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from flows.steps.export import JSON_NAME, export
from flows.steps.workplace import Workplace, open_workplace
from rounds.column_types import UtcDateTime
from rounds.sealed_names import NameSeal
from rounds.tables_notebook import facts, metadata, revisions, runs

_HISTORY = (revisions, runs, facts)
_VERSION, _SEALED = "version", "sealed"
_UNFINISHED = ("names_due", "scrub_due", "withdrawing")


def exported(folder: Path) -> bytes:
    """The round as ``sayback export`` writes it (with the second look), then every table of the notebook."""
    out = folder / "exported"
    export(folder, ("json",), out=out)
    return (out / JSON_NAME).read_bytes() + b"\n" + _tables(folder)


def _tables(folder: Path) -> bytes:
    with open_workplace(folder, alone=False) as place, place.notebook._store.reading() as connection:
        said: dict[str, Any] = {
            table.name: sorted(_rows(place, connection, table), key=json.dumps)
            for table in metadata.sorted_tables
            if table not in _HISTORY
        }
        names = connection.scalars(select(facts.c.key)).all()
        said["unfinished"] = [name for name in names if name in _UNFINISHED]
    return json.dumps(said, sort_keys=True, indent=0, ensure_ascii=False, default=str).encode()


def _rows(place: Workplace, connection: Connection, table: Table) -> list[dict[str, Any]]:
    seal = NameSeal(place.keyring)
    columns = [c for c in table.c if not isinstance(c.type, UtcDateTime) and c.name != _VERSION]
    rows = [dict(row) for row in connection.execute(select(*columns)).mappings()]
    for row in rows:
        if _SEALED in row:  # encrypted anew each time
            row[_SEALED] = sorted(seal.open(row[_SEALED]))
        row.update({name: value.isoformat() for name, value in row.items() if hasattr(value, "isoformat")})
    return rows
