"""A worksheet that was lost comes back: what had been read from it into the notebook is written again."""

from __future__ import annotations

from collections.abc import Sequence

from reports.worksheet_tabs import DISSENT, HEADLINE, KIND, PAIR, SURPRISE, THEME
from rounds.headlines import Headline, Written, WrittenRow

_MARKED = "x"


def written_from(headlines: Sequence[Headline]) -> Written:
    """What people had written, as far as it was read back: one row per headline, under the mark that is its id."""
    return Written(rows=tuple(_row(headline) for headline in headlines))


def _row(headline: Headline) -> WrittenRow:
    cells = {
        HEADLINE: headline.text,
        KIND: headline.kind.value.capitalize(),
        THEME: headline.theme or "",
        DISSENT: _MARKED if headline.dissent else "",
        SURPRISE: _MARKED if headline.surprise else "",
        PAIR: headline.pair or "",
    }
    return WrittenRow(
        mark=headline.id,
        interview="; ".join(headline.interview_ids),
        question=headline.question,
        cells=tuple((heading, text) for heading, text in cells.items() if text),
    )
