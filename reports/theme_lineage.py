"""What became of the themes that people renamed, merged and split: from a name that was typed to the names of today.

A row of the Themes tab keeps its id; the worksheet's hidden tab tells how the theme of that id was called when the
worksheet was written; and under Replaces people say what no id can tell. A name that stands on the tab is always that
theme itself: only names that are gone are followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reports.worksheet_tabs import digest, heading_key
from rounds.headlines import ShownTheme


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A named row of the Themes tab as people left it. ``number`` is its row in the sheet, from 1; 0 if unknown."""

    name: str
    definition: str = ""
    order: int = 0
    replaces: tuple[str, ...] = ()
    id: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class KnownTheme:
    """A row with the id that it has for sure; ``was`` are names that it replaces though its cell does not say so.

    ``in_doubt``: its name was that of another row before, and people may have moved names or rows.
    """

    line: ThemeLine
    id: str
    was: tuple[str, ...] = ()
    in_doubt: bool = False

    @property
    def replaces(self) -> tuple[str, ...]:
        """All names that it replaces, each once, and never its own."""
        return _without((*self.line.replaces, *self.was), [self.line.name])


class Lineage:
    """The themes of a worksheet, and what became of the names that they had before."""

    def __init__(self, lines: Iterable[ThemeLine], shown: Iterable[ShownTheme] = ()) -> None:
        shown = tuple(shown)
        self.themes = _recognised(tuple(lines), {theme.id: theme for theme in shown})
        self._names = {heading_key(each.line.name): each.line.name for each in reversed(self.themes)}
        ids = {theme.id for theme in self.themes}
        self.gone = tuple(theme for theme in shown if theme.id not in ids)
        self._next: dict[str, list[str]] = {}
        for name, before in (
            *((theme.line.name, theme.replaces) for theme in self.themes),
            *((theme.name, (*theme.replaces, *theme.earlier)) for theme in self.gone),
        ):
            for earlier in before:
                self._next.setdefault(heading_key(earlier), []).append(heading_key(name))

    def today(self, name: str) -> tuple[str, ...]:
        """The themes of today that ``name`` became: itself where it stands on the tab; several after a split."""
        seen: set[str] = set()
        found: dict[str, None] = {}
        waiting = [heading_key(name)]
        while waiting:
            key = waiting.pop(0)
            if key in self._names:
                found[self._names[key]] = None
            elif key not in seen:  # names may go round in a circle
                waiting += self._next.get(key, [])
            seen.add(key)
        return tuple(found)

    def rows_of(self, names: Collection[str]) -> tuple[int, ...]:
        """The rows of the sheet in which these themes stand."""
        keys = {heading_key(name) for name in names}
        return tuple(each.line.number for each in self.themes if heading_key(each.line.name) in keys)


def remembered(lineage: Lineage, *, in_cells: bool) -> tuple[ShownTheme, ...]:
    """What the hidden tab has to say of the themes, and of those that are gone.

    ``in_cells``: whatever a theme replaces is written into its cell; otherwise the cells are people's alone.
    """
    here = (
        ShownTheme(each.id, each.line.name, each.replaces)
        if in_cells
        else ShownTheme(each.id, each.line.name, each.line.replaces, _without(each.was, [each.line.name]))
        for each in lineage.themes
    )
    return (*here, *lineage.gone)


def forgetting(shown: Iterable[ShownTheme], is_unfit: Callable[[str], bool]) -> tuple[ShownTheme, ...]:
    """What is remembered but for names that are not to be written any more, such as one that named somebody."""
    return tuple(
        replace(
            theme,
            replaces=tuple(name for name in theme.replaces if not is_unfit(name)),
            earlier=tuple(name for name in theme.earlier if not is_unfit(name)),
        )
        for theme in shown
        if not is_unfit(theme.name)
    )


def names_in(cell: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """The names of a Replaces cell: one in a line, or several with semicolons between them.

    A line that is one of the ``known`` names is that name, semicolons included.
    """
    keys = {heading_key(name) for name in known}
    names: list[str] = []
    for line in cell.splitlines():
        names += [line] if heading_key(line) in keys else line.split(";")
    return _without((" ".join(name.split()) for name in names), [""])


def names_cell(names: Sequence[str]) -> str:
    """A Replaces cell with these names."""
    return ("\n" if any(";" in name for name in names) else "; ").join(names)


def _without(names: Iterable[str], taken: Iterable[str]) -> tuple[str, ...]:
    """The names that are not among ``taken``, each once, as they are first written."""
    found = {heading_key(name): "" for name in taken}
    for name in names:
        found.setdefault(heading_key(name), name)
    return tuple(filter(None, found.values()))


def _recognised(lines: Sequence[ThemeLine], shown: Mapping[str, ShownTheme]) -> tuple[KnownTheme, ...]:
    """Each row with its id: that of its name, where the name was shown before; else the one that stands in the row.

    The name comes first because sorting a part of the columns leaves the hidden one as it was.
    """
    ids = _ids_by_name(lines, shown)
    for line in lines:
        if line not in ids and line.id and line.id not in ids.values():
            ids[line] = line.id
    present = {heading_key(line.name) for line in lines}
    moved = _has_new_names(lines, shown)
    known: list[KnownTheme] = []
    for line in lines:
        before = shown.get(ids.get(line, line.id)) or shown.get(line.id)
        is_copy = line not in ids
        if is_copy:
            ids[line] = _new_id(line.name, {*ids.values(), *shown})
        was = () if before is None else _was(line, before, present, is_copy=is_copy)
        takes_anothers = line.id in shown and ids[line] != line.id and not is_copy
        known.append(KnownTheme(line, ids[line], was, in_doubt=takes_anothers and moved))
    return tuple(known)


def _ids_by_name(lines: Sequence[ThemeLine], shown: Mapping[str, ShownTheme]) -> dict[ThemeLine, str]:
    ids: dict[ThemeLine, str] = {}
    for line in lines:
        theme = shown.get(line.id)
        if theme and heading_key(theme.name) == heading_key(line.name) and line.id not in ids.values():
            ids[line] = line.id
    for line in lines:
        free = (each for each in shown.values() if each.id not in ids.values())
        same = next((each for each in free if heading_key(each.name) == heading_key(line.name)), None)
        if line not in ids and same:
            ids[line] = same.id
    return ids


def _was(line: ThemeLine, before: ShownTheme, present: Collection[str], *, is_copy: bool) -> tuple[str, ...]:
    """The names that a row replaces by what is remembered of it. A copied row has those only if both were renamed."""
    renamed = [before.name] if heading_key(before.name) not in present else []
    return _without([*(() if is_copy else before.earlier), *renamed], [line.name, *line.replaces])


def _has_new_names(lines: Sequence[ThemeLine], shown: Mapping[str, ShownTheme]) -> bool:
    """Whether the rows that were shown carry other names, and not the same ones in another order."""
    now = Counter(heading_key(line.name) for line in lines if line.id in shown)
    return now != Counter(heading_key(shown[line.id].name) for line in lines if line.id in shown)


def _new_id(name: str, taken: Collection[str]) -> str:
    """A short id: the same for the same name, but for one that another theme has or had."""
    return next(made for made in _ids(name) if made not in taken)


def _ids(name: str) -> Iterator[str]:
    number = 1
    while True:
        yield f"t-{digest(f'{heading_key(name)}:{number}')[:8]}"
        number += 1
