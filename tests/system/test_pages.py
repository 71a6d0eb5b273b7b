"""Summary and letters of the example, printed by a real browser: one sheet each, with every section on it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from flows.steps.assemble import assemble
from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize

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


def printed(page: Path, into: Path) -> PdfReader:
    """``page`` as Chromium prints it on US Letter."""
    pdf = into / f"{page.stem}.pdf"
    subprocess.run(
        [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={into / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={pdf}",
            page.resolve().as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return PdfReader(pdf)


def test_the_summary_prints_on_one_sheet(walked: Path, tmp_path: Path) -> None:
    pdf = printed(walked / "reports" / "summary.html", tmp_path)
    assert len(pdf.pages) == 1
    text = pdf.pages[0].extract_text()
    for words in ("The ride comes early", "to decide", "interviews are held"):
        assert words.lower() in " ".join(text.lower().split())


def test_every_letter_prints_on_one_sheet(walked: Path, tmp_path: Path) -> None:
    letters = [path for path in (walked / "outbox" / "letters").glob("*.html") if path.name != "index.html"]
    assert len(letters) == 8
    seen = set()
    for letter in letters:
        language = "es" if 'lang="es"' in letter.read_text(encoding="utf-8") else "en"
        if language not in seen:
            seen.add(language)
            assert len(printed(letter, tmp_path).pages) == 1
    assert seen == {"en", "es"}
