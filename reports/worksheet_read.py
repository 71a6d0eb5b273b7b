"""A filled-in worksheet, read back: what people wrote, and which cells they should look at again.

One bad row never blocks the rest, and no problem quotes a cell: the messages may be printed and logged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from openpyxl.cell.cell import ERROR_CODES

from reports.theme_lineage import Lineage
from reports.worksheet_doubts import doubtful_interviews
from reports.worksheet_file import BACKUPS, WorksheetError, load_sheets
from reports.worksheet_pair_tabs import headline_tables
from reports.worksheet_predictions import read_predictions
from reports.worksheet_remarks import SOURCE_CHANGED, remarks_in
from reports.worksheet_rows import FoundBy, Known, ResolvedRow, known_from, resolve_rows
from reports.worksheet_second_tabs import second_tab, second_tables
from reports.worksheet_shown import Shown, read_shown
from reports.worksheet_table import Table, find_tables, read_table, tidy
from reports.worksheet_tabs import (
    ASIDE_COLUMNS,
    BESIDE,
    CHECK,
    DISSENT,
    HEADLINE,
    HEADLINE_COLUMNS,
    HEADLINES,
    INTERVIEW,
    KIND,
    MARK,
    MARKS,
    NO_MARKS,
    PAIR,
    PREDICTIONS,
    QUESTION,
    SET_ASIDE,
    STORY,
    SURPRISE,
    THEME,
    THEMES,
    digest,
    heading_key,
    is_marked,
)
from reports.worksheet_themes import read_themes
from reports.worksheet_versions import second_versions
from rounds.headlines import Headline, HeadlineKind, Prediction, Problem, ReadBack
from rounds.sheets import Sheet

_FORMULA = re.compile(r"=(?!\s*[^\W\d]+\s)")  # but not an equals sign before words
_QUOTATION_MARKS = {'"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "„": "“”", "”": "”", "‹": "›"}
_KIND_WORDS = {
    HeadlineKind.QUOTE: {"quote", "quotation", "direct quote", "q", "cita"},
    HeadlineKind.DESCRIPTIVE: {"descriptive", "description", "d", "descriptivo", "descriptiva"},
}


def read_worksheet(
    path: Path,
    *,
    known: Known | None = None,
    round_name: str | None = None,
    predictions_made: Sequence[Prediction] | None = None,
) -> ReadBack:
    """Everything that people wrote in the worksheet at ``path``; see ``read_sheets``.

    Raises WorksheetError when the file is no worksheet, or one of another round than ``round_name``.
    """
    earlier = f"take the latest copy from the folder {BACKUPS} beside it"
    return read_sheets(
        load_sheets(path),
        where=str(path),
        earlier=earlier,
        known=known,
        round_name=round_name,
        predictions_made=predictions_made,
    )


def read_sheets(
    sheets: Sequence[Sheet],
    *,
    where: str,
    earlier: str,
    known: Known | None = None,
    round_name: str | None = None,
    predictions_made: Sequence[Prediction] | None = None,
) -> ReadBack:
    """Everything that people wrote in a worksheet, with problems that name sheet and cell.

    ``where`` names the worksheet in messages, ``earlier`` says how to get back to an earlier state of it.
    ``known`` are the round's interviews and their question keys; without it the worksheet's own are taken.
    ``predictions_made`` are those that were recorded; without it nothing is known of when predictions were written.
    The id of a headline stays the same through sorting, editing and writing the worksheet anew.

    Raises WorksheetError when it is no worksheet, one of another round than ``round_name``, or one in which people
    changed headings so that a tab or column of it cannot be told for sure.
    """
    sheets = tidy(sheets)
    shown = read_shown(sheets)
    if round_name and shown.round_name and shown.round_name != round_name:
        raise WorksheetError(
            f'{where} is a worksheet of the round "{shown.round_name}", not of "{round_name}".'
            f' Put the worksheet of "{round_name}" in its place, or read it in the round that it belongs to.'
        )
    tables, problems = _headline_tables(sheets, shown, where, earlier)
    themes, lineage, theme_problems = read_themes(sheets, shown.themes)
    predictions, none_written, prediction_problems = read_predictions(sheets, predictions_made)
    known = known_from(shown, *tables) if known is None else known
    headlines: list[Headline] = []
    seen: set[str] = set()
    for table in tables:
        reader = _HeadlineReader(table, lineage)
        read = [reader.read(row) for row in resolve_rows(table, shown, known, seen)]
        headlines += [headline for headline in read if headline]
        problems += [*reader.problems, *_written_into_stories(table, shown), *second_versions(table)]
        problems += doubtful_interviews(table)
    return ReadBack(
        headlines=tuple(headlines),
        themes=themes,
        predictions=predictions,
        no_predictions=none_written,
        problems=(*problems, *theme_problems, *prediction_problems, *_set_aside(sheets)),
    )


def infer_kind(text: str) -> HeadlineKind:
    """A quote, if the text begins and ends with quotation marks (a full stop may follow); else descriptive."""
    bare = re.sub(r"[\s.,;!?…]+$", "", text.strip())
    closing = _QUOTATION_MARKS.get(bare[:1])
    return HeadlineKind.QUOTE if closing and len(bare) > 2 and bare[-1] in closing else HeadlineKind.DESCRIPTIVE


def kind_named(typed: str) -> HeadlineKind | None:
    """The kind that a Kind cell names; None for an empty cell and for other words."""
    word = heading_key(typed)
    return next((kind for kind, words in _KIND_WORDS.items() if word in words), None)


def _headline_tables(
    sheets: Sequence[Sheet], shown: Shown, where: str, earlier: str
) -> tuple[list[Table], list[Problem]]:
    """The Headlines tables, and a problem for each further tab that looks like one, or like another of ours."""
    tables, others = headline_tables(sheets, shown.tabs)
    if not tables:
        raise WorksheetError(
            f'{where} has no tab with the headings "{INTERVIEW}" and "{HEADLINE}" in one row, so no headlines can be'
            f" read. Put the headings back as they were, or {earlier}."
        )
    read = [table.sheet for table in tables]
    problems = [second_tab(other.sheet, other.header_row, HEADLINES, read) for other in others]
    problems += [problem for kind in (THEMES, PREDICTIONS) for problem in second_tables(sheets, kind)]
    problems += [
        Problem(table.sheet, f"A{table.header_row}", f'the column "{heading}" is missing. Put it back.')
        for table in tables
        for heading in HEADLINE_COLUMNS
        if heading not in table.columns and heading != MARK
    ]
    problems += [
        Problem(
            table.sheet, f"A{table.header_row}", f'two columns are headed "{heading}": {table.letters(heading)}; only'
            f" {table.letter(heading)} is read. Give the other one another heading."
        )
        for table in tables
        for heading in table.twice
    ]  # fmt: skip
    return tables, problems


class _HeadlineReader:
    """Reads rows one by one and gathers their problems."""

    def __init__(self, table: Table, lineage: Lineage) -> None:
        self.problems: list[Problem] = []
        self._table = table
        self._lineage = lineage
        self._themes_missed: set[str] = set()

    def read(self, resolved: ResolvedRow) -> Headline | None:
        """The headline of a row; None where there is none, or none that can be counted."""
        row = resolved.row
        text = row[HEADLINE]
        if not text:
            self._check_lonely_cells(resolved)
            return None
        if HEADLINE in row.calculated or _was_formula(text):
            self._note(resolved, HEADLINE, "this is a formula or an error value. Type the headline as text.")
            return None
        if not resolved.ids:
            self._explain_missing_interview(resolved)
            return None
        self._check_interview(resolved)
        self._check_text(resolved, text)
        if not resolved.question:
            self._note(resolved, QUESTION, "it is not clear which question this answers. Copy the question from above.")
        return Headline(
            id=resolved.id,
            interview_ids=resolved.ids,
            question=resolved.question,
            kind=self._kind(resolved, text),
            text=text,
            theme=self._theme(resolved),
            pair=row[PAIR] or None,
            dissent=self._tick(resolved, DISSENT),
            surprise=self._tick(resolved, SURPRISE),
            place=f"{self._table.sheet}!{self._table.cell(HEADLINE, row.number)}",
            source_changed=SOURCE_CHANGED in remarks_in(row[CHECK]),
        )

    def _note(self, resolved: ResolvedRow, heading: str, message: str) -> None:
        place = self._table.cell(heading, resolved.row.number)
        self.problems.append(Problem(self._table.sheet, place, message))

    def _check_lonely_cells(self, resolved: ResolvedRow) -> None:
        lonely = next((heading for heading in (KIND, THEME, DISSENT, SURPRISE) if resolved.row[heading]), None)
        if lonely:
            message = (
                f'there is something under "{lonely}" but no headline. Write one, move it here, or empty that cell.'
            )
            self._note(resolved, HEADLINE, message)

    def _check_text(self, resolved: ResolvedRow, text: str) -> None:
        if not any(character.isalpha() for character in text):
            self._note(resolved, HEADLINE, "a number, a date or a mark, read as a headline. Write words, or empty it.")
        elif "\t" in text:
            message = "a table in one cell, read as one headline. Give each headline a row of its own."
            self._note(resolved, HEADLINE, message)

    def _explain_missing_interview(self, resolved: ResolvedRow) -> None:
        if resolved.has_unknown_id:
            message = "no interview of this round, so the headline is not counted. Copy the id of its story here."
        else:
            message = "no interview id, so the headline is not counted. Copy the id of its story here."
        self._note(resolved, INTERVIEW, message)

    def _check_interview(self, resolved: ResolvedRow) -> None:
        if resolved.has_unknown_id:
            message = "an id here is no interview of this round. Correct it; until then the headline counts without it."
            self._note(resolved, INTERVIEW, message)
        elif resolved.found_by is FoundBy.ABOVE_AT_END:
            message = "no interview id; the one above was taken. Copy the right id here if that is wrong."
            self._note(resolved, INTERVIEW, message)

    def _kind(self, resolved: ResolvedRow, text: str) -> HeadlineKind:
        typed = resolved.row[KIND]
        if typed and kind_named(typed) is None:
            self._note(resolved, KIND, "unknown kind; choose Quote or Descriptive, or empty the cell. It was guessed.")
        return kind_named(typed) or infer_kind(text)

    def _theme(self, resolved: ResolvedRow) -> str | None:
        typed = resolved.row[THEME]
        if not typed:
            return None
        today = self._lineage.today(typed)
        if len(today) > 1:
            self._note(resolved, THEME, self._split(today))
        elif not today and heading_key(typed) not in self._themes_missed:
            self._themes_missed.add(heading_key(typed))
            self._note(resolved, THEME, f"this theme is not on the {THEMES} tab. Add it there, or choose one.")
        return today[0] if len(today) == 1 else typed

    def _split(self, today: Sequence[str]) -> str:
        rows = " and ".join(map(str, self._lineage.rows_of(today)))
        return (
            f"this theme was split into those in rows {rows} of the {THEMES} tab. Choose one of them; until then the"
            " headline stays under the old name."
        )

    def _tick(self, resolved: ResolvedRow, heading: str) -> bool:
        typed = heading_key(resolved.row[heading])
        if typed not in MARKS | NO_MARKS:
            self._note(resolved, heading, "read as x. Write x, or leave the cell empty; other words fit under Note.")
        return is_marked(typed)


def _was_formula(text: str) -> bool:
    """Whether a text reads like a formula, or an error value: one that is carried stays there as text."""
    return bool(_FORMULA.match(text)) or text in ERROR_CODES


def _written_into_stories(table: Table, shown: Shown) -> list[Problem]:
    """Words typed into the story side would be gone at the next writing."""
    digests = {part for story in shown.stories for part in story.parts}
    return [
        Problem(
            table.sheet, table.cell(heading, row.number), "this cell was changed; it is written anew next time."
            " Move what you added to the Note column."
        )
        for row in table.rows
        for heading in (STORY, BESIDE)
        if shown.stories and row[heading] and digest(row[heading]) not in digests
    ]  # fmt: skip


def _set_aside(sheets: Sequence[Sheet]) -> list[Problem]:
    return [
        Problem(
            table.sheet, table.cell(HEADLINE, row.number), "set aside, so not counted: its interview is not in this"
            " worksheet. It comes back with the interview; or write another id beside it and assemble again."
        )
        for sheet, header in find_tables(sheets, SET_ASIDE)
        for table in (read_table(sheet, header, ASIDE_COLUMNS),)
        for row in table.rows
        if row[HEADLINE]
    ]  # fmt: skip
