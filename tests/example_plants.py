"""What was planted in the example's stories, and what looks like an identifier and is none."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.steps.workplace import open_workplace

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Plant:
    """A text in a data row (from 1) of a form. ``kind`` is an entity, or blank for an innocent."""

    form: str
    row: int
    kind: str
    text: str


@cache
def planted() -> tuple[Plant, ...]:
    return _read("example_planted.csv")


@cache
def innocents() -> tuple[Plant, ...]:
    return _read("example_innocent.csv")


def row_text(folder: Path, plant: Plant) -> WordText:
    """All stored notes of the plant's row; empty when the row is held."""
    return WordText(_texts(folder).get((plant.form, plant.row + 1), ""))


class WordText(str):
    """A text in which ``in`` looks for whole words: "Will" is not in "willing"."""

    def __contains__(self, text: object) -> bool:
        return re.search(rf"(?<!\w){re.escape(str(text))}(?!\w)", self) is not None


@cache
def _texts(folder: Path) -> dict[tuple[str, int], str]:
    with open_workplace(folder, alone=False) as place:
        return {(i.source, i.row): "\n".join(note.text for note in i.notes) for i in place.notebook.interviews()}


def _read(name: str) -> tuple[Plant, ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(Plant(r["form"], int(r["row"]), r.get("kind", ""), r["text"]) for r in csv.DictReader(file))
