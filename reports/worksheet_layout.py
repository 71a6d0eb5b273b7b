"""The plan of a headline worksheet as tabs, for services in which people and Sayback write the same sheet.

A file is written anew as a whole. Here the rows stay where people put them: a story stays in the rows that show it,
and only what is missing is added.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import zip_longest

from reports.theme_lineage import Lineage, remembered
from reports.worksheet_pair_tabs import headlines_title
from reports.worksheet_places import blank_rows, flag_changed, next_shown, place_rows
from reports.worksheet_predictions import prediction_rows
from reports.worksheet_remarks import joined, lasting
from reports.worksheet_shown import machine_rows
from reports.worksheet_similar import similar_groups
from reports.worksheet_tab_looks import (
    coverage_look,
    headlines_look,
    machine_look,
    predictions_look,
    read_me_look,
    similar_look,
    themes_look,
    titled,
)
from reports.worksheet_tabs import (
    BESIDE,
    CHECK,
    COVERAGE,
    COVERAGE_COLUMNS,
    COVERAGE_HINTS,
    INTERVIEW,
    MACHINE,
    NO_ID,
    NOT_COUNTED,
    PAIR,
    PREDICTION_HINTS,
    PREDICTIONS,
    QUESTION,
    READ_ME,
    READ_ME_TITLE,
    ROLE,
    SIDE_BY_SIDE,
    SIMILAR_COLUMNS,
    SIMILAR_HINTS,
    STORY,
    THEME_HINTS,
    THEMES,
    Mark,
    digest,
    heading_key,
    parse_mark,
    row_digest,
)
from reports.worksheet_themes import theme_lineage, theme_rows
from reports.worksheet_xlsx_stories import role_text, story_parts
from rounds.headlines import StoryRow, WorksheetPlan, Written, WrittenRow
from rounds.worksheet_tabs import MarkedRow, MarkedTab, OwnTab, PeopleTab, WorksheetTabs

_GONE = {ROLE: "", STORY: "", BESIDE: "", CHECK: NOT_COUNTED}
_FOR_A_FILE = "This file\n"  # begins the norm that a shared sheet has another one for
_SHARED_SHEET = (
    "This sheet\n"
    "Everybody may write here at the same time, filter, colour, insert rows and columns. Nothing is locked; Google"
    " only asks before you change what Sayback writes. To sort or filter for yourself alone, use Data, Create filter"
    " view. In a row that you insert, copy the interview id at the left. Please leave the hidden column and the hidden"
    " tab. Read me, Coverage, Side by side and the story side of Headlines are written anew, so write next to the"
    " stories, not into them. Do not copy this sheet or a tab of it: nobody could take a name that was missed out of"
    " the copy."
)


def worksheet_tabs(
    plan: WorksheetPlan,
    written: Written,
    *,
    in_place: bool,
    tab_per_pair: bool = False,
    stale: Collection[str] = (),
) -> WorksheetTabs:
    """The tabs as they should stand.

    ``written`` is what people wrote. ``in_place``: it stands in the very sheet that is to be brought up to date, and
    its rows stay there; otherwise it comes from a file or from the notebook, and its rows are to be added. ``stale``
    are digests of cells that an earlier version had shown, and that people had copied.
    """
    placed, aside = place_rows(plan, written.rows)
    cells = {story: story_parts(story) for story in plan.stories}
    rows = _rows_of_stories(plan, written, placed, cells, in_place=in_place)
    left_over = [] if in_place else [_left_over(row) for row in aside]
    headlines = _headlines(rows, left_over, written.columns, tab_per_pair=tab_per_pair)
    parts = [tuple(digest(text) for texts in cells[story] for text in texts) for story in plan.stories]
    lineage = theme_lineage(plan, written)
    own = [
        replace(tab, earlier=frozenset(dict(written.own).get(tab.title, ())))
        for tab in (_read_me(plan), _coverage(plan), *_side_by_side(placed, lineage, written))
    ]
    shown = replace(
        next_shown(plan, written, aside, parts),
        tabs=tuple(tab.title for tab in headlines),
        themes=remembered(lineage, in_cells=not in_place),
        own=tuple((tab.title, tuple(row_digest(row) for row in tab.rows if any(row))) for tab in own),
    )
    machine = OwnTab(MACHINE, machine_look(), tuple(machine_rows(shown)))
    people = (_themes(plan, written), _predictions(plan, written))
    return WorksheetTabs(
        tabs=(own[0], *headlines, *own[2:], *people, own[1], machine),
        stories=frozenset((story.interview_id, story.question) for story in plan.stories),
        gone=_GONE,
        stale=_stale(written, parts, stale),
    )


def _stale(written: Written, parts: Sequence[Sequence[str]], before: Collection[str]) -> frozenset[str]:
    """Digests of cells that showed a story or what stands beside it, and do so no longer."""
    shown = {*before, *(part for story in written.stories for part in story.parts)}
    return frozenset(shown - {part for of_story in parts for part in of_story} - {digest("")})


def _rows_of_stories(
    plan: WorksheetPlan,
    written: Written,
    placed: Sequence[tuple[StoryRow, list[WrittenRow]]],
    cells: Mapping[StoryRow, tuple[list[str], list[str]]],
    *,
    in_place: bool,
) -> list[tuple[StoryRow, list[MarkedRow]]]:
    blank = blank_rows(plan)
    used = {row.mark for row in written.rows}
    digests = {(shown.interview_id, shown.question): shown.digest for shown in written.stories}
    found = []
    for story, theirs in placed:
        key = story.interview_id, story.question
        parts = list(zip_longest(*cells[story], fillvalue=""))
        flagged = flag_changed(story, theirs, digests.get(key))
        remarks = {row.mark: row.check for row in theirs}
        wanted = max(blank[key] + 1, len(parts))
        rows = _story_rows(story, parts, flagged, remarks, plan.remarks, wanted, used, in_place=in_place)
        moved = in_place and written.pairs.get(story.interview_id, story.pair) != story.pair
        blank_marks = {row.mark for row in theirs if moved and not row.cells}  # they show the pair that they were given
        found.append((story, [_with_pair(row, story.pair) if row.mark in blank_marks else row for row in rows]))
    return found


def _with_pair(row: MarkedRow, pair: str) -> MarkedRow:
    return replace(row, ours={**row.ours, PAIR: pair})


def _story_rows(
    story: StoryRow,
    parts: Sequence[tuple[str, str]],
    theirs: Sequence[WrittenRow],
    remarks: Mapping[str, str],
    said: Mapping[str, Sequence[str]],
    wanted: int,
    used: Set[str],
    *,
    in_place: bool,
) -> Iterator[MarkedRow]:
    """The rows of a story: its own in the order of their numbers, which carry its parts; those of people; new ones.

    Where the story has rows in the sheet already, only those are added that its text takes: blank rows that people
    deleted stay away.
    """
    own = sorted((row for row in theirs if _slot(row, story)), key=lambda row: _slot(row, story))
    others = [row for row in theirs if not _slot(row, story)]
    missing = len(parts) - len(own) if in_place and own else wanted - len(theirs)
    new = list(_new_rows(story, max(missing, len(parts) - len(own)), used))
    carried = dict(zip([row.mark for row in [*own, *new]], parts, strict=False))
    for row in [*own, *others, *new]:
        shown = carried.get(row.mark, ("", ""))
        yield _marked(
            story, row, shown, said.get(row.mark, ()), remarks.get(row.mark, ""), is_new=not in_place or row in new
        )


def _slot(row: WrittenRow, story: StoryRow) -> int:
    """The number of a row that was made for this story; 0 for other rows."""
    mark = parse_mark(row.mark)
    is_own = mark and (mark.interview_id, mark.question) == (story.interview_id, story.question)
    return (mark.slot or 0) if mark and is_own else 0


def _new_rows(story: StoryRow, count: int, used: Set[str]) -> Iterator[WrittenRow]:
    number = 0
    for _ in range(count):
        number += 1
        while (mark := str(Mark(story.interview_id, story.question, str(number)))) in used:
            number += 1
        yield WrittenRow(mark, story.interview_id, story.question, ())


def _marked(
    story: StoryRow, row: WrittenRow, shown: tuple[str, str], said: Sequence[str], remark: str, *, is_new: bool
) -> MarkedRow:
    """``said`` is to be said of the headline as it reads today, ``remark`` is what stood under Check before.

    People delete words under Check: it is written only to change it.
    """
    check = joined([*(line for line in lasting(row.check) if line not in (NOT_COUNTED, NO_ID)), *said])
    ours = {ROLE: role_text(story), STORY: shown[0], BESIDE: shown[1]}
    if row.question:  # else nobody said which one it answers
        ours[QUESTION] = story.question_title
    if is_new or check != remark:
        ours[CHECK] = check
    once = {**dict(row.cells), PAIR: row.cell(PAIR) or story.pair} if is_new else {}
    return MarkedRow(row.mark, ours, {INTERVIEW: row.interview}, once, to_add=is_new)


def _left_over(row: WrittenRow) -> MarkedRow:
    """A row with words of people whose interview is not to be seen, or that has none: added without a story."""
    ours = _GONE if row.interview else {**_GONE, CHECK: NO_ID}
    return MarkedRow(row.mark, ours, {INTERVIEW: row.interview, QUESTION: row.question}, dict(row.cells))


def _headlines(
    rows: Sequence[tuple[StoryRow, list[MarkedRow]]],
    left_over: Sequence[MarkedRow],
    added: Sequence[str],
    *,
    tab_per_pair: bool,
) -> list[MarkedTab]:
    """The Headlines tab, or one for each pair; what is left over stands at the end of the last."""
    tabs: dict[str, list[MarkedRow]] = {}
    titles: dict[str, str] = {}
    for story, of_story in sorted(rows, key=lambda each: each[0].pair) if tab_per_pair else rows:
        title = headlines_title(story.pair, tab_per_pair=tab_per_pair)
        title = titles.setdefault(heading_key(title), title)  # titles of tabs may not differ in case alone
        tabs.setdefault(title, []).extend(of_story)
    if not tabs:
        tabs[headlines_title("", tab_per_pair=False)] = []
    next(reversed(tabs.values())).extend(left_over)
    return [MarkedTab(title, headlines_look(added, len(of_tab)), tuple(of_tab)) for title, of_tab in tabs.items()]


def _read_me(plan: WorksheetPlan) -> OwnTab:
    interviews = len({story.interview_id for story in plan.stories})
    hint = f"{len(plan.stories)} stories from {interviews} interviews. Names and contact details were taken out before."
    norms = [_SHARED_SHEET if norm.startswith(_FOR_A_FILE) else norm for norm in plan.norms]
    table = [(heading, text) for heading, _, text in (norm.partition("\n") for norm in norms)]
    return OwnTab(READ_ME, read_me_look(), (*titled(f"{READ_ME_TITLE} {plan.round_title}", [hint]), *table))


def _side_by_side(
    placed: Sequence[tuple[StoryRow, list[WrittenRow]]], lineage: Lineage, written: Written
) -> list[OwnTab]:
    """The tab of headlines that are alike, an empty row between groups; without headlines only where it is already."""
    groups = similar_groups(placed, lineage)
    if not groups and SIDE_BY_SIDE not in dict(written.own):
        return []
    rows = [row for group in groups for row in ((), *group)][1:]
    return [OwnTab(SIDE_BY_SIDE, similar_look(), (*titled(SIDE_BY_SIDE, SIMILAR_HINTS), SIMILAR_COLUMNS, *rows))]


def _themes(plan: WorksheetPlan, written: Written) -> PeopleTab:
    rows = theme_rows(plan, written)
    there = len(written.themes.rows) if written.themes else 1
    look = themes_look(rows[0], len(rows))
    return PeopleTab(THEMES, look, (*titled(THEMES, THEME_HINTS), *rows), later=tuple(rows[there:]))


def _predictions(plan: WorksheetPlan, written: Written) -> PeopleTab:
    *above, label, _ = titled(PREDICTIONS, PREDICTION_HINTS)
    rows = prediction_rows(plan, written)
    there = len(written.predictions.rows) if written.predictions else 1
    look = predictions_look(rows[0], len(rows))
    shown = (*above, (*label, written.none_written), (), *rows)
    return PeopleTab(PREDICTIONS, look, shown, later=tuple(rows[there:]))


def _coverage(plan: WorksheetPlan) -> OwnTab:
    rows = [(line.segment, line.value, line.heard, line.target, line.status) for line in plan.coverage]
    return OwnTab(COVERAGE, coverage_look(), (*titled(COVERAGE, COVERAGE_HINTS), COVERAGE_COLUMNS, *rows))
