"""The Google sheet of a worksheet over real HTTP: read as text, written as text, refused where it must not be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.google_connection import Google, sign_in
from connectors.google_uses import SHEETS
from connectors.google_worksheet import GoogleWorksheet
from connectors.google_worksheet_cells import MOST_CHARACTERS, Block, appended_elsewhere, blocks_of, in_portions
from connectors.source import SourceError, SourceMissing, SourceRefused, SourceUnavailable
from rounds.sheets import SheetCell
from rounds.worksheet_tabs import CellChange, Changes, Column, Look, NewTab, RowsToAdd
from tests.google.standin import StandIn
from tests.google.standin.faults import captive_portal

TABLE = Look(
    (
        Column("Story", True, 40, begins_block=True),
        Column("Headline", False, 30),
        Column("Kind", False, 12, choices=("Quote", "Descriptive")),
        Column("Theme", False, 12, choices_from=("Themes", 2)),
        Column("Row", True, 10, hidden=True),
    ),
    frozen=(1, 1),
    room=50,
)
THEMES = Look((Column("Theme", False, 30), Column("Definition", False, 60)), frozen=(1, 0))
NEW = Changes(
    new_tabs=(
        NewTab("Headlines", TABLE, (("Story", "Headline", "Kind", "Theme", "Row"), ("One day.", "", "", "", "a:q:1"))),
        NewTab("Themes", THEMES, (("Theme", "Definition"),)),
        NewTab("sayback", Look((), headings=False, ours=True, hidden=True), (("sayback-worksheet", "1", "r"),)),
    )
)


@pytest.fixture
def signed_in(google_env: StandIn) -> Iterator[Google]:
    with sign_in(SHEETS) as connection:
        yield connection


def written(google: StandIn, signed_in: Google, changes: Changes = NEW) -> GoogleWorksheet:
    sheet = GoogleWorksheet(signed_in, google.add_spreadsheet("Ours", tabs={"Notes of the team": [["keep"]]}))
    sheet.read()
    sheet.write(changes)
    return sheet


def test_every_tab_is_read_as_text_with_formulas_marked(google: StandIn, signed_in: Google) -> None:
    typed = [["=A2", "'=A2", 3.0, 2.5, True, date(2026, 3, 4)], [7, "", " two\nlines "]]
    identifier = google.add_spreadsheet(tabs={"It's ours": typed, "Blank": []})
    google.spreadsheets[identifier].tab("It's ours").hidden = True
    first, second = GoogleWorksheet(signed_in, identifier).read()
    assert (first.title, second.title, second.rows) == ("It's ours", "Blank", ())
    assert first.rows[0][0].calculated
    assert first.rows[0][0].text != "=A2"
    assert [cell.calculated for cell in first.rows[0][1:]] == [False] * 5
    assert [cell.text for cell in first.rows[0][2:5]] == ["3", "2.5", "TRUE"]
    assert "2026" in first.rows[0][5].text
    assert [cell.text for cell in first.rows[1]] == ["7", "", " two\nlines "]


def test_new_tabs_wrap_freeze_hide_and_offer_choices(google: StandIn, signed_in: Google) -> None:
    sheet = written(google, signed_in)
    assert google.violations == []
    page = google.spreadsheets[sheet.id].tab("Headlines")
    assert (page.frozen_rows, page.frozen_columns) == (1, 1)
    assert google.spreadsheets[sheet.id].tab("sayback").hidden
    assert google.spreadsheets[sheet.id].rows("Notes of the team") == [["keep"]]
    protected = [each for tab in google.spreadsheets[sheet.id].tabs for each in tab.parts.get("protectedRanges", [])]
    assert all(each["warningOnly"] for each in protected)
    assert [each["range"].get("startColumnIndex") for each in protected] == [0, 4]
    (made,) = [each.body["requests"] for each in google.requests_of("spreadsheets.batchUpdate")]
    offered = [each["setDataValidation"] for each in made if "setDataValidation" in each]
    assert [each["rule"]["condition"]["type"] for each in offered] == ["ONE_OF_LIST", "ONE_OF_RANGE"]
    assert not any(each["rule"]["strict"] for each in offered)
    hidden = [each["updateDimensionProperties"] for each in made if "updateDimensionProperties" in each]
    assert [each["properties"]["hiddenByUser"] for each in hidden][:5] == [False] * 4 + [True]


def test_looks_that_google_refuses_do_not_keep_the_words_out(google: StandIn, signed_in: Google) -> None:
    wide = Look((Column("Story", True, 10**9),))
    sheet = GoogleWorksheet(signed_in, google.add_spreadsheet("Ours"))
    sheet.read()
    sheet.write(Changes(new_tabs=(NewTab("Headlines", wide, (("Story",), ("One day.",))),)))
    assert sheet.is_plain
    assert google.spreadsheets[sheet.id].rows("Headlines") == [["Story"], ["One day."]]


def test_a_blank_tab_becomes_the_first_of_ours(google: StandIn, signed_in: Google) -> None:
    sheet = GoogleWorksheet(signed_in, google.add_spreadsheet("Ours", tabs={"Hoja 1": []}))
    sheet.read()
    sheet.write(Changes(new_tabs=(NewTab("Read me", Look((), headings=False, ours=True), (("Hello",),), "Hoja 1"),)))
    assert [tab.title for tab in google.spreadsheets[sheet.id].tabs] == ["Read me"]
    assert [tab.title for tab in sheet.read_again()] == ["Read me"]


@pytest.mark.parametrize(
    "text", ['=IMPORTXML("http://a.example")', "+1", "'x", "00123", "1/2", "TRUE", "", "a\nb", " c "]
)
def test_what_is_written_is_read_back_as_it_was(google: StandIn, signed_in: Google, text: str) -> None:
    sheet = written(google, signed_in)
    sheet.write(
        Changes(cells=(CellChange("Headlines", 2, 1, text),), rows=(RowsToAdd("Headlines", 1, 1, ((text, "x"),)),))
    )
    tab = next(tab for tab in sheet.read() if tab.title == "Headlines")
    assert [row[0] for row in tab.rows[1:]] == [SheetCell(text), SheetCell(text)]


def test_cells_beyond_the_grid_get_room_and_only_they_change(google: StandIn, signed_in: Google) -> None:
    identifier = google.add_spreadsheet(tabs={"Coverage": [["a"]]})
    page = google.spreadsheets[identifier].tab("Coverage")
    page.row_count, page.column_count = 3, 2
    sheet = GoogleWorksheet(signed_in, identifier)
    sheet.read()
    sheet.write(Changes(cells=(CellChange("Coverage", 5, 4, "far"), CellChange("Coverage", 1, 2, "b"))))
    assert google.spreadsheets[identifier].rows("Coverage") == [
        ["a", "b", "", ""], [""] * 4, [""] * 4, [""] * 4, ["", "", "", "far"],
    ]  # fmt: skip


def test_rows_are_added_below_what_people_typed_meanwhile(google: StandIn, signed_in: Google) -> None:
    sheet = written(google, signed_in)
    google.spreadsheets[sheet.id].set("Headlines", "B3", "just typed")
    sheet.write(Changes(rows=(RowsToAdd("Headlines", 1, 1, (("Two.", "", "", "", "b:q:1"),)),)))
    rows = google.spreadsheets[sheet.id].rows("Headlines")
    assert [row[1] for row in rows] == ["Headline", "", "just typed", ""]
    assert rows[3][0] == "Two."


def test_a_sheet_that_may_only_be_viewed_is_refused_with_the_address_to_share_it_with(
    google: StandIn, signed_in: Google
) -> None:
    sheet = GoogleWorksheet(signed_in, google.add_spreadsheet("Ours", everyone="reader"))
    sheet.read()
    with pytest.raises(SourceRefused) as refused:
        sheet.write(NEW)
    assert signed_in.account in str(refused.value)
    assert "Editor" in str(refused.value)


def test_a_sheet_that_is_not_shared_or_not_there_is_refused(google: StandIn, signed_in: Google) -> None:
    identifier = google.add_spreadsheet("Ours")
    google.unshare(identifier)
    with pytest.raises(SourceRefused, match="as Editor") as refused:
        GoogleWorksheet(signed_in, identifier).read()
    assert "Viewer" not in str(refused.value)
    with pytest.raises((SourceMissing, SourceRefused)):
        GoogleWorksheet(signed_in, "1" * 44).read()


@pytest.mark.parametrize(
    "tabs",
    [
        {"Form Responses 1": []},
        {"Antworten": [["Zeitstempel", "Wie war es?"]]},
        {"Plan": [["x"]], "Attendance": [["Timestamp", "Story"], ["10/1/2026 8:00:00", "raw"]]},
        {"Answers": [["Our school"], ["", "Timestamp", "Story"]]},
    ],
)
def test_a_sheet_that_a_form_writes_to_is_never_a_worksheet(
    google: StandIn, signed_in: Google, tabs: dict[str, list[list[str]]]
) -> None:
    identifier = google.add_spreadsheet("Responses", tabs=tabs)
    with pytest.raises(SourceError, match=r"^Google sheet .* holds the responses of a form"):
        GoogleWorksheet(signed_in, identifier).read()


def test_a_word_that_people_type_in_a_tab_of_ours_makes_it_no_form(google: StandIn, signed_in: Google) -> None:
    identifier = google.add_spreadsheet("Ours", tabs={"Headlines": [["Interview"], ["a", "Timestamp"]]})
    assert GoogleWorksheet(signed_in, identifier).read(lambda sheet: sheet.title == "Headlines")


def test_a_tab_that_is_renamed_in_the_moment_of_writing_is_explained(google: StandIn, signed_in: Google) -> None:
    sheet = written(google, signed_in)
    google.spreadsheets[sheet.id].rename("Headlines", "Ours")
    with pytest.raises(SourceUnavailable, match="Run the same command again"):
        sheet.write(Changes(cells=(CellChange("Headlines", 2, 1, "x"),)))
    with pytest.raises(SourceUnavailable):
        sheet.read_again()


def test_a_page_that_is_not_googles_is_explained(
    google: StandIn, signed_in: Google, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signed_in.session.patience, "sleep", lambda seconds: None)
    google.faults.add(captive_portal(), times=None)
    with pytest.raises((SourceError, SourceUnavailable, SourceRefused)):
        GoogleWorksheet(signed_in, google.add_spreadsheet("Ours")).read()


CELLS = st.dictionaries(st.tuples(st.integers(1, 8), st.integers(1, 6)), st.text("ab", max_size=3), max_size=30)


@given(CELLS)
def test_blocks_hold_every_cell_once_and_no_other(cells: dict[tuple[int, int], str]) -> None:
    blocks = blocks_of(CellChange("T", row, column, text) for (row, column), text in cells.items())
    found = [
        ((block.row + down, block.column + right), text)
        for block in blocks
        for down, row in enumerate(block.rows)
        for right, text in enumerate(row)
    ]
    assert len(found) == len(cells)
    assert dict(found) == cells


@given(st.lists(st.integers(0, MOST_CHARACTERS // 3), max_size=8))
def test_a_large_tab_is_cut_between_rows_and_loses_none(sizes: list[int]) -> None:
    block = Block("T", 4, 2, tuple(("x" * size,) for size in sizes))
    portions = list(in_portions([block])) if sizes else []
    parts = [part for portion in portions for part in portion]
    assert tuple(row for part in parts for row in part.rows) == block.rows
    assert all(sum(len(row[0]) for part in portion for row in part.rows) <= MOST_CHARACTERS for portion in portions)
    row = 4
    for part in parts:
        assert part.row == row
        row += len(part.rows)


def test_rows_that_landed_beside_their_columns_are_put_right() -> None:
    added = RowsToAdd("T", 1, 2, (("a", "b"),))
    assert appended_elsewhere("T!B9:C9", added, added.rows) == []
    assert appended_elsewhere("'T'!A9:B9", added, added.rows) == [Block("T", 9, 1, (("", "a", "b"),))]
    assert appended_elsewhere("T!D9:E9", added, added.rows) == [Block("T", 9, 2, (("a", "b", "", ""),))]
