"""The hidden tab of a worksheet: never taken for a table, read from earlier files, and worth no crash when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from reports.worksheet_file import load_sheets
from reports.worksheet_memory import memory_rows, read_memory
from reports.worksheet_merge import collect_written, is_blank
from reports.worksheet_returned import merge
from reports.worksheet_shown import Shown, is_machine_tab, machine_rows
from reports.worksheet_table import find_tables, kind_of
from reports.worksheet_tabs import SIGNATURES, heading_key
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import Remembered
from rounds.sheets import Sheet, SheetCell
from tests.reports.small_worksheet import ANN, BEN, Editing, plan

MEMORY = Remembered(
    "2026-11-02T10:00:00+00:00",
    {f"{ANN}:missed:1": {"Headline": "0a1b", "Interview": "2c3d"}, "none written": {"(all)": "4e5f"}},
    {f"{BEN}:best:1": frozenset({"abc", "def"})},
    (("0123", "2026-11-03T10:00:00+00:00"),),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A worksheet in which one row was given to another interview, so that the memory knows all kinds of headings."""
    made = tmp_path_factory.mktemp("memory") / "headlines.xlsx"
    write_worksheet(plan(), made)
    with Editing(made) as book:
        book.headlines.type(2, Headline="Waits alone", Theme="Being noticed")
        book.headlines.type(3, Headline="Nobody asked", Interview=BEN, Pair="Z", Note="on the bus")
        book.headlines.type(8, Headline="On a bench")
    write_worksheet(plan(), made)
    return made


def padded(rows: list[tuple[str, ...]]) -> list[list[str]]:
    return [[*row, *[""] * 7] for row in rows]


def hidden(path: Path) -> Sheet:
    return next(sheet for sheet in load_sheets(path) if is_machine_tab(sheet))


def test_the_memory_reads_as_it_was_written() -> None:
    assert read_memory(padded(list(memory_rows(MEMORY)))) == MEMORY


def test_a_memory_with_all_headings_in_one_row_is_read_as_well() -> None:
    rows = [row for row in memory_rows(MEMORY) if row[0] != "heading"]
    rows.insert(1, ("headings", "Headline", "Interview", "(all)"))
    assert read_memory(padded(rows)) == MEMORY


def test_no_row_of_the_hidden_tab_reads_like_headings_of_ours(path: Path) -> None:
    rows = [{heading_key(cell.text) for cell in row} for row in hidden(path).rows]
    signatures = [{heading_key(heading) for heading in signature} for signature in SIGNATURES.values()]
    assert not any(signature <= row for row in rows for signature in signatures)


@pytest.mark.parametrize("kind", SIGNATURES)
def test_the_hidden_tab_is_no_table_whatever_stands_in_it(kind: str) -> None:
    rows = [*machine_rows(Shown("attendance")), tuple(SIGNATURES[kind])]
    sheet = Sheet("sayback", tuple(tuple(map(SheetCell, row)) for row in rows))
    assert kind_of(sheet) is None
    assert find_tables([sheet], kind) == []


@pytest.mark.parametrize("word", ["stood", "heading", "came", "merged", "written", "named", "own", "tab", "story"])
@pytest.mark.parametrize("text", ["", "99:abc x:abc -1:abc :", "[1, 2]"])
def test_a_damaged_hidden_tab_of_a_copy_loses_nothing(path: Path, tmp_path: Path, word: str, text: str) -> None:
    copy = tmp_path / "copy.xlsx"
    book = load_workbook(path)
    for row in book["sayback"].iter_rows():
        for cell in row[1:] if row[0].value == word else ():
            cell.value = text
    book["Headlines"].cell(4, 6).value = "Typed in the copy"
    book.save(copy)
    merged = merge(collect_written(path), collect_written(copy), name="copy")
    texts = [row.cell("Headline") for row in merged.written.rows if not is_blank(row)]
    assert sorted(texts) == ["Nobody asked", "On a bench", "Typed in the copy", "Waits alone"]


def test_a_copy_whose_merging_has_no_date_any_more_counts_as_new() -> None:
    rows = [("merged", "0123", "some day") if row[0] == "merged" else row for row in memory_rows(MEMORY)]
    memory = read_memory(padded(rows))
    assert memory is not None
    assert memory.copies == ()
