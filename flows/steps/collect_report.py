"""What a collect did, in counts: for the terminal, for scripts (`--json`) and for the notebook's run record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ProbableEdit:
    """A row that vanished and a new one that may be its edit; a person matches them."""

    vanished: str
    new: str
    row: int

    def as_json(self) -> dict[str, Any]:
        return {"vanished": self.vanished, "new": self.new, "row": self.row}


@dataclass(slots=True)
class SourceReport:
    """One source's part. ``read`` = ``kept`` + sum of ``held`` + ``unchanged``."""

    source: str
    file: str
    read: int = 0
    kept: int = 0
    held: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    edited: int = 0
    vanished: int = 0
    unknown_interviewers: int = 0
    large_groups: int = 0
    masked: int = 0
    probable_edits: list[ProbableEdit] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "file": self.file,
            "read": self.read,
            "kept": self.kept,
            "held": dict(sorted(self.held.items())),
            "unchanged": self.unchanged,
            "edited": self.edited,
            "vanished": self.vanished,
            "unknown_interviewers": self.unknown_interviewers,
            "probable_edits": [edit.as_json() for edit in self.probable_edits],
        }


@dataclass(frozen=True, slots=True)
class CollectReport:
    """A whole collect: the sources' parts, and what the notebook holds afterwards."""

    round: str
    sources: tuple[SourceReport, ...]
    total_kept: int
    total_held: dict[str, int]
    seconds: float

    @property
    def changed(self) -> bool:
        """Whether the notebook is another one than before."""
        return any(part.read != part.unchanged or part.vanished or part.masked for part in self.sources)

    @property
    def held(self) -> dict[str, int]:
        """Interviews held in this run, by reason."""
        return dict(sorted(sum((part.held for part in self.sources), Counter[str]()).items()))

    @property
    def warnings(self) -> list[str]:
        return [warning for part in self.sources for warning in part.warnings]

    def total(self, name: str) -> int:
        """The sum of a count over all sources."""
        return sum(getattr(part, name) for part in self.sources)

    def as_json(self) -> dict[str, Any]:
        names = ("read", "kept", "unchanged", "edited", "vanished")
        return {
            "round": self.round,
            **{name: self.total(name) for name in names},
            "held": self.held,
            "probable_edits": [edit.as_json() for edit in _edits(self.sources)],
            "total_kept": self.total_kept,
            "total_held": self.total_held,
            "changed": self.changed,
            "sources": [part.as_json() for part in self.sources],
            "warnings": self.warnings,
            "seconds": round(self.seconds, 3),
        }


def _edits(parts: Iterable[SourceReport]) -> list[ProbableEdit]:
    return [edit for part in parts for edit in part.probable_edits]
