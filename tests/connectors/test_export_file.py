from __future__ import annotations

import gc
import os
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.export_file import ExportFile, open_export
from connectors.source import SourceError
from tests.connectors.made_exports import HEADER, ROWS, csv_text, write_csv, write_gz, write_xlsx, write_zip
from tests.connectors.source_contract import Expected, SourceContract

STAMP = ("Timestamp", 1)
STORY = ("Tell me about a time", 1)


def write_export(path: Path) -> Path:
    """The same two responses in whatever format the name asks for."""
    data = csv_text([HEADER, *ROWS]).encode()
    if path.suffix == ".zip":
        return write_zip(path, {"Walk.csv": data})
    if path.suffix == ".gz":
        return write_gz(path, data)
    if path.suffix == ".xlsx":
        return write_xlsx(path, {"Form Responses 1": [HEADER, *ROWS]})
    path.write_bytes(data)
    return path


@pytest.fixture(params=["Walk.csv", "Walk.csv.zip", "Walk.zip", "Walk.csv.gz", "Walk.xlsx", "WALK.CSV", "folder"])
def export(request, tmp_path: Path) -> ExportFile:
    if request.param == "folder":
        os.utime(write_export(tmp_path / "Walk.csv"), (0, 0))  # long done, so that nobody waits for it to grow
        return open_export(tmp_path, timestamp=STAMP)
    return open_export(write_export(tmp_path / request.param), timestamp=STAMP)


class TestAnExportFileKeepsTheContract(SourceContract):
    @pytest.fixture
    def source(self, export: ExportFile) -> ExportFile:
        return export

    @pytest.fixture
    def expected(self) -> Expected:
        return Expected(
            asked=[("Your role", 1), STORY],
            unasked=[("Your role", 2)],
            asked_answers=[row[1:3] for row in ROWS],
            unasked_texts=[row[3] for row in ROWS],
        )


def test_every_format_gives_the_same_responses(export: ExportFile) -> None:
    assert not export.own_ids
    assert [(one.row, one.submitted_at) for one in export.responses([STORY])] == [
        (2, datetime(2025, 5, 19, 20, 58, 39, tzinfo=UTC)),
        (3, datetime(2025, 5, 20, 11, 1, 2, tzinfo=UTC)),
    ]


