"""The summary as the notebook says it today."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flows.steps.later import current_told_back
from flows.steps.releases import held_total
from flows.steps.workplace import Workplace
from flows.steps.worksheet_plan import themes_of
from reports.summary import build_summary
from rounds.summary import Summary


def current_summary(place: Workplace) -> Summary:
    """What the notebook says today."""
    notebook = place.notebook
    return build_summary(
        place.round,
        list(notebook.interviews()),
        notebook.headlines(),
        themes_of(place),
        notebook.predictions(),
        held=held_total(place),
        today=datetime.now(ZoneInfo(place.round.timezone)).date(),
        earlier=notebook.releases(),
        told_back=current_told_back(place),
    )
