"""What people wrote in a worksheet, without what they wrote about interviews that were taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from reports.worksheet_backups import is_only_of
from reports.worksheet_pair_tabs import headline_tables
from reports.worksheet_shown import read_shown
from reports.worksheet_table import tidy
from reports.worksheet_tabs import (
    HEADLINE_COLUMNS,
    HUMAN_COLUMNS,
    INTERVIEW,
    MARK,
    PAIR,
    digest,
    interview_ids,
    parse_mark,
)
from rounds.headlines import Written, WrittenRow, WrittenTab
from rounds.sheets import Sheet


def without_interviews(written: Written, ids: Collection[str], stay: Collection[str]) -> Written:
    """Leaves out the rows about these interviews, and their stories wherever people copied a cell of them.

    A row that also names other interviews stays with those, if its mark is in ``stay``.
    """
    gone = frozenset(identifier.lower() for identifier in ids)
    parts = {part for story in written.stories if story.interview_id.lower() in gone for part in story.parts}
    parts -= {digest("")}
    rows = [_without_ids(row, gone) for row in written.rows if not _goes(row, gone, stay)]
    return replace(
        written,
        rows=tuple(replace(row, cells=tuple(_without(row.cells, parts))) for row in rows),
        stories=tuple(story for story in written.stories if story.interview_id.lower() not in gone),
        tabs=tuple(_emptied(tab, parts, gone) for tab in written.tabs),
    )


def rows_about(written: Written, ids: Collection[str]) -> list[WrittenRow]:
    """The rows that name one of these interviews, or stood beside its story, and hold words of people."""
    gone = frozenset(identifier.lower() for identifier in ids)
    return [row for row in written.rows if row.cells and _is_about(row, gone)]


def _is_about(row: WrittenRow, gone: Collection[str]) -> bool:
    return bool(set(interview_ids(row.interview)) & set(gone)) or is_only_of(row.interview, row.mark, gone)


def _goes(row: WrittenRow, gone: Collection[str], stay: Collection[str]) -> bool:
    return _is_about(row, gone) and (is_only_of(row.interview, row.mark, gone) or row.mark not in stay)


def _without_ids(row: WrittenRow, gone: Collection[str]) -> WrittenRow:
    """The row under another mark where its own is made of an id that goes: it stands beside another story now."""
    ids = interview_ids(row.interview)
    if not set(ids) & set(gone):
        return row
    left = [identifier for identifier in ids if identifier not in gone]
    own = parse_mark(row.mark)
    mark = f"{left[0]}:{own.question}:~{digest(row.mark)}" if own and own.interview_id.lower() in gone else row.mark
    return replace(row, mark=mark, interview="; ".join(left))


def _without(cells: Collection[tuple[str, str]], parts: Collection[str]) -> list[tuple[str, str]]:
    return [(heading, text) for heading, text in cells if digest(text) not in parts]


def _emptied(tab: WrittenTab, parts: Collection[str], gone: Collection[str]) -> WrittenTab:
    """A tab of people: a copied story goes, and so does a whole row that begins with an id that goes."""
    rows = []
    for row in tab.rows:
        if any(text.strip().lower() in gone for text in row):
            rows.append(("",) * len(row))
        else:
            rows.append(tuple("" if digest(text) in parts else text for text in row))
    return WrittenTab(tab.title, tuple(rows))


def cells_about(sheets: Sequence[Sheet], ids: Collection[str]) -> Iterator[str]:
    """The cells of people, such as Headlines!F12, in rows of a shared sheet that are about these interviews."""
    gone = frozenset(identifier.lower() for identifier in ids)
    sheets = tidy(sheets)
    own, others = headline_tables(sheets, read_shown(sheets).tabs)
    for table in (*own, *others):
        for row in table.rows:
            if set(interview_ids(row[INTERVIEW])) & gone or is_only_of(row[INTERVIEW], row[MARK], gone):
                theirs = (*HUMAN_COLUMNS, *table.added(HEADLINE_COLUMNS))
                filled = [name for name in theirs if name != PAIR and row[name]]
                yield from (f"{table.sheet}!{table.cell(name, row.number)}" for name in filled)
