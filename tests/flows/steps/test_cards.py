"""Cards of headlines and interviews: what stands on them, what is left out, what becomes of old pages."""

from __future__ import annotations

import json
import re
import stat
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from flows.__main__ import run
from flows.steps.assemble import assemble
from flows.steps.cards import NothingToPrint, cards_of_headlines, cards_of_interviews
from flows.steps.close import close
from flows.steps.closing import NotClosed
from flows.steps.collect import collect
from flows.steps.predictions import none_written, predict
from flows.steps.read_back import read_back
from flows.steps.redactors import ResidueFound
from flows.steps.workplace import open_workplace
from reports.cards import CardSize, Paper
from tests.flows.pair_work import headings, type_headlines
from tests.flows.small_round import STORIES, SmallRound

QUOTES = [f'"{story.partition(".")[0]}."' for story in STORIES]


@pytest.fixture
def headlined(small: SmallRound) -> SmallRound:
    """Three stories, each headlined with a quote: two by pair B, one by pair A."""
    small.rows[1]["Interviewer"] = "Bo Sandoval"
    small.write_export()
    collect(small.folder)
    write_quotes(assemble(small.folder, early=True).path)
    read_back(small.folder)
    return small


def write_quotes(worksheet: Path) -> None:
    type_headlines(worksheet, theme="")
    book = openpyxl.load_workbook(worksheet)
    sheet = book["Headlines"]
    columns = headings(sheet)
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, columns["Headline"]).value:
            story = sheet.cell(row, columns["Story"]).value
            sheet.cell(row, columns["Headline"]).value = f'"{story.partition(".")[0]}."'
    book.save(worksheet)


def change_interviews(small: SmallRound, **fields: object) -> str:
    """Changes the first interview in the notebook; returns its id."""
    with open_workplace(small.folder) as place:
        first, *_ = place.notebook.interviews()
        place.notebook.save([replace(first, **fields)], at=place.now())
        return first.id


def quotes_in(page: Path) -> list[str]:
    found = re.findall(r'<p class="words"[^>]*>([^<]+)</p>', page.read_text(encoding="utf-8"))
    return [text.replace("&#39;", "'") for text in found]


def test_each_headline_that_was_read_back_has_a_card(headlined: SmallRound) -> None:
    report = cards_of_headlines(headlined.folder)
    assert (report.cards, report.sheets, report.quotes_left_out, report.held) == (3, 1, 0, 0)
    assert len(quotes_in(report.path)) == 3
    assert all(quote.startswith("“") and quote.endswith("”") for quote in quotes_in(report.path))
    assert stat.S_IMODE(report.path.stat().st_mode) == 0o600


def test_a_card_names_no_interviewer_role_or_pair(headlined: SmallRound) -> None:
    page = cards_of_headlines(headlined.folder).path.read_text(encoding="utf-8")
    for word in ("Ada", "Lindqvist", "Student", "AL", ">A<", ">B<"):
        assert word not in page


def test_a_pair_gets_its_own_headlines_on_a_page_of_its_own(headlined: SmallRound) -> None:
    everybody = cards_of_headlines(headlined.folder)
    of_a, of_b = (cards_of_headlines(headlined.folder, pair=pair) for pair in ("a", "B"))
    assert len({everybody.path, of_a.path, of_b.path}) == 3
    assert (everybody.cards, of_a.cards, of_b.cards) == (3, 1, 2)
    with pytest.raises(NothingToPrint, match="of this pair"):
        cards_of_headlines(headlined.folder, pair="Z")


def test_without_a_headline_there_is_nothing_to_print_but_blank_cards(small: SmallRound) -> None:
    collect(small.folder)
    with pytest.raises(NothingToPrint, match="assemble --read"):
        cards_of_headlines(small.folder)
    assert cards_of_headlines(small.folder, blank=7).sheets == 2


def test_quotes_of_somebody_in_distress_get_no_card_and_are_counted(headlined: SmallRound) -> None:
    identifier = change_interviews(headlined, distress=True)
    report = cards_of_headlines(headlined.folder)
    assert (report.cards, report.quotes_left_out) == (2, 1)
    assert identifier not in report.path.read_text(encoding="utf-8")


def test_a_held_interview_never_appears_on_paper(headlined: SmallRound) -> None:
    cards_of_headlines(headlined.folder)
    of_a, of_b = (cards_of_interviews(headlined.folder, pair=pair).path for pair in ("A", "B"))
    headlined.rows[0]["Consent"] = "No"
    headlined.write_export()
    collect(headlined.folder)
    with open_workplace(headlined.folder) as place:
        (held,) = place.notebook.held()
    report = cards_of_headlines(headlined.folder)
    assert (report.cards, report.held, report.outdated) == (2, 1, 2)
    assert of_a.exists() is not of_b.exists()
    assert cards_of_interviews(headlined.folder).cards == 2
    for page in (headlined.folder / "cards").glob("*.html"):
        assert held.id not in page.read_text(encoding="utf-8")
        assert "missed the bus twice" not in page.read_text(encoding="utf-8")


