"""Stories that may not be seen any more, where people copied them: they were edited, masked or taken back since."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from reports.worksheet_copies import SHORTEST_COPY
from reports.worksheet_tabs import digest, parse_mark
from rounds.headlines import Written, WrittenTab

NOT_SEEN = "(a story that is not to be seen, or reads otherwise now)"


def without_unseen(written: Written, shown: Written, seen: Collection[str]) -> Written:
    """The tabs that people added in ``written``, without copies of what ``shown`` had shown and is not to be ``seen``.

    ``seen`` are digests of the cells that show stories now.
    """
    stale = {part for story in shown.stories for part in story.parts} - set(seen) - {digest("")}
    return replace(written, tabs=tuple(_without(tab, stale) for tab in written.tabs)) if stale else written


def _without(tab: WrittenTab, stale: Collection[str]) -> WrittenTab:
    rows = tuple(tuple(NOT_SEEN if _is_stale(text, row, stale) else text for text in row) for row in tab.rows)
    return WrittenTab(tab.title, rows)


def _is_stale(text: str, row: Sequence[str], stale: Collection[str]) -> bool:
    """A short text says the same as some story by chance, but not beside the mark of a row of ours."""
    return bool(text) and digest(text) in stale and (len(text) >= SHORTEST_COPY or any(map(parse_mark, row)))
