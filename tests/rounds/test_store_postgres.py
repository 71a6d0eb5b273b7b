from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from rounds.contacts import Contact
from rounds.errors import RoundBusy, StoreError, StoreNeedsUpgrade, StoreUnavailable
from rounds.ledger import Ledger
from rounds.notebook import Notebook
from rounds.store import LEDGER, NOTEBOOK, Store, store_exists
from rounds.store_postgres_engine import dispose_engines
from tests.rounds.databases import OWNERS, Schemas
from tests.rounds.samples import KEYRING, LATER, NOON, held, interview, note

pytestmark = pytest.mark.postgres


@pytest.fixture
def rounds(tmp_path: Path) -> list[Path]:
    """The folders of six rounds."""
    folders = [tmp_path / f"round-{number}" for number in range(6)]
    for folder in folders:
        folder.mkdir()
    return folders


def at_once(task: Callable[[int], None], number: int = 6) -> list[BaseException]:
    """Runs the task in threads that start together; what they raised."""
    start, problems = threading.Barrier(number), list[BaseException]()

    def run(which: int) -> None:
        start.wait()
        try:
            task(which)
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=run, args=(which,)) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


def test_many_first_runs_at_once_make_one_good_schema(schemas: Schemas, tmp_path: Path) -> None:
    def first_run(number: int) -> None:
        with schemas.notebook(tmp_path) as notebook:
            notebook.set_fact(f"run {number}", "was here")

    assert at_once(first_run) == []
    with schemas.notebook(tmp_path) as notebook:
        assert [notebook.fact(f"run {number}") for number in range(6)] == ["was here"] * 6


def test_rounds_of_one_process_never_see_each_other(schemas: Schemas, rounds: list[Path]) -> None:
    """Each statement often enough for the server to keep it prepared."""

    def work(number: int) -> None:
        with schemas.notebook(rounds[number]) as notebook:
            for turn in range(8):
                notebook.save([interview(f"{number}{turn:09}")], at=NOON)
                notebook.set_fact("who", str(number))
                assert notebook.fact("who") == str(number)
                assert {one.id[0] for one in notebook.interviews()} == {str(number)}
                assert notebook.kept_count() == turn + 1

    assert at_once(work) == []


def test_a_round_is_locked_for_others_until_it_is_closed(schemas: Schemas, tmp_path: Path) -> None:
    with schemas.notebook(tmp_path, alone=True) as first:
        with pytest.raises(RoundBusy, match="perhaps on another machine"):
            schemas.notebook(tmp_path, alone=True)
        with schemas.notebook(tmp_path) as reader:
            first.set_fact("a", "b")
            assert reader.fact("a") == "b"
    schemas.notebook(tmp_path, alone=True).close()


def test_two_ledgers_of_one_run_share_the_lock(schemas: Schemas, tmp_path: Path) -> None:
    with schemas.ledger(tmp_path, alone=True) as one:
        with schemas.ledger(tmp_path, alone=True) as two:
            two.recipient_for_email("lead@example.org", "en", "A Lead")
        one.recipient_for_email("other@example.org", "en", "A Lead")
    schemas.ledger(tmp_path, alone=True).close()


def test_a_lost_connection_loses_lock_and_writes_together(schemas: Schemas, tmp_path: Path) -> None:
    with schemas.notebook(tmp_path, alone=True) as notebook:
        notebook.save([interview()], at=NOON)
        schemas.cluster.kill_connections(OWNERS[NOTEBOOK][0])
        for _ in range(3):
            with pytest.raises(StoreUnavailable) as caught:
                notebook.save([interview("bbbbbbbbbb")], at=NOON)
            assert caught.value.exit_code == 4
        assert [one.id for one in notebook.interviews()] == ["aaaaaaaaaa"]  # reading needs no lock
        with schemas.notebook(tmp_path, alone=True) as other:
            other.save([interview("cccccccccc")], at=NOON)
            with pytest.raises(StoreUnavailable, match="and the round's lock with it"):
                notebook.set_fact("a", "b")


