"""Merges the tabs of a copy that belong to people: Themes, Predictions, and tabs that they added."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import count

from reports.prediction_rows import is_ours as says_ours
from reports.worksheet_memory import TAB, WHOLE, Cells, tab_text, table_place
from reports.worksheet_tabs import MARK, NOTE, PREDICTIONS, THEMES, WRITTEN, heading_key
from reports.worksheet_versions import Comparison, Stands, both_texts
from rounds.headlines import Remembered, Written, WrittenTab

_LONGEST_TITLE = 31  # characters that Excel takes


@dataclass(slots=True)
class Tally:
    """How many rows of a copy's tabs were ``taken`` over, and in how many places two versions stand."""

    taken: int = 0
    conflicts: int = 0


def merge_themes(ours: Written, theirs: Written, compared: Comparison, tally: Tally) -> WrittenTab | None:
    """The Themes tab with what the copy brings.

    A theme is found by its name, and where the copy's pair renamed it, by its id.
    """
    names = {theme.id: theme.name for theme in theirs.shown_themes}
    return _merge_table(THEMES, ours.themes, theirs.themes, compared, tally, theirs.memory, names)


def merge_predictions(ours: Written, theirs: Written, compared: Comparison, tally: Tally) -> WrittenTab | None:
    """The Predictions tab with what the copy brings."""
    return _merge_table(PREDICTIONS, ours.predictions, theirs.predictions, compared, tally, theirs.memory, {})


def merge_tabs(ours: Written, theirs: Written, compared: Comparison, tally: Tally) -> tuple[WrittenTab, ...]:
    """The tabs that people added; of two with the same title and other content the second one gets a number."""
    tabs = list(ours.tabs)
    for tab in theirs.tabs:
        place, text = table_place(TAB, tab.title), tab_text(tab)
        nth = next((nth for nth, own in enumerate(ours.tabs) if heading_key(own.title) == heading_key(tab.title)), None)
        stands = Stands.BOTH if compared.has_news(place, {WHOLE: text}) else Stands.OURS
        if nth is not None:
            stands = compared.stands(place, WHOLE, tab_text(tabs[nth]), text)
        compared.note(place, {WHOLE: text})
        if stands is Stands.THEIRS and nth is not None:
            tabs[nth] = WrittenTab(tabs[nth].title, tab.rows)
            tally.taken += 1
        elif stands is not Stands.OURS and text not in map(tab_text, tabs):
            tally.conflicts += nth is not None
            tally.taken += 1
            tabs.append(WrittenTab(_free_title(tab.title, [each.title for each in tabs]), tab.rows))
    return tuple(tabs)


def _free_title(title: str, taken: Collection[str]) -> str:
    keys = {heading_key(each) for each in taken}
    titles = (f"{title[: _LONGEST_TITLE - len(f' ({nth})')]} ({nth})" for nth in count(2))
    return title if heading_key(title) not in keys else next(each for each in titles if heading_key(each) not in keys)


def _merge_table(
    kind: str,
    ours: WrittenTab | None,
    theirs: WrittenTab | None,
    compared: Comparison,
    tally: Tally,
    written: Remembered | None,
    names: dict[str, str],
) -> WrittenTab | None:
    if ours is None or theirs is None:
        return ours or theirs
    table = _Table(ours, theirs, compared, tally)
    for row in _by_heading(theirs):
        if any(row.values()):
            name = row[table.key]
            place = table_place(kind, name)
            was = names.get(row.get(MARK, ""), "")
            if written and was and place not in written.cells:  # renamed since the copy was written
                place = table_place(kind, was)
            table.take(row, place, was)
    return table.merged()


class _Table:
    """The rows of a table of ours, into which those of a copy are taken one by one. The first column names a row."""

    def __init__(self, ours: WrittenTab, theirs: WrittenTab, compared: Comparison, tally: Tally) -> None:
        self.key = ours.rows[0][0]
        self._tally = tally
        self._compared = compared
        self._title = ours.title
        self._headings = tuple(dict.fromkeys([*ours.rows[0], *theirs.rows[0]]))
        self._rows = _by_heading(ours)
        self._free = list(self._rows)
        # A column without any text may have been deleted: then its cells are not empty, but unknown.
        self._filled = {name for row in _by_heading(theirs) for name, text in row.items() if text} - {MARK}

    def take(self, row: Cells, place: str, was: str) -> None:
        """Takes over what a row of the copy brings; ``was`` is the name that it was written with, if that is known."""
        cells = {name: text for name, text in row.items() if _is_of_people(name, text)}
        own = self._find(row, was)
        if own is None:
            if self._compared.has_news(place, cells):
                self._add(row)
        else:
            self._free = [each for each in self._free if each is not own]
            self._merge(own, row, place)
        self._compared.note(place, cells)

    def merged(self) -> WrittenTab:
        """The table as it stands now."""
        texts = (tuple(row.get(name, "") for name in self._headings) for row in self._rows)
        return WrittenTab(self._title, (self._headings, *texts))

    def _find(self, row: Cells, was: str) -> Cells | None:
        for name in (row[self.key], was):
            found = next((own for own in self._free if heading_key(own[self.key]) == heading_key(name)), None)
            if found is not None and (name or not was):
                return found
        return next((own for own in self._free if row.get(MARK) and own.get(MARK) == row[MARK]), None)

    def _merge(self, own: Cells, row: Cells, place: str) -> None:
        stands = {
            name: self._compared.stands(place, name, own.get(name, ""), row.get(name, ""))
            for name in self._filled
            if _is_of_people(name, row.get(name, ""))
        }
        if stands.get(self.key) is Stands.BOTH:
            self._tally.conflicts += 1
            self._add(row | {MARK: ""})
            return
        before = dict(own)
        for name, whose in stands.items():
            text = row.get(name, "")
            if whose is Stands.BOTH:
                text = both_texts(own[name], text) or own[name]
                self._tally.conflicts += name != NOTE
            if whose is not Stands.OURS:
                own[name] = text
        self._tally.taken += own != before

    def _add(self, row: Cells) -> None:
        marks = {own.get(MARK) for own in self._rows}
        self._tally.taken += 1
        self._rows.append(row | {MARK: ""} if row.get(MARK) in marks else row)


def _by_heading(tab: WrittenTab) -> list[Cells]:
    headings: Sequence[str] = tab.rows[0]
    return [dict(zip(headings, row, strict=False)) for row in tab.rows[1:]]


def _is_of_people(heading: str, text: str) -> bool:
    """Whether people may have written a cell: not the id of a row, and not what Sayback says under Written."""
    return heading != MARK and not (heading == WRITTEN and says_ours(text))
