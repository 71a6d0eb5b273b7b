from __future__ import annotations

import os
import sqlite3
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from rounds.errors import StoreError, StoreFromNewerVersion, StoreUnavailable
from rounds.ledger import Ledger
from rounds.notebook import Notebook
from rounds.store import LEDGER, NOTEBOOK, Store
from tests.rounds.samples import KEYRING, LEDGER_URL, NOON, NOTEBOOK_URL, interview, stored_bytes


@contextmanager
def engines_that(run: str) -> Iterator[None]:
    """Every connection that is opened meanwhile begins with this statement."""

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(run)

    event.listen(Engine, "connect", on_connect)
    try:
        yield
    finally:
        event.remove(Engine, "connect", on_connect)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root may write everywhere, so that read-only folders can only be met as somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that other users can reach, too."""
    parents = [path for path in tmp_path.parents if path.name.startswith(("pytest-", "popen-"))]  # the last is xdist's
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in parents}
    for path in parents:
        path.chmod(0o755)
    tmp_path.chmod(0o755)
    yield tmp_path
    tmp_path.chmod(0o700)
    for path, mode in modes.items():
        path.chmod(mode)


def test_a_new_store_and_its_log_are_private_whatever_the_umask_is(tmp_path: Path) -> None:
    earlier = os.umask(0)
    try:
        with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
            notebook.set_fact("closed_at", "today")
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(earlier)
    assert modes == {"notebook.db": 0o600, "notebook.db-wal": 0o600, "notebook.db-shm": 0o600}


def test_a_store_that_was_copied_with_wider_permissions_becomes_private_again(tmp_path: Path) -> None:
    Notebook.open(NOTEBOOK_URL, tmp_path).close()
    (tmp_path / "notebook.db").chmod(0o644)
    Notebook.open(NOTEBOOK_URL, tmp_path).close()
    assert stat.S_IMODE((tmp_path / "notebook.db").stat().st_mode) == 0o600


def test_every_connection_has_the_pragmas_that_privacy_and_safety_rest_on(tmp_path: Path) -> None:
    with closing(Store.open(NOTEBOOK_URL, tmp_path, NOTEBOOK)) as store, store.reading() as connection:
        pragmas = ("journal_mode", "foreign_keys", "secure_delete", "busy_timeout", "temp_store", "synchronous")
        found = {name: connection.scalar(text(f"PRAGMA {name}")) for name in pragmas}
    assert found == {
        "journal_mode": "wal",
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
        "temp_store": 2,
        "synchronous": 2,
    }


def test_a_store_that_is_up_to_date_opens_without_alembic(tmp_path: Path) -> None:
    Notebook.open(NOTEBOOK_URL, tmp_path).close()
    loaded = {name: sys.modules.pop(name) for name in list(sys.modules) if name.partition(".")[0] == "alembic"}
    upgrade = sys.modules.pop("rounds.migrations.upgrade", None)
    try:
        Notebook.open(NOTEBOOK_URL, tmp_path).close()
        assert "alembic" not in sys.modules
    finally:
        sys.modules.update(loaded)
        if upgrade is not None:
            sys.modules["rounds.migrations.upgrade"] = upgrade


@pytest.mark.parametrize("line", [NOTEBOOK, LEDGER], ids=lambda line: line.name)
def test_a_store_from_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path, line) -> None:
    Store.open(f"sqlite:///{line.name}.db", tmp_path, line).close()
    with closing(sqlite3.connect(tmp_path / f"{line.name}.db")) as connection:
        connection.execute(f"UPDATE {line.table} SET version_num = '0099'")
        connection.commit()
    before = stored_bytes(tmp_path)
    with pytest.raises(
        StoreFromNewerVersion, match=rf"newer Sayback \(its version is 0099, this one knows {line.head}\)"
    ):
        Store.open(f"sqlite:///{line.name}.db", tmp_path, line)
    assert stored_bytes(tmp_path) == before


def test_a_file_that_is_not_a_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    content = b"date,notes\n2025-03-04,our bus is late\n" * 40
    (tmp_path / "notebook.db").write_bytes(content)
    with pytest.raises(StoreError, match="not a database") as caught:
        Notebook.open(NOTEBOOK_URL, tmp_path)
    assert stored_bytes(tmp_path) == content
    assert "bus" not in str(caught.value)


def test_a_damaged_store_is_refused(tmp_path: Path) -> None:
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        notebook.save([interview(f"{number:010}") for number in range(50)], at=NOON)
    path = tmp_path / "notebook.db"
    path.write_bytes(path.read_bytes()[:4096] + os.urandom(path.stat().st_size - 4096))
    with pytest.raises(StoreError, match="damaged"):
        Notebook.open(NOTEBOOK_URL, tmp_path).kept_count()


def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "notebook.db")) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
    before = stored_bytes(tmp_path)
    with pytest.raises(StoreError, match="another program"):
        Notebook.open(NOTEBOOK_URL, tmp_path)
    assert stored_bytes(tmp_path) == before


def test_notebook_and_ledger_cannot_share_a_file(tmp_path: Path) -> None:
    Notebook.open("sqlite:///round.db", tmp_path).close()
    with pytest.raises(StoreError, match="is a notebook, not a ledger"):
        Ledger.open("sqlite:///round.db", tmp_path, KEYRING)
    Ledger.open(LEDGER_URL, tmp_path, KEYRING).close()
    with pytest.raises(StoreError, match="is a ledger, not a notebook"):
        Notebook.open(LEDGER_URL, tmp_path)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "notebook.db").touch()
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        assert notebook.kept_count() == 0


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"The folder .*stores of the notebook does not exist"):
        Notebook.open("sqlite:///stores/notebook.db", tmp_path)


def test_a_folder_in_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notebook.db").mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Notebook.open(NOTEBOOK_URL, tmp_path)


def test_a_read_only_folder_is_an_error_for_a_new_store(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with as_nobody(), pytest.raises(StoreError, match="cannot be created: Permission denied"):
        Notebook.open(NOTEBOOK_URL, open_folder)
    assert list(open_folder.iterdir()) == []


def test_a_read_only_folder_is_an_error_for_an_old_store_which_stays_as_it_is(open_folder: Path) -> None:
    with Notebook.open(NOTEBOOK_URL, open_folder) as notebook:
        notebook.save([interview()], at=NOON)
    path = open_folder / "notebook.db"
    if os.geteuid() == 0:
        os.chown(path, 65534, -1)
    open_folder.chmod(0o555)
    before = stored_bytes(open_folder)
    with as_nobody(), pytest.raises(StoreError, match=r"folder is read-only|is read-only"):
        Notebook.open(NOTEBOOK_URL, open_folder)
    assert stored_bytes(open_folder) == before


def test_a_full_disk_keeps_a_batch_out_altogether(tmp_path: Path) -> None:
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        notebook.save([interview()], at=NOON)
    pages = (tmp_path / "notebook.db").stat().st_size // 4096
    batch = [interview(), *(interview(f"{number:010}") for number in range(500))]
    with engines_that(f"PRAGMA max_page_count = {pages + 4}"), Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        with pytest.raises(StoreError, match="was not changed: the disk is full"):
            notebook.save(batch, at=NOON)
        assert list(notebook.interviews()) == [interview()]
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        assert notebook.save(batch, at=NOON).new == 500


def test_a_disk_that_is_full_at_the_first_run_leaves_nothing_that_hinders_the_second(tmp_path: Path) -> None:
    with engines_that("PRAGMA max_page_count = 8"), pytest.raises(StoreError, match="the disk is full"):
        Notebook.open(NOTEBOOK_URL, tmp_path)
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        assert notebook.save([interview()], at=NOON).new == 1


def test_a_store_that_another_program_locks_is_to_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rounds.store_sqlite.WAIT_MILLISECONDS", 20)
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        with closing(sqlite3.connect(tmp_path / "notebook.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailable, match="in use by another program") as caught:
                notebook.save([interview()], at=NOON)
            other.execute("ROLLBACK")
        assert caught.value.exit_code == 4
        assert notebook.save([interview()], at=NOON).new == 1


def test_an_error_of_the_database_tells_no_value_not_even_in_its_cause(tmp_path: Path) -> None:
    with (
        closing(Store.open(NOTEBOOK_URL, tmp_path, NOTEBOOK)) as store,
        pytest.raises(StoreError) as caught,
        store.writing() as connection,
    ):
        connection.execute(text("INSERT INTO notes (text) VALUES (:text)"), {"text": "a secret story"})
    shown: list[BaseException | None] = [caught.value, caught.value.__context__, caught.value.__cause__]
    assert caught.value.__suppress_context__
    assert not any("secret" in f"{error!r} {error} {getattr(error, 'params', None)}" for error in shown)


def test_an_exception_in_a_transaction_undoes_all_of_it(tmp_path: Path) -> None:
    with closing(Store.open(NOTEBOOK_URL, tmp_path, NOTEBOOK)) as store:
        with pytest.raises(KeyboardInterrupt):
            _write_until_interrupted(store)
        with store.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM facts")) == 0
            assert connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = 'half'")) == 0


def _write_until_interrupted(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(text("CREATE TABLE half (done TEXT)"))
        connection.execute(text("INSERT INTO facts VALUES ('half', 'done')"))
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    "url",
    ["", "notebook.db", "sqlite://", "sqlite:///:memory:", "sqlite:///file:x?uri=true", "postgresql://me:s3cret@db/x"],
)
def test_an_address_that_names_no_sqlite_file_is_refused_without_being_shown(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError, match=r'`notebook` in \[stores\] .* such as "sqlite:///notebook.db"') as caught:
        Notebook.open(url, tmp_path)
    assert "s3cret" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_an_absolute_address_does_not_start_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    Notebook.open(f"sqlite:///{tmp_path}/elsewhere/notebook.db", tmp_path / "round").close()
    assert (tmp_path / "elsewhere" / "notebook.db").exists()


def test_many_first_runs_at_once_make_one_good_store(tmp_path: Path) -> None:
    start, problems = threading.Barrier(6), list[BaseException]()

    def first_run(number: int) -> None:
        start.wait()
        try:
            with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
                notebook.set_fact(f"run {number}", "was here")
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=first_run, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        assert [notebook.fact(f"run {number}") for number in range(6)] == ["was here"] * 6
