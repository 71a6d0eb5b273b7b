from __future__ import annotations

import sys
from pathlib import Path

import pytest

from rounds.errors import StoreError
from rounds.round import Stores
from rounds.store import NOTEBOOK, Store
from rounds.store_address import has_password, is_postgres, masked

SERVICE = "postgresql+psycopg:///?service=notebooks"
WITH_PASSWORD = "postgresql+psycopg://me:s3cret@db.example.org/notes"


def test_only_the_driver_that_we_use_names_postgresql() -> None:
    addresses = (SERVICE, WITH_PASSWORD, "postgresql://db/x", "sqlite:///a.db", "nonsense")
    assert [is_postgres(url) for url in addresses] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize("url", [WITH_PASSWORD, "postgresql+psycopg:///notes?password=s3cret"])
def test_a_password_in_an_address_is_noticed_and_shown_nowhere(url: str) -> None:
    assert has_password(url)
    assert "s3cret" not in repr(Stores(notebook=url))
    assert not has_password(SERVICE)


def test_without_the_driver_a_person_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'sayback\[postgres\]'"):
        Store.open("postgresql+psycopg:///?service=nowhere-at-all", tmp_path, NOTEBOOK, schema="a")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+psycopg://me:s3cret@db/x", "postgresql+psycopg://me:***@db/x"),
        ("postgresql+psycopg://db/x?password=s3cret", "postgresql+psycopg://db/x?password=***"),
        ("postgresql+psycopg:///?service=notebooks", "postgresql+psycopg:///?service=notebooks"),
        ("sqlite:///notebook.db", "sqlite:///notebook.db"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str) -> None:
    assert masked(url) == shown
