"""What of a summary is left off its sheet of paper, so that the rest can be read in 8 pt and more.

The mail and the text always have everything. Heights are estimated, in points, from the style sheet's rules for print
(templates/summary.html) and from how wide letters of Arial are on average; a browser measures them in
tests/system/test_pages.py.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from rounds.summary import Surprise, ThemeHeard

WIDTH = 544.0  # US Letter less margins of 12 mm
HEIGHT = 750.0  # less margins of 9 mm, and what estimates are always too high by
_COLUMN = (WIDTH - 20) / 2
_SMALL = 8.0
_LETTER = 0.45  # of the size
_RAGGED = 2  # letters that are lost at the end of a line

SMALLER, DENSE, TABLES = "smaller", "dense", "tables"
PURPOSE, DEFINITIONS, PREDICTIONS = "purpose", "definitions", "predictions"
SPLITS, PLAIN_COVERAGE, CHANGES, DISSENT = "splits", "coverage", "changes", "dissent"


@dataclass(frozen=True, slots=True)
class LeftOff:
    """The keys of what is not printed, and the sentence that says so; both empty where all fits in a larger print."""

    keys: frozenset[str] = frozenset()
    said: str = ""


def quote_key(theme: int, quote: int) -> str:
    """The key of a quote, both numbers from 1."""
    return f"quote-{theme}-{quote}"


def print_for(off: Collection[str]) -> Print:
    """How large the page is printed."""
    return SMALL if DENSE in off else MEDIUM if SMALLER in off else LARGE


def left_off_paper(context: Mapping[str, Any]) -> LeftOff:
    """What to leave off so that the page of ``context`` fits: no more than needed, the least missed first."""
    off: set[str] = set()
    for key in _in_order(context["summary"].themes):
        if _Sheet(context, frozenset(off)).height() <= HEIGHT:
            break
        off.add(key)
    return LeftOff(frozenset(off), _said(off))


def _in_order(themes: Sequence[ThemeHeard]) -> Iterator[str]:
    """Nothing is lost by smaller print and by lines for tables; then goes what the mail may say alone.

    Of quotes the second ones go, long ones first; first ones stay until almost nothing else can go.
    """
    quotes = sorted(
        ((-at, -len(quote.text), quote_key(number, at)))
        for number, theme in enumerate(themes, start=1)
        for at, quote in enumerate(theme.quotes, start=1)
    )
    yield from (SMALLER, TABLES, DENSE, DEFINITIONS, PURPOSE, PREDICTIONS)
    yield from (key for at, _, key in quotes if at < -1)
    yield from (PLAIN_COVERAGE, SPLITS, CHANGES)
    yield from (key for at, _, key in quotes if at == -1)
    yield DISSENT


def _said(off: Collection[str]) -> str:
    quotes = sum(key.startswith("quote-") for key in off)
    names = {
        PURPOSE: "what the round is for",
        DEFINITIONS: "what the themes mean",
        PREDICTIONS: "the predictions one by one",
        PLAIN_COVERAGE: "groups without a target",
        SPLITS: "themes by group",
        CHANGES: "what changed",
        DISSENT: "voices that say otherwise",
    }
    parts = [name for key, name in names.items() if key in off]
    if quotes:
        parts.insert(0, f"{quotes} {'quote' if quotes == 1 else 'quotes'}")
    return f"Left off this sheet for want of room: {', '.join(parts)}. The mail has everything." if parts else ""


@dataclass(frozen=True, slots=True)
class Print:
    """Sizes in points: of the text, of its lines, between paragraphs, of a heading with the space around it."""

    size: float
    line: float
    gap: float
    heading: float


LARGE, MEDIUM, SMALL = Print(9.2, 11.2, 2.0, 22.0), Print(8.4, 9.8, 1.2, 18.5), Print(8.0, 9.2, 0.7, 17.0)


class _Sheet:
    """How high the page is without what is ``off``."""

    def __init__(self, context: Mapping[str, Any], off: frozenset[str]) -> None:
        self.context, self.off = context, off
        self.print = print_for(off)

    def height(self) -> float:
        return sum(self._top()) + sum(self._heard()) + sum(self._below())

    def _top(self) -> Iterator[float]:
        summary, context = self.context["summary"], self.context
        yield self.print.size * 2 if context["draft"] else 0.0
        yield self.text(summary.title, WIDTH, 14.5) + 12.0  # and the line above it
        yield 0.0 if PURPOSE in self.off else self.text(summary.purpose, WIDTH)
        yield 18.0 + self.text(context["roles_line"], WIDTH, _SMALL)
        yield 22.0 + self.texts([*summary.to_decide, *context["next_steps"]], WIDTH - 34)
        changes = () if CHANGES in self.off else context["changes"]
        yield self.section(_columns([self.text(change, _COLUMN - 20) for change in changes]))
        yield self.section(self.texts((_surprise(one) for one in summary.surprises), WIDTH - 20))

    def _heard(self) -> Iterator[float]:
        summary = self.context["summary"]
        if summary.themes:
            yield self.section(self.text(self.context["chart_note"], WIDTH, _SMALL))
            blocks = [self._theme(theme, number) for number, theme in enumerate(summary.themes, start=1)]
            runs_on = DENSE in self.off  # else a theme stays in one column
            yield _columns([*chain(*blocks)] if runs_on else [sum(block) for block in blocks])
            yield 12.0 if summary.more_themes else 0.0
        if SPLITS not in self.off:
            splits = (f"{name}: {numbers}" for name, numbers in self.context["splits"])
            yield self.section(self.texts(splits, WIDTH - 24))
        if DISSENT not in self.off:
            voices = (f"{one.text} (on: {one.theme})" for one in summary.dissent)
            yield self.section(self.texts(voices, WIDTH - 20)) + (12.0 if summary.more_dissent else 0.0)

    def _below(self) -> Iterator[float]:
        summary, context = self.context["summary"], self.context
        yield self.section(self._predictions(context["expected"]))
        yield self.section(self._coverage())
        yield self.section(self.texts(summary.promised, WIDTH - 20))
        yield self.section(self.text(context["told"], WIDTH))
        yield self.section(self.texts(context["foot"], WIDTH - 20, _SMALL))
        yield self.text(_said(self.off), WIDTH)

    def _theme(self, theme: ThemeHeard, number: int) -> list[float]:
        """The parts between which a column may end: the theme with its first quote, the second quote."""
        definition = "" if DEFINITIONS in self.off else theme.definition
        title = self.print.size + 4.0 + self.text(theme.name, _COLUMN, self.print.size * 1.18)  # bold is wider
        quotes = [
            1.0 + self.text(f"{quote.text} - {quote.role or ''}", _COLUMN - 12)
            for at, quote in enumerate(theme.quotes, start=1)
            if quote_key(number, at) not in self.off
        ]
        return [title + self.text(definition, _COLUMN, _SMALL) + sum(quotes[:1]), *quotes[1:]]

    def _predictions(self, expected: Any) -> float:
        if not (expected.written or expected.late):
            return 0.0
        flag = 12.0 + 2 * self.print.line if expected.all_held else 0.0
        if PREDICTIONS in self.off:
            return flag + 10.0
        texts = [
            *(f"Not as expected: {text}" for text in expected.overturned),
            *(f"As expected: {text}" for text in expected.held),
            *(f"Nobody spoke of it: {text}" for text in expected.unheard),
            "Not judged yet" if expected.still_open else "",
            "Written after the stories could be read, so not counted: 2" if expected.late else "",
        ]
        return flag + _columns([self.text(text, _COLUMN - 20) for text in texts])

    def _coverage(self) -> float:
        with_targets = [one for one in self.context["coverage"] if one.has_targets]
        others = [one for one in self.context["coverage"] if not one.has_targets and PLAIN_COVERAGE not in self.off]
        as_lines = [*others, *(with_targets if TABLES in self.off else ())]
        as_tables = with_targets if TABLES not in self.off else ()
        tables = [26.0 + sum(self.text(group.name, 85.0) + 2 for group in one.groups) for one in as_tables]
        return _columns(tables) + self.texts((f"{one.label}: {one.line}" for one in as_lines), WIDTH)

    def section(self, inside: float) -> float:
        """With its heading; nothing where nothing is inside."""
        return self.print.heading + inside if inside else 0.0

    def texts(self, texts: Iterable[str], width: float, size: float = 0.0) -> float:
        return sum(self.text(text, width, size) for text in texts)

    def text(self, text: str, width: float, size: float = 0.0) -> float:
        """The height of a paragraph; none for an empty one."""
        if not text:
            return 0.0
        size = size or self.print.size
        letters = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
        return (
            math.ceil(letters / (width / (size * _LETTER) - _RAGGED)) * size * self.print.line / self.print.size
            + self.print.gap
        )


def _surprise(surprise: Surprise) -> str:
    return surprise.text + (" We had expected: We heard otherwise." if surprise.overturned else "")


def _columns(paragraphs: Sequence[float]) -> float:
    """The height of two columns, in which paragraphs stay whole and in their order."""
    return min(max(sum(paragraphs[:at]), sum(paragraphs[at:])) for at in range(len(paragraphs) + 1))
