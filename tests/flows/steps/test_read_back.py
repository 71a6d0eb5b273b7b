"""What `assemble --read` tells of quotes, and what the worksheet remarks on them."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from flows.shown_read import show_read
from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from reports.worksheet_file import WorksheetError
from rounds.headlines import QuoteStatus
from tests.flows.pair_work import headings
from tests.flows.small_round import SmallRound
from tests.flows.small_round import row as answers

EXACT = "“The office asked him for a note …”"
ALTERED = "“The alarm goes off at six. She makes breakfast”"
ELSEWHERE = "“she makes breakfast for two cousins”"
MADE_UP = "“the school is like a second family to me”"


@pytest.fixture
def worksheet(small: SmallRound) -> Path:
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    assert path is not None
    return path


def rows_of(path: Path, text: str) -> list[int]:
    """The rows of the story that begins with ``text``."""
    sheet = openpyxl.load_workbook(path)["Headlines"]
    columns = headings(sheet)
    first = next(row for row in range(2, sheet.max_row + 1) if text in str(sheet.cell(row, columns["Story"]).value))
    identifier = sheet.cell(first, columns["Interview"]).value
    return [
        row for row in range(2, sheet.max_row + 1) if sheet.cell(row, columns["Interview"]).value == identifier
    ]  # fmt: skip


def write(path: Path, texts: dict[int, str], heading: str = "Headline") -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Headlines"]
    for row, text in texts.items():
        sheet.cell(row, headings(sheet)[heading]).value = text
    book.save(path)


def write_four(path: Path) -> None:
    walks, alarm = rows_of(path, "He walks"), rows_of(path, "The alarm")
    write(path, {walks[0]: EXACT, alarm[0]: ALTERED, walks[1]: ELSEWHERE, walks[2]: MADE_UP})


def checks_in(path: Path) -> dict[str, str]:
    """What stands under Check, by headline."""
    sheet = openpyxl.load_workbook(path)["Headlines"]
    columns = headings(sheet)
    return {
        str(sheet.cell(row, columns["Headline"]).value): str(sheet.cell(row, columns["Check"]).value or "")
        for row in range(2, sheet.max_row + 1)
        if sheet.cell(row, columns["Headline"]).value
    }


def test_each_quote_that_is_not_exact_is_told_by_cell_with_the_words(
    small: SmallRound, worksheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_four(worksheet)
    report = read_back(small.folder)
    assert show_read(report, json=False, quiet=False) == 5
    said = " ".join("".join(capsys.readouterr()).split())
    assert "1 exact, 1 altered, 1 in another interview, 1 not found" in said
    altered = next(check for check in report.untrue if check.status is QuoteStatus.ALTERED)
    place = next(each.place for each in report.headlines_read if each.id == altered.headline_id)
    assert f'{place}: altered; "five" was said, "six" is written' in said
    assert report.headlines == 4


def test_words_left_out_and_added_are_told_so_and_a_masked_word_leads_to_keep_once(
    small: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    small.rows[0] = answers(
        0, "I told Marisol that the bus never came again this week and we waited outside in the rain."
    )
    small.write()
    collect(small.folder)
    path = assemble(small.folder, early=True).path
    assert path is not None
    texts = (
        "“I told Mari that the bus never came again this week and we waited outside in the rain”",
        "“the bus never came this week and we waited outside in the cold rain”",
        "“told Daisy that the bus never came again this week and we waited outside”",
    )
    write(path, dict(zip(rows_of(path, "the bus never came"), texts, strict=False)))
    show_read(read_back(small.folder), json=False, quiet=False)
    said = " ".join("".join(capsys.readouterr()).split())
    assert '"[PERSON_1]" was said, "Daisy" is written' in said
    assert 'left out: "again"; added: "cold"' in said
    assert said.count("put the word into `keep` in round.toml") == 1


def test_json_lists_every_headline_with_its_quote_and_keeps_the_numbers(
    small: SmallRound, worksheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_four(worksheet)
    write(worksheet, {rows_of(worksheet, "The alarm")[1]: "She is the one who gets everybody up."})
    show_read(read_back(small.folder), json=True, quiet=False)
    told = json.loads(capsys.readouterr().out)
    assert told["headlines"] == 5
    by_text = {each["text"]: each for each in told["headlines_read"]}
    assert by_text["She is the one who gets everybody up."]["quote"] is None
    assert by_text[EXACT]["quote"]["status"] == "exact"
    assert by_text[ALTERED]["quote"]["changes"] == [{"said": "five", "written": "six"}]
    alarm = by_text[ALTERED]["interview_ids"][0]
    assert by_text[ELSEWHERE]["quote"] == {
        "status": "wrong_interview", "interview_id": alarm, "question": "hard_morning", "is_unfinished": False,
        "changes": [],
    }  # fmt: skip
    made_up = by_text[MADE_UP]["quote"]
    assert (made_up["status"], made_up["interview_id"], made_up["changes"]) == ("not_found", None, [])
    assert set(by_text[EXACT]) == {
        "id", "kind", "theme", "pair", "dissent", "surprise", "question", "interview_ids", "text", "place",
        "source_changed", "quote",
    }  # fmt: skip


def test_a_round_with_exact_quotes_only_is_done(small: SmallRound, worksheet: Path) -> None:
    write(worksheet, {rows_of(worksheet, "He walks")[0]: EXACT})
    assert show_read(read_back(small.folder), json=False, quiet=True) == 0


def test_the_check_column_says_what_a_pair_can_mend_and_nothing_of_exact_quotes(
    small: SmallRound, worksheet: Path
) -> None:
    write_four(worksheet)
    alarm = read_back(small.folder).headlines_read
    other = next(each.interview_ids[0] for each in alarm if each.text == ALTERED)
    assemble(small.folder, early=True)
    assert checks_in(worksheet) == {
        EXACT: "",
        ALTERED: 'quote: altered. said, but written otherwise: "five"',
        ELSEWHERE: f"quote: not in this interview, but in {other}",
        MADE_UP: "quote: not found in the notes",
    }


def test_a_remark_goes_when_the_quote_is_mended_and_other_remarks_stay(small: SmallRound, worksheet: Path) -> None:
    row = rows_of(worksheet, "The alarm")[0]
    write(worksheet, {row: ALTERED})
    assemble(small.folder, early=True)
    write(worksheet, {row: ALTERED.replace("six", "five")})
    write(worksheet, {row: checks_in(worksheet)[ALTERED.replace("six", "five")] + "\nask Bo"}, "Check")
    assemble(small.folder, early=True)
    assert list(checks_in(worksheet).values()) == ["ask Bo"]


def test_a_story_that_was_edited_marks_its_headline_until_the_words_are_deleted(
    small: SmallRound, worksheet: Path
) -> None:
    row = rows_of(worksheet, "He walks")[0]
    write(worksheet, {row: EXACT})
    story = "Tell me about a hard morning."
    small.rows[1][story] = small.rows[1][story].replace("forty", "fifty")
    small.write_export()
    collect(small.folder)
    assemble(small.folder, early=True)
    assert [each.source_changed for each in read_back(small.folder).headlines_read] == [True]
    row = rows_of(worksheet, "fifty minutes")[0]
    write(worksheet, {row: ""}, "Check")
    assert [each.source_changed for each in read_back(small.folder).headlines_read] == [False]


def test_what_a_headline_with_a_name_says_is_shown_nowhere(
    small: SmallRound, worksheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(worksheet, {rows_of(worksheet, "The alarm")[0]: "“The alarm goes off for Marisol Alvarez at five”"})
    report = read_back(small.folder)
    show_read(report, json=True, quiet=False)
    show_read(report, json=False, quiet=False)
    assert "Marisol" not in "".join(capsys.readouterr())
    assemble(small.folder, early=True)
    assert "Marisol" not in "".join(checks_in(worksheet).values())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b"Interview,Headline\nabc,She walks\n", "a text file or a web page"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16le"), "with a password"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old kind"),
        (b"PK\x03\x04 cut short", "its end is missing"),
    ],
)
def test_a_file_that_is_no_worksheet_is_named_for_what_it_is(
    small: SmallRound, worksheet: Path, content: bytes, words: str
) -> None:
    worksheet.write_bytes(content)
    with pytest.raises(WorksheetError, match=words):
        read_back(small.folder)


def test_odd_cells_are_told_with_a_fix_and_the_rest_is_read(small: SmallRound, worksheet: Path) -> None:
    write(worksheet, {2: "42", 3: "one\ttwo", 4: EXACT.strip("“”")})
    write(worksheet, {5: "He walks"}, "Kind")
    report = read_back(small.folder)
    assert report.headlines == 3
    assert [(problem.cell, problem.message.split(",")[0]) for problem in report.problems] == [
        ("F2", "a number"),
        ("F3", "a table in one cell"),
        ("F5", 'there is something under "Kind" but no headline. Write one'),
    ]