def test_the_form_is_called_by_its_file_and_lists_titles_with_occurrence_and_letter(tmp_path: Path) -> None:
    form = open_export(write_export(tmp_path / "Walk.csv")).form()
    assert form.name == "Walk.csv"
    assert [(one.title, one.occurrence, one.letter) for one in form.questions] == [
        ("Timestamp", 1, "A"), ("Your role", 1, "B"), ("Tell me about a time", 1, "C"), ("Your role", 2, "D"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends_are_recognised(
    tmp_path: Path, encoding: str, delimiter: str, line_end: str
) -> None:
    header = ["Zeitstempel", "Was, wann; und wo?\r\nErzählen Sie", "Name"]
    row = ["10.03.2023 12:28:23", "eins\r\nzwei, drei; vier\tfünf", "ñandú"]
    path = write_csv(tmp_path / "a.csv", [header, row], encoding, delimiter=delimiter, line_end=line_end)
    export = open_export(path, locale="de", timestamp=("Zeitstempel", 1))
    question = ("Was, wann; und wo?\nErzählen Sie", 1)
    (response,) = export.responses([question, ("Name", 1)])
    assert response.answers == {question: "eins\nzwei, drei; vier\tfünf", ("Name", 1): "ñandú"}
    assert response.submitted_at == datetime(2023, 3, 10, 12, 28, 23, tzinfo=UTC)


def test_a_header_of_unquoted_questions_with_commas_keeps_its_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Zeitstempel;Was, wann, wo, wie;Rolle\n10.03.2023 12:28:23;so, so;Kind\n")
    assert [one.title for one in open_export(path).form().questions] == ["Zeitstempel", "Was, wann, wo, wie", "Rolle"]


def test_multi_line_cells_are_one_row_and_blank_rows_count_without_being_responses(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Timestamp,Story\nx,"one\n\ntwo"\n\n , \n"",""\ny,three\n')
    found = [(one.row, one.answers["Story", 1]) for one in open_export(path).responses([("Story", 1)])]
    assert found == [(2, "one\n\ntwo"), (6, "three")]


def test_columns_without_a_title_and_with_equal_titles_are_told_apart_by_occurrence(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Timestamp", "", "Why?", " Why? ", ""], ["t", "1", "2", "3", "4"]])
    export = open_export(path)
    assert [one.address for one in export.form().questions] == [
        ("Timestamp", 1), ("", 1), ("Why?", 1), ("Why?", 2), ("", 2),
    ]  # fmt: skip
    (response,) = export.responses([("Why?", 2), ("", 2)])
    assert response.answers == {("Why?", 2): "3", ("", 2): "4"}


def test_short_rows_are_padded_and_long_rows_show_as_columns_without_a_title(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Timestamp", "Story"], ["t1"], ["t2", "s2", "", "beyond"], ["t3", "s3", ""]])
    export = open_export(path)
    assert [(one.title, one.letter) for one in export.form().questions][2:] == [("", "C"), ("", "D")]
    assert [one.answers["Story", 1] for one in export.responses([("Story", 1)])] == ["", "s2", "s3"]


def test_delimiters_behind_the_last_answer_are_no_columns(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Timestamp", "Story"], ["t1", "s1", "", " "]])
    assert len(open_export(path).form().questions) == 2


def test_a_header_alone_is_a_form_without_responses(tmp_path: Path) -> None:
    for path in (
        write_csv(tmp_path / "a.csv", [HEADER]),
        write_xlsx(tmp_path / "a.xlsx", {"Form Responses 1": [HEADER]}),
    ):
        export = open_export(path)
        assert len(export.form().questions) == 4
        assert list(export.responses([STORY])) == []


def test_a_last_line_without_line_end_and_blank_lines_before_the_header_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf\n\nTimestamp,Story\nt,s")
    assert [(one.row, dict(one.answers)) for one in open_export(path).responses([("Story", 1)])] == [
        (4, {("Story", 1): "s"})
    ]


def test_a_timestamp_that_cannot_be_read_leaves_the_response_without_a_time(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Timestamp", "Story"], ["26/03/2025 17:02:03", "s"], ["", "s"]])
    times = [one.submitted_at for one in open_export(path, timestamp=STAMP).responses([("Story", 1)])]
    assert times == [None, None]
    times = [one.submitted_at for one in open_export(path, timestamp=STAMP, locale="en_GB").responses([("Story", 1)])]
    assert times == [datetime(2025, 3, 26, 17, 2, 3, tzinfo=UTC), None]


def test_naive_times_are_in_the_zone_of_the_round(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["Timestamp", "Story"], ["7/4/2025 23:30:00", "s"]])
    (response,) = open_export(path, timestamp=STAMP, timezone="America/Los_Angeles").responses([])
    assert response.submitted_at is not None
    assert response.submitted_at.isoformat() == "2025-07-04T23:30:00-07:00"


def test_unread_columns_and_many_rows_do_not_add_up_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    row = f"t,{'s' * 500},{'unread' * 3000}\n"
    path.write_text("Timestamp,Story,Unread\n" + row * 400)
    responses = open_export(path).responses([("Story", 1)])
    next(responses)
    gc.collect()
    tracemalloc.start()
    try:
        assert sum(1 for _ in responses) == 399
        assert tracemalloc.get_traced_memory()[1] < 1_000_000  # of a file of 7 MB
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("setting", "message"), [({"locale": "xx_YY"}, "locale"), ({"timezone": "Mars/Olympus"}, "timezone")]
)
def test_a_setting_that_does_not_exist_is_refused_before_anything_is_read(
    tmp_path: Path, setting: dict[str, str], message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        open_export(tmp_path / "absent.csv", **setting)


def test_a_timestamp_column_that_the_file_lacks_is_an_error(tmp_path: Path) -> None:
    export = open_export(write_export(tmp_path / "a.csv"), timestamp=("Zeitstempel", 1))
    with pytest.raises(SourceError, match='no column "Zeitstempel"'):
        list(export.responses([]))
