"""Where the rows that a copy brings stand among those of the worksheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.worksheet_merge import is_blank
from reports.worksheet_places import in_slots, slot_of
from reports.worksheet_tabs import interview_ids
from rounds.headlines import WrittenRow

_Group = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that a copy brings, by its mark, and the mark of the row that it stood under.

    The second version of a row stands right under the first one, rows with a number in the order of their numbers.
    """

    mark: str
    above: str
    is_version: bool


def group_of(row: WrittenRow) -> _Group:
    """The story beside which a row stands: its first interview, and its question."""
    ids = interview_ids(row.interview)
    return (ids[0] if ids else ""), row.question


def in_order(rows: Iterable[WrittenRow], new: Iterable[NewRow]) -> Iterator[WrittenRow]:
    """All ``rows``, those of a story together in the order in which they were written; ``new`` ones in their places."""
    added = {each.mark: each for each in new}
    groups: dict[_Group, list[WrittenRow]] = {}
    late: dict[_Group, list[WrittenRow]] = {}
    for row in rows:
        (late if row.mark in added else groups).setdefault(group_of(row), []).append(row)
    for group in dict.fromkeys([*groups, *late]):
        there = in_slots(groups.get(group, []))
        for row in sorted(late.get(group, []), key=lambda row: added[row.mark].is_version):
            there.insert(_place(there, row, added[row.mark]), row)
        yield from there


def _place(there: list[WrittenRow], row: WrittenRow, new: NewRow) -> int:
    slot = None if new.is_version else slot_of(row)
    if slot is not None:
        later = (place for place, each in enumerate(there) if (slot_of(each) or 0) > slot)
        return next(later, len(there))
    above = next((place for place, each in enumerate(there) if each.mark == new.above), None)
    if above is None:
        above = max((place for place, each in enumerate(there) if not is_blank(each)), default=-1)
    return above + 1
