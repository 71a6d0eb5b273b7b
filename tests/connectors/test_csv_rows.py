from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from connectors.columns import column_letter
from connectors.csv_rows import CsvParser
from tests.connectors.made_exports import csv_text

CELLS = st.text(alphabet='ab"\n,;\t é', max_size=8)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5)


def parse(text: str, delimiter: str, piece: int) -> list[list[str]]:
    parser = CsvParser(Path("a.csv"), delimiter)
    pieces = [text[start : start + piece] for start in range(0, len(text), piece)]
    return [row for part in pieces for _, row in parser.feed(part)] + [row for _, row in parser.finish()]


@given(rows=TABLES, delimiter=st.sampled_from(",;\t"), piece=st.integers(1, 7))
def test_whatever_a_writer_writes_is_read_back_in_pieces_of_any_length(
    rows: list[list[str]], delimiter: str, piece: int
) -> None:
    assert parse(csv_text(rows, delimiter, "\n"), delimiter, piece) == rows


@given(rows=TABLES, piece=st.integers(1, 7))
def test_it_reads_as_the_csv_module_does(rows: list[list[str]], piece: int) -> None:
    text = csv_text(rows, ",", "\n").removesuffix("\n")
    assert parse(text, ",", piece) == list(csv.reader(io.StringIO(text, newline=""))) or rows[-1] == [""]


def test_a_quotation_mark_inside_an_unquoted_cell_is_a_character() -> None:
    assert parse('a,5" pipe\n', ",", 3) == [["a", '5" pipe']]


def test_letters_are_those_of_a_spreadsheet() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 701, 702, 18_277)] == ["A", "Z", "AA", "ZZ", "AAA", "ZZZ"]
