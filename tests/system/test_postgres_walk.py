"""A whole round with its stores in PostgreSQL: as in files, locked for other machines, and safe when cut off."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.steps.approving import approve
from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.doctor import Health, examine
from flows.steps.withdraw import withdraw
from flows.steps.workplace import open_workplace
from rounds.errors import RoundBusy, StoreError, StoreUnavailable
from rounds.interviews import Interview
from rounds.round_id import ID_FILE
from rounds.store import LEDGER, NOTEBOOK
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
    """The same round as another machine has it: no lock file is shared."""
    other = small.folder.with_name("other-machine")
    shutil.copytree(small.folder, other, ignore=shutil.ignore_patterns("*.lock"))
    return other


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
