"""Every SQL statement of docs/postgres.md is run, by roles and in databases of another name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import psycopg
import pytest

from rounds.ledger import Ledger
from rounds.notebook import Notebook
from rounds.store import NOTEBOOK, Store
from rounds.store_postgres_engine import dispose_engines
from tests.postgres_cluster import Cluster
from tests.rounds.samples import KEYRING, NOON, interview

pytestmark = pytest.mark.postgres

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "postgres.md").read_text(encoding="utf-8")
ROLES = {"sayback_page_notebook": "choose-one", "sayback_page_ledger": "choose-another"}
ANALYST = "sayback_page_analyst"
NOTEBOOKS, LEDGERS = "sayback_page_notebooks", "sayback_page_ledgers"


def statements(where: str) -> list[str]:
    blocks = re.findall(rf"(?ms)^```sql{where}\n(.*?)^```", PAGE)
    parts = [part.strip() for block in blocks for part in block.split(";") if part.strip()]
    return [part.replace("sayback_", "sayback_page_") for part in parts]


@pytest.fixture
def server(postgres_cluster: Cluster) -> Iterator[Cluster]:
    """A server that was set up as the page says."""
    _remove(postgres_cluster)
    for database, where in (("postgres", ""), (NOTEBOOKS, " notebooks"), (LEDGERS, " ledgers")):
        with postgres_cluster.connect(database) as connection:
            for statement in statements(where):
                connection.execute(statement.encode())
    for role, password in {**ROLES, ANALYST: "choose-a-third"}.items():
        postgres_cluster.knows_password(role, password)
    yield postgres_cluster
    dispose_engines()
    _remove(postgres_cluster)


def _remove(cluster: Cluster) -> None:
    for database in (NOTEBOOKS, LEDGERS):
        cluster.drop_database(database)
    for role in (*ROLES, ANALYST):
        cluster.drop_role(role)


@pytest.fixture
def walked(server: Cluster, tmp_path: Path) -> Cluster:
    """With one round in the schema that was made for it, one in a schema of its own making, and a ledger."""
    for schema in ("lincoln-2026", "adams-2026"):
        url = server.url_for(NOTEBOOKS, "sayback_page_notebook")
        with Notebook.open(url, tmp_path, schema=schema, alone=True) as notebook:
            notebook.save([interview()], at=NOON)
    ledger = server.url_for(LEDGERS, "sayback_page_ledger")
    Ledger.open(ledger, tmp_path, KEYRING, schema="lincoln-2026", alone=True).close()
    return server


def test_an_analyst_reads_every_round_that_came_later_and_writes_nowhere(walked: Cluster) -> None:
    with walked.connect(NOTEBOOKS, ANALYST) as analyst:
        rows = analyst.execute('SELECT text FROM "adams-2026".notes').fetchall()
        assert len(rows) == 2
        for statement in (
            'DELETE FROM "adams-2026".notes',
            'INSERT INTO "adams-2026".facts VALUES (1, 1)',
            "CREATE SCHEMA mine",
            "CREATE TABLE public.mine (a int)",
            "CREATE TEMP TABLE mine (a int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                analyst.execute(statement.encode())


def test_an_analyst_cannot_take_a_lock_that_keeps_runs_out(walked: Cluster, tmp_path: Path) -> None:
    with walked.connect(NOTEBOOKS) as superuser:
        names = "pg_(try_)?advisory_(xact_)?lock(_shared)?"
        query = "SELECT proname, pronargs FROM pg_proc WHERE proname ~ %s"
        locks = superuser.execute(query, [f"^{names}$"]).fetchall()
    assert len(locks) == 16
    with walked.connect(NOTEBOOKS, ANALYST) as analyst:
        for name, arguments in locks:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                analyst.execute(f"SELECT {name}({', '.join('7' * int(str(arguments)))})".encode())


def test_an_analyst_can_use_the_notebook_that_is_there(walked: Cluster, tmp_path: Path) -> None:
    with Notebook.open(walked.url_for(NOTEBOOKS, ANALYST), tmp_path, schema="adams-2026") as notebook:
        assert notebook.kept_count() == 1


@pytest.mark.parametrize(
    ("database", "role"),
    [(LEDGERS, "sayback_page_notebook"), (NOTEBOOKS, "sayback_page_ledger"), (LEDGERS, ANALYST)],
)
def test_no_role_gets_into_the_other_database(walked: Cluster, database: str, role: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        walked.connect(database, role)


def test_an_analyst_reads_no_copy_that_an_upgrade_made(walked: Cluster, tmp_path: Path) -> None:
    with closing(
        Store.open(walked.url_for(NOTEBOOKS, "sayback_page_notebook"), tmp_path, NOTEBOOK, schema="adams-2026")
    ) as store:
        name = store.copy()
    with walked.connect(NOTEBOOKS, ANALYST) as analyst:
        for table in ("notes", "interviews"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                analyst.execute(f'SELECT * FROM "{name}".{table}'.encode())


def test_the_end_of_a_roles_password_is_known_to_it(walked: Cluster, tmp_path: Path) -> None:
    def known() -> datetime | None:
        with Notebook.open(
            walked.url_for(NOTEBOOKS, "sayback_page_notebook"), tmp_path, schema="adams-2026"
        ) as notebook:
            return notebook.password_ends()

    assert known() is None
    with walked.connect("postgres") as superuser:
        for until, expected in (("2027-01-31 12:00+00", datetime(2027, 1, 31, 12, tzinfo=UTC)), ("infinity", None)):
            superuser.execute(f"ALTER ROLE sayback_page_notebook VALID UNTIL '{until}'".encode())
            assert known() == expected


def test_an_analyst_cannot_hold_the_lock_that_a_night_needs(walked: Cluster) -> None:
    ways = product(("", "try_"), ("", "xact_"), ("", "_shared"))
    kinds = [f"pg_{how}advisory_{of}lock{shared}" for how, of, shared in ways]
    with walked.connect(NOTEBOOKS, ANALYST) as analyst:
        for call in (f"{kind}({key})" for kind in kinds for key in ("1::bigint", "1, 1")):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                analyst.execute(f"SELECT {call}".encode())
            analyst.rollback()
