"""Titles come from anybody: nothing in them may move the cursor of a terminal or turn its lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.plain_text import printable, printable_json
from flows.terminal import counts_table, errors, say, warn
from tests.google import items
from tests.google.standin import StandIn

OBEYED = "\x1b[2J\x1b]0;x\x07 \x9b31m \x7f\x00\r \u202eabc\u202c \u2066d\u2069 \u2028 \ud83d"
TITLE = "\x1b]0;x\x07\x1b[2JTell me about a hard morning \u202e\x9b31m"


def obeyed(text: str) -> set[str]:
    """What of ``text`` a terminal would obey or could not show."""
    return {sign for sign in text if sign not in "\n\t" and (not sign.isprintable() or sign in "\u202e\u2066")} - {" "}


def test_what_a_terminal_would_obey_is_replaced() -> None:
    assert obeyed(printable(OBEYED)) == set()
    assert printable("a\x1b[31mb") == "a\ufffd[31mb"


@pytest.mark.parametrize(
    "text", ["Grüße, ñ, 学校, 👩🏽‍🏫", "two\nlines\tand a tab", "[PERSON_1] said", "\u200fשלום\u200e"]
)
def test_texts_that_people_write_stay(text: str) -> None:
    assert printable(text) == text


def test_new_lines_of_windows_are_new_lines() -> None:
    assert printable("a\r\nb") == "a\nb"


def test_json_is_the_same_data_with_nothing_to_obey() -> None:
    data = {OBEYED: [OBEYED, "ñ", 5], "path": Path("x")}
    text = printable_json(data)
    assert obeyed(text) == set()
    assert "ñ" in text
    assert json.loads(text) == {**data, "path": "x"}


def test_every_way_to_the_terminal_is_covered(capsys: pytest.CaptureFixture[str]) -> None:
    say(OBEYED)
    warn(OBEYED)
    errors.print(counts_table(OBEYED, {OBEYED: OBEYED}))
    told = capsys.readouterr()
    assert obeyed(told.out) == obeyed(told.err) == set()
    assert told.out.startswith("\ufffd[2J")


def test_titles_of_a_form_reach_the_terminal_as_plain_text(
    google_env: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = google_env.add_form(
        {"info": {"title": TITLE}, "items": [items.paragraph(TITLE), items.choice("Is it?", [TITLE])]}
    )
    for command in (
        ["check", "form", form],
        ["check", "form", form, "--json"],
        ["doctor", str(tmp_path / "none"), "--form", form],
        ["doctor", str(tmp_path / "none"), "--form", form, "--json"],
        ["new", str(tmp_path / "one"), "--form", form],
        ["new", str(tmp_path / "two"), "--form", form, "--yes", "--json"],
    ):
        run(command)
        told = capsys.readouterr()
        assert "bug" not in told.err
        assert obeyed(told.out + told.err) == set(), command


def test_an_error_that_names_a_tab_is_plain_text_too(
    google_env: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tabs = {f"{name}\x1b[31m": [["Timestamp", name], ["10/1/2026 15:00:00", "x"]] for name in ("A", "B")}
    assert run(["new", str(tmp_path / "n"), "--sheet", google_env.add_spreadsheet("R", tabs=tabs)]) == 1
    told = capsys.readouterr().err
    assert '"A\ufffd[31m"' in told
    assert obeyed(told) == set()
