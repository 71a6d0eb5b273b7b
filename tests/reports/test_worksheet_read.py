from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from reports.worksheet_file import WorksheetError
from reports.worksheet_read import infer_kind, is_marked, read_worksheet
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import HeadlineKind, Outcome, Prediction
from tests.reports.small_worksheet import ANN, BEN, BEST, CAM, Editing, Sheet, interview, plan, story

KNOWN = {ANN: {"missed", "best"}, BEN: {"missed", "best"}, CAM: {"missed"}}
ANN_MISSED, ANN_BEST, BEN_MISSED, CAM_MISSED = 2, 8, 14, 26  # rows of the first line of each story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), path)
    return path


def problems(path: Path) -> list[str]:
    return [str(problem) for problem in read_worksheet(path, known=KNOWN).problems]


def test_an_empty_worksheet_has_no_headlines_and_no_problems(path: Path) -> None:
    back = read_worksheet(path, known=KNOWN)
    assert (back.headlines, back.problems, back.no_predictions) == ((), (), False)
    assert [(each.name, each.definition, each.order) for each in back.themes] == [("Being noticed", "One adult saw", 1)]
    assert back.predictions == (Prediction("They do not like it here.", Outcome.OPEN),)


def test_a_headline_comes_back_with_all_that_was_typed_beside_it(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(ANN_BEST + 1, Headline="“Band day.”", Theme="being  noticed", Dissent="x", Pair="B")
    (headline,) = read_worksheet(path, known=KNOWN).headlines
    assert headline.interview_ids == (ANN,)
    assert (headline.question, headline.kind, headline.text) == ("best", HeadlineKind.QUOTE, "“Band day.”")
    assert (headline.theme, headline.pair) == ("Being noticed", "B")
    assert (headline.dissent, headline.surprise) == (True, False)
    assert (headline.id, headline.place) == (f"{ANN}:best:2", "Headlines!F9")
    assert problems(path) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"nobody calls home"', HeadlineKind.QUOTE),
        ("“nobody calls home”.", HeadlineKind.QUOTE),
        ("«nadie llama»", HeadlineKind.QUOTE),
        ("‘nobody’", HeadlineKind.QUOTE),
        ("„niemand ruft an“", HeadlineKind.QUOTE),
        ("Nobody calls home", HeadlineKind.DESCRIPTIVE),
        ('They say "nobody" calls', HeadlineKind.DESCRIPTIVE),
        ('"nobody calls home', HeadlineKind.DESCRIPTIVE),
        ('"', HeadlineKind.DESCRIPTIVE),
        ('""', HeadlineKind.DESCRIPTIVE),
    ],
)
def test_the_kind_is_inferred_from_quotation_marks(text: str, kind: HeadlineKind) -> None:
    assert infer_kind(text) is kind


def test_a_kind_that_was_chosen_wins_and_an_unknown_one_is_told(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline='"word for word"', Kind="descriptive ")
        book.headlines.type(3, Headline="plain", Kind="QUOTE")
        book.headlines.type(4, Headline='"word for word"', Kind="secret words")
    back = read_worksheet(path, known=KNOWN)
    assert [headline.kind.value for headline in back.headlines] == ["descriptive", "quote", "quote"]
    (problem,) = problems(path)
    assert problem.startswith("Headlines!G4: unknown kind")
    assert "secret" not in problem


