"""Summary and letters of the example, printed by a real browser: one sheet each, with every section on it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from flows.steps.assemble import assemble
from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize
from reports.letter import write_letter
from reports.summary_page import render_summary
from rounds.letters import Letter, Recipient
from rounds.round import Decision, LocalText
from rounds.round_file import load_round
from rounds.summary import Expectations, Quote, Summary, ThemeHeard
from tests.reports.full_summary import full_summary
from tests.system.page_look import look, points, printed, without_styles_in_head

pytestmark = pytest.mark.system
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "attendance"


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages") / "attendance"
    shutil.copytree(EXAMPLE, folder)
    collect(folder)
    assemble(folder, early=True)
    read_back(folder)
    summarize(folder)
    circle_back(folder)
    return folder


@pytest.fixture(scope="module")
def summary_page(walked: Path) -> Path:
    return walked / "reports" / "summary-draft.html"


def test_the_summary_prints_on_one_sheet(summary_page: Path, tmp_path: Path) -> None:
    pdf = printed(summary_page, tmp_path)
    assert len(pdf.pages) == 1
    assert min(points(pdf)) >= 8
    text = " ".join(pdf.pages[0].extract_text().lower().split())
    for words in ("The ride comes early", "to decide", "interviews are held"):
        assert words.lower() in text
    assert "left off this sheet" not in text


@pytest.mark.parametrize("long", [0.3, 0.6, 1, 1.5])
def test_a_full_round_prints_on_one_sheet_which_says_what_was_left_off(long: float, tmp_path: Path) -> None:
    page = tmp_path / "full.html"
    page.write_text(render_summary(full_summary(long), load_round(EXAMPLE), draft=True).html, encoding="utf-8")
    pdf = printed(page, tmp_path)
    assert len(pdf.pages) == 1
    assert min(points(pdf)) >= 8
    text = " ".join(pdf.pages[0].extract_text().split())
    for words in ("Theme 4", "1. ", "45 of 60 people", "9 interviews are held", "Left off this sheet"):
        assert words in text
    assert text.endswith("The mail has everything.")


@pytest.mark.parametrize("width", [375, 900])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_summary_can_be_read_on_phone_and_desk_by_day_and_night(
    summary_page: Path, width: int, dark: bool, tmp_path: Path
) -> None:
    for page in (summary_page.read_text(encoding="utf-8"), render_summary(full_summary(), load_round(EXAMPLE)).html):
        seen = look(page, tmp_path, width=width, dark=dark)
        assert seen.overflow <= 0
        assert seen.contrast >= 4.5, seen.where


def test_a_summary_can_be_read_on_a_phone_whose_mail_program_drops_styles(tmp_path: Path) -> None:
    page = without_styles_in_head(render_summary(full_summary(), load_round(EXAMPLE), draft=True).html)
    seen = look(page, tmp_path, width=375)
    assert seen.overflow <= 0
    assert seen.contrast >= 4.5, seen.where


def test_every_letter_prints_on_one_sheet(walked: Path, tmp_path: Path) -> None:
    letters = sorted((walked / "outbox" / "letters").glob("attendance-example-*.html"))
    assert len(letters) == 11
    seen = set()
    for letter in letters:
        kind = "direct" if "-direct-" in letter.name else "to pass on"
        language = "es" if 'lang="es"' in letter.read_text(encoding="utf-8") else "en"
        if (kind, language) not in seen:
            seen.add((kind, language))
            assert len(printed(letter, tmp_path).pages) == 1
    assert seen == {(kind, language) for kind in ("direct", "to pass on") for language in ("en", "es")}


@pytest.fixture(scope="module")
def longest() -> dict[str, Letter]:
    """A letter as long as it may be, in short lines of a list, in both languages."""
    round_ = load_round(EXAMPLE)
    assert round_.letters is not None
    texts = [LocalText(en="We do one more small thing", es="Hacemos otra cosa pequeña más") for _ in range(6)]
    letters = round_.letters.model_copy(update={"decisions": tuple(Decision(what=text) for text in texts)})
    themes = tuple(ThemeHeard("A short theme", "", "some", 0.2, False, name_es="Un tema breve") for _ in range(5))
    summary = Summary(
        title="", purpose="", today=date(2026, 11, 16), floor=10, interviews=112, people=130, roles=(), headlines=9,
        surprises=(), themes=themes, more_themes=0, dissent=(), more_dissent=0, expectations=Expectations(),
        to_decide=(), promised=(), left_out=0, held=0,
    )  # fmt: skip
    return {
        language: write_letter(
            round_.model_copy(update={"letters": letters}), summary, Recipient("r", "A", "a@example.org", language),
            quotes=[Quote("One more line.", "Student"), Quote("Una línea más.", "Student")], language=language,
        )
        for language in ("en", "es")
    }  # fmt: skip


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_longest_letter_prints_on_one_sheet_in_14_points(
    longest: dict[str, Letter], language: str, tmp_path: Path
) -> None:
    page = tmp_path / f"{language}.html"
    page.write_text(longest[language].html, encoding="utf-8")
    pdf = printed(page, tmp_path)
    assert len(pdf.pages) == 1
    text = " ".join(pdf.pages[0].extract_text().split())
    assert ("The listening team" if language == "en" else "El equipo de escucha") in text
    assert min(points(pdf)) >= 13.9


@pytest.mark.parametrize("language", ["en", "es"])
def test_large_print_is_at_least_18_points_on_paper(longest: dict[str, Letter], language: str, tmp_path: Path) -> None:
    large = next(file for file in longest[language].attachments if file.media_type == "text/html")
    page = tmp_path / large.name
    page.write_text(large.content, encoding="utf-8")
    pdf = printed(page, tmp_path)
    assert min(points(pdf)) >= 18
    assert len(pdf.pages) <= 3
