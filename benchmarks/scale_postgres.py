"""A throw-away PostgreSQL server as the place of all stores, with its own CPU time and memory."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from tests.postgres_cluster import Cluster, running_cluster

KINDS = ("notebook", "ledger")
_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Stores:
    """A running server with a database and a role for notebooks, and others for ledgers."""

    cluster: Cluster
    lines: str  # of [stores] in round.toml

    def size(self, kind: str = "notebook") -> int:
        """Bytes of the database of a kind."""
        with self.cluster.connect() as connection:
            row = connection.execute("SELECT pg_database_size(%s)", [kind]).fetchone()
        return int(str(row[0])) if row else 0

    def cpu(self) -> float:
        """Seconds of CPU time of the server so far, its backends included."""
        server = self._server()
        return cpu_of(server) + sum(cpu_of(child) for child in server.children())

    def largest_backend(self) -> float:
        """MB of memory of its own that the largest process of the server has; what all share is not counted."""
        return max((_own_memory(child) for child in self._server().children()), default=0.0)

    def _server(self) -> psutil.Process:
        assert self.cluster.data is not None
        first = (self.cluster.data / "postmaster.pid").read_text(encoding="ascii").splitlines()[0]
        return psutil.Process(int(first))


def cpu_of(process: psutil.Process) -> float:
    """Seconds of CPU time of a process and of its children that have ended."""
    with contextlib.suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system + times.children_user + times.children_system)
    return 0.0


def _own_memory(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error):
        return float(process.memory_full_info().uss) / _MEGABYTE
    return 0.0


@contextmanager
def postgres_stores(folder: Path | None = None) -> Iterator[Stores]:
    """A new server. Raises RuntimeError where PostgreSQL is not installed."""
    with running_cluster(folder) as cluster:
        lines = []
        for kind in KINDS:
            role = f"sayback_{kind}"
            cluster.create_role(role)
            lines.append(f'{kind} = "{cluster.create_database(kind, owner=role)}"\n')
        yield Stores(cluster, "".join(lines))
