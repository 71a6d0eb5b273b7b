"""A worksheet that LibreOffice has saved, once as OpenDocument and back as .xlsx, still merges."""

from __future__ import annotations

import copy
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from reports.worksheet_merge import collect_written
from reports.worksheet_read import read_worksheet
from reports.worksheet_tabs import MACHINE
from reports.worksheet_xlsx import write_worksheet
from tests.reports.small_worksheet import ANN, BEN, Editing, Sheet, contents, plan

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
    assert visible(saved) == visible(path)


def visible(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every cell of the tabs that people see."""
    return {title: rows for title, rows in contents(path).items() if title != MACHINE}


TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


class FlatSheet:
    """A tab of a flat OpenDocument file: LibreOffice's own file, as one XML document."""

    def __init__(self, table: ElementTree.Element) -> None:
        self.table = table
        self.holders = {row: holder for holder in table.iter() for row in holder if row.tag == f"{TABLE}table-row"}
        self.rows = list(table.iter(f"{TABLE}table-row"))  # those of headings stand in a holder of their own

    def cells(self, row: ElementTree.Element) -> list[ElementTree.Element]:
        """One element for each cell: repeated ones are written out, but for the empty end of the row."""
        for cell in list(row):
            repeated = int(cell.attrib.pop(f"{TABLE}number-columns-repeated", "1"))
            at = list(row).index(cell)
            for _ in range(min(repeated, 30) - 1):
                row.insert(at, copy.deepcopy(cell))
        return list(row)

    def type(self, row: ElementTree.Element, column: int, text: str) -> None:
        cell = self.cells(row)[column]
        for child in list(cell):
            cell.remove(child)
        cell.set(f"{OFFICE}value-type", "string")
        ElementTree.SubElement(cell, f"{TEXT}p").text = text

    def text(self, row: ElementTree.Element, column: int) -> str:
        return "".join(self.cells(row)[column].itertext())

    def order(self, rows: list[ElementTree.Element]) -> None:
        """Puts the rows in this order, below the headings."""
        holder = self.holders[self.rows[1]]
        first = list(holder).index(self.rows[1])
        for row in rows:
            if row in self.holders:
                self.holders[row].remove(row)
        for at, row in enumerate(rows, start=first):
            holder.insert(at, row)


def edit_in_libreoffice(path: Path, folder: Path) -> Path:
    """Types, inserts a row, hides one, sorts by headline and renames the tab, in the file as LibreOffice keeps it."""
    flat = convert(path, "fods", folder)
    for prefix, name in dict(node for _, node in ElementTree.iterparse(flat, ["start-ns"])).items():
        ElementTree.register_namespace(prefix, name)
    tree = ElementTree.parse(flat)
    sheet = FlatSheet(next(each for each in tree.iter(f"{TABLE}table") if each.get(f"{TABLE}name") == "Headlines"))
    body = [row for row in sheet.rows[1:] if f"{TABLE}number-rows-repeated" not in row.attrib]
    sheet.type(body[0], 5, "zebra 🎺")
    sheet.type(body[13], 5, "= as it was said")
    inserted = copy.deepcopy(body[13])
    sheet.type(inserted, 5, "an inserted row")
    sheet.type(inserted, 13, "")
    body[3].set(f"{TABLE}visibility", "collapse")
    sheet.order(sorted([*body, inserted], key=lambda row: (not sheet.text(row, 5), sheet.text(row, 5))))
    sheet.table.set(f"{TABLE}name", "Our headlines")
    tree.write(flat, encoding="utf-8", xml_declaration=True)
    return convert(flat, "xlsx", folder)


def test_what_was_sorted_inserted_hidden_and_renamed_in_libreoffice_follows_its_interview(tmp_path: Path) -> None:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), path)
    (tmp_path / "saved").mkdir()
    saved = edit_in_libreoffice(path, tmp_path / "saved")
    found = {(each.text, each.interview_ids, each.question) for each in read_worksheet(saved).headlines}
    assert found == {
        ("zebra 🎺", (ANN,), "missed"), ("= as it was said", (BEN,), "missed"), ("an inserted row", (BEN,), "missed"),
    }  # fmt: skip
    write_worksheet(plan(), saved)
    assert {(each.text, each.interview_ids, each.question) for each in read_worksheet(saved).headlines} == found
    with Editing(saved) as book:
        assert book.headlines.read("Headline", 2) == "zebra 🎺"
