"""Writes the plan of a headline worksheet as an .xlsx workbook that people can read, sort, fill in and print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.theme_lineage import remembered
from reports.worksheet_file import refuse_open_file, save_workbook, tab_title
from reports.worksheet_kept import own_digests
from reports.worksheet_look import Look, Style, set_paper, set_widths, title_rows
from reports.worksheet_memory import (
    NONE_WRITTEN_PLACE,
    TAB,
    WHOLE,
    remember,
    row_memory,
    tab_text,
    table_memory,
    table_place,
    text_digest,
)
from reports.worksheet_merge import collect_written
from reports.worksheet_places import StoryBlock, lay_out, next_shown
from reports.worksheet_predictions import prediction_rows
from reports.worksheet_shown import Shown, machine_rows
from reports.worksheet_similar import similar_digests, similar_groups, write_similar
from reports.worksheet_tabs import (
    MACHINE,
    PREDICTIONS,
    READ_ME,
    READ_ME_TITLE,
    ROLE,
    THEMES,
    digest,
    interview_ids,
)
from reports.worksheet_themes import theme_lineage, theme_rows
from reports.worksheet_typed_over import with_words_typed_over
from reports.worksheet_xlsx_stories import role_digests, story_parts, write_aside, write_headlines
from reports.worksheet_xlsx_tables import write_coverage, write_predictions, write_themes
from reports.xlsx_text import clean, line_count, row_points
from rounds.headlines import Remembered, WorksheetPlan, Written, WrittenRow, WrittenTab


def write_worksheet(plan: WorksheetPlan, path: Path, *, written: Written | None = None) -> Path | None:
    """Writes the worksheet with mode 0600, and returns the dated copy of the one that was there before.

    ``written`` is what people wrote in an earlier one; when it is not given, it is collected from ``path`` itself,
    so that nothing is lost. Writing again without a change gives the same cells.

    Raises WorksheetInUse when the file is open in a spreadsheet program, WorksheetError when the earlier one cannot be
    read, CannotWrite when the disk or the folder does not let us; the earlier file then stays as it is.
    """
    refuse_open_file(path)
    written = collect_written(path) if written is None else written
    workbook = Workbook()
    read_me = workbook.worksheets[0]
    read_me.title = READ_ME
    look = Look(read_me)
    _write_read_me(look, read_me, plan)
    parts = {story: story_parts(story) for story in plan.stories}
    written = with_words_typed_over(written, parts)
    blocks, aside = lay_out(plan, written, rows_to_show=lambda story: max(map(len, parts[story])))
    themes = write_themes(look, workbook, plan, written)
    write_headlines(look, workbook, plan, [(block, *parts[block.story]) for block in blocks], written.columns, themes)
    lineage = theme_lineage(plan, written)
    similar = similar_groups(((block.story, block.rows) for block in blocks), lineage)
    write_similar(look, workbook, plan.round_title, similar)
    write_predictions(look, workbook, plan, written)
    write_coverage(look, workbook, plan)
    if aside:
        write_aside(look, workbook, plan, aside, written.columns)
    for tab in written.tabs:
        _write_tab(look, workbook, tab)
    digests = [tuple(digest(text) for texts in parts[story] for text in texts) for story in plan.stories]
    memory = _memory(plan, written, blocks, aside)
    shown = replace(
        next_shown(plan, written, aside, digests),
        themes=remembered(lineage, in_cells=True),
        own=(*own_digests(workbook), *similar_digests(similar), (ROLE, role_digests(plan.stories))),
        memory=memory,
    )
    _write_machine(workbook, shown)
    workbook.properties.creator = "Sayback"
    workbook.properties.title = clean(plan.round_title)
    workbook.properties.language = "en"  # of what Sayback writes; screen readers begin with it
    return save_workbook(workbook, path)


def _memory(
    plan: WorksheetPlan, written: Written, blocks: Sequence[StoryBlock], aside: Sequence[WrittenRow]
) -> Remembered:
    """What stands in the cells of people, so that copies of the file can be merged when they come back."""
    places = (
        *(row_memory(row, block.story) for block in blocks for row in block.rows),
        *(row_memory(row, None) for row in aside),
        *table_memory(THEMES, theme_rows(plan, written)),
        *table_memory(PREDICTIONS, prediction_rows(plan, written)),
        *((table_place(TAB, tab.title), {WHOLE: text_digest(tab_text(tab))}) for tab in written.tabs),
        (NONE_WRITTEN_PLACE, {WHOLE: text_digest(written.none_written)}),
    )
    shown = [story.interview_id for story in plan.stories]
    return remember(places, written.memory, [*shown, *(name for row in aside for name in interview_ids(row.interview))])


def _write_read_me(look: Look, worksheet: Worksheet, plan: WorksheetPlan) -> None:
    interviews = len({story.interview_id for story in plan.stories})
    hint = f"{len(plan.stories)} stories from {interviews} interviews. Names and contact details were taken out before."
    row = title_rows(look, worksheet, f"{READ_ME_TITLE} {plan.round_title}", [hint])
    set_widths(worksheet, {1: 24, 2: 92})
    for norm in plan.norms:
        heading, _, text = norm.partition("\n")
        look.put(worksheet, row, 1, heading, Style(bold=True, top="row", middle=True))
        look.put(worksheet, row, 2, text, Style(top="row", middle=True))
        worksheet.row_dimensions[row].height = row_points(line_count(text, 100)) + 8
        row += 1
    worksheet.sheet_view.showGridLines = False
    set_paper(worksheet, plan.round_title, landscape=False)


def _write_tab(look: Look, workbook: Workbook, tab: WrittenTab) -> None:
    """A tab that people added, as text."""
    worksheet = workbook.create_sheet(tab_title(tab.title))
    for row, texts in enumerate(tab.rows, start=1):
        for column, text in enumerate(texts, start=1):
            if text:
                look.put(worksheet, row, column, text, Style(wrapped=False))


def _write_machine(workbook: Workbook, shown: Shown) -> None:
    worksheet = workbook.create_sheet(MACHINE)
    worksheet.sheet_state = "veryHidden"
    look = Look(worksheet)
    for row, texts in enumerate(machine_rows(shown), start=1):
        for column, text in enumerate(texts, start=1):
            look.put(worksheet, row, column, text, Style(wrapped=False))
