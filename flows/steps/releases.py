"""What left the building is noted down: later counts are held against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from flows.steps.later import current_told_sum
from flows.steps.workplace import Workplace
from flows.steps.worksheet_plan import themes_of
from reports.counts import RoundCounts, count_round, letters_release, summary_release
from rounds.interviews import HeldReason
from rounds.releases import Release


def record_summary(place: Workplace) -> None:
    """Notes down what the summary of today says. To be called right before it leaves: what is not noted is not sent."""
    told = current_told_sum(place)
    _record(place, lambda counts, at: replace(summary_release(counts, at), told=told))


def record_letters(place: Workplace) -> None:
    """Notes down what the letters of today say. To be called right before they leave."""
    _record(place, letters_release)


def held_total(place: Workplace) -> int:
    """How many interviews wait for somebody: not those that were withdrawn, of which nobody is to be told."""
    counts = place.notebook.held_counts(later=False)
    return sum(number for reason, number in counts.items() if reason is not HeldReason.WITHDRAWN)


def _record(place: Workplace, release: Callable[[RoundCounts, datetime], Release]) -> None:
    notebook = place.notebook
    counts = count_round(
        place.round,
        list(notebook.interviews()),
        notebook.headlines(),
        themes_of(place),
        notebook.releases(),
        held=held_total(place),
    )
    notebook.add_release(release(counts, place.now()))