def test_a_save_that_is_cut_off_leaves_nothing_of_it(schemas: Schemas, tmp_path: Path) -> None:
    def cut_off(store: Store) -> None:
        with store.writing() as connection:
            connection.execute(text("INSERT INTO facts VALUES ('half', 'done')"))
            schemas.cluster.kill_connections(OWNERS[NOTEBOOK][0])
            connection.execute(text("INSERT INTO facts VALUES ('other half', 'done')"))

    with closing(schemas.store(tmp_path, NOTEBOOK)) as store, pytest.raises(StoreUnavailable):
        cut_off(store)
    with schemas.notebook(tmp_path) as notebook:
        assert notebook.fact("half") is None


def test_a_reader_sees_one_state_and_a_writer_what_was_written_before_it(schemas: Schemas, tmp_path: Path) -> None:
    count = text("SELECT count(*) FROM facts")
    with closing(schemas.store(tmp_path, NOTEBOOK)) as one, schemas.notebook(tmp_path) as other:
        with one.reading() as connection:
            assert connection.scalar(count) == 0
            other.set_fact("a", "b")
            assert connection.scalar(count) == 0
            with pytest.raises(StoreError, match="takes no changes"), one.reading() as writing:
                writing.execute(text("DELETE FROM facts"))
        with one.writing() as connection:
            assert connection.scalar(count) == 1


