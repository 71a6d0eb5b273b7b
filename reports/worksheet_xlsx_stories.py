"""The tabs of stories and headlines in an .xlsx worksheet: Headlines, and Set aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from babel import Locale, UnknownLocaleError
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.worksheet_kept import ASIDE_HINTS
from reports.worksheet_look import (
    BLANK_ROW_POINTS,
    Look,
    Style,
    Top,
    head_row,
    offer,
    set_paper,
    set_widths,
    title_rows,
)
from reports.worksheet_places import StoryBlock
from reports.worksheet_remarks import joined, lasting
from reports.worksheet_tabs import (
    ASIDE,
    ASIDE_COLUMNS,
    BESIDE,
    CHECK,
    DISSENT,
    EXTRA_WIDTH,
    HEADLINE_COLUMNS,
    HEADLINE_WIDTHS,
    HEADLINES,
    HUMAN_COLUMNS,
    INTERVIEW,
    KIND,
    MARK,
    NOT_HERE,
    PAIR,
    QUESTION,
    ROLE,
    SET_ASIDE,
    STORY,
    SURPRISE,
    THEME,
    WITHOUT_ID,
    digest,
)
from reports.xlsx_text import clean, line_count, row_points, split_text
from rounds.headlines import StoryRow, WorksheetPlan, WrittenRow

_FONT, _STORY_FONT = 11, 12  # points; the story is what people read
# Calibri fits more characters into a column than the width says. Other fonts fit fewer: this leaves some air.
_CHARACTERS_PER_WIDTH = {_FONT: 1.16, _STORY_FONT: 1.11}
_LINES_IN_A_CELL = 24  # what still fits well on a landscape page beside its header row
_ROWS_TO_COME = 500  # that people may add below; they are offered the same choices


def write_headlines(
    look: Look,
    workbook: Workbook,
    plan: WorksheetPlan,
    blocks: Sequence[tuple[StoryBlock, Sequence[str], Sequence[str]]],
    added: Sequence[str],
    themes: str,
) -> None:
    """The Headlines tab: blocks, each with the parts of its story and of what stands beside it.

    ``added`` are the columns that people added, ``themes`` is the range that the Theme drop-down list offers.
    """
    worksheet = workbook.create_sheet(HEADLINES, 1)
    headings = [*HEADLINE_COLUMNS[:-1], *added, MARK]
    head_row(look, worksheet, 1, headings, [*HUMAN_COLUMNS, *added])
    set_widths(
        worksheet, {column: HEADLINE_WIDTHS.get(name, EXTRA_WIDTH) for column, name in enumerate(headings, start=1)}
    )
    worksheet.column_dimensions[get_column_letter(len(headings))].hidden = True
    worksheet.sheet_format.defaultRowHeight = BLANK_ROW_POINTS
    worksheet.sheet_format.customHeight = True
    row, band, interview = 2, True, ""
    for block, stories, besides in blocks:
        new_interview = block.story.interview_id != interview
        interview, band = block.story.interview_id, band != new_interview
        top: Top = "interview" if new_interview else "story"
        row = _write_block(
            look, worksheet, row, headings, block, (stories, besides), remarks=plan.remarks, band=band, top=top
        )
    last = max(row - 1, 2)
    _offer_choices(worksheet, headings, last + _ROWS_TO_COME, themes)
    worksheet.freeze_panes = "B2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{last}"
    last_printed = headings.index(PAIR) + 1
    set_paper(worksheet, plan.round_title, landscape=True, repeat=1, last_column=last_printed)


def write_aside(
    look: Look, workbook: Workbook, plan: WorksheetPlan, aside: Sequence[WrittenRow], added: Sequence[str]
) -> None:
    """Headlines that have no place in this worksheet, with the reason; nothing is thrown away."""
    worksheet = workbook.create_sheet(SET_ASIDE)
    head = title_rows(look, worksheet, SET_ASIDE, ASIDE_HINTS)
    headings = [*ASIDE_COLUMNS[:-1], *added, MARK]
    head_row(look, worksheet, head, headings, [*HUMAN_COLUMNS, *added])
    set_widths(
        worksheet, {column: HEADLINE_WIDTHS.get(name, EXTRA_WIDTH) for column, name in enumerate(headings, start=1)}
    )
    worksheet.column_dimensions[get_column_letter(len(headings))].hidden = True
    for number, row in enumerate(aside, start=head + 1):
        texts = dict(row.cells) | {INTERVIEW: row.interview, QUESTION: row.question, MARK: row.mark}
        texts[CHECK] = joined(lasting(row.check))
        texts[ASIDE] = NOT_HERE if row.interview else WITHOUT_ID
        for column, heading in enumerate(headings, start=1):
            look.put(worksheet, number, column, texts.get(heading, ""), Style(boxed=True, top="row"))
        _set_height(worksheet, number, texts, first=True)
    worksheet.freeze_panes = f"A{head + 1}"
    set_paper(worksheet, plan.round_title, landscape=True, repeat=head)


def _widths(headings: Sequence[str]) -> dict[int, float]:
    return {column: HEADLINE_WIDTHS.get(name, EXTRA_WIDTH) for column, name in enumerate(headings, start=1)}


def story_parts(story: StoryRow) -> tuple[list[str], list[str]]:
    """The story, and what stands beside it, each in parts that fit in a row."""
    return _continued(story.story, STORY), _continued(beside_text(story), BESIDE)


def _continued(text: str, heading: str) -> list[str]:
    first, *rest = split_text(clean(text), width=_characters(heading), lines=_LINES_IN_A_CELL) or [""]
    return [first, *(f"(continued) {part}" for part in rest)]


def _font(heading: str) -> int:
    return _STORY_FONT if heading == STORY else _FONT


def _characters(heading: str) -> int:
    """Characters that fit on a line of a column; one is lost to the indent."""
    return int(HEADLINE_WIDTHS.get(heading, EXTRA_WIDTH) * _CHARACTERS_PER_WIDTH[_font(heading)]) - 1


def beside_text(story: StoryRow) -> str:
    """What the interviewer asked on, and what they saw rather than heard."""
    asked = f"Asked further: {story.probe}" if story.probe else ""
    seen = f"Seen, not said: {story.cue}" if story.cue else ""
    return "\n\n".join(filter(None, (asked, seen)))


def role_text(story: StoryRow) -> str:
    """The role, and the language where it is not English: not everybody can read every story."""
    if story.language in ("", "en"):
        return story.role
    try:
        name = Locale.parse(story.language).get_language_name("en") or story.language
    except (UnknownLocaleError, ValueError):
        name = story.language
    return f"{story.role} ({name})".strip()


def role_digests(stories: Iterable[StoryRow]) -> tuple[str, ...]:
    """Digests of what stands under Role, for the hidden tab."""
    return tuple(dict.fromkeys(digest(clean(text)) for story in stories if (text := role_text(story))))


def _write_block(
    look: Look,
    worksheet: Worksheet,
    row: int,
    headings: Sequence[str],
    block: StoryBlock,
    parts: tuple[Sequence[str], Sequence[str]],
    *,
    remarks: Mapping[str, Sequence[str]],
    band: bool,
    top: Top,
) -> int:
    """The rows of one story; returns the next free row."""
    stories, besides = parts
    for number, written in enumerate(block.rows):
        texts = dict(written.cells) | {
            INTERVIEW: written.interview,
            ROLE: role_text(block.story),
            QUESTION: block.story.question_title if written.question else "",  # nobody said which one it answers
            STORY: stories[number] if number < len(stories) else "",
            BESIDE: besides[number] if number < len(besides) else "",
            PAIR: written.cell(PAIR) or block.story.pair,
            CHECK: joined([*lasting(written.check), *remarks.get(written.mark, ())]),
            MARK: written.mark,
        }
        for column, heading in enumerate(headings, start=1):
            style = _story_style(heading, first=number == 0, band=band, top="row" if number else top)
            look.put(worksheet, row, column, texts.get(heading, ""), style)
        _set_height(worksheet, row, texts, first=number == 0)
        row += 1
    return row


def _story_style(heading: str, *, first: bool, band: bool, top: Top) -> Style:
    """The story side reads as one block; the side where people write is ruled."""
    block_top: Top = "none" if top == "row" else top
    if heading in (STORY, BESIDE):
        return Style(band=band, top=block_top, size=_font(heading))
    if heading == INTERVIEW:  # several ids may stand there
        return Style(bold=first, muted=not first, band=band, top=block_top)
    if heading in (ROLE, QUESTION):  # repeated so that rows can be sorted: in one line, over empty cells on the right
        return Style(muted=not first, band=band, top=block_top, wrapped=first, shrunk=not first and heading == ROLE)
    return Style(band=band, top=top, boxed=True, centred=heading in (DISSENT, SURPRISE, PAIR))


def _set_height(worksheet: Worksheet, row: int, texts: dict[str, str], *, first: bool) -> None:
    """Tall enough for every cell; rows of the usual height are left to grow by themselves as people write."""
    names = [name for name in texts if texts[name] and name != MARK and (first or name not in (ROLE, QUESTION))]
    points = max(row_points(line_count(texts[name], _characters(name)), _font(name)) for name in names)
    if points > BLANK_ROW_POINTS:
        worksheet.row_dimensions[row].height = points


def _offer_choices(worksheet: Worksheet, headings: Sequence[str], last: int, themes: str) -> None:
    offer(worksheet, headings.index(KIND) + 1, (2, last), '"Quote,Descriptive"', warn="Choose Quote or Descriptive.")
    offer(worksheet, headings.index(THEME) + 1, (2, last), themes)
    for heading in (DISSENT, SURPRISE):
        offer(worksheet, headings.index(heading) + 1, (2, last), '"x"')
