"""A throw-away PostgreSQL server for tests, benchmarks and the fault campaign: started from the installed binaries.

The server refuses to run as root, so root runs it as the user ``postgres``. Local connections over the socket, and
those of the superuser, need no password; everybody else needs theirs over TCP.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

_ADMIN = "postgres"
_HBA = """\
local all all trust
host all postgres 127.0.0.1/32 trust
host all all 127.0.0.1/32 scram-sha-256
"""


def server_binaries() -> Path | None:
    """The folder of ``initdb`` and ``pg_ctl``, of the newest version; None where PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server. ``data`` is its folder (table files, WAL), None where somebody else started it."""

    admin_url: URL
    data: Path | None = None
    binaries: Path | None = None
    log: Path | None = None
    _passwords: dict[str, str] = field(default_factory=dict)

    def url_for(self, database: str, role: str = _ADMIN) -> str:
        """The address of a database for a role (by default the superuser), with the password that the role needs."""
        if role == _ADMIN:
            return self.admin_url.set(database=database).render_as_string(hide_password=False)
        url = self.admin_url.set(database=database, username=role, password=self._passwords.get(role))
        return url.render_as_string(hide_password=False)

    def connect(self, database: str = "postgres", role: str = _ADMIN) -> psycopg.Connection[tuple[object, ...]]:
        """A plain connection that commits each statement."""
        return psycopg.connect(libpq_url(self.url_for(database, role)), autocommit=True)

    def create_role(self, name: str, password: str | None = None) -> str:
        """Makes a role that may log in, and returns its password."""
        word = password or secrets.token_urlsafe(16)
        with self.connect() as connection:
            statement = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(name), sql.Literal(word))
            connection.execute(statement)
        self._passwords[name] = word
        return word

    def knows_password(self, role: str, password: str) -> None:
        """Tells the password of a role that a test made itself."""
        self._passwords[role] = password

    def create_database(self, name: str, owner: str | None = None) -> str:
        """Makes a database and returns its address for the owner (by default the superuser)."""
        with self.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            if owner:
                connection.execute(
                    sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(name), sql.Identifier(owner))
                )
        return self.url_for(name, owner or _ADMIN)

    def drop_database(self, name: str) -> None:
        """Drops a database, whoever is connected to it."""
        with self.connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def drop_role(self, name: str) -> None:
        """Drops a role that owns nothing any more."""
        with self.connect() as connection:
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))

    def kill_connections(self, database: str) -> int:
        """Ends every other connection to a database as ``pg_terminate_backend`` does; returns how many."""
        with self.connect() as connection:
            query = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s"
            row = connection.execute(query, [database]).fetchone()
        return int(str(row[0])) if row else 0

    def stop(self, mode: str = "fast") -> None:
        """Stops the server: ``immediate`` as a power cut does."""
        self._pg_ctl("stop", "-m", mode)

    def start(self) -> None:
        """Starts it again on the same port."""
        port = self.admin_url.port
        options = f"-k {self.data} -p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60"
        self._pg_ctl("start", "-w", "-t", "60", "-l", str(self.log), "-o", options)

    def _pg_ctl(self, *arguments: str) -> None:
        assert self.binaries is not None, "this server was started by somebody else"
        _as_postgres([str(self.binaries / "pg_ctl"), "-s", "-D", str(self.data), *arguments])


def libpq_url(url: str) -> str:
    """The same address without SQLAlchemy's driver, as libpq and psql understand it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def running_cluster(folder: Path | None = None) -> Iterator[Cluster]:
    """A server of its own in a new folder (inside ``folder``, which others must be able to pass), gone afterwards.

    Raises RuntimeError where PostgreSQL is not installed.
    """
    binaries = server_binaries()
    if binaries is None:
        raise RuntimeError("PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin")
    home = Path(tempfile.mkdtemp(prefix="pg-", dir=folder))  # short: a socket's path has at most 107 characters
    try:
        _give_to_postgres(home)
        url = URL.create(
            "postgresql+psycopg", username=_ADMIN, host="127.0.0.1", port=_free_port(), database="postgres"
        )
        cluster = Cluster(url, home / "data", binaries, home / "log")
        _initialise(cluster)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def given_cluster(url: str) -> Cluster:
    """A server that runs already; ``url`` is that of its superuser."""
    return Cluster(make_url(url).set(drivername="postgresql+psycopg"))


def _initialise(cluster: Cluster) -> None:
    assert cluster.binaries is not None
    assert cluster.data is not None
    initdb = [str(cluster.binaries / "initdb"), "-D", str(cluster.data), "-U", _ADMIN, "-A", "trust", "-E", "UTF8"]
    _as_postgres([*initdb, "--locale=C.UTF-8", "--no-sync"])
    (cluster.data / "pg_hba.conf").write_text(_HBA)


def _as_postgres(command: list[str]) -> None:
    """Runs it with the output in a file: a pipe that a server inherits never closes."""
    prefix = ["runuser", "-u", _ADMIN, "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryFile() as output:
        done = subprocess.run([*prefix, *command], stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd="/")
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{Path(command[0]).name} failed: {output.read().decode(errors='replace')}")


def _give_to_postgres(home: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(home, _ADMIN)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
