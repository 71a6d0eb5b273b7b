from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from connectors.export_file import open_export
from connectors.source import SourceError
from tests.connectors.made_exports import replace_member, write_xlsx

HEADER = ["Timestamp", "Story"]
ROW = [datetime(2025, 3, 9, 18, 24, 43, 725000), "s"]
STORY = ("Story", 1)


def test_dates_are_instants_of_the_rounds_zone_rounded_as_sheets_shows_them(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Form Responses 1": [HEADER, ROW]})
    export = open_export(path, timestamp=("Timestamp", 1), timezone="America/New_York")
    (response,) = export.responses([("Timestamp", 1)])
    assert response.submitted_at == datetime(2025, 3, 9, 22, 24, 44, tzinfo=UTC)
    assert response.answers["Timestamp", 1] == "2025-03-09 18:24:44"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "7"), (7.0, "7"), (0.5, "0.5"), (True, "TRUE"), ("007", "007"), (None, ""), ("a_x000D_\nb", "a\nb"),
        (time(8, 30), "08:30:00"), (date(2025, 3, 9), "2025-03-09 00:00:00"),
    ],
)  # fmt: skip
def test_values_are_spelled_as_a_csv_would(tmp_path: Path, value: object, text: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Form Responses 1": [HEADER, ["t", value]]})
    assert [one.answers[STORY] for one in open_export(path).responses([STORY])] == [text]


def test_a_declared_size_that_is_too_small_loses_no_response(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Form Responses 1": [HEADER, ROW, ["t", "s2"]]})
    replace_member(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'ref="A1:B3"', b'ref="A1"'))
    assert [one.answers[STORY] for one in open_export(path).responses([STORY])] == ["s", "s2"]


def test_rows_that_the_file_leaves_out_count_for_the_row_number(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Form Responses 1": [HEADER, ["t", "s"], [], [None, " "], ["t", "s2"]]})
    assert [one.row for one in open_export(path).responses([STORY])] == [2, 5]


@pytest.mark.parametrize("name", ["Form Responses 1", "Respuestas de formulario 2", "Formularantworten 1"])
def test_the_sheet_that_a_form_writes_to_is_found_among_others(tmp_path: Path, name: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Notes": [["Timestamp", "x"]], name: [HEADER, ["t", "s"]]})
    assert open_export(path).sheet == name


def test_else_the_sheet_that_begins_with_a_timestamp_then_the_only_filled_one(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Plan": [["Who", "When"]], "Data": [["Marca temporal", "Historia"]]})
    assert open_export(path).sheet == "Data"
    path = write_xlsx(tmp_path / "b.xlsx", {"Blank": [], "Data": [["Submitted", "Story"]]})
    assert open_export(path).sheet == "Data"


def test_several_candidate_sheets_are_named_and_form_chooses(tmp_path: Path) -> None:
    sheets = {"Form Responses 1": [HEADER], "Form Responses 2": [HEADER, ["t", "s"]]}
    path = write_xlsx(tmp_path / "a.xlsx", sheets)
    with pytest.raises(SourceError, match="Form Responses 1, Form Responses 2"):
        open_export(path)
    assert open_export(path, form="Form Responses 2").sheet == "Form Responses 2"


def test_a_formula_in_a_column_that_is_read_names_sheet_and_cell_before_any_response(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Form Responses 1": [HEADER, ["t", "s"], ["t", '=UPPER("x")']]})
    with pytest.raises(SourceError, match=r"Form Responses 1, cell B3: a formula.*\.csv"):
        next(open_export(path).responses([STORY]))


def test_a_formula_in_a_column_that_nobody_reads_does_no_harm(tmp_path: Path) -> None:
    rows = [[*HEADER, "Week"], ["t", "s", "=WEEKNUM(A2)"], [None, None, "=WEEKNUM(A3)"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Form Responses 1": rows})
    export = open_export(path)
    assert [one.title for one in export.form().questions] == ["Timestamp", "Story", "Week"]
    assert [one.row for one in export.responses([STORY])] == [2]


def test_a_formula_in_the_header_is_an_error(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Form Responses 1": [["Timestamp", "=A1"], ["t", "s"]]})
    with pytest.raises(SourceError, match="cell B1"):
        open_export(path).form()


def test_text_that_begins_with_an_equals_sign_is_an_answer(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Form Responses 1": [HEADER, ["t", "EQUALS so what"]]})
    replace_member(path, "xl/sharedStrings.xml", lambda xml: xml.replace(b"EQUALS", b"="))
    assert [one.answers[STORY] for one in open_export(path).responses([STORY])] == ["= so what"]
