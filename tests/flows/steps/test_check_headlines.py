"""Check headlines: every kind of input, what is wrong with an input, and what is shown."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from connectors.source import SourceError
from flows.shown_headlines import show_headlines_check
from flows.steps.assemble import assemble
from flows.steps.check_headlines import HeadlinesCheck, check_headlines
from flows.steps.collect import collect
from reports.worksheet_file import WorksheetError
from reports.worksheet_xlsx import write_worksheet
from tests.flows.small_round import SmallRound
from tests.flows.steps.shared_pages import SharedPages
from tests.google.standin import StandIn
from tests.reports.small_worksheet import Editing, plan

KEYS = ["text", "label", "reason", "suggestion"]


def check(target: object, stdin: bytes = b"") -> HeadlinesCheck:
    return check_headlines(str(target), io.BytesIO(stdin))


def labels(report: HeadlinesCheck) -> list[str | None]:
    return [finding["label"] for finding in report.as_json()]


def test_a_text_file_has_one_headline_a_line(tmp_path: Path) -> None:
    path = tmp_path / "headlines.txt"
    path.write_text(
        'Parents don\'t care\r\n\r\n"They should text us"\n[PERSON_1] rides two buses\n', encoding="utf-8-sig"
    )
    report = check(path)
    assert labels(report) == ["judgment", "quote", "descriptive"]
    assert [one.place for one in report.findings] == ["line 1", "line 3", "line 4"]


def test_json_lines_are_answered_in_their_order_with_four_keys(tmp_path: Path) -> None:
    path = tmp_path / "headlines.jsonl"
    texts = ["We should text parents", "", "He said so\nand left", "Dice que sí 🙂"]
    path.write_text("\n".join(json.dumps({"id": 7, "text": text}) for text in texts) + "\n")
    rows = check(path).as_json()
    assert [list(row) for row in rows] == [KEYS] * 4
    assert [row["text"] for row in rows] == texts
    assert rows[0]["suggestion"]
    assert rows[1]["suggestion"] is None


def test_standard_input_is_text_or_json_lines_by_its_first_line() -> None:
    assert labels(check("-", b'{"text": "He is lazy"}\n\n{"text": "Hire a nurse"}')) == ["judgment", "solution"]
    assert labels(check("-", b"\nHe is lazy\n[PERSON_1] rides {two} buses\n")) == ["judgment", "descriptive"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no headline"),
        (b" \n\n", "holds no headline"),
        (b'{"text": "a"}\n{"text": "b"\n', "line 2, is not JSON"),
        (b'{"text": "a"}\n\n{"words": "b"}\n', "line 3, has no `text`"),
        (b'{"text": null}\n', "line 1, has no `text`"),
        (b'{"text": "a"}\nplain\n', "line 2, is not JSON"),
        (b"fine\n\xe9t\xe9\n", "line 2, is not UTF-8"),
        (b"fine\nP\0K\n", "line 2, is no text"),
        (b'{"text": ' + b"[" * 100_000, "line 1, is not JSON"),
        (b"fine\n\n{bad words\n", "line 3, begins with a brace"),
        (b'fine\n{"text": "words"}\n', "line 2, begins with a brace"),
        (b"{bad words\nfine\n", "line 1, is not JSON"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_not_quoted(content: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=said) as error:
        check("-", content)
    assert "words" not in str(error.value)


@pytest.mark.parametrize("name", ["missing.txt", "notes.docx", "x" * 5_000])
def test_a_file_that_is_not_there_or_of_another_kind_says_what_can_be_checked(tmp_path: Path, name: str) -> None:
    if name.endswith(".docx"):
        (tmp_path / name).write_bytes(b"PK")
    with pytest.raises(SourceError, match="one headline a line"):
        check(tmp_path / name)


def test_a_folder_without_a_round_and_a_round_without_a_worksheet_say_so(tmp_path: Path, small: SmallRound) -> None:
    with pytest.raises(SourceError, match=r"no round\.toml"):
        check(tmp_path / "..")
    with pytest.raises(SourceError, match="sayback assemble"):
        check(small.folder)


def test_a_worksheet_is_answered_with_cells_and_a_quote_is_what_the_pair_called_so(tmp_path: Path) -> None:
    path = tmp_path / "headlines.xlsx"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        book.headlines.type(2, Headline="The office is rude")
        book.headlines.type(3, Headline="They should text us", Kind="Quote")
        book.headlines.type(4, Kind="Quote")
    report = check(path)
    assert [(row["cell"], row["text"], row["label"]) for row in report.as_json()] == [
        ("Headlines!F2", "The office is rude", "judgment"),
        ("Headlines!F3", "They should text us", "quote"),
    ]
    assert report.unread == 1


def test_a_worksheet_and_a_list_of_its_headlines_get_the_same_labels(tmp_path: Path) -> None:
    texts = [
        '"He is lazy, they said."',
        "“We should text parents”",
        'The office sent her home and she said "it was fine"',
        "He is lazy",
        "'So rude, all of it.'",
    ]
    path, listed = tmp_path / "headlines.xlsx", tmp_path / "headlines.txt"
    write_worksheet(plan(), path)
    with Editing(path) as book:
        for row, text in enumerate(texts, start=2):
            book.headlines.type(row, Headline=text)
    listed.write_text("\n".join(texts), encoding="utf-8")
    assert labels(check(path)) == labels(check(listed))
    with Editing(path) as book:
        book.headlines.type(2, Kind="Quote")
        book.headlines.type(3, Kind="Descriptive")
        book.headlines.type(5, Kind="Quote")
    assert labels(check(path)) == ["quote", "quote", "descriptive", "quote", "quote"]


def test_a_rounds_google_sheet_gets_the_same_labels(small: SmallRound, google_env: StandIn) -> None:
    pages = SharedPages(google_env, google_env.add_spreadsheet("Our worksheet"))
    collect(small.folder)
    small.write(f'[worksheet]\ngoogle_sheet = "{pages.id}"\n')
    assert assemble(small.folder, early=True).url
    first, second, third = [row["Row"] for row in pages.rows()][:3]
    pages.type(first, Headline='"He is lazy, they said."', Kind="Quote")
    pages.type(second, Headline='"We should text parents"')
    pages.type(third, Headline="We should text parents")
    assert labels(check(small.folder)) == ["quote", "quote", "solution"]


def test_a_spanish_headline_is_asked_in_spanish_alone(capsys: pytest.CaptureFixture[str]) -> None:
    show_headlines_check(check("-", "A los papás no les importa la escuela\n".encode()), json=False)
    shown = capsys.readouterr().out
    assert "\n  ¿Qué dijeron o hicieron que les hace pensar eso?\n" in shown
    assert "Ask" not in shown


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(WorksheetError):
        check(path)


def test_findings_are_shown_with_a_question_and_the_exit_code_is_nought(capsys: pytest.CaptureFixture[str]) -> None:
    report = check("-", b"Parents don't care\n[PERSON_1] rides two buses\n")
    assert show_headlines_check(report, json=False) == 0
    shown = capsys.readouterr().out
    assert "line 1  Parents don't care" in shown
    assert "judgment?" in shown
    assert "\n  What did they say or do that makes you think so?\n" in shown
    assert "[PERSON_1]" not in shown
    assert "2 headlines: 1 descriptive, 1 judgment." in shown
    assert "you decide" in shown


def test_json_is_one_list_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_headlines_check(check("-", b"He is lazy\n"), json=True) == 0
    assert [list(row) for row in json.loads(capsys.readouterr().out)] == [KEYS]


def test_the_command_reads_a_pipe_and_names_a_bad_line(tmp_path: Path) -> None:
    def run(content: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "flows", "check", "headlines", "-", *arguments]
        environment = os.environ | {"PYTHONUTF8": "1"}
        return subprocess.run(command, input=content, capture_output=True, text=True, env=environment, check=False)

    fine = run("We should text parents\n", "--json")
    assert (fine.returncode, json.loads(fine.stdout)[0]["label"]) == (0, "solution")
    bad = run('{"text": 1}\n')
    assert bad.returncode == 1
    assert "line 1" in bad.stderr
