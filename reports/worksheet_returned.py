"""Merges a copy of a worksheet that came back from a pair into the worksheet of the round. No text is ever dropped.

Each copy is compared with what it held when it was written (``Remembered``), cell by cell. Where two people wrote
different words into one row, the copy's version becomes a row of its own under the first one. What an earlier copy
brought already is not brought again, so people may settle such rows as they like.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from reports.worksheet_memory import NONE_WRITTEN_PLACE, WHOLE, cells_of, text_digest
from reports.worksheet_merge import is_blank
from reports.worksheet_remarks import SOURCE_CHANGED, joined, lasting, remarks_in, typed_in
from reports.worksheet_returned_as_ours import comparable
from reports.worksheet_returned_order import NewRow, group_of, in_order
from reports.worksheet_returned_tables import Tally, merge_predictions, merge_tabs, merge_themes
from reports.worksheet_tabs import (
    CHECK,
    HEADLINE,
    HUMAN_COLUMNS,
    INTERVIEW,
    NOTE,
    PAIR,
    QUESTION,
    added_mark,
    interview_ids,
    is_bare_mark,
    is_marked,
    parse_mark,
)
from reports.worksheet_versions import TWO_VERSIONS, Comparison, Stands, both_texts, remark_of
from rounds.headlines import Remembered, Written, WrittenRow

_JOINED_COLUMNS = (NOTE, PAIR, CHECK)  # free words: both stand in one cell
_SINGLE_COLUMNS = frozenset({INTERVIEW, QUESTION, *HUMAN_COLUMNS}) - {NOTE, PAIR}


@dataclass(frozen=True, slots=True)
class Merged:
    """A worksheet with a copy in it: how many ``rows`` took something over, and how many ``conflicts`` it holds."""

    written: Written
    rows: int
    conflicts: int


def content_digest(written: Written) -> str:
    """A digest of what people wrote and when the file was written: the same after sorting, or saving it anew."""
    rows = sorted((row.mark, sorted(cells_of(row).items()), row.typed_over) for row in written.rows if _says(row))
    tables = (written.themes, written.predictions, written.none_written, written.tabs)
    return hashlib.sha256(repr((rows, tables, written.memory and written.memory.at)).encode()).hexdigest()[:32]


def merge(ours: Written, theirs: Written, *, name: str, pairs: Collection[str] = ()) -> Merged:
    """``ours`` with what ``theirs`` brings, a copy in the file ``name``. ``pairs`` are the names of the round's pairs.

    Pairs in a copy that lost its memory are left out: nobody can know whether they were typed or filled in.
    """
    theirs = comparable(ours, theirs, pairs)
    compared = Comparison(ours.memory, theirs.memory)
    rows = _Rows(ours, theirs, compared, name)
    tally = Tally()
    known = {(story.interview_id, story.question) for story in ours.stories}
    named = {theme.id for theme in ours.shown_themes}
    written = replace(
        ours,
        rows=rows.merged(),
        columns=tuple(dict.fromkeys([*ours.columns, *theirs.columns])),
        stories=(*ours.stories, *(each for each in theirs.stories if (each.interview_id, each.question) not in known)),
        themes=merge_themes(ours, theirs, compared, tally),
        offered=tuple(dict.fromkeys([*ours.offered, *theirs.offered])),
        predictions=merge_predictions(ours, theirs, compared, tally),
        none_written=_none_written(ours, theirs, compared),
        tabs=merge_tabs(ours, theirs, compared, tally),
        shown_themes=(*ours.shown_themes, *(each for each in theirs.shown_themes if each.id not in named)),
    )
    came = {place: frozenset(keys) for place, keys in compared.came.items()}
    written = replace(written, memory=replace(ours.memory or Remembered(), came=came))
    return Merged(written, len(rows.taken) + tally.taken, rows.conflicts + tally.conflicts)


class _Rows:
    """Merges the rows of the Headlines tab, and of the Set aside tab."""

    def __init__(self, ours: Written, theirs: Written, compared: Comparison, name: str) -> None:
        self.taken: set[str] = set()
        self.conflicts = 0
        self._compared = compared
        self._name = name
        self._has_column = _columns_in(theirs)
        self._rows = {row.mark: row for row in ours.rows}
        self._new: list[NewRow] = []
        self._changed = _changed_stories(ours, theirs)
        there = set(self._rows)
        self._bring_words_in_stories(theirs)
        versions = [row for row in theirs.rows if row.mark in there and not self._merge(self._rows[row.mark], row)]
        self._same = {_words(row) for row in self._rows.values()}  # as they read now: a row may have been moved
        for row in versions:
            self._add_version(self._rows[row.mark], row)
        above: dict[tuple[str, str], str] = {}
        for row in theirs.rows:
            if row.mark not in there and _says(row):
                self._add(row, above.get(group_of(row), ""))
            above[group_of(row)] = row.mark

    def merged(self) -> tuple[WrittenRow, ...]:
        """All rows, those of a story together, each second version under the first one."""
        return tuple(in_order(self._rows.values(), self._new))

    def _bring_words_in_stories(self, theirs: Written) -> None:
        for row in theirs.rows:
            own = self._rows.get(row.mark)
            if own and row.typed_over:
                both = tuple(dict.fromkeys([*own.typed_over, *row.typed_over]))
                self._rows[row.mark] = replace(own, typed_over=both)

    def _merge(self, ours: WrittenRow, theirs: WrittenRow) -> bool:
        """Takes over what the copy changed in a row; false, and nothing is taken, where both stand."""
        if is_blank(theirs) and self._compared.was_blank(theirs.mark):
            return True
        mine, other = cells_of(ours), cells_of(theirs)
        stands = self._stands(theirs.mark, mine, other)
        texts = {heading: other.get(heading, "") for heading, whose in stands.items() if whose is Stands.THEIRS}
        for heading in (heading for heading, whose in stands.items() if whose is Stands.BOTH):
            between = ", " if heading == PAIR else "\n"
            both = both_texts(mine[heading], other[heading], between=between)
            if heading in _SINGLE_COLUMNS or both is None:
                return False
            texts[heading] = both
        if _is_written_in(mine | texts):  # Pair is filled in again at each writing, unless the whole row was emptied
            texts[PAIR] = texts.get(PAIR) or mine.get(PAIR) or other.get(PAIR, "")
        self._compared.note(theirs.mark, other)
        if any(text != mine.get(heading, "") for heading, text in texts.items()):
            self._rows[ours.mark] = self._with(ours, texts)
            self.taken.add(ours.mark)
        return True

    def _stands(self, place: str, mine: Mapping[str, str], other: Mapping[str, str]) -> dict[str, Stands]:
        """Whose text is to stand, by heading. The question goes along with the interview, and neither gets lost."""
        stands = {
            heading: self._compared.stands(place, heading, mine.get(heading, ""), other.get(heading, ""))
            for heading in dict.fromkeys([*mine, *other])
            if self._has_column(heading)
        }
        if stands[INTERVIEW] is Stands.THEIRS:
            stands[INTERVIEW] = Stands.THEIRS if other[INTERVIEW] else Stands.OURS
            stands[QUESTION] = stands[INTERVIEW]
        elif not other[QUESTION]:
            stands[QUESTION] = Stands.OURS
        return stands

    def _with(self, row: WrittenRow, texts: Mapping[str, str]) -> WrittenRow:
        cells = {**dict(row.cells), **{name: texts[name] for name in texts if name not in (INTERVIEW, QUESTION, CHECK)}}
        check = texts.get(CHECK, row.check)
        if texts.get(HEADLINE) and group_of(row) in self._changed:
            check = joined([*remarks_in(check), SOURCE_CHANGED])
        return WrittenRow(
            row.mark,
            texts.get(INTERVIEW, row.interview),
            texts.get(QUESTION, row.question),
            tuple((name, text) for name, text in cells.items() if text),
            check,
            row.typed_over,
        )

    def _add_version(self, ours: WrittenRow, theirs: WrittenRow) -> None:
        """The copy's version of a row becomes a row of its own, whose mark is made of what it says."""
        self._compared.note(theirs.mark, cells_of(theirs))
        mark = parse_mark(ours.mark)
        first = mark.interview_id if mark else next(iter(interview_ids(ours.interview)), "")
        content = sorted(f"{heading}: {text_digest(text)}" for heading, text in theirs.cells)
        made = str(added_mark(first, mark.question if mark else ours.question, ours.mark, *content))
        if made in self._rows or _words(theirs) in self._same:
            return
        check = joined([*lasting(theirs.check), remark_of(self._name)])
        row = self._with(replace(theirs, mark=made, typed_over=()), {HEADLINE: theirs.cell(HEADLINE), CHECK: check})
        self._put(NewRow(made, ours.mark, is_version=True), row)
        self.conflicts += 1

    def _add(self, row: WrittenRow, above: str) -> None:
        cells = cells_of(row)
        typed = {CHECK: cells[CHECK]} if typed_in(row.check) else {}
        has_news = self._compared.has_news(row.mark, {**dict(row.cells), **typed})
        self._compared.note(row.mark, cells)
        if (has_news or row.typed_over) and _words(row) not in self._same:
            texts = {HEADLINE: row.cell(HEADLINE), CHECK: cells[CHECK]}
            self._put(NewRow(row.mark, above, is_version=False), self._with(row, texts))

    def _put(self, new: NewRow, row: WrittenRow) -> None:
        self._rows[new.mark] = row
        self._new.append(new)
        self._same.add(_words(row))
        self.taken.add(new.mark)


