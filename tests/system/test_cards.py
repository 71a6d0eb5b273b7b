"""Cards in a real browser: every text fits on its card, every id is on the paper, the sheets have their size."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from flows.steps.assemble import assemble
from flows.steps.cards import CardsReport, cards_of_headlines, cards_of_interviews
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.workplace import open_workplace
from reports.card_text import SMALLEST
from reports.cards import CardSize, Paper, headline_cards, render_headline_cards, sheet_of
from rounds.headlines import Headline, HeadlineKind
from tests.system.test_pages import EXAMPLE, printed

pytestmark = pytest.mark.system
POINTS = {Paper.LETTER: (612, 792), Paper.A4: (595, 842)}
WIDE_FONT = "'DejaVu Sans'"  # a sixth wider than Arial: what a machine may have that knows neither Arial nor its equals

# Puts into the page's title which cards are too full: of the text, of the line with the id, of the last line.
MEASURE = """<script>
addEventListener("load", () => {
  const full = [...document.querySelectorAll(".card")].filter((card) => {
    const words = card.querySelector(".words"), foot = card.querySelector(".foot");
    const lines = [...card.querySelectorAll(".top, .foot")];
    const range = document.createRange();
    range.selectNodeContents(words);
    const text = range.getBoundingClientRect();
    const [foot_at, words_at] = [foot.getBoundingClientRect(), words.getBoundingClientRect()];
    return text.bottom > foot_at.bottom - 17 || text.right > words_at.right + 1
      || lines.some((line) => line.scrollWidth > line.clientWidth + 1) || card.scrollHeight > card.clientHeight + 1;
  });
  document.title = `cards ${document.querySelectorAll(".card").length} full ${full.length}`;
});
</script>"""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cards") / "attendance"
    shutil.copytree(EXAMPLE, folder)
    collect(folder)
    assemble(folder, early=True)
    read_back(folder)
    return folder


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def measured(page: Path, into: Path, font: str = "") -> tuple[int, int]:
    """How many cards there are in ``page``, and how many of them are too full: in the page's fonts or in ``font``."""
    style = f"<style>:not(.id) {{ font-family: {font} !important; }}</style>" if font else ""
    copy = into / "measured.html"
    copy.write_text(page.read_text(encoding="utf-8").replace("</head>", f"{style}{MEASURE}</head>"), encoding="utf-8")
    done = subprocess.run(
        [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={into / 'profile'}", "--dump-dom", copy.resolve().as_uri(),
        ],
        check=True, capture_output=True, timeout=120, text=True,
    )  # fmt: skip
    found = re.search(r"<title>cards (\d+) full (\d+)</title>", done.stdout)
    assert found
    return int(found[1]), int(found[2])


@pytest.mark.parametrize(("size", "paper", "on_a_sheet"), [("sticky", "letter", 6), ("3x5", "a4", 4)])
def test_headline_cards_print_on_as_many_sheets_as_were_said(
    walked: Path, tmp_path: Path, size: str, paper: str, on_a_sheet: int
) -> None:
    report: CardsReport = cards_of_headlines(walked, size=CardSize(size), paper=Paper(paper), blank=3)
    pdf = printed(report.path, tmp_path)
    cards = report.cards + report.second_cards + report.blank
    assert len(pdf.pages) == report.sheets == -(-cards // on_a_sheet)
    points = POINTS[Paper(paper)] if size == "sticky" else POINTS[Paper(paper)][::-1]
    for page in pdf.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(points, abs=1)
    text, source = words(pdf), report.path.read_text(encoding="utf-8")
    ids = re.findall(r'<h2 class="id">([^<]+)</h2>', source)
    assert len(ids) == report.cards + report.second_cards
    assert all(identifier in text for identifier in ids)
    for headline in re.findall(r'<p class="words"[^>]*>([^<]+)</p>', source):
        assert "".join(html.unescape(headline).split()) in "".join(text.split())
    assert measured(report.path, tmp_path) == (cards, 0)


@pytest.mark.parametrize("font", ["", WIDE_FONT])
@pytest.mark.parametrize("size", list(CardSize))
def test_headlines_of_any_length_fit_on_their_cards(tmp_path: Path, size: CardSize, font: str) -> None:
    sentence = "Getting to SCHOOL on a wet Wednesday morning depends on who else is at home, WHO WAKES and who drives. "
    texts = [(sentence * 9)[:length].strip() for length in range(5, 900, 12)]
    texts += [
        "W" * 90,
        "[PERSON_1] & [SCHOOL_2]: “no”",
        "Uno.\nDos.\nTres.\nCuatro.",
        "MMM WWW " * 30,
        "私たちは朝が早い。" * 20,
    ]
    sheet = sheet_of(size, Paper.LETTER)
    headlines = [
        Headline(f"m{nth}", ("a" * 10, "b" * 10), "q", list(HeadlineKind)[nth % 2], text, dissent=nth % 3 == 0)
        for nth, text in enumerate(texts)
    ]
    cards = headline_cards(headlines, {headline.id: "WWW-MMM-WWW" for headline in headlines}, {}, sheet)
    cards = [replace(card, interview="m" * 10, others=12) for card in cards]
    page = tmp_path / "page.html"
    page.write_text(render_headline_cards("Any", cards, sheet, {}), encoding="utf-8")
    assert min(card.size for card in cards) >= SMALLEST
    assert max(card.parts for card in cards) > 1
    assert measured(page, tmp_path, font) == (len(cards), 0)


def test_interviews_print_with_their_id_on_every_page(walked: Path, tmp_path: Path) -> None:
    report = cards_of_interviews(walked)
    pdf = printed(report.path, tmp_path)
    with open_workplace(walked, alone=False) as place:
        ids = [interview.id for interview in place.notebook.interviews()]
    pages = [page.extract_text() for page in pdf.pages]
    assert report.cards == len(ids) <= len(pages)
    assert all(sum(f"Interview {identifier}" in " ".join(page.split()) for identifier in ids) == 1 for page in pages)
    assert all(any(identifier in page for page in pages) for identifier in ids)
    for page in pdf.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(POINTS[Paper.LETTER], abs=1)
