"""Reading and writing values at the stand-in, through googleapiclient and gspread."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import gspread
import pytest
from gspread.utils import DateTimeOption, ValueRenderOption

from tests.google.conftest import Api
from tests.google.standin import StandIn
from tests.google.standin.cells import serial

ROWS = [
    ["Timestamp", "What went well?", "", "Sure?"],
    [datetime(2025, 3, 26, 17, 2, 3), "Lunch\nand art", None, 4],
    [],
    [date(2025, 3, 4), "=1+1", True, 2.5],
]


def values(workbooks: gspread.Client, sheet_id: str, range_: str, **more: Any) -> Any:
    return workbooks.http_client.values_get(sheet_id, range_, more)


def test_values_are_trimmed_and_formatted_as_google_does(google: StandIn, workbooks: gspread.Client) -> None:
    sheet_id = google.add_spreadsheet(tabs={"Form Responses 1": ROWS})
    assert values(workbooks, sheet_id, "Form Responses 1") == {
        "range": "'Form Responses 1'!A1:Z1000",
        "majorDimension": "ROWS",
        "values": [
            ["Timestamp", "What went well?", "", "Sure?"],
            ["3/26/2025 17:02:03", "Lunch\nand art", "", "4"],
            [],
            ["3/4/2025", "2", "TRUE", "2.5"],
        ],
    }


@pytest.mark.parametrize(
    ("locale", "shown", "number"),
    [
        ("en_US", "3/26/2025 17:02:03", "2.5"),
        ("en_GB", "26/03/2025 17:02:03", "2.5"),
        ("de_DE", "26.03.2025 17:02:03", "2,5"),
    ],
)
def test_dates_and_numbers_look_as_the_locale_writes_them(
    google: StandIn, workbooks: gspread.Client, locale: str, shown: str, number: str
) -> None:
    sheet_id = google.add_spreadsheet(locale=locale, tabs={"A": ROWS})
    found = values(workbooks, sheet_id, "A!A2:D4")["values"]
    assert (found[0][0], found[2][3]) == (shown, number)


def test_serial_numbers_and_formulas_can_be_asked_for(google: StandIn, workbooks: gspread.Client) -> None:
    sheet_id = google.add_spreadsheet(tabs={"A": ROWS})
    plain = values(workbooks, sheet_id, "A!A2:D4", valueRenderOption="UNFORMATTED_VALUE")["values"]
    assert plain[0] == [pytest.approx(45742.709757), "Lunch\nand art", "", 4]
    assert plain[2] == [45720, 2, True, 2.5]
    text = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "FORMATTED_STRING"}
    assert values(workbooks, sheet_id, "A!A4:B4", **text)["values"] == [["3/4/2025", 2]]
    assert values(workbooks, sheet_id, "A!B4", valueRenderOption="FORMULA")["values"] == [["=1+1"]]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("'It''s: B'!B2:C", "'It''s: B'!B2:C1000"),
        ("'It''s: B'!2:3", "'It''s: B'!A2:Z3"),
        ("'It''s: B'!B:B", "'It''s: B'!B1:B1000"),
        ("A!B2", "A!B2"),
        ("A!A1:ZZ5000", "A!A1:Z1000"),
        ("B2:C3", "A!B2:C3"),
        ("a", "A!A1:Z1000"),
    ],
)
def test_a_range_is_named_inside_the_grid(google: StandIn, workbooks: gspread.Client, asked: str, named: str) -> None:
    sheet_id = google.add_spreadsheet(tabs={"A": ROWS, "It's: B": []})
    assert values(workbooks, sheet_id, asked)["range"] == named


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Other!A1", "Unable to parse range"),
        ("A!1A", "Unable to parse range"),
        ("A!A1001", "exceeds grid limits. Max rows: 1000, max columns: 26"),
        ("A!AA1:AB2", "exceeds grid limits"),
    ],
)
def test_a_range_that_is_not_there_is_refused(
    google: StandIn, workbooks: gspread.Client, asked: str, words: str
) -> None:
    sheet_id = google.add_spreadsheet(tabs={"A": ROWS})
    with pytest.raises(gspread.exceptions.APIError, match=words) as refused:
        values(workbooks, sheet_id, asked)
    assert refused.value.code == 400


def test_several_ranges_and_columns_come_in_one_answer(google: StandIn, api: Api) -> None:
    sheet_id = google.add_spreadsheet(tabs={"A": ROWS})
    request = api("sheets").spreadsheets().values()
    found = request.batchGet(spreadsheetId=sheet_id, ranges=["A!1:1", "A!B1:B2"], majorDimension="COLUMNS").execute()
    assert [each["range"] for each in found["valueRanges"]] == ["A!A1:Z1", "A!B1:B2"]
    assert found["valueRanges"][1]["values"] == [["What went well?", "Lunch\nand art"]]


def test_raw_text_stays_text_where_user_entered_makes_a_formula(google: StandIn, workbooks: gspread.Client) -> None:
    book = google.spreadsheets[google.add_spreadsheet(tabs={"A": []})]
    tab = workbooks.open_by_key(book.id).worksheet("A")
    evil = '=IMPORTXML("http://example.org";"//a")'
    tab.update([[evil, "2025-03-04", "7", None, ""]], "A1", raw=True)
    tab.update([[evil, "2025-03-04", "7", "'=1", "TRUE"]], "A2", raw=False)
    assert book.rows("A") == [[evil, "2025-03-04", "7", "", ""], ["#NAME?", "2025-03-04", "7", "=1", "TRUE"]]
    as_formula = {
        "value_render_option": ValueRenderOption.formula,
        "date_time_render_option": DateTimeOption.serial_number,
    }
    assert tab.get("A1:E2", **as_formula) == [[evil, "2025-03-04", "7"], [evil, 45720, 7, "=1", True]]
    assert [book.get("A", place) for place in ("C1", "C2", "A2")] == ["7", 7, evil]


@pytest.mark.parametrize(("locale", "day"), [("en_US", date(2025, 3, 4)), ("es_ES", date(2025, 4, 3))])
def test_what_looks_like_a_date_becomes_one_in_the_locales_order(
    google: StandIn, workbooks: gspread.Client, locale: str, day: date
) -> None:
    book = google.spreadsheets[google.add_spreadsheet(locale=locale, tabs={"A": []})]
    tab = workbooks.open_by_key(book.id).worksheet("A")
    tab.update([["3/4/2025", "3/4"]], "A1", raw=False)
    tab.update([["3/4/2025", "3/4"]], "A2", raw=True)
    assert [book.get("A", place) for place in ("A1", "B1", "A2", "B2")] == [serial(day)] * 2 + ["3/4/2025", "3/4"]


def test_null_leaves_a_cell_and_an_empty_text_clears_it(google: StandIn, workbooks: gspread.Client) -> None:
    book = google.spreadsheets[google.add_spreadsheet(tabs={"A": [["a", "b", "c"]]})]
    workbooks.open_by_key(book.id).worksheet("A").update([[None, "", "C"]], "A1")
    assert book.rows("A") == [["a", "", "C"]]


def test_a_batch_writes_all_of_it_or_nothing(google: StandIn, workbooks: gspread.Client) -> None:
    book = google.spreadsheets[google.add_spreadsheet(tabs={"A": []})]
    tab = workbooks.open_by_key(book.id).worksheet("A")
    tab.batch_update([{"range": "A1:B1", "values": [["a", "b"]]}, {"range": "C3", "values": [["c"]]}])
    assert book.rows("A") == [["a", "b", ""], ["", "", ""], ["", "", "c"]]
    with pytest.raises(gspread.exceptions.APIError, match="grid limits"):
        tab.batch_update([{"range": "A1", "values": [["x"]]}, {"range": "Z1", "values": [["y", "z"]]}])
    assert book.get("A", "A1") == "a"


@pytest.mark.parametrize(
    ("range_", "words"),
    [("A1:B1", "tried writing to row"), ("A1:A2", "tried writing to column"), ("A999:Z1005", "exceeds grid limits")],
)
def test_writing_outside_the_range_or_the_grid_is_refused(
    google: StandIn, workbooks: gspread.Client, range_: str, words: str
) -> None:
    tab = workbooks.open_by_key(google.add_spreadsheet(tabs={"A": []})).worksheet("A")
    rows = [["a", "b"], ["c", "d"]] if "999" not in range_ else [["a"]] * 4
    with pytest.raises(gspread.exceptions.APIError, match=words):
        tab.update(rows, range_)


def test_appended_rows_go_below_the_table_and_the_grid_grows(google: StandIn, workbooks: gspread.Client) -> None:
    book = google.spreadsheets[google.add_spreadsheet(tabs={"A": [["h1", "h2"], ["a", "b"]]})]
    book.tab("A").row_count = 2
    tab = workbooks.open_by_key(book.id).worksheet("A")
    answer = tab.append_rows([["c", "d"], ["e"]], insert_data_option="INSERT_ROWS")
    assert answer["tableRange"] == "A!A1:B2"
    assert answer["updates"]["updatedRange"] == "A!A3:B4"
    assert book.rows("A") == [["h1", "h2"], ["a", "b"], ["c", "d"], ["e", ""]]
    assert book.tab("A").row_count == 4


def test_rows_are_appended_under_the_tables_first_column(google: StandIn, workbooks: gspread.Client) -> None:
    book = google.spreadsheets[google.add_spreadsheet(tabs={"A": [["h"], [], ["", "x", "y"]]})]
    tab = workbooks.open_by_key(book.id).worksheet("A")
    tab.append_row(["z"])
    tab.append_row(["below h"], table_range="A1")
    assert book.rows("A") == [["h", "", ""], ["below h", "", ""], ["", "x", "y"], ["", "z", ""]]


def test_clearing_keeps_the_grid(google: StandIn, workbooks: gspread.Client) -> None:
    book = google.spreadsheets[google.add_spreadsheet(tabs={"A": ROWS})]
    tab = workbooks.open_by_key(book.id).worksheet("A")
    tab.batch_clear(["A2:D2", "B4"])
    assert book.rows("A")[1:] == [["", "", "", ""], ["", "", "", ""], ["3/4/2025", "", "TRUE", "2.5"]]
    tab.clear()
    assert (book.rows("A"), book.tab("A").row_count) == ([], 1000)


def test_a_cell_holds_no_list(google: StandIn, workbooks: gspread.Client) -> None:
    sheet_id = google.add_spreadsheet()
    params, body = {"valueInputOption": "RAW"}, {"values": [["a", ["b"]]]}
    with pytest.raises(gspread.exceptions.APIError, match=r"Invalid values\[0\]\[1\]"):
        workbooks.http_client.values_update(sheet_id, "A1", params, body)


def test_a_reader_cannot_write(google: StandIn, workbooks: gspread.Client) -> None:
    sheet_id = google.add_spreadsheet(everyone="none", roles={google.account: "reader"})
    tab = workbooks.open_by_key(sheet_id).sheet1
    with pytest.raises((gspread.exceptions.APIError, PermissionError)):
        tab.update([["a"]], "A1")


def test_what_a_person_types_is_read(google: StandIn, workbooks: gspread.Client) -> None:
    book = google.spreadsheets[google.add_spreadsheet(tabs={"A": [["h"]]})]
    book.set("A", "B3", "by hand")
    book.append("A", ["below"])
    tab = workbooks.open_by_key(book.id).worksheet("A")
    assert tab.get_all_values() == [["h", ""], ["", ""], ["", "by hand"], ["below", ""]]
    book.rename("A", "B")
    with pytest.raises(gspread.exceptions.APIError, match="Unable to parse range"):
        tab.get_all_values()
