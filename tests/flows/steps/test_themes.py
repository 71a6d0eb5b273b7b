"""Themes from the worksheet to their cards: what people did by hand is followed, and nothing unfit is shown."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from flows.__main__ import run
from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.redactors import ResidueFound
from flows.steps.themes import PAGE, NothingReadBack, themes
from flows.steps.workplace import WORKSHEET, open_workplace
from tests.flows.pair_work import headings, type_headlines
from tests.flows.small_round import LETTERS, SmallRound

TYPED = "It depends on who else is at home, she said."


@pytest.fixture
def heard(small: SmallRound) -> SmallRound:
    small.write(LETTERS)
    collect(small.folder)
    assemble(small.folder, early=True)
    type_headlines(small.folder / WORKSHEET, TYPED)
    return small


def rename(folder: Path, name: str) -> None:
    """Types over the first theme of the Themes tab."""
    book = openpyxl.load_workbook(folder / WORKSHEET)
    book["Themes"]["A6"] = name
    book.save(folder / WORKSHEET)


def test_a_renamed_theme_is_followed_through_assemble_the_notebook_and_the_cards(heard: SmallRound) -> None:
    rename(heard.folder, "Before school")
    assert read_back(heard.folder).problems == ()
    assemble(heard.folder, early=True)
    book = openpyxl.load_workbook(heard.folder / WORKSHEET)
    sheet, columns = book["Headlines"], headings(book["Headlines"])
    assert sheet.cell(2, columns["Theme"]).value == "Mornings at home"
    assert sheet.cell(2, columns["Check"]).value == "theme: now called Before school"
    assert "Side by side" in book.sheetnames
    read_back(heard.folder)
    with open_workplace(heard.folder, alone=False) as place:
        (theme,) = place.notebook.themes()
        assert (theme.name, theme.replaces, theme.id[:2]) == ("Before school", ("Mornings at home",), "t-")
        assert {headline.theme for headline in place.notebook.headlines()} == {"Before school"}
    (card,) = themes(heard.folder).cards.cards
    assert (card.name, card.was, [each.text for each in card.headlines]) == (
        "Before school", ("Mornings at home",), [TYPED],
    )  # fmt: skip


def test_the_page_is_written_for_its_owner_alone_and_only_on_request(heard: SmallRound) -> None:
    read_back(heard.folder)
    assert themes(heard.folder).page is None
    assert not (heard.folder / PAGE).exists()
    report = themes(heard.folder, html=True)
    assert report.page == heard.folder / PAGE
    assert report.page.stat().st_mode & 0o777 == 0o600
    assert TYPED in report.page.read_text(encoding="utf-8")


def test_the_command_shows_cards_and_json(heard: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    read_back(heard.folder)
    assert run(["themes", str(heard.folder)]) == 0
    shown = capsys.readouterr().out
    assert "Mornings at home" in shown
    assert TYPED in shown
    assert run(["themes", str(heard.folder), "--json", "--html"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["cards"][0]["name"] == "Mornings at home"
    assert data["page"].endswith("themes.html")
    assert data["without_theme"] == 0


def test_without_headlines_there_is_nothing_to_show(small: SmallRound) -> None:
    collect(small.folder)
    with pytest.raises(NothingReadBack, match="assemble --read"):
        themes(small.folder)


def test_a_name_that_came_to_be_known_later_stops_the_cards(heard: SmallRound) -> None:
    read_back(heard.folder)
    heard.write(LETTERS + '[redaction]\nmask = ["who else is at home"]\n')
    for html in (False, True):
        with pytest.raises(ResidueFound, match="theme 1"):
            themes(heard.folder, html=html)
    assert not (heard.folder / PAGE).exists()


def test_a_theme_that_named_somebody_is_forgotten_once_it_is_renamed(heard: SmallRound) -> None:
    rename(heard.folder, "Deshawn Brown's mornings")
    assemble(heard.folder, early=True)
    rename(heard.folder, "Early mornings")
    assemble(heard.folder, early=True)
    book = openpyxl.load_workbook(heard.folder / WORKSHEET)
    for sheet in (book["Themes"], book["sayback"]):
        assert not any("Deshawn" in str(value) for row in sheet.iter_rows(values_only=True) for value in row)
    read_back(heard.folder)
    with open_workplace(heard.folder, alone=False) as place:
        assert [theme.name for theme in place.notebook.themes()] == ["Early mornings"]
