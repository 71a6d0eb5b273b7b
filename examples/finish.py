"""Renews the finished outputs of the example round, to be looked at in examples/attendance/finished.

python examples/finish.py            summary, letters, worksheet
python examples/finish.py pictures   and pictures of them (needs Chromium, LibreOffice and pdftoppm)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from examples import fill_in
from flows.steps.assemble import assemble
from flows.steps.circle_back import circle_back
from flows.steps.close import close
from flows.steps.collect import collect
from flows.steps.predictions import predict
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize

EXAMPLE = Path(__file__).parent / "attendance"
FINISHED = EXAMPLE / "finished"
WHO_CLOSES = "Muna Odowa"


def main(arguments: list[str]) -> int:
    """Walks a copy of the example, with the pairs' work typed in anew, and copies what came of it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "attendance"
        shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("finished", "worksheets"))
        collect(folder)
        predict(folder, fill_in.predictions())
        close(folder, who=WHO_CLOSES)
        worksheet = assemble(folder).path
        fill_in.main(folder)
        assemble(folder)
        read_back(folder)
        summary = summarize(folder, send=True)  # without [mail] it waits in the outbox
        letters = circle_back(folder)
        _copy(worksheet, summary.html, letters.folder)
        if "pictures" in arguments:
            _pictures(Path(temporary))
    return 0


def _copy(worksheet: Path, summary: Path, letters: Path) -> None:
    FINISHED.mkdir(exist_ok=True)
    (EXAMPLE / "worksheets").mkdir(exist_ok=True)
    shutil.copyfile(worksheet, EXAMPLE / "worksheets" / "headlines.xlsx")
    shutil.copyfile(summary, FINISHED / "summary.html")
    pages = [page for page in sorted(letters.glob("*.html")) if page.name != "index.html"]
    for language in ("en", "es"):
        letter = next(page for page in pages if f'lang="{language}"' in page.read_text(encoding="utf-8"))
        shutil.copyfile(letter, FINISHED / f"letter-{language}.html")


def _pictures(temporary: Path) -> None:
    for name, height in (("summary", 2500), ("letter-en", 1180), ("letter-es", 1180)):
        _run(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
            "--disable-background-networking", "--disable-component-update", f"--user-data-dir={temporary / 'browser'}",
            "--hide-scrollbars", f"--window-size=700,{height}", f"--screenshot={FINISHED / name}.png",
            (FINISHED / f"{name}.html").resolve().as_uri(),
        )  # fmt: skip
    profile = (temporary / "office").as_uri()
    worksheet = EXAMPLE / "worksheets" / "headlines.xlsx"
    _run(
        "soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(temporary),
        str(worksheet),
    )  # fmt: skip
    pdf = temporary / "headlines.pdf"
    _run("pdftoppm", "-r", "80", "-f", "3", "-l", "3", "-png", "-singlefile", str(pdf), str(FINISHED / "headlines"))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