def _says(row: WrittenRow) -> bool:
    """Whether people wrote anything in a row, or into the story beside it."""
    return bool(row.typed_over) or not is_blank(row)


def _is_written_in(cells: Mapping[str, str]) -> bool:
    """Whether people wrote anything in a row but the pair that it belongs to."""
    return any(text for name, text in cells.items() if name not in (INTERVIEW, QUESTION, CHECK, PAIR))


def _words(row: WrittenRow) -> tuple[object, ...]:
    """What a row says, and where: rows of which this is the same are one."""
    remarks = frozenset(line for line in typed_in(row.check) if not line.startswith(TWO_VERSIONS))
    cells = frozenset((name, text_digest(text)) for name, text in row.cells)
    return (*group_of(row), row.interview.lower(), cells, remarks, row.typed_over)


def _changed_stories(ours: Written, theirs: Written) -> Collection[tuple[str, str]]:
    """The stories that read otherwise in ours than in the copy."""
    digests = {(story.interview_id.lower(), story.question): story.digest for story in ours.stories}
    keys = [((story.interview_id.lower(), story.question), story.digest) for story in theirs.stories]
    return {key for key, found in keys if digests.get(key, found) != found}


def _columns_in(written: Written) -> Callable[[str], bool]:
    """Whether the copy has a column at all: cells of one that was deleted are not empty, but unknown."""
    there = {INTERVIEW, QUESTION, CHECK, *HUMAN_COLUMNS, *written.columns} - set(written.lacking)
    return lambda heading: heading in there


def _none_written(ours: Written, theirs: Written, compared: Comparison) -> str:
    mine, other = ours.none_written, theirs.none_written
    if mine and other and is_bare_mark(other) and is_marked(mine) == is_marked(other):
        return mine
    stands = compared.stands(NONE_WRITTEN_PLACE, WHOLE, mine, other)
    compared.note(NONE_WRITTEN_PLACE, {WHOLE: other})
    if stands is Stands.BOTH:
        return both_texts(mine, other) or mine
    return other if stands is Stands.THEIRS else mine
