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


def without_interviews(
    written: Written, ids: Collection[str], stay: Collection[str], never: Collection[str] = ()
) -> Written:
    """Leaves out the rows about these interviews, and whatever names or copies them elsewhere.

    A row that also names other interviews stays with those, if its mark is in ``stay``. ``never`` are digests of
    further cells that go wherever they stand, such as quotes of theirs beside other interviews.
    """
    gone = frozenset(identifier.lower() for identifier in ids)
    parts = {part for story in written.stories if story.interview_id.lower() in gone for part in story.parts}
    leaving = _Leaving(gone, frozenset({*parts, *never} - {digest("")}))
    rows = [_of_others(row, gone) for row in written.rows if not _goes(row, gone, stay)]
    return replace(
        written,
        rows=tuple(replace(row, cells=tuple(leaving.cells(row.cells))) for row in rows),
        tabs=tuple(leaving.tab(tab) for tab in written.tabs),
        themes=written.themes and leaving.table(written.themes),
        predictions=written.predictions and leaving.table(written.predictions),
    )


def rows_about(written: Written, ids: Collection[str]) -> list[WrittenRow]:
    """The rows that name one of these interviews, or stood beside its story, and hold words of people."""
    gone = frozenset(identifier.lower() for identifier in ids)
    return [row for row in written.rows if row.cells and _is_about(row, gone)]


class _Leaving:
    """Which cells go: those with a text that leaves, and those that name an interview which is gone."""

    def __init__(self, gone: frozenset[str], texts: frozenset[str]) -> None:
        self._gone = gone
        self._texts = texts

    def cells(self, cells: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        return ((heading, text) for heading, text in cells if not (self._names(text) or self._leaves(text)))

    def table(self, tab: WrittenTab) -> WrittenTab:
        """A table of people, such as the themes: single cells go, its rows stay."""
        rows = [tuple("" if self._names(text) or self._leaves(text) else text for text in row) for row in tab.rows]
        return WrittenTab(tab.title, tuple(rows))

    def tab(self, tab: WrittenTab) -> WrittenTab:
        """A tab that people added: nobody knows what a row that names the interview says of it, so all of it goes."""
        rows = [("",) * len(row) if any(map(self._names, row)) else row for row in tab.rows]
        return self.table(WrittenTab(tab.title, tuple(rows)))

    def _names(self, text: str) -> bool:
        return not self._gone.isdisjoint(interview_ids(text))

    def _leaves(self, text: str) -> bool:
        return bool(text) and digest(text) in self._texts


def _is_about(row: WrittenRow, gone: Collection[str]) -> bool:
    return bool(set(interview_ids(row.interview)) & set(gone)) or is_only_of(row.interview, row.mark, gone)


def _goes(row: WrittenRow, gone: Collection[str], stay: Collection[str]) -> bool:
    return _is_about(row, gone) and (is_only_of(row.interview, row.mark, gone) or row.mark not in stay)


def _of_others(row: WrittenRow, gone: Collection[str]) -> WrittenRow:
    """The row as one of the interviews that stay: without an id that goes, in its cell and in its mark."""
    left = [identifier for identifier in interview_ids(row.interview) if identifier not in gone]
    own = parse_mark(row.mark)
    if not left:
        return row
    mark = f"{left[0]}:{own.question}:~{digest(row.mark)}" if own and own.interview_id.lower() in gone else row.mark
    named = len(left) < len(interview_ids(row.interview))
    return replace(row, mark=mark, interview="; ".join(left) if named else row.interview)


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
