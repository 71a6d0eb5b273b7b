"""Where a rule's matches may begin: found for all rules in one pass over a text instead of one pass each.

Most rules begin with a cue word or a digit. From the parsed pattern it follows with which two or three characters a
match begins; only where these stand in the text is the pattern tried. A rule that begins with any word often goes on
with a cue, and a text without the cue needs no look. What cannot be told from the pattern is looked for everywhere:
the matches are always those of ``finditer``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from re import _constants as codes  # type: ignore[attr-defined]  # why is this OK? A test compares all rules
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_LENGTH = 3
_MOST_SYMBOLS = 12  # a wider class of characters ends the beginning
_MOST_BEGINNINGS = 3000
_MOST_SINGLE = 12  # beginnings of one letter: with more of them, looking everywhere is faster
_DIGIT, _BLANK, _FOREIGN = "0", " ", "\x80"
_LIKE_ASCII = {"ſ": "s", "\u212a": "k", "İ": "i", "ı": "i"}  # what re.IGNORECASE takes for an ASCII letter
_START = re.compile(r"\b\w|(?<=[^\W\d])\d|[^\w\s]")
_WORD_SYMBOLS = frozenset("abcdefghijklmnopqrstuvwxyz_" + _DIGIT + _FOREIGN)

# What must stand before a beginning for the places of ``_START`` to be all of them.
_ANYTHING, _NO_DIGIT, _NO_WORD = range(3)
_Head = tuple[int, str]  # one of these, and the beginning so far
_Heads = set[_Head]


class Beginnings:
    """Where in ``text`` words, numbers and signs begin, by their first one to three characters as symbols."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, list[int]] = {}  # by three symbols, fewer at the end of the text
        symbols = text.translate(_SYMBOL_OF)
        for match in _START.finditer(text):
            start = match.start()
            self._places.setdefault(symbols[start : start + _LENGTH], []).append(start)
        self._longer: dict[str, list[str]] = {}
        for symbol in self._places:
            for length in range(1, _LENGTH + 1):
                if length <= len(symbol):
                    self._longer.setdefault(symbol[:length], []).append(symbol)
        self._known = frozenset(self._longer)

    def matches(self, pattern: re.Pattern[str]) -> Iterable[re.Match[str]]:
        """What ``pattern.finditer`` gives for the text."""
        outlook = outlook_of(pattern)
        if outlook.beginnings is None:
            nowhere = any(cues.isdisjoint(self._known) for cues in outlook.needs)
            return () if nowhere else pattern.finditer(self._text)
        here = outlook.beginnings & self._known
        return self._tried(pattern, self._candidates(here)) if here else ()

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether ``pattern`` matches anywhere; asked once per pattern."""
        return any(True for _ in self.matches(pattern))

    def _tried(self, pattern: re.Pattern[str], places: Iterable[int]) -> Iterator[re.Match[str]]:
        read = 0
        for place in places:
            if place >= read and (match := pattern.match(self._text, place)):
                read = match.end()
                yield match

    def _candidates(self, beginnings: frozenset[str]) -> list[int]:
        symbols = {symbol for beginning in beginnings for symbol in self._longer[beginning]}
        if len(symbols) == 1:
            return self._places[symbols.pop()]
        return sorted([place for symbol in symbols for place in self._places[symbol]])


@dataclass(frozen=True, slots=True)
class Outlook:
    """With which symbols a match begins (None: with anything); of each of ``needs``, one begins somewhere in it."""

    beginnings: frozenset[str] | None
    needs: tuple[frozenset[str], ...] = ()


@functools.cache  # why is a cache OK? It holds what follows from the patterns of the program, no text
def outlook_of(pattern: re.Pattern[str]) -> Outlook:
    """What can be told from ``pattern`` about the beginning and the parts of its matches."""
    items = list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    beginnings = _beginnings(items, _ANYTHING)
    if beginnings is not None and sum(len(one) == 1 for one in beginnings) <= _MOST_SINGLE:
        return Outlook(beginnings)
    return Outlook(None, tuple(_needs(_flat(items))))


def _beginnings(items: Iterable[tuple[Any, Any]], before: int) -> frozenset[str] | None:
    try:
        found = {beginning for _, beginning in _after_all(items, {(before, "")})}
    except _CannotTellError:
        return None
    if "" in found:
        return None
    return frozenset(one for one in found if not any(one[:cut] in found for cut in range(1, len(one))))


def _needs(items: Sequence[tuple[Any, Any]]) -> Iterator[frozenset[str]]:
    """The beginnings of what follows each place of a pattern, where they are cues."""
    for place in range(1, len(items)):
        if items[place][0] not in _SEEN_AROUND:
            found = _beginnings(items[place:], _NO_WORD if _ends_a_word(items[place - 1]) else _NO_DIGIT)
            if found is not None and not any(len(one) == 1 and one in _WORD_SYMBOLS - {_DIGIT} for one in found):
                yield frozenset(_DIGIT if one[0] == _DIGIT else one for one in found)


def _flat(items: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The items in a row, those of groups as well."""
    flat: list[tuple[Any, Any]] = []
    for kind, value in items:
        flat += _flat(value[-1]) if kind is codes.SUBPATTERN else [(kind, value)]
    return flat


