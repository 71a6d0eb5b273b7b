"""The example round as it leaves for other programs, and small changes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reports.interchange import Interchange, gather
from rounds.headlines import Headline, HeadlineKind, Theme
from rounds.interviews import Interview, Note, NoteKind
from tests.reports.example_round import (
    PREDICTIONS,
    THEMES,
    example_headlines,
    example_interviews,
    example_round,
)


def example_interchange(
    interviews: Sequence[Interview] | None = None,
    headlines: Sequence[Headline] | None = None,
    themes: Sequence[Theme] = THEMES,
    **more: Any,
) -> Interchange:
    """The whole example round, or other parts in their place."""
    return gather(
        example_round(),
        example_interviews() if interviews is None else interviews,
        example_headlines() if headlines is None else headlines,
        themes,
        PREDICTIONS,
        **{"held": 2, **more},
    )


def told(text: str, number: int = 1, **changes: Any) -> Interview:
    """An interview of one answer."""
    note = Note(question="hard_day", title="Tell me about a hard day.", kind=NoteKind.NOTE, text=text)
    first = replace(example_interviews()[0], id=f"told-{number:02d}", notes=(note,))
    return replace(first, **changes)


def said(text: str, theme: str | None = "Rides fall through", **changes: Any) -> Headline:
    """A quote from the interview that ``told`` makes."""
    values = {"interview_ids": ("told-01",), "question": "hard_day", "kind": HeadlineKind.QUOTE}
    return Headline(**{"id": "h1", "text": text, "theme": theme, **values, **changes})
