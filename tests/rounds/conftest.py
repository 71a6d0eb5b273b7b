from __future__ import annotations

from collections.abc import Iterator

import pytest

from rounds.store_postgres_engine import dispose_engines
from tests.postgres_cluster import Cluster
from tests.rounds.databases import OWNERS, Database, Files, Schemas


@pytest.fixture(scope="session")
def schemas(postgres_cluster: Cluster) -> Iterator[Schemas]:
    """Two databases, for notebooks and for ledgers, with an owner each."""
    _drop(postgres_cluster)  # what a killed run left on a server that goes on running
    for database, owner in OWNERS.values():
        postgres_cluster.create_role(owner)
        postgres_cluster.create_database(database, owner)
    yield Schemas(postgres_cluster)
    dispose_engines()
    _drop(postgres_cluster)


def _drop(cluster: Cluster) -> None:
    for database, owner in OWNERS.values():
        cluster.drop_database(database)
        cluster.drop_role(owner)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Database:
    """Each kind of database in turn."""
    if request.param == "sqlite":
        return Files()
    found: Schemas = request.getfixturevalue("schemas")
    return found
