"""Upgrade: a store is either as it was or of this release, and as it was it stays beside it for a while."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from flows.__main__ import run
from flows.steps.approving import approve
from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.contacts import contacts, delete_contact
from flows.steps.upgrade import UpgradeReport, drop_copies, upgrade
from flows.steps.withdraw import withdraw
from flows.steps.workplace import LOCK_FILE, WITHDRAWING_FACT, open_workplace
from rounds.errors import RoundFileError, StoreFromNewerVersion, StoreNeedsUpgrade
from rounds.store import NOTEBOOK
from rounds.store_copies_sqlite import copies_of, copy_store
from tests.flows.leak_scan import find_planted
from tests.rounds.samples import KEYRING

OLD = Path(__file__).parents[2] / "rounds" / "stores" / "0.1-notebook-0004"
STORY = "She missed the bus twice"
COPY = "notebook.db.before-0005"


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SAYBACK_KEY", KEYRING.root.hex())
    monkeypatch.setenv("SAYBACK_KEY_FILE", str(tmp_path / "keys" / "key"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OLD, tmp_path / "round"))


def version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as store:
        return str(store.execute("SELECT version_num FROM notebook_version").fetchone()[0])


def only(report: UpgradeReport) -> tuple[str | None, int]:
    (one,) = report.rounds
    return one.problem, len(one.stores)


def test_other_commands_on_an_older_store_say_what_to_run(old: Path) -> None:
    before = (old / "notebook.db").read_bytes()
    for command in (collect, lambda folder: withdraw(folder, code="K0Q0")):
        with pytest.raises(StoreNeedsUpgrade, match="Run `sayback upgrade"):
            command(old)
    assert (old / "notebook.db").read_bytes() == before


def test_an_older_store_is_copied_then_upgraded(old: Path) -> None:
    report = upgrade(old)
    (store,) = report.rounds[0].stores
    assert (store.store, store.before, store.after, report.exit_code) == ("notebook", "0004", NOTEBOOK.head, 0)
    assert store.copy == str(old / COPY)
    assert version(old / "notebook.db") == "0005"
    assert version(old / COPY) == "0004"
    assert (old / COPY).stat().st_mode & 0o777 == 0o600


def test_a_second_upgrade_has_nothing_to_do_and_keeps_the_copy(old: Path) -> None:
    upgrade(old)
    assert only(upgrade(old)) == (None, 0)
    assert (old / COPY).exists()


def test_a_round_without_stores_has_nothing_to_do_and_gets_none(old: Path) -> None:
    for name in ("notebook.db", "ledger.db"):
        (old / name).unlink()
    assert only(upgrade(old)) == (None, 0)
    assert not list(old.glob("*.db*"))


def test_a_dry_run_tells_and_changes_nothing(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (old / "notebook.db").read_bytes()
    assert run(["upgrade", str(old), "--dry-run"]) == 0
    assert "notebook would be copied, then brought from version 0004 to 0005" in " ".join(
        capsys.readouterr().out.split()
    )
    assert (old / "notebook.db").read_bytes() == before
    assert not list(old.glob("*before*"))


def test_the_command_says_where_the_copy_is_and_how_to_go_back(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["upgrade", str(old)]) == 0
    told = capsys.readouterr().out.replace("\n", "")
    assert str(old / COPY) in told
    subprocess.run(["sh", "-c", upgrade_again(old)], check=True)
    assert version(old / "notebook.db") == "0004"
    assert run(["upgrade", str(old)]) == 0
    assert run(["upgrade", str(old)]) == 0
    assert "Nothing to do" in capsys.readouterr().out


def upgrade_again(old: Path) -> str:
    """The command that the first upgrade had told, taken from the report of another one."""
    (old / "notebook.db").unlink()
    shutil.copyfile(old / COPY, old / "notebook.db")
    return str(upgrade(old).rounds[0].stores[0].back)


def test_rounds_in_use_or_broken_do_not_stop_the_others(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b", "c"):
        shutil.copytree(OLD, old.parent / "many" / name)
    (old.parent / "many" / "b" / "notebook.db").write_bytes(b"not a database" * 100)
    with FileLock(old.parent / "many" / "a" / LOCK_FILE):
        report = upgrade(old.parent / "many")
    busy, broken, well = report.rounds
    assert busy.problem is not None
    assert "Another run" in busy.problem
    assert broken.problem is not None
    assert well.stores
    assert report.exit_code == 1
    with FileLock(old.parent / "many" / "a" / LOCK_FILE):
        (old.parent / "many" / "b" / "notebook.db").unlink()
        assert run(["upgrade", str(old.parent / "many")]) == 4
    assert "Another run is working" in " ".join(capsys.readouterr().err.split())


def test_a_place_without_a_round_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RoundFileError):
        upgrade(tmp_path)


def test_a_store_of_a_newer_release_is_refused_and_left_alone(old: Path) -> None:
    upgrade(old)
    with closing(sqlite3.connect(old / "notebook.db", isolation_level=None)) as store:
        store.execute("UPDATE notebook_version SET version_num = '0099'")
    before = (old / "notebook.db").read_bytes()
    with pytest.raises(StoreFromNewerVersion, match=r"its version is 0099, this one knows 0005.*copy from before"):
        collect(old)
    problem, stores = only(upgrade(old))
    assert problem is not None
    assert "newer Sayback" in problem
    assert stores == 0
    assert (old / "notebook.db").read_bytes() == before


def test_a_disk_without_room_for_the_copy_leaves_everything_as_it_was(old: Path) -> None:
    before = (old / "notebook.db").read_bytes()
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\nfrom flows.__main__ import run\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (35000, 35000))\n"
        "sys.exit(run(['upgrade', sys.argv[1]]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(old)], capture_output=True, text=True)
    assert done.returncode == 1
    assert "could not be copied, so it was not changed" in " ".join(done.stderr.split())
    assert copies_of(old / "notebook.db") == []
    assert version(old / "notebook.db") == "0004"
    assert (old / "notebook.db").read_bytes() == before
    assert only(upgrade(old)) == (None, 1)


def killed(folder: Path, work: Callable[[], None], *, after: float | None = None) -> None:
    """Runs ``work`` in a process that kills itself, or is killed ``after`` so many seconds."""
    child = os.fork()
    if not child:
        work()
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def end_here(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("rounds.store_copies_sqlite._row_counts", {".notebook.db.before-0005.half"}),
        ("flows.steps.upgrade.StoreAt.migrate", {COPY}),
        ("rounds.store_sqlite.SqliteStore._after_upgrade", {COPY}),
    ],
    ids=["while copying", "before migrating", "before the migration is committed"],
)
def test_killed_in_the_middle_the_store_is_as_it_was_and_the_command_can_be_run_again(
    old: Path, monkeypatch: pytest.MonkeyPatch, where: str, left: set[str]
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(where, end_here)
        killed(old, lambda: upgrade(old))
    assert {path.name for path in copies_of(old / "notebook.db")} == left
    assert version(old / "notebook.db") == "0004"
    assert only(upgrade(old)) == (None, 1)
    assert [path.name for path in copies_of(old / "notebook.db")] == [COPY]
    assert collect(old).total_kept == 3


def test_killed_at_any_moment_the_store_is_old_or_new(old: Path) -> None:
    chance = random.Random(7)
    for nth in range(6):
        folder = Path(shutil.copytree(OLD, old.parent / f"killed-{nth}"))
        moment = chance.uniform(0, 0.3)
        killed(folder, lambda folder=folder: upgrade(folder), after=moment)
        assert version(folder / "notebook.db") == "0004" or (folder / COPY).exists(), f"killed after {moment} s"
        assert only(upgrade(folder))[0] is None
        assert version(folder / "notebook.db") == "0005"
        assert not list(folder.glob(".*half*"))


def test_a_withdrawal_leaves_no_copy_behind(old: Path) -> None:
    upgrade(old)
    assert find_planted([STORY], [old / COPY])
    report = withdraw(old, code="K0Q0")
    assert report.copies == 1
    assert copies_of(old / "notebook.db") == []
    assert not find_planted([STORY], [old], ignore=[old / "answers.csv", old / "expected.json"])


def test_an_interrupted_withdrawal_takes_the_copy_with_it_when_it_is_finished(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(old)

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("flows.steps.withdraw._delete_drafts", stop)
        with pytest.raises(KeyboardInterrupt):
            withdraw(old, code="K0Q0")
    with open_workplace(old, withdrawing=True) as place:
        assert place.notebook.fact(WITHDRAWING_FACT) is not None
    withdraw(old)
    assert copies_of(old / "notebook.db") == []


def test_a_store_in_a_withdrawal_can_be_upgraded_and_the_withdrawal_finished(old: Path) -> None:
    with closing(sqlite3.connect(old / "notebook.db", isolation_level=None)) as store:
        store.execute(
            "INSERT INTO facts VALUES (?, ?)", (WITHDRAWING_FACT, '{"ids":[],"stay":[],"also":[],"never":[]}')
        )
    assert only(upgrade(old)) == (None, 1)
    assert withdraw(old).copies == 1


def test_a_note_that_is_replaced_takes_the_copy_that_still_holds_it_with_it(old: Path) -> None:
    upgrade(old)
    collect(old)
    assert (old / COPY).exists()  # nothing was replaced: going back loses nothing yet
    with open_workplace(old) as place:
        told = next(one for one in place.notebook.interviews() if STORY in one.notes[0].text)
        masked = replace(told, fingerprint="another", notes=(replace(told.notes[0], text="[PERSON_1] missed it."),))
        place.notebook.save([masked], at=place.now())
    assert copies_of(old / "notebook.db") == []
    assert not find_planted([STORY], [old], ignore=[old / "answers.csv", old / "expected.json", old / "worksheets"])


def test_copies_are_dropped_by_hand_and_when_they_are_as_old_as_backups_may_be(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    upgrade(old)
    long_ago = (datetime.now(UTC) - timedelta(days=61)).timestamp()
    os.utime(old / COPY, (long_ago, long_ago))
    collect(old)
    assert copies_of(old / "notebook.db") == []
    for name in (COPY, "ledger.db.before-0002"):
        (old / name).touch()
    assert run(["upgrade", str(old), "--drop-copies"]) == 0
    assert "2 copies deleted" in capsys.readouterr().out
    assert drop_copies(old).rounds[0].dropped == 0
    assert run(["upgrade", str(old), "--drop-copies", "--dry-run"]) == 2


def test_sending_letters_takes_the_copy_of_a_ledger_that_does_not_know_of_it(old: Path) -> None:
    upgrade(old)
    copy = copy_store(old / "ledger.db", "0002")
    approve(old, "A lead")
    assert copy.exists()
    circle_back(old, send=True)
    assert not copy.exists()
    assert copies_of(old / "notebook.db") == []


def test_deleting_a_contact_takes_the_copies_that_still_hold_the_address(old: Path) -> None:
    with (old / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write('[contacts]\nfile = "contacts.csv"\nwish = "wish"\n')
    people = "code,email,language,wish\nT4-XK,ben.okafor@example.org,en,yes\n"
    (old / "contacts.csv").write_text(people, encoding="utf-8")
    upgrade(old)
    contacts(old)
    copies = [copy_store(old / name, "0099") for name in ("ledger.db", "notebook.db")]
    delete_contact(old, "T4-XK")
    assert not any(copy.exists() for copy in copies)
