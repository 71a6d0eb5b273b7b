"""Property tests: no deadline (machines are noisy), and the same examples on every run of the shared checks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.postgres_cluster import Cluster

settings.register_profile("shared", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("shared")


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """A PostgreSQL server: that of SAYBACK_TEST_POSTGRES_URL (its superuser's address), else one of our own."""
    from rounds.store_postgres_engine import dispose_engines
    from tests.postgres_cluster import given_cluster, running_cluster

    given = os.environ.get("SAYBACK_TEST_POSTGRES_URL")
    with nullcontext(given_cluster(given)) if given else running_cluster() as cluster:
        yield cluster
        dispose_engines()
