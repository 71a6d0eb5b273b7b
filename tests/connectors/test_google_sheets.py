"""A linked response sheet, over real HTTP against the local Google."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from connectors import sheet_reader
from connectors.google_connection import Google, sign_in
from connectors.google_sheets import GoogleSheet
from connectors.google_uses import SHEETS_READ
from connectors.source import SourceError, SourceRefused, SourceUnavailable
from rounds.choices import split_choices
from tests.connectors.source_contract import Expected, SourceContract
from tests.google.standin import StandIn, faults

TAB = "Form Responses 1"
STAMP = ("Timestamp", 1)
ROLE = ("Your role", 1)
STORY = ("Tell me about a time", 1)
AT = datetime(2025, 5, 19, 17, 58, 39)

HEADER = ["Timestamp", "Your role", "Tell me about a time", "Your role"]
ROWS = [
    [AT, "Caregiver", "The bus never came.\nWe walked, and she said \"fine\".", "unread-a"],
    [datetime(2025, 5, 20, 8, 1, 2), "Student", "First period; always first period", "unread-b"],
]  # fmt: skip


@pytest.fixture
def signed_in(google_env: StandIn) -> Iterator[Google]:
    with sign_in(SHEETS_READ) as connection:
        yield connection


@pytest.fixture
def sheet_of(google_env: StandIn, signed_in: Google) -> Callable[..., GoogleSheet]:
    """Makes a spreadsheet out of rows, or tabs, and opens it."""

    def made(rows: Sequence[Sequence[Any]] | dict[str, Sequence[Sequence[Any]]], **settings: Any) -> GoogleSheet:
        ours = {name: settings.pop(name) for name in ("tab", "timezone", "timestamp") if name in settings}
        tabs = rows if isinstance(rows, dict) else {TAB: rows}
        spreadsheet = google_env.add_spreadsheet("Attendance (Responses)", tabs=tabs, **settings)
        return GoogleSheet(signed_in, spreadsheet, **ours)

    return made


def texts(sheet: GoogleSheet, *columns: tuple[str, int]) -> list[tuple[str, ...]]:
    return [tuple(one.answers[column] for column in columns) for one in sheet.responses(columns)]


class TestAGoogleSheetKeepsTheContract(SourceContract):
    @pytest.fixture
    def source(self, sheet_of) -> GoogleSheet:
        return sheet_of([HEADER, *ROWS], timestamp=STAMP)

    @pytest.fixture
    def expected(self) -> Expected:
        return Expected(
            asked=[ROLE, STORY],
            unasked=[("Your role", 2)],
            asked_answers=[row[1:3] for row in ROWS],
            unasked_texts=[row[3] for row in ROWS],
        )


def test_rows_have_the_numbers_and_times_that_an_export_gives_them(sheet_of) -> None:
    sheet = sheet_of([HEADER, *ROWS], timestamp=STAMP, timezone="America/Chicago", time_zone="America/New_York")
    found = list(sheet.responses([STORY, STAMP]))
    assert not sheet.own_ids
    assert [(one.row, one.submitted_at) for one in found] == [
        (2, datetime(2025, 5, 19, 21, 58, 39, tzinfo=UTC)),
        (3, datetime(2025, 5, 20, 12, 1, 2, tzinfo=UTC)),
    ]
    assert str(found[0].submitted_at) == "2025-05-19 16:58:39-05:00"
    assert found[0].answers[STAMP] == "2025-05-19 17:58:39"


def test_the_form_is_called_by_the_id_of_the_sheet_and_knows_its_title(sheet_of) -> None:
    sheet = sheet_of([HEADER, *ROWS])
    form = sheet.form()
    assert (form.name, form.title, form.sheet_id) == (sheet.name, "Attendance (Responses)", sheet.spreadsheet_id)
    assert [(one.title, one.occurrence, one.letter) for one in form.questions] == [
        ("Timestamp", 1, "A"), ("Your role", 1, "B"), ("Tell me about a time", 1, "C"), ("Your role", 2, "D"),
    ]  # fmt: skip


def test_nothing_is_written_and_columns_that_nobody_asked_for_stay_at_google(sheet_of, google_env: StandIn) -> None:
    sheet = sheet_of([HEADER, *ROWS], timestamp=STAMP)
    before = google_env.spreadsheets[sheet.spreadsheet_id].rows(TAB)
    sheet.form()
    list(sheet.responses([STORY]))
    api = [request for request in google_env.requests if request.id != "token"]
    assert {request.method for request in api} == {"GET"}
    assert {request.id for request in api} == {"sheets.spreadsheets.get", "sheets.spreadsheets.values.batchGet"}
    assert not any("D2" in request.query or "B2" in request.query for request in api)
    assert google_env.spreadsheets[sheet.spreadsheet_id].rows(TAB) == before


def test_a_sheet_of_a_usual_size_takes_five_requests_at_most(sheet_of, google_env: StandIn) -> None:
    sheet = sheet_of([HEADER, *([AT, "Student", f"note {number}", ""] for number in range(1_500))], timestamp=STAMP)
    google_env.requests.clear()
    assert len(list(sheet.responses([ROLE, STORY]))) == 1_500
    assert len([request for request in google_env.requests if request.id != "token"]) <= 5


# Which tab


def test_the_tab_that_the_form_writes_to_is_found_by_its_name_in_several_languages(sheet_of) -> None:
    for name in ("Form Responses 3", "Respuestas de formulario 1", "Formularantworten 1"):
        sheet = sheet_of({"Notes": [["x", "y"], ["1", "2"]], name: [HEADER, *ROWS]})
        assert len(list(sheet.responses([STORY]))) == 2
    assert sheet.tab_id != 0


def test_the_only_tab_is_taken_whatever_its_name(sheet_of) -> None:
    assert len(list(sheet_of({"Spring": [HEADER, *ROWS]}).responses([STORY]))) == 2


def test_hidden_tabs_are_passed_over_unless_only_they_are_a_forms(sheet_of, google_env: StandIn) -> None:
    sheet = sheet_of({"Scratch": [["x", "y"]], "Spring": [HEADER, *ROWS]})
    tabs = google_env.spreadsheets[sheet.spreadsheet_id].tabs
    tabs[0].hidden = True
    assert sheet.tab_id == tabs[1].sheet_id
    tabs[0].hidden, tabs[1].hidden, tabs[1].title = False, True, TAB
    assert sheet.tab_id == tabs[1].sheet_id


def test_among_several_tabs_the_one_with_timestamps_is_taken(sheet_of) -> None:
    sheet = sheet_of(
        {"Codes": [["Code", "School"]], "Spring": [["A heading"], ["Marca temporal", "Papel"], [AT, "Madre"]]}
    )
    assert texts(sheet, ("Papel", 1)) == [("Madre",)]


def test_several_tabs_that_could_be_meant_are_named_with_how_to_choose(sheet_of, google_env: StandIn) -> None:
    sheet = sheet_of({"Form Responses 1": [HEADER, *ROWS], "Form Responses 2": [HEADER]})
    second = google_env.spreadsheets[sheet.spreadsheet_id].tabs[1].sheet_id
    with pytest.raises(SourceError, match=rf'"Form Responses 1" \(0\), "Form Responses 2" \({second}\).*`tab`.*gid='):
        sheet.form()


def test_with_its_number_a_tab_may_be_hidden_renamed_or_one_of_several(
    sheet_of, google_env: StandIn, signed_in
) -> None:
    made = sheet_of({"Form Responses 1": [HEADER], "Form Responses 2": [HEADER, *ROWS]})
    tab = google_env.spreadsheets[made.spreadsheet_id].tabs[1]
    sheet = GoogleSheet(signed_in, made.spreadsheet_id, tab=tab.sheet_id)
    assert len(list(sheet.responses([STORY]))) == 2
    tab.title, tab.hidden = "Ada's copy, don't touch!", True
    assert len(list(sheet.responses([STORY]))) == 2


def test_a_tab_that_is_gone_is_an_error_that_names_those_there_are(sheet_of) -> None:
    with pytest.raises(SourceError, match=r'has no tab 77.*"Form Responses 1" \(0\)'):
        sheet_of([HEADER, *ROWS], tab=77).form()


# The header


def test_titles_that_repeat_or_are_blank_are_told_apart_by_their_occurrence(sheet_of) -> None:
    sheet = sheet_of([["Timestamp", "Why?", "", "Why?", None, " Why? "], [AT, "a", "b", "c", "d", "e"]])
    assert [one.address for one in sheet.form().questions] == [
        ("Timestamp", 1), ("Why?", 1), ("", 1), ("Why?", 2), ("", 2), ("Why?", 3),
    ]  # fmt: skip
    assert texts(sheet, ("Why?", 2), ("", 2), ("Why?", 3)) == [("c", "d", "e")]


@pytest.mark.parametrize("above", [[["Spring round", "for the board"]], [[], ["Spring round"], []]])
def test_rows_that_people_put_above_the_header_are_not_taken_for_it(sheet_of, above) -> None:
    found = list(sheet_of([*above, HEADER, *ROWS]).responses([ROLE]))
    assert [one.answers[ROLE] for one in found] == ["Caregiver", "Student"]
    assert found[0].row == len(above) + 2


def test_without_a_known_title_for_timestamps_the_first_row_with_two_titles_is_the_header(sheet_of) -> None:
    rows = [["Zeitpunkt der Antwort", "Rolle"], [AT, "Vater"]]
    assert texts(sheet_of([["Frühjahr"], *rows]), ("Rolle", 1)) == [("Vater",)]
    declared = sheet_of([["Frühjahr", "2025"], *rows], timestamp=("Zeitpunkt der Antwort", 1))
    assert texts(declared, ("Rolle", 1)) == [("Vater",)]


def test_a_sheet_without_its_header_is_refused_without_a_word_of_the_response(sheet_of) -> None:
    for first in (AT, "5/19/2025 17:58:39"):
        with pytest.raises(SourceError, match="row 1 holds a response") as caught:
            sheet_of([[first, "Caregiver", "Marisol took the bus"]]).form()
        assert "Marisol" not in str(caught.value)


@pytest.mark.parametrize("rows", [[], [["Responses"]], [["One"], ["Two"]]])
def test_a_tab_that_is_empty_or_has_no_titles_is_an_error(sheet_of, rows) -> None:
    with pytest.raises(SourceError, match="no header row"):
        sheet_of(rows).form()


def test_a_sheet_with_only_its_header_has_no_responses(sheet_of) -> None:
    sheet = sheet_of([HEADER], timestamp=STAMP)
    assert len(sheet.form().questions) == 4
    assert list(sheet.responses([STORY])) == []


def test_a_merged_header_leaves_its_other_columns_without_a_title(sheet_of, google_env: StandIn) -> None:
    sheet = sheet_of([HEADER, *ROWS])
    google_env.spreadsheets[sheet.spreadsheet_id].merge(TAB, "B1:C1")
    assert texts(sheet, ("Your role", 1), ("", 1))[0] == ("Caregiver", ROWS[0][2])


# The cells


def test_numbers_booleans_and_dates_have_one_stable_spelling(sheet_of) -> None:
    header = ["Timestamp", "How many", "Agreed", "On", "From", "When", "Code"]
    row = [AT, 3.0, True, date(2026, 3, 4), time(14, 30), datetime(2026, 3, 4, 9, 5), "0042"]
    for locale in ("en_US", "de_DE", "sv_SE"):
        sheet = sheet_of([header, row, [AT, 2.5, False, 45_000, "noon", "", 42]], locale=locale, timestamp=STAMP)
        assert texts(sheet, *((title, 1) for title in header)) == [
            ("2025-05-19 17:58:39", "3", "TRUE", "2026-03-04", "14:30:00", "2026-03-04 09:05:00", "0042"),
            ("2025-05-19 17:58:39", "2.5", "FALSE", "45000", "noon", "", "42"),
        ]


def test_times_pasted_as_text_follow_the_locale_of_the_sheet(sheet_of) -> None:
    rows = [["26/03/2025 17:02:03", "a"], ["2025/05/19 5:58:39 PM GMT-3", "b"], ["soon", "c"], [None, "d"]]
    sheet = sheet_of([["Timestamp", "Role"], *rows], locale="es_ES", time_zone="Europe/Madrid", timestamp=STAMP)
    found = list(sheet.responses([("Role", 1), STAMP]))
    assert [one.submitted_at for one in found] == [
        datetime(2025, 3, 26, 16, 2, 3, tzinfo=UTC), datetime(2025, 5, 19, 20, 58, 39, tzinfo=UTC), None, None,
    ]  # fmt: skip
    assert [one.answers[STAMP] for one in found] == [*(row[0] for row in rows[:3]), ""]


def test_a_time_zone_without_a_name_says_where_to_choose_one(sheet_of) -> None:
    with pytest.raises(SourceError, match="File, Settings"):
        list(sheet_of([HEADER, *ROWS], time_zone="GMT+05:45").responses([STORY]))
    assert len(list(sheet_of([HEADER, *ROWS], time_zone="GMT-07:00").responses([STORY]))) == 2


def test_several_choices_come_with_the_separator_of_the_sheet_and_are_split_by_the_options(sheet_of) -> None:
    options = ["Bus, late or full", "Bus", "Walking"]
    sheet = sheet_of([["Timestamp", "How"], [AT, "Bus, late or full, Walking"]])
    ((text,),) = texts(sheet, ("How", 1))
    assert split_choices(text, options) == (("Bus, late or full", "Walking"), False)


# The rows


def test_hidden_and_filtered_rows_count_like_the_others(sheet_of, google_env: StandIn) -> None:
    sheet = sheet_of([HEADER, *ROWS, *ROWS])
    spreadsheet = google_env.spreadsheets[sheet.spreadsheet_id]
    spreadsheet.hide_rows(TAB, 2)
    spreadsheet.hide_rows(TAB, 4, by_filter=True)
    assert [one.row for one in sheet.responses([STORY])] == [2, 3, 4, 5]


def test_blank_and_short_rows_keep_the_numbers_of_the_others(sheet_of) -> None:
    sheet = sheet_of([HEADER, ROWS[0], [], ["", "", "  "], [AT], [None, "", "typed in by hand"]], timestamp=STAMP)
    assert [(one.row, one.answers[STORY]) for one in sheet.responses([STORY])] == [
        (2, ROWS[0][2]), (5, ""), (6, "typed in by hand"),
    ]  # fmt: skip


def test_columns_that_people_added_with_formulas_make_no_responses_and_no_trouble(sheet_of) -> None:
    helper = [[*row, f"=B{number}"] for number, row in enumerate(ROWS, start=2)]
    sheet = sheet_of([[*HEADER, "=A1"], *helper, *([None, None, None, None, "=1+1"] for _ in range(20))])
    assert [one.row for one in sheet.responses([STORY])] == [2, 3]


@pytest.mark.parametrize("row", [1, 2, 3])
def test_a_formula_in_a_column_that_is_read_stops_the_source_and_is_named_by_its_cell(
    sheet_of, google_env: StandIn, row: int
) -> None:
    sheet = sheet_of([HEADER, *ROWS])
    google_env.spreadsheets[sheet.spreadsheet_id].set(TAB, f"C{row}", "=1+1")
    title = sheet.form().questions[2].title
    with pytest.raises(SourceError, match=f"cell C{row}: a formula"):
        next(sheet.responses([(title, 1)]))
    assert len(list(sheet.responses([ROLE]))) == 2


def test_the_columns_that_people_filled_with_formulas_can_be_told(sheet_of, google_env: StandIn) -> None:
    helper = [[*row, "=1+1", "=( that is how it felt", 7] for row in ROWS * 60]
    sheet = sheet_of([[*HEADER, "=1+1", "Words", "Sum"], *helper])
    tab = google_env.spreadsheets[sheet.spreadsheet_id].tab(TAB)
    for row in range(1, 121):
        tab.cell(row, 5).formula = ""
        tab.cell(row, 5).value = "=( that is how it felt"
    tab.cell(100, 6).formula = "=3+4"
    google_env.requests.clear()
    found = sheet.columns_without_formulas()
    assert found == [*((title, 1) for title in HEADER[:3]), ("Your role", 2), ("Words", 1)]
    assert len([request for request in google_env.requests if request.id != "token"]) <= 4
    assert len(list(sheet.responses(found))) == 120


def test_an_answer_that_only_looks_like_a_formula_is_an_answer(sheet_of, google_env: StandIn) -> None:
    sheet = sheet_of([HEADER, *ROWS])
    tab = google_env.spreadsheets[sheet.spreadsheet_id].tab(TAB)
    tab.cell(1, 2).value = "=( that is how it felt"
    assert texts(sheet, STORY)[0] == ("=( that is how it felt",)


def test_many_rows_are_read_in_chunks_and_long_blank_stretches_in_few_requests(
    sheet_of, google_env: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_reader, "ROWS_AT_ONCE", 10)
    sheet = sheet_of([HEADER, *([AT, "Student", f"note {n}"] for n in range(25)), *[[]] * 400, [AT, "Parent", "late"]])
    google_env.spreadsheets[sheet.spreadsheet_id].tab(TAB).row_count = 20_000
    google_env.requests.clear()
    found = list(sheet.responses([STORY]))
    assert [one.row for one in found] == [*range(2, 27), 427]
    assert len(google_env.requests) < 50


def test_a_response_that_comes_in_between_chunks_does_no_harm(
    sheet_of, google_env: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_reader, "ROWS_AT_ONCE", 2)
    sheet = sheet_of([HEADER, *ROWS, *ROWS])
    responses = sheet.responses([STORY])
    found = [next(responses)]
    google_env.spreadsheets[sheet.spreadsheet_id].append(TAB, [AT, "Student", "just now"])
    found += responses
    assert [one.row for one in found][:4] == [2, 3, 4, 5]
    assert len(list(sheet.responses([STORY]))) == 5


def test_a_tab_that_is_renamed_or_shortened_while_it_is_read_is_something_for_later(
    sheet_of, google_env: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_reader, "ROWS_AT_ONCE", 2)
    sheet = sheet_of([HEADER, *ROWS, *ROWS])
    responses = sheet.responses([STORY])
    next(responses)
    google_env.spreadsheets[sheet.spreadsheet_id].rename(TAB, "Archive")
    with pytest.raises(SourceUnavailable, match="changed while it was read"):
        list(responses)


@pytest.mark.parametrize("move", ["delete", "insert", "swap"])
def test_rows_that_people_move_between_chunks_stop_the_source_rather_than_being_missed(
    sheet_of, google_env: StandIn, monkeypatch: pytest.MonkeyPatch, move: str
) -> None:
    monkeypatch.setattr(sheet_reader, "ROWS_AT_ONCE", 2)
    sheet = sheet_of([HEADER, *([AT + timedelta(minutes=n), "Student", f"note {n}"] for n in range(6))])
    responses = sheet.responses([STORY])
    next(responses)
    tab = google_env.spreadsheets[sheet.spreadsheet_id].tab(TAB)
    if move == "delete":
        tab.delete_rows(1, 1)
    elif move == "insert":
        tab.insert_rows(1, 1)
    else:
        for column in range(3):
            tab.cells[2, column], tab.cells[6, column] = tab.cells[6, column], tab.cells[2, column]
    with pytest.raises(SourceUnavailable, match="changed while it was read"):
        list(responses)
    assert len(list(sheet.responses([STORY]))) == (5 if move == "delete" else 6)


def test_a_very_wide_sheet_is_read_with_a_short_address(sheet_of, google_env: StandIn) -> None:
    width = 702
    sheet = sheet_of([["Timestamp", *(f"Q{n}" for n in range(width))], [AT, *(f"a{n}" for n in range(width))]])
    asked = [(f"Q{n}", 1) for n in range(0, width, 2)]
    google_env.requests.clear()
    (found,) = sheet.responses(asked)
    assert set(found.answers) == set(asked)
    assert found.answers["Q700", 1] == "a700"
    assert max(len(request.query) for request in google_env.requests) < 4_000


# What Google refuses


def test_a_sheet_that_is_not_shared_says_with_whom_to_share_it(sheet_of, google_env: StandIn) -> None:
    sheet = sheet_of([HEADER, *ROWS])
    google_env.unshare(sheet.spreadsheet_id)
    with pytest.raises(SourceRefused) as caught:
        sheet.form()
    assert google_env.account in str(caught.value)
    assert sheet.spreadsheet_id in str(caught.value)


def test_a_sheet_that_is_not_there_is_an_error_that_names_it(signed_in: Google) -> None:
    with pytest.raises(SourceError, match="1aBcNotThere"):
        GoogleSheet(signed_in, "1aBcNotThere").form()


@pytest.mark.parametrize("method", ["spreadsheets.get", "values.batchGet"])
def test_an_answer_that_is_no_json_is_for_later_and_nothing_of_it_is_shown(
    sheet_of, google_env: StandIn, signed_in: Google, method: str
) -> None:
    signed_in.session.patience.sleep = lambda seconds: None
    sheet = sheet_of([HEADER, *ROWS])
    google_env.faults.add(faults.bad_json(b'{"Marisol" "said so"}'), method=method, times=None)
    with pytest.raises(SourceUnavailable, match="proper answer") as caught:
        sheet.form()
    link: BaseException | None = caught.value
    while link is not None:
        assert "Marisol" not in f"{link!r} {vars(link)}"
        link = link.__cause__ or link.__context__


def test_a_captive_portal_on_the_way_is_named(sheet_of, google_env: StandIn) -> None:
    sheet = sheet_of([HEADER, *ROWS])
    google_env.faults.add(faults.captive_portal(), times=None)
    with pytest.raises(SourceUnavailable, match="sign in to the network"):
        sheet.form()


def test_neither_the_source_nor_an_error_shows_an_answer(sheet_of, google_env: StandIn) -> None:
    sheet = sheet_of([HEADER, *ROWS])
    google_env.spreadsheets[sheet.spreadsheet_id].set(TAB, "C3", '="Marisol"&""')
    with pytest.raises(SourceError) as caught:
        list(sheet.responses([STORY]))
    assert "Marisol" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert "Google(" not in repr(sheet)
