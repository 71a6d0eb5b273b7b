"""A whole round with its stores in PostgreSQL: as in files, locked for other machines, and safe when cut off."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest
from sqlalchemy import make_url

from flows.shown_move_stores import show_move
from flows.shown_withdraw import show_withdrawal
from flows.steps.approving import approve
from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.doctor import Health, examine
from flows.steps.move_stores import move_stores
from flows.steps.nightly import nightly
from flows.steps.standing import look, standing
from flows.steps.upgrade import drop_copies, upgrade
from flows.steps.withdraw import NothingToWithdraw, withdraw
from flows.steps.workplace import open_workplace
from rounds.errors import RoundBusy, StoreError, StoreUnavailable
from rounds.incidents import IncidentKind
from rounds.interviews import Interview
from rounds.keys import load_keyring
from rounds.ledger import Ledger
from rounds.notebook import SCRUB_DUE_FACT
from rounds.round_file import load_round
from rounds.round_id import ID_FILE, ROUND_ID_FACT
from rounds.store import LEDGER, NOTEBOOK
from rounds.store_copies import stores_of
from tests.flows.small_round import LETTERS, SmallRound, row
from tests.flows.steps.test_withdraw import TOLD, walk
from tests.rounds.conftest import schemas  # noqa: F401
from tests.rounds.databases import OWNERS, Schemas

pytestmark = [pytest.mark.postgres, pytest.mark.system]

HOLD = (
    "import sys; from pathlib import Path; from flows.steps.workplace import open_workplace\n"
    "with open_workplace(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.read()\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYBACK_HOME", str(tmp_path / "home"))


@pytest.fixture
def small(schemas: Schemas, tmp_path: Path, home: None) -> Iterator[SmallRound]:  # noqa: F811
    """In a schema of its own, which is gone afterwards."""
    stores = (
        f'[stores]\nnotebook = "{schemas.url(NOTEBOOK)}"\nledger = "{schemas.url(LEDGER)}"\nschema_name = "walked"\n'
    )
    yield SmallRound(tmp_path / "round", rows=[row(0, TOLD), row(1), row(2)]).write(LETTERS + stores)
    for database, _ in OWNERS.values():
        with schemas.cluster.connect(database) as connection:
            connection.execute("DROP SCHEMA IF EXISTS walked CASCADE")


def stored(folder: Path) -> list[Interview]:
    with open_workplace(folder, alone=False) as place:
        return list(place.notebook.interviews(kept_only=False))


def bytes_of(schemas: Schemas) -> bytes:  # noqa: F811
    return b"".join(schemas._bytes(database, "walked") for database, _ in OWNERS.values())


def elsewhere(small: SmallRound) -> Path:
    """The same round as another machine has it: no lock file is shared. What its file said of the folder is cut off."""
    other = copy_of(small)
    (other / ID_FILE).write_text((other / ID_FILE).read_text().splitlines()[0])
    return other


def copy_of(small: SmallRound) -> Path:
    return Path(shutil.copytree(small.folder, small.folder.with_name("copy"), ignore=shutil.ignore_patterns("*.lock")))


def test_the_walk_is_the_same_as_in_files_and_a_withdrawal_goes_as_far(
    schemas: Schemas,  # noqa: F811
    small: SmallRound,
    tmp_path: Path,
) -> None:
    in_files = SmallRound(tmp_path / "files", rows=small.rows).write(LETTERS)
    walk(in_files)
    walk(small)
    assert stored(small.folder) == stored(in_files.folder)
    approve(small.folder, "A lead")
    assert circle_back(small.folder, send=True).delivery is not None
    with open_workplace(small.folder, alone=False) as place, place.ledger() as ledger:
        assert len(ledger.delivery_states()) == 2
    assert b"bandoneon" in bytes_of(schemas)
    withdraw(small.folder, code="K0Q0")
    assert b"bandoneon" not in bytes_of(schemas)
    assert not [*small.folder.glob("*.db")]
    found = [one for one in examine(small.folder).findings if "PostgreSQL" in one.what]
    assert [one.health for one in found] == [Health.WORKS, Health.LOOK] * 2  # there is a password in the address


def test_a_run_on_another_machine_keeps_this_one_out(small: SmallRound) -> None:
    collect(small.folder)
    command = [sys.executable, "-c", HOLD, str(elsewhere(small))]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(RoundBusy, match="perhaps on another machine"):
            collect(small.folder)
        assert len(stored(small.folder)) == 3
        other.kill()
    collect(small.folder)


def test_a_round_of_the_same_name_in_another_folder_is_refused(small: SmallRound) -> None:
    collect(small.folder)
    assert (small.folder / ID_FILE).stat().st_mode & 0o777 == 0o600
    other = elsewhere(small)
    collect(other)
    (other / ID_FILE).unlink()
    with pytest.raises(StoreError, match=r"belongs to a round in another folder.*copy the file \.sayback-id"):
        collect(other)
    (other / ID_FILE).write_text("0" * 32)
    with pytest.raises(StoreError, match="belongs to a round in another folder"):
        collect(other)


def test_a_copied_folder_is_refused_by_everything_that_would_work_on_the_stores(small: SmallRound) -> None:
    collect(small.folder)
    copy = copy_of(small)
    for work in (collect, lambda folder: withdraw(folder, code="K0Q0"), stored):
        with pytest.raises(StoreError, match="this folder is a copy, or was moved from another disk"):
            work(copy)
    for report in (upgrade(copy), upgrade(copy, dry_run=True), drop_copies(copy)):
        assert "is a copy" in str(report.rounds[0].problem)
    assert "is a copy" in str(look(copy).error)
    assert len(stored(small.folder)) == 3


def test_a_strangers_folder_neither_migrates_a_round_nor_takes_its_way_back(small: SmallRound) -> None:
    collect(small.folder)
    notebook = stores_of(load_round(small.folder))[0]
    notebook.copy()
    stranger = copy_of(small)
    for own in (None, "0" * 32):
        (stranger / ID_FILE).unlink()
        if own:
            (stranger / ID_FILE).write_text(own)
        for report in (upgrade(stranger), drop_copies(stranger)):
            assert "belongs to a round in another folder" in str(report.rounds[0].problem)
        (stranger / ID_FILE).touch()
    assert drop_copies(small.folder).rounds[0].dropped == 1


def test_a_refused_folder_does_not_rewrite_the_tables_of_the_round(small: SmallRound) -> None:
    collect(small.folder)
    with open_workplace(small.folder) as place:
        place.notebook.set_fact(SCRUB_DUE_FACT, "yes")
        place.notebook.deleting_failed = True  # so that closing leaves it due
    with pytest.raises(StoreError, match="is a copy"):
        stored(copy_of(small))
    assert stores_of(load_round(small.folder))[0].fact(SCRUB_DUE_FACT) == "yes"
    stored(small.folder)
    assert stores_of(load_round(small.folder))[0].fact(SCRUB_DUE_FACT) is None


def test_a_notebook_that_nobody_has_signed_is_not_taken_over(small: SmallRound) -> None:
    collect(small.folder)
    with open_workplace(small.folder) as place:
        place.notebook.set_fact(ROUND_ID_FACT, None)
    with pytest.raises(StoreError, match="nothing says that it belongs to this folder"):
        collect(small.folder)


def test_moved_stores_have_their_owner_before_round_toml_names_them(
    schemas: Schemas,  # noqa: F811
    small: SmallRound,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    in_files = SmallRound(tmp_path / "files", rows=small.rows).write(LETTERS)
    collect(in_files.folder)
    with open_workplace(in_files.folder) as place:
        place.ledger().close()
    settings = (in_files.folder / "round.toml").read_text()
    (in_files.folder / "round.toml").write_text(settings + '[stores]\nschema_name = "walked"\n')
    report = move_stores(in_files.folder, notebook=schemas.url(NOTEBOOK), ledger=schemas.url(LEDGER))
    with pytest.raises(StoreError, match="belongs to a round in another folder"):
        collect(small.folder)
    assert show_move(report, json=False) == show_move(report, json=True) == 0
    shown = capsys.readouterr().out
    for url in (schemas.url(NOTEBOOK), schemas.url(LEDGER)):
        assert str(make_url(url).password) not in shown
    assert "*** stands for the password" in shown
    key = load_keyring(create=False)
    with pytest.raises(StoreError, match="belongs to a round in another folder"):
        Ledger.open(schemas.url(LEDGER), small.folder, key, schema="walked", round_id="0" * 32)


def test_a_withdrawal_says_that_the_text_is_still_stored_until_it_is_gone(
    schemas: Schemas,  # noqa: F811
    small: SmallRound,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("rounds.store_postgres_scrub._ATTEMPTS", 1)
    monkeypatch.setattr("rounds.store_postgres_scrub._WAIT_MILLISECONDS", 100)
    collect(small.folder)
    with schemas.cluster.connect(OWNERS[NOTEBOOK][0]) as analyst:
        analyst.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        analyst.execute("SELECT text FROM walked.notes")
        assert show_withdrawal(withdraw(small.folder, code="K0Q0"), json=False) == 4
        assert "only then it is gone" in " ".join(capsys.readouterr().err.split())
        assert b"bandoneon" in bytes_of(schemas)
        assert [trouble.kind for trouble in standing(look(small.folder)).troubles] == ["text_left"]
        assert [one.kind for one in nightly(small.folder).incidents] == [IncidentKind.TEXT_LEFT]
        assert show_withdrawal(withdraw(small.folder), json=False) == 4
        analyst.execute("ROLLBACK")
    assert show_withdrawal(withdraw(small.folder), json=False) == 0
    assert b"bandoneon" not in bytes_of(schemas)
    with pytest.raises(NothingToWithdraw):
        withdraw(small.folder)
    assert nightly(small.folder).incidents == ()


def test_what_going_back_leaves_goes_like_other_copies_and_no_analyst_reads_it(
    schemas: Schemas,  # noqa: F811
    small: SmallRound,
) -> None:
    collect(small.folder)
    notebook = stores_of(load_round(small.folder))[0]
    database, owner = OWNERS[NOTEBOOK]
    schemas.cluster.create_role("way_back_analyst", "word")
    with schemas.cluster.connect(database, owner) as connection:
        connection.execute("GRANT USAGE ON SCHEMA walked TO way_back_analyst")
        for _ in range(2):
            connection.execute("GRANT USAGE ON SCHEMA walked TO way_back_analyst")
            connection.execute(notebook.way_back(notebook.copy()).encode())
            sleep(1)  # names are told apart by seconds
        query = "SELECT has_schema_privilege('way_back_analyst', nspname, 'USAGE') FROM pg_namespace"
        rows = connection.execute(f"{query} WHERE nspname LIKE 'walked@%'".encode()).fetchall()
    assert rows == [(False,), (False,)]
    with schemas.cluster.connect(database) as connection:
        connection.execute("DROP OWNED BY way_back_analyst")
    schemas.cluster.drop_role("way_back_analyst")
    assert len(stored(small.folder)) == 3
    assert withdraw(small.folder, code="K0Q0").copies == 2


def test_a_collect_that_loses_its_connection_stops_and_the_next_one_completes(
    schemas: Schemas,  # noqa: F811
    small: SmallRound,
) -> None:
    def cut_off() -> None:
        with open_workplace(small.folder) as place:
            schemas.cluster.kill_connections(OWNERS[NOTEBOOK][0])
            place.notebook.set_fact("half", "done")

    with pytest.raises(StoreUnavailable):
        cut_off()
    assert collect(small.folder).total_kept == 3
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.fact("half") is None