def _ends_a_word(item: tuple[Any, Any]) -> bool:
    """Whether no letter or digit can stand right before what follows ``item``."""
    kind, value = item
    if kind in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        return value[0] > 0 and len(value[2]) == 1 and _ends_a_word(value[2][0])
    if kind not in (codes.LITERAL, codes.IN):
        return False
    return _SYMBOLS[kind](value).isdisjoint(_WORD_SYMBOLS)


class _CannotTellError(Exception):
    """A match may begin where no beginning is looked for."""


def _symbol(character: str) -> str:
    if character.isdecimal():
        return _DIGIT
    if character.isspace():
        return _BLANK
    character = _LIKE_ASCII.get(character) or character.lower()
    return character if character.isascii() else _FOREIGN


class _SymbolOf(dict[int, str]):
    """For ``str.translate``. Remembers single characters."""

    def __missing__(self, code: int) -> str:
        self[code] = symbol = _symbol(chr(code))
        return symbol


_SYMBOL_OF = _SymbolOf()
_ALL_SYMBOLS = frozenset(_symbol(chr(code)) for code in range(128)) | {_FOREIGN}
_SEEN_AROUND = (codes.AT, codes.ASSERT, codes.ASSERT_NOT)


def _after_all(items: Iterable[tuple[Any, Any]], heads: _Heads) -> _Heads:
    """The beginnings that go on from ``heads`` through a sequence of parsed items."""
    for kind, value in items:
        done = {head for head in heads if len(head[1]) >= _LENGTH or head[0] == _CLOSED}
        going = heads - done
        if not going:
            return heads
        heads = done | _STEPS.get(kind, _closed)(value, going)
        if len(heads) > _MOST_BEGINNINGS:
            raise _CannotTellError
    return heads


_CLOSED = -1  # in the place of what must stand before: nothing more can be told of this beginning


def _closed(_: Any, heads: _Heads) -> _Heads:
    return {(_CLOSED, beginning) for _, beginning in heads}


def _one_of(symbols: frozenset[str], heads: _Heads) -> _Heads:
    longer: _Heads = set()
    for before, beginning in heads:
        if beginning and len(symbols) > _MOST_SYMBOLS:
            longer.add((_CLOSED, beginning))
            continue
        if not beginning and not all(_is_looked_for(symbol, before) for symbol in symbols):
            raise _CannotTellError
        longer |= {(before, beginning + symbol) for symbol in symbols}
    return longer


def _is_looked_for(symbol: str, before: int) -> bool:
    if symbol == _DIGIT:
        return before != _ANYTHING
    return symbol != _BLANK and (symbol not in _WORD_SYMBOLS or before == _NO_WORD)


