"""What a worksheet remembers of its last writing, cell by cell and as digests: so that copies of it can be merged.

A copy carries this memory along. Whoever merges it can tell what its pair changed from what they merely left standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from reports.worksheet_remarks import joined, lasting
from reports.worksheet_tabs import CHECK, INTERVIEW, NOBODY, PAIR, QUESTION, digest, heading_key, parse_mark
from reports.xlsx_text import clean
from rounds.headlines import Remembered, StoryRow, WrittenRow, WrittenTab

WHOLE = "(all)"  # the heading of a place that is compared as a whole
TAB = "tab"
NONE_WRITTEN_PLACE = "none written"  # with a space in it, as other places that are no marks of rows
_LENGTH = 12  # characters of a digest: a chance of 1 in 10^14 that a change is overlooked
_KEYS_IN_A_CELL = 2_000
_WRITTEN, _HEADING, _STOOD, _CAME, _COPY = "written", "heading", "stood", "came", "merged"
_HEADINGS = "headings"  # all in one row, as they were written at first

Cells = dict[str, str]  # texts by the heading of their column


def text_digest(text: str) -> str:
    """What is remembered of a cell; nothing of an empty one. White space does not matter."""
    return digest(clean(text))[:_LENGTH] if text.strip() else ""


def came_key(heading: str, text: str) -> str:
    """What is remembered of a text that a copy brought into a cell."""
    return digest(f"{heading}\n{clean(text)}")[:_LENGTH]


def table_place(kind: str, name: str) -> str:
    """The place of a row of the Themes or Predictions tab, by its name; or of a tab that people added, by its title."""
    return f"{kind} {digest(heading_key(name))[:_LENGTH]}"


def tab_text(tab: WrittenTab) -> str:
    """All that stands on a tab that people added, with where it stands."""
    return "\n".join(
        f"{row},{column} {text}"
        for row, texts in enumerate(tab.rows)
        for column, text in enumerate(texts)
        if text.strip()
    )


def cells_of(row: WrittenRow) -> Cells:
    """Everything of a row that people may have written."""
    return {
        **dict(row.cells),
        INTERVIEW: row.interview,
        QUESTION: row.question,
        CHECK: joined(lasting(row.check)),
    }


def stood(memory: Remembered, place: str, heading: str) -> str:
    """The digest of what stood in a cell. A row stands beside the story of its mark unless something else is known."""
    known = memory.cells.get(place, {}).get(heading)
    if known is None and heading in (INTERVIEW, QUESTION) and (mark := parse_mark(place)):
        return text_digest(_of_mark(place, heading)) if mark.interview_id != NOBODY else ""
    return known or ""


def row_memory(row: WrittenRow, story: StoryRow | None) -> tuple[str, Cells]:
    """The place of a row that is being written, and what a reader will find in it: ``story`` is the one beside it."""
    cells = cells_of(row)
    if story is not None:
        cells[QUESTION] = story.question
        cells[PAIR] = row.cell(PAIR) or story.pair
        if set(dict(row.cells)) <= {PAIR} and cells[PAIR] == story.pair:
            del cells[PAIR]
    return row.mark, {
        heading: text_digest(text)
        for heading, text in cells.items()
        if text and not (heading in (INTERVIEW, QUESTION) and text == _of_mark(row.mark, heading))
    }


def table_memory(kind: str, rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, Cells]]:
    """The places of a table below its headings, and what stands there."""
    for row in rows[1:]:
        yield table_place(kind, row[0]), {name: text_digest(text) for name, text in zip(rows[0], row, strict=False)}


def remember(
    places: Iterable[tuple[str, Mapping[str, str]]], before: Remembered | None, interviews: Iterable[str]
) -> Remembered:
    """The memory of the next writing. ``interviews`` are those that it shows: what copies brought beside others goes.

    The time stays as it was when the same cells are written again.
    """
    cells = {place: found for place, each in places if (found := {name: d for name, d in each.items() if d})}
    before = before or Remembered()
    shown = {identifier.lower() for identifier in interviews} | {NOBODY}
    came = {
        place: keys
        for place, keys in before.came.items()
        if (mark := parse_mark(place)) is None or mark.interview_id.lower() in shown
    }
    at = before.at if before.at and cells == before.cells else datetime.now(UTC).isoformat()
    return Remembered(at, cells, came, before.copies)


def memory_rows(memory: Remembered) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden tab that keep the memory.

    Each heading has a row of its own: side by side they would look like the headings of a table.
    """
    numbers: dict[str, int] = {}
    stood = []
    for place, cells in memory.cells.items():
        stood.append((place, " ".join(f"{numbers.setdefault(name, len(numbers))}:{d}" for name, d in cells.items())))
    yield (_WRITTEN, memory.at)
    for name, number in numbers.items():
        yield (_HEADING, str(number), name)
    for place, pairs in stood:
        yield (_STOOD, place, pairs)
    for place, keys in memory.came.items():
        in_order = sorted(keys)
        for first in range(0, len(in_order), _KEYS_IN_A_CELL):
            yield (_CAME, place, " ".join(in_order[first : first + _KEYS_IN_A_CELL]))
    for content, at in memory.copies:
        yield (_COPY, content, at)


def read_memory(rows: Iterable[Sequence[str]]) -> Remembered | None:
    """The memory that the rows of the hidden tab keep; None when the worksheet was written before there was one.

    Each row has three cells at least. What cannot be read, as somebody changed it, is unknown: then a text counts as
    one that people changed, so that it is kept.
    """
    at = None
    headings: dict[str, str] = {}
    cells: dict[str, Cells] = {}
    came: dict[str, frozenset[str]] = {}
    copies = []
    for row in rows:
        word, first, second = row[:3]
        if word == _WRITTEN:
            at = first if _is_time(first) else None
        elif word == _HEADINGS:
            headings |= {str(number): name for number, name in enumerate(row[1:])}
        elif word == _HEADING:
            headings[first] = second
        elif word == _STOOD:
            pairs = [pair.partition(":") for pair in second.split()]
            cells[first] = {headings[number]: found for number, _, found in pairs if number in headings and found}
        elif word == _CAME:
            came[first] = came.get(first, frozenset()) | frozenset(second.split())
        elif word == _COPY and _is_time(second):
            copies.append((first, second))
    return Remembered(at, cells, came, tuple(copies)) if at else None


def _is_time(text: str) -> bool:
    with suppress(ValueError):
        return datetime.fromisoformat(text).tzinfo is not None
    return False


def _of_mark(place: str, heading: str) -> str:
    mark = parse_mark(place)
    if mark is None:
        return ""
    return mark.interview_id if heading == INTERVIEW else mark.question
