"""What a fault campaign left behind, gathered in folders that can be searched, and a proof that the search sees there.

A control string is left on purpose in each kind of place; a search that does not find it there is worth nothing.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from tests.flows.leak_scan import find_planted
from tests.postgres_cluster import Cluster

CONTROL = "Controllia Wrenfeather-Ostrowska"
_SQL = f"CREATE TABLE control AS SELECT '{CONTROL}'::text AS said"


def keep_postgres(cluster: Cluster, folder: Path) -> None:
    """Copies the server's data folder, with its write-ahead log, and the server's own log."""
    with cluster.connect() as connection:
        connection.execute(_SQL)
        connection.execute("CHECKPOINT")
    assert cluster.data
    shutil.copytree(cluster.data.parent, folder, ignore=shutil.ignore_patterns("postmaster.*", ".s.*"))


def leave_controls(folder: Path) -> None:
    """Leaves the control string in a SQLite file, in the write-ahead log of one, and in a log."""
    for name, keep_log in (("control.db", False), ("control-in-wal.db", True)):
        connection = sqlite3.connect(folder / name)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE control AS SELECT ? AS said", (CONTROL,))
        connection.commit()
        if keep_log:  # as a process leaves it that is killed
            shutil.copy(folder / f"{name}-wal", folder / "control.left-wal")
        connection.close()
    with (folder / "runs.log").open("a", encoding="utf-8") as log:
        print(CONTROL, file=log)


def control_found(places: list[Path]) -> set[str]:
    """The names of the files in which the control string is found."""
    return find_planted([CONTROL], places).get(CONTROL, set())