def test_a_name_that_is_known_by_now_stops_the_cards_and_names_the_card(headlined: SmallRound) -> None:
    headlined.write('[redaction]\nmask = ["brother"]\n')
    with pytest.raises(ResidueFound, match=r"the card \w{3}-\w{3}"):
        cards_of_headlines(headlined.folder)
    with pytest.raises(ResidueFound, match="interview"):
        cards_of_interviews(headlined.folder)
    assert not list((headlined.folder / "cards").glob("*.html"))


def test_pages_with_a_word_that_is_masked_now_go_when_the_worksheet_is_assembled(headlined: SmallRound) -> None:
    pages = [cards_of_headlines(headlined.folder).path, cards_of_interviews(headlined.folder).path]
    assemble(headlined.folder)
    assert all(page.exists() for page in pages)
    headlined.write('[redaction]\nmask = ["brother"]\n')
    collect(headlined.folder)
    assemble(headlined.folder)
    assert not any(page.exists() for page in pages)


def test_a_masked_word_that_a_pair_had_typed_takes_its_page_away(small: SmallRound) -> None:
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path, text="Zephyrkin drives her.")
    read_back(small.folder)
    page = cards_of_headlines(small.folder).path
    small.write('[redaction]\nmask = ["Zephyrkin"]\n')
    assemble(small.folder)
    assert not page.exists()


def test_interviews_are_printed_once_the_round_is_closed_or_opened_early(small: SmallRound) -> None:
    collect(small.folder)
    with pytest.raises(NotClosed):
        cards_of_interviews(small.folder)
    assemble(small.folder, early=True)
    report = cards_of_interviews(small.folder, paper=Paper.A4)
    page = report.path.read_text(encoding="utf-8")
    assert report.cards == 3
    assert "Tell me about a hard morning." in page
    assert all(story[:30] in page for story in STORIES[:3])
    assert "Lindqvist" not in page


def test_printing_interviews_opens_the_set_so_that_predictions_are_settled(small: SmallRound) -> None:
    collect(small.folder)
    with open_workplace(small.folder) as place:
        closed = {"at": place.now().isoformat(), "who": "Ada", "kept": 3, "held": 0}
        place.notebook.set_fact("closed", json.dumps(closed))
    cards_of_interviews(small.folder)
    with open_workplace(small.folder) as place:
        assert place.notebook.fact("opened") is not None
        assert none_written(place) is not None


def test_a_run_that_died_behind_the_cards_leaves_no_time_for_predictions(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect(small.folder)
    close(small.folder)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr("flows.steps.cards.write_private", killed)
        with pytest.raises(KeyboardInterrupt):
            cards_of_interviews(small.folder)
    assert [each.is_late for each in predict(small.folder, ["The bus will come up."]).predictions] == [True]


def test_a_pair_gets_the_interviews_that_the_worksheet_gave_it(headlined: SmallRound) -> None:
    with open_workplace(headlined.folder, alone=False) as place:
        by_pair = {headline.interview_ids[0]: headline.pair for headline in place.notebook.headlines()}
    for pair in set(by_pair.values()):
        page = cards_of_interviews(headlined.folder, pair=pair).path.read_text(encoding="utf-8")
        for identifier, of_pair in by_pair.items():
            assert (identifier in page) == (of_pair == pair)
    with pytest.raises(NothingToPrint, match="The pairs are"):
        cards_of_interviews(headlined.folder, pair="Z")


def test_the_command_prints_json(headlined: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cards", str(headlined.folder), "--size", "3x5", "--paper", "a4", "--blank", "2", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["cards"], data["blank"], data["sheets"]) == (3, 2, 2)
    assert run(["cards", str(headlined.folder), "--interviews", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["cards"] == 3


@pytest.mark.parametrize("options", [["--size", "4x6"], ["--paper", "legal"], ["--interviews", "--blank", "3"]])
def test_options_that_make_no_sense_are_wrong_usage(headlined: SmallRound, options: list[str]) -> None:
    assert run(["cards", str(headlined.folder), *options]) == 2


def test_ids_stay_the_same_when_the_sheet_is_printed_in_another_size(headlined: SmallRound) -> None:
    def ids(page: Path) -> list[str]:
        return re.findall(r'<h2 class="id">([^<]+)</h2>', page.read_text(encoding="utf-8"))

    first = ids(cards_of_headlines(headlined.folder).path)
    assert first == ids(cards_of_headlines(headlined.folder, size=CardSize.INDEX, paper=Paper.A4).path)
    assert len(set(first)) == 3
