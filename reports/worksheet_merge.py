"""Collects everything that people wrote in a worksheet, so that it is carried into the next writing.

Nothing that they wrote is ever dropped; where it stands in the next worksheet, `worksheet_places` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path

from reports.worksheet_file import load_sheets
from reports.worksheet_headings import refuse_without
from reports.worksheet_kept import with_comments_noted, with_kept
from reports.worksheet_pair_tabs import headline_tables
from reports.worksheet_predictions import none_written_cell, predictions_table
from reports.worksheet_remarks import ID_FROM_ABOVE, ID_UNKNOWN, joined, remarks_in, typed_in
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
    MARK,
    NOTE,
    PAIR,
    PREDICTIONS,
    SET_ASIDE,
    SIDE_BY_SIDE,
    STORY,
    THEME_COLUMNS,
    THEMES,
    digest,
    is_theme_id,
    parse_mark,
)
from rounds.headlines import Written, WrittenRow, WrittenTab
from rounds.sheets import Sheet


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
        themes=_themes_table(sheets),
        offered=shown.offered,
        predictions=predictions_table(sheets),
        none_written=next((none_written_cell(sheet) for sheet, _ in find_tables(sheets, PREDICTIONS)), ""),
        tabs=with_kept(_all_tabs_of_people(sheets, headlines, shown), sheets, dict(shown.own)),
        own=shown.own,
        shown_themes=shown.themes,
        lacking=tuple(name for name in HUMAN_COLUMNS if any(name not in table.columns for table in headlines)),
        memory=shown.memory,
    )


def is_blank(row: WrittenRow) -> bool:
    """Whether people wrote nothing in this row."""
    return not any(text for _, text in row.cells) and not typed_in(row.check)


def _written_rows(headlines: Sequence[Table], aside: Sequence[Table], shown: Shown) -> Iterator[WrittenRow]:
    known = known_from(shown, *headlines, *aside)
    pairs = {(story.interview_id, story.question): story.pair for story in shown.stories} or _pairs_beside(headlines)
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


def _pairs_beside(headlines: Sequence[Table]) -> dict[tuple[str, str], str]:
    """The pair of each story where the hidden tab is gone: it was filled in on all of its rows; most have it still."""
    beside: dict[tuple[str, str], list[str]] = {}
    for row in (row for table in headlines for row in table.rows):
        if mark := parse_mark(row[MARK]):
            beside.setdefault((mark.interview_id, mark.question), []).append(row[PAIR])
    return {story: max(found, key=found.count) for story, found in beside.items()}


def _written_row(resolved: ResolvedRow, columns: Sequence[str], pairs: dict[tuple[str, str], str]) -> WrittenRow:
    row = resolved.row
    cells = {heading: row[heading] for heading in columns if row[heading]}
    interview, noted, check = row[INTERVIEW], list(resolved.typed_beside), row[CHECK]
    if resolved.found_by is not FoundBy.CELL and resolved.ids:
        if interview:  # somebody typed over the id: the words go to the note, the id comes back
            noted.insert(0, interview)
        if row[HEADLINE] and (interview or resolved.found_by is FoundBy.ABOVE_AT_END):
            check = joined([*remarks_in(check), ID_UNKNOWN if interview else ID_FROM_ABOVE])
        interview = resolved.ids[0]
    if noted:
        cells[NOTE] = "\n".join(filter(None, (cells.get(NOTE), *noted)))
    shown_pair = pairs.get((resolved.ids[0], resolved.question)) if resolved.ids else None
    if set(cells) <= {PAIR} and cells.get(PAIR, shown_pair) == shown_pair:
        cells = {}
    return WrittenRow(resolved.id, interview, resolved.question, tuple(cells.items()), check, resolved.typed_over)


def _added_columns(headlines: Sequence[Table], aside: Sequence[Table]) -> tuple[str, ...]:
    named = [heading for table in headlines for heading in table.added(HEADLINE_COLUMNS)]
    named += [heading for table in aside for heading in table.added(ASIDE_COLUMNS)]
    return tuple(dict.fromkeys(named))


def _themes_table(sheets: Sequence[Sheet]) -> WrittenTab | None:
    """The Themes tab as rows of text under its headings: ours first, then theirs. Words over an id are kept apart."""
    for sheet, header in find_tables(sheets, THEMES)[:1]:
        table = read_table(sheet, header, THEME_COLUMNS)
        headings = (*THEME_COLUMNS, *table.added(THEME_COLUMNS))
        cells = [row.cells if is_theme_id(row[MARK]) else {**row.cells, MARK: ""} for row in table.rows]
        rows = [tuple(row.get(heading, "") for heading in headings) for row in cells if any(row.values())]
        return WrittenTab(THEMES, (headings, *rows))
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
