"""Stores that earlier releases wrote: upgraded, they read as before, and nothing happens twice.

``stores/`` holds a round as the code of a release left it (``make_stores.py`` tells how), with what that release said
of it in ``expected.json``.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, create_engine, insert, select, text

from flows.steps.approving import approve
from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.deliveries import deliveries
from flows.steps.export import export
from flows.steps.upgrade import drop_copies, upgrade
from flows.steps.withdraw import withdraw
from rounds import tables_ledger, tables_notebook
from rounds.errors import StoreNeedsUpgrade
from rounds.migrations.upgrade import upgrade as migrate
from rounds.round_id import ID_FILE, ROUND_ID_FACT
from rounds.store import LEDGER, LINES, NOTEBOOK, Store, VersionLine
from rounds.store_sqlite import SqliteStore
from tests.connectors.mail_server import Inbox, running
from tests.flows.small_round import LETTERS, SmallRound
from tests.rounds.databases import OWNERS, Database, Files, Schemas
from tests.rounds.samples import KEYRING

STORES = Path(__file__).parent / "stores"
EXPECTED = json.loads((STORES / "0.1-notebook-0004" / "expected.json").read_text(encoding="utf-8"))
METADATA: dict[VersionLine, MetaData] = {NOTEBOOK: tables_notebook.metadata, LEDGER: tables_ledger.metadata}
OLD = {NOTEBOOK: "0004", LEDGER: "0002"}
OWNER = "5b" * 16  # whose schema it is; the previous release had none in PostgreSQL
STORY = b"She missed the bus twice"
FIRST_ROWS = {
    NOTEBOOK: (
        "INSERT INTO interviews VALUES"
        " ('aaaaaaaaaa', 's', 2, 'f', 'e', 'C-07', 'en', 1, '2025-03-03', 0, 0, NULL, NULL, 0, 1)",
        "INSERT INTO notes VALUES ('aaaaaaaaaa', 0, 'mornings', 'A morning?', 'note', 'The bus is late.', '[]', NULL)",
    ),
    LEDGER: (
        "INSERT INTO recipients VALUES ('r1', 'team', 'd1', 1, x'00')",
        "INSERT INTO deliveries VALUES"
        " ('small/letter/1', 'r1', 'd', 'sent', '<m>', NULL, '2025-03-03 12:00:00', x'00')",
    ),
}


@dataclass(frozen=True)
class OldRound:
    """A round whose stores are as the previous release left them."""

    folder: Path
    database: Database

    def write(self, settings: str = "") -> None:
        stores = "".join(f'{line.name} = "{self.database.url(line)}"\n' for line in LINES)
        schema = "" if isinstance(self.database, Files) else f'schema_name = "{self.database.schema(self.folder)}"\n'
        SmallRound(self.folder).write(f"{settings}{LETTERS}[stores]\n{stores}{schema}")


@pytest.fixture
def old(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> OldRound:
    monkeypatch.setenv("SAYBACK_KEY", KEYRING.root.hex())
    monkeypatch.setenv("SAYBACK_KEY_FILE", str(tmp_path / "keys" / "key"))
    folder = Path(shutil.copytree(STORES / "0.1-notebook-0004", tmp_path / "round"))
    answers = (folder / "answers.csv").read_bytes()
    old = OldRound(folder, database)
    old.write()
    (folder / "answers.csv").write_bytes(answers)
    if isinstance(database, Schemas):
        for line in LINES:
            load_into(database, folder, line)
            (folder / f"{line.name}.db").unlink()
        (folder / ID_FILE).write_text(f"{OWNER}\n")
    return old


def load_into(database: Schemas, folder: Path, line: VersionLine) -> None:
    """Makes the same store in PostgreSQL, at the version of that release."""
    from rounds.store_postgres import PostgresStore

    store = PostgresStore(database.url(line), database.schema(folder), line)
    files = create_engine(f"sqlite:///{folder / line.name}.db")
    with closing(store), store.writing() as connection, files.connect() as file:
        store._before_upgrade(connection)
        migrate(connection, line, OLD[line])
        for table in METADATA[line].sorted_tables:
            columns = [c for c in table.columns if c.name != "scheduled_for"]
            rows = [dict(row) for row in file.execute(select(*columns)).mappings()]
            if table.name == "facts":
                rows.append({"key": ROUND_ID_FACT, "value": OWNER})
            if rows:
                connection.execute(insert(table), rows)
            if "id" in table.columns and table.columns["id"].type.python_type is int and rows:
                sequence = f"pg_get_serial_sequence('\"{store.schema}\".\"{table.name}\"', 'id')"
                connection.execute(text(f"SELECT setval({sequence}, {max(row['id'] for row in rows)})"))
    files.dispose()


def exported(folder: Path) -> Any:
    export(folder, formats=["json"], with_interviewers=True)
    return json.loads((folder / "interchange" / "round.json").read_text(encoding="utf-8"))


def told(folder: Path) -> list[list[str]]:
    return sorted([one.letter_key, one.state.value, one.message_id] for one in deliveries(folder))


def test_an_upgraded_round_reads_as_it_did_in_the_release_that_wrote_it(old: OldRound) -> None:
    with pytest.raises(StoreNeedsUpgrade):
        collect(old.folder)
    (report,) = upgrade(old.folder).rounds
    assert [(one.store, one.before, one.after) for one in report.stores] == [("notebook", "0004", NOTEBOOK.head)]
    assert exported(old.folder) == EXPECTED["export"]
    assert told(old.folder) == EXPECTED["deliveries"]


def test_collecting_an_upgraded_round_again_finds_nothing_changed(old: OldRound) -> None:
    upgrade(old.folder)
    report = collect(old.folder)
    (source,) = report.sources
    assert (source.read, source.unchanged, source.kept, source.edited) == (4, 4, 0, 0)
    assert (report.total_kept, report.total_held) == (3, {"withdrawn": 1})
    assert exported(old.folder) == EXPECTED["export"]


def test_a_letter_that_was_sent_before_the_upgrade_is_not_sent_again(old: OldRound) -> None:
    upgrade(old.folder)
    inbox = Inbox()
    with running(inbox) as mail:
        answers = (old.folder / "answers.csv").read_bytes()
        old.write(f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n')
        (old.folder / "answers.csv").write_bytes(answers)
        approve(old.folder, "A lead")
        circle_back(old.folder, send=True)
        circle_back(old.folder, send=True)
    assert inbox.recipients == ["bo@example.org"]
    assert {state for _, state, _ in told(old.folder)} == {"sent"}


def test_the_copy_put_back_is_the_store_as_it_was(old: OldRound) -> None:
    (report,) = upgrade(old.folder).rounds
    (store,) = report.stores
    before = old.database.columns(old.folder, NOTEBOOK)
    put_back(old, str(store.back))
    with pytest.raises(StoreNeedsUpgrade):
        collect(old.folder)
    assert [one.store for one in upgrade(old.folder).rounds[0].stores] == ["notebook"]
    assert old.database.columns(old.folder, NOTEBOOK) == before
    assert exported(old.folder) == EXPECTED["export"]
    collect(old.folder)  # PostgreSQL numbers new rows: after those that were copied


def put_back(old: OldRound, back: str) -> None:
    """Does what the upgrade said."""
    if isinstance(old.database, Files):
        subprocess.run(["sh", "-c", back], check=True)
        return
    with old.database.cluster.connect(*OWNERS[NOTEBOOK]) as connection:
        connection.execute(back)


def test_a_withdrawal_leaves_nothing_of_it_in_the_stores_or_their_copies(old: OldRound) -> None:
    upgrade(old.folder)
    assert STORY in old.database.stored_bytes(old.folder)
    assert withdraw(old.folder, code="K0Q0").copies == 1
    assert STORY not in stores_in(old)
    assert drop_copies(old.folder).rounds[0].dropped == 0


def stores_in(old: OldRound) -> bytes:
    """All that the stores keep, without the answers and what the other release said."""
    for name in ("answers.csv", "expected.json"):
        (old.folder / name).unlink()
    return old.database.stored_bytes(old.folder)


def test_copies_are_for_their_owner_only_and_go_when_told(old: OldRound) -> None:
    (report,) = upgrade(old.folder).rounds
    copy = str(report.stores[0].copy)
    if isinstance(old.database, Schemas):
        cluster = old.database.cluster
        cluster.create_role("sayback_test_analyst")
        try:
            with cluster.connect("sayback_test_notebooks", "sayback_test_analyst") as connection:
                query = "SELECT has_schema_privilege(%s, 'USAGE')"
                assert connection.execute(query, [copy]).fetchone() == (False,)
        finally:
            cluster.drop_role("sayback_test_analyst")
    else:
        assert Path(copy).stat().st_mode & 0o777 == 0o600
    assert drop_copies(old.folder).rounds[0].dropped == 1
    assert drop_copies(old.folder).rounds[0].dropped == 0


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_a_store_of_the_very_first_version_is_upgraded_with_all_its_rows(tmp_path: Path, line: VersionLine) -> None:
    """No release before this one had PostgreSQL, so there are such stores in files only."""
    with closing(SqliteStore(tmp_path / "store.db", line)) as store, store.writing(references=False) as connection:
        migrate(connection, line, "0001")
    with closing(sqlite3.connect(tmp_path / "store.db", isolation_level=None)) as first:
        for statement in FIRST_ROWS[line]:
            first.execute(statement)
    with pytest.raises(StoreNeedsUpgrade, match="its version is 0001"):
        Store.open("sqlite:///store.db", tmp_path, line)
    with (
        closing(Store.open("sqlite:///store.db", tmp_path, line, migrate=True)) as store,
        store.reading() as connection,
    ):
        for table in METADATA[line].sorted_tables:
            connection.execute(select(table)).all()  # every column that the code reads is there
        counted = "SELECT count(*) FROM " + ("interviews" if line == NOTEBOOK else "recipients")
        assert connection.scalar(text(counted)) == 1
