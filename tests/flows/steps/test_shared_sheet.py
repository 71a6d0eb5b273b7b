"""A worksheet in a Google sheet, over real HTTP: written, written again, and never over what people wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectors.google_faults import FaultKind
from connectors.google_retry import waiting_shown_to
from connectors.source import SourceUnavailable
from flows.steps.shared_sheet import bring_up_to_date
from reports.worksheet_file import WorksheetError
from reports.worksheet_layout import worksheet_tabs
from reports.worksheet_merge import written_in
from reports.worksheet_remarks import SOURCE_CHANGED
from reports.worksheet_tabs import NOT_COUNTED
from rounds.headlines import HeadlineKind, Theme, WorksheetPlan, Written
from rounds.worksheet_tabs import Changes
from tests.flows.steps.shared_pages import SharedPages
from tests.google.standin import StandIn
from tests.google.standin.faults import Fault, bad_json, reset, unavailable
from tests.reports.memory_sheet import MemorySheet
from tests.reports.small_worksheet import ANN, BEN, CAM, interview, plan, story, three_interviews

HUMAN = ("Headline", "Kind", "Theme", "Dissent", "Surprise", "Pair", "Note")
DAN = "ddddddddd5"
ANNS = f"{ANN}:missed:1"


@pytest.fixture
def pages(google_env: StandIn) -> SharedPages:
    return SharedPages(google_env, google_env.add_spreadsheet("Our worksheet"))


def four() -> WorksheetPlan:
    return plan([*three_interviews(), interview(DAN, story("missed", "My alarm did not ring."))])


def asked(pages: SharedPages) -> list[str]:
    return [each.id.removeprefix("sheets.spreadsheets.") for each in pages.google.requests if each.id != "token"]


def test_the_first_writing_makes_all_tabs_in_few_requests_and_reads_back_empty(pages: SharedPages) -> None:
    assert not pages.bring_up_to_date(plan())
    assert len(asked(pages)) <= 8
    assert pages.google.violations == []
    tabs = pages.google.spreadsheets[pages.id].tabs
    assert [tab.title for tab in tabs] == ["Read me", "Headlines", "Themes", "Predictions", "Coverage", "sayback"]
    assert [tab.title for tab in tabs if tab.hidden] == ["sayback"]
    read = pages.read()
    assert (read.headlines, read.problems) == ((), ())
    assert [theme.name for theme in read.themes] == ["Being noticed"]
    assert [prediction.text for prediction in read.predictions] == ["They do not like it here."]


def test_writing_again_without_a_change_only_reads(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    pages.type(ANNS, Headline="Nobody asked", Theme="Being noticed", Dissent="x", Note=True)
    before = pages.google.spreadsheets[pages.id].rows("Headlines")
    pages.google.requests.clear()
    pages.bring_up_to_date(plan())
    assert asked(pages) == ["get", "values.batchGet", "values.batchGet"]
    assert pages.google.spreadsheets[pages.id].rows("Headlines") == before


def test_what_people_wrote_comes_back_with_its_place(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    pages.type(ANNS, Headline="“Nobody asked”", Theme="being noticed", Surprise="x", Pair="Z")
    (headline,) = pages.read().headlines
    assert (headline.id, headline.interview_ids, headline.question) == (ANNS, (ANN,), "missed")
    assert (headline.kind, headline.theme, headline.pair) == (HeadlineKind.QUOTE, "Being noticed", "Z")
    assert (headline.surprise, headline.dissent, headline.place) == (True, False, "Headlines!F2")


def test_new_interviews_are_added_and_no_cell_of_people_changes(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    pages.type(ANNS, Headline="first", Note="as it was", Pair="Q")
    pages.type(f"{CAM}:missed:2", Headline=3.5, Kind="Quote")
    pages.insert_column(6, "Ours")
    pages.type(ANNS, Ours="kept")
    pages.insert_row(4, Headline="inserted", Ours="too")
    pages.sort()
    before = [{name: row.get(name, "") for name in (*HUMAN, "Ours", "Row")} for row in pages.rows()]
    assert not pages.bring_up_to_date(four())
    after = [{name: row.get(name, "") for name in (*HUMAN, "Ours", "Row")} for row in pages.rows()]
    assert after[: len(before)] == before
    assert pages.row(f"{DAN}:missed:1")["Story"] == "My alarm did not ring."
    assert {row["Interview"] for row in pages.rows()[len(before) :]} == {DAN}


def test_an_edited_story_is_written_anew_and_its_headlines_are_remarked(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    pages.type(ANNS, Headline="Nobody asked")
    pages.sort()
    edited = three_interviews()
    edited[0] = interview(ANN, story("missed", "The bus came late."), *edited[0].notes[1:])
    assert not pages.bring_up_to_date(plan(edited))
    row = pages.row(ANNS)
    assert (row["Story"], row["Headline"], row["Check"]) == ("The bus came late.", "Nobody asked", SOURCE_CHANGED)
    pages.type(ANNS, Check=None)
    pages.bring_up_to_date(plan(edited))
    assert pages.row(ANNS)["Check"] == ""


def test_who_withdraws_leaves_the_sheet_and_the_words_of_people_stay(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    pages.type(f"{BEN}:missed:2", Headline="He was needed at home")
    pages.insert_row(3, Story="I was at the clinic with my brother.", Note="copied by hand")
    left = [each for each in three_interviews() if each.id != BEN]
    assert not pages.bring_up_to_date(plan(left))
    everything = "\n".join("\n".join(row.values()) for row in pages.rows())
    assert "clinic" not in everything
    assert "lunch table" not in everything
    row = pages.row(f"{BEN}:missed:2")
    assert (row["Headline"], row["Check"], row["Interview"]) == ("He was needed at home", NOT_COUNTED, BEN)
    assert any(row.get("Note") == "copied by hand" for row in pages.rows())

    pages.bring_up_to_date(plan())
    row = pages.row(f"{BEN}:missed:1")
    assert (row["Story"], row["Check"]) == ("I was at the clinic with my brother.", "")
    assert len(pages.read().headlines) == 1


@pytest.mark.parametrize(
    "text", ['=IMPORTXML("http://example.org", "//a")', "+1 more", "'quoted", "00123", "3/4", "TRUE"]
)
def test_a_story_stays_the_text_that_it_is(pages: SharedPages, text: str) -> None:
    told = [interview(ANN, story("missed", text))]
    pages.bring_up_to_date(plan(told))
    column = pages.google.spreadsheets[pages.id].rows("Headlines")[0].index("Story")
    assert pages.google.spreadsheets[pages.id].tab("Headlines").cells[1, column].value == text
    assert pages.google.spreadsheets[pages.id].tab("Headlines").cells[1, column].formula == ""
    assert pages.read().problems == ()
    pages.google.requests.clear()
    pages.bring_up_to_date(plan(told))
    assert len(asked(pages)) == 3


def test_a_formula_that_somebody_typed_is_told_and_text_that_looks_like_one_counts(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    pages.type(ANNS, Headline="=1+1")
    read = pages.read()
    assert read.headlines == ()
    assert [(problem.sheet, problem.cell) for problem in read.problems] == [("Headlines", "F2")]


def test_each_pair_may_have_its_tab_and_all_of_them_are_read(pages: SharedPages) -> None:
    pairs = dict(zip((ANN, BEN, CAM), "ABA", strict=True))
    two = plan()
    two = replace(two, stories=tuple(replace(each, pair=pairs[each.interview_id]) for each in two.stories))
    pages.bring_up_to_date(two, per_pair=True)
    titles = [tab.title for tab in pages.google.spreadsheets[pages.id].tabs]
    assert titles == ["Read me", "Headlines A", "Headlines B", "Themes", "Predictions", "Coverage", "sayback"]
    pages.type(ANNS, "Headlines A", Headline="from A")
    pages.type(f"{BEN}:best:1", "Headlines B", Headline="from B")
    pages.google.spreadsheets[pages.id].rename("Headlines B", "Bea and Bo")
    read = pages.read()
    assert [(each.text, each.place) for each in read.headlines] == [
        ("from A", "Headlines A!F2"), ("from B", "Bea and Bo!F8"),
    ]  # fmt: skip
    assert read.problems == ()
    pages.bring_up_to_date(two, per_pair=True)  # the tab Side by side is new
    pages.google.requests.clear()
    pages.bring_up_to_date(two, per_pair=True)
    assert len(asked(pages)) == 3

    more = replace(two, stories=(*two.stories, replace(four().stories[-1], pair="C")))
    pages.bring_up_to_date(more, per_pair=True)
    assert pages.row(f"{DAN}:missed:1", "Headlines C")["Story"] == "My alarm did not ring."
    assert len(pages.read().headlines) == 2


def test_a_copy_of_a_pairs_tab_is_told_and_not_read_twice(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan(), per_pair=True)
    pages.type(ANNS, "Headlines A", Headline="once")
    spreadsheet = pages.google.spreadsheets[pages.id]
    spreadsheet.add_tab("Copy of Headlines A", spreadsheet.rows("Headlines A"))
    read = pages.read()
    assert len(read.headlines) == 1
    assert [problem.sheet for problem in read.problems] == ["Copy of Headlines A"]

    left = [each for each in three_interviews() if each.id != BEN]
    pages.bring_up_to_date(plan(left), per_pair=True)
    assert "clinic" not in str(spreadsheet.rows("Copy of Headlines A"))


def test_themes_of_people_stay_and_new_ideas_are_added_once(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    spreadsheet = pages.google.spreadsheets[pages.id]
    spreadsheet.set("Themes", "A6", "Seen by somebody")
    spreadsheet.set("Themes", "A7", "Ours")
    offered = replace(plan(), themes=(*plan().themes, Theme("Getting there", "", 2)))
    for _ in range(2):
        pages.bring_up_to_date(offered)
        assert [theme.name for theme in pages.read().themes] == ["Seen by somebody", "Ours", "Getting there"]


def test_rows_that_are_sorted_in_the_moment_of_writing_are_mended_in_the_same_run(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    for nth, row in enumerate(pages.rows()):
        pages.type(row["Row"], Headline=f"headline {nth}")
    headlines = {row["Row"]: row["Headline"] for row in pages.rows()}
    edited = [
        interview(each.id, *(replace(note, text=note.text + " Again.") for note in each.notes))
        for each in three_interviews()
    ]
    assert not pages.bring_up_to_date(plan(edited), meanwhile=pages.sort)
    assert {row["Row"]: row["Headline"] for row in pages.rows()} == headlines
    stories = {row["Row"]: row["Story"] for row in pages.rows() if row["Story"]}
    assert stories == {f"{each.interview_id}:{each.question}:1": each.story for each in plan(edited).stories}


@pytest.mark.parametrize("at", range(0, 14, 3))
def test_a_column_that_is_inserted_in_the_moment_of_writing_costs_nobody_a_word(pages: SharedPages, at: int) -> None:
    pages.bring_up_to_date(plan())
    for nth, row in enumerate(pages.rows()):
        pages.type(row["Row"], Headline=f"headline {nth}", Note=f"note {nth}", Interview=row["Interview"] + "; " + CAM)
    before = pages.rows()
    edited = plan([interview(ANN, story("missed", "The bus came late.")), *three_interviews()[2:]])
    assert not pages.bring_up_to_date(edited, meanwhile=lambda: pages.insert_column(at))
    after = pages.rows()
    for name in (*HUMAN, "Interview"):
        assert [row[name] for row in after] == [row[name] for row in before]
    assert all(not row.get("") for row in after)
    assert pages.row(ANNS)["Story"] == "The bus came late."


def test_a_row_that_is_inserted_in_the_moment_of_writing_stays_clean(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    edited = [interview(ANN, story("missed", "The bus came late.")), *three_interviews()[1:]]
    assert not pages.bring_up_to_date(plan(edited), meanwhile=lambda: pages.insert_row(2, Headline="mine"))
    mine = pages.rows()[0]
    assert {name: text for name, text in mine.items() if text} == {"Headline": "mine"}
    assert pages.row(ANNS)["Story"] == "The bus came late."


def test_somebody_may_type_below_in_the_moment_in_which_rows_are_added(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    below = len(pages.rows()) + 2
    pages.bring_up_to_date(four(), meanwhile=lambda: pages.insert_row(below, Headline="just typed"))
    assert [row["Headline"] for row in pages.rows() if row["Headline"]] == ["just typed"]
    assert pages.row(f"{DAN}:missed:1")["Story"] == "My alarm did not ring."


NO_ANSWER = [reset(after_effect=True), reset(), unavailable(), bad_json(b'{"updates": ')]


@pytest.mark.parametrize("fault", NO_ANSWER)
def test_rows_whose_adding_nobody_confirmed_are_looked_for_and_stand_once(pages: SharedPages, fault: Fault) -> None:
    pages.bring_up_to_date(plan())
    pages.google.faults.add(fault, method="values.append", times=2)
    told: list[FaultKind] = []
    with waiting_shown_to(lambda seconds, why: told.append(why)):
        assert not pages.bring_up_to_date(four())
    assert told == [FaultKind.UNAVAILABLE] * len(pages.waits)
    marks = [row["Row"] for row in pages.rows()]
    assert f"{DAN}:missed:1" in marks
    assert len(marks) == len(set(marks))


class _Late(MemorySheet):
    """A sheet in which the first adding of rows seems to be lost, and takes effect just before the next writing."""

    def __init__(self) -> None:
        super().__init__()
        self.late: Changes | None = None
        self.lost = 0

    def write(self, changes: Changes) -> bool:
        if changes.rows and not self.lost:
            self.lost, self.late = 1, Changes(rows=changes.rows)
            return False
        if self.late:
            super().write(self.late)
            self.late = None
        super().write(changes)
        return True


def test_rows_that_come_late_after_they_were_added_again_stand_once() -> None:
    sheet = _Late()
    assert not bring_up_to_date(sheet, worksheet_tabs(plan(), Written(), in_place=False))
    wanted = worksheet_tabs(four(), written_in(sheet.read_again()), in_place=True)
    assert not bring_up_to_date(sheet, wanted)
    marks = [row["Row"] for row in sheet.headlines() if row["Row"]]
    assert sheet.lost
    assert f"{DAN}:missed:1" in marks
    assert len(marks) == len(set(marks))


@pytest.mark.parametrize("fault", NO_ANSWER)
def test_tabs_whose_making_nobody_confirmed_are_made_and_dressed_once(pages: SharedPages, fault: Fault) -> None:
    pages.google.faults.add(fault, method="spreadsheets.batchUpdate")
    assert not pages.bring_up_to_date(plan())
    again = SharedPages(pages.google, pages.google.add_spreadsheet("Another"))
    again.bring_up_to_date(plan())
    tabs, expected = (pages.google.spreadsheets[each.id].tabs for each in (pages, again))
    assert [tab.title for tab in tabs] == ["Read me", "Headlines", "Themes", "Predictions", "Coverage", "sayback"]
    for tab, other in zip(tabs, expected, strict=True):
        assert {name: len(parts) for name, parts in tab.parts.items()} == {
            name: len(parts) for name, parts in other.parts.items()
        }
    assert len(pages.waits) == 1


@pytest.mark.parametrize("method", ["spreadsheets.batchUpdate", "values.append"])
def test_a_google_that_never_confirms_ends_it_and_the_next_run_finishes(pages: SharedPages, method: str) -> None:
    if method == "values.append":
        pages.bring_up_to_date(plan())
    pages.google.faults.add(unavailable(), method=method, times=None)
    with pytest.raises(SourceUnavailable, match="Running it again is safe"):
        pages.bring_up_to_date(four())
    assert len(pages.waits) == 5
    assert all(1 <= seconds <= 32 for seconds in pages.waits)
    pages.google.faults.clear()
    assert not pages.bring_up_to_date(four())
    assert pages.row(f"{DAN}:missed:1")["Story"] == "My alarm did not ring."


def test_without_patience_a_writing_that_nobody_confirmed_is_finished_by_the_next_run(
    pages: SharedPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    for method in ("spreadsheets.batchUpdate", "values.append"):
        pages.google.faults.add(reset(after_effect=True), method=method)
    for nth in range(2):
        with pytest.raises(SourceUnavailable, match="Running it again is safe"):
            pages.bring_up_to_date(four() if nth else plan())
        assert not pages.bring_up_to_date(four() if nth else plan())
    assert pages.waits == []
    marks = [row["Row"] for row in pages.rows()]
    assert len(marks) == len(set(marks))


def test_without_the_column_of_the_marks_nothing_is_written(pages: SharedPages) -> None:
    pages.bring_up_to_date(plan())
    pages.google.spreadsheets[pages.id].tab("Headlines").delete_columns(13, 1)
    before = pages.google.spreadsheets[pages.id].rows("Headlines")
    with pytest.raises(WorksheetError, match="Version history"):
        pages.bring_up_to_date(four())
    assert pages.google.spreadsheets[pages.id].rows("Headlines") == before


@pytest.mark.parametrize("at", [0, 1, 4, 5, 13, 14])
def test_rows_that_are_added_while_a_column_is_inserted_end_in_their_columns(pages: SharedPages, at: int) -> None:
    pages.bring_up_to_date(plan())
    pages.type(ANNS, Headline="first", Note="as it was")
    assert not pages.bring_up_to_date(four(), meanwhile=lambda: pages.insert_column(at))
    spreadsheet = pages.google.spreadsheets[pages.id]
    rows = [row for row in spreadsheet.rows("Headlines") if f"{DAN}:missed:1" in row]
    header = next(row for row in spreadsheet.rows("Headlines") if "Headline" in row)
    (added,) = [dict(zip(header, row, strict=False)) for row in rows]
    assert (added["Interview"], added["Story"], added["Row"]) == (DAN, "My alarm did not ring.", f"{DAN}:missed:1")
    assert [headline.text for headline in pages.read().headlines] == ["first"]
    assert not pages.bring_up_to_date(four())


def test_five_hundred_interviews_take_at_most_ten_requests(pages: SharedPages) -> None:
    told = [
        interview(f"i{nth:08d}", story("missed", "A long way. " * 40), story("best", "Band.")) for nth in range(500)
    ]
    assert not pages.bring_up_to_date(plan(told, blank_rows=5))
    assert len(pages.google.requests) <= 10
    pages.google.requests.clear()
    pages.bring_up_to_date(plan(told, blank_rows=5))
    assert len(pages.google.requests) <= 4