def test_one_bad_row_does_not_block_the_rest_and_no_problem_quotes_a_cell(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines
        sheet.type(2, Headline='=IF(1,"secret","")')
        sheet.type(3, Headline="no theme of ours", Theme="Secret theme")
        sheet.type(4, Headline="again", Theme="secret THEME")
        sheet.type(5, Interview="secret", Headline="id typed over")
        sheet.type(6, Kind="Quote")
        sheet.type(7, Headline="unsure", Dissent="secretly")
        sheet.type(ANN_BEST, Headline="fine")
    back = read_worksheet(path, known=KNOWN)
    assert [headline.text for headline in back.headlines] == [
        "no theme of ours", "again", "id typed over", "unsure", "fine",
    ]  # fmt: skip
    found = problems(path)
    assert [problem.split(":")[0] for problem in found] == [
        "Headlines!F2", "Headlines!H3", "Headlines!A5", "Headlines!F6", "Headlines!I7",
    ]  # fmt: skip
    assert not any("secret" in problem.lower() for problem in found)
    assert back.headlines[2].interview_ids == (ANN,)
    assert back.headlines[3].dissent


def test_a_formula_is_still_reported_after_it_was_carried_as_text(path: Path) -> None:
    link = '=HYPERLINK("https://example.org","the bus")'
    with Editing(path) as book:
        book.headlines.type(2, Headline=link)
        book.headlines.type(3, Headline="#REF!")
    before = problems(path)
    write_worksheet(plan(), path)
    assert read_worksheet(path).headlines == ()
    assert problems(path) == before
    with Editing(path) as book:
        assert (book.headlines.read("Headline", 2), book.headlines.worksheet["F2"].data_type) == (link, "s")


def test_words_after_an_equals_sign_are_a_headline(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline="= the bus was late again")
        book.headlines.worksheet["F2"].data_type = "s"
    assert [headline.text for headline in read_worksheet(path).headlines] == ["= the bus was late again"]


def test_a_renamed_headlines_tab_is_read_and_not_one_of_people_with_the_same_headings(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline="Nobody asked")
        book.headlines.worksheet.title = "Stories"
        theirs = book.workbook.create_sheet("Our wall", 0)
        theirs.append(("Headline", "Interview"))
        theirs.append(("what we like best", "all"))
    assert [headline.text for headline in read_worksheet(path).headlines] == ["Nobody asked"]


def test_a_tab_of_people_is_not_read_in_place_of_a_headlines_tab_that_is_gone(path: Path) -> None:
    with Editing(path) as book:
        del book.workbook["Headlines"]
        theirs = book.workbook.create_sheet("Our wall", 0)
        theirs.append(("Headline", "Interview"))
        theirs.append(("what we like best", "all"))
    with pytest.raises(WorksheetError, match="Headlines tab is gone"):
        read_worksheet(path)


def test_several_interviews_may_share_a_headline(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Interview=f"{ANN}; {CAM.upper()},zzzzzzzzz7", Headline="The letter, again")
    back = read_worksheet(path, known=KNOWN)
    assert back.headlines[0].interview_ids == (ANN, CAM)
    assert problems(path) == [
        "Headlines!A2: an id here is no interview of this round. Correct it; until then the headline counts without it."
    ]


def test_a_deleted_id_is_repaired_from_the_rows_hidden_mark_even_in_a_sorted_sheet(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(ANN_BEST, Interview=None, Question=None, Headline="Band")
        book.headlines.put_back(book.headlines.rows()[::-1])
    back = read_worksheet(path, known=KNOWN)
    assert [(each.interview_ids, each.question, each.id) for each in back.headlines] == [
        ((ANN,), "best", f"{ANN}:best:1")
    ]
    assert back.problems == ()


def test_an_inserted_row_takes_the_interview_above_while_the_sheet_is_unsorted(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.worksheet.insert_rows(BEN_MISSED + 2)
        book.headlines.type(BEN_MISSED + 2, Headline="One more")
    back = read_worksheet(path, known=KNOWN)
    assert [(each.interview_ids, each.question) for each in back.headlines] == [((BEN,), "missed")]
    assert back.problems == ()


def test_an_inserted_row_without_id_asks_in_a_sorted_sheet(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines
        sheet.type(2, Headline="first")
        rows = sheet.rows()[::-1]
        rows.insert(3, [None] * 5 + ["whose?"])
        sheet.put_back(rows)
    assert [headline.text for headline in read_worksheet(path, known=KNOWN).headlines] == ["first"]
    assert problems(path) == [
        "Headlines!A5: no interview id, so the headline is not counted. Copy the id of its story here."
    ]


def test_a_row_added_at_the_end_takes_the_interview_above_and_says_so(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(37, Headline="one more at the end")
    assert read_worksheet(path, known=KNOWN).headlines[0].interview_ids == (CAM,)
    assert problems(path) == [
        "Headlines!A37: no interview id; the one above was taken. Copy the right id here if that is wrong."
    ]


def test_an_interview_that_is_no_longer_in_the_round_is_told_and_not_counted(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(CAM_MISSED, Headline="gone")
    back = read_worksheet(path, known={ANN: {"missed"}})
    assert back.headlines == ()
    assert [problem.cell for problem in back.problems] == [f"A{CAM_MISSED}"]


def test_an_added_row_with_an_id_finds_its_question(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines
        sheet.put_back(sheet.rows()[::-1])
        sheet.type(40, Interview=CAM, Headline="only one question")
        sheet.type(41, Interview=ANN, Question=BEST, Headline="named by its wording")
        sheet.type(42, Interview=ANN, Question="missed", Headline="named by its key")
        sheet.type(43, Interview=ANN, Headline="which?")
    back = read_worksheet(path, known=KNOWN)
    assert [headline.question for headline in back.headlines] == ["missed", "best", "missed", ""]
    assert [problem.cell for problem in back.problems] == ["C43"]


def test_ids_stay_the_same_through_sorting_and_editing(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline="one")
        book.headlines.type(9, Headline="two")
    before = {headline.text: headline.id for headline in read_worksheet(path).headlines}
    with Editing(path) as book:
        book.headlines.type(9, Headline="two, reworded")
        book.headlines.put_back(book.headlines.rows()[::-1])
    after = {headline.text: headline.id for headline in read_worksheet(path).headlines}
    assert after == {"one": before["one"], "two, reworded": before["two"]}


def test_copies_of_a_row_have_ids_of_their_own(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines
        sheet.type(2, Headline="copied")
        rows = sheet.rows()
        sheet.put_back([*rows[:1], rows[0], rows[0], *rows[1:]])
    ids = [headline.id for headline in read_worksheet(path).headlines]
    assert len(set(ids)) == 3
    assert ids[0] == f"{ANN}:missed:1"
    assert ids == [headline.id for headline in read_worksheet(path).headlines]


def test_columns_are_found_by_their_headings_in_any_order_and_tab(path: Path) -> None:
    with Editing(path) as book:
        sheet = book.headlines
        sheet.type(2, Headline="moved", Dissent="x")
        sheet.worksheet.move_range("F1:F31", cols=20)
        sheet.worksheet.insert_cols(1)
        sheet.worksheet.insert_rows(1, 3)
        sheet.worksheet.cell(4, 2).value = " interview "
        sheet.worksheet.title = "Pair Blue"
        book.workbook["Themes"].title = "Our groups"
    back = read_worksheet(path, known=KNOWN)
    assert [(each.text, each.dissent, each.place) for each in back.headlines] == [("moved", True, "Pair Blue!AA5")]
    assert back.themes[0].name == "Being noticed"
    assert back.problems == ()


def test_a_missing_column_is_told_and_the_rest_is_read(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline="still read")
        book.headlines.worksheet.delete_cols(book.headlines.columns["Theme"])
    back = read_worksheet(path, known=KNOWN)
    assert [headline.text for headline in back.headlines] == ["still read"]
    assert [str(problem) for problem in back.problems] == ['Headlines!A1: the column "Theme" is missing. Put it back.']


def test_a_second_headlines_tab_is_told(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline="first tab")
        book.workbook.copy_worksheet(book.workbook["Headlines"])
    back = read_worksheet(path, known=KNOWN)
    assert len(back.headlines) == 1
    assert [(problem.sheet, problem.cell) for problem in back.problems] == [("Headlines Copy", "A1")]


def test_words_typed_into_the_story_side_are_told(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(3, Story="our own remark")
    (problem,) = problems(path)
    assert problem.startswith("Headlines!D3: this cell was changed; it is written anew")


def test_themes_are_read_with_their_order_and_doubtful_rows_are_told(path: Path) -> None:
    with Editing(path) as book:
        sheet = Sheet(book.workbook, "Themes", header=5)
        sheet.type(7, Theme="Getting there", Definition="Buses", Order=2)
        sheet.type(8, Theme="getting THERE", Order="second")
        sheet.type(9, Definition="nameless")
    back = read_worksheet(path, known=KNOWN)
    read = [(each.name, each.definition, each.order) for each in back.themes]
    assert read == [("Being noticed", "One adult saw", 1), ("Getting there", "Buses", 2)]
    assert [problem.cell for problem in back.problems] == ["C8", "A8", "A9"]


def test_predictions_come_back_with_their_outcome(path: Path) -> None:
    with Editing(path) as book:
        sheet = Sheet(book.workbook, "Predictions", header=7)
        sheet.type(8, Outcome="Overturned")
        sheet.type(9, Prediction="They want phones.", Outcome="who knows")
    back = read_worksheet(path, known=KNOWN)
    assert back.predictions == (
        Prediction("They do not like it here.", Outcome.OVERTURNED),
        Prediction("They want phones.", Outcome.OPEN),
    )
    assert [problem.cell for problem in back.problems] == ["B9"]


def test_none_written_is_recorded_and_contradictions_are_told(path: Path) -> None:
    with Editing(path) as book:
        book.workbook["Predictions"]["B5"] = "x"
    assert not read_worksheet(path).no_predictions
    assert [problem.sheet for problem in read_worksheet(path).problems] == ["Predictions"]
    with Editing(path) as book:
        book.workbook["Predictions"]["A8"] = None
    back = read_worksheet(path)
    assert back.no_predictions
    assert back.problems == ()


def test_none_written_may_also_be_typed_as_a_prediction(path: Path) -> None:
    with Editing(path) as book:
        book.workbook["Predictions"]["A8"] = "None"
    assert read_worksheet(path).no_predictions


@pytest.mark.parametrize(("text", "marked"), [("x", True), ("✓", True), ("maybe", True), ("", False), (" No ", False)])
def test_a_mark_is_anything_but_a_no(text: str, marked: bool) -> None:
    assert is_marked(text) is marked


def test_without_its_hidden_tab_a_worksheet_is_still_read(path: Path) -> None:
    with Editing(path) as book:
        book.headlines.type(2, Headline="still read")
        book.headlines.worksheet.insert_rows(16)
        book.headlines.type(16, Headline="inserted")
        book.workbook.remove(book.workbook["sayback"])
    back = read_worksheet(path)
    assert [(each.text, each.interview_ids) for each in back.headlines] == [
        ("still read", (ANN,)),
        ("inserted", (BEN,)),
    ]
    assert back.problems == ()


def test_a_worksheet_of_another_round_is_refused(path: Path) -> None:
    read_worksheet(path, round_name="attendance")
    with pytest.raises(WorksheetError, match='is a worksheet of the round "attendance", not of "spring"'):
        read_worksheet(path, round_name="spring")


def test_a_file_from_a_later_release_is_refused(path: Path) -> None:
    with Editing(path) as book:
        book.workbook["sayback"]["B1"] = "2"
    with pytest.raises(WorksheetError, match="later release"):
        read_worksheet(path)


def test_what_is_no_worksheet_is_explained(tmp_path: Path, path: Path) -> None:
    with pytest.raises(WorksheetError, match="does not exist"):
        read_worksheet(tmp_path / "none.xlsx")
    for name, content in (
        ("empty.xlsx", b""),
        ("text.xlsx", b"Interview,Headline\n"),
        ("short.xlsx", path.read_bytes()[:3000]),
        ("cut.xlsx", path.read_bytes()[:-100]),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(WorksheetError, match=r"not a readable \.xlsx workbook"):
            read_worksheet(tmp_path / name)
    with pytest.raises(WorksheetError, match="cannot be read"):
        read_worksheet(tmp_path)
    Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(WorksheetError, match='no tab with the headings "Interview" and "Headline"'):
        read_worksheet(tmp_path / "other.xlsx")


def test_a_damaged_part_inside_the_workbook_is_explained(tmp_path: Path, path: Path) -> None:
    import zipfile

    damaged = tmp_path / "damaged.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(damaged, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, content[: len(content) // 2] if part.endswith("sheet2.xml") else content)
    with pytest.raises(WorksheetError, match=r"not a readable \.xlsx workbook"):
        read_worksheet(damaged)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    import zipfile

    bomb = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/big.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(45):
            part.write(bytes(10_000_000))
    with pytest.raises(WorksheetError, match="unpacks to more than"):
        read_worksheet(bomb)


def test_reading_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    read_worksheet(path)
    assert path.read_bytes() == before
    assert load_workbook(path)


def test_ids_are_recognised_in_any_case(tmp_path: Path) -> None:
    path = tmp_path / "upper.xlsx"
    write_worksheet(plan([interview("K7Q2", story("missed", "One."))]), path)
    with Editing(path) as book:
        book.headlines.type(2, Headline="one", Interview="k7q2")
    assert read_worksheet(path).headlines[0].interview_ids == ("K7Q2",)


def test_a_second_tab_of_themes_or_predictions_is_told(path: Path) -> None:
    with Editing(path) as book:
        for title in ("Themes", "Predictions"):
            book.workbook.copy_worksheet(book.workbook[title])
    problems = [str(problem) for problem in read_worksheet(path).problems]
    for title in ("Themes", "Predictions"):
        assert any(
            problem.startswith(f"{title} Copy!A") and f'second {title} tab; only "{title}" is read' in problem
            for problem in problems
        )
