"""Writes the plan of a headline worksheet as an .xlsx workbook that people can read, sort, fill in and print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.worksheet_file import refuse_open_file, save_workbook
from reports.worksheet_look import Look, Style, Top, head_row, set_paper, set_widths, title_rows
from reports.worksheet_merge import (
    StoryBlock,
    collect_written,
    lay_out,
    next_shown,
    prediction_rows,
    theme_rows,
)
from reports.worksheet_shown import Shown, machine_rows
from reports.worksheet_tabs import (
    ASIDE,
    ASIDE_COLUMNS,
    BESIDE,
    CHECK,
    COVERAGE,
    COVERAGE_COLUMNS,
    DEFINITION,
    DISSENT,
    HEADLINE,
    HEADLINE_COLUMNS,
    HEADLINES,
    HUMAN_COLUMNS,
    INTERVIEW,
    KIND,
    MACHINE,
    MARK,
    NONE_WRITTEN,
    NOTE,
    ORDER,
    OUTCOME,
    PAIR,
    PREDICTION,
    PREDICTIONS,
    QUESTION,
    READ_ME,
    READ_ME_TITLE,
    ROLE,
    SET_ASIDE,
    STORY,
    SURPRISE,
    THEME,
    THEMES,
    digest,
)
from reports.xlsx_text import clean, line_count, row_points, split_text
from rounds.headlines import StoryRow, WorksheetPlan, Written, WrittenRow, WrittenTab

_WIDTHS = {
    INTERVIEW: 13, ROLE: 11, QUESTION: 15, STORY: 63, BESIDE: 21, HEADLINE: 37, KIND: 12, THEME: 14,
    DISSENT: 8, SURPRISE: 8.5, PAIR: 7, NOTE: 22, CHECK: 10, MARK: 10, ASIDE: 24,
}  # fmt: skip
_FONT, _STORY_FONT = 11, 12  # points; the story is what people read
# Calibri fits more characters into a column than the width says. Other fonts fit fewer: this leaves some air.
_CHARACTERS_PER_WIDTH = {_FONT: 1.12, _STORY_FONT: 1.07}
_THEME_WIDTHS = {THEME: 32.0, DEFINITION: 84.0, ORDER: 8.0}
_PREDICTION_WIDTHS = {PREDICTION: 78.0, OUTCOME: 14.0, NOTE: 40.0}
_EXTRA_WIDTH = 20
_LINES_IN_A_CELL = 24  # what still fits well on a landscape page beside its header row
_BLANK_ROW_POINTS = 24  # room for a line of handwriting
_THEME_ROWS, _PREDICTION_ROWS, _ROWS_TO_COME = 14, 10, 500


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
    blocks, aside = lay_out(plan, written, rows_to_show=lambda story: max(map(len, _parts(story))))
    themes = _write_themes(look, workbook, plan, written)
    _write_headlines(look, workbook, plan, blocks, written.columns, themes)
    workbook.move_sheet(THEMES, offset=1)
    _write_predictions(look, workbook, plan, written)
    _write_coverage(look, workbook, plan)
    if aside:
        _write_aside(look, workbook, plan, aside, written.columns)
    for tab in written.tabs:
        _write_tab(look, workbook, tab)
    parts = [tuple(digest(clean(text)) for texts in _parts(block.story) for text in texts) for block in blocks]
    _write_machine(workbook, next_shown(plan, written, aside, parts))
    workbook.properties.creator = "Sayback"
    workbook.properties.title = clean(plan.round_title)
    return save_workbook(workbook, path)


def _parts(story: StoryRow) -> tuple[list[str], list[str]]:
    """The story, and what stands beside it, each in parts that fit in a row."""
    return _continued(story.story, STORY), _continued(_beside(story), BESIDE)


def _continued(text: str, heading: str) -> list[str]:
    first, *rest = split_text(clean(text), width=_characters(heading), lines=_LINES_IN_A_CELL) or [""]
    return [first, *(f"(continued) {part}" for part in rest)]


def _font(heading: str) -> int:
    return _STORY_FONT if heading == STORY else _FONT


def _characters(heading: str) -> int:
    """Characters that fit on a line of a column; one is lost to the indent."""
    return int(_WIDTHS.get(heading, _EXTRA_WIDTH) * _CHARACTERS_PER_WIDTH[_font(heading)]) - 1


def _beside(story: StoryRow) -> str:
    asked = f"Asked further: {story.probe}" if story.probe else ""
    seen = f"Seen, not said: {story.cue}" if story.cue else ""
    return "\n\n".join(filter(None, (asked, seen)))


def _role(story: StoryRow) -> str:
    """The role, and the language where it is not English: not everybody can read every story."""
    if story.language in ("", "en"):
        return story.role
    try:
        name = Locale.parse(story.language).get_language_name("en") or story.language
    except (UnknownLocaleError, ValueError):
        name = story.language
    return f"{story.role} ({name})".strip()


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


def _write_headlines(
    look: Look,
    workbook: Workbook,
    plan: WorksheetPlan,
    blocks: Sequence[StoryBlock],
    added: Sequence[str],
    themes: str,
) -> None:
    worksheet = workbook.create_sheet(HEADLINES, 1)
    headings = [*HEADLINE_COLUMNS[:-1], *added, MARK]
    head_row(look, worksheet, 1, headings, [*HUMAN_COLUMNS, *added])
    set_widths(worksheet, {column: _WIDTHS.get(name, _EXTRA_WIDTH) for column, name in enumerate(headings, start=1)})
    worksheet.column_dimensions[get_column_letter(len(headings))].hidden = True
    worksheet.sheet_format.defaultRowHeight = _BLANK_ROW_POINTS
    worksheet.sheet_format.customHeight = True
    row, band, interview = 2, True, ""
    for block in blocks:
        new_interview = block.story.interview_id != interview
        interview, band = block.story.interview_id, band != new_interview
        row = _write_block(look, worksheet, row, headings, block, band=band, new_interview=new_interview)
    last = max(row - 1, 2)
    _offer_choices(worksheet, headings, last + _ROWS_TO_COME, themes)
    worksheet.freeze_panes = "B2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{last}"
    last_printed = headings.index(PAIR) + 1
    set_paper(worksheet, plan.round_title, landscape=True, repeat=1, last_column=last_printed)


def _write_block(
    look: Look,
    worksheet: Worksheet,
    row: int,
    headings: Sequence[str],
    block: StoryBlock,
    *,
    band: bool,
    new_interview: bool,
) -> int:
    """The rows of one story; returns the next free row."""
    stories, besides = _parts(block.story)
    for number, written in enumerate(block.rows):
        texts = dict(written.cells) | {
            INTERVIEW: written.interview,
            ROLE: _role(block.story),
            QUESTION: block.story.question_title,
            STORY: stories[number] if number < len(stories) else "",
            BESIDE: besides[number] if number < len(besides) else "",
            PAIR: written.cell(PAIR) or block.story.pair,
            CHECK: written.check,
            MARK: written.mark,
        }
        top: Top = "row" if number else "interview" if new_interview else "story"
        for column, heading in enumerate(headings, start=1):
            style = _story_style(heading, first=number == 0, band=band, top=top)
            look.put(worksheet, row, column, texts.get(heading, ""), style)
        _set_height(worksheet, row, texts, first=number == 0)
        row += 1
    return row


def _story_style(heading: str, *, first: bool, band: bool, top: Top) -> Style:
    """The story side reads as one block; the side where people write is ruled."""
    block_top: Top = "none" if top == "row" else top
    if heading in (STORY, BESIDE):
        return Style(band=band, top=block_top, size=_font(heading))
    if heading in (INTERVIEW, ROLE, QUESTION):  # repeated so that rows can be sorted; in one line, over the empty cells
        return Style(bold=first and heading == INTERVIEW, muted=not first, band=band, top=block_top, wrapped=first)
    return Style(band=band, top=top, boxed=True, centred=heading in (DISSENT, SURPRISE, PAIR))


def _set_height(worksheet: Worksheet, row: int, texts: dict[str, str], *, first: bool) -> None:
    """Tall enough for every cell; rows of the usual height are left to grow by themselves as people write."""
    names = [name for name in texts if texts[name] and name != MARK and (first or name not in (ROLE, QUESTION))]
    points = max(row_points(line_count(texts[name], _characters(name)), _font(name)) for name in names)
    if points > _BLANK_ROW_POINTS:
        worksheet.row_dimensions[row].height = points


def _offer_choices(worksheet: Worksheet, headings: Sequence[str], last: int, themes: str) -> None:
    _offer(worksheet, headings.index(KIND) + 1, (2, last), '"Quote,Descriptive"', warn="Choose Quote or Descriptive.")
    _offer(worksheet, headings.index(THEME) + 1, (2, last), themes)
    for heading in (DISSENT, SURPRISE):
        _offer(worksheet, headings.index(heading) + 1, (2, last), '"x"')


def _offer(worksheet: Worksheet, column: int, rows: tuple[int, int], choices: str, *, warn: str = "") -> None:
    """A drop-down list. Other text stays possible; with ``warn`` the program asks whether it is meant."""
    offered = DataValidation("list", formula1=choices, allow_blank=True, showErrorMessage=bool(warn))
    if warn:
        offered.errorStyle, offered.error = "warning", warn
    letter = get_column_letter(column)
    offered.add(f"{letter}{rows[0]}:{letter}{rows[1]}")
    worksheet.add_data_validation(offered)


def _write_themes(look: Look, workbook: Workbook, plan: WorksheetPlan, written: Written) -> str:
    """The Themes tab; returns the range of the theme names, for the drop-down lists."""
    hints = [
        "Filled later: first headline all stories, then put headlines together and name the groups here.",
        "Order 1 is told first in the summary. A theme that nobody uses may stay or go.",
    ]
    worksheet, first, last = _write_table(
        look,
        workbook,
        THEMES,
        plan,
        hints,
        theme_rows(plan, written),
        _THEME_WIDTHS,
        _THEME_ROWS,
    )
    return f"{worksheet.title}!$A${first}:$A${last}"


def _write_predictions(look: Look, workbook: Workbook, plan: WorksheetPlan, written: Written) -> None:
    hints = [
        "What do you expect to hear? Write it down before you read the first story, one prediction in a row.",
        "When all is read, choose for each whether it was held, overturned or unheard.",
        "",
        f"{NONE_WRITTEN}: type x in the next cell",
    ]
    rows = prediction_rows(plan, written)
    worksheet, first, last = _write_table(
        look,
        workbook,
        PREDICTIONS,
        plan,
        hints,
        rows,
        _PREDICTION_WIDTHS,
        _PREDICTION_ROWS,
    )
    label_row = len(hints) + 1
    look.put(worksheet, label_row, 1, hints[-1], Style(bold=True))
    look.put(worksheet, label_row, 2, written.none_written, Style(boxed=True, top="row", centred=True))
    _offer(worksheet, 2, (label_row, label_row), '"x"')
    outcomes = '"held,overturned,unheard"'
    _offer(worksheet, rows[0].index(OUTCOME) + 1, (first, last), outcomes, warn="Choose held, overturned or unheard.")


def _write_table(
    look: Look,
    workbook: Workbook,
    title: str,
    plan: WorksheetPlan,
    hints: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: dict[str, float],
    at_least: int,
) -> tuple[Worksheet, int, int]:
    """A tab with a table for people to fill; returns it with its first and last row for them."""
    worksheet = workbook.create_sheet(title)
    head = title_rows(look, worksheet, title, hints)
    headings = rows[0]
    head_row(look, worksheet, head, headings, headings)
    column_widths = {column: widths.get(name, _EXTRA_WIDTH) for column, name in enumerate(headings, start=1)}
    set_widths(worksheet, column_widths)
    last = head + max(at_least, len(rows) + 4)
    for row, texts in enumerate(_padded(rows[1:], len(headings), last - head), start=head + 1):
        for column, text in enumerate(texts, start=1):
            look.put(worksheet, row, column, text, Style(boxed=True, top="row", middle=True))
        lines = max(line_count(text, int(column_widths[column])) for column, text in enumerate(texts, start=1))
        worksheet.row_dimensions[row].height = max(_BLANK_ROW_POINTS, row_points(lines)) if any(texts) else None
    worksheet.sheet_format.defaultRowHeight = _BLANK_ROW_POINTS
    worksheet.sheet_format.customHeight = True
    worksheet.freeze_panes = f"A{head + 1}"
    worksheet.sheet_view.showGridLines = False
    set_paper(worksheet, plan.round_title, landscape=True, repeat=head)
    return worksheet, head + 1, last


def _padded(rows: Sequence[Sequence[str]], columns: int, number: int) -> Iterator[Sequence[str]]:
    yield from rows
    for _ in range(number - len(rows)):
        yield [""] * columns


def _write_coverage(look: Look, workbook: Workbook, plan: WorksheetPlan) -> None:
    worksheet = workbook.create_sheet(COVERAGE)
    hints = [
        "Who was listened to so far. Interviews are counted, unless it says people.",
        "Small groups are withheld, and another one beside them, so that nobody can be worked out by subtraction.",
    ]
    head = title_rows(look, worksheet, COVERAGE, hints)
    head_row(look, worksheet, head, COVERAGE_COLUMNS, ())
    set_widths(worksheet, {1: 26, 2: 34, 3: 12, 4: 10, 5: 16})
    group = None
    for row, line in enumerate(plan.coverage, start=head + 1):
        worksheet.row_dimensions[row].height = 20
        top: Top = "row" if line.segment == group else "story"
        group = line.segment
        for column, text in enumerate((line.segment, line.value, line.heard, line.target, line.status), start=1):
            look.put(worksheet, row, column, text, Style(top=top, middle=True))
    worksheet.freeze_panes = f"A{head + 1}"
    worksheet.sheet_view.showGridLines = False
    set_paper(worksheet, plan.round_title, landscape=False, repeat=head)


def _write_aside(
    look: Look, workbook: Workbook, plan: WorksheetPlan, aside: Sequence[WrittenRow], added: Sequence[str]
) -> None:
    """Headlines that have no place in this worksheet, with the reason; nothing is thrown away."""
    worksheet = workbook.create_sheet(SET_ASIDE)
    hints = [
        "These rows have no place in this worksheet, so they are not counted. Nothing is lost:",
        "they return when their interview does, or when you write the id of another interview beside them.",
    ]
    head = title_rows(look, worksheet, SET_ASIDE, hints)
    headings = [*ASIDE_COLUMNS[:-1], *added, MARK]
    head_row(look, worksheet, head, headings, [*HUMAN_COLUMNS, *added])
    set_widths(worksheet, {column: _WIDTHS.get(name, _EXTRA_WIDTH) for column, name in enumerate(headings, start=1)})
    worksheet.column_dimensions[get_column_letter(len(headings))].hidden = True
    for number, row in enumerate(aside, start=head + 1):
        texts = dict(row.cells) | {INTERVIEW: row.interview, QUESTION: row.question, CHECK: row.check, MARK: row.mark}
        texts[ASIDE] = "its interview is not in this worksheet" if row.interview else "it has no interview id"
        for column, heading in enumerate(headings, start=1):
            look.put(worksheet, number, column, texts.get(heading, ""), Style(boxed=True, top="row"))
        _set_height(worksheet, number, texts, first=True)
    worksheet.freeze_panes = f"A{head + 1}"
    set_paper(worksheet, plan.round_title, landscape=True, repeat=head)


def _write_tab(look: Look, workbook: Workbook, tab: WrittenTab) -> None:
    """A tab that people added, as text."""
    worksheet = workbook.create_sheet(clean(tab.title))
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