def _in_class(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    symbols: frozenset[str] = frozenset()
    negated = False
    for kind, value in items:
        if kind is codes.NEGATE:
            negated = True
        else:
            symbols |= _SYMBOLS[kind](value)
    return _negated(items) if negated else symbols


def _negated(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """All but what the class names; a symbol that stands for several characters is left in."""
    named = [item for item in items if item[0] is not codes.NEGATE]
    out: set[str] = set()
    for kind, value in named:
        if kind is codes.CATEGORY:
            out |= _OUT_OF_CLASS.get(value, set())
        elif kind is codes.LITERAL and value < 128 and not chr(value).isalnum() and not chr(value).isspace():
            out.add(chr(value))
    return _ALL_SYMBOLS - out


def _range(value: tuple[int, int]) -> frozenset[str]:
    low, high = value
    ascii_part = frozenset(_symbol(chr(code)) for code in range(low, min(high, 127) + 1))
    return ascii_part | ({_FOREIGN} if high > 127 else set())


_NO_WORDS = _ALL_SYMBOLS - (_WORD_SYMBOLS - {_FOREIGN})
_CATEGORIES = {
    codes.CATEGORY_DIGIT: frozenset(_DIGIT),
    codes.CATEGORY_NOT_DIGIT: _ALL_SYMBOLS - {_DIGIT},
    codes.CATEGORY_SPACE: frozenset(_BLANK),
    codes.CATEGORY_NOT_SPACE: _ALL_SYMBOLS - {_BLANK},
    codes.CATEGORY_WORD: _WORD_SYMBOLS,
    codes.CATEGORY_NOT_WORD: _NO_WORDS,
}
# Symbols of which every character is in the category, so that its opposite has none of them.
_OUT_OF_CLASS = {
    codes.CATEGORY_DIGIT: {_DIGIT},
    codes.CATEGORY_SPACE: {_BLANK},
    codes.CATEGORY_WORD: set(_WORD_SYMBOLS - {_FOREIGN}),
    codes.CATEGORY_NOT_WORD: set(_NO_WORDS - {_FOREIGN}),
}
_SYMBOLS: dict[Any, Callable[[Any], frozenset[str]]] = {
    codes.LITERAL: lambda value: frozenset(_symbol(chr(value))),
    codes.RANGE: _range,
    codes.CATEGORY: lambda value: _CATEGORIES.get(value, _ALL_SYMBOLS),
    codes.IN: _in_class,
    codes.NOT_LITERAL: lambda value: _ALL_SYMBOLS,
    codes.ANY: lambda value: _ALL_SYMBOLS,
}


def _repeated(value: tuple[int, Any, Any], heads: _Heads) -> _Heads:
    least, most, items = value
    reached: _Heads = set(heads) if least == 0 else set()
    for nth in range(1, min(int(most), _LENGTH) + 1):
        heads = _after_all(items, heads)
        if nth >= min(least, _LENGTH):
            reached |= heads
    return reached


def _branched(value: tuple[Any, Iterable[Any]], heads: _Heads) -> _Heads:
    return set().union(*(_after_all(branch, heads) for branch in value[1]))


def _not_asserted(value: tuple[int, Any], heads: _Heads) -> _Heads:
    """What must not stand right before; what must not follow changes nothing."""
    direction, items = value
    if direction > 0 or len(items) != 1:
        return heads
    kind, what = items[0]
    categories = {named for own, named in (what if kind is codes.IN else [(kind, what)]) if own is codes.CATEGORY}
    if kind is codes.IN and (codes.NEGATE, None) in what:
        return heads
    if codes.CATEGORY_WORD in categories:
        return _guarded(_NO_WORD, heads)
    return _guarded(_NO_DIGIT, heads) if codes.CATEGORY_DIGIT in categories else heads


def _at(value: Any, heads: _Heads) -> _Heads:
    return _guarded(_NO_WORD, heads) if value is codes.AT_BOUNDARY else heads


def _guarded(before: int, heads: _Heads) -> _Heads:
    return {(max(before, own), beginning) if not beginning else (own, beginning) for own, beginning in heads}


_STEPS: dict[Any, Callable[[Any, _Heads], _Heads]] = {
    **{kind: (lambda value, heads, of=of: _one_of(of(value), heads)) for kind, of in _SYMBOLS.items()},  # type: ignore[misc]
    codes.MAX_REPEAT: _repeated,
    codes.MIN_REPEAT: _repeated,
    codes.POSSESSIVE_REPEAT: _repeated,
    codes.BRANCH: _branched,
    codes.SUBPATTERN: lambda value, heads: _after_all(value[-1], heads),
    codes.ATOMIC_GROUP: _after_all,
    codes.ASSERT: lambda value, heads: heads,
    codes.ASSERT_NOT: _not_asserted,
    codes.AT: _at,
}
