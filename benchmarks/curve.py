"""Recall and precision by a threshold on the scores of spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.found import Found
from benchmarks.marked_text import MarkedText
from benchmarks.measures import values
from benchmarks.scoring import score
from benchmarks.table import aligned, share

STEPS = tuple(step / 20 for step in range(21))
_SHOWN = {
    "names": "names wholly", "names, characters": "characters", "contacts": "contacts wholly", "precision": "precision",
    "person span overlap": "person spans", "person character precision": "person chars", "figures": "figures",
    "innocent": "innocent",
}  # fmt: skip

Point = dict[str, float | None]


def curve(texts: Sequence[MarkedText], found: Sequence[Found], steps: Sequence[float] = STEPS) -> list[Point]:
    """The measures at each threshold; a threshold at which nothing changed is left out."""
    points: list[Point] = []
    for step in steps:
        measured = values(score(texts, found, step))
        shown = {key: measured[key] for key in _SHOWN}
        if not points or any(points[-1][key] != value for key, value in shown.items()):
            points.append({"threshold": step, **shown})
    return points


def recall_at_precision(texts: Sequence[MarkedText], found: Sequence[Found], least: float = 0.65) -> float | None:
    """Characters of names masked at the lowest score from which the precision by characters of persons is ``least``."""
    for step in range(101):
        measured = values(score(texts, found, step / 100))
        precision = measured["person character precision"]
        if precision is not None and precision >= least:
            return measured["names, characters"]
    return None


def curve_lines(points: Sequence[Point]) -> Iterator[str]:
    """The same as lines of text; a measure of which there is nothing in the set is left out."""
    keys = [key for key in _SHOWN if any(point[key] is not None for point in points)]
    rows = [[f"from {point['threshold']:.2f}", *(share(point[key]) for key in keys)] for point in points]
    return aligned([["score", *(_SHOWN[key] for key in keys)], *rows])
