"""What a step's report counts, and nothing else of it: whole numbers, yes and no, the lengths of lists, held by reason.

Told by their types, so that a new field of a report with text in it cannot slip into a log or a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from flows.steps.collect_report import CollectReport
from rounds.interviews import HeldReason

Count = int | float | bool | str | Mapping[str, int]
Counts = dict[str, Count]

_REASONS = frozenset(reason.value for reason in HeldReason)
_BY_REASON = ("held", "total_held")
_WITHIN = ("collected", "delivery")  # reports within reports
_TOTALS = ("read", "kept", "unchanged", "edited", "vanished", "not_asked", "thoughts", "masked", "spread")


def counts_of(report: object) -> Counts:
    """The counts in a report (a dataclass), and in the reports within it; nothing of anything else."""
    counts: Counts = {}
    if isinstance(report, CollectReport):
        counts |= {name: report.total(name) for name in _TOTALS}
        counts["held"] = report.held
    if not is_dataclass(report) or isinstance(report, type):
        return counts
    for field in fields(report):
        counts |= _counted(field.name, getattr(report, field.name))
    return counts


def _counted(name: str, value: object) -> Counts:
    if isinstance(value, Enum):
        return {name: str(value.value)}
    if isinstance(value, bool | int):
        return {name: value}
    if isinstance(value, float):
        return {name: round(value, 3)}
    if isinstance(value, Mapping):
        by_reason = {str(key): number for key, number in value.items() if isinstance(number, int)}
        return {name: by_reason} if name in _BY_REASON and by_reason.keys() <= _REASONS else {}
    if isinstance(value, tuple | list):
        return {name: len(value)}
    return counts_of(value) if name in _WITHIN else {}
