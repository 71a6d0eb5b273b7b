"""From card ids under themes to the Theme cells of a worksheet. Nothing that stood there before is lost.

The wall is younger than the worksheet, so it wins; what a cell held before goes to the row's Note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.fuzz import ratio

from reports.card_ids import CardIds
from reports.theme_lineage import Lineage
from reports.wall_list import Typed, WallList, WallProblem
from reports.worksheet_tabs import HUMAN_COLUMNS, NOTE, THEME, THEME_COLUMNS, THEMES, heading_key
from rounds.headlines import Written, WrittenRow, WrittenTab

BEFORE = "theme before the wall:"
_ALIKE = 85  # of 100, where a name is rather another one misspelt


@dataclass(frozen=True, slots=True)
class Wall:
    """What the wall says: the theme of each headline by the mark of its row, and the themes that are new.

    ``problems`` are lines that were not used, ``remarks`` lines that were, and that somebody may look at. ``lineage``
    knows the names that themes had before.
    """

    themes: Mapping[str, str]
    new_themes: tuple[str, ...]
    problems: tuple[WallProblem, ...]
    remarks: tuple[WallProblem, ...]
    lineage: Lineage = field(default_factory=lambda: Lineage(()), repr=False, compare=False)

    def agrees(self, mark: str, theme: str) -> bool:
        """Whether ``theme`` beside a headline of the wall is the wall's, if only by a name that it had before."""
        is_now = heading_key(self.themes[mark])
        return heading_key(theme) == is_now or [heading_key(name) for name in self.lineage.today(theme)] == [is_now]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the worksheet differs from the wall, as marks of rows."""

    empty: tuple[str, ...]
    other: tuple[str, ...]
    same: tuple[str, ...]


def read_wall(listed: WallList, marks: Iterable[str], printed: Iterable[str], lineage: Lineage) -> Wall:
    """What the list says about the headlines of the worksheet.

    ``marks`` are of the rows that hold a headline now, ``printed`` ids of headlines that may stand on cards,
    ``lineage`` knows the Themes tab.
    """
    return _Reader(CardIds(marks), CardIds(printed), lineage).read(listed)


@dataclass(slots=True)
class _Reader:
    ids: CardIds
    printed: CardIds
    lineage: Lineage
    problems: list[WallProblem] = field(default_factory=list)
    remarks: list[WallProblem] = field(default_factory=list)
    new_themes: dict[str, str] = field(default_factory=dict)  # by heading key
    _named: dict[str, str | None] = field(default_factory=dict)

    def read(self, listed: WallList) -> Wall:
        places: defaultdict[str, list[tuple[str, Typed]]] = defaultdict(list)
        for typed in listed.typed:
            mark, theme = self._mark(typed), self._theme(typed)
            if mark is not None and theme is not None:
                places[mark].append((theme, typed))
        themes = {mark: theme for mark, found in places.items() if (theme := self._one_theme(found)) is not None}
        used = {heading_key(theme) for theme in themes.values()}
        return Wall(
            themes=themes,
            new_themes=tuple(name for key, name in self.new_themes.items() if key in used),
            problems=tuple(sorted([*listed.problems, *self.problems], key=lambda problem: problem.line)),
            remarks=tuple(sorted(self.remarks, key=lambda remark: remark.line)),
            lineage=self.lineage,
        )

    def _mark(self, typed: Typed) -> str | None:
        found = self.ids.find(typed.id)
        if found.headline_id is None:
            self.problems.append(WallProblem(typed.line, f"{typed.shown} {self._why_unknown(typed, found.several)}"))
        return found.headline_id

    def _why_unknown(self, typed: Typed, several: Sequence[str]) -> str:
        if several:
            return (
                f"was printed before another headline got the same id. It is {' or '.join(several)} now:"
                " print these cards once more, and type the longer id."
            )
        found = self.ids.find(typed.id)
        meant = f" Did you mean {' or '.join(found.near)}?" if found.near else ""
        if self.printed.find(typed.id).headline_id is not None:
            return "is on a card, but no row of the worksheet has its headline any more. Choose the theme there."
        if typed.shown == "a word":
            return f"here is no card id.{meant}"
        if found.is_id:
            return f"is no card of this round.{meant}"
        return f"is no card id: a character is wrong, missing or too many.{meant}"

    def _theme(self, typed: Typed) -> str | None:
        """The theme as the Themes tab calls it; None where several have taken its place."""
        key = heading_key(typed.theme)
        if key not in self._named:
            self._named[key] = self._new_or_known(typed)
        return self._named[key]

    def _new_or_known(self, typed: Typed) -> str | None:
        today = self.lineage.today(typed.theme)
        if len(today) > 1:
            message = "this theme was split on the Themes tab, so its ids are not taken. Name one of its parts."
            self.problems.append(WallProblem(typed.line, message))
            return None
        if not today:
            self.new_themes[heading_key(typed.theme)] = typed.theme
            self._remark_on_likeness(typed)
            return typed.theme
        if heading_key(today[0]) != heading_key(typed.theme):
            message = "this theme has another name on the Themes tab now; its ids were put there."
            self.remarks.append(WallProblem(typed.line, message))
        return today[0]

    def _remark_on_likeness(self, typed: Typed) -> None:
        key = heading_key(typed.theme)
        if any(ratio(key, heading_key(each.line.name)) >= _ALIKE for each in self.lineage.themes):
            message = "this theme is new, and called almost like one on the Themes tab. Are they one? Merge them there."
            self.remarks.append(WallProblem(typed.line, message))

    def _one_theme(self, found: Sequence[tuple[str, Typed]]) -> str | None:
        """The theme of an id that was typed once or several times; None where it stands under several."""
        themes = {heading_key(theme): theme for theme, _ in found}
        first, *again = [typed for _, typed in found]
        if len(themes) > 1:
            lines = " and ".join(dict.fromkeys(f"line {typed.line}" for _, typed in found))
            message = f"{first.shown} stands under several themes ({lines}), so it was put under none. Decide for one."
            self.problems.append(WallProblem(first.line, message))
            return None
        if again:
            lines = ", ".join(dict.fromkeys(str(typed.line) for typed in again))
            self.remarks.append(
                WallProblem(first.line, f"{first.shown} stands there again (line {lines}); once is enough.")
            )
        return next(iter(themes.values()))


def difference(wall: Wall, rows: Iterable[tuple[str, str]]) -> Difference:
    """``rows`` are marks with the theme that stands there."""
    empty, other, same = list[str](), list[str](), list[str]()
    for mark, theme in rows:
        if mark in wall.themes:
            (same if wall.agrees(mark, theme) else other if theme.strip() else empty).append(mark)
    return Difference(tuple(empty), tuple(other), tuple(same))


def put_on_wall(written: Written, wall: Wall) -> Written:
    """What people wrote, with the themes of the wall beside the headlines, and new themes on the Themes tab."""
    rows = tuple(
        row
        if row.mark not in wall.themes or wall.agrees(row.mark, row.cell(THEME))
        else _with_theme(row, wall.themes[row.mark])
        for row in written.rows
    )
    return replace(written, rows=rows, themes=_with_themes(written.themes, wall.new_themes))


def _with_theme(row: WrittenRow, theme: str) -> WrittenRow:
    before = row.cell(THEME)
    cells = dict(row.cells) | {THEME: theme}
    line = f"{BEFORE} {before}"
    if before.strip() and line not in row.cell(NOTE).splitlines():
        cells[NOTE] = "\n".join(filter(None, (row.cell(NOTE), line)))
    ours = {heading: cells.pop(heading) for heading in HUMAN_COLUMNS if heading in cells}
    return replace(row, cells=(*ours.items(), *cells.items()))


def _with_themes(tab: WrittenTab | None, names: Collection[str]) -> WrittenTab | None:
    if not names:
        return tab
    headings, *rows = tab.rows if tab else (THEME_COLUMNS,)
    added = [tuple(name if heading == THEME else "" for heading in headings) for name in names]
    return WrittenTab(tab.title if tab else THEMES, (headings, *rows, *added))
