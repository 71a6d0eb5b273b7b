"""Renews the finished outputs of the example round, to be looked at in examples/attendance/finished.

python examples/finish.py            summary, letters, worksheet
python examples/finish.py pictures   and pictures of them (needs Chromium, LibreOffice and pdftoppm)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from examples import fill_in
from flows.steps.assemble import assemble
from flows.steps.circle_back import circle_back
from flows.steps.close import close
from flows.steps.collect import collect
from flows.steps.predictions import predict
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize
from rounds.letters import Letter

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
        _copy(worksheet, summary.html)
        _copy_letters(circle_back(folder).letters)
        if "pictures" in arguments:
            _pictures(Path(temporary))
    return 0


def _copy(worksheet: Path, summary: Path) -> None:
    FINISHED.mkdir(exist_ok=True)
    (EXAMPLE / "worksheets").mkdir(exist_ok=True)
    shutil.copyfile(worksheet, EXAMPLE / "worksheets" / "headlines.xlsx")
    shutil.copyfile(summary, FINISHED / "summary.html")


def _copy_letters(letters: Sequence[Letter]) -> None:
    """The letter to an interviewer in each language, with its large print and its words for a phone call."""
    to_pass_on = sorted((one for one in letters if "/letter/" in one.key), key=lambda one: one.recipient.name)
    for language in ("en", "es"):
        letter = next(one for one in to_pass_on if one.recipient.language == language)
        (FINISHED / f"letter-{language}.html").write_text(letter.html, encoding="utf-8")
        large, phone, *_ = letter.attachments
        (FINISHED / f"large-print-{language}.html").write_text(large.content, encoding="utf-8")
        (FINISHED / f"phone-{language}.txt").write_text(phone.content, encoding="utf-8")


def _pictures(temporary: Path) -> None:
    for name, height in (("summary", 2500), ("letter-en", 1180), ("letter-es", 1180), ("large-print-en", 1500)):
        _photograph(temporary, FINISHED / f"{name}.html", name, width=700, height=height)
    phone = temporary / "phone.html"  # Chromium's own window does not become as narrow as a phone
    page = (FINISHED / "summary.html").resolve().as_uri()
    phone.write_text(f'<body style="margin:0"><iframe src="{page}" width="375" height="3000" style="border:0">')
    _photograph(temporary, phone, "summary-phone", width=375, height=3000)
    profile = (temporary / "office").as_uri()
    worksheet = EXAMPLE / "worksheets" / "headlines.xlsx"
    _run(
        "soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(temporary),
        str(worksheet),
    )  # fmt: skip
    pdf = temporary / "headlines.pdf"
    _run("pdftoppm", "-r", "80", "-f", "3", "-l", "3", "-png", "-singlefile", str(pdf), str(FINISHED / "headlines"))


def _photograph(temporary: Path, page: Path, name: str, *, width: int, height: int) -> None:
    _run(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", f"--user-data-dir={temporary / 'browser'}",
        "--hide-scrollbars", f"--window-size={width},{height}", f"--screenshot={FINISHED / name}.png",
        page.resolve().as_uri(),
    )  # fmt: skip


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
