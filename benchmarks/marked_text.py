"""A text with its gold spans: what every data set is turned into, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rounds.roster import RosterName

MUST_GO = ("PERSON", "PHONE", "EMAIL", "ADDRESS", "HANDLE", "ID", "URL", "BIRTHDATE")
NEUTRAL = ("SCHOOL", "PLACE")  # masked or not, neither right nor wrong
FIGURE = "FIGURE"
INNOCENT = "INNOCENT"
LABELS = frozenset({*MUST_GO, *NEUTRAL, FIGURE, INNOCENT})

_MARK = re.compile(r"\[\[([A-Z]+):(.*?)\]\]", re.DOTALL)


class BadMarkup(ValueError):
    """A note that is not marked as the format says. The message says which mark, by its label."""


@dataclass(frozen=True, slots=True)
class Gold:
    """What a person marked: ``start`` and ``end`` are characters of the text, end excluded."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One answer or sentence. ``gold`` is sorted and without overlaps; ``people`` are those named in it."""

    id: str
    text: str
    gold: tuple[Gold, ...]
    language: str = "en"
    people: tuple[RosterName, ...] = ()


def parse_markup(marked: str) -> tuple[str, tuple[Gold, ...]]:
    """``[[LABEL:exact text]]`` as a plain text and its spans. Raises BadMarkup for an unknown or unclosed mark."""
    pieces: list[str] = []
    gold: list[Gold] = []
    read = written = 0
    for mark in _MARK.finditer(marked):
        label, inner = mark.groups()
        if label not in LABELS:
            raise BadMarkup(f"unknown label {label}")
        pieces += [marked[read : mark.start()], inner]
        start = written + mark.start() - read
        written = start + len(inner)
        gold.append(Gold(start, written, label))
        read = mark.end()
    text = "".join([*pieces, marked[read:]])
    if any(f"[[{label}:" in text for label in LABELS):
        raise BadMarkup("a mark is nested or not closed")
    return text, tuple(gold)


def lower_cased(texts: Sequence[MarkedText]) -> list[MarkedText]:
    """The same texts without capitals, character by character: offsets stay."""
    return [replace(one, text="".join(map(_lower, one.text))) for one in texts]


def _lower(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character  # a capital dotted I would become two characters
