"""What left the building is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rounds.notebook import Notebook
from rounds.releases import (
    CellTold,
    GroupsTold,
    GroupTold,
    Mark,
    Occasion,
    Release,
    SplitTold,
    ThemeTold,
    TotalsTold,
)
from tests.rounds.databases import Database
from tests.rounds.samples import LATER, NOON

RELEASE = Release(
    at=NOON,
    occasion=Occasion.SUMMARY,
    totals=TotalsTold(42, 45, 0),
    groups=(GroupsTold("grade", (GroupTold("9", 20, 12, True), GroupTold("10", None)), ("students",), 0),),
    themes=(ThemeTold("Buses", "t-1", ("Rides",), "exact", 23, 42, ("students",), 0),),
    splits=(SplitTold("Buses", "grade", (CellTold("9", 11, 22),), ("students",), 0),),
    marks=(Mark("a1", "b2", "students"),),
)


@pytest.fixture
def notebook(tmp_path: Path, database: Database) -> Iterator[Notebook]:
    with database.notebook(tmp_path) as notebook:
        yield notebook


def test_a_release_comes_back_as_it_was(notebook: Notebook) -> None:
    assert notebook.releases() == []
    assert notebook.add_release(RELEASE)
    assert notebook.releases() == [RELEASE]


def test_the_same_is_not_stored_twice_in_a_row(notebook: Notebook) -> None:
    other = replace(RELEASE, at=LATER, totals=TotalsTold(60, 66, 1))
    assert notebook.add_release(RELEASE)
    assert not notebook.add_release(replace(RELEASE, at=LATER))
    assert notebook.add_release(other)
    assert notebook.add_release(replace(RELEASE, at=LATER))
    assert [release.totals.interviews for release in notebook.releases()] == [42, 60, 42]
