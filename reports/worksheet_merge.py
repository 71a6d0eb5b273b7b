"""Carries what people wrote from one writing of a worksheet into the next. Nothing that they wrote is ever dropped.

Cells follow the interview and question of their row. What has no place in the new worksheet goes to its
"Set aside" tab, and comes back from there when its interview does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from reports.worksheet_file import load_sheets
from reports.worksheet_headings import refuse_without
from reports.worksheet_kept import with_comments_noted, with_kept
from reports.worksheet_pair_tabs import headline_tables
from reports.worksheet_predictions import none_written_cell, predictions_table
from reports.worksheet_remarks import SOURCE_CHANGED, joined, remarks_in, typed_in
from reports.worksheet_rows import FoundBy, ResolvedRow, known_from, resolve_rows
from reports.worksheet_shown import Shown, is_machine_tab, read_shown
from reports.worksheet_similar import with_typed
from reports.worksheet_table import Table, find_tables, is_read_me, kind_of, read_table, tidy
from reports.worksheet_tabs import (
    ASIDE_COLUMNS,
    BESIDE,
    CHECK,
    COVERAGE,
    HEADLINE,
    HEADLINE_COLUMNS,
    HUMAN_COLUMNS,
    INTERVIEW,
    NOTE,
    PAIR,
    PREDICTIONS,
    SET_ASIDE,
    SIDE_BY_SIDE,
    STORY,
    THEME_COLUMNS,
    THEMES,
    Mark,
    digest,
    interview_ids,
    parse_mark,
)
from rounds.headlines import ShownStory, StoryRow, WorksheetPlan, Written, WrittenRow, WrittenTab
from rounds.sheets import Sheet


@dataclass(frozen=True, slots=True)
class StoryBlock:
    """A story with its rows, written and empty ones, from top to bottom."""

    story: StoryRow
    rows: tuple[WrittenRow, ...]


def collect_written(path: Path) -> Written:
    """Everything that people wrote in the worksheet at ``path``; nothing if there is no file yet.

    Raises WorksheetError when the file cannot be read, or as ``written_in`` does.
    """
    return written_in(load_sheets(path)) if path.exists() else Written()


def written_in(sheets: Sequence[Sheet]) -> Written:
    """Everything that people wrote in a worksheet, wherever it is kept.

    Raises WorksheetError when it was written by a later release, or when people changed headings so that a story
    could not be told from what they wrote.
    """
    sheets = with_comments_noted(tidy(sheets))
    shown = read_shown(sheets)
    headlines, _ = headline_tables(sheets, shown.tabs)
    for table in headlines:
        refuse_without(table, (STORY, BESIDE))
    aside = [read_table(sheet, header, ASIDE_COLUMNS) for sheet, header in find_tables(sheets, SET_ASIDE)]
    return Written(
        rows=tuple(_written_rows(headlines, aside, shown)),
        columns=_added_columns(headlines, aside),
        stories=(*shown.stories, *shown.gone),
        themes=_table(sheets, THEMES, THEME_COLUMNS),
        offered=shown.offered,
        predictions=predictions_table(sheets),
        none_written=next((none_written_cell(sheet) for sheet, _ in find_tables(sheets, PREDICTIONS)), ""),
        tabs=with_kept(_all_tabs_of_people(sheets, headlines, shown), sheets, dict(shown.own)),
        own=shown.own,
        shown_themes=shown.themes,
        lacking=tuple(name for name in HUMAN_COLUMNS if any(name not in table.columns for table in headlines)),
        memory=shown.memory,
    )


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


def is_blank(row: WrittenRow) -> bool:
    """Whether people wrote nothing in this row."""
    return not any(text for _, text in row.cells) and not typed_in(row.check)


def _written_rows(headlines: Sequence[Table], aside: Sequence[Table], shown: Shown) -> Iterator[WrittenRow]:
    known = known_from(shown, *headlines, *aside)
    pairs = {(story.interview_id, story.question): story.pair for story in shown.stories}
    taken: set[str] = set()
    for table, ours in [(table, HEADLINE_COLUMNS) for table in headlines] + [(table, ASIDE_COLUMNS) for table in aside]:
        columns = (*HUMAN_COLUMNS, *table.added(ours))
        for resolved in resolve_rows(table, shown, known):
            row = _written_row(resolved, columns, pairs)
            if is_blank(row) and (resolved.mark is None or ours is ASIDE_COLUMNS):
                continue
            while row.mark in taken:  # set aside once, and written anew beside its story since
                row = replace(row, mark=f"{row.mark.rsplit(':', 1)[0]}:~{digest(row.mark)}")
            taken.add(row.mark)
            yield row


def _written_row(resolved: ResolvedRow, columns: Sequence[str], pairs: dict[tuple[str, str], str]) -> WrittenRow:
    row = resolved.row
    cells = {heading: row[heading] for heading in columns if row[heading]}
    interview, noted = row[INTERVIEW], list(resolved.typed_beside)
    if resolved.found_by is not FoundBy.CELL and resolved.ids:
        if interview:  # somebody typed over the id: the words go to the note, the id comes back
            noted.insert(0, interview)
        interview = resolved.ids[0]
    if noted:
        cells[NOTE] = "\n".join(filter(None, (cells.get(NOTE), *noted)))
    shown_pair = pairs.get((resolved.ids[0], resolved.question)) if resolved.ids else None
    if set(cells) <= {PAIR} and cells.get(PAIR, shown_pair) == shown_pair:
        cells = {}
    return WrittenRow(resolved.id, interview, resolved.question, tuple(cells.items()), row[CHECK], resolved.typed_over)


def _added_columns(headlines: Sequence[Table], aside: Sequence[Table]) -> tuple[str, ...]:
    named = [heading for table in headlines for heading in table.added(HEADLINE_COLUMNS)]
    named += [heading for table in aside for heading in table.added(ASIDE_COLUMNS)]
    return tuple(dict.fromkeys(named))


def _table(sheets: Sequence[Sheet], kind: str, ours: Sequence[str]) -> WrittenTab | None:
    """A table that belongs to people, as rows of text under its headings: ours first, then theirs."""
    for sheet, header in find_tables(sheets, kind)[:1]:
        table = read_table(sheet, header, ours)
        headings = (*ours, *table.added(ours))
        return WrittenTab(kind, (headings, *(tuple(row[heading] for heading in headings) for row in table.rows)))
    return None


def _all_tabs_of_people(sheets: Sequence[Sheet], headlines: Sequence[Table], shown: Shown) -> Sequence[WrittenTab]:
    tabs = tuple(_tabs_of_people(sheets, {table.sheet for table in headlines}))
    return with_typed(tabs, sheets, dict(shown.own).get(SIDE_BY_SIDE, ()))


def _tabs_of_people(sheets: Sequence[Sheet], headlines: Set[str]) -> Iterator[WrittenTab]:
    """The tabs that are not ours, and second copies of ours. ``headlines`` are the titles of the Headlines tabs."""
    kinds = (SIDE_BY_SIDE, THEMES, PREDICTIONS, COVERAGE)
    ours = {id(found[0][0]) for kind in kinds if (found := find_tables(sheets, kind))}
    for sheet in sheets:
        place = kind_of(sheet)
        is_ours = (
            sheet.title in headlines
            or id(sheet) in ours
            or is_machine_tab(sheet)
            or bool(place and place[0] == SET_ASIDE)
        )
        if sheet.rows and not is_ours and not is_read_me(sheet):
            yield WrittenTab(sheet.title, tuple(tuple(cell.text for cell in row) for row in sheet.rows))


def is_ours(sheet: Sheet) -> bool:
    """Whether a tab is one of a worksheet, whatever it is called now, and not one that people added."""
    return kind_of(sheet) is not None or is_machine_tab(sheet) or is_read_me(sheet)


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
