"""How the tabs of a headline worksheet look in a service: columns, widths, what stays in view, what is offered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reports.worksheet_tabs import (
    COVERAGE_COLUMNS,
    COVERAGE_HINTS,
    COVERAGE_WIDTHS,
    DISSENT,
    EXTRA_WIDTH,
    HEADLINE_COLUMNS,
    HEADLINE_WIDTHS,
    HUMAN_COLUMNS,
    KIND,
    KIND_CHOICES,
    MARK,
    MARKED,
    OUTCOME,
    OUTCOME_CHOICES,
    PAIR,
    PREDICTION_HINTS,
    PREDICTION_WIDTHS,
    SIMILAR_COLUMNS,
    SIMILAR_HINTS,
    SIMILAR_WIDTHS,
    STORY,
    SURPRISE,
    THEME,
    THEME_HINTS,
    THEME_WIDTHS,
    THEMES,
    WRITTEN,
)
from rounds.worksheet_tabs import Column, Look

_CHOICES = {KIND: KIND_CHOICES, DISSENT: (MARKED,), SURPRISE: (MARKED,), OUTCOME: OUTCOME_CHOICES}
_ROWS_TO_COME = 200  # for what people add
_READ_ME_WIDTHS = (24.0, 92.0)


def titled(title: str, hints: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The rows over a table: a title, hints, an empty row."""
    return ((title,), *((hint,) for hint in hints), ())


def headlines_look(added: Sequence[str], rows: int) -> Look:
    """A Headlines tab of ``rows`` rows, with the columns that people ``added``."""
    columns = tuple(_headlines_column(heading, added) for heading in (*HEADLINE_COLUMNS[:-1], *added, MARK))
    return Look(columns, frozen=(1, 1), room=rows + _ROWS_TO_COME)


def _headlines_column(heading: str, added: Sequence[str]) -> Column:
    return Column(
        heading,
        ours=heading not in (*HUMAN_COLUMNS, *added),
        width=HEADLINE_WIDTHS.get(heading, EXTRA_WIDTH),
        hidden=heading == MARK,
        begins_block=heading == STORY,
        centred=heading in (DISSENT, SURPRISE, PAIR),
        choices=_CHOICES.get(heading, ()),
        choices_from=(THEMES, len(THEME_HINTS) + 4) if heading == THEME else None,
    )


def themes_look(headings: Sequence[str], rows: int) -> Look:
    """The Themes tab."""
    return _people_look(headings, THEME_WIDTHS, len(THEME_HINTS), rows, {})


def predictions_look(headings: Sequence[str], rows: int) -> Look:
    """The Predictions tab, with a cell to mark that none was written."""
    marked = {(len(PREDICTION_HINTS) + 1, 2): (MARKED,)}
    return _people_look(headings, PREDICTION_WIDTHS, len(PREDICTION_HINTS), rows, marked)


def _people_look(
    headings: Sequence[str],
    widths: Mapping[str, float],
    hints: int,
    rows: int,
    choices_at: Mapping[tuple[int, int], tuple[str, ...]],
) -> Look:
    columns = [
        Column(
            name,
            ours=name == WRITTEN,
            width=widths.get(name, EXTRA_WIDTH),
            hidden=name == MARK,
            choices=_CHOICES.get(name, ()),
        )
        for name in headings
    ]
    above = hints + 2
    return Look(tuple(columns), above, frozen=(above + 1, 0), room=rows + _ROWS_TO_COME, choices_at=choices_at)


def coverage_look() -> Look:
    """The Coverage tab, for reading only."""
    columns = tuple(Column(name, True, width) for name, width in zip(COVERAGE_COLUMNS, COVERAGE_WIDTHS, strict=True))
    above = len(COVERAGE_HINTS) + 2
    return Look(columns, above, frozen=(above + 1, 0), ours=True)


def similar_look() -> Look:
    """The tab of headlines side by side, for reading only."""
    columns = tuple(Column(name, True, width) for name, width in zip(SIMILAR_COLUMNS, SIMILAR_WIDTHS, strict=True))
    above = len(SIMILAR_HINTS) + 2
    return Look(columns, above, frozen=(above + 1, 0), ours=True)


def read_me_look() -> Look:
    """The Read me tab: a title, and norms with their headings at the left."""
    columns = tuple(Column("", True, width, bold=not nth) for nth, width in enumerate(_READ_ME_WIDTHS))
    return Look(columns, above=3, headings=False, ours=True)


def machine_look() -> Look:
    """The hidden tab."""
    return Look((), headings=False, ours=True, hidden=True)
