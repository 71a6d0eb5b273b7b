from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.steps.collect import collect
from flows.steps.export import export
from flows.steps.move_stores import MoveReport, move_stores
from flows.steps.status import holds
from flows.steps.workplace import open_workplace
from rounds.errors import StoreError
from rounds.interviews import HeldReason
from rounds.letters import Letter
from rounds.store_postgres_engine import dispose_engines
from tests.flows.small_round import SmallRound, row
from tests.postgres_cluster import Cluster

Move = Callable[[SmallRound, str], MoveReport]


@pytest.fixture
def collected(small: SmallRound) -> SmallRound:
    """With an interview that is held, one with a NUL in it, and a letter that was sent."""
    small.rows = [row(0), row(1), row(2, Consent="No"), row(3)]
    small.write()
    collect(small.folder, 1)
    with open_workplace(small.folder) as place, place.ledger() as ledger:
        place.notebook.add_predictions(["They forget the form."], place.now())
        ledger.sync_team(place.team())
        for recipient in ledger.recipients():
            ledger.plan([Letter(recipient.id, recipient, "office@example.org", "", "Heard", "Thanks.", "<p>.</p>")])
        first = ledger.deliveries()[0].letter_key
        assert ledger.claim(first)
        ledger.mark_sent(first)
    with sqlite3.connect(small.folder / "notebook.db") as connection:
        connection.execute("UPDATE notes SET text = 'a' || char(0) || text WHERE rowid = 1")
    connection.close()
    return small


def everything(small: SmallRound) -> tuple[object, ...]:
    target = small.folder.parent / "exported"
    export(small.folder, ["json"], out=target)
    files = {path.name: path.read_text().replace("\\u0000", "\ufffd") for path in target.glob("*.json")}
    with open_workplace(small.folder, alone=False) as place, place.ledger() as ledger:
        runs = place.notebook.last_run("collect")
        return files, place.notebook.predictions_made(), runs, ledger.delivery_states(), ledger.recipients()


def settle(small: SmallRound, report: MoveReport) -> None:
    """Does what the command asks for."""
    lines = [f'{store} = "{address}"' for store, address in report.settings.items()]
    text = (small.folder / "round.toml").read_text().partition("\n[stores]")[0]
    (small.folder / "round.toml").write_text("\n".join([text, "[stores]", *lines, ""]))


def moved_there_and_back(small: SmallRound, notebook: str, ledger: str) -> None:
    before = everything(small)
    there = move_stores(small.folder, notebook=notebook, ledger=ledger)
    settle(small, there)
    assert everything(small) == before
    assert [hold.reason for hold in holds(small.folder)] == [HeldReason.NO_CONSENT]
    small.rows.append(row(5))
    small.write_export()
    assert collect(small.folder, 1).total_kept == 4  # numbers go on, nothing else changed
    later = everything(small)
    for name in ("notebook.db", "ledger.db"):
        (small.folder / name).unlink()
    settle(small, move_stores(small.folder, notebook="sqlite:///notebook.db", ledger="sqlite:///ledger.db"))
    assert everything(small) == later


def test_a_round_moves_to_other_files_and_back_with_everything_it_had(collected: SmallRound) -> None:
    moved_there_and_back(collected, "sqlite:///elsewhere-n.db", "sqlite:///elsewhere-l.db")


@pytest.mark.postgres
def test_a_round_moves_to_postgresql_and_back_with_everything_it_had(
    collected: SmallRound, postgres_cluster: Cluster
) -> None:
    for name in ("moved_notebooks", "moved_ledgers"):
        postgres_cluster.create_database(name)
    urls = [postgres_cluster.url_for(name) for name in ("moved_notebooks", "moved_ledgers")]
    try:
        moved_there_and_back(collected, *urls)
    finally:
        dispose_engines()
        for name in ("moved_notebooks", "moved_ledgers"):
            postgres_cluster.drop_database(name)


def test_nothing_works_on_stores_that_were_moved_so_that_nothing_is_lost_with_them(collected: SmallRound) -> None:
    move_stores(collected.folder, notebook="sqlite:///n.db", ledger="sqlite:///l.db")
    for again in (lambda: collect(collected.folder, 1), lambda: holds(collected.folder)):
        with pytest.raises(StoreError, match=r"were moved.*\[stores\] of .*round\.toml"):
            again()


def test_a_move_that_was_killed_halfway_is_simply_run_again(collected: SmallRound) -> None:
    with pytest.raises(StoreError):
        move_stores(collected.folder, notebook="sqlite:///nowhere/n.db", ledger="sqlite:///l.db")
    report = move_stores(collected.folder, notebook="sqlite:///n.db", ledger="sqlite:///l.db")
    assert report.rows["ledger"] > 0 < report.rows["notebook"]


def test_a_store_that_is_in_use_is_never_written_over(collected: SmallRound, tmp_path: Path) -> None:
    other = SmallRound(tmp_path / "other").write()
    collect(other.folder, 1)
    theirs = f"sqlite:///{other.folder / 'notebook.db'}"
    before = (other.folder / "notebook.db").read_bytes()
    with pytest.raises(StoreError, match="in use"):
        move_stores(collected.folder, notebook=theirs, ledger="sqlite:///l.db")
    assert (other.folder / "notebook.db").read_bytes() == before
    with pytest.raises(StoreError, match="there already"):
        move_stores(collected.folder, notebook="sqlite:///notebook.db", ledger="sqlite:///l.db")
    collect(collected.folder, 1)


def test_only_files_that_are_there_are_named_to_be_deleted(small: SmallRound) -> None:
    collect(small.folder, 1)
    report = move_stores(small.folder, notebook="sqlite:///n.db", ledger="sqlite:///l.db")
    assert report.left == (str(small.folder / "notebook.db"),)
