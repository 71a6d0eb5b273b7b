"""A worksheet that LibreOffice has saved, once as .ods and back as .xlsx, still merges."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from reports.worksheet_merge import collect_written
from reports.worksheet_read import read_worksheet
from reports.worksheet_xlsx import write_worksheet
from tests.reports.small_worksheet import Editing, Sheet, contents, plan

pytestmark = pytest.mark.system


def convert(path: Path, to: str, folder: Path) -> Path:
    profile = (folder.parent / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{to}"


def test_a_worksheet_saved_by_libreoffice_keeps_every_cell_that_people_wrote(tmp_path: Path) -> None:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        book.headlines.type(2, Headline='"Nobody asked."', Theme="Being noticed", Dissent="x")
        book.headlines.type(9, Headline="Band 🎺 brings her in", Kind="Descriptive", Note="two\nlines")
        book.headlines.type(15, Headline="=1+1")
        book.headlines.worksheet.cell(15, 6).data_type = "s"
        book.headlines.type(16, Interview=None, Headline="id deleted")
        Sheet(book.workbook, "Predictions", 7).type(8, Outcome="overturned")
    before, written = read_worksheet(path), collect_written(path)
    (tmp_path / "saved").mkdir()
    saved = convert(convert(path, "ods", tmp_path / "saved"), "xlsx", tmp_path / "saved")
    assert read_worksheet(saved) == before
    assert collect_written(saved) == written
    write_worksheet(plan(), saved)
    write_worksheet(plan(), path)
    assert contents(saved) == contents(path)
