"""Whose a schema of PostgreSQL is: a folder that was moved is known again, one that was copied is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rounds.errors import StoreError
from rounds.round_id import ID_FILE, refuse_another_folder, round_id


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "round é"
    folder.mkdir()
    return folder


def test_a_copied_folder_is_refused_and_told_what_to_do(folder: Path) -> None:
    own = round_id(folder, None)
    copy = Path(shutil.copytree(folder, folder.with_name("copy")))
    before = (copy / ID_FILE).read_bytes()
    for known in (own, None):
        with pytest.raises(StoreError, match=r"is a copy.*all but the first line.*delete \.sayback-id, and give it"):
            round_id(copy, known)
    assert (copy / ID_FILE).read_bytes() == before


def test_a_folder_that_was_moved_is_the_same_round_and_so_is_one_whose_number_changed(folder: Path) -> None:
    own = round_id(folder, None)
    moved = folder.rename(folder.with_name("moved"))
    assert round_id(moved, own) == own
    shutil.copytree(moved, folder)
    shutil.rmtree(moved)
    folder.rename(moved)  # at the path that the file says, with another number
    assert round_id(moved, own) == own
    assert round_id(moved.rename(folder), own) == own  # the record was brought up to date


def test_a_moved_folder_is_adopted_when_all_but_the_first_line_is_deleted(folder: Path) -> None:
    own = round_id(folder, None)
    copy = Path(shutil.copytree(folder, folder.with_name("copy")))
    (copy / ID_FILE).write_text(f"{own}\n")
    assert round_id(copy, own) == own
    assert round_id(copy.rename(folder.with_name("again")), own) == own
    assert round_id(folder, own) == own


def test_looking_writes_nothing_and_another_id_is_refused(folder: Path) -> None:
    refuse_another_folder(folder, None)
    assert not (folder / ID_FILE).exists()
    round_id(folder, None)
    with pytest.raises(StoreError, match="belongs to a round in another folder"):
        refuse_another_folder(folder, "0" * 32)
