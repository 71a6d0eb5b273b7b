"""Structure, formats, protection and validation at the stand-in, through gspread."""

from __future__ import annotations

from typing import Any

import gspread
import pytest
from gspread.utils import ValidationConditionType

from tests.google.standin import StandIn
from tests.google.standin.spreadsheet import Spreadsheet


@pytest.fixture
def book(google: StandIn) -> Spreadsheet:
    rows = [["Name", "Count"], ["b", 2], ["a", 10], ["c", None]]
    return google.spreadsheets[google.add_spreadsheet("Worksheet", tabs={"A": rows})]


@pytest.fixture
def tab(book: Spreadsheet, workbooks: gspread.Client) -> gspread.Worksheet:
    return workbooks.open_by_key(book.id).worksheet("A")


def batch(workbooks: gspread.Client, book: Spreadsheet, *requests: dict[str, Any], **more: Any) -> Any:
    return workbooks.http_client.batch_update(book.id, {"requests": list(requests), **more})


def got(workbooks: gspread.Client, book: Spreadsheet, **more: Any) -> Any:
    return workbooks.http_client.fetch_sheet_metadata(book.id, more)


def area(top: int, bottom: int, left: int, right: int, sheet_id: int = 0) -> dict[str, int]:
    return {
        "sheetId": sheet_id,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def test_a_spreadsheet_says_its_locale_zone_and_tabs(google: StandIn, workbooks: gspread.Client) -> None:
    sheet_id = google.add_spreadsheet("Notes", locale="es_ES", time_zone="Europe/Madrid", tabs={"A": [], "B": []})
    found = got(workbooks, google.spreadsheets[sheet_id])
    assert (
        found["properties"] | {"title": "Notes", "locale": "es_ES", "timeZone": "Europe/Madrid"} == found["properties"]
    )
    assert [each["properties"]["title"] for each in found["sheets"]] == ["A", "B"]
    assert "data" not in found["sheets"][0]


def test_tabs_are_added_renamed_moved_hidden_and_deleted(
    book: Spreadsheet, tab: gspread.Worksheet, workbooks: gspread.Client
) -> None:
    opened = workbooks.open_by_key(book.id)
    opened.add_worksheet("Pair 1", rows=20, cols=3, index=0)
    tab.update_title("Everyone")
    tab.hide()
    assert [(each.title, each.hidden) for each in book.tabs] == [("Pair 1", False), ("Everyone", True)]
    assert (book.tabs[0].row_count, book.tabs[0].column_count) == (20, 3)
    with pytest.raises(gspread.exceptions.APIError, match="already exists"):
        opened.add_worksheet("everyone", rows=1, cols=1)
    opened.del_worksheet(tab)
    with pytest.raises(gspread.exceptions.APIError, match="can't remove all"):
        opened.del_worksheet(opened.worksheet("Pair 1"))


def test_a_batch_with_one_bad_request_changes_nothing(book: Spreadsheet, workbooks: gspread.Client) -> None:
    good = {"updateSpreadsheetProperties": {"properties": {"title": "New"}, "fields": "title"}}
    for bad in (
        {"deleteSheet": {"sheetId": 7}},
        {"repeatCell": {"range": area(0, 2000, 0, 1), "cell": {}, "fields": "note"}},
        {"repeatCell": {"range": area(0, 1, 0, 1), "cell": {"note": "a"}}},
        {"repeatCell": {"range": area(0, 1, 0, 1), "cell": {"note": "a"}, "fields": "notes"}},
        {},
    ):
        with pytest.raises(gspread.exceptions.APIError) as refused:
            batch(workbooks, book, good, {"addSheet": {"properties": {"title": "B"}}}, bad)
        assert refused.value.code == 400
    assert (book.title, [each.title for each in book.tabs]) == ("Worksheet", ["A"])


def test_frozen_rows_wrap_and_bold_are_read_back(
    book: Spreadsheet, tab: gspread.Worksheet, workbooks: gspread.Client
) -> None:
    tab.freeze(rows=1, cols=2)
    tab.format("A1:B1", {"wrapStrategy": "WRAP", "textFormat": {"bold": True}})
    found = got(workbooks, book, ranges="A!A1", fields="sheets(properties.gridProperties,data.rowData.values)")
    (sheet,) = found["sheets"]
    assert (
        sheet["properties"]["gridProperties"] | {"frozenRowCount": 1, "frozenColumnCount": 2}
        == (sheet["properties"]["gridProperties"])
    )
    (cell,) = sheet["data"][0]["rowData"][0]["values"]
    assert cell["userEnteredFormat"] == {"wrapStrategy": "WRAP", "textFormat": {"bold": True}}
    assert cell["userEnteredValue"] == {"stringValue": "Name"}


def test_a_masked_format_leaves_the_rest_of_the_format(book: Spreadsheet, workbooks: gspread.Client) -> None:
    where = area(0, 1, 0, 1)
    bold = {"userEnteredFormat": {"textFormat": {"bold": True, "fontSize": 12}}}
    batch(workbooks, book, {"repeatCell": {"range": where, "cell": bold, "fields": "userEnteredFormat.textFormat"}})
    wrap = {"userEnteredFormat": {"wrapStrategy": "WRAP", "textFormat": {"bold": False}}}
    fields = "userEnteredFormat(wrapStrategy,textFormat.bold)"
    batch(workbooks, book, {"repeatCell": {"range": where, "cell": wrap, "fields": fields}})
    assert book.tab("A").cells[0, 0].format == {"textFormat": {"bold": False, "fontSize": 12}, "wrapStrategy": "WRAP"}


def test_cells_are_written_with_notes_numbers_and_formulas(book: Spreadsheet, workbooks: gspread.Client) -> None:
    cells = [
        {"userEnteredValue": {"stringValue": "=not a formula"}},
        {"userEnteredValue": {"formulaValue": "=2*3"}, "note": "six"},
        {"userEnteredValue": {"boolValue": True}},
    ]
    rows = [{"values": cells}]
    start = {"sheetId": 0, "rowIndex": 4, "columnIndex": 0}
    batch(workbooks, book, {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue,note"}})
    batch(workbooks, book, {"appendCells": {"sheetId": 0, "rows": rows, "fields": "userEnteredValue"}})
    assert book.rows("A")[4:] == [["=not a formula", "6", "TRUE"]] * 2
    assert [book.tab("A").cells[row, 1].note for row in (4, 5)] == ["six", ""]


def test_warning_only_protection_is_added_changed_and_removed(
    book: Spreadsheet, tab: gspread.Worksheet, workbooks: gspread.Client
) -> None:
    protected = {"range": area(0, 1, 0, 2), "warningOnly": True, "description": "made by Sayback"}
    answer = batch(workbooks, book, {"addProtectedRange": {"protectedRange": protected}})
    made = answer["replies"][0]["addProtectedRange"]["protectedRange"]
    assert made["warningOnly"] is True
    changed = {"protectedRangeId": made["protectedRangeId"], "range": area(0, 3, 0, 2)}
    batch(workbooks, book, {"updateProtectedRange": {"protectedRange": changed, "fields": "range"}})
    (found,) = got(workbooks, book)["sheets"][0]["protectedRanges"]
    assert (found["range"]["endRowIndex"], found["description"]) == (3, "made by Sayback")
    tab.delete_protected_range(made["protectedRangeId"])
    assert "protectedRanges" not in got(workbooks, book)["sheets"][0]


def test_a_drop_down_is_read_back_with_the_cell(
    book: Spreadsheet, tab: gspread.Worksheet, workbooks: gspread.Client
) -> None:
    tab.add_validation("B2:B3", ValidationConditionType.one_of_list, ["Keep", "Drop"], showCustomUi=True)
    fields = "sheets.data.rowData.values.dataValidation"
    (data,) = got(workbooks, book, ranges="A!B1:B3", fields=fields)["sheets"][0]["data"]
    rule = {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Keep"}, {"userEnteredValue": "Drop"}]}
    assert [row["values"][0].get("dataValidation", {}).get("condition") for row in data["rowData"]] == [
        None,
        rule,
        rule,
    ]


def test_rows_and_columns_are_inserted_deleted_and_resized(
    book: Spreadsheet, tab: gspread.Worksheet, workbooks: gspread.Client
) -> None:
    tab.insert_rows([["x", 1]], row=2)
    tab.delete_rows(4)
    tab.insert_cols([["new"]], col=1)
    assert book.rows("A") == [["new", "Name", "Count"], ["", "x", "1"], ["", "b", "2"], ["", "c", ""]]
    assert (book.tab("A").row_count, book.tab("A").column_count) == (1000, 27)
    tab.add_rows(5)
    tab.resize(rows=2)
    assert book.rows("A") == [["new", "Name", "Count"], ["", "x", "1"]]
    size = {"range": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}, "fields": "pixelSize"}
    batch(workbooks, book, {"updateDimensionProperties": {**size, "properties": {"pixelSize": 300}}})
    assert book.tab("A").widths == {0: 300}
    tab.columns_auto_resize(0, 2)


def test_hidden_rows_filters_and_merges_are_told(
    book: Spreadsheet, tab: gspread.Worksheet, workbooks: gspread.Client
) -> None:
    book.hide_rows("A", 2)
    book.hide_rows("A", 3, by_filter=True)
    book.merge("A", "A1:B1")
    tab.set_basic_filter("A1:B4")
    view = {"title": "Mine", "range": area(0, 4, 0, 2)}
    batch(workbooks, book, {"addFilterView": {"filter": view}})
    (sheet,) = got(workbooks, book, ranges="A!A1:B4", includeGridData="true")["sheets"]
    metadata = [{k for k in row if k.startswith("hidden")} for row in sheet["data"][0]["rowMetadata"]]
    assert metadata == [set(), {"hiddenByUser"}, {"hiddenByFilter"}, set()]
    assert sheet["merges"] == [{"sheetId": 0, **area(0, 1, 0, 2)}]
    assert sheet["basicFilter"]["range"]["endRowIndex"] == 4
    assert sheet["filterViews"][0]["title"] == "Mine"
    assert book.get("A", "B1") is None


def test_sorting_moves_whole_rows_and_blanks_come_last(book: Spreadsheet, tab: gspread.Worksheet) -> None:
    tab.sort((2, "des"), range="A2:B4")
    assert book.rows("A")[1:] == [["a", "10"], ["b", "2"], ["c", ""]]
    tab.sort((1, "asc"), range="A2:B4")
    assert [row[0] for row in book.rows("A")[1:]] == ["a", "b", "c"]


def test_colours_and_rules_are_kept(book: Spreadsheet, workbooks: gspread.Client) -> None:
    rule = {"booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"italic": True}}}}
    batch(
        workbooks,
        book,
        {"addBanding": {"bandedRange": {"range": area(0, 4, 0, 2), "rowProperties": {"headerColor": {"red": 1}}}}},
        {"addConditionalFormatRule": {"rule": {**rule, "ranges": [area(1, 4, 0, 1)]}, "index": 0}},
    )
    (sheet,) = got(workbooks, book)["sheets"]
    assert (len(sheet["bandedRanges"]), len(sheet["conditionalFormats"])) == (1, 1)


def test_a_request_that_is_not_modelled_fails_loudly(book: Spreadsheet, workbooks: gspread.Client) -> None:
    with pytest.raises(gspread.exceptions.APIError) as refused:
        batch(workbooks, book, {"randomizeRange": {"range": area(0, 1, 0, 1)}})
    assert refused.value.code == 501
