"""A copy of a worksheet as it can be compared with ours: under our headings, without what says nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from reports.worksheet_tabs import PAIR, heading_key, interview_ids
from rounds.headlines import Written


def comparable(ours: Written, theirs: Written, pairs: Collection[str]) -> Written:
    """``theirs`` with columns spelled as in ``ours``; ``pairs`` are the names of the round's pairs.

    Pairs in a copy that lost its memory are left out: nobody can know whether they were typed or filled in.
    """
    return _without_filled_pairs(ours, _under_our_headings(ours, theirs), pairs)


def _under_our_headings(ours: Written, theirs: Written) -> Written:
    """The copy with columns that people added spelled as in ours: case and white space do not matter."""
    names = {heading_key(name): name for name in ours.columns}
    spelled = {name: names.get(heading_key(name), name) for name in theirs.columns}
    if all(name == own for name, own in spelled.items()) or len(set(spelled.values())) < len(spelled):
        return theirs
    rows = (
        replace(row, cells=tuple((spelled.get(name, name), text) for name, text in row.cells)) for row in theirs.rows
    )
    return replace(theirs, rows=tuple(rows), columns=tuple(spelled.values()))


def _without_filled_pairs(ours: Written, theirs: Written, pairs: Collection[str]) -> Written:
    """A copy that lost its memory, without the pairs beside our stories: Sayback fills them in on every row.

    Other words under Pair are of people.
    """
    if theirs.memory is not None:
        return theirs
    names = set(map(heading_key, (*pairs, *(story.pair for story in (*ours.stories, *theirs.stories)))))
    there = {story.interview_id.lower() for story in ours.stories}
    rows = (
        replace(row, cells=tuple(each for each in row.cells if each[0] != PAIR or heading_key(each[1]) not in names))
        if there & set(interview_ids(row.interview))
        else row
        for row in theirs.rows
    )
    return replace(theirs, rows=tuple(rows))
