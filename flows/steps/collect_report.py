"""What a collect did, in counts: for the terminal, for scripts (`--json`) and for the notebook's run record."""

from __future__ import annotations

import functools
import operator
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from rounds.audit import by_entity
from rounds.counted import counted
from rounds.notebook import AuditRecord


@dataclass(frozen=True, slots=True)
class ProbableEdit:
    """A row that vanished and a new one that may be its edit; a person matches them."""

    vanished: str
    new: str
    row: int

    def as_json(self) -> dict[str, Any]:
        return {"vanished": self.vanished, "new": self.new, "row": self.row}


@dataclass(frozen=True, slots=True)
class RulesChange:
    """What a new version of the rules made of interviews whose rows did not change: counts before and after.

    The keys are entities, ``kept`` and ``held``.
    """

    interviews: int
    before: Counter[str]
    after: Counter[str]

    def __add__(self, other: RulesChange) -> RulesChange:
        return RulesChange(self.interviews + other.interviews, self.before + other.before, self.after + other.after)

    def as_json(self) -> dict[str, Any]:
        names = sorted({*self.before, *self.after})
        counts = {name: {"before": self.before[name], "after": self.after[name]} for name in names}
        return {"interviews": self.interviews, "counts": counts}

    def __str__(self) -> str:
        """``Redacted again, as ... changed: 40 interviews; PERSON 120 -> 131, kept 38 -> 39, held 2 -> 1``"""
        names = sorted({*self.before, *self.after} - {"kept", "held"})
        counts = ", ".join(f"{name} {self.before[name]} -> {self.after[name]}" for name in [*names, "kept", "held"])
        redacted = counted(self.interviews, "interview")
        return f"Redacted again, as rules, names or columns changed: {redacted}; {counts}"


def tally(records: Iterable[AuditRecord]) -> Counter[str]:
    """Counts of many interviews: by entity, and how many are kept and held."""
    total: Counter[str] = Counter()
    for record in records:
        total.update(by_entity(record.counts))
        total["held" if record.held else "kept"] += 1
    return total


@dataclass(slots=True)
class SourceReport:
    """One source's part. ``read`` = ``kept`` + sum of ``held`` + ``unchanged``.

    ``replaced`` are stored interviews that gave way to another version because their row or the rules changed;
    ``uploads`` are files that people attached to the responses read, which are never fetched. ``not_asked`` are known
    responses of a form that were not asked for again, as nothing was submitted or edited since. ``thoughts`` are those
    of ``kept`` that are later thoughts and no interviews; ``told_reports`` rows that tell only numbers are not read.
    ``undeclared`` are the places of columns that are not declared; None where the source was not read. ``gone``: its
    export is not there any more.
    """

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
    spread: int = 0
    replaced: int = 0
    uploads: int = 0
    not_asked: int = 0
    thoughts: int = 0
    told_reports: int = 0
    told_changed: bool = False
    redacted_again: RulesChange | None = None
    probable_edits: list[ProbableEdit] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    undeclared: list[str] | None = None
    gone: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "file": self.file,
            "read": self.read,
            "kept": self.kept,
            "held": dict(sorted(self.held.items())),
            "unchanged": self.unchanged,
            "not_asked": self.not_asked,
            "edited": self.edited,
            "vanished": self.vanished,
            "unknown_interviewers": self.unknown_interviewers,
            "names_spread": self.spread,
            "uploads": self.uploads,
            "later_thoughts": self.thoughts,
            "told_reports": self.told_reports,
            "redacted_again": self.redacted_again.as_json() if self.redacted_again else None,
            "probable_edits": [edit.as_json() for edit in self.probable_edits],
        }


@dataclass(frozen=True, slots=True)
class CollectReport:
    """A whole collect: the sources' parts, and what the notebook holds afterwards.

    ``outdated`` is the worksheet, as it is called in messages, when it may show notes that this collect changed.
    """

    round: str
    sources: tuple[SourceReport, ...]
    total_kept: int
    total_held: dict[str, int]
    seconds: float
    outdated: str | None = None

    @property
    def changed(self) -> bool:
        """Whether the notebook is another one than before."""
        return any(
            part.read != part.unchanged or part.vanished or part.masked or part.spread or part.told_changed
            for part in self.sources
        )

    @property
    def held(self) -> dict[str, int]:
        """Interviews held in this run, by reason."""
        return dict(sorted(sum((part.held for part in self.sources), Counter[str]()).items()))

    @property
    def warnings(self) -> list[str]:
        warnings = [warning for part in self.sources for warning in part.warnings]
        if self.outdated:
            warnings.append(
                f"{self.outdated} is out of date: stored notes changed, and it may show what is masked now. Run"
                " `sayback assemble`."
            )
        return warnings

    @property
    def redacted_again(self) -> RulesChange | None:
        """What new rules changed, over all sources; None where no interview was redacted again."""
        parts = [part.redacted_again for part in self.sources if part.redacted_again]
        return functools.reduce(operator.add, parts) if parts else None

    def total(self, name: str) -> int:
        """The sum of a count over all sources."""
        return sum(getattr(part, name) for part in self.sources)

    def as_json(self) -> dict[str, Any]:
        names = ("read", "kept", "unchanged", "edited", "vanished")
        return {
            "round": self.round,
            **{name: self.total(name) for name in names},
            "held": self.held,
            "names_spread": self.total("spread"),
            "redacted_again": self.redacted_again.as_json() if self.redacted_again else None,
            "probable_edits": [edit.as_json() for edit in _edits(self.sources)],
            "total_kept": self.total_kept,
            "total_held": self.total_held,
            "changed": self.changed,
            "worksheet_outdated": self.outdated is not None,
            "sources": [part.as_json() for part in self.sources],
            "warnings": self.warnings,
            "seconds": round(self.seconds, 3),
        }


def _edits(parts: Iterable[SourceReport]) -> list[ProbableEdit]:
    return [edit for part in parts for edit in part.probable_edits]
