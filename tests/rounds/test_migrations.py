from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from textwrap import indent

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Column, text

from rounds import tables_ledger, tables_notebook
from rounds.errors import StoreError, StoreNeedsUpgrade
from rounds.migrations import upgrade as upgrade_module
from rounds.migrations.upgrade import migration_config
from rounds.notebook import Notebook
from rounds.store import LEDGER, LINES, NOTEBOOK, Store, VersionLine
from tests.rounds.databases import Database
from tests.rounds.samples import NOON, NOTEBOOK_URL, interview

TABLES = {NOTEBOOK: tables_notebook.metadata, LEDGER: tables_ledger.metadata}

by_line = pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)


@by_line
def test_the_migrations_end_at_the_version_that_the_store_expects(line: VersionLine) -> None:
    script = ScriptDirectory.from_config(migration_config(line))
    assert script.get_heads() == [line.head]


@by_line
def test_the_versions_of_a_line_sort_as_texts_so_that_a_newer_one_is_recognised(line: VersionLine) -> None:
    script = ScriptDirectory.from_config(migration_config(line))
    versions = [revision.revision for revision in script.walk_revisions()][::-1]
    assert versions == sorted(versions)
    assert all(len(version) == 4 and version.isdigit() for version in versions)


def other_default(_context: object, _inspected: object, column: Column, found: str | None, _: object, ours: str | None):
    """Whether a default differs; None leaves that to Alembic, which would ask PostgreSQL to compare two JSON values."""
    return found != f"{ours}::json" if found and found.endswith("::json") and isinstance(column.type, JSON) else None


@by_line
def test_a_migrated_store_has_the_tables_that_the_code_uses(
    tmp_path: Path, line: VersionLine, database: Database
) -> None:
    with closing(database.store(tmp_path, line)) as store, store.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"version_table": line.table, "compare_type": True, "compare_server_default": other_default},
        )
        assert compare_metadata(context, TABLES[line]) == []


@by_line
def test_migrating_leaves_logging_as_it_was(tmp_path: Path, line: VersionLine, capfd) -> None:
    before = (logging.root.level, list(logging.root.handlers), logging.getLogger("alembic").level)
    Store.open("sqlite:///store.db", tmp_path, line).close()
    assert (logging.root.level, list(logging.root.handlers), logging.getLogger("alembic").level) == before
    assert capfd.readouterr() == ("", "")


def test_the_lines_are_independent_also_in_a_folder_with_an_odd_name(tmp_path: Path) -> None:
    folder = tmp_path / "50% of us, we hope: yes"
    folder.mkdir()
    for line in LINES:
        with closing(Store.open(f"sqlite:///{line.name}.db", folder, line)) as store, store.reading() as connection:
            tables = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")))
        assert tables == {*TABLES[line].tables, line.table}


def test_the_code_may_lie_in_a_folder_with_an_odd_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upgrade_module, "HERE", tmp_path / "50% off, a: b")
    config = migration_config(NOTEBOOK)
    assert config.get_main_option("script_location") == str(tmp_path / "50% off, a: b")
    assert config.get_version_locations_list() == [str(tmp_path / "50% off, a: b" / "notebook")]


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], VersionLine]:
    """Makes a later release of Sayback whose next migration of the notebook does what is given."""

    def make(body: str) -> VersionLine:
        migrations, here = tmp_path / "migrations", upgrade_module.HERE
        (migrations / "notebook").mkdir(parents=True)
        (migrations / "env.py").write_text((here / "env.py").read_text())
        for known in (here / "notebook").glob("v*.py"):
            (migrations / "notebook" / known.name).write_text(known.read_text())
        head = f"{int(NOTEBOOK.head) + 1:04}"
        header = (
            f"from alembic import op\nimport sqlalchemy as sa\nrevision, down_revision = '{head}', '{NOTEBOOK.head}'\n"
        )
        (migrations / "notebook" / f"v{head}.py").write_text(f"{header}def upgrade():\n{indent(body, '    ')}\n")
        monkeypatch.setattr(upgrade_module, "HERE", migrations)
        return VersionLine("notebook", head)

    return make


def test_a_migration_that_fails_half_way_leaves_the_store_as_it_was(
    tmp_path: Path, next_version: Callable[[str], VersionLine]
) -> None:
    Store.open(NOTEBOOK_URL, tmp_path, NOTEBOOK).close()
    newer = next_version("op.add_column('facts', sa.Column('half', sa.Text()))\nop.execute('DROP TABLE no_such_table')")
    with pytest.raises(StoreError, match="was not changed"):
        Store.open(NOTEBOOK_URL, tmp_path, newer, migrate=True)
    with closing(Store.open(NOTEBOOK_URL, tmp_path, NOTEBOOK)) as store, store.reading() as connection:
        assert list(connection.scalars(text("SELECT name FROM pragma_table_info('facts')"))) == ["key", "value"]


def test_a_migration_that_copies_a_table_loses_no_row_that_refers_to_it(
    tmp_path: Path, next_version: Callable[[str], VersionLine]
) -> None:
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        notebook.save([interview()], at=NOON)
    newer = next_version(
        "with op.batch_alter_table('interviews') as batch:\n    batch.alter_column('people', nullable=True)"
    )
    with pytest.raises(StoreNeedsUpgrade, match="sayback upgrade"):
        Store.open(NOTEBOOK_URL, tmp_path, newer)
    with closing(Store.open(NOTEBOOK_URL, tmp_path, newer, migrate=True)) as store:
        assert list(Notebook(store).interviews()) == [interview()]
        with pytest.raises(StoreError, match="FOREIGNKEY"), store.writing() as connection:
            connection.execute(text("UPDATE notes SET interview_id = 'nobody'"))


def test_a_migration_that_leaves_dangling_references_is_undone(
    tmp_path: Path, next_version: Callable[[str], VersionLine]
) -> None:
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        notebook.save([interview()], at=NOON)
    astray = next_version("op.execute(\"UPDATE notes SET interview_id = 'nobody'\")")
    with pytest.raises(RuntimeError, match="references to rows that are gone"):
        Store.open(NOTEBOOK_URL, tmp_path, astray, migrate=True)
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        assert list(notebook.interviews()) == [interview()]


def test_a_migration_that_loses_rows_is_undone(tmp_path: Path, next_version: Callable[[str], VersionLine]) -> None:
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        notebook.save([interview()], at=NOON)
    with pytest.raises(StoreError, match="notes would have had more or fewer rows than before"):
        Store.open(NOTEBOOK_URL, tmp_path, next_version("op.execute('DELETE FROM notes')"), migrate=True)
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        assert list(notebook.interviews()) == [interview()]
