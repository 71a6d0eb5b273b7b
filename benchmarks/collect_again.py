"""What a re-run of collect costs over a round in which nothing changed, as a share of the first run."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.notes_data import CHECKOUT

RESPONSES = 10_000
_HEADER = ("Timestamp", "Interviewer", "Consent", "Grade", "Tell me about a hard morning.", "Card code")
_ROUND = """
name = "large"
title = "A large round"
roster = "roster.csv"
team = "team.csv"
segments = [{key = "grade", label = "Grade", values = ["9", "10"]}]
leads = [{email = "lead@example.org"}]
stores = {key_file = "example.key"}

[[sources]]
key = "student"
file = "answers.csv"
role = "Student"
identity = "timestamp+interviewer"
columns = [
    { title = "Timestamp", role = "timestamp" },
    { title = "Interviewer", role = "interviewer" },
    { title = "Consent", role = "consent" },
    { title = "Grade", role = "segment", key = "grade" },
    { title = "Tell me about a hard morning.", role = "note", key = "hard_morning" },
    { title = "Card code", role = "code" },
]
"""


class CollectFailed(RuntimeError):
    """The command ended with an error; the message is what it printed."""


def collect_twice(notes: Sequence[str]) -> tuple[float, float, float]:
    """Seconds of a first collect, of a second one, and of one over a round with a single response already collected.

    The last is what starting the program costs. Raises CollectFailed.
    """
    with tempfile.TemporaryDirectory() as folder:
        large, single = Path(folder) / "large", Path(folder) / "single"
        write_round(large, notes)
        write_round(single, notes[:1])
        first, second = _collect(large), _collect(large)
        _collect(single)
        return first, second, _collect(single)


def write_round(folder: Path, notes: Sequence[str]) -> None:
    """A round with one response per note."""
    folder.mkdir()
    (folder / "round.toml").write_text(_ROUND, encoding="utf-8")
    (folder / "example.key").write_text("5a" * 32 + "\n", encoding="utf-8")
    (folder / "example.key").chmod(0o600)
    (folder / "roster.csv").write_text("first,last,nickname\nDeshawn,Brown,\nMarisol,Alvarez,Mari\n", encoding="utf-8")
    (folder / "team.csv").write_text(
        "code,name,also_typed_as,email,language,pair\nAL,Ada Lindqvist,,ada@example.org,en,A\n", encoding="utf-8"
    )
    start = datetime(2026, 1, 5, 8)
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(_HEADER)
        for nth, note in enumerate(notes):
            moment = (start + timedelta(minutes=nth)).strftime("%Y/%m/%d %I:%M:%S %p GMT-7")
            writer.writerow([moment, "Ada Lindqvist", "Yes", "9", note, f"K{nth}"])


def _collect(folder: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "flows", "collect", str(folder), "--quiet"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode not in (0, 5):  # 5: some are held, as notes in another language are
        raise CollectFailed(done.stderr.strip())  # why is this OK? The command's errors never quote a note
    return seconds
