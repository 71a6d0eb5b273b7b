"""The small round with a form for later thoughts, and reports of people told through it."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from tests.flows.small_round import SmallRound

HEADER = ("Timestamp", "Code on your card", "Is there anything to add?", "Do you agree?", "Your name", "Told", "Of")
THOUGHT = "The driver waves now when the bus is full, and that helps on a cold morning."
SECOND = "Since last week the office answers the phone before the first bell rings."

SETTINGS = """
[[sources]]
key = "later"
file = "later.csv"
later = true
columns = [
    { title = "Timestamp", role = "timestamp" },
    { title = "Code on your card", role = "code" },
    { title = "Is there anything to add?", role = "note", key = "later_thought" },
    { title = "Do you agree?", role = "consent" },
    { title = "Your name", role = "interviewer" },
    { title = "Told", role = "told" },
    { title = "Of", role = "listened_to" },
]
"""


def thought(text: str = THOUGHT, code: str = "K0Q0", day: int = 20, **changes: str) -> dict[str, str]:
    """A row in which somebody adds a thought."""
    return _row(day, **{HEADER[1]: code, HEADER[2]: text, HEADER[3]: "Yes"}) | changes


def report(told: str, of: str, name: str = "Ada Lindqvist", day: int = 21) -> dict[str, str]:
    """A row in which an interviewer says whom they have told."""
    return _row(day, **{"Your name": name, "Told": told, "Of": of})


def _row(day: int, **answers: str) -> dict[str, str]:
    return {"Timestamp": f"2026/10/{day:02d} 5:00:00 PM GMT-7", **answers}


@dataclass
class LaterRound:
    """Writes both exports anew with each ``write``."""

    small: SmallRound
    thoughts: list[dict[str, str]] = field(default_factory=lambda: [thought()])

    @property
    def folder(self) -> Path:
        return self.small.folder

    @property
    def export(self) -> Path:
        return self.folder / "later.csv"

    def write(self, settings: str = SETTINGS) -> LaterRound:
        self.small.write(settings)
        self.write_exports()
        return self

    def write_exports(self) -> None:
        self.small.write_export()
        with self.export.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADER, quoting=csv.QUOTE_ALL, restval="")
            writer.writeheader()
            writer.writerows(self.thoughts)
