"""What is held against a bar, and the table of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.table import aligned


class BenchmarkFailed(RuntimeError):
    """What was measured did not work; the message is what it printed."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One number. ``most`` and ``least`` are the bars; a measure without them is for information."""

    name: str
    value: float
    unit: str
    most: float | None = None
    least: float | None = None

    @property
    def missed(self) -> bool:
        """Whether the bar is missed."""
        too_much = self.most is not None and self.value > self.most
        return too_much or (self.least is not None and self.value < self.least)

    @property
    def has_bar(self) -> bool:
        """Whether it is held against anything."""
        return self.most is not None or self.least is not None

    def cells(self) -> tuple[str, str, str, str, str]:
        """Name, value, unit, bar, verdict."""
        bar = f"<= {self.most:g}" if self.most is not None else f">= {self.least:g}" if self.has_bar else ""
        verdict = "" if not self.has_bar else "MISSED" if self.missed else "met"
        return self.name, shown(self.value), self.unit, bar, verdict


def shown(value: float) -> str:
    """A number with about three digits."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def table(measures: Sequence[Measure]) -> Iterator[str]:
    """The lines of a table of measures."""
    return aligned([("", "value", "", "bar", ""), *(measure.cells() for measure in measures)])
