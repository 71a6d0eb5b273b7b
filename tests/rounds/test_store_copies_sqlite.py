"""Copies of a store: whole, private, and gone without a trace when they have to be."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rounds.errors import StoreError, StoreUnavailable
from rounds.notebook import Notebook
from rounds.store_copies_sqlite import copies_of, copy_store, drop_copies
from tests.rounds.samples import NOON, NOTEBOOK_URL, interview, note

SECRET = "the bandoneon on the porch"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        notebook.save([interview(notes=(note(SECRET),))], at=NOON)
    return tmp_path / "notebook.db"


def texts(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM notes")]


def test_a_copy_is_private_whole_and_beside_the_store(store: Path) -> None:
    before = store.read_bytes()
    copy = copy_store(store, "0005")
    assert copy == store.with_name("notebook.db.before-0005")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert texts(copy) == [SECRET]
    assert copies_of(store) == [copy]
    assert store.read_bytes() == before
    assert {path.name for path in store.parent.iterdir()} == {"notebook.db", "notebook.db.before-0005"}


def test_a_copy_holds_what_stands_only_in_the_log_so_far(store: Path) -> None:
    with Notebook.open(NOTEBOOK_URL, store.parent) as notebook:
        notebook.save([interview("bbbbbbbbbb", notes=(note("another"),))], at=NOON)
        assert texts(copy_store(store, "0005")) == [SECRET, "another"]


def test_a_copy_replaces_an_earlier_one_of_its_name_and_half_ones_of_a_killed_run(store: Path) -> None:
    store.with_name("notebook.db.before-0005").write_bytes(b"older")
    half = store.with_name(".notebook.db.before-0005.half")
    half.write_bytes(b"half")
    assert set(copies_of(store)) == {store.with_name("notebook.db.before-0005"), half}
    assert texts(copy_store(store, "0005")) == [SECRET]
    assert not half.exists()


def test_dropping_takes_all_copies_or_only_old_ones(store: Path) -> None:
    first, second = copy_store(store, "0004"), copy_store(store, "0005")
    store.with_name(".notebook.db.before-0006.half").touch()
    long_ago = datetime.now(UTC) - timedelta(days=90)
    os.utime(first, (long_ago.timestamp(),) * 2)
    assert drop_copies(store, older_than=datetime.now(UTC) - timedelta(days=60)) == 1
    assert not first.exists()
    assert second.exists()
    assert drop_copies(store) == 2
    assert [path.name for path in store.parent.iterdir()] == ["notebook.db"]
    assert drop_copies(store) == 0


def test_files_of_others_are_no_copies(store: Path) -> None:
    for name in ("notebook.db.before-the-meeting", "notebook.db.bak", "other.db.before-0005"):
        (store.parent / name).touch()
    assert copies_of(store) == []


def test_a_store_in_a_folder_with_an_odd_name_is_copied(tmp_path: Path) -> None:
    folder = tmp_path / "50% [of] us? #1"
    folder.mkdir()
    Notebook.open(NOTEBOOK_URL, folder).close()
    copy = copy_store(folder / "notebook.db", "0005")
    assert copies_of(folder / "notebook.db") == [copy]


def test_a_damaged_store_is_not_copied(store: Path) -> None:
    data = bytearray(store.read_bytes())
    data[4096 * 2 :] = os.urandom(len(data) - 4096 * 2)
    store.write_bytes(data)
    with pytest.raises(StoreError, match="could not be copied, so it was not changed"):
        copy_store(store, "0005")
    assert copies_of(store) == []


def test_a_store_that_is_kept_locked_is_tried_again_later(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "timeout": 0.05}))
    with closing(connect(store, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreUnavailable):
            copy_store(store, "0005")
    assert copies_of(store) == []


def test_a_full_disk_leaves_the_store_and_no_half_copy(store: Path) -> None:
    """The limit of a process's files stands in for the disk: writing beyond it fails."""
    before = store.read_bytes()
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom rounds.store_copies_sqlite import copy_store\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000))\n"
        "copy_store(Path(sys.argv[1]), '0005')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(store)], capture_output=True, text=True)
    assert "rounds.errors.StoreError" in done.stderr
    assert "could not be copied, so it was not changed" in done.stderr
    assert [path.name for path in store.parent.iterdir()] == ["notebook.db"]
    assert store.read_bytes() == before
