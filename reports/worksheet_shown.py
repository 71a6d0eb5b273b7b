"""What a worksheet had shown when it was written: its hidden tab, written and read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.worksheet_file import WorksheetError
from reports.worksheet_memory import memory_rows, read_memory
from reports.worksheet_tabs import FORMAT, FORMAT_VERSION
from rounds.headlines import Remembered, ShownStory, ShownTheme
from rounds.sheets import Sheet

_STORY, _GONE, _THEME, _TAB, _OWN = "story", "gone", "theme", "tab", "own"
_DIGEST = re.compile(r"[0-9a-f]{16}")
_NAMED = "named"  # a theme that stood on the Themes tab; "theme" is one that was offered


@dataclass(frozen=True, slots=True)
class Shown:
    """``stories`` in the order in which they were written; ``gone`` those whose headlines were set aside.

    ``tabs`` are the titles of the Headlines tabs that were written, where there may be one for each pair. ``own`` are
    digests of the rows that were written into tabs which people only read, by title. ``themes`` are those that stood on
    the Themes tab, and earlier ones. ``memory`` is of a file, so that copies of it can be merged.
    """

    round_name: str = ""
    stories: tuple[ShownStory, ...] = ()
    gone: tuple[ShownStory, ...] = ()
    offered: tuple[str, ...] = ()
    tabs: tuple[str, ...] = ()
    own: tuple[tuple[str, tuple[str, ...]], ...] = ()
    themes: tuple[ShownTheme, ...] = ()
    memory: Remembered | None = None


def machine_rows(shown: Shown) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden tab."""
    yield (FORMAT, str(FORMAT_VERSION), shown.round_name)
    for word, stories in ((_STORY, shown.stories), (_GONE, shown.gone)):
        for story in stories:
            yield (
                word,
                story.interview_id,
                story.question,
                story.question_title,
                story.pair,
                story.digest,
                " ".join(story.parts),
            )
    for theme in shown.offered:
        yield (_THEME, theme)
    for named in shown.themes:
        yield (_NAMED, named.id, named.name, json.dumps(named.replaces), json.dumps(named.earlier))
    for title in shown.tabs:
        yield (_TAB, title)
    for title, digests in shown.own:
        yield (_OWN, title, " ".join(digests))
    if shown.memory:
        yield from memory_rows(shown.memory)


def is_machine_tab(sheet: Sheet) -> bool:
    """Whether a tab is the hidden one, whatever it is called now."""
    return bool(sheet.rows and sheet.rows[0] and sheet.rows[0][0].text == FORMAT)


def read_shown(sheets: Iterable[Sheet]) -> Shown:
    """What the hidden tab says; nothing when a program has dropped it.

    Raises WorksheetError when the file was written by a later release.
    """
    sheet = next((sheet for sheet in sheets if is_machine_tab(sheet)), None)
    if sheet is None:
        return Shown()
    rows = [[cell.text for cell in row] + [""] * 7 for row in sheet.rows]
    if rows[0][1] != str(FORMAT_VERSION):
        raise WorksheetError("This worksheet was written by a later release of Sayback. Update Sayback to read it.")
    return Shown(
        round_name=rows[0][2],
        stories=tuple(_stories(rows, _STORY)),
        gone=tuple(_stories(rows, _GONE)),
        offered=tuple(row[1] for row in rows if row[0] == _THEME),
        tabs=tuple(row[1] for row in rows if row[0] == _TAB),
        own=tuple((row[1], tuple(row[2].split())) for row in rows if row[0] == _OWN),
        themes=tuple(_named(row) for row in rows if row[0] == _NAMED),
        memory=read_memory(rows),
    )


def _named(row: Sequence[str]) -> ShownTheme:
    return ShownTheme(row[1], row[2], _names(row[3]), _names(row[4]))


def _names(text: str) -> tuple[str, ...]:
    """The names in a cell; none where somebody changed it so that they cannot be read."""
    try:
        names = json.loads(text or "[]")
    except ValueError:
        return ()
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


def _stories(rows: Sequence[Sequence[str]], word: str) -> Iterator[ShownStory]:
    """The stories in rows that begin with ``word``. One that cannot be read, as somebody changed it, is unknown."""
    return (
        ShownStory(row[1], row[2], row[3], row[4], row[5], tuple(row[6].split()))
        for row in rows
        if row[0] == word and row[1] and _DIGEST.fullmatch(row[5])
    )
