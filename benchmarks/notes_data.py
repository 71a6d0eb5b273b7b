"""Note sets: realistic interview notes with inline markup, one JSON object a line. All people in them are invented.

A line is ``{"id": ..., "lang": "en" | "es" | "mixed", "people": [[first, last, nickname], ...], "text": ...}``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.marked_text import BadMarkup, MarkedText, parse_markup
from rounds.roster import RosterName

CHECKOUT = Path(__file__).resolve().parent.parent
NOTES = CHECKOUT / "tests" / "data" / "notes"
JUDGE = NOTES / "judge"  # written by people who did not know the rules, after them; nothing was learned from these
ROSTER_SHARE = 0.6


def note_files(folder: Path = NOTES) -> list[Path]:
    """The note sets of the project, by name."""
    return sorted(folder.glob("*.jsonl"))


def load_notes(path: Path) -> list[MarkedText]:
    """The notes of one file. Raises BadMarkup naming file and line."""
    notes = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                notes.append(_note(json.loads(line)))
            except (BadMarkup, KeyError, ValueError) as error:
                raise BadMarkup(f"{path.name}, line {number}: {error}") from None
    return notes


def _note(record: dict[str, Any]) -> MarkedText:
    text, gold = parse_markup(record["text"])
    people = tuple(RosterName(first, last, nickname) for first, last, nickname in record.get("people", ()))
    return MarkedText(record["id"], text, gold, record.get("lang", "en"), people)


def partial_roster(notes: Iterable[MarkedText], share: float = ROSTER_SHARE) -> list[RosterName]:
    """A roster with about ``share`` of the people named in ``notes``: always the same people, whatever the order."""
    people = {_words(person): person for note in notes for person in note.people}
    return [people[words] for words in sorted(people) if words and _place(words) < share]


def _words(person: RosterName) -> str:
    return " ".join(f"{person.first} {person.last} {person.nickname}".casefold().split())


def _place(words: str) -> float:
    """Where a name stands between 0 and 1: evenly spread, and the same on every machine."""
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big") / 2**32