def test_writers_wait_for_each_other(schemas: Schemas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rounds.store_postgres_engine.WRITE_WAIT_MILLISECONDS", 50)
    with closing(schemas.store(tmp_path, NOTEBOOK)) as store, schemas.notebook(tmp_path) as other:
        with store.writing(), pytest.raises(StoreUnavailable, match="in use by another program"):
            other.set_fact("a", "b")
        other.set_fact("a", "b")


def test_nothing_tells_in_which_order_contacts_came(schemas: Schemas, tmp_path: Path) -> None:
    people = [Contact(number, (f"CODE{number}",), f"person{number}@example.org", "en") for number in range(30)]
    with schemas.ledger(tmp_path) as ledger:
        for number in range(10, 31, 10):
            ledger.sync_contacts(people[:number])
    with schemas.cluster.connect(OWNERS[LEDGER][0]) as connection:
        connection.execute(f'SET search_path TO "{schemas.schema(tmp_path)}"')
        rows = connection.execute("SELECT id, xmin::text FROM recipients ORDER BY ctid").fetchall()
    assert [id_ for id_, _ in rows] == sorted(str(id_) for id_, _ in rows)
    assert len({transaction for _, transaction in rows}) == 1


def test_statistics_of_the_server_keep_no_samples_of_what_people_wrote(schemas: Schemas, tmp_path: Path) -> None:
    with schemas.notebook(tmp_path) as notebook:
        notebook.save([interview(f"{n:010}", notes=(note(f"the planted story {n}"),)) for n in range(40)], at=NOON)
        with schemas.cluster.connect(OWNERS[NOTEBOOK][0]) as connection:
            connection.execute("ANALYZE")
        notebook.save([held(f"{n:010}") for n in range(40)], at=LATER)
    assert b"planted" not in schemas.stored_bytes(tmp_path)


def test_deleted_text_that_somebody_can_still_see_goes_with_the_next_run(
    schemas: Schemas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rounds.store_postgres_scrub._ATTEMPTS", 1)
    with schemas.cluster.connect(OWNERS[NOTEBOOK][0]) as other:
        with schemas.notebook(tmp_path) as notebook:
            notebook.save([interview(notes=(note("the planted story"),))], at=NOON)
            other.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            other.execute("SELECT 1 FROM pg_class")
            notebook.save([held("aaaaaaaaaa")], at=LATER)
            with pytest.raises(StoreUnavailable, match="an older transaction of another program"):
                notebook.vacuum()
        assert b"planted" in schemas.stored_bytes(tmp_path)
    schemas.notebook(tmp_path).close()
    assert b"planted" not in schemas.stored_bytes(tmp_path)


def test_a_nul_in_a_note_becomes_a_replacement_character_once_and_for_all(schemas: Schemas, tmp_path: Path) -> None:
    odd = interview(notes=(note("waits\0here", spans=()),))
    with schemas.notebook(tmp_path) as notebook:
        assert notebook.save([odd], at=NOON).new == 1
        assert notebook.save([odd], at=LATER).unchanged == 1
        assert [one.notes[0].text for one in notebook.interviews()] == ["waits\ufffdhere"]


def test_an_older_schema_waits_for_the_upgrade_and_a_foreign_one_is_refused(schemas: Schemas, tmp_path: Path) -> None:
    schemas.notebook(tmp_path).close()
    schema = schemas.schema(tmp_path)
    with pytest.raises(StoreError, match="is a notebook, not a ledger"):
        Ledger.open(schemas.url(NOTEBOOK), tmp_path, KEYRING, schema=schema)
    with schemas.cluster.connect(OWNERS[NOTEBOOK][0]) as connection:
        connection.execute(f"UPDATE \"{schema}\".notebook_version SET version_num = '0004'")
        connection.execute(f'ALTER TABLE "{schema}".runs DROP COLUMN scheduled_for')
    with pytest.raises(StoreNeedsUpgrade, match="sayback upgrade"):
        schemas.notebook(tmp_path)
    schemas.notebook(tmp_path, migrate=True).close()
    schemas.notebook(tmp_path).close()


@pytest.mark.parametrize("schema", ["public", "pg_catalog", "information_schema"])
def test_schemas_of_the_server_itself_are_refused(schemas: Schemas, tmp_path: Path, schema: str) -> None:
    with pytest.raises(StoreError, match="set another `schema_name`"):
        Notebook.open(schemas.url(NOTEBOOK), tmp_path, schema=schema)


def test_whether_a_store_is_there_is_asked_without_making_one(schemas: Schemas, tmp_path: Path) -> None:
    asked = schemas.url(NOTEBOOK), tmp_path, NOTEBOOK
    assert not store_exists(*asked, schema=schemas.schema(tmp_path))
    assert not store_exists(*asked, schema=schemas.schema(tmp_path))
    schemas.notebook(tmp_path).close()
    assert store_exists(*asked, schema=schemas.schema(tmp_path))


def bad_urls(schemas: Schemas) -> dict[str, tuple[str, type[StoreError], str]]:
    url, password = schemas.url(NOTEBOOK), schemas.cluster._passwords[OWNERS[NOTEBOOK][1]]
    port = f":{schemas.cluster.admin_url.port}/"
    return {
        "no server": (url.replace(port, ":1/"), StoreUnavailable, "cannot be reached"),
        "no host": (url.replace("127.0.0.1", "nowhere.invalid"), StoreUnavailable, "no server of that name"),
        "no database": (url.replace("test_notebooks", "test_nothing"), StoreError, "no such database"),
        "wrong password": (url.replace(password, "s3cret"), StoreError, "password is wrong"),
        "no password": (url.replace(f":{password}", ""), StoreError, "password is wrong"),
        "no service": ("postgresql+psycopg:///?service=nowhere", StoreError, "in no service file"),
    }


@pytest.mark.parametrize("case", ["no server", "no host", "no database", "wrong password", "no password", "no service"])
def test_a_bad_address_is_explained_and_never_shown(
    schemas: Schemas, tmp_path: Path, case: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    url, kind, words = bad_urls(schemas)[case]
    with caplog.at_level(logging.INFO), pytest.raises(StoreError, match=words) as caught:
        Store.open(url, tmp_path, NOTEBOOK, schema="a")
    assert type(caught.value) is kind
    shown = f"{caught.value!r} {caught.value.__context__!r} {caught.value.__context__} {caplog.text}"
    for part in ("127.0.0.1", "sayback_test", "s3cret", "FATAL"):
        assert part not in shown


def test_a_server_without_a_free_connection_is_to_be_tried_again(schemas: Schemas, tmp_path: Path) -> None:
    url = schemas.cluster.url_for(OWNERS[NOTEBOOK][0]).replace("postgres@", _poor(schemas))
    with schemas.cluster.connect() as connection:
        connection.execute("ALTER ROLE sayback_test_poor CONNECTION LIMIT 0")
    with pytest.raises(StoreUnavailable, match="no connection left"):
        Store.open(url, tmp_path, NOTEBOOK, schema="poor")
    schemas.cluster.drop_role("sayback_test_poor")


def test_a_role_without_rights_is_told_so(schemas: Schemas, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="lacks a right"):
        Store.open(
            schemas.cluster.url_for(OWNERS[NOTEBOOK][0]).replace("postgres@", _poor(schemas)),
            tmp_path,
            NOTEBOOK,
            schema="poor",
        )
    dispose_engines()
    schemas.cluster.drop_role("sayback_test_poor")


def _poor(schemas: Schemas) -> str:
    return f"sayback_test_poor:{schemas.cluster.create_role('sayback_test_poor')}@"
