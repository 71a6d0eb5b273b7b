"""Backups of a worksheet: they expire, and lose what may not be read any more."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from flows.steps.assemble import assemble
from flows.steps.collect import collect
from reports.worksheet_file import backups_of, written_on
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import SmallRound


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallRound:
    monkeypatch.setenv("SAYBACK_HOME", str(tmp_path / "home"))
    return SmallRound(tmp_path / "round").write("[worksheet]\nbackup_days = 30\n")


def test_a_backup_expires_after_the_days_that_the_round_says(small: SmallRound) -> None:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    assert path
    type_headlines(path)
    assemble(small.folder)
    (kept,) = backups_of(path)
    kept.rename(kept.with_name("headlines-20200105-101500.xlsx"))
    assert assemble(small.folder).backups_deleted == 1
    assert [written_on(backup).year >= 2026 for backup in backups_of(path)] == [True]


def test_a_backup_that_cannot_be_looked_into_goes_when_a_story_may_not_be_read_any_more(small: SmallRound) -> None:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    assert path
    assemble(small.folder)
    (backup,) = backups_of(path)
    backup.write_bytes(b"cut short")
    assert assemble(small.folder).backups_deleted == 0
    small.rows[0]["Tell me about a hard morning."] = "The bus came early, and she was still at the door."
    small.write_export()
    collect(small.folder)
    report = assemble(small.folder)
    assert (report.backups_deleted, report.backups_rewritten) == (1, 2)


def test_a_masked_word_that_people_typed_goes_from_the_backups(small: SmallRound) -> None:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    assert path
    small.write('[redaction]\nmask = ["Zephyrkin"]\n')
    collect(small.folder)
    assemble(small.folder)
    book = openpyxl.load_workbook(path)
    book["Headlines"].cell(2, 6).value = "Zephyrkin drives her"
    book.save(path)
    assert assemble(small.folder).backups_rewritten == 1
    for backup in backups_of(path):
        assert "Zephyrkin" not in str(list(openpyxl.load_workbook(backup)["Headlines"].values))
