"""Openly published exports, where they lie beside the project; each test is skipped where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.export_file import open_export
from connectors.timestamps import parse_timestamp

FOLDER = Path(__file__).resolve().parents[2].parent / "shared" / "fixtures" / "google-exports"
STAMP = ("Timestamp", 1)
RECORDS = {  # file: responses, columns
    "spack-user-survey-2020.csv": (170, 48),
    "spack-user-survey-2020.xlsx": (170, 48),
    "spack-user-survey-2021.csv": (179, 54),
    "spack-user-survey-2022.csv": (182, 58),
    "spack-user-survey-2025.csv": (245, 62),
    "dask-user-survey-2019.csv.gz": (259, 24),
    "dask-user-survey-2020.csv.gz": (239, 25),
    "dask-user-survey-2021.csv.gz": (247, 43),
}


@pytest.fixture
def folder() -> Path:
    if not FOLDER.is_dir():
        pytest.skip("the published exports are not here")
    return FOLDER


@pytest.mark.parametrize("name", RECORDS)
def test_every_response_is_read_with_its_time(folder: Path, name: str) -> None:
    records, columns = RECORDS[name]
    export = open_export(folder / name, timestamp=STAMP)
    questions = export.form().questions
    responses = list(export.responses([question.address for question in questions]))
    assert (len(responses), len(questions)) == (records, columns)
    assert all(response.submitted_at is not None for response in responses)
    assert all(len(response.answers) == columns for response in responses)


def test_no_published_export_is_left_out(folder: Path) -> None:
    assert {path.name for path in folder.iterdir() if not path.name.startswith("LICENSE")} == set(RECORDS)


def test_five_headers_of_one_export_repeat(folder: Path) -> None:
    questions = open_export(folder / "spack-user-survey-2025.csv").form().questions
    assert sum(question.occurrence > 1 for question in questions) == 5


def test_csv_and_workbook_of_one_sheet_agree_on_rows_and_times(folder: Path) -> None:
    found = [
        [(one.row, one.submitted_at) for one in open_export(folder / name, timestamp=STAMP).responses([])]
        for name in ("spack-user-survey-2020.csv", "spack-user-survey-2020.xlsx")
    ]
    assert found[0] == found[1]


def test_a_label_of_june_means_its_fixed_offset(folder: Path) -> None:
    export = open_export(folder / "dask-user-survey-2020.csv.gz", timestamp=STAMP)
    first = next(export.responses([STAMP]))
    assert first.answers[STAMP].endswith("AM EST")
    assert first.submitted_at == parse_timestamp("2020-06-05T16:34:01Z", locale="en_US", timezone="UTC")
