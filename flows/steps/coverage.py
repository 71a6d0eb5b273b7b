"""Coverage: who was listened to so far, in exact numbers, for the one who chooses whom to listen to next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.steps.workplace import open_workplace
from reports.coverage import GroupCount, exact_counts, exact_roles


@dataclass(frozen=True, slots=True)
class SegmentCoverage:
    """The groups of one segment, exactly."""

    key: str
    label: str
    groups: tuple[GroupCount, ...]


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """Exact numbers: for the terminal of the sampling lead, never for a file. ``held`` is a total only."""

    interviews: int
    people: int
    held: int
    segments: tuple[SegmentCoverage, ...]


def coverage(folder: Path) -> CoverageReport:
    """Counts the interviews of every declared segment. Writes nothing."""
    with open_workplace(folder, alone=False) as place:
        kept = list(place.notebook.interviews())
        segments = place.round.segments
        roles = exact_roles(place.round, kept)
        return CoverageReport(
            interviews=len(kept),
            people=sum(interview.people for interview in kept),
            held=sum(place.notebook.held_counts(later=False).values()),
            segments=(
                *([SegmentCoverage("role", "Role", roles)] if roles else ()),
                *(SegmentCoverage(each.key, each.label, exact_counts(place.round, kept, each)) for each in segments),
            ),
        )
