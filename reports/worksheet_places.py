"""Where the rows that people wrote stand in the next worksheet: each beside the story that it belongs to.

Cells follow the interview and question of their row. What has no place in the new worksheet goes to its
"Set aside" tab, and comes back from there when its interview does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reports.worksheet_merge import is_blank
from reports.worksheet_remarks import SOURCE_CHANGED, joined, remarks_in
from reports.worksheet_shown import Shown
from reports.worksheet_tabs import HEADLINE, Mark, digest, interview_ids, parse_mark
from rounds.headlines import ShownStory, StoryRow, WorksheetPlan, Written, WrittenRow


@dataclass(frozen=True, slots=True)
class StoryBlock:
    """A story with its rows, written and empty ones, from top to bottom."""

    story: StoryRow
    rows: tuple[WrittenRow, ...]


def lay_out(
    plan: WorksheetPlan, written: Written, *, rows_to_show: Callable[[StoryRow], int] = lambda story: 1
) -> tuple[list[StoryBlock], list[WrittenRow]]:
    """The rows of each story, and the rows that have to be set aside.

    A story has its own row and its share of the interview's blank rows, or as many as people filled, or as
    ``rows_to_show`` says that its text takes.
    """
    blank = blank_rows(plan)
    placed, aside = place_rows(plan, written.rows)
    used = {row.mark for row in written.rows}
    digests = {(shown.interview_id, shown.question): shown.digest for shown in written.stories}
    blocks: list[StoryBlock] = []
    for story, rows in placed:
        flagged = flag_changed(story, rows, digests.get((story.interview_id, story.question)))
        wanted = max(blank[story.interview_id, story.question] + 1, rows_to_show(story))
        blocks.append(StoryBlock(story, tuple(_fill_up(story, flagged, wanted, used))))
    return blocks, aside


def blank_rows(plan: WorksheetPlan) -> dict[tuple[str, str], int]:
    """The blank rows of an interview, shared out over its stories from the first on; each has at least one."""
    stories: dict[str, list[str]] = {}
    for story in plan.stories:
        stories.setdefault(story.interview_id, []).append(story.question)
    shares = {}
    for interview_id, questions in stories.items():
        each, rest = divmod(plan.blank_rows, len(questions))
        for nth, question in enumerate(questions):
            shares[interview_id, question] = max(1, each + (nth < rest))
    return shares


def place_rows(
    plan: WorksheetPlan, rows: Iterable[WrittenRow]
) -> tuple[list[tuple[StoryRow, list[WrittenRow]]], list[WrittenRow]]:
    """Each story with the rows that belong to it, and the rows that belong to none."""
    places: dict[tuple[str, str], list[WrittenRow]] = {
        (story.interview_id, story.question): [] for story in plan.stories
    }
    first_question = {story.interview_id.lower(): story for story in reversed(plan.stories)}
    aside: list[WrittenRow] = []
    for row in rows:
        place = _story_of(row, places, first_question)
        if place is not None:
            places[place].append(row)
        elif not is_blank(row):
            aside.append(row)
    return [(story, places[story.interview_id, story.question]) for story in plan.stories], aside


def _story_of(
    row: WrittenRow, places: dict[tuple[str, str], list[WrittenRow]], first: dict[str, StoryRow]
) -> tuple[str, str] | None:
    """The first of the row's interviews that is still there, and its question; its first story if none is known."""
    for identifier in interview_ids(row.interview):
        story = first.get(identifier)
        if story and (story.interview_id, row.question) in places:
            return story.interview_id, row.question
        if story and not row.question:
            return story.interview_id, story.question
    return None


def flag_changed(story: StoryRow, rows: list[WrittenRow], before: str | None) -> list[WrittenRow]:
    """The rows, with a remark on each headline whose story reads otherwise than at the digest ``before``."""
    if before is None or before == digest(story.story):
        return rows
    return [
        replace(row, check=joined([*remarks_in(row.check), SOURCE_CHANGED])) if row.cell(HEADLINE) else row
        for row in rows
    ]


def _fill_up(story: StoryRow, rows: Sequence[WrittenRow], wanted: int, used: set[str]) -> list[WrittenRow]:
    """The rows in their order, without blank ones at the end beyond ``wanted``, with fresh ones up to it."""
    filled = in_slots(rows)
    while len(filled) > wanted and is_blank(filled[-1]):
        filled.pop()
    number = 1 + max((slot for row in filled if (slot := slot_of(row)) is not None), default=0)  # so they stay in order
    while len(filled) < wanted:
        mark = str(Mark(story.interview_id, story.question, str(number)))
        number += 1
        if mark not in used:
            filled.append(WrittenRow(mark, story.interview_id, story.question, ()))
    return filled


def in_slots(rows: Sequence[WrittenRow]) -> list[WrittenRow]:
    """Rows as they stood; where people had sorted them, ours by their numbers and then those that people added."""
    slots = [slot_of(row) for row in rows]
    written = [slot for slot in slots if slot is not None]
    if written == sorted(written):
        return list(rows)
    return sorted(rows, key=lambda row: slot if (slot := slot_of(row)) is not None else max(written) + 1)


def slot_of(row: WrittenRow) -> int | None:
    """The number of a row that Sayback wrote."""
    mark = parse_mark(row.mark)
    return mark.slot if mark else None


def next_shown(
    plan: WorksheetPlan, written: Written, aside: Sequence[WrittenRow], parts: Sequence[tuple[str, ...]]
) -> Shown:
    """What the hidden tab of the new writing has to say. ``parts`` are digests of each story's cells."""
    kept = {(row.interview.lower(), row.question) for row in aside}
    here = {(story.interview_id, story.question) for story in plan.stories}
    return Shown(
        round_name=plan.round_name,
        stories=tuple(
            ShownStory(
                story.interview_id, story.question, story.question_title, story.pair, digest(story.story), of_story
            )
            for story, of_story in zip(plan.stories, parts, strict=True)
        ),
        gone=tuple(
            replace(story, parts=())
            for story in written.stories
            if (story.interview_id, story.question) not in here and (story.interview_id.lower(), story.question) in kept
        ),
        offered=tuple(dict.fromkeys([*written.offered, *(theme.name for theme in plan.themes)])),
    )
